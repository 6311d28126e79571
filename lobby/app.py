"""All rooms put together: one call makes the application that serves, and nothing is global."""

import atexit
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider
from flask_socketio import SocketIO

from display.pages import display
from kiosk.pages import kiosk
from lobby.actions.access import Bearers, Role, admit_token
from lobby.actions.bank_directory import BankDirectory
from lobby.actions.customer_file import CustomerFile, Line
from lobby.actions.demo import DemoPerson, admit_demo_people, demo_people
from lobby.actions.directory import Directory, TellsTiers, tiers
from lobby.actions.identity import Keys
from lobby.actions.lobby import Lobby
from lobby.actions.secret_files import read_or_make
from lobby.actions.sessions import Sessions
from lobby.clock import ReadsTime
from lobby.config import Config, round_the_clock
from lobby.desk.pages import desk
from lobby.domain.branch import Branch
from lobby.jobs import schedule
from lobby.pictures import Pictures
from lobby.pictures_what_if import WhatIfs
from lobby.realtime import Realtime
from lobby.store import Store
from lobby.tablet.calibration.pages import calibration
from lobby.tablet.fairness.pages import fairness
from lobby.tablet.pages import tablet
from lobby.tablet.plans.pages import plans
from lobby.waiting import Waiting
from lobby.web import errors, sockets
from lobby.web.api import api
from lobby.web.devices import devices
from lobby.web.health import health
from lobby.web.openapi import openapi
from lobby.web.rooms import Rooms
from lobby.web.socket_limit import SocketLimit
from lobby.web.staff import staff
from lobby.web.start import start
from lobby.web.wires import Wires

DEMO_CUSTOMERS = Path(__file__).parent / "rehearsal" / "customers.csv"

CONTENT_SECURITY = "; ".join(
    ("default-src 'self'", "img-src 'self' data:", "connect-src 'self'", "frame-ancestors 'self'", "base-uri 'none'")
)
"""Pages load nothing from elsewhere and run no script that stands in the page: a branch may have no internet."""


SOCKET_OPTIONS: Mapping[str, Any] = {"transports": ["websocket"], "ping_interval": 3, "ping_timeout": 4}
"""Websockets alone: polling would need sticky sessions. Seconds without a heartbeat until a page knows: 7 at most."""


LONGEST_BODY = 64 * 1024
"""Bytes of a request's body at most; the longest honest one has a few hundred."""


class PlainJson(DefaultJSONProvider):
    """JSON as it was put together, with Chinese written as Chinese."""

    ensure_ascii = False
    sort_keys = False


@dataclass(frozen=True, slots=True)
class Application:
    """What a server serves (`wsgi`), and what it must start once it is the process that serves."""

    flask: Flask
    wsgi: SocketLimit
    realtime: Realtime
    rooms: Rooms
    waiting: Waiting
    turn_out: Callable[[], None]

    def start(self) -> SocketLimit:
        """The sender and the timers run; answers what to serve. Called after the fork: threads do not survive one."""
        self.realtime.start()
        # Here and not in `build`: hashing passwords takes a while, and only whoever serves needs the people.
        admit_demo_people(self.rooms.lobby, self.rooms.demo_people)
        self.waiting.start(self.realtime.is_watched, self.realtime.other_waits)
        atexit.register(self.waiting.end)
        schedule(self.rooms.lobby, self.waiting.changed, self.realtime, self.turn_out)
        return self.wsgi


def open_lobby(config: Config, clock: ReadsTime) -> Lobby:
    """The actions without a server around them, for a command: nobody watches, so nobody is told.

    Raises NotAtHead.
    """
    store = _open_store(config, clock)
    return Lobby(store, clock, Waiting(store, clock).waits, publish=lambda branch_id, seq: None)


