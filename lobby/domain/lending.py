"""Which flexible counter should help whom, and when it should go back. A hall and service times in, steps out.

A lent counter goes on serving its own services; those of one other group are added. It is measured how much the people
whom it could take *need* it, in people or in minutes as the branch has chosen:

- **waiting**: how many wait, and whom lent counters serve at present, who would be waiting without them. Each
  helper needs so many of its own: a second counter for the same people is lent at twice `lend_at`, and of two the one
  lent last goes back at twice `return_at`.
- **wait**: how many minutes somebody who came now would wait. Each helper is judged by the wait that the others leave.

A counter is lent when that need reaches `lend_at`, and goes back when it has fallen to `return_at`, *measured as if the
counter were not lent*. With its help the need is smaller, at times below `return_at` at once: a counter that were
measured so would send itself back, and be lent again, without anybody having come or gone. With both, it moves only as
often as the need itself crosses from the one threshold to the other.

Its own people come first. Need at home is measured in the same way: a counter is lent only while that is at most
`return_at`, goes back when it reaches `lend_at`, and whatever the need elsewhere, its own services keep their minimum
of counters (`flexible.left_short`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import inf

from lobby.domain.branch import ORDINARY, LendingMeasure, LendingMode
from lobby.domain.counter import NEVER_YET, Counter, CounterState
from lobby.domain.fact import SYSTEM
from lobby.domain.flexible import left_short, lend, take_back
from lobby.domain.hall import Hall
from lobby.domain.simple_wait import Times, newcomer
from lobby.domain.ticket import TicketState


class StepDeed(StrEnum):
    """What is worth doing with a counter."""

    LEND = "lend"
    TAKE_BACK = "take_back"


class StepCause(StrEnum):
    """Why: the need elsewhere, as it is measured; or the counter's own people, or the minimum of its own services."""

    WAITING = "waiting"
    WAIT = "wait"
    OWN_QUEUE = "own_queue"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True)
class Step:
    """One lending or taking back: of that counter, to or from these services, which are of one group when lent here."""

    deed: StepDeed
    counter: str
    services: tuple[str, ...]
    cause: StepCause


def advice(hall: Hall, times: Times, now: datetime) -> list[Step]:
    """Every step worth making: first what should go back, the latest lent first; then lendings, the most needed first.

    For the same people the counter with the fewest waiting for its own services is lent first, then the one that may
    be lent to the fewest. Each step is judged by the hall as it stands: whoever makes one asks again.
    """
    if hall.branch.lending.mode is LendingMode.OFF:
        return []
    free = [c for c in hall.counters.values() if c.left_alone_until is None or c.left_alone_until <= now]
    need = _Need(hall, times, now)
    return [*_takings_back(need, free), *_lendings(need, free)]


def advised(hall: Hall, times: Times, now: datetime) -> Step | None:
    """The step that a person should make first; None if there is none, or all happen by themselves."""
    return next((step for step in advice(hall, times, now) if not _happens_by_itself(hall, step)), None)


def by_itself(hall: Hall, times: Times, now: datetime) -> Step | None:
    """The step that should happen by itself now; None if there is none. What a person lent, no clock takes back."""
    if hall.branch.lending.mode is not LendingMode.AUTOMATIC:
        return None
    return next((step for step in advice(hall, times, now) if _happens_by_itself(hall, step)), None)


def made(hall: Hall, step: Step, now: datetime, actor: str) -> Hall:
    """The hall after the step, with its cause in the journal."""
    if step.deed is StepDeed.TAKE_BACK:
        return take_back(hall, step.counter, now, actor, reason=step.cause.value)
    return lend(hall, step.counter, step.services, None, now, actor, reason=step.cause.value)


def _happens_by_itself(hall: Hall, step: Step) -> bool:
    is_ours = step.deed is StepDeed.LEND or hall.counters[step.counter].lent_by == SYSTEM
    return hall.branch.lending.mode is LendingMode.AUTOMATIC and is_ours


