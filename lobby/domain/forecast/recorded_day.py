"""A recorded day made ready to be played again: who came when, and which counter was open for what, and until when.

Everybody comes at the recorded instant, and once more each time they came back or were sent on and were called again;
left out is who went to a machine instead. Each stretch in which a counter served the same services by the same teller
is a counter of its own in the scene, open as it was, without its pauses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from lobby.domain.counter import CounterState
from lobby.domain.errors import Refusal
from lobby.domain.fact import Fact, Kind
from lobby.domain.forecast.closing import STAYS
from lobby.domain.forecast.recorded_scene import fairness_of_policy
from lobby.domain.forecast.scene import Scene, SceneCounter, Span, Waiter
from lobby.domain.retelling import Retelling
from lobby.domain.retold import RetoldCounter, RetoldTicket

_BACK = frozenset({Kind.TICKET_RETURNED, Kind.TICKET_BACK_LATE, Kind.TICKET_TRANSFERRED})

_EARLIER = 60.0
"""The day is played from a minute before its first fact, so that nothing has begun yet."""


@dataclass(frozen=True, slots=True)
class RecordedDay:
    """`scene` is the day's beginning, with everybody still to come; `counter_of` says whose each of its counters is,
    by their ids.

    `waits` are the minutes that each of those who are played waited until the first call, by name, None of who left
    uncalled; `left_out` is how many are not played.
    """

    scene: Scene
    counter_of: Mapping[str, str]
    waits: Mapping[str, float | None]
    left_out: int


def recorded_day(facts: Iterable[Fact], zone: tzinfo | None = None) -> RecordedDay | None:
    """The day that these facts tell; None if nobody came. `zone` is that of the branch's wall, None for that of
    the first fact. Facts that cannot be told are left out."""
    told = _Told()
    for fact in facts:
        told.take(fact)
    return told.day(zone) if told.retelling.tickets else None


_Manner = tuple[tuple[str, ...] | None, str | None, bool]
"""How a counter is open: its services (None: nobody said), its teller, and whether it puts tiers first."""


class _Told:
    """The day so far."""

    def __init__(self) -> None:
        self.retelling = Retelling()
        self.came: list[tuple[float, Waiter]] = []
        self.waits: dict[str, float | None] = {}
        self.first: datetime | None = None
        self.last: datetime | None = None
        self._back: dict[int, float] = {}
        self._at_machines: set[int] = set()
        self._since: dict[str, tuple[_Manner, float]] = {}
        self._spans: dict[str, dict[_Manner, list[Span]]] = {}

    def take(self, fact: Fact) -> None:
        try:
            self.retelling.take(fact)
        except Refusal:
            return
        self.first, self.last = self.first or fact.at, fact.at
        if fact.kind is Kind.TICKET_CALLED:
            self._called(fact)
        elif fact.kind is Kind.TICKET_LEFT and fact.detail.get("how") == "machine":
            self._at_machines.add(self.retelling.ticket(str(fact.ticket)).seq)
        elif fact.kind in _BACK:
            self._back[self.retelling.ticket(str(fact.ticket)).seq] = fact.at.timestamp()
        changed = [fact.counter] if fact.counter is not None else []
        for name in [*self._since] if fact.kind is Kind.DAY_CLOSED else changed:
            counter = self.retelling.counters.get(name)
            if counter is not None:
                self._note(counter, fact.at.timestamp())

    def _called(self, fact: Fact) -> None:
        """Whoever is called came with the service and the class of that call. Its draws are its own at each call."""
        call, ticket = self.retelling.calls[-1], self.retelling.ticket(str(fact.ticket))
        is_first = call.waited_minutes is not None
        name = self._comes(ticket, call.service, call.class_id, None if is_first else fact.seq)
        if is_first:
            self.waits[name] = call.waited_minutes

    def _comes(self, ticket: RetoldTicket, service: str, class_id: str, again: int | None = None) -> str:
        """The ticket comes to be played; `again` is the seq of a call that was not its first. Answers with its name."""
        name, issued = str(len(self.came)), ticket.issued_at.timestamp()
        came = self._back.get(ticket.seq, issued)
        seq, since = (ticket.seq, issued) if again is None else (again, came)
        waiter = Waiter(name, service, class_id, ticket.seniority, seq, since, slips=ticket.slips)
        self.came.append((came, waiter))
        return name

    def _note(self, counter: RetoldCounter, at: float) -> None:
        before = self._since.get(counter.id)
        said = None if counter.said is None else tuple(counter.said)
        manner = (said, counter.teller, counter.vip_first)
        if before is not None and (counter.state is not CounterState.OPEN or before[0] != manner):
            self._end(counter.id, at)
        if counter.state is CounterState.OPEN and counter.id not in self._since:
            self._since[counter.id] = manner, at

    def _end(self, name: str, at: float) -> None:
        manner, since = self._since.pop(name)
        if at > since:
            self._spans.setdefault(name, {}).setdefault(manner, []).append((since, at))

    def day(self, zone: tzinfo | None) -> RecordedDay:
        """Everything taken. Raises ValueError if nothing was."""
        if self.first is None or self.last is None:
            raise ValueError("a day without a fact")
        for name in [*self._since]:
            self._end(name, self.last.timestamp())
        for ticket in self.retelling.tickets:
            if ticket.first_called_at is None and ticket.seq not in self._at_machines:
                self.waits[self._comes(ticket, ticket.service, ticket.class_id)] = None
        counters = {counter.id: (name, counter) for name in self._spans for counter in self._scene_counters(name)}
        services = [
            *(one.service for _, one in self.came),
            *(service for _, counter in counters.values() for service in counter.services),
        ]
        scene = Scene(
            now=self.first.timestamp() - _EARLIER,
            midnight=_midnight(self.first, zone),
            last_number=None,
            fairness=fairness_of_policy(self.retelling.policy, dict.fromkeys(one.class_id for _, one in self.came)),
            services=tuple(dict.fromkeys(services)),
            classes=(),
            waiters=(),
            coming=tuple(self.came),
            counters=tuple(counter for _, counter in counters.values()),
        )
        counter_of = {counter_id: name for counter_id, (name, _) in counters.items()}
        return RecordedDay(scene, counter_of, self.waits, len(self.retelling.tickets) - len(self.waits))

    def _scene_counters(self, name: str) -> Iterable[SceneCounter]:
        called = self.retelling.counters[name].called
        ended = max(until for spans in self._spans[name].values() for _, until in spans)
        stays = ended >= max(ticket.issued_at.timestamp() for ticket in self.retelling.tickets)
        for place, ((said, teller, vip_first), spans) in enumerate(self._spans[name].items()):
            yield SceneCounter(
                id=name if place == 0 else f"{name}/{place + 1}",
                services=tuple(sorted(called)) if said is None else said,
                vip_first=vip_first,
                teller=teller,
                is_open=False,
                is_paused=False,
                is_ready=False,
                since=0.0,
                plan=tuple((since, until + STAYS if stays and until == ended else until) for since, until in spans),
            )


def _midnight(first: datetime, zone: tzinfo | None) -> float:
    at = first if zone is None else first.astimezone(zone)
    return (
        at - timedelta(hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond)
    ).timestamp()
