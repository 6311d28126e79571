"""Who is next at the latest: nobody is called before them any more, whichever counter is free first (S04)."""

from datetime import datetime

from lobby.domain.branch import TIER_ACCOUNT, Text
from lobby.domain.counter import CounterState
from lobby.domain.dispatch import choose
from lobby.domain.explain import say_next, say_to_waiting
from lobby.domain.hall import Hall
from lobby.domain.ticket import ASIDE, Ticket, TicketState


def is_next(hall: Hall, ticket: Ticket, now: datetime) -> bool:
    """Whether the rule calls this ticket next at every counter that serves it, and nobody who comes can change that.

    Not if somebody older is aside and may come back. A paused counter counts as one that may go on. What a person
    decides is left out: an override, a class granted, a transfer to this service, a counter opened.
    """
    if ticket.state is not TicketState.WAITING or not hall.open_counters(ticket.service):
        return False
    if not _leads_its_line(hall, ticket) or _may_be_passed_by_newcomers(hall, ticket, now):
        return False
    counters = [c for c in hall.counters.values() if c.state is not CounterState.CLOSED and c.serves(ticket.service)]
    served = {service for counter in counters for service in counter.services}
    if any(one.state in ASIDE and one.service in served and one.order < ticket.order for one in hall.tickets.values()):
        return False
    choices = (
        choose(hall.queues, counter.services, hall.branch.fairness, vip_first=counter.vip_first) for counter in counters
    )
    # Whoever passes somebody older could be refused after another call has used up that one's passes.
    return all(one is not None and one.ticket.number == ticket.number and not one.passed for one in choices)


def say_what_comes(hall: Hall, ticket: Ticket, now: datetime) -> Text:
    """What may be read out to somebody who waits and asks when they are called: their own count, and what is left."""
    fairness = hall.branch.fairness
    return say_next(ticket, fairness) if is_next(hall, ticket, now) else say_to_waiting(ticket, fairness)


def _leads_its_line(hall: Hall, ticket: Ticket) -> bool:
    """Nobody else is ever chosen, and to look here first spares a full hall some thousand choices."""
    return hall.queues[ticket.service, ticket.class_id][0].number == ticket.number


def _may_be_passed_by_newcomers(hall: Hall, ticket: Ticket, now: datetime) -> bool:
    """Whether a class that has not used up its passes could still be called first: by its head start, which reaches
    back no further than that (I5), or at a counter that calls tiers first, open or not."""
    waited, fairness = now.timestamp() - ticket.seniority, hall.branch.fairness
    tiers_first = any(
        counter.vip_first and ticket.service in (*counter.services, *hall.branch.counters[counter.id].services)
        for counter in hall.counters.values()
    )
    for one in fairness.classes.values():
        if one.account is None or ticket.skips.get(one.account, 0) >= fairness.caps[one.account]:
            continue
        if waited < one.head_start_seconds or (tiers_first and one.account == TIER_ACCOUNT):
            return True
    return False
