"""The server's clock as the players see it."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from lobby.rehearsal.day_clock import DayClock

NINE = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


class RealSeconds:
    """The real time of a test: what it is set to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def clock_at_nine(real: RealSeconds, speed: float = 60.0) -> DayClock:
    clock = DayClock(speed, real)
    clock.see(NINE, asked=real.now, answered=real.now)
    clock.begin(NINE)
    return clock


def test_a_minute_passes_in_a_second_at_sixty_times_the_speed() -> None:
    real = RealSeconds()
    clock = clock_at_nine(real)

    real.now += 2

    assert clock.now() == 2.0
    assert clock.minute_of(NINE - timedelta(minutes=30)) == -30.0


def test_an_instant_between_asking_and_answering_leaves_the_clock_as_it_is() -> None:
    real = RealSeconds()
    clock = clock_at_nine(real)

    clock.see(NINE + timedelta(seconds=70), asked=101.0, answered=102.0)

    real.now = 101.0
    assert clock.now() == 1.0


@pytest.mark.parametrize("told_minutes", [-20.0, 45.0])
def test_a_server_whose_clock_stands_elsewhere_is_followed(told_minutes: float) -> None:
    real = RealSeconds()
    clock = clock_at_nine(real)

    clock.see(NINE + timedelta(minutes=told_minutes), asked=101.0, answered=101.0)

    real.now = 101.0
    assert clock.now() == told_minutes


def test_a_minute_that_is_past_is_late_by_so_much_and_one_that_is_over_is_not_waited_for() -> None:
    real, over = RealSeconds(), threading.Event()
    clock = clock_at_nine(real)
    real.now += 10

    came = clock.wait_until(7.5, over)
    over.set()
    went_on = clock.wait_until(1000.0, over)

    assert (came, went_on, clock.late_minutes) == (True, False, 2.5)


def test_waiting_for_a_minute_ends_at_that_minute() -> None:
    clock, now = DayClock(600.0), time.monotonic()
    clock.see(NINE, asked=now, answered=now)
    clock.begin(NINE)

    assert clock.wait_until(0.5, threading.Event())
    assert clock.now() >= 0.5
