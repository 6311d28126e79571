"""Guessing is slowed by name and by address; whoever knows the password is hardly held up, and memory has an end."""

from dataclasses import dataclass

import pytest

from lobby.actions.attempts import (
    FIRST_WAIT_SECONDS,
    FORGOTTEN_SECONDS,
    FREE_PER_ADDRESS,
    FREE_PER_NAME,
    LONGEST_WAIT_SECONDS,
    MOST_REMEMBERED,
    Attempts,
)
from lobby.domain.errors import TooOften


@dataclass
class Elapsed:
    """Seconds that go forward by hand."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def elapsed() -> Elapsed:
    """Nothing has happened yet."""
    return Elapsed()


@pytest.fixture
def attempts(elapsed: Elapsed) -> Attempts:
    """Nobody has tried yet."""
    return Attempts(elapsed)


def fail(attempts: Attempts, times: int, name: str = "Wang", address: str = "here") -> None:
    for _ in range(times):
        attempts.begin(name, address)


def wait(attempts: Attempts, name: str = "Wang", address: str = "here") -> int:
    """How long the next attempt would have to wait."""
    with pytest.raises(TooOften) as told:
        attempts.begin(name, address)
    return told.value.seconds


def test_a_name_may_fail_a_few_times_and_then_waits_wherever_it_is_tried(attempts: Attempts, elapsed: Elapsed) -> None:
    for n in range(FREE_PER_NAME):
        attempts.begin("Wang", f"address {n}")

    assert wait(attempts, address="elsewhere") == FIRST_WAIT_SECONDS
    elapsed.seconds += FIRST_WAIT_SECONDS - 1
    assert wait(attempts) == 1
    elapsed.seconds += 1
    attempts.begin("Wang", "here")


def test_the_wait_doubles_up_to_the_longest(attempts: Attempts, elapsed: Elapsed) -> None:
    fail(attempts, FREE_PER_NAME)
    waits = []

    for _ in range(6):
        waits.append(wait(attempts))
        elapsed.seconds += waits[-1]
        attempts.begin("Wang", f"address {elapsed.seconds}")

    assert waits == [30, 60, 120, 240, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS]


def test_an_attempt_that_has_to_wait_does_not_make_the_wait_longer(attempts: Attempts, elapsed: Elapsed) -> None:
    fail(attempts, FREE_PER_NAME)

    for _ in range(50):
        wait(attempts)

    elapsed.seconds += FIRST_WAIT_SECONDS
    attempts.begin("Wang", "here")


def test_an_address_that_tries_many_names_waits_and_others_do_not(attempts: Attempts) -> None:
    for n in range(FREE_PER_ADDRESS):
        attempts.begin(f"name {n}", "here")

    assert wait(attempts, "another name") == FIRST_WAIT_SECONDS
    attempts.begin("another name", "elsewhere")


def test_whoever_succeeds_starts_afresh_but_other_peoples_failures_stay_the_addresss(attempts: Attempts) -> None:
    fail(attempts, FREE_PER_NAME - 1)

    for _ in range(100):
        attempts.begin("Wang", "here")
        attempts.succeeded("Wang", "here")

    fail(attempts, FREE_PER_NAME)
    assert wait(attempts, address="elsewhere") == FIRST_WAIT_SECONDS
    for n in range(FREE_PER_ADDRESS - 2 * FREE_PER_NAME + 1):
        attempts.begin(f"name {n}", "here")
    assert wait(attempts, "Li") == FIRST_WAIT_SECONDS


def test_what_was_long_ago_is_forgotten(attempts: Attempts, elapsed: Elapsed) -> None:
    fail(attempts, FREE_PER_NAME - 1)
    elapsed.seconds += FORGOTTEN_SECONDS + 1

    fail(attempts, FREE_PER_NAME - 1)

    attempts.begin("Wang", "here")


def test_a_flood_of_names_does_not_fill_the_memory(attempts: Attempts) -> None:
    for n in range(MOST_REMEMBERED):
        attempts.begin(f"name {n}", f"address {n}")

    assert len(attempts._failures) == MOST_REMEMBERED
