"""Where people wait in a forecast: groups of services that are one queue to the rule, and their lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lobby.domain.branch import TicketClass
from lobby.domain.dispatch import ClassLine, seniority_order
from lobby.domain.forecast.model import Model, Pace
from lobby.domain.forecast.people import Person, PersonKind
from lobby.domain.forecast.scene import Scene, SceneCounter

Line = list[Person]
"""Those of one group and class who wait, the oldest first."""


UNKNOWN = Pace(5.0, (1.0,))
"""For a service of which nothing at all is believed."""


def pace_of(model: Model, service: str) -> Pace:
    """What is believed of the service, or UNKNOWN."""
    return model.paces.get(service, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Floor:
    """The classes, the bit of each service's group, the lines by group and class, and the kinds of people by service
    and class.

    No line and no kind is added later.
    """

    classes: Mapping[str, TicketClass]
    groups: Mapping[str, int]
    lines: Mapping[tuple[int, str], Line]
    kinds: Mapping[tuple[str, str], PersonKind]

    def mask(self, services: Iterable[str]) -> int:
        """The groups of these services."""
        mask = 0
        for service in services:
            mask |= self.groups.get(service, 0)
        return mask

    def at(self, mask: int) -> list[ClassLine[Person]]:
        """The lines of these groups."""
        return [(self.classes[class_id], line) for (group, class_id), line in self.lines.items() if group & mask]

    def lined_up(self, waiting: Iterable[Person]) -> list[tuple[Line, list[Person]]]:
        """Each line, and who of these stands in it."""
        standing: dict[int, list[Person]] = {id(line): [] for line in self.lines.values()}
        for person in sorted(waiting, key=seniority_order):
            standing[id(person.line)].append(person)
        return [(line, standing[id(line)]) for line in self.lines.values()]


def floor_of(scene: Scene, model: Model) -> Floor:
    """Every line in which somebody stands or may come to stand."""
    pairs = {(waiter.service, waiter.class_id) for waiter in (*scene.waiters, *(one for _, one in scene.coming))}
    pairs |= {kind for kind, rates in model.arrivals.items() if max(rates) > 0 and kind[1] in scene.fairness.classes}
    sent = {to for (_, to), chance in model.returns.items() if chance > 0}
    pairs |= {(to, class_id) for to in sent for _, class_id in pairs}
    groups = groups_of(scene.counters, sorted({service for service, _ in pairs} | set(scene.services)))
    lines: dict[tuple[int, str], Line] = {}
    kinds: dict[tuple[str, str], PersonKind] = {}
    for service, class_id in sorted(pairs):
        line = lines.setdefault((groups[service], class_id), [])
        ticket_class = scene.fairness.classes[class_id]
        kinds[service, class_id] = PersonKind(service, ticket_class, groups[service], line, pace_of(model, service))
    return Floor(scene.fairness.classes, groups, lines, kinds)


def groups_of(counters: Sequence[SceneCounter], services: Iterable[str]) -> dict[str, int]:
    """A bit for each service, the same for those that exactly the same counters serve, now and after a lending."""
    served = [counter.services for counter in counters]
    served += [counter.planned_services for counter in counters if counter.services_until is not None]
    bits: dict[tuple[bool, ...], int] = {}
    return {service: bits.setdefault(tuple(service in some for some in served), 1 << len(bits)) for service in services}
