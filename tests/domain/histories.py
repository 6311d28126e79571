"""Random days of a random branch, from a seed: every deed that the domain has, and time, in any order.

The seed is the whole history: the same one plays the same branch, the same deeds, the same instants.
"""

from datetime import date, timedelta
from random import Random

from lobby.domain import calls, errands
from lobby.domain.branch import Branch
from lobby.domain.counter import CounterState
from lobby.domain.errors import LobbyError
from lobby.domain.flexible import leave_alone
from lobby.domain.hall import Hall
from lobby.domain.ticket import TicketState
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch, fairness, hours
from tests.domain.lending_halls import all_flexible, lends, takes_back, ticks
from tests.domain.recount import Recount
from tests.domain.scene import Scene, entry_of

SERVICES = ("cash", "transfer", "account", "wealth")
AT_COUNTER = (calls.finish_then_next, calls.next_ticket, calls.finish, calls.start, calls.recall, calls.no_show)
SECONDS = ((0, 0, 400), (1, 20, 300), (20, 120, 260), (120, 900, 38), (3600, 14400, 2))
"""How much time goes by before a deed: from, to, weight. Often none, for equal instants decide by seq."""


def random_branch(random: Random) -> Branch:
    """Few services and counters that overlap, so that many counters compete for the same tickets."""
    services = SERVICES[: random.randint(2, 4)]
    counters = {
        str(place): tuple(random.sample(services, random.randint(1, len(services))))
        for place in range(1, random.randint(2, 4) + 1)
    }
    classes = {
        "ordinary": (0.0, None),
        "gold": (random.choice((5.0, 10.0)), "tier"),
        "platinum": (random.choice((10.0, 20.0, 30.0)), "tier"),
        "care": (random.choice((5.0, 15.0)), random.choice(("care", "care", "tier"))),
    }
    rigid = branch(
        counters,
        vip_first=tuple(id_ for id_ in counters if random.random() < 0.3),
        rules=fairness(classes, {"tier": random.choice((0, 1, 2, 2, 3)), "care": random.choice((0, 1, 1, 2))}),
        opening=hours(round_the_clock=random.random() < 0.3, closed_days=frozenset({date(2026, 1, 7)})),
        ready=timedelta(minutes=random.choice((2, 10))),
        min_call=timedelta(seconds=random.choice((10, 60))),
        late_grace=timedelta(minutes=random.choice((0, 1, 30))),
        machines={"m1": services[:1], "m2": services},
    )
    return all_flexible(rigid) if random.random() < 0.5 else rigid


