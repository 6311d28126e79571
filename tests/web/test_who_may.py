"""Who may what: every route that the server has and every view of its sockets, put to everybody who can ask.

OPERATIONS is the table for the API; PAGES and VIEWS, here, are those for pages and sockets. A route or a view without
its line fails.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import pytest
from flask_socketio import SocketIO
from werkzeug.routing import Rule

from lobby.actions.access import Role
from lobby.actions.sessions import csrf_of
from lobby.app import build
from lobby.store import migrate
from lobby.web.bearer import ANYBODY, ISSUERS, MANAGERS, SESSION_COOKIE, STAFF
from lobby.web.operations import OPERATIONS, Operation
from lobby.web.requests import WatchBody
from lobby.web.routes import Route
from tests.clocks import HandClock
from tests.config.changes import changed
from tests.web.api import Caller, all_routes, refusal
from tests.web.askers import ASKERS, HERE, Asker, Door
from tests.web.deeds import DEEDS

BODIES = {deed.name: deed.body for deed in DEEDS}
FREE = [route for route in all_routes() if OPERATIONS[route.name].roles is None and not OPERATIONS[route.name].signs]

KIOSK = Asker("token", Role.KIOSK)
EVERY_ASKER = pytest.mark.parametrize("asker", ASKERS, ids=str)


@dataclass(frozen=True)
class Page:
    """Who sees a page: browsers let in as a device of one of these roles, and people signed in with one of those.

    Both None: everybody.
    """

    devices: frozenset[Role] | None = None
    people: frozenset[Role] | None = None


EVERYBODY = Page()
PAGES: Mapping[str, Page] = {
    "start.home": EVERYBODY,
    "staff.sign_in": EVERYBODY,
    "devices.enter": EVERYBODY,  # with the token in its path
    "kiosk.take_a_number": Page(frozenset({Role.KIOSK}), frozenset()),
    "kiosk.phone": EVERYBODY,  # with the ticket's id in its path
    "kiosk.paper": EVERYBODY,
    "kiosk.qr_picture": EVERYBODY,
    "display.hall": Page(frozenset({Role.DISPLAY}), frozenset()),
    "desk.show": Page(STAFF, STAFF),
    "tablet.show": Page(MANAGERS, MANAGERS),
    "fairness.show": Page(MANAGERS, MANAGERS),
    "calibration.show": Page(MANAGERS, MANAGERS),
    "plans.show": Page(MANAGERS, MANAGERS),
    "openapi.describe": EVERYBODY,
    "health.alive": EVERYBODY,
    "health.ready": EVERYBODY,
    "health.metrics": EVERYBODY,  # on this machine; from others see below
}
STATIC = {
    f"{room}.static" for room in ("start", "kiosk", "display", "desk", "tablet", "fairness", "calibration", "plans")
}
"""Styles, scripts and pictures: the same for everybody."""

VIEWS: Mapping[str, frozenset[Role] | None] = {
    "board": ANYBODY,
    "desk": STAFF,
    "tablet": MANAGERS,
    "ticket": None,
}
"""Roles that may watch a view; None: whoever has the ticket's id."""


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """One lobby for all these tests: they ask at the door, and what happens behind it is told elsewhere."""
    folder: Path = tmp_path_factory.mktemp("who-may")
    address = f"sqlite:///{folder}/lobby.db"
    migrate(address)
    settings = {"SERVER__DATABASE": address, "SERVER__SECRETS": str(folder / "secrets"), "DEMO__ENABLED": "false"}
    made = build(changed(**settings), HandClock())
    yield Door(made)
    made.rooms.lobby.store.close()


@pytest.fixture(scope="module")
def ticket(door: Door) -> str:
    """The id of somebody who waits."""
    return str(door.caller(KIOSK).issue("corporate").get_json()["id"])


@pytest.fixture(scope="module")
def rules(door: Door) -> list[Rule]:
    """Every route that the server has."""
    return list(door.application.flask.url_map.iter_rules())


def asked(who: Caller, route: Route, ticket: str) -> dict[str, object]:
    """What this call answers to them: its refusal, or nothing but its status."""
    path = route.path.format(
        branch_id=HERE, counter_id="2", ticket_id=ticket, number="E001", alert="late"
    ).removeprefix("/api/v1")
    if route.name == "show_desk":
        path += "?counter=2"
    body = {"json": BODIES[route.name]} if route.name in BODIES else {}
    answer = who.ask(route.method.upper(), path, **body)
    return refusal(answer) if answer.status_code >= 400 else {"status": answer.status_code}


