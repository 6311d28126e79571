"""Sockets at /live: a connection is checked like any request, asks to watch a view, and only listens from then on."""

import logging
from collections.abc import Callable
from typing import Any, Protocol, cast

from flask import request
from flask_socketio import SocketIO, emit
from pydantic import ValidationError
from socketio.exceptions import ConnectionRefusedError as TurnedAway

from lobby.actions.access import Bearers
from lobby.domain.errors import LobbyError, Unavailable
from lobby.pictures import View
from lobby.web.bearer import ANYBODY, MANAGERS, SESSION_COOKIE, STAFF, Shown, comes_from_our_host
from lobby.web.errors import Forbidden
from lobby.web.requests import WatchBody
from lobby.web.rooms import rooms
from lobby.web.wires import Wires

NAMESPACE = "/live"

WATCHERS = {"board": ANYBODY, "desk": STAFF, "tablet": MANAGERS}
"""Who may watch a view; a ticket is watched by whoever has its id."""

log = logging.getLogger(__name__)


class Watched(Protocol):
    """Where watching is kept account of."""

    def watch(self, sid: str, view: View) -> None: ...
    def leave(self, sid: str) -> None: ...


def register(socketio: SocketIO, wires: Wires, realtime: Watched, bearers: Bearers) -> Callable[[], None]:
    """Connect, watch, disconnect. Answers what a timer must call: it turns out who watches by a token that was revoked,
    or a session that has ended, since they were let in.
    """
    shown: dict[str, Shown] = {}
    inside: dict[str, Shown] = {}

    def connected(auth: object) -> bool:
        """A wrong token is turned away, and so is a page of another site, with which a browser sends our cookie. Nobody
        at all is let in: a ticket's holder has only its id.

        Who is told `database_unavailable`, here or when watching, comes again.
        """
        token = auth.get("token") if isinstance(auth, dict) else None
        session = request.cookies.get(SESSION_COOKIE)
        if token is None and session is not None and not comes_from_our_host():
            return False
        who = Shown(session=session) if token is None else Shown(token=str(token))
        try:
            if token is not None and who.known_to(bearers) is None:
                return False
        except Unavailable as error:
            raise TurnedAway(error.code) from error
        shown[_sid()] = who
        wires.add(_sid(), request.environ)
        return True

    def watch(wanted: object) -> None:
        sid = _sid()
        try:
            view = _allowed_view(WatchBody.model_validate(wanted), shown[sid])
            inside.pop(sid, None)
            if view.ticket is None:
                inside[sid] = shown[sid]
            realtime.watch(sid, view)
        except ValidationError:
            emit("refused", {"code": "invalid_request"})
        except LobbyError as error:
            realtime.leave(sid)
            emit("refused", {"code": error.code})

    def disconnected(*_: object) -> None:
        shown.pop(_sid(), None)
        inside.pop(_sid(), None)
        wires.drop(_sid())
        realtime.leave(_sid())

    socketio.on_event("connect", connected, namespace=NAMESPACE)
    socketio.on_event("watch", watch, namespace=NAMESPACE)
    socketio.on_event("disconnect", disconnected, namespace=NAMESPACE)

    def turn_out() -> None:
        for sid, by in tuple(inside.items()):
            if by.known_to(bearers) is None:
                code = "session_ended" if by.token is None else "unknown_token"
                socketio.emit("refused", {"code": code}, to=sid, namespace=NAMESPACE)
                cast(Any, socketio).server.disconnect(sid, namespace=NAMESPACE)

    return turn_out


def _allowed_view(wanted: WatchBody, shown: Shown) -> View:
    """The view, if whoever shows this may see it.

    Raises Unauthorized `no_token`, `unknown_token`, `session_ended`, Forbidden `wrong_role` or `wrong_branch`, NotFound
    for what does not exist.
    """
    if wanted.view == "ticket":
        ticket_id = wanted.ticket or ""
        return View("ticket", rooms().pictures.found(ticket_id).branch, ticket=ticket_id)
    found = shown.bearer()
    branch_id = wanted.branch or ""
    if found.role not in WATCHERS[wanted.view]:
        raise Forbidden("wrong_role", role=found.role.value)
    if found.branch != branch_id:
        raise Forbidden("wrong_branch", branch=branch_id)
    return View(wanted.view, branch_id, counter=wanted.counter if wanted.view == "desk" else None)


def _sid() -> str:
    return str(cast(Any, request).sid)  # set by Flask-SocketIO, unknown to Flask's types
