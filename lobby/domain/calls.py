"""Deeds at a counter that holds a ticket or wants one: next, recall, start, finish, no-show.

Each takes the hall and answers with the next one, or raises a Conflict that says what is true instead.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from lobby.domain.counter import Counter, CounterState
from lobby.domain.dispatch import Choice, Rule, choose
from lobby.domain.errors import Conflict
from lobby.domain.explain import Why, explain
from lobby.domain.fact import SYSTEM, Kind
from lobby.domain.hall import Call, Hall
from lobby.domain.ticket import NO_ACCOUNT, Aside, Ticket, TicketState

SHOWN_FOR = timedelta(seconds=60)
"""How long a call stays in every picture (contract: all of the last 60 s and at least six)."""

SHOWN_AT_LEAST = 8
"""How many calls stay whatever their age: the hall screen shows one large and six after it, and one may be new."""


def next_ticket(hall: Hall, counter_id: str, now: datetime, actor: str) -> Hall:
    """The counter holds the ticket that the rule gives it, or is ready because nobody is eligible.

    Raises Conflict `counter_busy`, `counter_closed` or `counter_paused`.
    """
    counter = hall.counter(counter_id)
    must_be_open(counter)
    if counter.ticket is not None:
        raise Conflict("counter_busy", counter=counter_id, ticket=counter.ticket)
    choice = _choice(hall, counter)
    if choice is not None:
        return called(hall, counter, choice, explain(hall.branch, counter, choice), now, actor)
    if counter.is_ready:
        return hall
    hall = hall.with_counter(replace(counter, ready_since=now))
    return hall.told(Kind.COUNTER_READY, now, actor, counter=counter_id)


def finish_then_next(hall: Hall, counter_id: str, now: datetime, actor: str) -> Hall:
    """The present ticket, if there is one, is finished, and the counter has asked for the next."""
    counter = hall.counter(counter_id)
    must_be_open(counter)
    if counter.ticket is not None:
        hall = finish(hall, counter_id, now, actor)
    return next_ticket(hall, counter_id, now, actor)


def recall(hall: Hall, counter_id: str, now: datetime, actor: str) -> Hall:
    """The called number is announced once more. Raises Conflict `no_ticket` or `already_serving`."""
    counter, ticket = _called_at(hall, counter_id)
    hall = hall.with_ticket(replace(ticket, recalls=ticket.recalls + 1))
    hall = hall.told(Kind.TICKET_RECALLED, now, actor, ticket=ticket.number, counter=counter.id)
    return _announced(hall, ticket, counter, now, None)


def start(hall: Hall, counter_id: str, now: datetime, actor: str) -> Hall:
    """The customer stands at the counter. Raises Conflict `no_ticket` or `already_serving`."""
    counter, ticket = _called_at(hall, counter_id)
    hall = hall.with_ticket(replace(ticket, state=TicketState.SERVING, started_at=now))
    hall = hall.with_counter(replace(counter, since=now))
    return hall.told(Kind.SERVICE_STARTED, now, actor, ticket=ticket.number, counter=counter.id)


def finish(hall: Hall, counter_id: str, now: datetime, actor: str) -> Hall:
    """The errand is done. Without a start, the call counts as the start. Raises Conflict `no_ticket`."""
    counter = hall.counter(counter_id)
    ticket = hall.ticket_at(counter)
    done = replace(
        ticket,
        state=TicketState.FINISHED,
        started_at=ticket.begun_at,
        closed_at=now,
        before=hall.before(ticket, now),
    )
    hall = hall.with_ticket(done).with_counter(counter.freed(now))
    return hall.told(Kind.SERVICE_FINISHED, now, actor, ticket=ticket.number, counter=counter.id)


def no_show(hall: Hall, counter_id: str, now: datetime, actor: str) -> Hall:
    """The called customer did not come.

    Raises Conflict `no_ticket`, `already_serving`, `too_early` (with `allowed_at`) or `recall_first`.
    """
    counter, ticket = _called_at(hall, counter_id)
    allowed_at = no_show_at(hall, ticket)
    if now < allowed_at:
        raise Conflict("too_early", counter=counter_id, ticket=ticket.number, allowed_at=allowed_at)
    if ticket.recalls == 0:
        raise Conflict("recall_first", counter=counter_id, ticket=ticket.number)
    missed = replace(ticket, state=TicketState.MISSED, aside=Aside(now), before=hall.before(ticket, now))
    hall = hall.with_ticket(missed).with_counter(counter.freed(now))
    return hall.told(Kind.TICKET_MISSED, now, actor, ticket=ticket.number, counter=counter.id)


def no_show_at(hall: Hall, ticket: Ticket) -> datetime:
    """From when a no-show of this called ticket is allowed, once it has been recalled."""
    return (ticket.called_at or ticket.issued_at) + hall.branch.calls.min_call


def ask_for_ready(hall: Hall, now: datetime) -> Hall:
    """No ready counter waits while a ticket eligible there does (invariant I2).

    Ready counters are asked for, the least flexible first, then the one ready longest, until none can call.
    """
    while True:
        ready = sorted(
            (counter for counter in hall.counters.values() if counter.is_ready),
            key=lambda counter: (len(counter.services), counter.ready_since, counter.id),
        )
        chosen = next(((c, choice) for c in ready if (choice := _choice(hall, c)) is not None), None)
        if chosen is None:
            return hall
        counter, choice = chosen
        hall = called(hall, counter, choice, explain(hall.branch, counter, choice), now, SYSTEM)


def _choice(hall: Hall, counter: Counter) -> Choice[Ticket] | None:
    return choose(hall.queues, counter.services, hall.branch.fairness, vip_first=counter.vip_first)


def called(
    hall: Hall, counter: Counter, choice: Choice[Ticket], why: Why, now: datetime, actor: str, **about: Any
) -> Hall:
    """The counter holds the chosen ticket, whoever chose it, and each one passed has a skip more.

    `about` stands in the fact beside the rule.
    """
    ticket, is_override = choice.ticket, choice.rule is Rule.OVERRIDE
    account = choice.account or NO_ACCOUNT
    for passed in choice.passed:
        skips = {**passed.skips, account: passed.skips.get(account, 0) + 1}
        hall = hall.with_ticket(replace(passed, skips=skips, overridden=passed.overridden + is_override))
    hall = hall.with_ticket(
        replace(
            ticket,
            state=TicketState.CALLED,
            counter=counter.id,
            called_at=now,
            recalls=0,
            started_at=None,
            before=None,
        )
    )
    hall = hall.with_counter(replace(counter, ticket=ticket.number, ready_since=None, since=now))
    hall = hall.told(
        Kind.TICKET_CALLED,
        now,
        actor,
        ticket=ticket.number,
        counter=counter.id,
        skipped=why.passed,
        detail={"rule": choice.rule.value, **about},
    )
    return _announced(hall, ticket, counter, now, why)


def _announced(hall: Hall, ticket: Ticket, counter: Counter, now: datetime, why: Why | None) -> Hall:
    """The call is among those that screens show; calls too old to be shown have gone, unless still at a counter."""
    held = {c.ticket for c in hall.counters.values()}
    call = Call(hall.seq, ticket.number, counter.id, now, why)
    older = (
        old
        for place, old in enumerate(hall.calls, start=1)
        if place < SHOWN_AT_LEAST or now - old.at <= SHOWN_FOR or old.number in held
    )
    return replace(hall, calls=(call, *older), announced=(*hall.announced, call))


def _called_at(hall: Hall, counter_id: str) -> tuple[Counter, Ticket]:
    counter = hall.counter(counter_id)
    ticket = hall.ticket_at(counter)
    if ticket.state is not TicketState.CALLED:
        raise Conflict("already_serving", counter=counter_id, ticket=ticket.number)
    return counter, ticket


def must_be_open(counter: Counter) -> None:
    """Return if the counter may call. Raises Conflict `counter_closed`, `counter_paused`."""
    if counter.state is CounterState.CLOSED:
        raise Conflict("counter_closed", counter=counter.id)
    if counter.state is CounterState.PAUSED:
        raise Conflict("counter_paused", counter=counter.id)