def refusal_of(operation: Operation, method: str, asker: Asker, *, by_id: bool = False) -> dict[str, object] | None:
    """How the table says that this asker is refused at the door; None if they are let in."""
    is_deed = method != "get"
    if operation.roles is None or (operation.holder and by_id and asker.by in {"nothing", "cookie"}):
        return None
    if asker.by in {"nothing", "made-up token", "ended"}:
        code = {"nothing": "no_token", "made-up token": "unknown_token", "ended": "session_ended"}[asker.by]
        return {"status": 401, "code": code}
    if asker.by == "cookie" and is_deed:
        return {"status": 403, "code": "csrf"}
    if asker.role not in operation.roles:
        return {"status": 403, "code": "wrong_role", "role": asker.role}
    return None if asker.branch == HERE else {"status": 403, "code": "wrong_branch", "branch": HERE}


def test_every_route_has_a_line_that_says_who_may(rules: list[Rule]) -> None:
    of_the_api = {rule.endpoint.rpartition(".")[2] for rule in rules if rule.endpoint.startswith("api.")}
    others = {rule.endpoint for rule in rules if not rule.endpoint.startswith("api.")}

    assert of_the_api - {"plain_deed"} <= set(OPERATIONS)
    assert {route.name for route in all_routes()} == set(OPERATIONS)
    assert others == set(PAGES) | STATIC


def test_every_view_has_a_line_that_says_who_may() -> None:
    assert set(get_args(WatchBody.model_fields["view"].annotation)) == set(VIEWS)


def test_a_page_is_looked_at_and_nothing_else(rules: list[Rule]) -> None:
    methods = {rule.endpoint: (rule.methods or set()) - {"HEAD", "OPTIONS"} for rule in rules}

    assert {endpoint: methods[endpoint] for endpoint in PAGES} == {key: {"GET"} for key in PAGES}


def test_what_stands_still_and_the_ticket_in_ones_hand_are_free() -> None:
    assert {route.name for route in FREE} == {"list_branches", "show_branch", "list_services", "show_ticket"}


def test_tellers_managers_and_administrators_are_staff_and_a_kiosk_gives_numbers() -> None:
    roles = {name: operation.roles for name, operation in OPERATIONS.items() if operation.roles is not None}

    assert roles.pop("show_board") == ANYBODY == frozenset(Role)
    assert roles.pop("issue_ticket") == ISSUERS == STAFF | {Role.KIOSK}
    assert roles.pop("show_story") == MANAGERS
    assert roles.pop("show_plans") == roles.pop("set_plan") == MANAGERS
    assert roles.pop("show_what_if") == MANAGERS
    assert roles.pop("show_tablet") == roles.pop("show_timeline") == roles.pop("show_fairness") == MANAGERS
    assert roles.pop("show_calibration") == MANAGERS
    assert roles.pop("lend") == roles.pop("take-back") == roles.pop("leave-alone") == MANAGERS
    assert roles.pop("acknowledge_alert") == MANAGERS
    assert set(roles.values()) == {STAFF} == {MANAGERS | {Role.TELLER}}


@EVERY_ASKER
@pytest.mark.parametrize("route", [r for r in all_routes() if r.name != "end_session"], ids=lambda route: route.name)
def test_a_call_is_let_in_or_refused_as_the_table_says(door: Door, ticket: str, route: Route, asker: Asker) -> None:
    who = door.caller(asker)
    before = replace(who, branch=HERE).seq()

    answer = asked(who, route, ticket)

    refused = refusal_of(OPERATIONS[route.name], route.method, asker, by_id=route.is_by_id)
    if refused is None:
        assert answer["status"] not in {401, 403}
    else:
        assert answer == refused
        assert replace(who, branch=HERE).seq() == before


@EVERY_ASKER
def test_only_who_is_signed_in_can_sign_out(door: Door, asker: Asker) -> None:
    who = door.caller(asker)
    if asker.by in {"session", "cookie"}:
        fresh = door.sign_in(asker.role or "", asker.branch)
        who = replace(who, session=fresh, csrf=csrf_of(fresh) if asker.by == "session" else None)

    answer = who.ask("DELETE", "/sessions/current")

    told = {"session": 204, "cookie": 403}.get(asker.by, 401)
    assert answer.status_code == told


