"""Months of closed days put into a journal as if they had been, for tests of what is said of estimates afterwards."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import insert, update

from lobby.app import Application
from lobby.domain.fact import Fact, Kind
from lobby.store import rows, tables

BRANCH = "zhongshan"
OPENS_AT, CLOSES_AT = time(1, 0, tzinfo=UTC), time(9, 0, tzinfo=UTC)
"""Nine to five in Shanghai."""

COUNTERS = ("1", "2", "3", "4")
SERVICES = {"cash": (50, 5.5), "transfer": (20, 8.0), "account": (16, 16.0), "loss": (10, 12.0), "other": (4, 5.0)}
"""How many of a hundred tickets are of each, and its mean minutes."""

CLASSES = {"ordinary": 84, "jiaoyin": 9, "care": 6, "wode": 1}
OFF = 0.26
"""The middle of an estimate is off by so much: the standard deviation of its logarithm."""

TO_EACH_SIDE = {"loss": 0.22, "transfer": 0.52}
"""How far a range goes on the same scale, by service; those of the others hold 78 in 100."""


def give_month(application: Application, until: date, *, days: int = 30, tickets: int = 200, seed: int = 5) -> None:
    """The branch, not open before, has had so many business days before `until`, weekends left out."""
    random, facts, made = Random(seed), list[Fact](), list[date]()
    while len(made) < days:
        until -= timedelta(days=1)
        made += [until] if until.weekday() < 5 else []
    for day in reversed(made):
        for fact in sorted(_day(day, tickets, random), key=lambda fact: fact.at):
            facts.append(replace(fact, seq=len(facts) + 1))
    closed = datetime.combine(made[0], CLOSES_AT)
    with application.rooms.lobby.store.write() as connection:
        connection.execute(insert(tables.journal), [rows.journal_row(BRANCH, fact) for fact in facts])
        connection.execute(
            insert(tables.business_day),
            [{"branch": BRANCH, "day": day, "opened_at": closed, "closed_at": closed} for day in made],
        )
        state = {"seq": len(facts), "last_at": facts[-1].at, "last_day": made[0]}
        connection.execute(update(tables.branch).where(tables.branch.c.id == BRANCH).values(**state))


def _day(day: date, tickets: int, random: Random) -> Iterator[Fact]:
    """Everybody is served in turn by whichever counter is free first. Some days are slower than it was thought."""
    opens_at = datetime.combine(day, OPENS_AT)
    slow = random.gauss(0, 0.12)
    free_at = dict.fromkeys(COUNTERS, 0.0)

    def fact(minute: float, kind: Kind, ticket: str | None = None, counter: str | None = None, **about: object) -> Fact:
        return Fact(0, day, opens_at + timedelta(minutes=minute), "teller", kind, ticket, counter, (), about)

    yield fact(-5, Kind.DAY_OPENED)
    for counter in COUNTERS:
        yield fact(0, Kind.COUNTER_OPENED, counter=counter, services=list(SERVICES))
    arrivals = sorted(random.triangular(0, 460, 90) for _ in range(tickets))
    for place, came in enumerate(arrivals, start=1):
        number, counter = f"A{place:03}", min(free_at, key=lambda one: free_at[one])
        [service] = random.choices(list(SERVICES), [share for share, _ in SERVICES.values()])
        [class_id] = random.choices(list(CLASSES), list(CLASSES.values()))
        called = max(came, free_at[counter]) + 0.02
        waited = called - came
        mid = waited * math.exp(random.gauss(-slow, OFF)) if free_at[counter] > came else 0.0
        side = math.exp(TO_EACH_SIDE.get(service, 0.365))
        lasts = SERVICES[service][1] * 0.82 * math.exp(random.gauss(slow - 0.18, 0.6))
        free_at[counter] = called + lasts
        yield fact(came, Kind.TICKET_ISSUED, number, service=service, number=number, **{"class": class_id})
        yield fact(came, Kind.ESTIMATE_SHOWN, number, low=mid / side, mid=mid, high=mid * side)
        yield fact(called, Kind.TICKET_CALLED, number, counter, rule="oldest")
        yield fact(called + 0.3, Kind.SERVICE_STARTED, number, counter)
        yield fact(called + lasts - 0.01, Kind.SERVICE_FINISHED, number, counter)
    yield fact(max(free_at.values()) + 1, Kind.DAY_CLOSED)
