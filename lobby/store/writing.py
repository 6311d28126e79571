"""Inside one write transaction: numbers, answers, notes, and saving what a deed decided. No policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, cast

from sqlalchemy import Connection, Executable, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from lobby.domain.fact import Kind
from lobby.domain.hall import Hall
from lobby.domain.reason import Note
from lobby.domain.ticket import CLOSED, Ticket
from lobby.store import rows, tables

_FIND_ANSWER = select(tables.answer).where(
    tables.answer.c.branch == bindparam("branch_id"),
    tables.answer.c.day == bindparam("on_day"),
    tables.answer.c.actor == bindparam("by"),
    tables.answer.c.key == bindparam("with_key"),
)
_TICKET = select(tables.ticket).where(
    tables.ticket.c.branch == bindparam("branch_id"),
    tables.ticket.c.day == bindparam("on_day"),
    tables.ticket.c.number == bindparam("its_number"),
)
_TICKET_KEY = ("branch", "day", "number")
_SET_TICKET = (
    update(tables.ticket)
    .where(*(tables.ticket.c[name] == bindparam(f"its_{name}") for name in _TICKET_KEY))
    .values({c.name: bindparam(c.name) for c in tables.ticket.c if c.name not in _TICKET_KEY})
)
_SET_BRANCH = (
    update(tables.branch)
    .where(tables.branch.c.id == bindparam("branch_id"))
    .values({name: bindparam(name) for name in ("seq", "last_at", "day", "last_day")})
)
_CLOSE_DAY = (
    update(tables.business_day)
    .where(tables.business_day.c.branch == bindparam("branch_id"), tables.business_day.c.day == bindparam("on_day"))
    .values(closed_at=bindparam("closed_at"))
)
_FORGET_ANSWERS = delete(tables.answer).where(
    tables.answer.c.branch == bindparam("branch_id"), tables.answer.c.day < bindparam("before_day")
)
_FORGET_IDENTITIES = (
    update(tables.ticket)
    .where(
        tables.ticket.c.branch == bindparam("branch_id"),
        tables.ticket.c.identity.is_not(None),
        tables.ticket.c.day <= bindparam("up_to_day"),
    )
    .values(identity=None)
)
_TAKEN = select(func.count()).where(
    tables.ticket.c.branch == bindparam("branch_id"),
    tables.ticket.c.identity.in_(bindparam("identities", expanding=True)),
    tables.ticket.c.issued_at > bindparam("since"),
)
_ADD_ANSWER = insert(tables.answer)
_ADD_NOTE = insert(tables.note).returning(tables.note.c.id)
_ADD_TICKET = insert(tables.ticket)
_ADD_CALL = insert(tables.call)
_ADD_DAY = insert(tables.business_day)
_ADD_FACT = insert(tables.journal)


class Upserts:
    """Statements that must not mind another process being faster; each database says them in its own dialect.

    Built once: building costs more than running.
    """

    def __init__(self, dialect: str) -> None:
        upsert: Any = sqlite.insert if dialect == "sqlite" else postgresql.insert
        self.next_ordinal: Executable = (
            upsert(tables.series)
            .values(last=1)
            .on_conflict_do_update(index_elements=["branch", "day", "series"], set_={"last": tables.series.c.last + 1})
            .returning(tables.series.c.last)
        )
        self.set_counter: Executable = _put(upsert, tables.counter)
        self.set_plan: Executable = _put(upsert, tables.plan)
        self.keep_learned: Executable = _put(upsert, tables.learned)
        self.found_branch: Executable = upsert(tables.branch).on_conflict_do_nothing()
        self.add_token: Executable = upsert(tables.token).on_conflict_do_nothing()


def _put(upsert: Any, table: Table) -> Executable:
    """Insert a row, or set everything but its key in the row that is there."""
    row = upsert(table)
    values = {c.name: row.excluded[c.name] for c in table.c if not c.primary_key}
    return cast(Executable, row.on_conflict_do_update(index_elements=list(table.primary_key), set_=values))


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was answered to a key: the hash of what was asked then, the status, and the body."""

    asked: str
    status: int
    body: Any


