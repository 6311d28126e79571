"""What the bank has decided about a branch: services, classes, counters, hours. Frozen, read once from config.

Nothing here changes while the program runs; what changes during a day lives in `hall.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ORDINARY = "ordinary"
"""The class of everybody who has established no other: head start 0, no account."""

TIER_ACCOUNT = "tier"
"""The account that a `vip_first` counter puts first; named in science.md, so fixed here."""


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in both languages; neither is empty."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class TicketClass:
    """A class of ticket: how much earlier it counts as having come, and the account its passes draw on.

    `account` is None for `ordinary` alone: it passes nobody. `head_start_seconds` is the same as a number, worked out
    once: the rule subtracts it some 15,000 times for one refresh of a hall.
    """

    id: str
    name: Text
    head_start: timedelta
    account: str | None
    head_start_seconds: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "head_start_seconds", self.head_start.total_seconds())


@dataclass(frozen=True, slots=True)
class Fairness:
    """The classes and, per account, how often one ticket may be passed on that account (the cap)."""

    classes: Mapping[str, TicketClass]
    caps: Mapping[str, int]

    @property
    def passed_by_at_most(self) -> int:
        """At most this many different later tickets are called before any one ticket (invariant I7)."""
        return sum(self.caps.values())


@dataclass(frozen=True, slots=True)
class Group:
    """Services that share a series of numbers, and the public words for a counter that serves them."""

    id: str
    name: Text
    series: str


@dataclass(frozen=True, slots=True)
class Service:
    """A banking business (业务). `standard` is the time standard for one ticket."""

    id: str
    name: Text
    summary: Text
    group: str
    documents: Text
    standard: timedelta


@dataclass(frozen=True, slots=True)
class Plan:
    """When a counter is meant to be open on one day, on the branch's wall. It opens nothing by itself: a teller does.

    `breaks` are from and until, in order, apart from each other and from both ends.
    """

    opens_at: time
    closes_at: time
    breaks: tuple[tuple[time, time], ...] = ()


@dataclass(frozen=True, slots=True)
class CounterPlan:
    """A counter as built: what it serves, what it may be lent to, and where it stands.

    `place` counts from 1 along the wall, as the customer sees it. `week` has a plan for each weekday, Monday first,
    None where it is not meant to open; it is empty if nobody plans this counter.
    """

    id: str
    group: str
    services: tuple[str, ...]
    flexible: tuple[str, ...]
    vip_first: bool
    place: int
    week: tuple[Plan | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """When numbers are given and counters serve, in the branch's time zone.

    `weekdays` counts Monday as 0. `round_the_clock` is for demonstrations: the other times are then only words.
    """

    kiosk_opens_at: time
    opens_at: time
    last_number_at: time
    closes_at: time
    weekdays: frozenset[int]
    closed_days: frozenset[date]
    round_the_clock: bool


class Voice(StrEnum):
    """What a screen says aloud."""

    OFF = "off"
    ZH = "zh"
    EN = "en"
    ZH_EN = "zh+en"


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen in the hall: the zone it hangs in, the counters it tells of (all, if empty), and its voice."""

    id: str
    zone: Text
    counters: tuple[str, ...]
    voice: Voice


@dataclass(frozen=True, slots=True)
class Machine:
    """A self-service machine and the services it can do."""

    id: str
    name: Text
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PauseReason:
    """Why a counter may be paused, in words fit for the hall screen; `typical` is how long it usually takes."""

    id: str
    name: Text
    typical: timedelta


@dataclass(frozen=True, slots=True)
class ParkReason:
    """Why a ticket may be parked, in words fit for its holder; `typical` is what is promised if nothing else is."""

    id: str
    name: Text
    typical: timedelta


@dataclass(frozen=True, slots=True)
class CareKind:
    """A ground for care (老弱病残孕 and what the branch adds); `help` says to staff what such a customer needs."""

    id: str
    name: Text
    help: Text


@dataclass(frozen=True, slots=True)
class CallRules:
    """`min_call`: how long a called number is given before a no-show. `ready`: how long a ready counter stays so.
    `late_grace`: coming back later than this after a missed call costs the seniority."""

    min_call: timedelta
    ready: timedelta
    late_grace: timedelta


@dataclass(frozen=True, slots=True)
class Promises:
    """`wait`: within this everybody should have been called; who has waited longer is late."""

    wait: timedelta


@dataclass(frozen=True, slots=True)
class RepeatRules:
    """`one_number`: whoever took a number gets no second for that long while the first is good; zero: always gets one.
    `per_hour`: who takes more numbers than that within an hour is worth noticing (S11)."""

    one_number: timedelta
    per_hour: int


class LendingMode(StrEnum):
    """Who lends a flexible counter: nobody is asked, the lobby manager is advised, or it happens by itself."""

    OFF = "off"
    ADVISE = "advise"
    AUTOMATIC = "automatic"


class LendingMeasure(StrEnum):
    """What a lending is decided by: how many wait, or how many minutes somebody who came now would wait."""

    WAITING = "waiting"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Lending:
    """When flexible counters help elsewhere (`lobby/domain/lending.py` says how the thresholds are meant).

    `lend_at` and the lower `return_at` count people or minutes, as `measure` says. `leave_alone` is how long nothing is
    advised of a counter after somebody decided against it. `minimum` is how many counters a service keeps, by service;
    one that is not named keeps none.
    """

    mode: LendingMode
    measure: LendingMeasure
    lend_at: int
    return_at: int
    leave_alone: timedelta
    minimum: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AlertRules:
    """From when the lobby manager is told. `stall`: nobody was called for so long. `nobody_open`: no counter was open
    for so long, or too few for a service. `over_standard`: one ticket lasts so many times its standard. `park_overdue`:
    so long after a promised time its customer has not been called.
    """

    stall: timedelta
    nobody_open: timedelta
    over_standard: float
    park_overdue: timedelta


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch with everything decided about it. Mappings are keyed by id, in the order of the configuration.

    `minimum_counters` is how many counters should serve a service while numbers are given; 0 of one that is missing.
    """

    id: str
    bank: Text
    name: Text
    time_zone: ZoneInfo
    languages: tuple[str, ...]
    complaint_line: str
    fairness: Fairness
    groups: Mapping[str, Group]
    services: Mapping[str, Service]
    counters: Mapping[str, CounterPlan]
    hours: Hours
    screens: Mapping[str, Screen]
    machines: Mapping[str, Machine]
    pause_reasons: Mapping[str, PauseReason]
    park_reasons: Mapping[str, ParkReason]
    care: Mapping[str, CareKind]
    calls: CallRules
    promises: Promises
    repeats: RepeatRules
    alerts: AlertRules
    lending: Lending
    minimum_counters: Mapping[str, int] = field(default_factory=dict)

    def series_of(self, service: str) -> str:
        """The letter in front of the numbers of this service."""
        return self.groups[self.services[service].group].series
