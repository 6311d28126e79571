"""What a lobby manager is told to see to: each alert just before and at its instant, and the order of all."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from lobby.domain import calls
from lobby.domain.alerts import Alert, AlertKind, Level, alerts, alerts_view
from lobby.domain.tickets import NewTicket, Order, issue
from lobby.domain.views import instant_view
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch, hours
from tests.domain.scene import Scene

HOUSE = branch({"1": ("cash", "transfer"), "2": ("cash", "transfer"), "6": ("wealth",)}, machines={"m1": ("cash",)})


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, counters 1 and 2 open."""
    scene = Scene(HOUSE)
    scene.opens("1")
    scene.opens("2")
    return scene


def at(minutes: float) -> Any:
    """So many minutes after ten."""
    return MONDAY_TEN + timedelta(minutes=minutes)


def told(scene: Scene, *kinds: AlertKind) -> list[Alert]:
    """The alerts of these kinds, all if none is named."""
    return [alert for alert in alerts(scene.hall, scene.now) if not kinds or alert.kind in kinds]


def serving(scene: Scene, counter: str, service: str = "cash") -> str:
    """The counter has called somebody who just came for this."""
    number = scene.issues(service)
    assert scene.next(counter) == number
    return number


def wang_takes(scene: Scene, number: str, taken: int) -> None:
    """One customer takes this number, the how-manieth within an hour."""
    new = NewTicket(Order("cash", identity=("wang",)), f"id-{number}", number, None, taken)
    scene.does(lambda hall, now: issue(hall, new, now, "kiosk"))


def test_a_hall_in_which_nobody_waits_has_nothing_to_see_to(scene: Scene) -> None:
    scene.passes(minutes=60)

    assert told(scene) == []


def test_nobody_called_for_so_long_while_somebody_waits_is_a_stall_and_the_next_call_ends_it(scene: Scene) -> None:
    serving(scene, "1")
    scene.passes(minutes=2)
    scene.issues()
    scene.issues()
    scene.passes(minutes=9, seconds=59)
    before = told(scene, AlertKind.STALL)

    scene.passes(seconds=1)
    stalled = told(scene, AlertKind.STALL)
    scene.next("2")

    assert (before, told(scene, AlertKind.STALL)) == ([], [])
    assert stalled == [Alert(AlertKind.STALL, Level.DANGER, at(2), n=2)]


def test_a_stall_begins_with_the_last_call_and_a_recall_is_no_call(scene: Scene) -> None:
    scene.issues()
    scene.issues()
    scene.passes(minutes=3)
    scene.next("1")
    scene.passes(minutes=5)
    scene.at("1", calls.recall)
    scene.passes(minutes=5)

    assert [alert.since for alert in told(scene, AlertKind.STALL)] == [at(3)]


def test_who_queues_before_the_counters_open_is_no_stall() -> None:
    scene = Scene(HOUSE, at(-80))
    scene.opens("1")
    scene.issues()
    scene.passes(minutes=29)
    before = told(scene, AlertKind.STALL)

    scene.passes(minutes=1)

    assert before == []
    assert [alert.since for alert in told(scene, AlertKind.STALL)] == [at(-60)]


def test_no_counter_open_within_the_hours_while_somebody_waits_is_told_and_is_no_stall(scene: Scene) -> None:
    scene.issues()
    scene.passes(minutes=1)
    scene.closes("1")
    scene.passes(minutes=1)
    scene.pauses("2")
    scene.passes(minutes=4, seconds=59)
    before = told(scene)

    scene.passes(seconds=1)

    assert before == []
    assert told(scene, AlertKind.STALL, AlertKind.NOBODY_OPEN) == [
        Alert(AlertKind.NOBODY_OPEN, Level.DANGER, at(2), n=1)
    ]


def test_outside_the_hours_nobody_need_be_open() -> None:
    scene = Scene(branch(opening=hours(opens_at=time(10, 30), closes_at=time(17), kiosk_opens_at=time(9))))
    scene.issues()
    scene.passes(minutes=34)
    before = told(scene, AlertKind.NOBODY_OPEN)
    scene.passes(minutes=1)
    within = told(scene, AlertKind.NOBODY_OPEN)
    scene.passes(minutes=385)

    assert (before, told(scene, AlertKind.NOBODY_OPEN)) == ([], [])
    assert [alert.since for alert in within] == [at(30)]


def test_those_past_the_promise_are_one_alert_with_their_count_and_who_has_waited_longest(scene: Scene) -> None:
    first = scene.issues()
    scene.passes(minutes=1)
    scene.issues("transfer")
    scene.passes(minutes=19)
    before = told(scene, AlertKind.LATE)

    scene.passes(seconds=1)
    one = told(scene, AlertKind.LATE)
    scene.passes(minutes=1)

    assert before == []
    assert one == [Alert(AlertKind.LATE, Level.DANGER, at(20), number=first, n=1)]
    assert told(scene, AlertKind.LATE) == [replace(one[0], n=2)]


