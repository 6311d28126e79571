"""The shapes of the house: what does not change about a branch during a day. Nothing is computed here."""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from lobby.domain.branch import Voice
from lobby.web.answers import Answer, Count, Day, Minutes, Words

Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="time of day on the branch's wall")]
Series = Annotated[str, Field(pattern=r"^[A-Z]$")]


class BranchLine(Answer):
    """A branch in a list."""

    id: str
    bank: Words
    name: Words


class Branches(RootModel[list[BranchLine]]):
    """Every branch that this server runs."""


class ServiceSheet(Answer):
    """A service as the kiosk and the desk show it; `documents` is what to bring."""

    id: str
    name: Words
    summary: Words
    documents: Words
    group: str
    series: Series
    standard_minutes: Minutes


class Services(RootModel[list[ServiceSheet]]):
    """The services of a branch, in the order of the kiosk's keys."""


class Hours(Answer):
    """When numbers are given and served. Weekdays count from 0, Monday."""

    kiosk_opens_at: Clock
    opens_at: Clock
    last_number_at: Clock
    closes_at: Clock
    weekdays: list[Annotated[int, Field(ge=0, le=6)]]
    closed_days: list[Day]
    round_the_clock: bool


class Group(Answer):
    """Services that share a series of numbers, and the public words for a counter that serves them."""

    id: str
    name: Words
    series: Series


class CounterPlan(Answer):
    """A counter as built; `place` counts from 1 along the wall."""

    id: str
    group: str
    place: int
    services: list[str]
    flexible: list[str]
    vip_first: bool


class PauseReason(Answer):
    """Why a counter is paused, in words for the hall, and how long that usually takes."""

    id: str
    name: Words
    minutes: Minutes


class ParkReason(Answer):
    """Why a ticket is parked, in words for its holder, and what is promised if nothing else is."""

    id: str
    name: Words
    minutes: Minutes


class Care(Answer):
    """A ground for care, and what such a customer needs of staff."""

    id: str
    name: Words
    help: Words


class Screen(Answer):
    """A screen; no counters means all of them."""

    id: str
    zone: Words
    counters: list[str]
    voice: Voice


class Machine(Answer):
    """A self-service machine."""

    id: str
    name: Words
    services: list[str]


class TicketClass(Answer):
    """A class of ticket; `account` is null for `ordinary` alone."""

    id: str
    name: Words
    head_start_minutes: Minutes
    account: str | None


class HouseClock(Answer):
    """How many seconds of the server's time pass in one of the world's; 1 unless a demonstration plays a day faster."""

    speed: Annotated[float, Field(ge=0)]


class House(BranchLine):
    """Everything about a branch that does not change during a day.

    `caps` are per account. Who has waited longer than `promised_wait_minutes` is late.
    """

    time_zone: str
    languages: list[Literal["zh", "en"]]
    complaint_line: str
    hours: Hours
    groups: list[Group]
    services: list[ServiceSheet]
    counters: list[CounterPlan]
    pause_reasons: list[PauseReason]
    park_reasons: list[ParkReason]
    care: list[Care]
    screens: list[Screen]
    machines: list[Machine]
    classes: list[TicketClass]
    caps: dict[str, Count]
    passed_by_at_most: Count
    min_call_seconds: Annotated[float, Field(ge=0)]
    ready_minutes: Minutes
    promised_wait_minutes: Minutes
    demo: bool
    clock: HouseClock