class Transaction:
    """One write transaction that holds one branch, from the first read to the commit."""

    def __init__(self, connection: Connection, hall: Hall, upserts: Upserts) -> None:
        self._connection = connection
        self._branch_id = hall.branch.id
        self._upserts = upserts
        self.hall = hall
        """The branch as the transaction found it; after `save`, as it was saved."""

    def next_ordinal(self, day: date, series: str) -> int:
        """The next number of the series on that day; 1 is the first. It is used up only if this transaction commits."""
        key = {"branch": self._branch_id, "day": day, "series": series}
        return int(self._connection.execute(self._upserts.next_ordinal, key).scalar_one())

    def ticket(self, day: date, number: str) -> Ticket | None:
        """The ticket of that day as it was saved, even if it is closed; None if there is none."""
        who = {"branch_id": self._branch_id, "on_day": day, "its_number": number}
        row = self._connection.execute(_TICKET, who).one_or_none()
        return None if row is None else rows.ticket_of(row, self.hall.branch)

    def taken_since(self, identity: Sequence[str], since: datetime) -> int:
        """How many tickets this identity, by any of its hashes, has taken here since then; 0 if nothing was shown."""
        if not identity:
            return 0
        who = {"branch_id": self._branch_id, "identities": list(identity), "since": since}
        return int(self._connection.execute(_TAKEN, who).scalar_one())

    def kept_answer(self, day: date, actor: str, key: str) -> KeptAnswer | None:
        """What this actor was answered to this key on that day; None if the key is new."""
        who = {"branch_id": self._branch_id, "on_day": day, "by": actor, "with_key": key}
        row = self._connection.execute(_FIND_ANSWER, who).one_or_none()
        return None if row is None else KeptAnswer(row.asked, row.status, row.body)

    def keep_answer(self, day: date, actor: str, key: str, answer: KeptAnswer) -> None:
        """The same key will be answered with this."""
        who = {"branch": self._branch_id, "day": day, "actor": actor, "key": key}
        what = {"asked": answer.asked, "status": answer.status, "body": answer.body}
        self._connection.execute(_ADD_ANSWER, who | what)

    def add_note(self, text: str, at: datetime) -> Note:
        """Free words are kept where they can be erased; answers what to name them by."""
        words = {"branch": self._branch_id, "at": at, "text": text}
        return Note(int(self._connection.execute(_ADD_NOTE, words).scalar_one()), digest(text))

    def save(self, hall: Hall) -> None:
        """Everything that the hall's facts changed, and the facts themselves, are in the database."""
        self.hall = hall
        if not hall.facts:
            return
        self._save_tickets(hall)
        self._save_counters(hall)
        self._save_plans(hall)
        self._save_calls(hall)
        self._save_days(hall)
        journal = [rows.journal_row(self._branch_id, fact) for fact in hall.facts]
        self._connection.execute(_ADD_FACT, journal)
        state = {"seq": hall.seq, "last_at": hall.last_at, "day": hall.day, "last_day": hall.last_day}
        self._connection.execute(_SET_BRANCH, {"branch_id": self._branch_id, **state})

    def _save_tickets(self, hall: Hall) -> None:
        """Only tickets that a fact names have changed. The fact that closed one is the last that names it."""
        named: dict[tuple[date, str], int] = {}
        for fact in hall.facts:
            for number in (fact.ticket, *fact.skipped):
                if number is not None:
                    named[fact.day, number] = fact.seq
        issued = {(fact.day, fact.ticket) for fact in hall.facts if fact.kind is Kind.TICKET_ISSUED}
        new: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        for (day, number), seq in named.items():
            ticket = hall.closed.get((day, number)) or hall.tickets[number]
            row = rows.ticket_row(self._branch_id, day, ticket, seq if ticket.state in CLOSED else None)
            (new if (day, number) in issued else changed).append(row)
        if new:
            self._connection.execute(_ADD_TICKET, new)
        for row in changed:
            row.update({f"its_{name}": row.pop(name) for name in _TICKET_KEY})
        if changed:
            self._connection.execute(_SET_TICKET, changed)

    def _save_counters(self, hall: Hall) -> None:
        named = dict.fromkeys(fact.counter for fact in hall.facts if fact.counter is not None)
        if named:
            found = [rows.counter_row(self._branch_id, hall.counters[counter]) for counter in named]
            self._connection.execute(self._upserts.set_counter, found)

    def _save_plans(self, hall: Hall) -> None:
        planned = (f for f in hall.facts if f.kind is Kind.COUNTER_PLANNED and f.day == hall.last_day)
        for counter in dict.fromkeys(fact.counter for fact in planned):
            if counter is not None and hall.last_day is not None:
                row = rows.plan_row(self._branch_id, hall.last_day, counter, hall.plans[counter])
                self._connection.execute(self._upserts.set_plan, row)

    def _save_calls(self, hall: Hall) -> None:
        days = {fact.seq: fact.day for fact in hall.facts}
        made = [rows.call_row(self._branch_id, days[call.seq], call) for call in hall.announced]
        if made:
            self._connection.execute(_ADD_CALL, made)

    def _save_days(self, hall: Hall) -> None:
        for fact in hall.facts:
            if fact.kind is Kind.DAY_OPENED:
                opened = {"branch": self._branch_id, "day": fact.day, "opened_at": fact.at}
                self._connection.execute(_ADD_DAY, opened)
                old = {"branch_id": self._branch_id, "before_day": fact.day}
                self._connection.execute(_FORGET_ANSWERS, old)
            elif fact.kind is Kind.DAY_CLOSED:
                closed = {"branch_id": self._branch_id, "on_day": fact.day, "closed_at": fact.at}
                self._connection.execute(_CLOSE_DAY, closed)
                self._connection.execute(_FORGET_IDENTITIES, {"branch_id": self._branch_id, "up_to_day": fact.day})


def digest(text: str) -> str:
    """SHA-256 of the words, in hexadecimal."""
    return sha256(text.encode()).hexdigest()