@dataclass(frozen=True, slots=True)
class _Need:
    """How much people need help, in the unit of the thresholds."""

    hall: Hall
    service_times: Times
    now: datetime

    @property
    def cause(self) -> StepCause:
        return StepCause(self.hall.branch.lending.measure.value)

    def of(self, services: Sequence[str], *, without: Counter | None = None) -> float:
        """The need of those who come for these services; `without`: as if that counter were not lent.

        Counted in people it is the same with and without: whom a lent counter serves is counted anyway.
        """
        if self.hall.branch.lending.measure is LendingMeasure.WAITING:
            return self.hall.count_waiting(services) + sum(self._has(one, services) for one in self.helpers(services))
        hall = self.hall if without is None else _unlent(self.hall, without)
        return max(self._minutes(hall, service) for service in services)

    def helpers(self, services: Iterable[str]) -> list[Counter]:
        """The counters lent to some of these services, the first lent first; a paused one helps nobody."""
        lent = [c for c in self.hall.counters.values() if c.state is CounterState.OPEN and {*c.lent} & {*services}]
        return sorted(lent, key=_lent_order)

    def times(self, threshold: int, place: int) -> int:
        """The threshold for the helper at this place, counted from 0."""
        return threshold * (place + 1) if self.cause is StepCause.WAITING else threshold

    def _has(self, counter: Counter, services: Sequence[str]) -> bool:
        if counter.ticket is None:
            return False
        service = self.hall.tickets[counter.ticket].service
        return service in services and service in counter.lent

    def _minutes(self, hall: Hall, service: str) -> float:
        """Without any counter those who wait do so for ever; where nobody waits, nobody is the worse for it."""
        wait = newcomer(hall, self.service_times, service, ORDINARY, self.now).wait
        if wait is not None:
            return wait.mid
        return inf if hall.count_waiting([service]) else 0.0


def _takings_back(need: _Need, free: Iterable[Counter]) -> Iterator[Step]:
    for counter in sorted(free, key=_lent_order, reverse=True):
        cause = _why_back(need, counter) if counter.lent else None
        if cause is not None:
            yield Step(StepDeed.TAKE_BACK, counter.id, counter.lent, cause)


def _why_back(need: _Need, counter: Counter) -> StepCause | None:
    rules, own = need.hall.branch.lending, need.hall.branch.counters[counter.id].services
    if left_short(need.hall, counter.id) is not None:
        return StepCause.MINIMUM
    if need.of(own, without=counter) >= rules.lend_at:
        return StepCause.OWN_QUEUE
    if counter.services_until is not None:
        return None  # somebody has said how long
    before = [one for one in need.helpers(counter.lent) if _lent_order(one) < _lent_order(counter)]
    is_low = need.of(counter.lent, without=counter) <= need.times(rules.return_at, len(before))
    return need.cause if is_low else None


def _lendings(need: _Need, free: Iterable[Counter]) -> list[Step]:
    hall, rules = need.hall, need.hall.branch.lending
    found: list[tuple[float, str, tuple[int, int, int], Step]] = []
    most: dict[str, float] = defaultdict(float)
    for counter in free:
        plan = hall.branch.counters[counter.id]
        if counter.state is not CounterState.OPEN or counter.lent or not plan.flexible:
            continue
        if left_short(hall, counter.id) is not None or need.of(plan.services) > rules.return_at:
            continue
        for group, services in _by_group(hall, plan.flexible):
            times = need.of(services) / need.times(rules.lend_at, len(need.helpers(services)))
            if times >= 1:
                order = hall.count_waiting(plan.services), len(plan.flexible), plan.place
                found.append((times, group, order, Step(StepDeed.LEND, counter.id, services, need.cause)))
                most[group] = max(most[group], times)
    return [step for _, group, order, step in sorted(found, key=lambda one: (-most[one[1]], one[1], one[2]))]


def _by_group(hall: Hall, services: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The services by their group, both in the order of the configuration."""
    wanted, groups = set(services), dict[str, tuple[str, ...]]()
    for service in hall.branch.services.values():
        if service.id in wanted:
            groups[service.group] = (*groups.get(service.group, ()), service.id)
    return list(groups.items())


def _unlent(hall: Hall, counter: Counter) -> Hall:
    """The hall as if the counter were not lent: whom it serves of those it helps would be waiting."""
    if counter.ticket is not None and hall.tickets[counter.ticket].service in counter.lent:
        hall = hall.with_ticket(replace(hall.tickets[counter.ticket], state=TicketState.WAITING, counter=None))
        counter = counter.freed(counter.since)
    planned = hall.branch.counters[counter.id].services
    return hall.with_counter(replace(counter, services=planned, lent=()))


def _lent_order(counter: Counter) -> tuple[datetime, str]:
    return counter.lent_at or NEVER_YET, counter.id
