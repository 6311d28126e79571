"""Between domain values and rows: the one place where the two shapes meet. No SQL, no policy."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row

from lobby.domain.branch import ORDINARY, Branch, Plan, Text
from lobby.domain.counter import Counter, CounterState
from lobby.domain.dispatch import Rule
from lobby.domain.explain import Why
from lobby.domain.fact import Fact, Kind
from lobby.domain.hall import Call
from lobby.domain.ticket import Aside, Before, Ticket, TicketState, Wait

TICKET_FIELDS = tuple(field.name for field in fields(Ticket))
COUNTER_FIELDS = tuple(field.name for field in fields(Counter))


def ticket_row(branch_id: str, day: date, ticket: Ticket, closed_seq: int | None) -> dict[str, Any]:
    """A row of `ticket`; `closed_seq` is the seq of the fact that closed it, None while it is live."""
    row = {name: getattr(ticket, name) for name in TICKET_FIELDS}
    row["state"] = ticket.state.value
    row["skips"] = dict(ticket.skips)
    row["shown"] = None if ticket.shown is None else asdict(ticket.shown)
    row["aside"] = None if ticket.aside is None else _plain(ticket.aside)
    row["before"] = None if ticket.before is None else _plain(ticket.before)
    return row | {"branch": branch_id, "day": day, "closed_seq": closed_seq}


def ticket_of(row: Row[Any], branch: Branch) -> Ticket:
    """A ticket from its row. A class that the configuration no longer has counts as ordinary."""
    values = {name: getattr(row, name) for name in TICKET_FIELDS}
    values["state"] = TicketState(row.state)
    values["shown"] = None if row.shown is None else Wait(**row.shown)
    values["aside"] = None if row.aside is None else _aside(row.aside)
    values["before"] = None if row.before is None else _before(row.before)
    if row.class_id not in branch.fairness.classes:
        values["class_id"] = ORDINARY
    return Ticket(**values)


def _plain(value: Aside | Before) -> dict[str, Any]:
    """As JSON has it: instants in words, an Aside within a Before the same way."""
    plain = {field.name: getattr(value, field.name) for field in fields(value)}
    for name, one in plain.items():
        if isinstance(one, datetime):
            plain[name] = one.isoformat()
        elif isinstance(one, Aside):
            plain[name] = _plain(one)
    return plain


def _aside(plain: Mapping[str, Any]) -> Aside:
    return Aside(**{**plain, "since": datetime.fromisoformat(plain["since"]), "until": _instant(plain["until"])})


def _before(plain: Mapping[str, Any]) -> Before:
    # Read leniently: one that was written before there was `came_back_at` does not have it.
    instants = {name: _instant(plain.get(name)) for name in ("called_at", "started_at", "came_back_at")}
    aside = None if plain["aside"] is None else _aside(plain["aside"])
    at, state = datetime.fromisoformat(plain["at"]), TicketState(plain["state"])
    return Before(**{**plain, **instants, "at": at, "state": state, "aside": aside})


def _instant(words: str | None) -> datetime | None:
    return None if words is None else datetime.fromisoformat(words)


def counter_row(branch_id: str, counter: Counter) -> dict[str, Any]:
    """A row of `counter`."""
    row = {name: getattr(counter, name) for name in COUNTER_FIELDS}
    row["state"] = counter.state.value
    row["services"], row["lent"] = list(counter.services), list(counter.lent)
    return row | {"branch": branch_id}


def counter_of(row: Row[Any], vip_first: bool) -> Counter:
    """A counter from its row; whether it puts tiers first is the configuration's word of today."""
    values = {name: getattr(row, name) for name in COUNTER_FIELDS}
    values["state"] = CounterState(row.state)
    values["services"], values["lent"] = tuple(row.services), tuple(row.lent)
    values["vip_first"] = vip_first
    return Counter(**values)


def plan_row(branch_id: str, day: date, counter_id: str, plan: Plan | None) -> dict[str, Any]:
    """A row of `plan`; without times, where the counter is not meant to open."""
    breaks = () if plan is None else plan.breaks
    return {
        "branch": branch_id,
        "counter": counter_id,
        "day": day,
        "opens_at": None if plan is None else plan.opens_at,
        "closes_at": None if plan is None else plan.closes_at,
        "breaks": [[begins.isoformat(), ends.isoformat()] for begins, ends in breaks],
    }


def plan_of(row: Row[Any]) -> Plan | None:
    """A plan from its row."""
    if row.opens_at is None:
        return None
    breaks = tuple((time.fromisoformat(begins), time.fromisoformat(ends)) for begins, ends in row.breaks)
    return Plan(row.opens_at, row.closes_at, breaks)


def call_row(branch_id: str, day: date, call: Call) -> dict[str, Any]:
    """A row of `call`."""
    why = None if call.why is None else asdict(call.why)
    return {
        "branch": branch_id,
        "day": day,
        "seq": call.seq,
        "number": call.number,
        "counter": call.counter,
        "at": call.at,
        "why": why,
    }


def call_of(row: Row[Any]) -> Call:
    """A call from its row."""
    why = None
    if row.why is not None:
        staff, customer = Text(**row.why["staff"]), Text(**row.why["customer"])
        why = Why(Rule(row.why["rule"]), tuple(row.why["passed"]), staff, customer)
    return Call(row.seq, row.number, row.counter, row.at, why)


def journal_row(branch_id: str, fact: Fact) -> dict[str, Any]:
    """A row of `journal`. A ticket is named `day/number`: the unguessable id never stands there."""
    detail = dict(fact.detail)
    if fact.skipped:
        detail["skipped"] = [f"{fact.day}/{number}" for number in fact.skipped]
    return {
        "branch": branch_id,
        "seq": fact.seq,
        "day": fact.day,
        "at": fact.at,
        "actor": fact.actor,
        "kind": fact.kind.value,
        "ticket": None if fact.ticket is None else f"{fact.day}/{fact.ticket}",
        "counter": fact.counter,
        "detail": detail,
    }


def fact_of(row: Row[Any]) -> Fact:
    """A fact from its row of `journal`."""
    detail = dict(row.detail)
    skipped = tuple(_number_in(name) for name in detail.pop("skipped", ()))
    ticket = None if row.ticket is None else _number_in(row.ticket)
    return Fact(row.seq, row.day, row.at, row.actor, Kind(row.kind), ticket, row.counter, skipped, detail)


def _number_in(name: str) -> str:
    """The number in `day/number`."""
    return name.partition("/")[2]


def journal_entry(row: Row[Any]) -> Mapping[str, Any]:
    """A journal row as the contract shows it: `{"seq", "at", "kind", "actor", "ticket", "counter", ...}`."""
    entry = {"seq": row.seq, "at": row.at, "kind": row.kind, "actor": row.actor}
    if row.ticket is not None:
        entry["ticket"] = row.ticket
    if row.counter is not None:
        entry["counter"] = row.counter
    return {**entry, **row.detail}
