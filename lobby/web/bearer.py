"""Who asks: the bearer of the request's token, and whether their role may do this at this branch."""

from flask import request

from lobby.actions.access import HOLDER, Bearer, Role
from lobby.actions.lobby import Asked, digest_of
from lobby.domain.errors import Refusal
from lobby.web.errors import Forbidden, Unauthorized
from lobby.web.rooms import rooms

STAFF = frozenset({Role.TELLER, Role.MANAGER, Role.ADMIN})
MANAGERS = frozenset({Role.MANAGER, Role.ADMIN})
ISSUERS = STAFF | {Role.KIOSK}
ANYBODY = frozenset(Role)

LONGEST_KEY = 255


def bearer(allowed: frozenset[Role], branch_id: str) -> Bearer:
    """Who asks. Raises Unauthorized `no_token`, `unknown_token`; Forbidden `wrong_role`, `wrong_branch`."""
    found = known_bearer(_token())
    if found.role not in allowed:
        raise Forbidden("wrong_role", role=found.role.value)
    if found.branch != branch_id:
        raise Forbidden("wrong_branch", branch=branch_id)
    return found


def known_bearer(token: str | None) -> Bearer:
    """Who bears this token. Raises Unauthorized `no_token` or `unknown_token`."""
    if not token:
        raise Unauthorized("no_token")
    found = rooms().bearers.of(token)
    if found is None:
        raise Unauthorized("unknown_token")
    return found


def bearer_or_holder(allowed: frozenset[Role], branch_id: str, number: str) -> str:
    """The name of who asks: a bearer of one of these roles, or, without a token, whoever holds the ticket's id."""
    return bearer(allowed, branch_id).name if _token() else f"{HOLDER}{number}"


def asked_by(name: str, body: dict[str, object]) -> Asked:
    """The deed as it is asked for. Raises Refusal `bad_idempotency_key`."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 1 <= len(key) <= LONGEST_KEY:
        raise Refusal("bad_idempotency_key", longest=LONGEST_KEY)
    return Asked(name, key, digest_of(request.path, body) if key else "")


def _token() -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
