"""Counters over HTTP: opened, lent, paused, resumed, closed; and everything that is too late or not now."""

import pytest

from lobby.app import Application
from tests.clocks import HandClock
from tests.web.api import Body, caller, refusal

PLANNED = ["cash", "transfer", "loss", "other"]
CASH = {"service": "cash", "waiting": 0, "counters_left": 0, "minimum": 2}
"""What the only counter leaves of cash."""
TEN = "2026-01-05T02:00:00.000000Z"


def counter(state: str = "open", **different: object) -> dict[str, object]:
    """Counter 2 as it is answered, opened at ten."""
    as_opened: dict[str, object] = {
        "id": "2",
        "state": state,
        "pausing": False,
        "since": TEN,
        "until": None,
        "number": None,
        "reason": None,
        "services": PLANNED,
        "group": "cash",
        "lent_groups": [],
    }
    return as_opened | different


def test_a_counter_opens_with_the_services_planned_for_it(application: Application) -> None:
    answer = caller(application).counter("2", "open")

    assert (answer.status_code, answer.get_json()) == (200, counter())


def test_a_counter_opens_with_the_services_asked_for_in_the_order_of_the_configuration(
    application: Application,
) -> None:
    answer = caller(application).counter("2", "open", {"services": ["account", "cash", "account"]})

    assert answer.get_json() == counter(services=["cash", "account"], lent_groups=["noncash"])


def test_a_counter_is_given_other_services(application: Application) -> None:
    caller(application).counter("2", "open")

    answer = caller(application).counter("2", "services", {"services": ["account"]})

    assert (answer.status_code, answer.get_json()) == (200, counter(services=["account"], lent_groups=["noncash"]))


def test_lent_services_go_back_when_their_time_is_over(application: Application, clock: HandClock) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    teller.counter("2", "services", {"services": ["account"], "until": "2026-01-05T10:30:00+08:00"})
    clock.move(minutes=30)

    teller.issue()

    assert teller.here("/board").get_json()["counters"][1] == counter()


@pytest.mark.parametrize("until", ["2026-01-05T10:00:00+08:00", "2026-01-05T02:00:00Z", "2026-01-04T21:00:00-05:00"])
def test_services_are_not_lent_until_an_instant_that_is_past(application: Application, until: str) -> None:
    caller(application).counter("2", "open")

    answer = caller(application).counter("2", "services", {"services": ["account"], "until": until})

    assert refusal(answer) == {"status": 409, "code": "until_is_past", "until": TEN}


def test_a_pause_for_a_known_reason_says_until_when(application: Application, clock: HandClock) -> None:
    caller(application).counter("2", "open")
    clock.move(minutes=1)

    answer = caller(application).counter("2", "pause", {"reason": "lunch"})

    since, until = "2026-01-05T02:01:00.000000Z", "2026-01-05T02:46:00.000000Z"
    paused = counter("paused", since=since, until=until, reason="lunch", uncovered=[CASH])
    assert (answer.status_code, answer.get_json()) == (200, paused)


def test_a_counter_that_leaves_enough_others_leaves_nothing_uncovered(application: Application) -> None:
    teller = caller(application)
    for one in ("1", "2", "4"):
        teller.counter(one, "open")

    answers = [teller.counter("1", "close"), teller.counter("2", "pause", {"reason": "lunch"})]

    left = {"service": "cash", "waiting": 0, "counters_left": 1, "minimum": 2}
    assert [answer.get_json()["uncovered"] for answer in answers] == [[], [left]]


def test_a_pause_in_ones_own_words_shows_none_of_them(application: Application) -> None:
    teller = caller(application)
    teller.counter("2", "open")

    answer = teller.counter("2", "pause", {"reason": "Mrs Wang's safe deposit box"})

    assert answer.get_json() == counter("paused", reason="other", uncovered=[CASH])
    everything = [teller.here(path).get_data(as_text=True) for path in ("/board", "/journal", "/desk?counter=2")]
    assert not [text for text in everything if "Wang" in text]


def test_a_counter_that_holds_a_ticket_is_paused_after_it(application: Application) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    teller.issue()
    teller.counter("2", "next")

    pausing = teller.counter("2", "pause", {"reason": "break"}).get_json()
    teller.counter("2", "finish")

    assert (pausing["state"], pausing["pausing"], pausing["number"]) == ("called", True, "A001")
    after = teller.here("/board").get_json()["counters"][1]
    assert (after["state"], after["pausing"], after["number"]) == ("paused", False, None)


