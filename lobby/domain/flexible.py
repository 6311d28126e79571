"""Deeds of a flexible counter (弹性窗口): lent to other services, taken back, left alone.

Each takes the hall and answers with the next one, or raises a Conflict or NotFound and nothing has changed. When to do
one is advised in `lending.py`; a person may decide otherwise, and only the minimum binds everybody.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from lobby.domain.counters import set_services, staffed
from lobby.domain.errors import Conflict, NotFound
from lobby.domain.fact import SYSTEM, Kind
from lobby.domain.hall import Hall
from lobby.domain.views import instant_view


def lend(
    hall: Hall,
    counter_id: str,
    services: Sequence[str] | None,
    until: datetime | None,
    now: datetime,
    actor: str,
    **about: Any,
) -> Hall:
    """The counter serves these too (None: all that it may be lent to), until then or until it is taken back.

    Its own services stay: who waits for them is called as before, in one order with those it helps. `about` stands in
    the fact too. Raises Conflict `counter_closed`, `already_lent`, `not_flexible`, `below_minimum`, `until_is_past`;
    NotFound `unknown_service`.
    """
    counter, plan = staffed(hall, counter_id), hall.branch.counters[counter_id]
    if counter.lent:
        raise Conflict("already_lent", counter=counter_id, services=list(counter.lent))
    wanted = plan.flexible if services is None else services
    for service in wanted:
        if service not in hall.branch.services:
            raise NotFound("unknown_service", service=service)
    foreign = [service for service in wanted if service not in plan.flexible]
    if foreign or not wanted:
        raise Conflict("not_flexible", counter=counter_id, services=foreign)
    short = left_short(hall, counter_id)
    if short is not None:
        raise Conflict("below_minimum", counter=counter_id, service=short, minimum=hall.branch.lending.minimum[short])
    hall = set_services(hall, counter_id, [*counter.services, *wanted], until, now, actor, **about)
    return hall.with_counter(replace(hall.counters[counter_id], left_alone_until=None))


def take_back(hall: Hall, counter_id: str, now: datetime, actor: str, **about: Any) -> Hall:
    """The counter serves what is planned for it again; whom it serves at present is served to the end.

    Whoever decides so, but time, is not advised the opposite for a while. `about` stands in the fact too.
    Raises Conflict `counter_closed`, `not_lent`.
    """
    counter = staffed(hall, counter_id)
    if not counter.lent:
        raise Conflict("not_lent", counter=counter_id)
    hall = set_services(hall, counter_id, hall.branch.counters[counter_id].services, None, now, actor, **about)
    left_alone_until = None if actor == SYSTEM else now + hall.branch.lending.leave_alone
    return hall.with_counter(replace(hall.counters[counter_id], left_alone_until=left_alone_until))


def leave_alone(hall: Hall, counter_id: str, length: timedelta | None, now: datetime, actor: str) -> Hall:
    """For so long (None: as configured) nobody is advised to lend the counter or to take it back, nor does it happen.

    Raises Conflict `counter_closed`, `not_flexible` for one that is neither lent nor can be.
    """
    counter = staffed(hall, counter_id)
    if not counter.lent and not hall.branch.counters[counter_id].flexible:
        raise Conflict("not_flexible", counter=counter_id, services=[])
    until = now + (hall.branch.lending.leave_alone if length is None else length)
    hall = hall.with_counter(replace(counter, left_alone_until=until))
    about = {"until": instant_view(until)}
    return hall.told(Kind.COUNTER_LEFT_ALONE, now, actor, counter=counter_id, detail=about)


def left_short(hall: Hall, counter_id: str) -> str | None:
    """The first of the counter's own services that would have too few counters without it; None if none would.

    A lent counter counts for none of its services, though it goes on serving them: it may be busy with others for
    long. So a service keeps its minimum of open counters that serve it and are lent to nobody, this one left aside.
    """
    for service in hall.branch.counters[counter_id].services:
        kept = [one for one in hall.open_counters(service) if one.id != counter_id and not one.lent]
        if len(kept) < hall.branch.lending.minimum.get(service, 0):
            return service
    return None
