"""Sockets at /live: a connection is checked like any request, asks to watch a view, and only listens from then on."""

import logging
from collections.abc import Mapping
from typing import Any, Protocol, cast

from flask import request
from flask_socketio import SocketIO, emit
from pydantic import ValidationError
from socketio.exceptions import ConnectionRefusedError as TurnedAway

from lobby.actions.access import Bearer
from lobby.domain.errors import LobbyError, Unavailable
from lobby.pictures import View
from lobby.web.bearer import ANYBODY, MANAGERS, STAFF, known_bearer
from lobby.web.errors import Forbidden, Unauthorized
from lobby.web.requests import WatchBody
from lobby.web.rooms import rooms
from lobby.web.wires import Wires

NAMESPACE = "/live"

WATCHERS = {"board": ANYBODY, "desk": STAFF, "tablet": MANAGERS}
"""Who may watch a view; a ticket is watched by whoever has its id."""

log = logging.getLogger(__name__)


class Watched(Protocol):
    """Where watching is kept account of."""

    def watch(self, sid: str, view: View) -> Mapping[str, Any]: ...
    def leave(self, sid: str) -> None: ...


def register(socketio: SocketIO, wires: Wires, realtime: Watched) -> None:
    """Connect, watch, disconnect."""
    bearers: dict[str, Bearer] = {}

    def connected(auth: object) -> bool:
        """A wrong token is turned away; none at all is let in, for a ticket's holder has only its id.

        Who is told `database_unavailable`, here or when watching, comes again.
        """
        token = auth.get("token") if isinstance(auth, dict) else None
        if token is not None:
            try:
                bearers[_sid()] = known_bearer(str(token))
            except Unauthorized:
                return False
            except Unavailable as error:
                raise TurnedAway(error.code) from error
        wires.add(_sid(), request.environ)
        return True

    def watch(wanted: object) -> None:
        sid = _sid()
        try:
            view = _allowed_view(WatchBody.model_validate(wanted), bearers.get(sid))
            emit(view.name, realtime.watch(sid, view))
        except ValidationError:
            emit("refused", {"code": "invalid_request"})
        except LobbyError as error:
            realtime.leave(sid)
            emit("refused", {"code": error.code})

    def disconnected(*_: object) -> None:
        bearers.pop(_sid(), None)
        wires.drop(_sid())
        realtime.leave(_sid())

    socketio.on_event("connect", connected, namespace=NAMESPACE)
    socketio.on_event("watch", watch, namespace=NAMESPACE)
    socketio.on_event("disconnect", disconnected, namespace=NAMESPACE)


def _allowed_view(wanted: WatchBody, found: Bearer | None) -> View:
    """The view, if this bearer may see it.

    Raises Unauthorized `no_token`, Forbidden `wrong_role` or `wrong_branch`, NotFound for what does not exist.
    """
    if wanted.view == "ticket":
        ticket_id = wanted.ticket or ""
        return View("ticket", rooms().pictures.found(ticket_id).branch, ticket=ticket_id)
    if found is None:
        raise Unauthorized("no_token")
    branch_id = wanted.branch or ""
    if found.role not in WATCHERS[wanted.view]:
        raise Forbidden("wrong_role", role=found.role.value)
    if found.branch != branch_id:
        raise Forbidden("wrong_branch", branch=branch_id)
    return View(wanted.view, branch_id, counter=wanted.counter if wanted.view == "desk" else None)


def _sid() -> str:
    return str(cast(Any, request).sid)  # set by Flask-SocketIO, unknown to Flask's types
