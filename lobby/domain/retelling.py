"""A day retold from its journal alone: who waited, who was called past whom, what each counter was doing.

Nothing is taken from the program's own counts or settings, so that anybody's journal can be retold. Where the contract
lets something be missing, what is there is taken at its word: a counter that calls is open, and who calls the next has
finished with the one before.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from lobby.domain.branch import ORDINARY
from lobby.domain.counter import CounterState
from lobby.domain.dispatch import Queues
from lobby.domain.errors import Refusal
from lobby.domain.fact import Fact, Kind
from lobby.domain.recorded import instant_of
from lobby.domain.retold import Kept, RetoldCounter, RetoldTicket
from lobby.domain.retold_call import RetoldCall, judged
from lobby.domain.retold_lines import Lines
from lobby.domain.retold_plan import plan_told
from lobby.domain.retold_policy import RetoldPolicy, policy_told
from lobby.domain.ticket import AT_COUNTER, CLOSED, TicketState


class Retelling:
    """The day after the facts taken so far. `tickets` are all of them, `calls` all that were made, in order.

    `began_at` is the instant of its first fact, with the offset from UTC that the journal gave it; None before that.
    """

    def __init__(self) -> None:
        self.policy = RetoldPolicy()
        self.began_at: datetime | None = None
        self.tickets: list[RetoldTicket] = []
        self.counters: dict[str, RetoldCounter] = {}
        self.calls: list[RetoldCall] = []
        self._named: dict[str, RetoldTicket] = {}
        self._lines = Lines()
        self._before: dict[int, tuple[RetoldTicket, Kept]] = {}
        self._meanings: Mapping[Kind, Callable[[Fact], None]] = {
            Kind.POLICY_SET: self._set_policy,
            Kind.DAY_CLOSED: self._close_day,
            Kind.COUNTER_PLANNED: self._plan,
            Kind.COUNTER_OPENED: self._open,
            Kind.COUNTER_SERVICES_SET: self._set_services,
            Kind.COUNTER_PAUSED: self._pause,
            Kind.COUNTER_RESUMED: self._resume,
            Kind.COUNTER_READY: self._be_ready,
            Kind.COUNTER_CLOSED: self._close,
            Kind.TICKET_ISSUED: self._issue,
            Kind.CLASS_GRANTED: self._grant,
            Kind.SERVICE_RECLASSIFIED: self._reclassify,
            Kind.TICKET_CALLED: self._call,
            Kind.SERVICE_STARTED: self._start,
            Kind.SERVICE_FINISHED: self._finish,
            Kind.TICKET_MISSED: self._miss,
            Kind.TICKET_BACK_LATE: self._come_back_late,
            Kind.TICKET_PARKED: self._park,
            Kind.TICKET_TRANSFERRED: self._transfer,
            Kind.TICKET_REDIRECTED: self._redirect,
            Kind.TICKET_RETURNED: self._return,
            Kind.TICKET_LEFT: self._leave,
            Kind.DEED_UNDONE: self._undo,
        }

    @property
    def queues(self) -> Queues[RetoldTicket]:
        """Those who wait, as `dispatch.choose` wants them."""
        return self._lines.queues

    def ticket(self, name: str) -> RetoldTicket:
        """The ticket of that name. Raises Refusal `never_issued`."""
        if name not in self._named:
            raise Refusal("never_issued", ticket=name)
        return self._named[name]

    def take(self, fact: Fact) -> None:
        """The fact has happened. Raises Refusal if it cannot be told; nothing has changed then."""
        if self.began_at is None or fact.kind is Kind.DAY_OPENED:
            self.began_at = fact.at
        meaning = self._meanings.get(fact.kind)
        if meaning is not None:
            meaning(fact)

    def _set_policy(self, fact: Fact) -> None:
        self.policy = policy_told(fact.detail)

    def _close_day(self, fact: Fact) -> None:
        """Nobody is left over from a day that is closed."""
        for ticket in self._named.values():
            if ticket.state not in CLOSED:
                self._move(ticket, TicketState.LEFT, fact.at)
                ticket.closed_at = fact.at
        for counter in self.counters.values():
            _unstaffed(counter, fact.at)
        self._named.clear()
        self._before.clear()

    def _plan(self, fact: Fact) -> None:
        """Whom the counter puts first is known from its plan on, if nothing else says so."""
        counter = self._counter(fact)
        counter.plan = plan_told(fact.detail, self.began_at or fact.at)
        counter.vip_first = bool(fact.detail.get("vip_first", counter.vip_first))

    def _open(self, fact: Fact) -> None:
        """Opened once more: other services, if they are said."""
        counter = self._counter(fact)
        if counter.state is CounterState.CLOSED:
            counter.ready_since = None
        _turn(counter, CounterState.OPEN, fact.at)
        counter.said = _names(fact.detail.get("services")) or counter.said
        counter.vip_first = bool(fact.detail.get("vip_first", counter.vip_first))
        counter.teller = str(fact.detail.get("teller") or fact.actor or "") or counter.teller

    def _set_services(self, fact: Fact) -> None:
        self._counter(fact).said = _names(fact.detail["services"])

    def _pause(self, fact: Fact) -> None:
        counter = self._counter(fact)
        _turn(counter, CounterState.PAUSED, fact.at)
        counter.ready_since, counter.paused_until = None, instant_of(fact.detail.get("until"))

    def _resume(self, fact: Fact) -> None:
        _turn(self._counter(fact), CounterState.OPEN, fact.at)

    def _be_ready(self, fact: Fact) -> None:
        counter = self._counter(fact)
        _turn(counter, CounterState.OPEN, fact.at)
        counter.ready_since = fact.at

    def _close(self, fact: Fact) -> None:
        _unstaffed(self._counter(fact), fact.at)

    def _issue(self, fact: Fact) -> None:
        name = str(fact.ticket)
        if name in self._named:
            raise Refusal("issued_twice", ticket=name)
        class_id = str(fact.detail.get("class") or ORDINARY)
        ticket = RetoldTicket(
            name, str(fact.detail["service"]), class_id, fact.at.timestamp(), fact.seq, issued_at=fact.at
        )
        ticket.slips = _slips(fact.detail.get("count"))
        self.tickets.append(ticket)
        self._named[name] = ticket
        self._lines.enter(ticket)

    def _grant(self, fact: Fact) -> None:
        ticket = self._about(fact)
        self._lines.leave(ticket)
        ticket.class_id = str(fact.detail["class"])
        self._lines.enter(ticket)

    def _reclassify(self, fact: Fact) -> None:
        """Served where it is for another service; with `errand`, for one more."""
        ticket = self._about(fact)
        self._lines.leave(ticket)
        ticket.service = str(fact.detail["service"])
        if fact.detail.get("errand"):
            ticket.state, ticket.started_at = TicketState.SERVING, fact.at
        self._lines.enter(ticket)

    def _call(self, fact: Fact) -> None:
        ticket, counter = self._about(fact), self._counter(fact)
        counter.called.add(ticket.service)
        passed = self._lines.older(ticket, counter.services)
        call = judged(fact, ticket, counter, passed, self.policy)
        for one in passed:
            one.skips[call.account] = one.skips.get(call.account, 0) + 1
            one.overridden += call.is_override
        self.calls.append(call)
        if counter.ticket not in (None, ticket.name):
            self._move(self._named[str(counter.ticket)], TicketState.FINISHED, fact.at)
        self._move(ticket, TicketState.CALLED, fact.at)
        ticket.counter, ticket.called_at, ticket.started_at = counter.id, fact.at, None
        ticket.first_called_at = ticket.first_called_at or fact.at
        _turn(counter, CounterState.OPEN, fact.at)
        counter.ticket, counter.ready_since = ticket.name, None

    def _start(self, fact: Fact) -> None:
        """Who is being served waits no more, also if nobody told of the call."""
        ticket = self._about(fact)
        self._lines.leave(ticket)
        ticket.state, ticket.started_at = TicketState.SERVING, fact.at

    def _finish(self, fact: Fact) -> None:
        """Without a start, the call counts as the start."""
        ticket = self._about(fact)
        self._move(ticket, TicketState.FINISHED, fact.at)
        ticket.started_at, ticket.closed_at = ticket.started_at or ticket.called_at, fact.at

    def _miss(self, fact: Fact) -> None:
        ticket = self._about(fact)
        self._move(ticket, TicketState.MISSED, fact.at)
        ticket.missed += 1

    def _come_back_late(self, fact: Fact) -> None:
        """The one thing that moves a seniority."""
        ticket = self._about(fact)
        self._wait_again(ticket, fact.at, seniority=fact.at.timestamp())

    def _park(self, fact: Fact) -> None:
        ticket = self._about(fact)
        self._move(ticket, TicketState.PARKED, fact.at)
        ticket.until = instant_of(fact.detail.get("until"))

    def _transfer(self, fact: Fact) -> None:
        ticket = self._about(fact)
        self._move(ticket, TicketState.LEFT, fact.at)
        ticket.service = str(fact.detail["service"])
        self._wait_again(ticket, fact.at)

    def _redirect(self, fact: Fact) -> None:
        self._move(self._about(fact), TicketState.REDIRECTED, fact.at)

    def _return(self, fact: Fact) -> None:
        self._wait_again(self._about(fact), fact.at)

    def _leave(self, fact: Fact) -> None:
        ticket = self._about(fact)
        self._move(ticket, TicketState.LEFT, fact.at)
        ticket.closed_at = fact.at

    def _undo(self, fact: Fact) -> None:
        """The ticket is as it was before that fact, but for skips, which stay."""
        seq = fact.detail["undone_seq"]
        if not isinstance(seq, int) or seq not in self._before:
            raise Refusal("nothing_to_undo", undone_seq=seq)
        ticket, kept = self._before[seq]
        self._release(ticket, fact.at)
        self._lines.leave(ticket)
        ticket.be_again(kept)
        self._lines.enter(ticket)
        if ticket.state in AT_COUNTER and ticket.counter is not None:
            counter = self.counters[ticket.counter]
            counter.ticket, counter.ready_since = ticket.name, None

    def _wait_again(self, ticket: RetoldTicket, at: datetime, seniority: float | None = None) -> None:
        """In line at the old place, or at this one; a promise that has come due was kept, or not."""
        if ticket.state is TicketState.PARKED and ticket.until is not None:
            ticket.kept += at <= ticket.until
            ticket.late += at > ticket.until
        self._move(ticket, TicketState.LEFT, at)
        ticket.seniority = ticket.seniority if seniority is None else seniority
        ticket.started_at = ticket.closed_at = ticket.until = None
        ticket.came_back_at = at
        ticket.state = TicketState.WAITING
        self._lines.enter(ticket)

    def _about(self, fact: Fact) -> RetoldTicket:
        """The ticket that the fact is about; how it was is kept for an undo."""
        ticket = self.ticket(str(fact.ticket))
        self._before[fact.seq] = ticket, ticket.as_it_is()
        return ticket

    def _counter(self, fact: Fact) -> RetoldCounter:
        return self.counters.setdefault(str(fact.counter), RetoldCounter(str(fact.counter)))

    def _move(self, ticket: RetoldTicket, state: TicketState, at: datetime) -> None:
        """The ticket is neither in line nor at a counter that it was at, and has this state."""
        self._lines.leave(ticket)
        self._release(ticket, at)
        ticket.state = state

    def _release(self, ticket: RetoldTicket, at: datetime) -> None:
        counter = self.counters.get(ticket.counter) if ticket.counter is not None else None
        if counter is not None and counter.ticket == ticket.name:
            counter.ticket, counter.since = None, at


def retold(facts: Iterable[Fact]) -> Retelling:
    """The day that these facts tell, oldest first. Raises Refusal at the first that cannot be told."""
    day = Retelling()
    for fact in facts:
        day.take(fact)
    return day


def _turn(counter: RetoldCounter, state: CounterState, at: datetime) -> None:
    if counter.state is not state:
        counter.state, counter.since, counter.paused_until = state, at, None


def _unstaffed(counter: RetoldCounter, at: datetime) -> None:
    _turn(counter, CounterState.CLOSED, at)
    counter.said, counter.ready_since = None, None


def _slips(said: object) -> int:
    """How many slips a customer brings; one if nobody said, or nobody could carry them."""
    return said if isinstance(said, int) and 1 < said < 10_000 else 1


def _names(said: object) -> tuple[str, ...] | None:
    """The services that were said; None if none were."""
    if isinstance(said, str):
        return (said,)
    return tuple(map(str, said)) if isinstance(said, list | tuple) and said else None
