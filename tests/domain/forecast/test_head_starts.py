"""Where no rule is told: which classes are called before older ones, and how much older those may be."""

from itertools import count

import pytest

from lobby.domain.forecast.head_starts import HeadStarts
from lobby.domain.retold import RetoldTicket
from tests.clocks import MONDAY_TEN

SEQS = count(1)


def ticket(class_id: str, minutes: float, service: str = "cash") -> RetoldTicket:
    """Somebody who came so many minutes after ten."""
    at = MONDAY_TEN.timestamp() + 60 * minutes
    return RetoldTicket("", service, class_id, at, next(SEQS), MONDAY_TEN)


def two(seen: HeadStarts, younger: str, by: float, *, passes: bool, older: str = "plain", times: int = 1) -> None:
    """So often one of two was called, the younger one or the older."""
    for _ in range(times):
        first, second = ticket(older, 0.0), ticket(younger, by)
        called, other = (second, first) if passes else (first, second)
        seen.take(called, {("cash", other.class_id): [other]}, ("cash",))


def quick(by: float) -> bool:
    """A class with a head start of 90 seconds."""
    return by <= 1.5


def test_who_is_called_before_older_ones_up_to_a_minute_and_a_half_has_that_head_start() -> None:
    seen = HeadStarts()
    for tenths in range(1, 60):
        two(seen, "fast", tenths / 10, passes=quick(tenths / 10), times=2)

    assert seen.minutes() == {"fast": 1.5}


def test_calls_that_somebody_chose_do_not_hide_it() -> None:
    seen = HeadStarts()
    for tenths in range(1, 60):
        two(seen, "fast", tenths / 10, passes=quick(tenths / 10), times=4)
        two(seen, "fast", tenths / 10, passes=not quick(tenths / 10))

    assert seen.minutes() == {"fast": 1.5}


@pytest.mark.parametrize("passes", [0, 1, 2])
def test_first_come_first_served_gives_nobody_one(passes: int) -> None:
    seen = HeadStarts()
    for minutes in range(1, 60):
        two(seen, "fast", minutes, passes=False, times=4 - passes)
        two(seen, "fast", minutes, passes=True, times=passes)

    assert seen.minutes() == {}


def test_a_few_calls_prove_nothing() -> None:
    seen = HeadStarts()
    two(seen, "plain", 1.0, older="plain", passes=True, times=9)

    two(seen, "fast", 1.0, passes=True, times=4)
    assert seen.minutes() == {}

    two(seen, "fast", 1.0, passes=True)
    assert seen.minutes() == {"fast": 1.0}


def test_the_class_that_is_called_most_is_the_usual_one_whatever_its_name() -> None:
    seen = HeadStarts()
    two(seen, "gold", 4.0, passes=True, older="ordinary", times=30)
    two(seen, "gold", 9.0, passes=False, older="ordinary", times=10)
    assert seen.minutes() == {}  # of gold, which is usual, the ordinary are late

    two(seen, "ordinary", 9.0, passes=False, older="ordinary", times=30)
    assert seen.minutes() == {"gold": 5.0}


def test_who_waits_for_what_the_counter_does_not_serve_was_not_passed() -> None:
    seen = HeadStarts()
    for _ in range(30):
        seen.take(ticket("plain", 0.0), {}, ("cash",))
        seen.take(ticket("fast", 3.0), {("loans", "plain"): [ticket("plain", 0.0, "loans")]}, ("cash",))

    assert seen.minutes() == {}


def test_of_several_lines_the_oldest_counts() -> None:
    seen = HeadStarts()
    for _ in range(30):
        lines = {
            ("cash", "plain"): [ticket("plain", 2.5)],
            ("loans", "plain"): [ticket("plain", 0.0, "loans")],
            ("cash", "fast"): [],
        }
        seen.take(ticket("plain", 0.0), {}, ("cash",))
        seen.take(ticket("plain", 0.0), {}, ("cash",))
        seen.take(ticket("fast", 3.0), lines, ("cash", "loans"))

    assert seen.minutes() == {"fast": 3.0}
