"""A counter's day, from the journal alone: who was served there, in order and to the second, and its own states (S12).

A fold over facts. `counter_facts` in the store reads just those that matter here, but any others do no harm.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from lobby.domain.fact import Fact, Kind
from lobby.domain.views import View, instant_view


class Doing(StrEnum):
    """What can be seen at a counter that is staffed: it has a customer, calls nobody, or could call."""

    SERVING = "serving"
    PAUSED = "paused"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Stay:
    """One ticket at the counter, from its call on.

    `started_at` is None if nobody pressed start; `ended_at`, `how` and `ended_by` are None while it is still there.
    `how` is finished, missed, parked, redirected, transferred, returned, or the reason for which it left. `service` is
    what it was called for, or turned out to be for; `errands` are those that followed here, each with when it began.
    """

    number: str
    service: str | None
    class_id: str | None
    called_at: datetime
    called_by: str
    rule: str | None
    recalled_at: tuple[datetime, ...] = ()
    started_at: datetime | None = None
    ended_at: datetime | None = None
    how: str | None = None
    ended_by: str | None = None
    errands: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """The counter itself was opened, paused, resumed, given other services, or closed."""

    what: str
    at: datetime
    by: str
    reason: str | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one instant to the next (None: still) the counter did this. While it is closed there is none."""

    doing: Doing
    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A counter's day: `events` as they began, oldest first, and `stretches`, which do not overlap."""

    counter: str
    events: tuple[Stay | Change, ...]
    stretches: tuple[Stretch, ...]


_CHANGES = {
    Kind.COUNTER_OPENED: "opened",
    Kind.COUNTER_SERVICES_SET: "services_set",
    Kind.COUNTER_PAUSED: "paused",
    Kind.COUNTER_RESUMED: "resumed",
    Kind.COUNTER_CLOSED: "closed",
}


def timeline(counter: str, facts: Iterable[Fact]) -> Timeline:
    """The counter's day as these facts tell it: one day's, in order."""
    fold = _Fold(counter)
    for fact in facts:
        fold.take(fact)
    return fold.timeline()


def timeline_view(told: Timeline, day: date | None) -> View:
    """The timeline for people; `day` is None at a branch that has never opened."""
    return {
        "counter": told.counter,
        "day": None if day is None else day.isoformat(),
        "events": [_stay_view(one) if isinstance(one, Stay) else _change_view(one) for one in told.events],
        "stretches": [
            {"doing": one.doing.value, "from": instant_view(one.start), "until": instant_view(one.end)}
            for one in told.stretches
        ],
    }


def _stay_view(stay: Stay) -> View:
    return {
        "what": "ticket",
        "number": stay.number,
        "service": stay.service,
        "class": stay.class_id,
        "called_at": instant_view(stay.called_at),
        "called_by": stay.called_by,
        "rule": stay.rule,
        "recalled_at": [instant_view(at) for at in stay.recalled_at],
        "started_at": instant_view(stay.started_at),
        "ended_at": instant_view(stay.ended_at),
        "how": stay.how,
        "ended_by": stay.ended_by,
        "errands": [{"service": service, "at": instant_view(at)} for service, at in stay.errands],
    }


def _change_view(change: Change) -> View:
    return {
        "what": change.what,
        "at": instant_view(change.at),
        "by": change.by,
        "reason": change.reason,
        "services": list(change.services),
    }