@EVERY_ASKER
@pytest.mark.parametrize("endpoint", PAGES)
def test_a_page_is_shown_as_the_table_says(
    door: Door, rules: list[Rule], ticket: str, endpoint: str, asker: Asker
) -> None:
    rule = next(rule for rule in rules if rule.endpoint == endpoint)
    who, expected = door.caller(asker), PAGES[endpoint]
    parts = {"branch_id": HERE, "counter_id": "2", "ticket_id": ticket, "token": door.caller(KIOSK).token}
    path = rule.build({name: parts[name] for name in rule.arguments})
    assert path is not None
    browser = who.browser()
    if who.token is not None:
        browser.set_cookie(f"lobby_{asker.role or Role.TELLER}", who.token)

    answer = browser.get(path[1])

    may = {"token": expected.devices, "session": expected.people, "cookie": expected.people}.get(asker.by, frozenset())
    if expected == EVERYBODY:
        assert answer.status_code == (302 if endpoint == "devices.enter" else 200)
    elif asker.role in (may or ()) and asker.branch == HERE:
        assert answer.status_code == 200
    elif not expected.people:
        assert answer.status_code == 401
        assert "device_not_known" in answer.get_data(as_text=True)
    elif asker.by in {"session", "cookie"}:
        assert answer.status_code == 403
        assert "/sign-in?next=" in answer.get_data(as_text=True)
    else:
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(f"/sign-in?next={path[1]}")


@EVERY_ASKER
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_shown_as_the_table_says(door: Door, ticket: str, view: str, asker: Asker) -> None:
    wanted = {"view": view, "branch": HERE, **({"counter": "2"} if view == "desk" else {})}
    if view == "ticket":
        wanted = {"view": view, "ticket": ticket}

    told = watched(door, door.caller(asker), wanted)

    roles = VIEWS[view]
    if asker.by == "made-up token":
        assert told == "turned away"
    elif roles is None:
        assert told == "shown"
    elif asker.by in {"nothing", "ended"}:
        assert told == {"nothing": "no_token", "ended": "session_ended"}[asker.by]
    elif asker.role not in roles:
        assert told == "wrong_role"
    else:
        assert told == ("shown" if asker.branch == HERE else "wrong_branch")


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "http://localhost:81", None])
def test_a_session_opens_no_socket_to_a_page_of_another_host(door: Door, origin: str | None) -> None:
    teller = door.caller(Asker("session", Role.TELLER))

    assert watched(door, teller, {"view": "board", "branch": HERE}, origin) == "turned away"


@pytest.mark.parametrize("route", FREE, ids=lambda route: route.name)
def test_what_is_free_is_answered_whoever_asks(door: Door, ticket: str, route: Route) -> None:
    for asker in ASKERS:
        assert asked(door.caller(asker), route, ticket) == {"status": 200}


def test_figures_are_for_this_machine_and_for_who_has_a_token(door: Door) -> None:
    browser = door.application.flask.test_client()
    token = door.caller(Asker("token", Role.DISPLAY)).token

    answers = [
        browser.get("/metrics", headers=headers, environ_overrides={"REMOTE_ADDR": "10.0.0.7"}).status_code
        for headers in ({}, {"Authorization": "Bearer made-up"}, {"Authorization": f"Bearer {token}"})
    ]

    assert answers == [401, 401, 200]


def watched(door: Door, who: Caller, wanted: Mapping[str, str], origin: str | None = "http://localhost") -> str:
    """What comes of connecting as them and asking for a view: "turned away", "shown", or the code of the refusal."""
    socketio: SocketIO = door.application.flask.extensions["socketio"]
    headers = {} if who.session is None else {"Cookie": f"{SESSION_COOKIE}={who.session}"}
    headers |= {} if origin is None else {"Origin": origin}
    auth = None if who.token is None else {"token": who.token}
    client: Any = socketio.test_client(door.application.flask, "/live", headers=headers, auth=auth)
    if not client.is_connected("/live"):
        return "turned away"
    client.emit("watch", dict(wanted), namespace="/live")
    [event] = client.get_received("/live")
    client.disconnect("/live")
    return str(event["args"][0]["code"]) if event["name"] == "refused" else "shown"
