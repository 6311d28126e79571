"""The desk: what the teller at one counter sees. The present customer, who would be next and why, and those after."""

from datetime import datetime
from itertools import islice

from lobby.domain.board import counters_view, queue_view
from lobby.domain.calls import no_show_at
from lobby.domain.counter import Counter
from lobby.domain.cover import uncovered_view, uncovered_without
from lobby.domain.dispatch import call_order, choose
from lobby.domain.estimate import Waits
from lobby.domain.explain import explain
from lobby.domain.hall import Hall
from lobby.domain.lending_view import lent_view
from lobby.domain.next_in_line import say_what_comes
from lobby.domain.plans import plan_view
from lobby.domain.ticket import Ticket
from lobby.domain.undo import undoable_at
from lobby.domain.views import View, counter_view, instant_view, minutes_between, text_view, wait_view, why_view

ROWS = 10
"""How many rows stand below the next one on the desk (drawn so)."""


def desk_view(hall: Hall, counter_id: str, waits: Waits, now: datetime, last: Ticket | None = None) -> View:
    """The desk of this counter, which held `last` before (None: it is not known). Raises NotFound `unknown_counter`."""
    counter = hall.counter(counter_id)
    services = counter.services or hall.branch.counters[counter_id].services
    waiting = hall.count_waiting(services)
    order = call_order(hall.queues, services, hall.branch.fairness, vip_first=counter.vip_first)
    first = list(islice(order, ROWS + 1))
    ready_until = counter.ready_since + hall.branch.calls.ready if counter.ready_since else None
    return {
        "counter": {
            **counter_view(hall, counter),
            "teller": counter.teller,
            "ready_until": instant_view(ready_until),
            "lent": lent_view(hall, counter),
        },
        "present": None if counter.ticket is None else present_view(hall, hall.tickets[counter.ticket], now),
        "undoable": _undoable(counter, last, now),
        "next": _next(hall, counter, services, now),
        "queue": [row_view(hall, ticket, now) for ticket, _ in first[1:]],
        "more": max(0, waiting - len(first)),
        "elsewhere": [
            {"service": service, "waiting": count}
            for service in hall.branch.services
            if service not in services and (count := hall.count_waiting([service]))
        ],
        "plan": None if hall.day is None else plan_view(hall.plans.get(counter_id)),
        "would_uncover": uncovered_view(uncovered_without(hall, counter_id, now)),
        "counters": counters_view(hall),
        "queues": [queue_view(hall, waits, service, now) for service in hall.branch.services],
    }


def row_view(hall: Hall, ticket: Ticket, now: datetime) -> View:
    """One who waits, as staff see it; `say` is fit to be read out to that customer."""
    return {
        "number": ticket.number,
        "service": ticket.service,
        "class": ticket.class_id,
        "issued_at": instant_view(ticket.issued_at),
        "waited": minutes_between(ticket.issued_at, now),
        "passed": ticket.passed,
        "overridden": ticket.overridden,
        "passed_by_at_most": hall.branch.fairness.passed_by_at_most,
        "care": ticket.care,
        "came_back": ticket.came_back,
        "say": text_view(say_what_comes(hall, ticket, now)),
    }


def present_view(hall: Hall, ticket: Ticket, now: datetime) -> View:
    """The ticket at a counter, with why it was called and what the time standard says."""
    call = next((call for call in hall.calls if call.number == ticket.number and call.why is not None), None)
    why = None if call is None or call.why is None else why_view(call.why)
    waited_until = ticket.called_at or now
    return {
        **row_view(hall, ticket, now),
        "state": ticket.state.value,
        "waited": minutes_between(ticket.issued_at, waited_until),
        "called_at": instant_view(ticket.called_at),
        "started_at": instant_view(ticket.started_at),
        "recalls": ticket.recalls,
        "no_show_at": instant_view(no_show_at(hall, ticket)),
        "standard_minutes": hall.branch.services[ticket.service].standard.total_seconds() / 60,
        "language": ticket.language,
        "amount": ticket.amount,
        "slips": ticket.slips,
        "printed": wait_view(ticket.shown),
        "why": why,
    }


def _undoable(counter: Counter, last: Ticket | None, now: datetime) -> View | None:
    can = undoable_at(counter, last, now)
    return None if can is None else {"deed": can.deed, "number": can.number, "until": instant_view(can.until)}


def _next(hall: Hall, counter: Counter, services: tuple[str, ...], now: datetime) -> View | None:
    """Who would be called if this counter asked now, by the same function that will call."""
    choice = choose(hall.queues, services, hall.branch.fairness, vip_first=counter.vip_first)
    if choice is None:
        return None
    why = explain(hall.branch, counter, choice)
    return {**row_view(hall, choice.ticket, now), "why": why_view(why)}
