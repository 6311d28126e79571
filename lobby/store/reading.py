"""Reads that are not the hall: the journal, a ticket by its id, what closed days taught, tokens."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select

from lobby.domain.branch import Branch
from lobby.domain.errors import NotFound
from lobby.domain.fact import Fact, Kind
from lobby.domain.hall import Call
from lobby.domain.ticket import Ticket
from lobby.store import rows, tables

_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
"""What an id can look like; anything else need not be asked for."""

_EPOCH = select(tables.database.c.epoch)
_BY_ID = select(tables.ticket).where(tables.ticket.c.id == bindparam("ticket_id"))
_SINCE = (
    select(tables.journal)
    .where(tables.journal.c.branch == bindparam("branch_id"), tables.journal.c.seq > bindparam("since"))
    .order_by(tables.journal.c.seq)
    .limit(bindparam("at_most"))
)
_OF_DAY = (
    select(tables.journal)
    .where(tables.journal.c.branch == bindparam("branch_id"), tables.journal.c.day == bindparam("on_day"))
    .order_by(tables.journal.c.seq)
)
_OF_DAY_SINCE = _OF_DAY.where(tables.journal.c.seq > bindparam("since"))
_OF_DAY_AND_KINDS = _OF_DAY.where(tables.journal.c.kind.in_(bindparam("kinds", expanding=True)))
_CAME_TO = select(tables.journal.c.ticket).where(
    tables.journal.c.branch == bindparam("branch_id"),
    tables.journal.c.day == bindparam("on_day"),
    tables.journal.c.counter == bindparam("counter_id"),
)
_OF_COUNTER = _OF_DAY.where(
    or_(tables.journal.c.counter == bindparam("counter_id"), tables.journal.c.ticket.in_(_CAME_TO))
)
_OF_COUNTERS = _OF_DAY.where(tables.journal.c.counter.is_not(None), tables.journal.c.ticket.is_(None))
_LATEST_CALLS = (
    select(tables.call)
    .where(
        tables.call.c.branch == bindparam("branch_id"),
        tables.call.c.day == bindparam("on_day"),
        tables.call.c.why.is_not(None),
    )
    .order_by(tables.call.c.seq.desc())
    .limit(bindparam("at_most"))
)
_BY_NUMBER = select(tables.ticket).where(
    tables.ticket.c.branch == bindparam("branch_id"),
    tables.ticket.c.day == bindparam("on_day"),
    tables.ticket.c.number.in_(bindparam("numbers", expanding=True)),
)
_CHECKPOINT = (
    select(tables.learned)
    .where(tables.learned.c.branch == bindparam("branch_id"))
    .order_by(tables.learned.c.day.desc())
    .limit(1)
)
_BEGINS = select(func.min(tables.journal.c.seq)).where(
    tables.journal.c.branch == bindparam("branch_id"), tables.journal.c.day == bindparam("on_day")
)
_TOKEN = select(tables.token).where(tables.token.c.hash == bindparam("token_hash"), tables.token.c.revoked_at.is_(None))
_TOKEN_NAMED = select(tables.token.c.hash).where(
    tables.token.c.branch == bindparam("branch_id"),
    tables.token.c.name == bindparam("its_name"),
    tables.token.c.revoked_at.is_(None),
)


@dataclass(frozen=True, slots=True)
class FoundTicket:
    """A ticket found by its unguessable id, with the branch and day that it belongs to."""

    branch: str
    day: date
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Token:
    """What a bearer token allows: one role at one branch, under a name; `demo` if only a demonstration lets it in."""

    branch: str
    role: str
    name: str
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What was kept of what a branch's closed days taught, up to its fact `seq`."""

    seq: int
    taught: Mapping[str, Any]


def epoch(connection: Connection) -> str:
    """The random word of this database."""
    return str(connection.execute(_EPOCH).scalar_one())


def ticket_by_id(connection: Connection, branches: Mapping[str, Branch], ticket_id: str) -> FoundTicket:
    """The ticket of that id, live or closed. Raises NotFound `unknown_ticket`."""
    if not _ID.fullmatch(ticket_id):
        raise NotFound("unknown_ticket")
    row = connection.execute(_BY_ID, {"ticket_id": ticket_id}).one_or_none()
    if row is None or row.branch not in branches:
        raise NotFound("unknown_ticket")
    return FoundTicket(row.branch, row.day, rows.ticket_of(row, branches[row.branch]))


