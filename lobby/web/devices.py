"""Devices: a kiosk, a screen or a desk is let in once by a link that carries its token, and remembered by a cookie.

The page is then given the token to speak to the API with; each role has a cookie of its own, so that one browser may
show a kiosk, a desk and a screen side by side.
"""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from lobby.actions.access import Role
from lobby.web.bearer import known_bearer
from lobby.web.errors import Unauthorized
from lobby.web.rooms import rooms

devices = Blueprint("devices", __name__)

REMEMBERED_SECONDS = 400 * 24 * 3600
"""The longest that browsers keep a cookie."""

PAGES = {Role.KIOSK: "/kiosk/{branch}", Role.DISPLAY: "/hall/{branch}"}


@devices.get("/enter/<token>")
def enter(token: str) -> ResponseReturnValue:
    """This browser is a device of the token's role from now on, and goes to its page."""
    bearer = known_bearer(token)
    response = redirect(PAGES.get(bearer.role, "/").format(branch=bearer.branch))
    response.set_cookie(
        _cookie(bearer.role),
        token,
        max_age=REMEMBERED_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
    )
    return response


def page_token(role: str, branch_id: str) -> str:
    """The token that a page of this role at this branch speaks to the API with.

    Raises Unauthorized `device_not_known` if this browser was never let in; a demonstration lets everybody in.
    """
    token = device_token(Role(role), branch_id)
    if token is not None:
        return token
    demo = rooms().demo_tokens.get((branch_id, role))
    if demo is None:
        raise Unauthorized("device_not_known", role=role, branch=branch_id)
    return demo


def device_token(role: Role, branch_id: str) -> str | None:
    """The token that this browser was let in with as a device of this role at this branch; None if it was not."""
    token = request.cookies.get(_cookie(role))
    found = rooms().bearers.of(token) if token else None
    return token if found is not None and found.role == role and found.branch == branch_id else None


def _cookie(role: Role) -> str:
    return f"lobby_{role.value}"
