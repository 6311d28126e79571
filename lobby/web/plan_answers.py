"""The shapes of what is said of counters' hours. Nothing is computed here."""

from typing import Annotated, Literal

from pydantic import Field

from lobby.web.answers import Answer, Count, Counter, Day, Instant
from lobby.web.house_answers import Clock

Break = Annotated[list[Clock], Field(min_length=2, max_length=2, description="from and until")]


class Plan(Answer):
    """When a counter is meant to be open on a day; null and empty where it is not meant to be."""

    opens_at: Clock | None
    closes_at: Clock | None
    breaks: list[Break]


class CounterToday(Answer):
    """What is meant for a counter today, and what the week's pattern says of the day."""

    counter: str
    planned: Plan
    usual: Plan


class Was(Answer):
    """From one instant to the next the counter was open or paused; `until` is null if it still is."""

    was: Literal["open", "paused"]
    start: Instant = Field(alias="from")
    until: Instant | None


class PlannedCounter(Counter):
    """A counter's day: meant, usual, and what has happened so far; no stretch while it was closed."""

    teller: str | None
    planned: Plan
    usual: Plan
    stretches: list[Was]


class Plans(Answer):
    """The counters' day, in the order of the wall. Plans can be changed while the day `is_open`."""

    seq: Count
    at: Instant
    day: Day
    is_open: bool
    counters: list[PlannedCounter]
