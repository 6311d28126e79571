"""Numbers over HTTP: issued, looked at, given up; and when there are none."""

import pytest

from lobby.app import Application
from tests.clocks import HandClock
from tests.web.api import Caller, caller, nobody, refusal

OPEN_TUESDAY = "2026-01-06T00:30:00.000000Z"
"""08:30 in Shanghai."""


def kiosk_closed(reason: str, opens_at: str) -> dict[str, object]:
    """How a kiosk is refused when it is closed."""
    return {"status": 409, "code": "kiosk_closed", "reason": reason, "opens_at": opens_at}


def test_a_number_is_given(application: Application) -> None:
    caller(application).counter("2", "open")

    answer = caller(application, "kiosk").issue()

    ticket = answer.get_json()
    assert answer.status_code == 201
    assert ticket == {
        "id": ticket["id"],
        "number": "A001",
        "service": "cash",
        "class": "ordinary",
        "state": "waiting",
        "issued_at": "2026-01-05T02:00:00.000000Z",
        "ahead": 0,
        "passed_by_at_most": 3,
        "wait": {"low": 0.0, "mid": 0.0, "high": 0.0, "shown": [0, 0]},
        "counter": None,
        "counters": ["2"],
        "url": f"/t/{ticket['id']}",
    }


def test_numbers_count_up_in_the_series_of_their_group(application: Application) -> None:
    kiosk = caller(application, "kiosk")

    numbers = [kiosk.issue(service).get_json()["number"] for service in ("cash", "loss", "cash", "wealth", "corporate")]

    assert numbers == ["A001", "C001", "A002", "C002", "E001"]


def test_a_ready_counter_calls_at_once_and_the_answer_says_so(application: Application) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    teller.counter("2", "next")

    ticket = caller(application, "kiosk").issue().get_json()

    assert (ticket["state"], ticket["counter"]) == ("called", "2")


def test_nobody_serves_a_service_so_no_wait_is_told(application: Application) -> None:
    ticket = caller(application, "kiosk").issue("wealth").get_json()

    assert (ticket["wait"], ticket["ahead"], ticket["counters"]) == (None, 0, ["6"])


@pytest.mark.parametrize(
    ("value", "ticket_class"),
    [("62000000001000137", "jiaoyin"), ("6200 0000 0010 0013-7", "jiaoyin"), ("62000000009999999", "ordinary")],
)
def test_a_tier_is_established_by_the_directory_alone(application: Application, value: str, ticket_class: str) -> None:
    ticket = caller(application, "kiosk").issue(identity={"kind": "card", "value": value}).get_json()

    assert ticket["class"] == ticket_class


def test_a_ground_for_care_gives_its_class(application: Application) -> None:
    assert caller(application, "kiosk").issue(care="elderly").get_json()["class"] == "care"


def test_a_holder_sees_their_ticket_by_its_id_alone(application: Application) -> None:
    kiosk = caller(application, "kiosk")
    kiosk.issue()
    ticket = kiosk.issue(language="en").get_json()

    seen = nobody(application).get(f"/tickets/{ticket['id']}").get_json()

    assert {name: seen[name] for name in ("number", "state", "ahead", "language", "branch")} == {
        "number": "A002",
        "state": "waiting",
        "ahead": 1,
        "language": "en",
        "branch": "zhongshan",
    }
    assert "class" not in seen


def test_a_holder_gives_the_number_up(application: Application) -> None:
    ticket = caller(application, "kiosk").issue().get_json()["id"]

    answer = nobody(application).post(f"/tickets/{ticket}/cancel", {"reason": "no time"})

    assert (answer.status_code, answer.get_json()["state"]) == (200, "left")
    assert caller(application).here("/board").get_json()["queues"][0]["waiting"] == 0


def test_staff_give_a_number_up_for_its_holder(application: Application) -> None:
    ticket = caller(application).issue().get_json()["id"]

    answer = caller(application, "manager").post(f"/tickets/{ticket}/cancel", {"reason": "went home"})

    assert answer.get_json()["state"] == "left"


