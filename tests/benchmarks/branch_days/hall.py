"""The made branch as it stands: who waits, what the counters do, and whom the rule gives to one that asks."""

from bisect import bisect_left, insort
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter
from random import Random
from typing import Any

from lobby.domain.branch import Fairness, Text, TicketClass
from lobby.domain.dispatch import Choice, choose
from tests.benchmarks.branch_days.agenda import Agenda
from tests.benchmarks.branch_days.journal import Journal
from tests.benchmarks.branch_days.layout import Layout, Seat
from tests.benchmarks.branch_days.people import ORDINARY, Person

UNCAPPED = 1_000_000
_older = attrgetter("seniority", "seq")


@dataclass(slots=True, eq=False)
class Counter:
    """A counter as it stands. `times` is how many times an average teller's time its teller takes. `asking` counts
    what would make an earlier asking stale, `stint` its openings and resumings.

    Due once it is free: `due_pause` seconds, a break until `due_break`, closing for the day.
    """

    seat: Seat
    teller: str
    times: float
    services: tuple[str, ...]
    is_open: bool = False
    is_paused: bool = False
    ready_since: int | None = None
    holds: Person | None = None
    asking: int = 0
    stint: int = 0
    opened_at: int = 0
    due_pause: int | None = None
    due_break: int | None = None
    due_close: bool = False
    closes_with_hall: bool = True

    @property
    def id(self) -> str:
        """The name over the counter."""
        return self.seat.id


class Hall:
    """Everybody who waits, every counter, and the rule. It writes of what it changes, but for who comes and goes."""

    def __init__(self, layout: Layout, journal: Journal, agenda: Agenda, chance: Random) -> None:
        self.layout = layout
        self.journal = journal
        self.agenda = agenda
        self.chance = chance
        self.counters: list[Counter] = []
        self.closes = layout.closes[0] * 3600 + layout.closes[1] * 60
        self.fairness = fairness_of(layout)
        self._lines: dict[tuple[str, str], list[Person]] = {}

    @property
    def now(self) -> int:
        """The second since midnight."""
        return self.agenda.now

    def waiting(self, services: Collection[str]) -> int:
        """How many wait for one of the services."""
        return sum(len(line) for (service, _), line in self._lines.items() if service in services)

    def everybody_waiting(self) -> list[Person]:
        """All who wait, oldest first."""
        return sorted((one for line in self._lines.values() for one in line), key=_older)

    def enter(self, person: Person) -> None:
        """The person waits."""
        person.waits, person.since = True, self.now
        person.spell += 1
        insort(self._lines.setdefault((person.service, person.class_id), []), person, key=_older)

    def leave(self, person: Person) -> None:
        """The person waits no more."""
        person.waits = False
        line = self._lines[person.service, person.class_id]
        del line[bisect_left(line, _older(person), key=_older)]

    def choice(self, counter: Counter) -> Choice[Person] | None:
        """Whom the counter would call now."""
        return choose(self._lines, counter.services, self.fairness, vip_first=counter.seat.vip_first)

    def ready(self) -> list[Counter]:
        """Ready counters: the least flexible first, then those ready longest."""
        ready = [one for one in self.counters if one.ready_since is not None]
        return sorted(ready, key=lambda one: (len(one.services), one.ready_since, one.asking))

    def tell(self, kind: str, counter: Counter, person: Person | None = None, **detail: Any) -> None:
        """This has happened at the counter, by its teller's hand."""
        name = "" if person is None else person.name
        self.journal.tell(self.now, kind, counter.teller, ticket=name, counter=counter.id, **detail)

    def tell_of(self, kind: str, person: Person, actor: str, **detail: Any) -> None:
        """This has happened to somebody who is at no counter."""
        self.journal.tell(self.now, kind, actor, ticket=person.name, **detail)


def fairness_of(layout: Layout) -> Fairness:
    """The rule that the layout keeps. A class without an account passes nobody."""
    classes = {ORDINARY: _class(ORDINARY, 0.0, None)}
    for class_id, minutes in layout.head_starts.items():
        classes[class_id] = _class(class_id, minutes, layout.accounts[class_id])
    caps = {account: layout.caps.get(account, UNCAPPED) for account in layout.accounts.values()}
    return Fairness(classes, caps)


def _class(class_id: str, minutes: float, account: str | None) -> TicketClass:
    return TicketClass(class_id, Text(class_id, class_id), timedelta(minutes=minutes), account)
