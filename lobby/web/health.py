"""For whoever watches over the server: is it alive, is it ready, and its figures."""

from ipaddress import ip_address

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, generate_latest

from lobby.web.bearer import known_bearer
from lobby.web.rooms import rooms

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive() -> ResponseReturnValue:
    """Alive: it answers. Also the plain "hello" that speeds are compared with."""
    return Response("ok\n", mimetype="text/plain")


@health.get("/readyz")
def ready() -> ResponseReturnValue:
    """Ready: the database answers for every branch."""
    for branch_id in rooms().branches:
        rooms().pictures.seq(branch_id)
    return Response("ready\n", mimetype="text/plain")


@health.get("/metrics")
def metrics() -> ResponseReturnValue:
    """Figures in Prometheus's format, to this machine itself or to a bearer."""
    if not ip_address(request.remote_addr or "0.0.0.0").is_loopback:
        known_bearer(request.headers.get("Authorization", "").removeprefix("Bearer "))
    registry = CollectorRegistry()
    sockets = Gauge("lobby_sockets", "Sockets that watch something", registry=registry)
    sockets.set(rooms().sockets())
    lookups = Counter("lobby_directory_lookups", "Tiers looked up", ["outcome"], registry=registry)
    for outcome, count in rooms().directory.asked().items():
        lookups.labels(outcome).inc(count)
    seqs = Gauge("lobby_journal_seq", "Facts in the journal", ["branch"], registry=registry)
    waiting = Gauge("lobby_tickets_waiting", "Tickets that wait", ["branch", "service"], registry=registry)
    for branch_id in rooms().branches:
        board = rooms().pictures.board(branch_id)
        seqs.labels(branch_id).set(board["seq"])
        for queue in board["queues"]:
            waiting.labels(branch_id, queue["service"]).set(queue["waiting"])
    return Response(generate_latest(registry), mimetype=CONTENT_TYPE_LATEST)