def test_a_ticket_that_was_called_cannot_be_given_up_and_its_counter_is_named(application: Application) -> None:
    ticket = caller(application).issue().get_json()["id"]
    caller(application).counter("2", "open")
    caller(application).counter("2", "next")

    answer = nobody(application).post(f"/tickets/{ticket}/cancel", {"reason": "no time"})

    assert refusal(answer) == {"status": 409, "code": "already_called", "ticket": "A001", "counter": "2"}


@pytest.mark.parametrize("end", ["cancelled", "finished", "yesterday"])
def test_a_closed_ticket_cannot_be_given_up(application: Application, clock: HandClock, end: str) -> None:
    teller = caller(application)
    ticket = teller.issue().get_json()["id"]
    if end == "cancelled":
        teller.post(f"/tickets/{ticket}/cancel", {"reason": "no time"})
    elif end == "finished":
        for deed in ("open", "next", "finish"):
            teller.counter("2", deed)
    else:
        clock.move(days=1)
        teller.issue()

    answer = nobody(application).post(f"/tickets/{ticket}/cancel", {"reason": "no time"})

    served = {"counter": "2"} if end == "finished" else {}
    assert refusal(answer) == {"status": 409, "code": "already_closed", "ticket": "A001", **served}


def issue_after(kiosk: Caller, clock: HandClock, **later: float) -> dict[str, object]:
    """How a kiosk is refused so much after Monday, 10:00; the number if it is not."""
    clock.move(**later)
    answer = kiosk.issue()
    return refusal(answer) if answer.status_code != 201 else {"number": answer.get_json()["number"]}


def test_no_number_before_hours_and_one_from_the_first_instant(application: Application, clock: HandClock) -> None:
    kiosk = caller(application, "kiosk")

    too_early = issue_after(kiosk, clock, hours=22, minutes=29, seconds=59.999999)
    in_time = issue_after(kiosk, clock, microseconds=1)

    assert too_early == kiosk_closed("before_hours", OPEN_TUESDAY)
    assert in_time == {"number": "A001"}


def test_no_number_after_the_last_one_and_the_next_opening_is_told(application: Application, clock: HandClock) -> None:
    kiosk = caller(application, "kiosk")

    in_time = issue_after(kiosk, clock, hours=6, minutes=44, seconds=59.999999)
    too_late = issue_after(kiosk, clock, microseconds=1)

    assert in_time == {"number": "A001"}
    assert too_late == kiosk_closed("after_last_number", OPEN_TUESDAY)


def test_no_number_after_the_doors_closed(application: Application, clock: HandClock) -> None:
    refused = issue_after(caller(application, "kiosk"), clock, hours=9)

    assert refused == kiosk_closed("after_last_number", OPEN_TUESDAY)


def test_no_number_on_a_closed_day_and_the_next_open_one_is_told(application: Application, clock: HandClock) -> None:
    sunday = issue_after(caller(application, "kiosk"), clock, days=6)

    assert sunday == kiosk_closed("closed_day", "2026-01-12T00:30:00.000000Z")


def test_after_saturday_comes_monday(application: Application, clock: HandClock) -> None:
    saturday = issue_after(caller(application, "kiosk"), clock, days=5, hours=7)

    assert saturday == kiosk_closed("after_last_number", "2026-01-12T00:30:00.000000Z")


def test_no_number_on_a_holiday(application: Application, clock: HandClock) -> None:
    """16 and 17 February 2026 are closed days of the configuration: the next opening is on Wednesday."""
    holiday = issue_after(caller(application, "kiosk"), clock, days=42)

    assert holiday == kiosk_closed("closed_day", "2026-02-18T00:30:00.000000Z")


def test_the_board_says_what_the_kiosk_will(application: Application, clock: HandClock) -> None:
    caller(application).issue()
    before = caller(application).here("/board").get_json()["numbers"]
    clock.move(hours=7)

    after = caller(application).here("/board").get_json()["numbers"]

    assert before == {"open": True, "reason": None, "opens_at": None}
    assert after == {"open": False, "reason": "after_last_number", "opens_at": OPEN_TUESDAY}


def test_every_day_begins_with_one(application: Application, clock: HandClock) -> None:
    kiosk = caller(application, "kiosk")
    kiosk.issue()
    clock.move(days=1)

    ticket = kiosk.issue().get_json()

    assert ticket["number"] == "A001"
    assert nobody(application).get(f"/tickets/{ticket['id']}").get_json()["day"] == "2026-01-06"
