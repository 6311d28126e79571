"""Who asks: the bearer of the request's token, or who is signed in, and whether their role may do this at this branch.

A token comes in the Authorization header, which no other site can make a browser send. The cookie of a session comes
along by itself: so whatever changes something by it must also carry X-CSRF-Token, which only our own pages know.
"""

from dataclasses import dataclass
from hmac import compare_digest
from urllib.parse import urlsplit

from flask import request

from lobby.actions.access import HOLDER, Bearer, Bearers, Role
from lobby.actions.lobby import Asked, digest_of
from lobby.actions.sessions import csrf_of
from lobby.domain.errors import Refusal
from lobby.web.errors import Forbidden, Unauthorized
from lobby.web.rooms import rooms

STAFF = frozenset({Role.TELLER, Role.MANAGER, Role.ADMIN})
MANAGERS = frozenset({Role.MANAGER, Role.ADMIN})
ISSUERS = STAFF | {Role.KIOSK}
ANYBODY = frozenset(Role)

LONGEST_KEY = 255
SESSION_COOKIE = "lobby_session"
CSRF_HEADER = "X-CSRF-Token"
CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody shows to be let in: a token, or the value of a session's cookie; both None: nothing."""

    token: str | None = None
    session: str | None = None

    def known_to(self, bearers: Bearers) -> Bearer | None:
        """Who that is; None if nobody, or nobody any more."""
        if self.token is not None:
            return bearers.of(self.token)
        return None if self.session is None else bearers.of_session(self.session)

    def bearer(self) -> Bearer:
        """Who that is. Raises Unauthorized `no_token`, `unknown_token`, `session_ended`."""
        found = self.known_to(rooms().bearers)
        if found is not None:
            return found
        if self.token is not None:
            raise Unauthorized("unknown_token")
        raise Unauthorized("no_token" if self.session is None else "session_ended")


def bearer(allowed: frozenset[Role], branch_id: str) -> Bearer:
    """Who asks.

    Raises Unauthorized `no_token`, `unknown_token`, `session_ended`; Forbidden `csrf`, `wrong_role`, `wrong_branch`.
    """
    shown = Shown(_token(), request.cookies.get(SESSION_COOKIE))
    found = shown.bearer()
    if shown.token is None:
        must_be_our_page(shown.session or "")
    if found.role not in allowed:
        raise Forbidden("wrong_role", role=found.role.value)
    if found.branch != branch_id:
        raise Forbidden("wrong_branch", branch=branch_id)
    return found


def known_bearer(token: str | None) -> Bearer:
    """Who bears this token. Raises Unauthorized `no_token` or `unknown_token`."""
    return Shown(token=token or None).bearer()


def must_be_our_page(session: str) -> None:
    """Raises Forbidden `csrf` unless this request changes nothing, or proves to come from a page of this session."""
    if request.method in CHANGES_NOTHING:
        return
    if not compare_digest(request.headers.get(CSRF_HEADER, "").encode(), csrf_of(session).encode()):
        raise Forbidden("csrf")


def comes_from_our_host() -> bool:
    """Whether the request was made by a page of this very host. A client that is no browser says nothing of it."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def bearer_or_holder(allowed: frozenset[Role], branch_id: str, number: str) -> str:
    """The name of who asks: a bearer of one of these roles, or else whoever holds the ticket's id.

    A cookie alone, without X-CSRF-Token, makes nobody a bearer here: it may be the phone page in a teller's browser.
    """
    if _token() or CSRF_HEADER in request.headers:
        return bearer(allowed, branch_id).name
    return f"{HOLDER}{number}"


def asked_by(name: str, body: dict[str, object]) -> Asked:
    """The deed as it is asked for. Raises Refusal `bad_idempotency_key`."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 1 <= len(key) <= LONGEST_KEY:
        raise Refusal("bad_idempotency_key", longest=LONGEST_KEY)
    return Asked(name, key, digest_of(request.path, body) if key else "")


def _token() -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None
