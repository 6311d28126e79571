"""What happens at a counter: it asks, calls, waits for somebody to come, serves; and what becomes of people then."""

import math
from statistics import fmean

from lobby.domain.dispatch import Choice
from tests.benchmarks.branch_days.hall import Counter, Hall
from tests.benchmarks.branch_days.laws import LONGEST, no_show, service_minutes
from tests.benchmarks.branch_days.people import ORDINARY, Person
from tests.benchmarks.branch_days.staffing import Staffing

CARE = "care"
SECOND_PART = 0.5
"""Who comes back from a park needs so much of a service more."""

COME_BACK, COME_BACK_LATE = 0.3, 0.05
"""Shares of those who missed their call: back within minutes, and after half an hour."""

LAST_HOUR = 3600
"""Seconds before closing from which nobody is sent elsewhere or asked to come back."""

Shift = tuple[int, int]
"""From and until, in seconds since midnight: everything takes longer meanwhile."""


class Serving:
    """The counters at work. `day_times` is how many times an average day's time everything takes on this one."""

    def __init__(self, hall: Hall, day_times: float, shift: Shift | None) -> None:
        self._hall = hall
        self._habits = hall.layout.habits
        self._day_times = day_times
        self._shift = shift
        self._slowed: list[float] = []
        self.staff = Staffing(hall, self.ask)

    @property
    def times(self) -> float:
        """How many times an average day's time everything took, the length of the queues included."""
        return self._day_times * fmean(self._slowed or [1.0])

    def arrive(self, person: Person) -> None:
        """Somebody takes a number."""
        hall = self._hall
        person.seniority, person.seq = float(hall.now), hall.journal.next_seq
        several = {"count": person.slips} if person.slips > 1 else {}
        about = {"number": person.name, "service": person.service, "class": person.class_id}
        hall.tell_of("ticket_issued", person, "kiosk", **about, **several)
        self._wait(person)
        hall.agenda.later(60 * person.patience, self._lose_patience, person, person.spell)
        if person.class_id == ORDINARY and CARE in hall.fairness.classes and self._happens(self._habits.granted):
            hall.agenda.later(hall.chance.uniform(60, 300), self._grant_care, person)

    def ask(self, counter: Counter, asking: int) -> None:
        """The teller pressed next, unless something came between."""
        if counter.asking != asking or not counter.is_open or counter.is_paused:
            return
        if counter.holds is not None:
            self._finish(counter, counter.holds)  # left open over lunch: while somebody is served, nobody asks
            return
        if self.staff.has_gone(counter):
            return
        self.staff.take_back(counter)
        choice = self._hall.choice(counter)
        if choice is not None:
            self._call(counter, choice)
            return
        counter.ready_since = self._hall.now
        self._hall.tell("counter_ready", counter)

    def _wait(self, person: Person) -> None:
        """The person waits, or a ready counter has called somebody."""
        self._hall.enter(person)
        self.staff.look()
        self._ask_for_ready()

    def _ask_for_ready(self) -> None:
        for counter in self._hall.ready():
            choice = self._hall.choice(counter)
            if choice is not None:
                self._call(counter, choice)

    def _call(self, counter: Counter, choice: Choice[Person]) -> None:
        hall, person = self._hall, choice.ticket
        waited = (hall.now - person.since) / 60
        hall.leave(person)
        for passed in choice.passed:
            passed.skips[str(choice.account)] = passed.skips.get(str(choice.account), 0) + 1
        skipped = [passed.name for passed in choice.passed_in_order()]
        hall.tell("ticket_called", counter, person, rule=str(choice.rule), skipped=skipped)
        counter.holds, counter.ready_since = person, None
        counter.asking += 1
        if self._happens(no_show(self._habits, waited)):
            hall.agenda.later(hall.chance.uniform(25, 45), self._recall, counter, person)
            hall.agenda.later(hall.chance.uniform(61, 110), self._miss, counter, person)
            return
        walk = 60 * self._habits.walk_median * math.exp(0.5 * hall.chance.gauss(0.0, 1.0))
        hall.agenda.later(walk, self._start, counter, person)

    def _start(self, counter: Counter, person: Person) -> None:
        hall, habits = self._hall, self._habits
        hall.tell("service_started", counter, person)
        minutes = service_minutes(hall.layout.service(person.service), hall.chance) * person.part
        minutes *= counter.times * self._day_times * (1.0 + habits.per_slip * (person.slips - 1))
        slowed = 1.0 + habits.slowing * (min(20, hall.waiting(counter.services)) - 8)
        self._slowed.append(slowed)
        minutes *= slowed
        seconds = 60 * min(minutes, LONGEST)
        hall.agenda.at(ends_at(hall.now, seconds, self._shift, habits.shift_times), self._end, counter, person)

    def _end(self, counter: Counter, person: Person) -> None:
        """The errand is done, or goes on elsewhere or later: at most once, and not so late that nobody is there."""
        hall, service = self._hall, self._hall.layout.service(person.service)
        goes_on = not person.turns and hall.now < hall.closes - LAST_HOUR
        if goes_on and service.transfers_to and self._happens(self._habits.transfers):
            self._transfer(counter, person, hall.chance.choice(service.transfers_to))
        elif goes_on and self._happens(self._habits.parks):
            self._park(counter, person)
        elif not self.staff.leaves_open(counter):
            self._finish(counter, person)

    def _finish(self, counter: Counter, person: Person) -> None:
        person.is_done = True
        self._hall.tell("service_finished", counter, person)
        self._free(counter)

    def _transfer(self, counter: Counter, person: Person, service: str) -> None:
        person.turns += 1
        person.service = service
        self._hall.tell("ticket_transferred", counter, person, service=service)
        self._free(counter)
        self._wait(person)

    def _park(self, counter: Counter, person: Person) -> None:
        person.turns += 1
        person.part = SECOND_PART
        until = self._hall.now + 300 * self._hall.chance.randint(2, 6)
        self._hall.tell("ticket_parked", counter, person, until=self._hall.journal.instant(until))
        self._free(counter)
        self._hall.agenda.at(until, self._return, person, "system")

    def _free(self, counter: Counter) -> None:
        """The teller tidies up before the next one."""
        counter.holds = None
        gap = 60 * self._habits.between_median * math.exp(self._habits.between_sd * self._hall.chance.gauss(0.0, 1.0))
        self._hall.agenda.later(gap, self.ask, counter, counter.asking)

    def _recall(self, counter: Counter, person: Person) -> None:
        self._hall.tell("ticket_recalled", counter, person)

    def _miss(self, counter: Counter, person: Person) -> None:
        """Some come back a little later, a few too late to keep their place."""
        hall, comes_back = self._hall, self._hall.chance.random()
        person.turns += 1
        hall.tell("ticket_missed", counter, person)
        self._free(counter)
        if hall.now > hall.closes - LAST_HOUR:
            return
        if comes_back < COME_BACK:
            hall.agenda.later(hall.chance.uniform(120, 900), self._return, person, "manager")
        elif comes_back < COME_BACK + COME_BACK_LATE:
            hall.agenda.later(hall.chance.uniform(1900, 3000), self._come_back_late, person)

    def _return(self, person: Person, actor: str) -> None:
        self._hall.tell_of("ticket_returned", person, actor)
        self._wait(person)

    def _come_back_late(self, person: Person) -> None:
        """The one thing that moves a seniority."""
        person.seniority = float(self._hall.now)
        self._hall.tell_of("ticket_back_late", person, "manager")
        self._wait(person)

    def _lose_patience(self, person: Person, spell: int) -> None:
        if person.waits and person.spell == spell:
            self._hall.leave(person)
            person.is_done = True
            self._hall.tell_of("ticket_left", person, "manager", how="gave_up")

    def _grant_care(self, person: Person) -> None:
        if person.waits:
            self._hall.leave(person)
            person.class_id = CARE
            self._hall.tell_of("class_granted", person, "manager", **{"class": CARE})
            self._wait(person)

    def _happens(self, share: float) -> bool:
        return self._hall.chance.random() < share


def ends_at(begins: float, seconds: float, shift: Shift | None, times: float) -> float:
    """When so many seconds of work are done that begin then, if they take longer within the shift."""
    ends = begins + seconds
    if shift is None or begins >= shift[1] or ends <= shift[0]:
        return ends
    before = max(0.0, shift[0] - begins)
    slow = (seconds - before) * times
    room = shift[1] - max(begins, shift[0])
    return max(begins, shift[0]) + slow if slow <= room else shift[1] + (slow - room) / times
