"""Calls over HTTP: next, recall, start, finish, no-show; and everything that is too late or not now."""

import pytest

from lobby.app import Application
from tests.clocks import HandClock
from tests.web.api import Caller, caller, nobody, refusal


@pytest.fixture
def teller(application: Application) -> Caller:
    """The teller at counter 2, which is open."""
    somebody = caller(application)
    somebody.counter("2", "open")
    return somebody


@pytest.fixture
def ticket(teller: Caller) -> str:
    """The id of A001, which counter 2 has called."""
    called = teller.issue().get_json()["id"]
    teller.counter("2", "next")
    return str(called)


def present(teller: Caller) -> str | None:
    """The number at counter 2."""
    found = teller.here("/desk?counter=2").get_json()["present"]
    return None if found is None else str(found["number"])


def test_the_next_number_is_called_and_why_is_said(teller: Caller) -> None:
    teller.issue()
    teller.issue()

    answer = teller.counter("2", "next")

    called = answer.get_json()
    assert answer.status_code == 200
    assert (called["ticket"]["number"], called["ticket"]["state"]) == ("A001", "called")
    assert (called["why"]["rule"], called["why"]["passed"]) == ("oldest", [])
    assert called["why"] == called["ticket"]["why"]


def test_a_tier_goes_first_within_its_head_start_and_whom_it_passed_is_said(teller: Caller, clock: HandClock) -> None:
    teller.issue()
    clock.move(minutes=9)
    teller.issue(identity={"kind": "card", "value": "62000000001000137"})

    why = teller.counter("2", "next").get_json()["why"]

    assert (why["rule"], why["passed"]) == ("head_start", ["A001"])
    assert "A001" in why["staff"]["en"]
    assert "A001" not in why["customer"]["en"] + why["customer"]["zh"]


def test_nobody_waits_so_the_counter_is_ready(teller: Caller) -> None:
    answers = [teller.counter("2", "next"), teller.counter("2", "next")]

    assert [(answer.status_code, answer.get_data()) for answer in answers] == [(204, b"")] * 2
    assert teller.here("/board").get_json()["counters"][1]["state"] == "ready"


def test_a_counter_that_holds_a_ticket_must_finish_it_first(teller: Caller, ticket: str) -> None:
    teller.issue()

    refused = teller.counter("2", "next")
    done = teller.counter("2", "next", {"finish": True})

    assert refusal(refused) == {"status": 409, "code": "counter_busy", "counter": "2", "ticket": "A001"}
    assert done.get_json()["ticket"]["number"] == "A002"
    assert nobody(teller.application).get(f"/tickets/{ticket}").get_json()["state"] == "finished"


def test_finishing_first_asks_for_no_present_ticket(teller: Caller) -> None:
    teller.issue()

    answer = teller.counter("2", "next", {"finish": True})

    assert answer.get_json()["ticket"]["number"] == "A001"


def test_finishing_the_last_one_leaves_the_counter_ready(teller: Caller, ticket: str) -> None:
    answer = teller.counter("2", "next", {"finish": True})

    assert answer.status_code == 204
    assert teller.here("/board").get_json()["counters"][1]["state"] == "ready"


def test_a_recall_is_a_call_of_its_own_on_the_board(teller: Caller, ticket: str) -> None:
    answer = teller.counter("2", "recall")

    assert answer.get_json()["state"] == "called"
    calls = teller.here("/board").get_json()["calls"]
    assert [call["number"] for call in calls] == ["A001", "A001"]
    assert calls[0]["seq"] > calls[1]["seq"]
    assert teller.here("/desk?counter=2").get_json()["present"]["recalls"] == 1


def test_a_customer_comes_is_served_and_goes(teller: Caller, clock: HandClock, ticket: str) -> None:
    clock.move(minutes=1)
    started = teller.counter("2", "start").get_json()
    clock.move(minutes=5)
    finished = teller.counter("2", "finish").get_json()

    assert [started["state"], finished["state"]] == ["serving", "finished"]
    assert (started["counter"], finished["counter"]) == ("2", None)
    assert present(teller) is None


def test_a_ticket_is_finished_without_a_start(teller: Caller, ticket: str) -> None:
    assert teller.counter("2", "finish").get_json()["state"] == "finished"


@pytest.mark.parametrize("deed", ["recall", "start", "no-show"])
def test_a_customer_who_stands_there_is_not_called(teller: Caller, clock: HandClock, ticket: str, deed: str) -> None:
    teller.counter("2", "recall")
    teller.counter("2", "start")
    clock.move(minutes=2)

    answer = teller.counter("2", deed)

    assert refusal(answer) == {"status": 409, "code": "already_serving", "counter": "2", "ticket": "A001"}


@pytest.mark.parametrize("seconds", [0, 59.999999])
def test_a_call_is_not_given_up_before_its_time(teller: Caller, clock: HandClock, ticket: str, seconds: float) -> None:
    teller.counter("2", "recall")
    clock.move(seconds=seconds)

    answer = teller.counter("2", "no-show")

    allowed_at = "2026-01-05T02:01:00.000000Z"
    assert refusal(answer) == {
        "status": 409,
        "code": "too_early",
        "counter": "2",
        "ticket": "A001",
        "allowed_at": allowed_at,
    }
    assert teller.here("/desk?counter=2").get_json()["present"]["no_show_at"] == allowed_at


@pytest.mark.parametrize("seconds", [60, 61])
def test_a_call_is_given_up_from_that_instant_on(teller: Caller, clock: HandClock, ticket: str, seconds: float) -> None:
    teller.counter("2", "recall")
    clock.move(seconds=seconds)

    answer = teller.counter("2", "no-show")

    assert (answer.status_code, answer.get_json()["state"]) == (200, "missed")
    assert present(teller) is None


def test_a_call_is_not_given_up_without_a_recall(teller: Caller, clock: HandClock, ticket: str) -> None:
    clock.move(minutes=5)

    refused = teller.counter("2", "no-show")
    teller.counter("2", "recall")
    done = teller.counter("2", "no-show")

    assert refusal(refused) == {"status": 409, "code": "recall_first", "counter": "2", "ticket": "A001"}
    assert done.get_json()["state"] == "missed"


def test_two_counters_never_get_the_same_number(teller: Caller) -> None:
    teller.counter("1", "open")
    teller.issue()
    teller.issue()

    numbers = [teller.counter(counter, "next").get_json()["ticket"]["number"] for counter in ("1", "2")]

    assert numbers == ["A001", "A002"]


def test_a_counter_calls_only_for_what_it_serves(teller: Caller) -> None:
    teller.issue("corporate")

    assert teller.counter("2", "next").status_code == 204
    assert teller.here("/desk?counter=2").get_json()["elsewhere"] == [{"service": "corporate", "waiting": 1}]


def test_the_desk_shows_who_would_be_next_and_that_one_is_called(teller: Caller) -> None:
    for _ in range(3):
        teller.issue()

    desk = teller.here("/desk?counter=2").get_json()
    called = teller.counter("2", "next").get_json()

    assert desk["next"]["number"] == called["ticket"]["number"] == "A001"
    assert desk["next"]["why"] == called["why"]
    assert ([row["number"] for row in desk["queue"]], desk["more"]) == (["A002", "A003"], 0)


def test_the_desk_counts_those_below_its_ten_rows(teller: Caller) -> None:
    for _ in range(13):
        teller.issue()

    desk = teller.here("/desk?counter=2").get_json()

    assert (desk["next"]["number"], desk["queue"][0]["number"], desk["queue"][-1]["number"]) == ("A001", "A002", "A011")
    assert (len(desk["queue"]), desk["more"]) == (10, 2)
