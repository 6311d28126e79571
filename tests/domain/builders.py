"""Branches and tickets for tests, with a default for everything: a test says only what it is about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lobby.domain.branch import (
    AlertRules,
    Branch,
    CallRules,
    CareKind,
    CounterPlan,
    Fairness,
    Group,
    Hours,
    Lending,
    LendingMeasure,
    LendingMode,
    Machine,
    ParkReason,
    PauseReason,
    Plan,
    Promises,
    RepeatRules,
    Service,
    Text,
    TicketClass,
)
from lobby.domain.ticket import Ticket
from tests.clocks import MONDAY_TEN

Classes = Mapping[str, tuple[float, str | None]]
"""Class -> its head start in minutes, and its account."""

DEMO_CLASSES: Classes = {
    "ordinary": (0, None),
    "gold": (10, "tier"),
    "platinum": (30, "tier"),
    "care": (15, "care"),
}
DEMO_CAPS: Mapping[str, int] = {"tier": 2, "care": 1}
WEEK = frozenset(range(6))


def text(word: str) -> Text:
    """The word in both languages, told apart."""
    return Text(f"{word}中", f"{word} en")


def fairness(classes: Classes = DEMO_CLASSES, caps: Mapping[str, int] = DEMO_CAPS) -> Fairness:
    """These classes, named in words that occur nowhere else, and these caps."""
    made = {
        id_: TicketClass(id_, text(f"class-{id_}"), timedelta(minutes=minutes), account)
        for id_, (minutes, account) in classes.items()
    }
    return Fairness(made, dict(caps))


def hours(
    *,
    kiosk_opens_at: time = time(8, 30),
    opens_at: time = time(9),
    last_number_at: time = time(16, 45),
    closes_at: time = time(17),
    weekdays: frozenset[int] = WEEK,
    closed_days: frozenset[date] = frozenset(),
    round_the_clock: bool = False,
) -> Hours:
    """Monday to Saturday, 9 to 5; numbers from half past eight to a quarter to five."""
    return Hours(kiosk_opens_at, opens_at, last_number_at, closes_at, weekdays, closed_days, round_the_clock)


def branch(
    counters: Mapping[str, tuple[str, ...]] | None = None,
    *,
    vip_first: tuple[str, ...] = (),
    rules: Fairness | None = None,
    opening: Hours | None = None,
    ready: timedelta = timedelta(minutes=10),
    min_call: timedelta = timedelta(seconds=60),
    late_grace: timedelta = timedelta(minutes=30),
    time_zone: str = "Asia/Shanghai",
    machines: Mapping[str, tuple[str, ...]] | None = None,
    one_number: timedelta = timedelta(minutes=30),
) -> Branch:
    """A branch with these counters and machines and what they do; each service has its own letter and ten minutes'
    standard.
    """
    counters = counters or {"1": ("cash",)}
    services = tuple(dict.fromkeys(service for served in counters.values() for service in served))
    return Branch(
        id="somewhere",
        bank=text("bank"),
        name=text("branch"),
        time_zone=ZoneInfo(time_zone),
        languages=("zh", "en"),
        complaint_line="95000",
        fairness=rules or fairness(),
        groups={id_: Group(id_, text(id_), letter) for id_, letter in zip(services, "ABCDEFGH", strict=False)},
        services={
            id_: Service(id_, text(id_), text("summary"), id_, text("papers"), timedelta(minutes=10))
            for id_ in services
        },
        counters={
            id_: CounterPlan(id_, served[0], served, (), id_ in vip_first, place)
            for place, (id_, served) in enumerate(counters.items(), start=1)
        },
        hours=opening or hours(),
        screens={},
        machines={id_: Machine(id_, text(id_), served) for id_, served in (machines or {}).items()},
        pause_reasons={"lunch": PauseReason("lunch", text("lunch"), timedelta(minutes=45))},
        park_reasons={"approval": ParkReason("approval", text("approval"), timedelta(minutes=20))},
        care={"elderly": CareKind("elderly", text("elderly"), text("help-elderly"))},
        calls=CallRules(min_call=min_call, ready=ready, late_grace=late_grace),
        promises=Promises(wait=timedelta(minutes=20)),
        repeats=RepeatRules(one_number=one_number, per_hour=4),
        alerts=AlertRules(
            stall=timedelta(minutes=10),
            nobody_open=timedelta(minutes=5),
            over_standard=1.5,
            park_overdue=timedelta(minutes=5),
        ),
        lending=Lending(LendingMode.OFF, LendingMeasure.WAITING, 8, 3, timedelta(minutes=15), {}),
    )


def planned(house: Branch, **plans: Plan | None) -> Branch:
    """The branch with these plans of its counters (`c1` of counter 1) on every weekday."""
    counters = {
        id_: replace(one, week=(plans[f"c{id_}"],) * 7) if f"c{id_}" in plans else one
        for id_, one in house.counters.items()
    }
    return replace(house, counters=counters)


def ticket(
    number: str = "A001",
    service: str = "cash",
    class_id: str = "ordinary",
    *,
    at: datetime = MONDAY_TEN,
    seq: int = 1,
    skips: Mapping[str, int] | None = None,
) -> Ticket:
    """A ticket that waits, issued at that instant."""
    return Ticket(f"id-of-{number}", number, service, class_id, at.timestamp(), seq, at, skips=dict(skips or {}))
