"""The ticket as its holder sees it: the answer when it is issued, and the picture on the phone afterwards."""

from datetime import datetime

from lobby.domain.aside import in_time_until
from lobby.domain.branch import Text
from lobby.domain.estimate import Waits, holder
from lobby.domain.hall import Hall
from lobby.domain.later import is_later
from lobby.domain.next_in_line import say_what_comes
from lobby.domain.simple_wait import Prospect
from lobby.domain.slow import cause_view, why_slow_for
from lobby.domain.ticket import AT_COUNTER, Ticket, TicketState
from lobby.domain.views import View, aside_view, instant_view, text_view, wait_view


def issued_view(hall: Hall, ticket: Ticket, prospect: Prospect) -> View:
    """The answer to an issue. `prospect` is the newcomer's, from before the ticket was there.

    A ready counter may have called it already: then `counter` says which.
    """
    return {
        "id": ticket.id,
        "number": ticket.number,
        "service": ticket.service,
        "class": ticket.class_id,
        "state": ticket.state.value,
        "issued_at": instant_view(ticket.issued_at),
        "ahead": prospect.ahead,
        "passed_by_at_most": hall.branch.fairness.passed_by_at_most,
        "wait": wait_view(prospect.wait),
        "counter": ticket.counter,
        "counters": counters_for(hall, ticket.service),
        "url": f"/t/{ticket.id}",
    }


def ticket_view(hall: Hall, ticket: Ticket, waits: Waits, now: datetime) -> View:
    """The holder's picture: nobody else's number or class stands in it. `ahead` is None unless the ticket waits.

    `is_later`: it gets longer than was printed. `slow` is why it takes long, empty while it does not; `help` is what
    staff will do for who is given care.
    """
    is_waiting = ticket.state is TicketState.WAITING and ticket.number in hall.tickets
    prospect = holder(hall, waits, ticket, now) if is_waiting else None
    gets_later = prospect is not None and is_later(waits, ticket, prospect, now)
    slow = why_slow_for(hall, ticket, now, is_later=gets_later) if is_waiting else ()
    printed = None
    if ticket.shown is not None:
        printed = {**(wait_view(ticket.shown) or {}), "at": instant_view(ticket.issued_at)}
    return {
        "number": ticket.number,
        "service": ticket.service,
        "state": ticket.state.value,
        "language": ticket.language,
        "issued_at": instant_view(ticket.issued_at),
        "ahead": prospect.ahead if prospect else None,
        "wait": wait_view(prospect.wait) if prospect else None,
        "counter": ticket.counter if ticket.state in (*AT_COUNTER, TicketState.MISSED) else None,
        "called_at": instant_view(ticket.called_at),
        "printed": printed,
        "passed": ticket.passed,
        "overridden": ticket.overridden,
        "passed_by_at_most": hall.branch.fairness.passed_by_at_most,
        "aside": aside_view(ticket.aside),
        "in_time_until": instant_view(in_time_until(hall, ticket)),
        "came_back": ticket.came_back,
        "say": text_view(_say(hall, ticket, now)),
        "is_later": gets_later,
        "slow": [cause_view(cause) for cause in slow],
        "help": _help(hall, ticket),
        "counters": counters_for(hall, ticket.service),
    }


def _say(hall: Hall, ticket: Ticket, now: datetime) -> Text:
    """What concerns this customer: why they were called, while they are; else what may still happen."""
    why = next((call.why for call in hall.calls if call.number == ticket.number and call.why is not None), None)
    if why is not None and ticket.state in AT_COUNTER:
        return why.customer
    return say_what_comes(hall, ticket, now)


def _help(hall: Hall, ticket: Ticket) -> View | None:
    """What staff do for this customer (S37), never on which ground: others may look at the phone too."""
    kind = hall.branch.care.get(ticket.care or "")
    return None if kind is None else text_view(kind.help)


def counters_for(hall: Hall, service: str) -> list[str]:
    """The counters that serve the service now; if none does, those planned for it."""
    serving = [counter.id for counter in hall.open_counters(service)]
    return serving or [plan.id for plan in hall.branch.counters.values() if service in plan.services]
