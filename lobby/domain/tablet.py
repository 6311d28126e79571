"""The tablet: what a lobby manager sees of the whole hall. Everybody who waits, every counter, and why each was called.

Numbers stand for people: no name, and never the id of a ticket.
"""

from collections.abc import Sequence
from datetime import datetime

from lobby.domain.alerts import alerts_view
from lobby.domain.board import numbers_view, queue_view
from lobby.domain.counter import Counter
from lobby.domain.course import Course, course_view
from lobby.domain.cover import uncovered, uncovered_view
from lobby.domain.desk import present_view, row_view
from lobby.domain.estimate import Waits, holders
from lobby.domain.explain import Why
from lobby.domain.hall import Call, Hall
from lobby.domain.later import is_later
from lobby.domain.lending_view import advice_view, lent_view
from lobby.domain.simple_wait import Prospect
from lobby.domain.slow import cause_view, causes
from lobby.domain.tablet_aside import aside_rows
from lobby.domain.ticket import Ticket
from lobby.domain.views import View, counter_view, instant_view, minutes_between, wait_view, why_view


def tablet_view(
    hall: Hall, waits: Waits, course: Course | None, called: Sequence[tuple[Call, Ticket]], now: datetime
) -> View:
    """The tablet. `course` is None before the first day.

    `called` are the last calls that have a reason, newest first, each with its ticket as it is now.
    """
    promise = hall.branch.promises.wait
    prospects = holders(hall, waits, now)
    waiting = [ticket for line in hall.lines(hall.branch.services) for ticket in line]
    waiting.sort(key=lambda ticket: (ticket.issued_at + promise, ticket.seq))
    plans = sorted(hall.branch.counters.values(), key=lambda plan: plan.place)
    return {
        "numbers": numbers_view(hall, now),
        "counters": [_counter_view(hall, hall.counters[plan.id], now) for plan in plans],
        "uncovered": uncovered_view(uncovered(hall, now)),
        "groups": _groups_view(hall, waits, now),
        "queue": [_waiting_view(hall, ticket, waits, prospects[ticket.number], now) for ticket in waiting],
        "calls": [_called_view(hall, call, call.why, ticket) for call, ticket in called if call.why is not None],
        "course": None if course is None else course_view(hall.branch, course, now),
        "advice": advice_view(hall, waits.times, now),
        "alerts": alerts_view(hall, now),
        "aside": aside_rows(hall),
    }


def _counter_view(hall: Hall, counter: Counter, now: datetime) -> View:
    present = None if counter.ticket is None else present_view(hall, hall.tickets[counter.ticket], now)
    lent = lent_view(hall, counter)
    return {**counter_view(hall, counter), "teller": counter.teller, "present": present, "lent": lent}


def _groups_view(hall: Hall, waits: Waits, now: datetime) -> list[View]:
    """The queues by the public words of what they are for, in the order of the configuration.

    `wait` spans what a newcomer would be told for any service of the group; None if none of them is served.
    """
    views: list[View] = []
    for group in hall.branch.groups:
        services = [service.id for service in hall.branch.services.values() if service.group == group]
        queues = [queue_view(hall, waits, service, now) for service in services]
        ranges = [queue["wait"]["shown"] for queue in queues if queue["wait"] is not None]
        span = [min(low for low, _ in ranges), max(high for _, high in ranges)] if ranges else None
        longest = max((q["longest_wait"] for q in queues if q["longest_wait"] is not None), default=None)
        views.append(
            {
                "group": group,
                "waiting": sum(queue["waiting"] for queue in queues),
                "longest_wait": longest,
                "wait": None if span is None else {"shown": span},
            }
        )
    return views


def _waiting_view(hall: Hall, ticket: Ticket, waits: Waits, prospect: Prospect, now: datetime) -> View:
    """One who waits: late from `promise_at` on; `skips` has how often they were passed on each account, and its cap.

    `later` is why it gets later than was printed, None while it does not.
    """
    later = causes(hall, ticket.service, now) if is_later(waits, ticket, prospect, now) else None
    return {
        **row_view(hall, ticket, now),
        "language": ticket.language,
        "promise_at": instant_view(ticket.issued_at + hall.branch.promises.wait),
        "ahead": prospect.ahead,
        "wait": wait_view(prospect.wait),
        "printed": wait_view(ticket.shown),
        "later": None if later is None else [cause_view(cause) for cause in later],
        "skips": [
            {"account": account, "used": ticket.skips.get(account, 0), "cap": cap}
            for account, cap in hall.branch.fairness.caps.items()
        ],
    }


def _called_view(hall: Hall, call: Call, why: Why, ticket: Ticket) -> View:
    """A call with all of its reason, and how long that customer had waited."""
    return {
        "seq": call.seq,
        "at": instant_view(call.at),
        "number": call.number,
        "counter": call.counter,
        "service": ticket.service,
        "class": ticket.class_id,
        "care": ticket.care,
        "language": ticket.language,
        "issued_at": instant_view(ticket.issued_at),
        "waited": minutes_between(ticket.issued_at, call.at),
        "passed": ticket.passed,
        "passed_by_at_most": hall.branch.fairness.passed_by_at_most,
        "printed": wait_view(ticket.shown),
        "why": why_view(why),
    }
