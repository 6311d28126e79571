"""What time alone does, each thing at its due instant, however late somebody comes by."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from lobby.domain import calls
from lobby.domain.days import LAPSED, next_due
from lobby.domain.errors import Conflict
from lobby.domain.fact import SYSTEM, Fact, Kind
from lobby.domain.hours import instant
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch, fairness, hours
from tests.domain.scene import Scene, empty_hall

CASH = ("cash",)


def shanghai(day: int, clock: str) -> datetime:
    """That time of that day of January 2026 in Shanghai, in UTC."""
    return instant(branch(), date(2026, 1, day), time.fromisoformat(clock))


def told(facts: list[Fact]) -> list[tuple[str, datetime]]:
    """Kind and instant of each."""
    return [(fact.kind.value, fact.at) for fact in facts]


def scene_at(day: int, clock: str, **settings: Any) -> Scene:
    """A branch that somebody comes by for the first time at that instant."""
    return Scene(branch({"1": CASH, "2": CASH}, **settings), shanghai(day, clock))


def test_a_day_opens_when_the_kiosk_does() -> None:
    scene = scene_at(5, "08:29:59")
    assert scene.hall.day is None

    facts = scene.passes(seconds=1)

    assert told(facts) == [("day_opened", shanghai(5, "08:30")), ("policy_set", shanghai(5, "08:30"))]
    assert scene.hall.day == scene.hall.last_day == date(2026, 1, 5)


def test_a_day_opens_at_its_due_instant_although_noticed_late() -> None:
    scene = scene_at(5, "10:00")

    assert scene.facts[0].at == shanghai(5, "08:30")
    assert {fact.actor for fact in scene.facts} == {SYSTEM}


def test_the_policy_of_the_day_is_told_with_it() -> None:
    scene = scene_at(5, "10:00")

    assert scene.facts[1].detail == {
        "head_start_minutes": {"ordinary": 0, "gold": 10, "platinum": 30, "care": 15},
        "max_skips": {"tier": 2, "care": 1},
        "accounts": {"gold": "tier", "platinum": "tier", "care": "care"},
    }


def test_on_a_closed_day_nothing_opens() -> None:
    assert scene_at(11, "10:00").hall.day is None
    assert scene_at(5, "10:00", opening=hours(closed_days=frozenset({date(2026, 1, 5)}))).hall.day is None


def test_a_day_that_nobody_came_by_for_is_not_opened_after_closing_time() -> None:
    assert scene_at(5, "16:59:59").hall.day == date(2026, 1, 5)
    assert scene_at(5, "17:00").hall.day is None


def test_a_deserted_branch_closes_its_day_at_closing_time() -> None:
    scene = scene_at(5, "16:59:59")
    assert scene.hall.day is not None

    facts = scene.passes(hours=2)

    assert told(facts) == [("day_closed", shanghai(5, "17:00"))]


def test_after_closing_time_the_day_closes_when_the_last_counter_does() -> None:
    scene = scene_at(5, "16:00")
    scene.opens("1")
    scene.issues()
    scene.next("1")
    scene.passes(minutes=80)
    assert scene.hall.day is not None
    scene.at("1", calls.finish)
    scene.closes("1")

    facts = scene.passes(seconds=1)

    assert told(facts) == [("day_closed", shanghai(5, "17:20"))]


def test_whoever_still_waits_keeps_the_day_open_until_midnight() -> None:
    scene = scene_at(5, "16:00")
    waiting = scene.issues()
    scene.clock = shanghai(6, "00:00") - timedelta(microseconds=1)
    scene.passes()
    assert scene.hall.day is not None

    facts = scene.passes(microseconds=1)

    assert told(facts) == [("ticket_left", shanghai(6, "00:00")), ("day_closed", shanghai(6, "00:00"))]
    assert (facts[0].ticket, facts[0].detail) == (waiting, {"how": "day_closed"})
    assert scene.closed[("2026-01-05", waiting)].closed_at == shanghai(6, "00:00")


def test_whoever_was_called_and_never_came_does_not_keep_the_day_open() -> None:
    scene = scene_at(5, "16:00")
    scene.opens("1")
    missed = scene.issues()
    scene.next("1")
    scene.at("1", calls.recall)
    scene.passes(minutes=1)
    scene.at("1", calls.no_show)
    scene.closes("1")
    scene.clock = shanghai(5, "18:00")

    facts = scene.passes()

    assert [(fact.kind.value, fact.ticket, fact.detail.get("how")) for fact in facts] == [
        ("ticket_left", missed, "gave_up"),
        ("day_closed", None, None),
    ]


def test_midnight_closes_counters_with_whoever_stands_there() -> None:
    scene = scene_at(5, "16:00")
    scene.opens("1")
    scene.opens("2")
    number = scene.issues()
    scene.next("1")
    scene.pauses("2")
    scene.clock = shanghai(6, "00:00")

    facts = scene.passes()

    kinds = [(fact.kind.value, fact.ticket or fact.counter) for fact in facts]
    assert kinds == [("ticket_left", number), ("counter_closed", "1"), ("counter_closed", "2"), ("day_closed", None)]
    assert scene.hall.tickets == {}
    assert {counter.ticket for counter in scene.hall.counters.values()} == {None}


def test_who_comes_by_days_later_closes_the_old_day_and_opens_todays_only() -> None:
    scene = scene_at(5, "10:00")
    scene.issues()
    scene.clock = shanghai(8, "10:00")

    facts = scene.passes()

    assert told(facts) == [
        ("ticket_left", shanghai(6, "00:00")),
        ("day_closed", shanghai(6, "00:00")),
        ("day_opened", shanghai(8, "08:30")),
        ("policy_set", shanghai(8, "08:30")),
    ]


def test_a_clock_set_back_cannot_reopen_a_closed_day() -> None:
    scene = scene_at(5, "16:00")
    scene.passes(hours=2)
    assert scene.hall.day is None

    scene.passes(hours=-4)

    assert scene.hall.day is None
    assert next_due(scene.hall, shanghai(5, "14:00")) is None
    assert next_due(scene.hall, shanghai(2, "10:00")) is None
    with pytest.raises(Conflict, match="kiosk_closed"):
        scene.issues()


def test_a_clock_set_back_never_dates_a_fact_before_the_last_one() -> None:
    scene = scene_at(5, "10:00")
    scene.issues()
    scene.passes(minutes=-45)

    scene.issues()

    assert scene.facts[-1].at == shanghai(5, "10:00")


def test_round_the_clock_one_day_follows_the_other_at_midnight() -> None:
    scene = scene_at(5, "23:00", opening=hours(round_the_clock=True))
    scene.opens("1")
    scene.clock = shanghai(6, "00:00")

    facts = scene.passes()

    midnight = shanghai(6, "00:00")
    kinds = ["counter_closed", "day_closed", "day_opened", "policy_set"]
    assert told(facts) == [(kind, midnight) for kind in kinds]


def test_a_ready_counter_lapses_at_its_due_instant_however_late_that_is_noticed() -> None:
    scene = scene_at(5, "10:00")
    scene.opens("1")
    scene.next("1")
    scene.passes(minutes=10, microseconds=-1)
    assert scene.hall.counters["1"].is_ready

    facts = scene.passes(hours=1)

    assert told(facts) == [("counter_paused", shanghai(5, "10:10"))]
    assert facts[0].detail == {"reason": LAPSED}
    assert scene.hall.counters["1"].since == shanghai(5, "10:10")
    assert scene.hall.counters["1"].ready_since is None


def test_who_comes_at_the_instant_of_the_lapse_finds_the_counter_paused() -> None:
    scene = scene_at(5, "10:00")
    scene.opens("1")
    scene.next("1")
    scene.clock += timedelta(minutes=10)

    scene.issues()

    assert scene.hall.counters["1"].ticket is None


def test_lent_services_go_back_at_their_instant_and_stay_when_no_end_was_named() -> None:
    scene = Scene(branch({"1": CASH, "2": ("transfer",)}))
    scene.opens("1")
    scene.opens("2")
    scene.serves("1", "cash", "transfer", until=MONDAY_TEN + timedelta(minutes=30))
    scene.serves("2", "cash")
    assert scene.hall.counters["1"].lent == ("transfer",)

    facts = scene.passes(hours=3)

    assert told(facts) == [("counter_services_set", MONDAY_TEN + timedelta(minutes=30))]
    assert facts[0].detail == {"services": ["cash"], "lent": []}
    assert (scene.hall.counters["1"].services, scene.hall.counters["1"].services_until) == (CASH, None)
    assert scene.hall.counters["2"].services == CASH


def test_due_things_happen_in_the_order_of_their_instants() -> None:
    scene = Scene(branch({"1": CASH, "2": ("transfer",)}))
    for counter in ("1", "2"):
        scene.opens(counter)
    scene.next("1")
    scene.passes(minutes=1)
    scene.serves("2", "cash", until=scene.now + timedelta(minutes=15))
    scene.next("2")

    facts = scene.passes(days=1)

    assert [(fact.kind.value, fact.counter, fact.at - MONDAY_TEN) for fact in facts[:3]] == [
        ("counter_paused", "1", timedelta(minutes=10)),
        ("counter_paused", "2", timedelta(minutes=11)),
        ("counter_services_set", "2", timedelta(minutes=16)),
    ]


def test_a_hall_that_was_never_open_has_nothing_due_before_its_day() -> None:
    hall = empty_hall(branch())

    assert next_due(hall, datetime(1970, 1, 1, tzinfo=UTC)) is None
    assert next_due(hall, shanghai(5, "08:29")) is None


def test_a_configuration_changed_while_a_day_is_open_is_told_to_the_journal_once() -> None:
    scene = scene_at(5, "10:00")
    scene.issues("cash")
    first_come = replace(scene.hall.branch, fairness=fairness(caps={"tier": 0, "care": 0}))
    scene.hall = replace(scene.hall, branch=first_come)

    told = [scene.passes(minutes=1), scene.passes(minutes=1)]

    assert [[fact.kind for fact in facts] for facts in told] == [[Kind.POLICY_SET], []]
    assert told[0][0].detail["max_skips"] == {"tier": 0, "care": 0}