def test_one_ticket_far_beyond_its_standard_is_graver_while_somebody_waits_for_that_counter(scene: Scene) -> None:
    number = serving(scene, "1")
    scene.passes(minutes=1)
    scene.at("1", calls.start)
    scene.passes(minutes=14, seconds=59)
    before = told(scene, AlertKind.OVER_STANDARD)

    scene.passes(seconds=1)
    quiet = told(scene)
    scene.issues("transfer")
    loud = told(scene)

    expected = Alert(AlertKind.OVER_STANDARD, Level.WARN, at(11), "1", counter="1", number=number, service="cash", n=0)
    assert (before, quiet) == ([], [expected])
    assert loud == [replace(expected, level=Level.DANGER, n=1)]


def test_every_open_counter_of_a_service_beyond_its_standard_is_an_occupation_of_all_it_serves(scene: Scene) -> None:
    serving(scene, "1")
    scene.passes(minutes=2)
    serving(scene, "2")
    for service in ("transfer", "transfer", "cash", "wealth"):
        scene.issues(service)
    scene.passes(minutes=10)
    before = told(scene, AlertKind.OCCUPATION)

    scene.passes(seconds=1)

    assert before == []
    assert told(scene, AlertKind.OCCUPATION) == [
        Alert(*(AlertKind.OCCUPATION, Level.DANGER, at(12), "transfer"), service="transfer", n=3, counters=("1", "2"))
    ]


def test_an_occupation_ends_when_a_counter_is_free_or_another_one_opens_or_nobody_waits(scene: Scene) -> None:
    serving(scene, "1")
    serving(scene, "2")
    waits = scene.issues()
    scene.passes(minutes=11)
    assert told(scene, AlertKind.OCCUPATION) != []

    freed, opened, gone = (Scene.copy_of(scene) for _ in range(3))
    freed.at("1", calls.finish)
    opened.opens("6", "cash")
    gone.cancels(waits)

    assert [told(after, AlertKind.OCCUPATION) for after in (freed, opened, gone)] == [[], [], []]


def test_a_single_counter_is_told_of_once(scene: Scene) -> None:
    scene.closes("2")
    serving(scene, "1")
    scene.issues()
    scene.passes(minutes=11)
    beyond = [alert.kind for alert in told(scene)]

    scene.passes(minutes=5)

    far = [alert.kind for alert in told(scene)]
    assert (AlertKind.OCCUPATION in beyond, AlertKind.OVER_STANDARD in beyond) == (True, False)
    assert (AlertKind.OCCUPATION in far, AlertKind.OVER_STANDARD in far) == (False, True)


def test_counters_that_are_all_occupied_are_not_told_of_one_by_one(scene: Scene) -> None:
    scene.opens("6")
    for counter, service in (("1", "cash"), ("2", "cash"), ("6", "wealth")):
        serving(scene, counter, service)
    scene.issues()

    scene.passes(minutes=15)

    held = told(scene, AlertKind.OCCUPATION, AlertKind.OVER_STANDARD)
    assert [alert.key for alert in held] == ["occupation-cash", "over_standard-6"]


def test_a_promised_time_that_has_come_is_told_and_graver_later_until_its_customer_is_called(scene: Scene) -> None:
    number = scene.issues()
    scene.parks(number, minutes=10)
    scene.passes(minutes=9)
    before = told(scene)
    scene.passes(minutes=5, seconds=59)
    due = told(scene)
    scene.passes(seconds=1)
    overdue = told(scene)
    scene.next("1")

    assert before == []
    assert due == [Alert(AlertKind.PARK_DUE, Level.WARN, at(10), number, number=number, service="cash")]
    assert overdue == [Alert(AlertKind.PARK_OVERDUE, Level.DANGER, at(10), number, number=number, service="cash")]
    assert told(scene) == []


def test_a_promise_that_was_kept_with_a_call_is_not_told_of_when_the_ticket_waits_for_another_service(
    scene: Scene,
) -> None:
    number = scene.issues()
    scene.parks(number, minutes=10)
    scene.passes(minutes=11)
    scene.next("1")
    scene.passes(minutes=1)

    scene.transfers(number, "wealth")

    assert told(scene) == []


def test_who_takes_too_many_numbers_is_told_of_once_with_the_last_of_them(scene: Scene) -> None:
    scene.pauses("1")
    for taken, number in ((4, "A001"), (5, "A002"), (6, "A003")):
        wang_takes(scene, number, taken)
        scene.passes(minutes=1)

    assert told(scene, AlertKind.REPEAT) == [
        Alert(AlertKind.REPEAT, Level.WARN, at(2), "A003", number="A003", service="cash", n=6)
    ]


def test_the_gravest_stand_first_and_then_what_is_true_longest_and_those_seen_to_last(scene: Scene) -> None:
    parked = scene.issues("wealth")
    scene.parks(parked, minutes=24)
    serving(scene, "1")
    scene.issues()
    scene.passes(minutes=25)

    kinds = [alert.kind for alert in told(scene)]
    scene.sees_to("stall", "wang")

    assert kinds == [AlertKind.STALL, AlertKind.OVER_STANDARD, AlertKind.LATE, AlertKind.PARK_DUE]
    assert [(one["kind"], one["acknowledged"]) for one in alerts_view(scene.hall, scene.now)] == [
        ("over_standard", None),
        ("late", None),
        ("park_due", None),
        ("stall", {"by": "wang", "at": instant_view(at(25))}),
    ]


def test_while_no_day_is_open_there_is_nothing_to_see_to() -> None:
    assert told(Scene(HOUSE, MONDAY_TEN - timedelta(hours=5))) == []
