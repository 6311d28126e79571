"""The HTTP API under /api/v1: a request in, one action or one picture, an answer out. No rule is decided here."""

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from lobby.actions import calls, counters, tickets
from lobby.actions.sessions import csrf_of
from lobby.domain.errors import NotFound
from lobby.domain.house import branch_line, service_view
from lobby.web.alert_deeds import alert_deeds
from lobby.web.bearer import (
    ANYBODY,
    ISSUERS,
    MANAGERS,
    SESSION_COOKIE,
    STAFF,
    bearer,
    comes_from_our_host,
    must_be_our_page,
)
from lobby.web.deeds import answered, asked
from lobby.web.errors import Forbidden, Unauthorized
from lobby.web.lending_deeds import lending_deeds
from lobby.web.plan_deeds import plan_deeds
from lobby.web.requests import (
    CalibrationQuery,
    EmptyBody,
    IssueBody,
    JournalQuery,
    NextBody,
    OpenBody,
    ReasonBody,
    ServicesBody,
    SignInBody,
    TimelineQuery,
    read_body,
    read_query,
)
from lobby.web.rooms import rooms
from lobby.web.ticket_deeds import order_of, ticket_deeds
from lobby.web.what_if_requests import WhatIfQuery

api = Blueprint("api", __name__, url_prefix="/api/v1")
api.register_blueprint(ticket_deeds)
api.register_blueprint(lending_deeds)
api.register_blueprint(plan_deeds)
api.register_blueprint(alert_deeds)


@api.post("/sessions")
def begin_session() -> ResponseReturnValue:
    """Somebody signs in. The answer sets the cookie."""
    if "Origin" in request.headers and not comes_from_our_host():
        raise Forbidden("csrf")
    body = read_body(SignInBody)
    begun = rooms().sessions.begin(body.name, body.password, request.remote_addr or "")
    if begun is None:
        raise Unauthorized("wrong_name_or_password")
    before = request.cookies.get(SESSION_COOKIE)
    if before is not None:
        rooms().sessions.end(before)
        rooms().bearers.forget_session(before)
    who = begun.bearer
    answer = jsonify({"name": who.name, "role": who.role, "branch": who.branch, "csrf": csrf_of(begun.value)})
    answer.status_code = 201
    answer.set_cookie(SESSION_COOKIE, begun.value, httponly=True, samesite="Strict", secure=request.is_secure)
    return answer


@api.delete("/sessions/current")
def end_session() -> ResponseReturnValue:
    """Who is signed in signs out, and the cookie is gone."""
    session = request.cookies.get(SESSION_COOKIE)
    if session is None:
        raise Unauthorized("no_session")
    if rooms().bearers.of_session(session) is None:
        raise Unauthorized("session_ended")
    must_be_our_page(session)
    rooms().sessions.end(session)
    rooms().bearers.forget_session(session)
    answer = Response(status=204)
    answer.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Strict", secure=request.is_secure)
    return answer


@api.get("/branches")
def list_branches() -> ResponseReturnValue:
    """Every branch that this server runs."""
    return jsonify([branch_line(branch) for branch in rooms().branches.values()])


@api.get("/branches/<branch_id>")
def show_branch(branch_id: str) -> ResponseReturnValue:
    """Everything about a branch that does not change during the day."""
    return jsonify(rooms().pictures.house(branch_id))


@api.get("/branches/<branch_id>/services")
def list_services(branch_id: str) -> ResponseReturnValue:
    """The services of a branch, with their sheets."""
    branch = rooms().branches.get(branch_id)
    if branch is None:
        raise NotFound("unknown_branch", branch=branch_id)
    return jsonify([service_view(branch, service) for service in branch.services.values()])


@api.get("/branches/<branch_id>/board")
def show_board(branch_id: str) -> ResponseReturnValue:
    """The board of a branch."""
    bearer(ANYBODY, branch_id)
    return jsonify(rooms().pictures.board(branch_id))


@api.get("/branches/<branch_id>/desk")
def show_desk(branch_id: str) -> ResponseReturnValue:
    """The desk of one counter (`?counter=`)."""
    bearer(STAFF, branch_id)
    return jsonify(rooms().pictures.desk(branch_id, request.args.get("counter", "")))


@api.get("/branches/<branch_id>/tablet")
def show_tablet(branch_id: str) -> ResponseReturnValue:
    """The lobby manager's tablet: everybody who waits, every counter, and why each was called."""
    bearer(MANAGERS, branch_id)
    return jsonify(rooms().pictures.tablet(branch_id))