class _Fold:
    """The counter's day while facts are taken in."""

    def __init__(self, counter: str) -> None:
        self._counter = counter
        self._events: list[Stay | Change] = []
        self._stretches: list[Stretch] = []
        self._about: dict[str, tuple[str | None, str | None]] = {}  # service and class, as they are now
        self._stay: int | None = None  # where in `_events` the stay stands that has not ended
        self._state: Doing | None = None  # what it does when nobody is there; None: closed

    def timeline(self) -> Timeline:
        return Timeline(self._counter, tuple(self._events), tuple(self._stretches))

    def take(self, fact: Fact) -> None:
        if fact.ticket is None:
            self._change(fact)
        else:
            self._learn(fact, fact.ticket)
            if fact.kind is Kind.TICKET_CALLED and fact.counter == self._counter:
                self._call(fact, fact.ticket)
            elif fact.kind is Kind.DEED_UNDONE and fact.counter == self._counter:
                self._take_back(fact.ticket)
            else:
                self._go_on(fact)
        self._stretch(fact.at)

    def _learn(self, fact: Fact, number: str) -> None:
        """What the ticket is for, and as whom, from here on."""
        service, class_id = self._about.get(number, (None, None))
        self._about[number] = fact.detail.get("service", service), fact.detail.get("class", class_id)

    def _take_back(self, number: str) -> None:
        """The ticket's last stay here goes on as if it had not ended."""
        for place in reversed(range(len(self._events))):
            stay = self._events[place]
            if isinstance(stay, Stay) and stay.number == number:
                self._events[place] = replace(stay, ended_at=None, how=None, ended_by=None)
                self._about[number] = (stay.errands[-1][0] if stay.errands else stay.service, self._about[number][1])
                self._stay = place
                return

    def _change(self, fact: Fact) -> None:
        if fact.counter != self._counter or fact.kind not in _CHANGES:
            return
        reason, services = fact.detail.get("reason"), tuple(fact.detail.get("services", ()))
        self._events.append(Change(_CHANGES[fact.kind], fact.at, fact.actor, reason, services))
        if fact.kind in (Kind.COUNTER_OPENED, Kind.COUNTER_RESUMED):
            self._state = Doing.IDLE
        elif fact.kind is Kind.COUNTER_PAUSED:
            self._state = Doing.PAUSED
        elif fact.kind is Kind.COUNTER_CLOSED:
            self._state = None

    def _call(self, fact: Fact, number: str) -> None:
        service, class_id = self._about[number]
        self._stay = len(self._events)
        self._events.append(Stay(number, service, class_id, fact.at, fact.actor, fact.detail.get("rule")))

    def _go_on(self, fact: Fact) -> None:
        """Something happened to a ticket: it concerns this counter if that ticket is at it."""
        stay = None if self._stay is None else self._events[self._stay]
        if self._stay is None or not isinstance(stay, Stay) or stay.number != fact.ticket:
            return
        if fact.kind is Kind.TICKET_RECALLED:
            self._events[self._stay] = replace(stay, recalled_at=(*stay.recalled_at, fact.at))
        elif fact.kind is Kind.SERVICE_STARTED:
            self._events[self._stay] = replace(stay, started_at=fact.at)
        elif fact.kind is Kind.SERVICE_RECLASSIFIED:
            self._events[self._stay] = _with_service(stay, fact)
        elif (how := _how_it_ended(fact)) is not None:
            self._events[self._stay] = replace(stay, ended_at=fact.at, how=how, ended_by=fact.actor)
            self._stay = None

    def _stretch(self, at: datetime) -> None:
        """Since `at` the counter does what it does now; what it did before has ended then."""
        doing = Doing.SERVING if self._stay is not None else self._state
        last = self._stretches[-1] if self._stretches and self._stretches[-1].end is None else None
        if last is not None and last.doing is doing:
            return
        if last is not None and last.start == at:
            self._stretches.pop()  # one deed finished and called: the counter was never seen idle
        elif last is not None:
            self._stretches[-1] = replace(last, end=at)
        if doing is not None:
            self._stretches.append(Stretch(doing, at, None))


def _with_service(stay: Stay, fact: Fact) -> Stay:
    """One more errand, or the service that it had really been for."""
    service = str(fact.detail["service"])
    if fact.detail.get("errand"):
        return replace(stay, errands=(*stay.errands, (service, fact.at)))
    if stay.errands:
        return replace(stay, errands=(*stay.errands[:-1], (service, stay.errands[-1][1])))
    return replace(stay, service=service)


_ENDS = {
    Kind.SERVICE_FINISHED: "finished",
    Kind.TICKET_MISSED: "missed",
    Kind.TICKET_PARKED: "parked",
    Kind.TICKET_REDIRECTED: "redirected",
    Kind.TICKET_TRANSFERRED: "transferred",
    Kind.TICKET_RETURNED: "returned",
}


def _how_it_ended(fact: Fact) -> str | None:
    """How this fact took the ticket from the counter; None if it did not."""
    return str(fact.detail["how"]) if fact.kind is Kind.TICKET_LEFT else _ENDS.get(fact.kind)
