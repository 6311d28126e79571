"""Reading a branch as it stands, and keeping it in memory with the seq that it belongs to.

Under any transaction, writer or reader, the branch row's seq and instant say whether what is in memory is that
moment's truth.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from lobby.domain.branch import Branch, Plan
from lobby.domain.counter import NEVER_YET, Counter
from lobby.domain.errors import NotFound
from lobby.domain.fact import Kind
from lobby.domain.hall import Acknowledged, Call, Hall, queues_of
from lobby.domain.ticket import TicketState
from lobby.store import rows, tables

_BRANCHES = select(tables.branch)
_BRANCH = _BRANCHES.where(tables.branch.c.id == bindparam("branch_id"))
_HELD_BRANCH = _BRANCH.with_for_update()
_COUNTERS = select(tables.counter).where(tables.counter.c.branch == bindparam("branch_id"))
_TICKETS = select(tables.ticket).where(
    tables.ticket.c.branch == bindparam("branch_id"), tables.ticket.c.closed_seq.is_(None)
)
_CALLS = select(tables.call).where(tables.call.c.branch == bindparam("branch_id")).order_by(tables.call.c.seq.desc())

_POLICY = (
    select(tables.journal.c.detail)
    .where(
        tables.journal.c.branch == bindparam("branch_id"),
        tables.journal.c.day == bindparam("on_day"),
        tables.journal.c.kind == Kind.POLICY_SET.value,
    )
    .order_by(tables.journal.c.seq.desc())
)

_PLANS = select(tables.plan).where(
    tables.plan.c.branch == bindparam("branch_id"), tables.plan.c.day == bindparam("on_day")
)
_GIVEN = select(tables.series.c.series, tables.series.c.last).where(
    tables.series.c.branch == bindparam("branch_id"), tables.series.c.day == bindparam("on_day")
)
_SERVED = select(func.count()).where(
    tables.ticket.c.branch == bindparam("branch_id"),
    tables.ticket.c.day == bindparam("on_day"),
    tables.ticket.c.state == TicketState.FINISHED.value,
)

KEPT_HALLS = 64
"""Halls of a branch in memory: a reader whose transaction began some deeds ago still finds the one of its moment.
They share what did not change between them."""

_ACKNOWLEDGED = (
    select(tables.journal.c.at, tables.journal.c.actor, tables.journal.c.detail)
    .where(
        tables.journal.c.branch == bindparam("branch_id"),
        tables.journal.c.day == bindparam("on_day"),
        tables.journal.c.kind == Kind.ALERT_ACKNOWLEDGED.value,
    )
    .order_by(tables.journal.c.seq)
)

READ_CALLS = 60
"""Calls read at once: more than a hall makes in the minute that screens show."""


class Halls:
    """Every branch's latest halls. What it hands out is a value: nobody can change it under another's eyes."""

    def __init__(self, branches: Mapping[str, Branch]) -> None:
        self._branches = branches
        self._kept: dict[str, tuple[Hall, ...]] = dict.fromkeys(branches, ())

    def read(self, connection: Connection, branch_id: str) -> Hall:
        """The hall as this transaction sees it. Raises NotFound `unknown_branch`."""
        return self._read(connection, branch_id, _BRANCH)

    def read_all(self, connection: Connection) -> Mapping[str, Hall]:
        """Every configured branch as this transaction sees it, in the order of the configuration."""
        found = {row.id: row for row in connection.execute(_BRANCHES)}
        return {branch_id: self._at(connection, found[branch_id]) for branch_id in self._branches}

    def hold(self, connection: Connection, branch_id: str) -> Hall:
        """The same, and nobody else may decide for this branch before the transaction ends."""
        return self._read(connection, branch_id, _HELD_BRANCH)

    @contextmanager
    def committing(self, hall: Hall) -> Iterator[None]:
        """Around the commit of a hall: it is remembered, and forgotten again if the commit fails.

        A reader may see the commit before this process has noted that it succeeded. The seq that it reads proves the
        commit, so it may use the hall already and need not read it whole.
        """
        self._keep(hall)
        try:
            yield
        except BaseException:
            kept = self._kept[hall.branch.id]
            self._kept[hall.branch.id] = tuple(one for one in kept if one is not hall)
            raise

    def _keep(self, hall: Hall) -> None:
        """Replaced whole, so that no lock is needed to look through them."""
        self._kept[hall.branch.id] = (hall, *self._kept[hall.branch.id][: KEPT_HALLS - 1])

    def _read(self, connection: Connection, branch_id: str, statement: Select[Any]) -> Hall:
        if branch_id not in self._branches:
            raise NotFound("unknown_branch", branch=branch_id)
        return self._at(connection, connection.execute(statement, {"branch_id": branch_id}).one())

    def _at(self, connection: Connection, row: Row[Any]) -> Hall:
        """The hall that this row of the branch is of: from memory if it is there, else read whole."""
        # By the instant too: a hall whose commit was lost, and the one that another process then made, have one seq.
        kept = next((h for h in self._kept[row.id] if (h.seq, h.last_at) == (row.seq, row.last_at)), None)
        if kept is not None:
            return kept
        hall = _load(connection, self._branches[row.id], row)
        self._keep(hall)
        return hall


def _load(connection: Connection, branch: Branch, row: Row[Any]) -> Hall:
    who = {"branch_id": branch.id}
    tickets = [rows.ticket_of(ticket, branch) for ticket in connection.execute(_TICKETS, who)]
    counters = {plan.id: Counter(plan.id, plan.vip_first, NEVER_YET) for plan in branch.counters.values()}
    for counter in connection.execute(_COUNTERS, who):
        if counter.id in counters:
            counters[counter.id] = rows.counter_of(counter, branch.counters[counter.id].vip_first)
    held = {counter.ticket for counter in counters.values() if counter.ticket is not None}
    return Hall(
        branch=branch,
        seq=row.seq,
        last_at=row.last_at,
        day=row.day,
        last_day=row.last_day,
        tickets={ticket.number: ticket for ticket in tickets},
        counters=counters,
        queues=queues_of(tickets),
        calls=_calls(connection, who, row.day, held),
        policy=_policy(connection, who, row.day),
        plans=_plans(connection, who, row.last_day, branch),
        acknowledged=_acknowledged(connection, who, row.day),
        given=_given(connection, who, row.day),
        served=connection.execute(_SERVED, {**who, "on_day": row.day}).scalar_one(),
    )


def _policy(connection: Connection, who: dict[str, str], day: date | None) -> Mapping[str, Any] | None:
    """The policy that the open day's journal was last told."""
    return connection.execute(_POLICY, {**who, "on_day": day}).scalars().first()


