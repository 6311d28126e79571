"""Longer than printed: said when the middle of what is foretold passes it, and taken back steadily."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.domain import calls
from lobby.domain.estimate import LEAST_LONGER, Waits, holder
from lobby.domain.later import STANDS, is_later, with_later
from lobby.domain.ticket import Wait
from tests.domain.scene import Scene
from tests.domain.slow_halls import HOUSE, ON_PAPER, busy

PRINTED = 15
"""The last minute that ON_PAPER says."""

STANDS_MINUTES = STANDS / timedelta(minutes=1)


class Holder:
    """Somebody who waits with a ticket that says 9 to 15 minutes, and what is foretold of them as time passes."""

    def __init__(self) -> None:
        self.scene = busy(Scene(HOUSE), "1", "2", "3")
        self.number = self.scene.issues(shown=ON_PAPER)
        self.waits = Waits()

    @property
    def is_told(self) -> bool:
        ticket = self.scene.ticket(self.number)
        prospect = holder(self.scene.hall, self.waits, ticket, self.scene.now)
        return is_later(self.waits, ticket, prospect, self.scene.now)

    def foretold(self, at_minute: float | None, after: float = 0.0) -> bool:
        """Whether it is said, so long after the last time, when they are expected at that minute; None: never."""
        self.scene.passes(minutes=after)
        waited = (self.scene.now - self.scene.ticket(self.number).issued_at) / timedelta(minutes=1)
        mid = None if at_minute is None else max(0.0, at_minute - waited)
        wait = None if mid is None else Wait(mid / 2, mid, mid + 20)
        fresh = Waits(self.scene.hall.seq, self.scene.now, {self.number: wait}, {})
        self.waits = with_later(self.scene.hall, self.waits, fresh, self.scene.now)
        return self.is_told


@pytest.fixture
def held() -> Holder:
    return Holder()


def test_it_is_said_as_soon_as_the_middle_passes_what_was_printed(held: Holder) -> None:
    assert not held.foretold(PRINTED)
    assert held.foretold(PRINTED + 0.01)


def test_said_once_it_stands_for_five_minutes_whatever_is_foretold(held: Holder) -> None:
    held.foretold(PRINTED + 1)

    assert held.foretold(1, after=STANDS_MINUTES - 0.1)
    assert not held.foretold(6, after=0.1)


def test_after_that_it_is_taken_back_only_when_it_is_sooner_by_as_much_as_a_wait_must_be_longer_to_be_told(
    held: Holder,
) -> None:
    held.foretold(PRINTED + 1)

    assert held.foretold(PRINTED - LEAST_LONGER + 0.01, after=STANDS_MINUTES)
    assert not held.foretold(PRINTED - LEAST_LONGER)


def test_what_hovers_around_the_printed_minute_is_said_and_not_taken_back(held: Holder) -> None:
    told = [held.foretold(PRINTED + swing, after=0.5) for swing in (-1, 1, -2.5, 2, -2.9, 0, -2.9) * 3]

    assert told == [False] + [True] * 20


def test_that_nobody_is_expected_to_serve_it_takes_nothing_back(held: Holder) -> None:
    held.foretold(PRINTED + 1)

    assert held.foretold(None, after=STANDS_MINUTES)


def test_it_stands_while_the_forecast_is_away_and_the_formula_foresees_nothing(held: Holder) -> None:
    assert not held.is_told
    held.foretold(PRINTED + 1)
    held.waits = Waits(later=held.waits.later)

    assert held.is_told


def test_once_the_printed_minutes_are_over_it_needs_no_forecast(held: Holder) -> None:
    held.scene.passes(minutes=PRINTED)
    assert not held.is_told

    held.scene.passes(minutes=0.01)
    assert held.is_told


def test_it_is_of_the_first_wait_alone(held: Holder) -> None:
    held.foretold(PRINTED + 1)

    held.scene.at("1", calls.finish)
    held.scene.next("1")

    assert not held.is_told


def test_a_number_of_another_day_begins_anew(held: Holder) -> None:
    said = {held.number: held.scene.ticket(held.number).issued_at - timedelta(days=1)}
    held.waits = replace(held.waits, later=said)
    assert not held.is_told

    assert not held.foretold(PRINTED)
    assert held.waits.later == {}


@given(st.lists(st.tuples(st.floats(0.1, 4), st.floats(0, 60)), min_size=2, max_size=12))
def test_nobody_sees_it_come_and_go_within_a_few_minutes(steps: list[tuple[float, float]]) -> None:
    held = Holder()

    changes = []
    for after, at_minute in steps:
        was = held.is_told
        if held.foretold(at_minute, after) != was:
            changes.append((held.scene.now, not was))

    for (appeared, is_said), (vanished, _) in pairwise(changes):
        assert not is_said or vanished - appeared >= STANDS
