"""Who may come in: bearer tokens for devices and tellers. The database keeps their hashes alone."""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from time import monotonic

from lobby.actions.lobby import Lobby
from lobby.domain.errors import Conflict, NotFound, Refusal
from lobby.domain.fact import SYSTEM
from lobby.store import Store, Token, digest
from lobby.store.reading import token_by_hash, token_name_is_taken

TOKEN_BYTES = 24
HOLDER = "holder of "
"""How the journal calls somebody who has shown nothing but a ticket's id; the ticket's number follows."""

TRUSTED_SECONDS = 1.0
"""How long a token that was looked up is believed: a revoked one works for at most this long."""


class Role(StrEnum):
    """What a bearer may do; `lobby/web/operations.py` says which deeds that is."""

    TELLER = "teller"
    MANAGER = "manager"
    ADMIN = "admin"
    KIOSK = "kiosk"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a token: the role, the one branch it is for, and the name by which the journal calls the actor."""

    role: Role
    branch: str
    name: str


def make_token(lobby: Lobby, branch_id: str, role: Role, name: str) -> str:
    """A new bearer token, to be shown once.

    The journal and idempotency keys know a bearer by name, so two at a branch may not share one.
    Raises NotFound `unknown_branch`; Refusal `name_reserved`; Conflict `name_taken`.
    """
    if name == SYSTEM or name.startswith(HOLDER):
        raise Refusal("name_reserved", name=name)
    with lobby.store.read() as connection:
        if token_name_is_taken(connection, branch_id, name):
            raise Conflict("name_taken", name=name)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    admit_token(lobby, token, branch_id, role, name)
    return token


def admit_token(lobby: Lobby, token: str, branch_id: str, role: Role, name: str) -> None:
    """This token is one of the branch's. Raises NotFound `unknown_branch`."""
    if branch_id not in lobby.store.branches:
        raise NotFound("unknown_branch", branch=branch_id)
    lobby.store.add_token(digest(token), Token(branch_id, role.value, name), lobby.clock.now())


class Bearers:
    """Looks up tokens, and remembers each for a moment, so that a busy kiosk does not ask the database every time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: dict[str, tuple[float, Bearer | None]] = {}
        self._lock = Lock()

    def of(self, token: str) -> Bearer | None:
        """Who bears this token; None if nobody does, or it was revoked more than TRUSTED_SECONDS ago."""
        token_hash = digest(token)
        with self._lock:
            seen = self._seen.get(token_hash)
        if seen is not None and monotonic() - seen[0] < TRUSTED_SECONDS:
            return seen[1]
        with self._store.read() as connection:
            found = token_by_hash(connection, token_hash)
        bearer = None if found is None else Bearer(Role(found.role), found.branch, found.name)
        with self._lock:
            if len(self._seen) > 10_000:  # a flood of guesses must not fill the memory
                self._seen.clear()
            self._seen[token_hash] = (monotonic(), bearer)
        return bearer
