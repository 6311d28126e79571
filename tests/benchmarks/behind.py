"""A branch with a year behind it and a peak day nearly over: what a server finds that starts again during work.

Most of the year is closed tickets that nobody reads again (`past.py`). Its last days were made by `branch_days`, and of
them the whole journal is there. Today's deeds are done here, so that the hall stands as the program itself leaves it.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from itertools import count, cycle
from random import Random

from sqlalchemy import insert, update

from lobby.actions import calls, counters, tickets
from lobby.actions.days import pass_time
from lobby.actions.lobby import Asked, Lobby
from lobby.domain.branch import Branch
from lobby.domain.counter import CounterState
from lobby.domain.fact import Fact, Kind
from lobby.domain.hall import Hall
from lobby.domain.hours import instant
from lobby.domain.recorded import read_fact
from lobby.domain.tickets import Order
from lobby.store import rows, tables
from lobby.store.engines import writer_engine
from tests.benchmarks.branch_days import branch_day, business_days
from tests.benchmarks.estimate import SERVICES, TICKETS
from tests.benchmarks.past import give_past
from tests.clocks import HandClock

LAYOUT, LOAD = "a", "heavy"
"""Of the made days: the demonstration's branch with some 300 tickets a day."""

MADE_DAYS = 60
PAST_TICKETS = 250 * TICKETS
"""A year of days like the peak day, before the made ones."""

FIRST_AT, OPEN_AT, LAST_AT = time(8, 35), time(9), time(15, 45)
"""Today's first number, the counters' opening, and its last number so far, on the branch's wall."""

PRESENT = 30
"""Of whom a counter each has six, and the others wait; more than come before the opening."""

KIOSK, TELLER = Asked("kiosk"), Asked("teller")

TOLD = {"low": 4.0, "mid": 9.0, "high": 17.0, "foretold": True}
"""Minutes, to everybody of the made days: what matters here is that the levels follow."""


def made_days() -> list[date]:
    """The business days that were made, oldest first; the last is today."""
    return business_days(LAYOUT, MADE_DAYS + 1)


def give_year(address: str, branch: str) -> None:
    """The branch, not founded before, has a year of closed days."""
    *days, _ = made_days()
    give_past(address, branch, PAST_TICKETS, days[0])
    engine = writer_engine(address)
    with engine.begin() as connection:
        seq = connection.execute(tables.branch.select().filter_by(id=branch)).one().seq
    facts = list(_facts_of(days, seq))  # outside of a transaction: PostgreSQL ends one that is idle for long
    ends = {fact.day: fact.at for fact in facts}
    closed = [{"branch": branch, "day": day, "opened_at": at, "closed_at": at} for day, at in ends.items()]
    stands = {"seq": facts[-1].seq, "last_at": facts[-1].at, "last_day": facts[-1].day}
    with engine.begin() as connection:
        connection.execute(insert(tables.business_day), closed)
        connection.execute(insert(tables.journal), [rows.journal_row(branch, fact) for fact in facts])
        connection.execute(update(tables.branch).filter_by(id=branch).values(**stands))
    engine.dispose()


def work_today(lobby: Lobby, clock: HandClock, branch: Branch) -> None:
    """Today's deeds so far: one after the other comes, and while more than PRESENT are there, a counter goes on to its
    next customer each time.
    """
    today = made_days()[-1]
    first, opening, last = (instant(branch, today, at) for at in (FIRST_AT, OPEN_AT, LAST_AT))
    wanted = Random(1).choices(list(SERVICES), [share for share, _ in SERVICES.values()], k=TICKETS)
    turns = cycle(branch.counters)
    clock.at = first
    pass_time(lobby)
    for number, service in enumerate(wanted, start=1):
        is_early = clock.at < opening
        clock.at = first + number * (last - first) / TICKETS
        tickets.issue(lobby, branch.id, Order(service), KIOSK)
        if is_early and clock.at >= opening:
            for counter in branch.counters:
                counters.open_counter(lobby, branch.id, counter, None, TELLER)
        if len(_hall(lobby, branch).tickets) > PRESENT:
            any(_goes_on(lobby, branch, next(turns)) for _ in branch.counters)


def _goes_on(lobby: Lobby, branch: Branch, counter: str) -> bool:
    """The counter has finished; true if the rule gave it somebody, with whom it has begun."""
    if _hall(lobby, branch).counters[counter].state is CounterState.PAUSED:  # nobody came to it for long
        counters.resume(lobby, branch.id, counter, TELLER)
    if calls.next_ticket(lobby, branch.id, counter, finish=True, asked=TELLER).status != 200:
        return False
    calls.start(lobby, branch.id, counter, TELLER)
    return True


def _hall(lobby: Lobby, branch: Branch) -> Hall:
    with lobby.store.read() as connection:
        return lobby.store.hall(connection, branch.id)


def _facts_of(days: list[date], seq: int) -> Iterator[Fact]:
    """The days' facts with the seqs after that one, and what each number was told, as the program would write it."""
    seqs = count(seq + 1)
    for day in days:
        for entry in branch_day(LAYOUT, LOAD, 1, day)[0]:
            fact = replace(read_fact(json.dumps(entry), 0), seq=next(seqs), day=day)
            yield fact
            if fact.kind is Kind.TICKET_ISSUED:
                yield replace(fact, seq=next(seqs), kind=Kind.ESTIMATE_SHOWN, detail=TOLD)
