"""Who may come in: bearer tokens for devices, sessions for people. The database keeps hashes of both alone."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from time import monotonic

from sqlalchemy import Connection

from lobby.actions.lobby import Lobby
from lobby.clock import ReadsTime
from lobby.domain.errors import Conflict, NotFound, Refusal
from lobby.domain.fact import SYSTEM
from lobby.store import Store, Token, digest
from lobby.store.people import Person, person_called, person_signed_in
from lobby.store.reading import token_by_hash, token_name_is_taken

TOKEN_BYTES = 24
HOLDER = "holder of "
"""How the journal calls somebody who has shown nothing but a ticket's id; the ticket's number follows."""

LONGEST_NAME = 128
"""Letters of a bearer's name, which stands in every journal row of theirs."""

TRUSTED_SECONDS = 1.0
"""How long a token or session that was looked up is believed: a revoked or ended one works for at most this long."""


class Role(StrEnum):
    """What a bearer may do; `lobby/web/operations.py` says which deeds that is."""

    TELLER = "teller"
    MANAGER = "manager"
    ADMIN = "admin"
    KIOSK = "kiosk"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a token or is signed in: role, the one branch it is for, and the name that the journal has for them."""

    role: Role
    branch: str
    name: str


def make_token(lobby: Lobby, branch_id: str, role: Role, name: str) -> str:
    """A new bearer token, to be shown once.

    The journal and idempotency keys know a bearer by name, so two at a branch may not share one.
    Raises NotFound `unknown_branch`; Refusal `name_reserved`, `name_too_long`; Conflict `name_taken`.
    """
    if len(name) > LONGEST_NAME:
        raise Refusal("name_too_long", longest=LONGEST_NAME)
    must_not_be_reserved(name)
    with lobby.store.read() as connection:
        person = person_called(connection, name)
        if token_name_is_taken(connection, branch_id, name) or (person is not None and person.name == name):
            raise Conflict("name_taken", name=name)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    admit_token(lobby, token, branch_id, role, name)
    return token


def admit_token(lobby: Lobby, token: str, branch_id: str, role: Role, name: str, *, demo: bool = False) -> None:
    """This token is one of the branch's; with `demo` only in a demonstration. Raises NotFound `unknown_branch`."""
    if branch_id not in lobby.store.branches:
        raise NotFound("unknown_branch", branch=branch_id)
    lobby.store.add_token(digest(token), Token(branch_id, role.value, name, demo), lobby.clock.now())


def revoke_token(lobby: Lobby, branch_id: str, name: str) -> None:
    """The branch's token of this name opens nothing any more. Raises NotFound `unknown_token`."""
    if not lobby.store.revoke_token(branch_id, name, lobby.clock.now()):
        raise NotFound("unknown_token", branch=branch_id, name=name)


def must_not_be_reserved(name: str) -> None:
    """Raises Refusal `name_reserved` for the names that the journal has for the program and for tickets' holders."""
    if name == SYSTEM or name.startswith(HOLDER):
        raise Refusal("name_reserved", name=name)


class Bearers:
    """Looks up tokens and sessions, and remembers each for a moment, so that a busy kiosk or teller does not ask the
    database every time. What is only a demonstration's opens nothing unless this is one.
    """

    def __init__(self, store: Store, clock: ReadsTime, *, demo: bool) -> None:
        self._store = store
        self._clock = clock
        self._demo = demo
        self._seen: dict[tuple[str, str], tuple[float, Bearer | None]] = {}
        self._lock = Lock()

    def of(self, token: str) -> Bearer | None:
        """Who bears this token; None if nobody does, or it was revoked more than TRUSTED_SECONDS ago."""
        return self._remembered("token", digest(token), token_by_hash)

    def of_session(self, value: str) -> Bearer | None:
        """Who is signed in by the cookie with this value; None if nobody is, or not for more than TRUSTED_SECONDS."""
        now = self._clock.world_now()
        return self._remembered("session", digest(value), lambda conn, found: person_signed_in(conn, found, now))

    def forget_session(self, value: str) -> None:
        """This session is looked up anew: whoever has just signed out is out at once."""
        with self._lock:
            self._seen.pop(("session", digest(value)), None)

    def _remembered(
        self, kind: str, its_hash: str, find: Callable[[Connection, str], Token | Person | None]
    ) -> Bearer | None:
        with self._lock:
            seen = self._seen.get((kind, its_hash))
        if seen is not None and monotonic() - seen[0] < TRUSTED_SECONDS:
            return seen[1]
        with self._store.read() as connection:
            found = find(connection, its_hash)
        is_let_in = found is not None and (self._demo or not found.demo)
        bearer = Bearer(Role(found.role), found.branch, found.name) if found and is_let_in else None
        with self._lock:
            if len(self._seen) > 10_000:  # a flood of guesses must not fill the memory
                self._seen.clear()
            self._seen[kind, its_hash] = (monotonic(), bearer)
        return bearer