def build(config: Config, clock: ReadsTime) -> Application:
    """The application for this configuration. Raises NotAtHead."""
    store = _open_store(config, clock)
    waiting = Waiting(store, clock)
    pictures = Pictures(store, clock, waiting.waits, demo=config.demo)
    bearers = Bearers(store, clock, demo=config.demo)
    flask = Flask("lobby", static_folder=None)
    flask.json = PlainJson(flask)
    flask.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY
    socketio = SocketIO(flask, async_mode="threading", **SOCKET_OPTIONS)
    wires = Wires(socketio, sockets.NAMESPACE)
    realtime = Realtime(pictures, wires.send, config.server.max_picture_gap.total_seconds())

    def publish(branch_id: str, seq: int) -> None:
        realtime.changed(branch_id, seq)
        waiting.changed(branch_id)

    lobby = Lobby(store, clock, waiting.waits, publish)
    keys = Keys(config.server.secrets, clock)
    rooms = Rooms(
        branches=store.branches,
        demo=config.demo,
        public_url=config.server.public_url,
        clock=clock,
        lobby=lobby,
        pictures=pictures,
        what_ifs=WhatIfs(store, clock, waiting.believed, waiting.weighed),
        bearers=bearers,
        sessions=Sessions(store, clock, config.session_life, demo=config.demo),
        directory=_tells_tiers(config, store, keys),
        keys=keys,
        sockets=lambda: realtime.sockets,
        demo_tokens=_demo(config, lobby, Directory(store, keys)) if config.demo else {},
        demo_people=demo_staff(config),
    )
    flask.extensions["lobby"] = rooms
    of_managers = (tablet, fairness, plans, calibration)
    for blueprint in (api, openapi, health, devices, staff, start, kiosk, display, desk, *of_managers):
        flask.register_blueprint(blueprint)
    flask.after_request(_secured)
    errors.register(flask)
    turn_out = sockets.register(socketio, wires, realtime, bearers)
    limit = SocketLimit(flask.wsgi_app, "/socket.io", config.server.sockets, config.server.sockets_per_address)
    return Application(flask, limit, realtime, rooms, waiting, turn_out)


def own_directory(config: Config, lobby: Lobby) -> Directory:
    """The directory that is kept here, for a command."""
    return Directory(lobby.store, Keys(config.server.secrets, lobby.clock))


def tiers_of(config: Config) -> frozenset[str]:
    """The classes that a directory may give: a tier is the bank's, and every branch has it."""
    return tiers(next(iter(config.branches.values())).fairness)


def demo_staff(config: Config) -> Sequence[DemoPerson]:
    """The people whom anybody may sign in as; nobody unless this is a demonstration."""
    return demo_people(config.branches, secret_of(config, "demo")) if config.demo else ()


def secret_of(config: Config, name: str) -> bytes:
    """This server's secret of that name, made when first asked for; a file that only its owner can read."""
    return read_or_make(config.server.secrets / name)


def _tells_tiers(config: Config, store: Store, keys: Keys) -> TellsTiers:
    """The bank's own system if it is meant, and then alone; else the directory that is kept here."""
    directory = config.directory
    if directory.url is None:
        return Directory(store, keys)
    return BankDirectory(directory.url, directory.timeout, directory.token_file, tiers_of(config))


def _open_store(config: Config, clock: ReadsTime) -> Store:
    """The database with every configured branch in it. Raises NotAtHead."""
    store = Store(config.server.database, _branches(config, clock))
    store.found_branches()
    return store


def _branches(config: Config, clock: ReadsTime) -> Mapping[str, Branch]:
    """A demonstration on the world's clock is open round the clock: whoever tries it may do so at night."""
    if not config.demo or clock.speed != 1.0:
        return config.branches
    return {branch_id: round_the_clock(branch) for branch_id, branch in config.branches.items()}


def _demo(config: Config, lobby: Lobby, directory: Directory) -> Mapping[tuple[str, str], str]:
    """Tokens for everybody, the same after every start, and a directory of made-up customers."""
    key = secret_of(config, "demo").hex()
    tokens = {}
    with DEMO_CUSTOMERS.open("rb") as file:
        lines = [line for line in CustomerFile(file, "utf-8", tiers_of(config)) if isinstance(line, Line)]
    directory.put(directory.line(line.identity, line.class_id) for line in lines)
    for branch_id in config.branches:
        for role in Role:
            token = f"demo-{branch_id}-{role.value}-{key[:24]}"
            admit_token(lobby, token, branch_id, role, f"demo {role.value}", demo=True)
            tokens[(branch_id, role.value)] = token
    return tokens


def _secured(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    if response.mimetype == "text/html":
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY
        response.headers["Referrer-Policy"] = "same-origin"
        # A page is true for a moment and for one reader: after signing out nobody finds it by going back.
        response.headers["Cache-Control"] = "no-store"
    return response