@api.get("/branches/<branch_id>/counters/<counter_id>/timeline")
def show_timeline(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """Who was served at a counter, in order and to the second (`?day=`; the open or the last one if not said)."""
    bearer(MANAGERS, branch_id)
    query = read_query(TimelineQuery)
    return jsonify(rooms().pictures.timeline(branch_id, counter_id, query.day))


@api.get("/branches/<branch_id>/fairness")
def show_fairness(branch_id: str) -> ResponseReturnValue:
    """A day's calls by rule, skips, overrides and waits (`?day=`; the open or the last one if not said)."""
    bearer(MANAGERS, branch_id)
    return jsonify(rooms().pictures.fairness(branch_id, read_query(TimelineQuery).day))


@api.get("/branches/<branch_id>/calibration")
def show_calibration(branch_id: str) -> ResponseReturnValue:
    """How the waits shown on the last `?days=` business days (30 if not said) stand to those that came."""
    bearer(MANAGERS, branch_id)
    return jsonify(rooms().pictures.calibration(branch_id, read_query(CalibrationQuery).days))


@api.get("/branches/<branch_id>/what-if")
def show_what_if(branch_id: str) -> ResponseReturnValue:
    """What it would do to open a counter (`?open=5`), to pause one (`?pause=2:30`), or another cap (`?cap=tier:3`)."""
    bearer(MANAGERS, branch_id)
    return jsonify(rooms().what_ifs.of(branch_id, read_query(WhatIfQuery).changes))


@api.get("/branches/<branch_id>/tickets/<number>/story")
def show_story(branch_id: str, number: str) -> ResponseReturnValue:
    """Everything that happened to a ticket of a day (`?day=`; the open or the last one if not said)."""
    bearer(MANAGERS, branch_id)
    return jsonify(rooms().pictures.story(branch_id, number, read_query(TimelineQuery).day))


@api.post("/branches/<branch_id>/tickets")
def issue_ticket(branch_id: str) -> ResponseReturnValue:
    """A number is given. Staff may give somebody a second one."""
    who = bearer(ISSUERS, branch_id)
    body = read_body(IssueBody)
    issue = tickets.issue if who.role in STAFF else tickets.issue_the_only
    return answered(issue(rooms().lobby, branch_id, order_of(body), asked(who.name, body)))


@api.get("/tickets/<ticket_id>")
def show_ticket(ticket_id: str) -> ResponseReturnValue:
    """The ticket, to whoever holds its id."""
    return jsonify(rooms().pictures.ticket(ticket_id))


@api.post("/branches/<branch_id>/counters/<counter_id>/open")
def open_counter(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """The counter is staffed."""
    who = bearer(STAFF, branch_id)
    body = read_body(OpenBody)
    return answered(counters.open_counter(rooms().lobby, branch_id, counter_id, body.services, asked(who.name, body)))


@api.post("/branches/<branch_id>/counters/<counter_id>/services")
def set_services(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """The counter serves just these."""
    who = bearer(STAFF, branch_id)
    body = read_body(ServicesBody)
    deed = asked(who.name, body)
    return answered(counters.set_services(rooms().lobby, branch_id, counter_id, body.services, body.until, deed))


@api.post("/branches/<branch_id>/counters/<counter_id>/pause")
def pause_counter(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """The counter calls nobody for a while."""
    who = bearer(STAFF, branch_id)
    body = read_body(ReasonBody)
    return answered(counters.pause(rooms().lobby, branch_id, counter_id, body.reason, asked(who.name, body)))


@api.post("/branches/<branch_id>/counters/<counter_id>/next")
def call_next(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """The next number, by the rule."""
    who = bearer(STAFF, branch_id)
    body = read_body(NextBody)
    deed = asked(who.name, body)
    return answered(calls.next_ticket(rooms().lobby, branch_id, counter_id, finish=body.finish, asked=deed))


PLAIN_DEEDS = {
    "resume": counters.resume,
    "close": counters.close_counter,
    "recall": calls.recall,
    "start": calls.start,
    "finish": calls.finish,
    "no-show": calls.no_show,
}
"""Deeds of a counter that need no more than their address."""


@api.post(f"/branches/<branch_id>/counters/<counter_id>/<any({', '.join(map(repr, PLAIN_DEEDS))}):deed>")
def plain_deed(branch_id: str, counter_id: str, deed: str) -> ResponseReturnValue:
    """One of PLAIN_DEEDS."""
    who = bearer(STAFF, branch_id)
    return answered(PLAIN_DEEDS[deed](rooms().lobby, branch_id, counter_id, asked(who.name, read_body(EmptyBody))))


@api.get("/branches/<branch_id>/journal")
def show_journal(branch_id: str) -> ResponseReturnValue:
    """What happened after `?since=`, at most `?limit=` entries (100 if not said, 1,000 at most)."""
    bearer(STAFF, branch_id)
    query = read_query(JournalQuery)
    return jsonify(rooms().pictures.journal(branch_id, query.since, min(query.limit, 1000)))
