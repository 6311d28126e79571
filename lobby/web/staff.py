"""Pages for people of the staff: signing in, and who may open a page that is not for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, request

from lobby.actions.access import Role
from lobby.actions.demo import DemoPerson
from lobby.actions.sessions import csrf_of
from lobby.web.bearer import SESSION_COOKIE
from lobby.web.devices import device_token
from lobby.web.errors import Forbidden, SignInFirst
from lobby.web.pages import asked_language, page
from lobby.web.rooms import rooms
from lobby.web.words import Words, read_words

staff = Blueprint("staff", __name__)

_WORDS = Path(__file__).with_name("words.json")


@dataclass(frozen=True, slots=True)
class Access:
    """What a staff page speaks to the API with: a device's `token`; or the cookie and `csrf` of a person signed in,
    whose `name` the page shows.
    """

    token: str | None = None
    csrf: str | None = None
    name: str | None = None


def page_access(roles: frozenset[Role], branch_id: str) -> Access:
    """How a page for these roles at this branch speaks to the API: as whoever is signed in, or else as the device that
    this browser was let in as.

    Raises SignInFirst if nobody is known; Forbidden `not_your_branch` or `not_your_page` if somebody else is signed in.
    """
    session = request.cookies.get(SESSION_COOKIE)
    person = rooms().bearers.of_session(session) if session else None
    if session and person is not None and person.role in roles and person.branch == branch_id:
        return Access(csrf=csrf_of(session), name=person.name)
    for role in sorted(roles):
        token = device_token(role, branch_id)
        if token is not None:
            return Access(token=token)
    if person is None:
        raise SignInFirst(request.full_path.rstrip("?"))
    raise Forbidden("not_your_page" if person.branch == branch_id else "not_your_branch", name=person.name)


def staff_page(
    template: str,
    access: Access,
    *,
    words: Words,
    house: Mapping[str, Any],
    picture: Mapping[str, Any],
    **more: Any,
) -> str:
    """The page of a branch for whoever has this access, in the language that was asked for; see `page`."""
    return page(
        template,
        words=words,
        house=house,
        picture=picture,
        token=access.token,
        csrf=access.csrf,
        lang=asked_language(),
        signed_in=access.name,
        **more,
    )


@staff.get("/sign-in")
def sign_in() -> str:
    """The page to sign in on; `?next=` is where to go afterwards."""
    then = local_path(request.args.get("next", ""))
    return page(
        "sign_in.html",
        words=read_words(_WORDS),
        house=None,
        picture=None,
        token=None,
        lang=asked_language(),
        then=then,
        people=_demo_people(then),
        branches=rooms().branches,
    )


def local_path(asked: str) -> str:
    """The path on this server that is asked for, or "/" for anything that could lead a browser elsewhere.

    Browsers take a backslash for a slash and leave out tabs and line ends before they read an address.
    """
    is_plain = asked.isprintable() and "\\" not in asked
    return asked if is_plain and asked.startswith("/") and not asked.startswith("//") else "/"


def _demo_people(then: str) -> Sequence[DemoPerson]:
    """Whom anybody may sign in as: those of the branch that they are on their way to, or all."""
    people = rooms().demo_people
    wanted = [one for one in people if one.branch in urlsplit(then).path.split("/")]
    return wanted or people
