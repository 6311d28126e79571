"""One replica after the other: what happens in the hall from now on, in its order, at draws that stand still."""

from bisect import bisect_right, insort
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from math import inf, nan

from lobby.domain.branch import Fairness
from lobby.domain.dispatch import choose_among, seniority_order
from lobby.domain.forecast.draws import Luck, afterwards, by_wait, luck_of, patience, pick, shares, together
from lobby.domain.forecast.floor import Floor
from lobby.domain.forecast.ghosts import Ghosts
from lobby.domain.forecast.model import Model
from lobby.domain.forecast.newcomers import Newcomers
from lobby.domain.forecast.people import Person
from lobby.domain.forecast.played_counter import PlayedCounter

GIVES_UP, COMES, CHANGES, LEAVES, ASKS, HALF_HOUR = range(6)
"""What can happen, in the order in which it does if it happens at once."""

Event = tuple[float, int, int, Person | None]
"""When, what, the counter's index (the seq of a person, the half hour), and the person, if it is about one."""


class Play:
    """The hall played forward. Calls are left with the people and the ghosts."""

    def __init__(
        self,
        fairness: Fairness,
        model: Model,
        floor: Floor,
        counters: Sequence[PlayedCounter],
        waiting: Sequence[Person],
        coming: Sequence[tuple[float, Person]],
        newcomers: Newcomers,
        ghosts: Ghosts,
        count: int,
        horizon: float,
    ) -> None:
        self.fairness = fairness
        self.model = model
        self.floor = floor
        self.counters = counters
        self.newcomers = newcomers
        self.ghosts = ghosts
        self.count = count
        self.horizon = horizon
        everybody = (*waiting, *(one for _, one in coming))
        if max(model.gives_up) > 0:
            for person in everybody:
                drawn = shares(person.luck.about, "patience", count)
                from_then = max(0.0, person.since)
                borne = patience(model.gives_up, max(0.0, -person.since), drawn)
                person.leaving = [from_then + minutes for minutes in borne]
        self.wanted = sum(person.calls is not None for person in everybody)
        self.leaving = [(person.leaving, person) for person in everybody if person.leaving is not None]
        self.first_lines = floor.lined_up(waiting)
        self.first_capped = [(person, account) for person in waiting for account in person.capped]
        self.first_events = self._foreseen(coming)
        self.first_ready = sorted((counter for counter in counters if counter.was_ready), key=_readiness)
        self.most_missing = max(model.no_shows)
        self.together = together(model, count)
        self.afterwards = afterwards(model, count)
        self.sent_on = _sent_on(model)
        self.most_sent_on = max((chances[-1] for chances, _ in self.sent_on.values() if chances), default=0.0)
        self.pauses_a_minute = model.pauses / 60
        self.passed: list[Person] = []
        self.ready: list[PlayedCounter] = []
        self.reserves: list[PlayedCounter] = []

    def _foreseen(self, coming: Sequence[tuple[float, Person]]) -> list[Event]:
        """What is sure to happen, whatever the replica."""
        events: list[Event] = [(max(at, 0.0), COMES, person.seq, person) for at, person in coming]
        for counter in self.counters:
            if counter.changes_at < self.horizon:
                events.append((counter.changes_at, CHANGES, counter.index, None))
        if self.newcomers.first < self.newcomers.ends:
            events.append((0.0, HALF_HOUR, self.newcomers.first, None))
        return events

    def replica(self, replica: int) -> None:
        """Play it until nobody of whom something is to be said waits any more."""
        self.now_in = replica
        self._begin()
        events, ghosts, counters, horizon = self.events, self.ghosts, self.counters, self.horizon
        while events and (self.left or ghosts.left):
            at, what, about, person = heappop(events)
            if at > horizon:
                return
            if what == ASKS:
                counter = counters[about]
                if self.reserves and counter in self.reserves:
                    self.reserves.remove(counter)
                if counter.asks_at == at:
                    counter.asks_at = inf
                    self._asks(counter, at)
            elif what == HALF_HOUR:
                self._half_hour(about)
            elif person is not None:
                if what == COMES:
                    self._comes(person, at)
                else:
                    self._gives_up(person)
            else:
                self._turns(counters[about], at, what)

    def _begin(self) -> None:
        """The hall stands as it does in the scene, and what is sure to happen is foreseen."""
        replica, horizon = self.now_in, self.horizon
        self.times = self.together[replica]
        self.over_at, self.times_then = self.afterwards[replica]
        self.ready.clear()
        self.left = self.wanted
        for person in self.passed:
            person.begin()
        self.passed.clear()
        for line, first in self.first_lines:
            line[:] = first
        self.ghosts.begin(replica)
        for person, account in self.first_capped:
            self.ghosts.barred(person, account)
        self.events: list[Event] = [
            (at, GIVES_UP, person.seq, person) for leaving, person in self.leaving if (at := leaving[replica]) < horizon
        ]
        self.events += self.first_events
        heapify(self.events)
        for counter in self.counters:
            counter.begin()
        self.reserves = [counter for counter in self.counters if counter.reserve < inf]
        for counter in self.first_ready:
            self._asks(counter, 0.0)
            counter.ready_since = counter.since
        for counter in self.counters:
            if counter.was_ready:
                continue
            if counter.held is not None:
                self._is_free(counter, counter.luck, counter.firsts[replica])
            else:
                self._asks_at(counter, counter.firsts[replica])
        self._opens_reserves(0.0)

    def _half_hour(self, half_hour: int) -> None:
        for person in self.newcomers.coming(half_hour, self.now_in):
            heappush(self.events, (person.since, COMES, person.seq, person))
        if half_hour + 1 < self.newcomers.ends:
            heappush(self.events, (self.newcomers.begins(half_hour + 1), HALF_HOUR, half_hour + 1, None))

    def _comes(self, person: Person, at: float) -> None:
        """The person waits, and the ready counters are asked for: least flexible first, then ready longest."""
        line = person.line
        if line and line[-1].seniority >= person.seniority:
            insort(line, person, key=seniority_order)
        else:
            line.append(person)
        for account in person.capped:
            self.ghosts.barred(person, account)
        able = [counter for counter in self.ready if counter.mask & person.group] if self.ready else []
        if able:
            counter = min(able, key=_readiness)
            self.ready.remove(counter)
            self._asks(counter, at)
        elif self.reserves:
            self._opens_reserves(at)

    def _opens_reserves(self, at: float) -> None:
        for counter in self.reserves[:]:
            if sum(len(line) for _, line in counter.lines) >= counter.reserve:
                self.reserves.remove(counter)
                counter.until = inf
                self._asks_at(counter, at)

    def _turns(self, counter: PlayedCounter, at: float, what: int) -> None:
        """The counter's services change, or a counter that is ready leaves by its plan."""
        if what == CHANGES:
            counter.change()
        if not counter.is_ready:
            return
        if what == CHANGES:
            self.ready.remove(counter)
            self._asks(counter, at)
        elif at >= counter.until:
            self.ready.remove(counter)
            counter.is_ready = False
            self._asks_at(counter, at)

    def _asks_at(self, counter: PlayedCounter, at: float) -> None:
        """The counter asks then, if its plan has it there; at once or when it comes back."""
        if at >= counter.until:
            at = counter.planned_back(at, self.now_in)
        counter.asks_at = counter.worked_from = at
        if at < self.horizon:
            heappush(self.events, (at, ASKS, counter.index, None))

    def _asks(self, counter: PlayedCounter, at: float) -> None:
        called = choose_among(counter.lines, self.fairness, counter.vip_first)
        if called is None:
            self._is_ready(counter, at)
            return
        counter.is_ready = False
        person, passed, account, _ = called
        if self.ghosts.left:
            self.ghosts.asked(counter, person, passed, at)
        if passed:
            self._skips(passed, account or "")
        del person.line[0]
        self._goes(person, at)
        self._serves(counter, person, at)

    def _skips(self, passed: Sequence[Person], account: str) -> None:
        """These have been passed once more."""
        cap = self.fairness.caps[account]
        for person in passed:
            skips = person.skips.get(account, 0) + 1
            person.skips = {**person.skips, account: skips}
            if skips == cap:
                person.capped = (*person.capped, account)
                self.ghosts.barred(person, account)
        self.passed += passed

    def _gives_up(self, person: Person) -> None:
        """The person leaves, unless it is not there any more."""
        is_called = person.calls is not None and person.calls[self.now_in] < inf
        if not is_called and person in person.line:
            person.line.remove(person)
            self._goes(person, nan)

    def _goes(self, person: Person, call: float) -> None:
        """The person waits no longer: it was called then, or gave up (no number)."""
        if person.capped and not person.is_young:
            self.ghosts.goes(person)
        if person.calls is not None:
            person.calls[self.now_in] = call
            self.left -= 1

    def _serves(self, counter: PlayedCounter, person: Person, at: float) -> None:
        luck, replica = person.luck, self.now_in
        share, lasting = luck.missing[replica], luck.lasting[replica]
        if share < self.most_missing and share < by_wait(self.model.no_shows, at - person.since):
            end = at + pick(self.model.no_show_minutes, lasting)
        else:
            pace = person.kind.pace
            pool = pace.pool
            times = self.times if at < self.over_at else self.times_then
            end = at + pace.minutes * pool[int(lasting * len(pool))] * counter.factor * times
            if luck.sent_on[replica] < self.most_sent_on and person.service in self.sent_on:
                self._may_send_on(person, end)
        self._is_free(counter, luck, end)

    def _is_free(self, counter: PlayedCounter, luck: Luck, end: float) -> None:
        """The ticket is done. The counter asks after a gap, or after a pause that nobody planned."""
        replica, between = self.now_in, self.model.between
        back = end + between[int(luck.gap[replica] * len(between))]
        if luck.pausing[replica] < self.pauses_a_minute * (end - counter.worked_from):
            back = end + pick(self.model.pause_minutes, shares(luck.about, "pause minutes", self.count)[replica])
        self._asks_at(counter, back)

    def _is_ready(self, counter: PlayedCounter, at: float) -> None:
        counter.is_ready = True
        counter.ready_since = at
        self.ready.append(counter)
        self.ghosts.is_free(counter, at)
        if counter.until < self.horizon:
            heappush(self.events, (max(at, counter.until), LEAVES, counter.index, None))

    def _may_send_on(self, person: Person, end: float) -> None:
        """The service may end with a transfer: the ticket waits again, as old as it is, and stays where it is sent."""
        if person.is_sent_on:
            return
        luck = person.luck
        chances, services = self.sent_on[person.service]
        place = bisect_right(chances, luck.sent_on[self.now_in])
        if place == len(services):
            return
        kind = self.floor.kinds[services[place], person.class_id]
        luck = luck_of(f"{luck.about} sent on", self.count)
        again = Person(
            kind, person.seniority, person.seq, person.skips, person.capped, person.since, person.is_young, luck
        )
        again.is_sent_on = True
        heappush(self.events, (end, COMES, person.seq, again))


def _readiness(counter: PlayedCounter) -> tuple[int, float, str]:
    """In which order ready counters are asked for: least flexible first, then ready longest."""
    return (counter.breadth, counter.ready_since, counter.id)


def _sent_on(model: Model) -> dict[str, tuple[list[float], list[str]]]:
    """By service: chances of being sent on, added up, and to where."""
    found: dict[str, tuple[list[float], list[str]]] = {}
    for (service, to), chance in sorted(model.returns.items()):
        chances, services = found.setdefault(service, ([], []))
        if chance > 0:
            chances.append(chance + (chances[-1] if chances else 0.0))
            services.append(to)
    return found
