"""What if, on a whole day: counters open at other times or for other services, caps and head starts as in a scene."""

from dataclasses import replace

import pytest

from lobby.domain.errors import NotFound
from lobby.domain.forecast.day_changes import DayChange, Opened, Paused, Serves, changed, without
from lobby.domain.forecast.recorded_day import RecordedDay
from lobby.domain.forecast.scene import Span
from lobby.domain.forecast.what_if import Cap, HeadStart, applied
from tests.domain.forecast.scenes import counter, scene

MIDNIGHT = 1000.0
HOUR = 3600.0


def hours(*spans: Span) -> tuple[Span, ...]:
    """The spans between these hours, as instants of the day."""
    return tuple((MIDNIGHT + begins * HOUR, MIDNIGHT + ends * HOUR) for begins, ends in spans)


def day() -> RecordedDay:
    """Counter 1 from nine to twelve and from one to five; counter 2 for cash till eleven, then for cards till one."""
    counters = (
        counter("1", "cash", is_open=False, plan=hours((9, 12), (13, 17))),
        counter("2", "cash", is_open=False, plan=hours((9, 11))),
        counter("2/2", "cards", is_open=False, plan=hours((11, 13))),
    )
    return RecordedDay(scene(midnight=MIDNIGHT, counters=counters), {"1": "1", "2": "2", "2/2": "2"}, {}, 0)


def plans(change: DayChange) -> dict[str, tuple[Span, ...] | None]:
    return {counter.id: counter.plan for counter in changed(day(), change).scene.counters}


AS_IT_WAS = {"1": hours((9, 12), (13, 17)), "2": hours((9, 11)), "2/2": hours((11, 13))}


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ((1, 2), [(3, 6), (8, 9)]),
        ((1, 3), [(3, 6), (8, 9)]),
        ((2, 4), [(4, 6), (8, 9)]),
        ((4, 5), [(3, 4), (5, 6), (8, 9)]),
        ((5, 8), [(3, 5), (8, 9)]),
        ((3, 6), [(8, 9)]),
        ((0, 10), []),
        ((10, 11), [(3, 6), (8, 9)]),
    ],
)
def test_what_is_taken_from_spans_leaves_the_rest(taken: Span, left: list[Span]) -> None:
    assert without([(3, 6), (8, 9)], [taken]) == left


def test_a_counter_is_open_for_longer() -> None:
    assert plans(Opened("1", (11 * HOUR, 14 * HOUR))) == {**AS_IT_WAS, "1": hours((9, 12), (12, 13), (13, 17))}


def test_a_counter_that_served_several_things_is_open_for_the_first_of_them() -> None:
    assert plans(Opened("2", (10 * HOUR, 15 * HOUR))) == {**AS_IT_WAS, "2": hours((9, 11), (13, 15))}


def test_a_pause_is_taken_from_all_that_the_counter_did() -> None:
    assert plans(Paused("2", (10 * HOUR, 12 * HOUR))) == {**AS_IT_WAS, "2": hours((9, 10)), "2/2": hours((12, 13))}


def test_a_counter_serves_other_things_all_day() -> None:
    after = changed(day(), Serves("2", ("cards", "cash"))).scene.counters

    assert [counter.services for counter in after] == [("cash",), ("cards", "cash"), ("cards", "cash")]
    assert [counter.plan for counter in after] == [*AS_IT_WAS.values()]


def test_a_counter_that_was_never_open_can_be_when_it_is_said_what_for() -> None:
    said = changed(changed(day(), Serves("5", ("cards",))), Opened("5", (9 * HOUR, 10 * HOUR)))

    assert (said.scene.counters[-1].services, said.scene.counters[-1].plan) == (("cards",), hours((9, 10)))
    assert not said.scene.counters[-1].is_open
    assert said.counter_of["5"] == "5"


@pytest.mark.parametrize("change", [Cap("tier", 5), HeadStart("gold", 1)])
def test_rules_are_changed_as_in_a_scene(change: Cap | HeadStart) -> None:
    assert changed(day(), change) == replace(day(), scene=applied(day().scene, [change]))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Opened("5", (0, HOUR)), "unknown_counter"),
        (Opened("2/2", (0, HOUR)), "unknown_counter"),
        (Paused("5", (0, HOUR)), "unknown_counter"),
        (Serves("1", ("stamps",)), "unknown_service"),
    ],
)
def test_what_the_day_does_not_know_is_refused(change: DayChange, code: str) -> None:
    with pytest.raises(NotFound) as refused:
        changed(day(), change)

    assert refused.value.code == code
