"""What if: a change makes of a scene what the deed would make of the hall, and is refused as the deed would be."""

from dataclasses import replace

import pytest

from lobby.domain.errors import Conflict, LobbyError, NotFound, Refusal
from lobby.domain.forecast.scene import Scene, SceneCounter
from lobby.domain.forecast.what_if import Cap, Change, HeadStart, OpenNow, Pause, applied
from tests.domain.forecast.scenes import MINUTE, TEN, counter, scene

CLOSED = {"is_open": False, "since": TEN - 3600}


def the_counter(before: SceneCounter, *changes: Change) -> SceneCounter:
    """The one counter of a scene after these changes."""
    return applied(scene(counters=(before,)), changes).counters[0]


def test_nothing_is_changed_by_no_change() -> None:
    assert applied(scene(), ()) == scene()


def test_a_closed_counter_is_opened_for_what_it_would_serve() -> None:
    assert the_counter(counter("1", **CLOSED), OpenNow("1")) == counter("1")


def test_a_counter_is_opened_for_the_services_that_are_said() -> None:
    opened = the_counter(counter("1", **CLOSED), OpenNow("1", ("cards", "cash", "cards")))

    assert opened.services == ("cash", "cards")


@pytest.mark.parametrize(
    ("plan", "then"),
    [
        (None, None),
        ((), None),
        (((TEN - 7200, TEN - 3600),), None),
        (((TEN - 7200, TEN),), None),
        (((TEN - 60, TEN + 3600),), ((TEN, TEN + 3600),)),
        (
            ((TEN - 7200, TEN - 60), (TEN + 60, TEN + 3600), (TEN + 7200, TEN + 9000)),
            ((TEN, TEN + 3600), (TEN + 7200, TEN + 9000)),
        ),
    ],
)
def test_an_opened_counter_stays_until_its_plan_closes_it_next(
    plan: tuple[tuple[float, float], ...] | None, then: tuple[tuple[float, float], ...] | None
) -> None:
    assert the_counter(counter("1", plan=plan, **CLOSED), OpenNow("1")).plan == then


def test_a_paused_counter_resumes_and_stays_likewise() -> None:
    plan = ((TEN - 3600, TEN - 60), (TEN + 60, TEN + 3600))
    paused = counter("1", is_paused=True, since=TEN - 600, resumes=TEN + 600, plan=plan)

    assert the_counter(paused, OpenNow("1")) == counter("1", plan=((TEN, TEN + 3600),))


def test_an_open_counter_is_paused_for_as_long_as_is_said() -> None:
    usual, said = the_counter(counter("1", is_ready=True), Pause("1")), the_counter(counter("1"), Pause("1", 30))

    assert usual == counter("1", is_paused=True)
    assert said == counter("1", is_paused=True, resumes=TEN + 30 * MINUTE)


def test_a_cap_is_changed_and_no_other() -> None:
    before = scene(fairness=replace(scene().fairness, caps={"tier": 2, "care": 1}))

    after = applied(before, [Cap("tier", 3)])

    assert after == replace(before, fairness=replace(before.fairness, caps={"tier": 3, "care": 1}))


def test_a_head_start_is_changed_as_a_number_too() -> None:
    after = applied(scene(), [HeadStart("gold", 25)]).fairness.classes

    assert [(one.id, one.head_start_seconds) for one in after.values()] == [("ordinary", 0.0), ("gold", 1500.0)]


def test_several_changes_are_made_one_after_the_other() -> None:
    before = scene(counters=(counter("1"), counter("2", **CLOSED)))

    after = applied(before, [OpenNow("2"), Pause("1"), Pause("2", 5)])

    assert after.counters == (counter("1", is_paused=True), counter("2", is_paused=True, resumes=TEN + 5 * MINUTE))


@pytest.mark.parametrize(
    ("change", "kind", "code"),
    [
        (OpenNow("9"), NotFound, "unknown_counter"),
        (Pause("9"), NotFound, "unknown_counter"),
        (OpenNow("closed", ("stamps",)), NotFound, "unknown_service"),
        (OpenNow("open"), Conflict, "counter_not_closed"),
        (Pause("closed"), Conflict, "counter_closed"),
        (Pause("paused"), Conflict, "counter_paused"),
        (Pause("open", -1), Refusal, "below_zero"),
        (Cap("care", 1), Refusal, "unknown_account"),
        (Cap("tier", -1), Refusal, "below_zero"),
        (HeadStart("silver", 1), Refusal, "unknown_class"),
        (HeadStart("gold", -1), Refusal, "below_zero"),
        (HeadStart("ordinary", 1), Refusal, "class_has_no_account"),
    ],
)
def test_what_cannot_be_done_is_refused(change: Change, kind: type[LobbyError], code: str) -> None:
    hall: Scene = scene(counters=(counter("open"), counter("paused", is_paused=True), counter("closed", **CLOSED)))

    with pytest.raises(kind) as refused:
        applied(hall, [change])

    assert refused.value.code == code
