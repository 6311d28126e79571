"""Who may do what: every call of the API by every role, from this branch and another, with a wrong token and none."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lobby.actions.access import Role
from lobby.app import Application, build
from lobby.store import migrate
from lobby.web.bearer import ANYBODY, ISSUERS, MANAGERS, STAFF
from lobby.web.operations import OPERATIONS
from lobby.web.routes import Route
from tests.clocks import HandClock
from tests.config.changes import changed
from tests.web.api import ROLES, Caller, all_routes, caller, nobody, refusal
from tests.web.deeds import DEEDS

BODIES = {deed.name: deed.body for deed in DEEDS}
GUARDED = [route for route in all_routes() if OPERATIONS[route.name].roles is not None]
FREE = [route for route in all_routes() if OPERATIONS[route.name].roles is None]


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """One lobby for all these tests: they ask at the door, and what happens behind it is told elsewhere."""
    folder: Path = tmp_path_factory.mktemp("roles")
    address = f"sqlite:///{folder}/lobby.db"
    migrate(address)
    made = build(changed(SERVER__DATABASE=address, SERVER__SECRETS=str(folder / "secrets")), HandClock())
    yield made
    made.rooms.lobby.store.close()


@pytest.fixture(scope="module")
def ticket(branch: Application) -> str:
    """The id of somebody who waits."""
    return str(caller(branch).issue("corporate").get_json()["id"])


def asked(who: Caller, route: Route, ticket: str) -> dict[str, object]:
    """What this call answers to them: its refusal, or nothing but its status."""
    path = route.path.format(branch_id="zhongshan", counter_id="2", ticket_id=ticket).removeprefix("/api/v1")
    if route.name == "show_desk":
        path += "?counter=2"
    body = {"json": BODIES[route.name]} if route.name in BODIES else {}
    answer = who.ask(route.method.upper(), path, **body)
    return refusal(answer) if answer.status_code >= 400 else {"status": answer.status_code}


def test_what_stands_still_and_the_ticket_in_ones_hand_are_free() -> None:
    assert {route.name for route in FREE} == {"list_branches", "show_branch", "list_services", "show_ticket"}


def test_tellers_managers_and_administrators_are_staff_and_a_kiosk_gives_numbers() -> None:
    roles = {name: operation.roles for name, operation in OPERATIONS.items() if operation.roles is not None}

    assert roles.pop("show_board") == ANYBODY == frozenset(Role)
    assert roles.pop("issue_ticket") == ISSUERS == STAFF | {Role.KIOSK}
    assert roles.pop("show_tablet") == roles.pop("show_timeline") == MANAGERS == STAFF - {Role.TELLER}
    assert set(roles.values()) == {STAFF} == {frozenset({Role.TELLER, Role.MANAGER, Role.ADMIN})}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_only_the_roles_of_the_table_may(branch: Application, ticket: str, route: Route, role: str) -> None:
    before = caller(branch).seq()

    answer = asked(caller(branch, role), route, ticket)

    if Role(role) in (OPERATIONS[route.name].roles or ()):
        assert answer["status"] not in {401, 403}
    else:
        assert answer == {"status": 403, "code": "wrong_role", "role": role}
        assert caller(branch).seq() == before


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_nobody_of_another_branch_may(branch: Application, ticket: str, route: Route, role: str) -> None:
    before = caller(branch).seq()

    answer = asked(caller(branch, role, "renmin"), route, ticket)

    allowed = Role(role) in (OPERATIONS[route.name].roles or ())
    about = {"branch": "zhongshan"} if allowed else {"role": role}
    assert answer == {"status": 403, "code": "wrong_branch" if allowed else "wrong_role", **about}
    assert caller(branch).seq() == before


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_who_shows_no_token_may_only_what_a_holder_may(branch: Application, ticket: str, route: Route) -> None:
    before = caller(branch).seq()

    answer = asked(nobody(branch), route, ticket)

    if OPERATIONS[route.name].holder:
        assert answer["status"] not in {401, 403}
    else:
        assert answer == {"status": 401, "code": "no_token"}
        assert caller(branch).seq() == before


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_a_token_that_nobody_knows_opens_nothing(branch: Application, ticket: str, route: Route) -> None:
    before = caller(branch).seq()

    answer = asked(Caller(branch, "made-up"), route, ticket)

    assert answer == {"status": 401, "code": "unknown_token"}
    assert caller(branch).seq() == before


@pytest.mark.parametrize("route", FREE, ids=lambda route: route.name)
def test_what_is_free_is_answered_whoever_asks(branch: Application, ticket: str, route: Route) -> None:
    for who in (nobody(branch), Caller(branch, "made-up"), caller(branch, "display", "renmin")):
        assert asked(who, route, ticket) == {"status": 200}


def test_who_is_turned_away_is_told_how_to_come_in(branch: Application) -> None:
    answer = nobody(branch).here("/board")

    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("words", ["{}", "Basic {}", "Token {}", "Bearer", "bearer"])
def test_a_token_counts_only_after_the_word_bearer(branch: Application, words: str) -> None:
    teller = caller(branch)
    header = {"Authorization": words.format(teller.token)}

    answer = replace(teller, token=None).ask("GET", "/branches/zhongshan/board", headers=header)

    assert refusal(answer) == {"status": 401, "code": "no_token"}


def test_the_word_bearer_may_be_written_in_any_letters(branch: Application) -> None:
    teller = caller(branch)

    answer = nobody(branch).ask("GET", "/branches/zhongshan/board", headers={"Authorization": f"bEARER {teller.token}"})

    assert answer.status_code == 200


def test_a_branch_that_does_not_exist_is_another_branch_to_every_token(branch: Application) -> None:
    answer = caller(branch).get("/branches/nowhere/board")

    assert refusal(answer) == {"status": 403, "code": "wrong_branch", "branch": "nowhere"}