def journal_since(connection: Connection, branch_id: str, since: int, limit: int) -> Sequence[Mapping[str, Any]]:
    """At most `limit` entries after `since`, oldest first."""
    found = connection.execute(_SINCE, {"branch_id": branch_id, "since": since, "at_most": limit})
    return [rows.journal_entry(row) for row in found]


def journal_of(connection: Connection, branch_id: str, day: date) -> Iterator[Mapping[str, Any]]:
    """Every entry of one business day, oldest first."""
    for row in connection.execute(_OF_DAY, {"branch_id": branch_id, "on_day": day}):
        yield rows.journal_entry(row)


def facts_since(connection: Connection, branch_id: str, day: date, since: int) -> Iterator[Fact]:
    """The facts of one business day after `since`, oldest first."""
    for row in connection.execute(_OF_DAY_SINCE, {"branch_id": branch_id, "on_day": day, "since": since}):
        yield rows.fact_of(row)


def facts_of_kinds(connection: Connection, branch_id: str, day: date, kinds: Collection[Kind]) -> Iterator[Fact]:
    """The facts of these kinds of one business day, oldest first."""
    for row in connection.execute(_OF_DAY_AND_KINDS, {"branch_id": branch_id, "on_day": day, "kinds": list(kinds)}):
        yield rows.fact_of(row)


def facts_of_counters(connection: Connection, branch_id: str, day: date) -> Iterator[Fact]:
    """What one business day's journal says of the counters themselves, oldest first; nothing of tickets."""
    for row in connection.execute(_OF_COUNTERS, {"branch_id": branch_id, "on_day": day}):
        yield rows.fact_of(row)


def counter_facts(connection: Connection, branch_id: str, day: date, counter_id: str) -> Iterator[Fact]:
    """What a day's journal says of a counter, and of every ticket that came to it, oldest first."""
    for row in connection.execute(_OF_COUNTER, {"branch_id": branch_id, "on_day": day, "counter_id": counter_id}):
        yield rows.fact_of(row)


def latest_calls(connection: Connection, branch: Branch, day: date, at_most: int) -> list[tuple[Call, Ticket]]:
    """The last calls of a business day with their tickets as they are now, newest first; recalls are left out."""
    who = {"branch_id": branch.id, "on_day": day}
    calls = [rows.call_of(row) for row in connection.execute(_LATEST_CALLS, {**who, "at_most": at_most})]
    found = connection.execute(_BY_NUMBER, {**who, "numbers": list({call.number for call in calls})})
    tickets = {row.number: rows.ticket_of(row, branch) for row in found}
    return [(call, tickets[call.number]) for call in calls]


def ticket_of_day(connection: Connection, branch: Branch, day: date, number: str) -> Ticket | None:
    """The ticket of that number of a business day, live or closed; None if there is none."""
    who = {"branch_id": branch.id, "on_day": day, "numbers": [number]}
    row = connection.execute(_BY_NUMBER, who).one_or_none()
    return None if row is None else rows.ticket_of(row, branch)


def checkpoint(connection: Connection, branch_id: str) -> Checkpoint | None:
    """The latest checkpoint of what was learned; None if there is none."""
    row = connection.execute(_CHECKPOINT, {"branch_id": branch_id}).one_or_none()
    return None if row is None else Checkpoint(row.seq, row.taught)


def facts_after(connection: Connection, branch_id: str, since: int, at_most: int) -> list[Fact]:
    """At most so many facts after `since`, of whatever day, oldest first."""
    found = connection.execute(_SINCE, {"branch_id": branch_id, "since": since, "at_most": at_most})
    return [rows.fact_of(row) for row in found]


def day_begins(connection: Connection, branch_id: str, day: date) -> int:
    """The seq of the business day's first fact. Raises LookupError if it has none."""
    seq = connection.execute(_BEGINS, {"branch_id": branch_id, "on_day": day}).scalar_one()
    if seq is None:
        raise LookupError(f"{branch_id} has no facts of {day}")
    return int(seq)


def token_by_hash(connection: Connection, token_hash: str) -> Token | None:
    """What the token with this hash allows; None if there is none, or it was revoked."""
    row = connection.execute(_TOKEN, {"token_hash": token_hash}).one_or_none()
    return None if row is None else Token(row.branch, row.role, row.name, row.demo)


def token_name_is_taken(connection: Connection, branch_id: str, name: str) -> bool:
    """True if a token of that branch that still works has this name."""
    return connection.execute(_TOKEN_NAMED, {"branch_id": branch_id, "its_name": name}).first() is not None