def test_a_pause_ends(application: Application) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    teller.counter("2", "pause", {"reason": "lunch"})

    answer = teller.counter("2", "resume")

    assert (answer.status_code, answer.get_json()) == (200, counter())


def test_a_counter_closes(application: Application) -> None:
    teller = caller(application)
    teller.counter("2", "open")

    answer = teller.counter("2", "close")

    assert (answer.status_code, answer.get_json()) == (200, counter("closed", services=[], uncovered=[CASH]))


@pytest.mark.parametrize(
    ("deed", "body"),
    [("pause", {"reason": "lunch"}), ("services", {"services": ["cash"]}), ("close", {}), ("next", {})],
)
def test_a_closed_counter_does_nothing(application: Application, deed: str, body: Body) -> None:
    answer = caller(application).counter("2", deed, body)

    assert refusal(answer) == {"status": 409, "code": "counter_closed", "counter": "2"}


@pytest.mark.parametrize("deed", ["recall", "start", "finish", "no-show"])
def test_a_counter_without_a_ticket_has_nothing_to_do_it_to(application: Application, deed: str) -> None:
    teller = caller(application)

    closed = teller.counter("2", deed)
    teller.counter("2", "open")
    opened = teller.counter("2", deed)

    assert [refusal(closed), refusal(opened)] == [{"status": 409, "code": "no_ticket", "counter": "2"}] * 2


@pytest.mark.parametrize(("deeds", "state"), [([], "open"), (["pause"], "paused")])
def test_a_counter_that_is_staffed_is_not_opened_again(application: Application, deeds: list[str], state: str) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    for deed in deeds:
        teller.counter("2", deed, {"reason": "lunch"})

    answer = teller.counter("2", "open")

    assert refusal(answer) == {"status": 409, "code": "counter_not_closed", "counter": "2", "state": state}


def test_a_paused_counter_is_not_paused_again_and_calls_nobody(application: Application) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    teller.counter("2", "pause", {"reason": "lunch"})

    answers = [
        teller.counter("2", "pause", {"reason": "break"}),
        teller.counter("2", "next"),
        teller.counter("2", "next", {"finish": True}),
    ]

    assert [refusal(answer) for answer in answers] == [{"status": 409, "code": "counter_paused", "counter": "2"}] * 3


@pytest.mark.parametrize("state", ["closed", "open"])
def test_only_a_paused_counter_resumes(application: Application, state: str) -> None:
    if state == "open":
        caller(application).counter("2", "open")

    answer = caller(application).counter("2", "resume")

    assert refusal(answer) == {"status": 409, "code": "counter_not_paused", "counter": "2", "state": state}


def test_a_counter_that_holds_a_ticket_does_not_close(application: Application) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    teller.issue()
    teller.counter("2", "next")

    answer = teller.counter("2", "close")

    assert refusal(answer) == {"status": 409, "code": "counter_busy", "counter": "2", "ticket": "A001"}


def test_a_counter_opens_with_the_business_day_and_not_before(application: Application, clock: HandClock) -> None:
    teller = caller(application)
    clock.move(hours=22, minutes=29, seconds=59.999999)

    too_early = teller.counter("2", "open")
    clock.move(microseconds=1)
    in_time = teller.counter("2", "open")

    assert refusal(too_early) == {"status": 409, "code": "day_closed"}
    assert in_time.status_code == 200


def test_a_counter_stays_open_after_hours_until_its_teller_closes_it(
    application: Application, clock: HandClock
) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    clock.move(hours=7, minutes=9)

    still = teller.counter("2", "close")
    again = teller.counter("2", "open")

    assert still.status_code == 200
    assert refusal(again) == {"status": 409, "code": "day_closed"}


def test_a_counter_that_was_forgotten_is_closed_with_the_day(application: Application, clock: HandClock) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    clock.move(hours=7, minutes=10)

    answer = teller.counter("2", "close")

    assert refusal(answer) == {"status": 409, "code": "counter_closed", "counter": "2"}


def test_a_ready_counter_lapses_when_its_teller_is_not_heard_of(application: Application, clock: HandClock) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    teller.counter("2", "next")
    clock.move(minutes=10)

    ticket = teller.issue().get_json()

    assert (ticket["state"], ticket["counter"]) == ("waiting", None)
    assert teller.here("/board").get_json()["counters"][1]["reason"] == "no_answer"
