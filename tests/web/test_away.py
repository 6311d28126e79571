"""While the database is away every call says so in the same words, and as soon as it is back all is as it was."""

from collections.abc import Iterator

import pytest

from lobby.app import Application
from lobby.web.operations import OPERATIONS
from tests.clocks import HandClock
from tests.postgresql import PostgreSQL
from tests.web.api import Caller, all_routes, caller, refusal, signed_in
from tests.web.deeds import DEEDS, Deed

pytestmark = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)

BODIES = {deed.name: deed.body for deed in DEEDS} | {"begin_session": {"name": "anna", "password": "12345678"}}
FROM_MEMORY = {"list_branches", "list_services"}
"""What stands in the configuration needs no database."""

AWAY = {"status": 503, "code": "database_unavailable"}


@pytest.fixture
def away(application: Application, postgresql: PostgreSQL) -> Iterator[PostgreSQL]:
    """PostgreSQL, which the test may crash: it is back afterwards."""
    yield postgresql
    postgresql.crash()
    postgresql.start()


def test_every_call_says_that_the_database_is_away(application: Application, away: PostgreSQL) -> None:
    manager = signed_in(application, "manager")
    ticket = manager.issue().get_json()["id"]
    said = {}

    away.crash()
    for route in all_routes():
        path = route.path.format(
            branch_id="zhongshan", counter_id="2", ticket_id=ticket, number="A001", alert="late"
        ).removeprefix("/api/v1")
        body = {"json": BODIES[route.name]} if route.name in BODIES else {}
        answer = manager.ask(route.method.upper(), path + "?counter=2", **body)
        said[route.name] = refusal(answer) if answer.status_code == 503 else {"status": answer.status_code}
        if answer.status_code == 503:
            assert answer.headers["Retry-After"] == "1"

    assert said == {name: {"status": 200} if name in FROM_MEMORY else AWAY for name in OPERATIONS}


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_a_deed_that_found_no_database_is_done_once_when_it_is_asked_for_again(
    application: Application, clock: HandClock, away: PostgreSQL, deed: Deed
) -> None:
    teller = caller(application, deed.role)
    path = deed.path_for(teller, clock)
    before = teller.seq()

    away.crash()
    refused = teller.post(path, deed.body, key="tap")
    away.start()
    unchanged = teller.seq() == before
    done, again = teller.post(path, deed.body, key="tap"), teller.post(path, deed.body, key="tap")

    assert (refusal(refused), unchanged) == (AWAY, True)
    assert done.status_code in {200, 201}
    assert again.get_data() == done.get_data()
    assert ("Idempotent-Replayed" in done.headers, "Idempotent-Replayed" in again.headers) == (False, True)


def test_a_server_without_its_database_is_alive_and_not_ready(application: Application, away: PostgreSQL) -> None:
    client = application.flask.test_client()

    def health() -> list[int]:
        return [client.get(path).status_code for path in ("/healthz", "/readyz", "/metrics")]

    before = health()
    away.crash()
    while_away = health()
    away.start()

    assert [before, while_away, health()] == [[200, 200, 200], [200, 503, 503], [200, 200, 200]]


@pytest.mark.parametrize("page", ["/hall/zhongshan", "/kiosk/zhongshan", "/desk/zhongshan/1", "/t/a_ticket"])
def test_a_page_that_found_no_database_says_so_and_tries_again_by_itself(
    application: Application, away: PostgreSQL, page: str
) -> None:
    client = application.flask.test_client()

    away.crash()
    answer = client.get(page)

    assert answer.status_code == 503
    assert '<meta http-equiv="refresh" content="3">' in answer.get_data(as_text=True)
    assert "系统暂时没有响应" in answer.get_data(as_text=True)


def test_a_token_is_looked_up_again_and_not_taken_for_unknown(application: Application, away: PostgreSQL) -> None:
    stranger = Caller(application, "a token that nobody has shown yet")

    away.crash()
    while_away = stranger.here("/board")
    away.start()

    assert (while_away.status_code, stranger.here("/board").status_code) == (503, 401)
