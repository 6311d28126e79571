"""Deeds of a counter: open, set its services, pause, resume, close.

Each takes the hall and answers with the next one, or raises a Conflict or NotFound and nothing has changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from lobby.domain.calls import ask_for_ready
from lobby.domain.counter import Counter, CounterState
from lobby.domain.cover import uncovered_view, uncovered_without
from lobby.domain.errors import Conflict, NotFound
from lobby.domain.fact import Kind
from lobby.domain.hall import Hall
from lobby.domain.reason import Reason


def open_counter(hall: Hall, counter_id: str, services: Sequence[str] | None, now: datetime, actor: str) -> Hall:
    """The counter is staffed and serves these services; None means those planned for it.

    Raises Conflict `counter_not_closed`, `day_closed`; NotFound `unknown_service`.
    """
    counter = _of_the_day(hall, counter_id)
    if counter.state is not CounterState.CLOSED:
        raise Conflict("counter_not_closed", counter=counter_id, state=counter.state.value)
    served = _known(hall, services) if services is not None else hall.branch.counters[counter_id].services
    opened = replace(counter, state=CounterState.OPEN, since=now, teller=actor)
    hall = hall.with_counter(opened.serving(served, _lent(hall, counter_id, served), None, now, actor))
    about = {"services": list(served), "teller": actor, "vip_first": counter.vip_first}
    return hall.told(Kind.COUNTER_OPENED, now, actor, counter=counter_id, detail=about)


def set_services(
    hall: Hall,
    counter_id: str,
    services: Sequence[str],
    until: datetime | None,
    now: datetime,
    actor: str,
    **about: Any,
) -> Hall:
    """The counter serves just these, until then (None: until somebody says otherwise). `about` stands in the fact too.

    Raises Conflict `counter_closed`, `until_is_past`; NotFound `unknown_service`.
    """
    counter = staffed(hall, counter_id)
    if until is not None and until <= now:
        raise Conflict("until_is_past", until=until)
    served = _known(hall, services)
    lent = _lent(hall, counter_id, served)
    hall = hall.with_counter(counter.serving(served, lent, until, now, actor))
    detail = {"services": list(served), "lent": list(lent), **about}
    hall = hall.told(Kind.COUNTER_SERVICES_SET, now, actor, counter=counter_id, detail=detail)
    return ask_for_ready(hall, now)


def pause(hall: Hall, counter_id: str, reason: Reason, typical: timedelta | None, now: datetime, actor: str) -> Hall:
    """The counter calls nobody until it resumes; a ticket at it is finished first.

    The reason is one of the configuration, or `other` with a note; `typical` is how long such a pause usually takes
    (None: nobody can say). Raises Conflict `counter_closed` or `counter_paused`.
    """
    counter = staffed(hall, counter_id)
    if counter.state is CounterState.PAUSED:
        raise Conflict("counter_paused", counter=counter_id)
    until = now + typical if typical else None
    about = {**reason.told, **_what_it_leaves(hall, counter_id, now)}
    hall = hall.with_counter(
        replace(counter, state=CounterState.PAUSED, since=now, ready_since=None, reason=reason.code, until=until)
    )
    return hall.told(Kind.COUNTER_PAUSED, now, actor, counter=counter_id, detail=about)


def resume(hall: Hall, counter_id: str, now: datetime, actor: str) -> Hall:
    """The counter may call again. Raises Conflict `counter_not_paused`."""
    counter = hall.counter(counter_id)
    if counter.state is not CounterState.PAUSED:
        raise Conflict("counter_not_paused", counter=counter_id, state=counter.state.value)
    hall = hall.with_counter(replace(counter, state=CounterState.OPEN, since=now, reason=None, until=None))
    return hall.told(Kind.COUNTER_RESUMED, now, actor, counter=counter_id)


def close_counter(hall: Hall, counter_id: str, now: datetime, actor: str) -> Hall:
    """Nobody sits there any more. Raises Conflict `counter_closed`, or `counter_busy` while it holds a ticket."""
    counter = staffed(hall, counter_id)
    if counter.ticket is not None:
        raise Conflict("counter_busy", counter=counter_id, ticket=counter.ticket)
    about = _what_it_leaves(hall, counter_id, now)
    hall = hall.with_counter(unstaffed(counter, now))
    return hall.told(Kind.COUNTER_CLOSED, now, actor, counter=counter_id, detail=about)


def unstaffed(counter: Counter, now: datetime) -> Counter:
    """The counter as it is when nobody sits there."""
    return Counter(counter.id, counter.vip_first, now)


def _what_it_leaves(hall: Hall, counter_id: str, now: datetime) -> Mapping[str, object]:
    """Beside the fact that a counter goes: which services it leaves with too few; nothing if none."""
    left = uncovered_view(uncovered_without(hall, counter_id, now))
    return {"uncovered": left} if left else {}


def _of_the_day(hall: Hall, counter_id: str) -> Counter:
    counter = hall.counter(counter_id)
    if hall.day is None:
        raise Conflict("day_closed")
    return counter


def staffed(hall: Hall, counter_id: str) -> Counter:
    """The counter, if somebody sits there. Raises NotFound `unknown_counter`, Conflict `counter_closed`."""
    counter = hall.counter(counter_id)
    if counter.state is CounterState.CLOSED:
        raise Conflict("counter_closed", counter=counter_id)
    return counter


def _known(hall: Hall, services: Sequence[str]) -> tuple[str, ...]:
    """The same services, each once, in the order of the configuration."""
    for service in services:
        if service not in hall.branch.services:
            raise NotFound("unknown_service", service=service)
    return tuple(service for service in hall.branch.services if service in services)


def _lent(hall: Hall, counter_id: str, services: Sequence[str]) -> tuple[str, ...]:
    planned = hall.branch.counters[counter_id].services
    return tuple(service for service in services if service not in planned)
