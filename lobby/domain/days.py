"""What time alone does: a business day opens and closes, a ready counter lapses, lent services go back.

Each thing happens at its due instant, however late somebody comes by to notice (science.md section 1).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from lobby.domain.aside import PROMISE_DUE, come_back
from lobby.domain.branch import Branch
from lobby.domain.calls import ask_for_ready
from lobby.domain.counter import Counter, CounterState
from lobby.domain.counters import unstaffed
from lobby.domain.fact import SYSTEM, Kind
from lobby.domain.hall import Hall
from lobby.domain.hours import day_ends_at, day_opens_at, instant, is_business_day, local_day
from lobby.domain.plans import lacks_plans, with_plans
from lobby.domain.reason import Reason
from lobby.domain.ticket import Ticket, TicketState

LAPSED = "no_answer"
"""The reason of a pause that nobody pressed: a ready counter whose teller was not heard of for too long."""

HOW_THEY_LEFT = {TicketState.MISSED: "gave_up", TicketState.REDIRECTED: "machine"}
"""How those left who wait for no counter at the end of a day; everybody else was still to be served."""

Due = tuple[datetime, Callable[[Hall, datetime], Hall]]


def apply_due(hall: Hall, now: datetime) -> Hall:
    """Everything that time has made due by `now` has happened, in order, each at its due instant."""
    while due := next_due(hall, now):
        at, happen = due
        hall = happen(hall, max(at, hall.last_at))
    return hall


def next_due(hall: Hall, now: datetime) -> Due | None:
    """The earliest thing that is due by `now`, with its instant; None if nothing is."""
    return min((due for due in _all_due(hall, now) if due[0] <= now), key=lambda due: due[0], default=None)


def _all_due(hall: Hall, now: datetime) -> Iterator[Due]:
    branch = hall.branch
    if hall.day is None:
        today = local_day(branch, now)
        is_new = hall.last_day is None or today > hall.last_day
        if is_new and is_business_day(branch, today) and not _is_over(hall, now):
            yield day_opens_at(branch, today), _open_day
        return
    if hall.policy != policy_of(branch):
        yield hall.last_at, _set_policy  # the configuration changed while a day is open
    if lacks_plans(hall):
        yield hall.last_at, with_plans  # likewise: a counter more, or the first that is planned
    yield day_ends_at(branch, hall.day), _close_day
    if not branch.hours.round_the_clock and _nobody_is_left(hall):
        closes_at = instant(branch, hall.day, branch.hours.closes_at)
        if all(counter.state is CounterState.CLOSED for counter in hall.counters.values()):
            yield closes_at, _close_day
        else:
            # A counter left open was forgotten; its teller is given as long as one who is ready and not heard of.
            yield max(closes_at, hall.last_at) + branch.calls.ready, _close_counters
    for ticket in hall.tickets.values():
        if ticket.state is TicketState.PARKED and ticket.aside is not None and ticket.aside.until is not None:
            yield ticket.aside.until, _keep_promise_to(ticket)
    for counter in hall.counters.values():
        if counter.is_ready and counter.ready_since is not None:
            yield counter.ready_since + branch.calls.ready, _lapse_of(counter)
        if counter.services_until is not None:
            yield counter.services_until, _return_of(counter)


def _is_over(hall: Hall, now: datetime) -> bool:
    branch = hall.branch
    closes_at = instant(branch, local_day(branch, now), branch.hours.closes_at)
    return now >= closes_at and not branch.hours.round_the_clock


def _nobody_is_left(hall: Hall) -> bool:
    """Nobody waits for a counter, or was promised one, or is at one."""
    return all(ticket.state in HOW_THEY_LEFT for ticket in hall.tickets.values())


def _open_day(hall: Hall, at: datetime) -> Hall:
    day = local_day(hall.branch, at)
    hall = replace(hall, day=day, last_day=day, calls=(), plans={}, acknowledged={}, given={}, served=0)
    return with_plans(_set_policy(hall.told(Kind.DAY_OPENED, at, SYSTEM), at), at)


def _set_policy(hall: Hall, at: datetime) -> Hall:
    """The journal knows the rules that calls follow from here on, so that nobody needs the configuration beside it."""
    policy = policy_of(hall.branch)
    return replace(hall.told(Kind.POLICY_SET, at, SYSTEM, detail=policy), policy=policy)


def policy_of(branch: Branch) -> Mapping[str, Any]:
    """The classes and caps as the journal names them; head starts in minutes."""
    classes = branch.fairness.classes.values()
    return {
        "head_start_minutes": {c.id: c.head_start.total_seconds() / 60 for c in classes},
        "max_skips": dict(branch.fairness.caps),
        "accounts": {c.id: c.account for c in classes if c.account is not None},
    }


def _close_day(hall: Hall, at: datetime) -> Hall:
    """The day is closed: who still waited is counted as unserved, and every counter is closed.

    Of all numbers given, `served` were, `unserved` stood to be, and the others `left` before.
    """
    unserved = sum(ticket.state not in HOW_THEY_LEFT for ticket in hall.tickets.values())
    left = sum(hall.given.values()) - hall.served - unserved
    about = {"served": hall.served, "left": left, "unserved": unserved}
    for ticket in sorted(hall.tickets.values(), key=lambda ticket: ticket.seq):
        how = HOW_THEY_LEFT.get(ticket.state, "day_closed")
        hall = hall.with_ticket(replace(ticket, state=TicketState.LEFT, closed_at=at, before=None))
        hall = hall.told(Kind.TICKET_LEFT, at, SYSTEM, ticket=ticket.number, detail={"how": how})
    hall = _close_counters(hall, at)
    return replace(hall.told(Kind.DAY_CLOSED, at, SYSTEM, detail=about), day=None)


def _close_counters(hall: Hall, at: datetime) -> Hall:
    for counter in hall.counters.values():
        if counter.state is not CounterState.CLOSED:
            hall = hall.with_counter(unstaffed(counter, at))
            hall = hall.told(Kind.COUNTER_CLOSED, at, SYSTEM, counter=counter.id)
    return hall


def _keep_promise_to(ticket: Ticket) -> Callable[[Hall, datetime], Hall]:
    def keep(hall: Hall, at: datetime) -> Hall:
        return come_back(hall, ticket, Reason(PROMISE_DUE), at, SYSTEM)

    return keep


def _lapse_of(counter: Counter) -> Callable[[Hall, datetime], Hall]:
    def lapse(hall: Hall, at: datetime) -> Hall:
        paused = replace(counter, state=CounterState.PAUSED, since=at, ready_since=None, reason=LAPSED, until=None)
        about = {"reason": LAPSED}
        return hall.with_counter(paused).told(Kind.COUNTER_PAUSED, at, SYSTEM, counter=counter.id, detail=about)

    return lapse


def _return_of(counter: Counter) -> Callable[[Hall, datetime], Hall]:
    def give_back(hall: Hall, at: datetime) -> Hall:
        planned = hall.branch.counters[counter.id].services
        hall = hall.with_counter(counter.serving(planned, (), None, at, SYSTEM))
        about = {"services": list(planned), "lent": []}
        hall = hall.told(Kind.COUNTER_SERVICES_SET, at, SYSTEM, counter=counter.id, detail=about)
        return ask_for_ready(hall, at)

    return give_back