def _plans(connection: Connection, who: dict[str, str], day: date | None, branch: Branch) -> Mapping[str, Plan | None]:
    """The plans of that day, of the counters that there still are."""
    found = {row.counter: rows.plan_of(row) for row in connection.execute(_PLANS, {**who, "on_day": day})}
    return {counter: found[counter] for counter in branch.counters if counter in found}


def _given(connection: Connection, who: dict[str, str], day: date | None) -> Mapping[str, int]:
    """How many numbers the open day's series have given."""
    return {row.series: row.last for row in connection.execute(_GIVEN, {**who, "on_day": day})}


def _acknowledged(connection: Connection, who: dict[str, str], day: date | None) -> Mapping[str, Acknowledged]:
    """The open day's alerts that somebody saw to, the last time each."""
    told = connection.execute(_ACKNOWLEDGED, {**who, "on_day": day})
    return {row.detail["alert"]: Acknowledged(row.actor, row.at) for row in told}


def _calls(connection: Connection, who: dict[str, str], day: date | None, held: set[str]) -> tuple[Call, ...]:
    """The latest calls of the day, and the call of every ticket that is still at a counter, newest first."""
    if day is None:
        return ()
    today = _CALLS.where(tables.call.c.day == day)
    latest = [rows.call_of(row) for row in connection.execute(today.limit(READ_CALLS), who)]
    missing = held - {call.number for call in latest if call.why is not None}
    if missing:
        older = connection.execute(today.where(tables.call.c.number.in_(missing)), who)
        seen = {call.seq for call in latest}
        latest += [call for call in map(rows.call_of, older) if call.seq not in seen]
    return tuple(latest)
