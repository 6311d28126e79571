"""The board: what anybody in the hall may see. Counts, numbers and counters; no class, no errand of a person (S39)."""

from datetime import datetime

from lobby.domain.branch import ORDINARY
from lobby.domain.calls import SHOWN_AT_LEAST, SHOWN_FOR
from lobby.domain.estimate import Waits, newcomer
from lobby.domain.hall import Call, Hall
from lobby.domain.hours import local_day, numbers
from lobby.domain.last_numbers import last_number_notices
from lobby.domain.slow import cause_view, why_slow
from lobby.domain.ticket import TicketState
from lobby.domain.views import View, counter_view, instant_view, minutes_between, wait_view


def board_view(hall: Hall, waits: Waits, now: datetime) -> View:
    """Calls, newest first; counters in the order of the wall; queues as a newcomer would find them, and why if slow."""
    slow = why_slow(hall, now)
    return {
        "numbers": numbers_view(hall, now),
        "calls": [
            call_view(hall, call)
            for place, call in enumerate(hall.calls)
            if place < SHOWN_AT_LEAST or now - call.at <= SHOWN_FOR
        ],
        "counters": counters_view(hall),
        "queues": [
            {
                **queue_view(hall, waits, service, now),
                "slow": [cause_view(cause) for cause in slow.get(service, ())],
            }
            for service in hall.branch.services
        ],
        "notices": last_number_notices(hall, now),
    }


def numbers_view(hall: Hall, now: datetime) -> View:
    """Whether a number can be taken; if not, why, and when again."""
    given = numbers(hall.branch, now)
    is_over = hall.day is None and hall.last_day == local_day(hall.branch, now)
    return {
        "open": given.are_given and not is_over,
        "reason": given.reason or ("after_last_number" if is_over else None),
        "opens_at": instant_view(given.opens_at),
    }


def call_view(hall: Hall, call: Call) -> View:
    """A call. It is answered once the number is no longer called: the customer came, or did not."""
    ticket = hall.tickets.get(call.number)
    answered = ticket is None or ticket.state is not TicketState.CALLED or ticket.counter != call.counter
    return {
        "seq": call.seq,
        "number": call.number,
        "counter": call.counter,
        "at": instant_view(call.at),
        "answered": answered,
    }


def counters_view(hall: Hall) -> list[View]:
    """Every counter, in the order of the wall."""
    plans = sorted(hall.branch.counters.values(), key=lambda plan: plan.place)
    return [counter_view(hall, hall.counters[plan.id]) for plan in plans]


def queue_view(hall: Hall, waits: Waits, service: str, now: datetime) -> View:
    """A queue: how many wait for the service, and what a newcomer's ticket would say (`ahead`, `wait`)."""
    prospect = newcomer(hall, waits, service, ORDINARY, now)
    oldest = min((line[0].issued_at for line in hall.lines([service])), default=None)
    return {
        "service": service,
        "waiting": hall.count_waiting([service]),
        "ahead": prospect.ahead,
        "longest_wait": None if oldest is None else minutes_between(oldest, now),
        "wait": wait_view(prospect.wait),
    }
