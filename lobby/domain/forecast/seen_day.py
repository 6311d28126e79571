"""One day as it is told, for what it teaches: how long counters were held, who waited how long, who was away.

Tickets and counters stand as the retelling has them; kept here is since when each counter does what it does. What a
deed ended is taught when the next has begun, so that what was undone teaches nothing.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, tzinfo
from typing import TypeAlias

from lobby.domain.days import LAPSED
from lobby.domain.fact import Fact, Kind
from lobby.domain.forecast.customers import Customers
from lobby.domain.forecast.paces import Paces, UnderWay
from lobby.domain.forecast.seen_counter import Hold, SeenCounter, is_meant_open, is_over_a_break, teller_of
from lobby.domain.forecast.staffing import Staffing
from lobby.domain.retelling import Retelling
from lobby.domain.retold import RetoldCounter, RetoldTicket
from lobby.domain.ticket import AT_COUNTER, TicketState

ABOUT = timedelta(minutes=20)
"""A pause that begins so long before a planned break is that break: the customer before it was the last. Assumed."""

SOON = timedelta(minutes=30)
"""Who opens within so long of a planned opening opens for it. Assumed."""

OPEN_ALREADY = timedelta(minutes=15)
"""A counter helps others out if one of them has been open for so long; else the hall is only just opening."""

RUN_BACK = timedelta(minutes=1)
"""A clock that shows so much less than before was set back; a line or two out of order is nothing."""

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_NO_HANG_UP = frozenset({"machine", "day_closed"})


_Before: TypeAlias = tuple[RetoldTicket, TicketState, datetime, str | None]
"""A ticket, and how it was before the fact: its state, since when it waited, its counter."""


class SeenDay:
    """A day; it teaches the three what it sees. `zone` is the branch's, None if facts have its time of day."""

    def __init__(self, paces: Paces, customers: Customers, staffing: Staffing, zone: tzinfo | None) -> None:
        self._paces, self._customers, self._staffing, self._zone = paces, customers, staffing, zone
        self._told = Retelling()
        self._counters: dict[str, SeenCounter] = {}
        self._last: datetime | None = None
        self._of_counters: Mapping[Kind, Callable[[Fact, SeenCounter, RetoldCounter], None]] = {
            Kind.COUNTER_OPENED: self._opened,
            Kind.COUNTER_PAUSED: self._paused,
            Kind.COUNTER_RESUMED: self._resumed,
            Kind.COUNTER_READY: self._resumed,
            Kind.COUNTER_CLOSED: self._closed,
        }

    def take(self, fact: Fact) -> None:
        """This has happened. Raises Refusal if it cannot be told."""
        before = self._before(fact) if fact.kind in _MOVES else None
        self._told.take(fact)
        if self._last is not None and fact.at < self._last - RUN_BACK:
            self._distrust_the_clock(fact.at)
        self._last = fact.at
        if before is not None:
            self._moved(fact, *before)
        elif fact.kind is Kind.TICKET_ISSUED:
            self._customers.came(self._half_hour(fact.at))
            self._came_ahead(self._told.tickets[-1], fact.at)
        elif fact.kind is Kind.CLASS_GRANTED:
            self._came_ahead(self._told.ticket(str(fact.ticket)), fact.at)
        elif fact.kind is Kind.DEED_UNDONE:
            self._undone()
        elif (meaning := self._of_counters.get(fact.kind)) is not None:
            name = str(fact.counter)
            meaning(fact, self._counter(name), self._told.counters[name])

    def under_way(self, now: float) -> list[UnderWay]:
        """Those who are being served at this instant, in seconds since the epoch, as far as anybody knows."""
        held = [
            counter.hold
            for counter in self._counters.values()
            if counter.hold is not None and counter.paused_since is None
        ]
        return [
            (hold.service, hold.teller, (now - hold.called_at.timestamp()) / 60, hold.ticket.slips)
            for hold in held
            if not hold.is_bad and hold.ticket.state in AT_COUNTER
        ]

    def end(self) -> None:
        """The day is over; nothing more will be undone. A ticket that is still at a counter was left there."""
        for counter in self._counters.values():
            self._settle(counter)
            if counter.open_since is not None and self._last is not None:
                self._staffing.was_open((self._last - counter.open_since) / _HOUR)

    def _before(self, fact: Fact) -> _Before:
        ticket = self._told.ticket(str(fact.ticket))
        return ticket, ticket.state, ticket.waits_since, ticket.counter

    def _counter(self, name: str) -> SeenCounter:
        counter = self._counters.get(name)
        if counter is None:
            counter = self._counters[name] = SeenCounter()
        return counter

    def _half_hour(self, at: datetime) -> int:
        local = at if self._zone is None else at.astimezone(self._zone)
        return local.hour * 2 + local.minute // 30

    def _came_ahead(self, ticket: RetoldTicket, at: datetime) -> None:
        """Somebody whom others must expect to be passed by."""
        policy = self._told.policy
        is_ahead = (
            policy.may_pass(ticket.class_id) if policy.caps is None else policy.head_start_minutes(ticket.class_id)
        )
        if is_ahead:
            self._customers.came_ahead(ticket.service, ticket.class_id, self._half_hour(at))

    def _moved(self, fact: Fact, ticket: RetoldTicket, state: TicketState, since: datetime, was_at: str | None) -> None:
        """The ticket is where it was no longer."""
        if state is TicketState.WAITING:
            gave_up = fact.kind is Kind.TICKET_LEFT and fact.detail.get("how") not in _NO_HANG_UP
            self._customers.waited((fact.at - since) / _MINUTE, gave_up)
        if fact.kind is Kind.TICKET_CALLED:
            self._called(fact, ticket, since, was_at if state in AT_COUNTER else None)
        elif state in AT_COUNTER and was_at is not None:
            counter = self._counter(was_at)
            if counter.hold is not None and counter.hold.ticket is ticket:
                moved_to = ticket.service if fact.kind is Kind.TICKET_TRANSFERRED else None
                counter.hold.is_bad |= fact.kind is Kind.TICKET_LEFT  # nobody saw when it was done
                self._end(counter, was_at, fact.at, fact.kind, moved_to)

    def _called(self, fact: Fact, ticket: RetoldTicket, since: datetime, held_by: str | None) -> None:
        name = str(fact.counter)
        counter, retold = self._counter(name), self._told.counters[name]
        if held_by == name:
            return  # called once more
        if held_by is not None:
            self._counter(held_by).hold = None
        self._resumed(fact, counter, retold)
        if counter.hold is not None:
            # Nobody said when it was done; just now, if somebody waited all the time.
            counter.hold.is_bad |= since > counter.hold.called_at
            self._end(counter, name, fact.at, Kind.SERVICE_FINISHED, None)
        elif counter.free_since is not None and since <= counter.free_since:
            self._staffing.free_for((fact.at - counter.free_since) / _MINUTE)
        self._settle(counter)
        counter.hold = Hold(ticket, ticket.service, teller_of(retold), fact.at, (fact.at - since) / _MINUTE)
        counter.free_since = None

    def _end(self, counter: SeenCounter, name: str, at: datetime, how: Kind, moved_to: str | None) -> None:
        hold = counter.hold
        if hold is None:
            return
        hold.ended_at, hold.how, hold.moved_to = at, how, moved_to
        hold.is_bad |= is_over_a_break(self._told.counters[name].plan, hold.called_at, at)
        counter.hold, counter.ended = None, hold
        counter.free_since = at if counter.paused_since is None else None

    def _settle(self, counter: SeenCounter) -> None:
        """What the counter's last ticket teaches."""
        hold, counter.ended = counter.ended, None
        if hold is None or hold.ended_at is None:
            return
        minutes = (hold.ended_at - hold.called_at) / _MINUTE
        missed = hold.how is Kind.TICKET_MISSED
        self._customers.called(hold.waited, minutes if missed else None)
        if not missed:
            self._paces.ended(hold.service, hold.moved_to)
            if not hold.is_bad:
                self._paces.held(hold.service, hold.teller, minutes, hold.ticket.slips)

    def _undone(self) -> None:
        """A ticket may be at its counter again as if it had never gone."""
        for name, counter in self._counters.items():
            ended = counter.ended
            if ended is not None and ended.ticket.state in AT_COUNTER and ended.ticket.counter == name:
                ended.ended_at = ended.how = ended.moved_to = None
                counter.hold, counter.ended, counter.free_since = ended, None, None

    def _opened(self, fact: Fact, counter: SeenCounter, retold: RetoldCounter) -> None:
        """Opened once more: it only has other services."""
        if counter.paused_since is not None:
            self._resumed(fact, counter, retold)
        elif counter.open_since is None:
            is_expected = self._is_there(retold, fact.at)
            if not is_expected and (retold.plan is None or not is_meant_open(retold.plan, fact.at)):
                self._helped(retold, fact.at)
            counter.open_since = fact.at

    def _helped(self, retold: RetoldCounter, at: datetime) -> None:
        """Somebody may have opened it because so many waited."""
        waiting = sum(len(line) for (service, _), line in self._told.queues.items() if service in retold.services)
        is_help = any(
            self._told.counters[name].services and set(self._told.counters[name].services) & set(retold.services)
            for name, other in self._counters.items()
            if other.open_since is not None and at - other.open_since >= OPEN_ALREADY
        )
        if waiting and is_help:
            self._staffing.helped(retold.id, waiting)

    def _paused(self, fact: Fact, counter: SeenCounter, retold: RetoldCounter) -> None:
        if counter.paused_since is not None:
            return
        if counter.open_since is not None:
            self._staffing.was_open((fact.at - counter.open_since) / _HOUR)
        is_news = retold.plan is None or is_meant_open(retold.plan, fact.at + ABOUT)
        counter.pause_is_news = is_news and fact.detail.get("reason") != LAPSED
        counter.open_since, counter.paused_since, counter.free_since = None, fact.at, None

    def _resumed(self, fact: Fact, counter: SeenCounter, retold: RetoldCounter) -> None:
        """Open, and not paused, whoever says so: a counter that calls is."""
        if counter.paused_since is not None:
            if counter.hold is not None and counter.hold.called_at <= counter.paused_since:
                counter.hold.is_bad = True  # left open while nobody was there
            elif counter.pause_is_news:
                finished_at = counter.ended.ended_at if counter.ended is not None else None
                self._staffing.paused(
                    (fact.at - max(counter.paused_since, finished_at or counter.paused_since)) / _MINUTE
                )
            else:
                self._is_there(retold, fact.at)
            counter.paused_since = None
        if counter.open_since is None:
            counter.open_since = fact.at

    def _closed(self, fact: Fact, counter: SeenCounter, retold: RetoldCounter) -> None:
        if counter.open_since is not None:
            self._staffing.was_open((fact.at - counter.open_since) / _HOUR)
        if counter.hold is not None:
            counter.hold.is_bad = True
        self._settle(counter)
        counter.open_since = counter.paused_since = counter.free_since = None

    def _is_there(self, retold: RetoldCounter, at: datetime) -> bool:
        """True if it was about time for a planned opening, which then was so late."""
        after = [at - begins for begins, _ in retold.plan or () if abs(at - begins) <= SOON]
        if after:
            self._staffing.late(min(after, key=abs) / _MINUTE)
        return bool(after)

    def _distrust_the_clock(self, at: datetime) -> None:
        """Nothing that is under way will tell how long it took."""
        for counter in self._counters.values():
            for hold in (counter.hold, counter.ended):
                if hold is not None:
                    hold.is_bad = True
            counter.free_since, counter.pause_is_news = None, False
            counter.open_since = None if counter.open_since is None else at


_MOVES = frozenset(
    {
        *(Kind.TICKET_CALLED, Kind.SERVICE_FINISHED, Kind.TICKET_MISSED, Kind.TICKET_BACK_LATE, Kind.TICKET_PARKED),
        *(Kind.TICKET_TRANSFERRED, Kind.TICKET_REDIRECTED, Kind.TICKET_RETURNED, Kind.TICKET_LEFT),
    }
)
