"""The scene of a live hall: everything that is known here and decides who waits and for how long."""

from datetime import datetime, time

from lobby.domain.counter import Counter, CounterState
from lobby.domain.forecast.closing import with_who_stays
from lobby.domain.forecast.scene import Held, Scene, SceneCounter, Span, Waiter
from lobby.domain.hall import Hall
from lobby.domain.hours import instant
from lobby.domain.ticket import Ticket, TicketState


def scene_of(hall: Hall, now: datetime) -> Scene:
    """The hall at this instant of its open day. Raises ValueError if no day is open: nothing is foretold then.

    Who is away without having said until when, at a machine or missed, is not reckoned with.
    """
    branch, day = hall.branch, hall.day
    if day is None:
        raise ValueError(f"{branch.id} is closed")
    last = None if branch.hours.round_the_clock else instant(branch, day, branch.hours.last_number_at).timestamp()
    return Scene(
        now=now.timestamp(),
        midnight=instant(branch, day, time.min).timestamp(),
        last_number=last,
        fairness=branch.fairness,
        services=tuple(branch.services),
        classes=tuple(branch.fairness.classes),
        waiters=[_waiter(ticket, ticket.waits_since) for line in hall.lines(branch.services) for ticket in line],
        coming=[
            (ticket.aside.until.timestamp(), _waiter(ticket, ticket.aside.until))
            for ticket in hall.tickets.values()
            if ticket.state is TicketState.PARKED and ticket.aside is not None and ticket.aside.until is not None
        ],
        counters=with_who_stays(
            [_scene_counter(hall, counter, now) for counter in hall.counters.values()], now.timestamp()
        ),
    )


def _waiter(ticket: Ticket, since: datetime) -> Waiter:
    return Waiter(
        name=ticket.number,
        service=ticket.service,
        class_id=ticket.class_id,
        seniority=ticket.seniority,
        seq=ticket.seq,
        since=since.timestamp(),
        skips=ticket.skips,
        slips=ticket.slips,
    )


def _scene_counter(hall: Hall, counter: Counter, now: datetime) -> SceneCounter:
    is_open = counter.state is not CounterState.CLOSED
    built_for = hall.branch.counters[counter.id].services
    return SceneCounter(
        id=counter.id,
        services=counter.services if is_open else built_for,
        vip_first=counter.vip_first,
        teller=counter.teller,
        is_open=is_open,
        is_paused=counter.state is CounterState.PAUSED,
        is_ready=counter.is_ready,
        since=counter.since.timestamp(),
        held=None if counter.ticket is None else _held(hall.tickets[counter.ticket], now),
        resumes=_resumes(counter, now),
        plan=_plan(hall, counter.id),
        services_until=None if counter.services_until is None else counter.services_until.timestamp(),
        planned_services=built_for,
    )


def _held(ticket: Ticket, now: datetime) -> Held:
    return Held(
        name=ticket.number,
        service=ticket.service,
        class_id=ticket.class_id,
        seq=ticket.seq,
        begun=(ticket.called_at or now).timestamp(),
        is_started=ticket.started_at is not None,
        slips=ticket.slips,
    )


def _resumes(counter: Counter, now: datetime) -> float | None:
    """When the pause probably ends; None once that is past: then nobody knows."""
    return counter.until.timestamp() if counter.until is not None and counter.until > now else None


def _plan(hall: Hall, counter_id: str) -> tuple[Span, ...] | None:
    """The spans in which it is meant to be open, as instants; none of a branch that is open at every hour."""
    if hall.day is None or counter_id not in hall.plans or hall.branch.hours.round_the_clock:
        return None
    plan = hall.plans[counter_id]
    if plan is None:
        return ()
    edges = [plan.opens_at, *(edge for span in plan.breaks for edge in span), plan.closes_at]
    at = [instant(hall.branch, hall.day, edge).timestamp() for edge in edges]
    return tuple(zip(at[::2], at[1::2], strict=True))