class History:
    """A scene in which chance plays, recounted after every deed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._random = Random(seed)
        self.scene = Scene(random_branch(self._random), MONDAY_TEN - timedelta(hours=self._random.choice((0, 1, 3))))
        self.recount = Recount()
        self.recount.feed(*self.scene.entries)
        self.deeds = 0
        self._weights = self._random.choice(((30, 36, 14, 2, 22), (12, 48, 18, 2, 22)))  # a crowd, or idle counters
        self._deeds = [self._issue, self._at_counter, self._counter, self._cancel, self._on_ticket]

    def play(self, deeds: int) -> None:
        """So many deeds more, refused ones among them. Raises AssertionError naming the seed and the deed."""
        for _ in range(deeds):
            self.deeds += 1
            told = len(self.scene.facts)
            try:
                self._time_goes_by()
                self._random.choices(self._deeds, self._weights)[0]()
            except LobbyError:
                pass
            try:
                self.recount.feed(*(entry_of(fact) for fact in self.scene.facts[told:]))
                self.recount.rests()
                agree(self.recount, self.scene.hall)
            except AssertionError as broken:
                raise AssertionError(f"history {self.seed}, deed {self.deeds}: {broken}") from broken

    def _time_goes_by(self) -> None:
        random, scene = self._random, self.scene
        if scene.hall.day is None and random.random() < 0.5:
            scene.passes(hours=1)
        elif random.random() < 0.002:
            scene.passes(hours=random.choice((8, 24, 49)))  # to the next days, open or not
        elif random.random() < 0.01:
            scene.passes(minutes=-random.choice((1, 30)))  # somebody sets the clock back
        elif random.random() < 0.05:
            scene.clock = scene.now
        else:
            start, end, _ = random.choices(SECONDS, [weight for *_, weight in SECONDS])[0]
            scene.passes(seconds=random.randint(start, end))

    def _issue(self) -> None:
        services, classes = list(self.scene.hall.branch.services), list(self.scene.hall.branch.fairness.classes)
        self.scene.issues(self._random.choice(services), self._random.choices(classes, (5, 3, 2, 2))[0])

    def _at_counter(self) -> None:
        """A deed at a counter, mostly where somebody sits, and mostly one that makes sense there."""
        counter = self._any_counter(0.95)
        held = self.scene.hall.counters[counter].ticket
        if self._random.random() < 0.25:
            self._at_counter_rarely(counter)
            return
        weights = (40, 5, 16, 14, 10, 15) if held else (4, 90, 1, 1, 1, 1)
        self.scene.at(counter, self._random.choices(AT_COUNTER, weights)[0])

    def _at_counter_rarely(self, counter: str) -> None:
        random, scene = self._random, self.scene
        service = random.choice(list(scene.hall.branch.services))
        waiting = [t.number for t in scene.hall.tickets.values() if t.state is TicketState.WAITING]
        random.choices(
            (
                lambda: scene.walks_up(counter, service, random.choice(list(scene.hall.branch.fairness.classes))),
                lambda: scene.overrides(counter, random.choice([*waiting, "A999"])),
                lambda: scene.does(lambda hall, now: errands.reclassify(hall, counter, service, now, "teller")),
                lambda: scene.does(lambda hall, now: errands.errand(hall, counter, service, now, "teller")),
                lambda: self._nobody_comes(counter),
            ),
            (36, 25, 15, 15, 20),
        )[0]()

    def _nobody_comes(self, counter: str) -> None:
        scene = self.scene
        scene.at(counter, calls.recall)
        scene.passes(seconds=scene.hall.branch.calls.min_call.total_seconds())
        scene.at(counter, calls.no_show)

    def _on_ticket(self) -> None:
        """A deed on some ticket, mostly a live one; one in three is an undo, of what has just been done if possible."""
        random, scene = self._random, self.scene
        just_now = [fact.ticket for fact in scene.facts[-2:] if fact.ticket is not None]
        closed = [number for day, number in scene.closed if day == str(scene.hall.day)]
        if random.random() < 0.35:
            scene.undoes(random.choice(just_now or [*scene.hall.tickets, "A999"]))
            return
        number = random.choice([*scene.hall.tickets, *scene.hall.tickets, *closed[-3:], "A999"])
        random.choices(
            (
                lambda: scene.parks(number, random.choice((0.5, 5, 40))),
                lambda: scene.sends_to(random.choice(("m1", "m2", "m3")), number),
                lambda: scene.returns(number),
                lambda: scene.comes_after_all(number),
                lambda: scene.transfers(number, random.choice(list(scene.hall.branch.services))),
                lambda: scene.grants(number, random.choice(list(scene.hall.branch.fairness.classes))),
            ),
            (20, 15, 20, 20, 15, 10),
        )[0]()

    def _counter(self) -> None:
        random, scene = self._random, self.scene
        counter = self._any_counter(0.5)
        known = list(scene.hall.branch.services)
        services = random.sample(known, min(len(known), random.randint(1, 2)))
        until = scene.now + timedelta(minutes=random.randint(1, 40)) if random.random() < 0.5 else None
        random.choices(
            (
                lambda: scene.opens(counter, *random.choice(([], services))),
                lambda: scene.serves(counter, *services, until=until),
                lambda: scene.pauses(counter),
                lambda: scene.resumes(counter),
                lambda: scene.closes(counter),
                lambda: ticks(scene),
                lambda: lends(scene, counter),
                lambda: takes_back(scene, counter),
                lambda: scene.does(lambda hall, now: leave_alone(hall, counter, None, now, "manager")),
            ),
            (40, 20, 6, 30, 2, 4, 2, 2, 1),
        )[0]()

    def _cancel(self) -> None:
        self.scene.cancels(self._random.choice([*self.scene.hall.tickets, "A999"]))

    def _any_counter(self, open_share: float) -> str:
        every = list(self.scene.hall.counters.values())
        staffed = [counter for counter in every if counter.state is not CounterState.CLOSED]
        return self._random.choice(staffed if staffed and self._random.random() < open_share else every).id


def agree(recount: Recount, hall: Hall) -> None:
    """The program's hall is the recounted one: states (I8), seniority and skips (I6), counters."""
    tickets = {
        f"{hall.day}/{t.number}": (
            *(t.state.value, t.service, t.class_id, t.seniority, t.seq),
            *(dict(t.skips), t.overridden, t.counter),
        )
        for t in hall.tickets.values()
    }
    seen = {
        t.name: (t.state, t.service, t.class_id, t.seniority, t.seq, t.skips, t.overridden, t.counter)
        for t in recount.picture.live
    }
    assert tickets == seen, "I6, I8: the program's tickets are not the recounted ones"
    waiting = {f"{hall.day}/{t.number}" for line in hall.queues.values() for t in line}
    assert waiting == {t.name for t in recount.picture.waiting}, "I8: the queues are not those who wait"
    for line in hall.queues.values():
        assert list(line) == sorted(line, key=lambda t: t.order), "a line out of order"
        assert all(t is hall.tickets[t.number] for t in line), "I8: a ticket stands twice, and differs"
    if hall.day is not None:
        today = [t for t in recount.picture.tickets.values() if t.name.startswith(f"{hall.day}/")]
        counted = (len(today), sum(t.state == "finished" for t in today))
        assert (sum(hall.given.values()), hall.served) == counted, f"numbers given, and served, are {counted}"
    for c in recount.picture.counters.values():
        counter = hall.counters[c.id]
        held = None if c.ticket is None else c.ticket.partition("/")[2]
        told = (c.state, set(c.services), held, c.ready_since)
        assert told == (counter.state.value, set(counter.services), counter.ticket, counter.ready_since), (
            f"I8: counter {c.id} is not as recounted: {told}"
        )
