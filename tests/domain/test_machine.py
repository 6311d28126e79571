"""A state machine over all deeds: whatever is done in whatever order, the journal recounts to the same hall, I1 to I10.

`test_histories.py` plays days as they go; here Hypothesis looks for the shortest way to break something.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from lobby.domain import calls, errands
from lobby.domain.errors import LobbyError
from lobby.domain.hall import Hall
from tests.domain.builders import branch, fairness
from tests.domain.histories import agree
from tests.domain.recount import Recount
from tests.domain.scene import Scene, entry_of

SERVICES = ("cash", "loan", "wealth")
COUNTERS = {"1": ("cash", "loan"), "2": ("cash",), "3": ("loan", "wealth")}
CLASSES = ("ordinary", "gold", "platinum", "care")

counters = st.sampled_from(list(COUNTERS))
services = st.sampled_from(SERVICES)
classes = st.sampled_from(CLASSES)
Deed = Callable[[Hall, str, datetime, str], Hall]
AT_COUNTER: st.SearchStrategy[Deed] = st.sampled_from(
    [calls.next_ticket, calls.finish_then_next, calls.finish, calls.start, calls.recall, calls.no_show]
)


class HallMachine(RuleBasedStateMachine):
    """A branch with overlapping counters, one of them calling tiers first, on a Monday from ten."""

    numbers: Bundle[str] = Bundle("numbers")

    @initialize(tier=st.integers(0, 2), care=st.integers(0, 1))
    def opens(self, tier: int, care: int) -> None:
        house = branch(
            COUNTERS,
            vip_first=("3",),
            rules=fairness(caps={"tier": tier, "care": care}),
            ready=timedelta(minutes=5),
            min_call=timedelta(seconds=5),
            late_grace=timedelta(minutes=1),
            machines={"m1": ("cash",), "m2": SERVICES},
        )
        self.scene = Scene(house)
        for counter in COUNTERS:
            self.scene.opens(counter)
        self.recount = Recount()
        self._told = 0

    @rule(target=numbers, service=services, class_id=classes)
    def issue(self, service: str, class_id: str) -> str:
        return self._tried(lambda: self.scene.issues(service, class_id))

    @rule(target=numbers, counter=counters, service=services, class_id=classes)
    def walk_up(self, counter: str, service: str, class_id: str) -> str:
        return self._tried(lambda: self.scene.walks_up(counter, service, class_id))

    @rule(counter=counters, deed=AT_COUNTER)
    def at_counter(self, counter: str, deed: Deed) -> None:
        self._tried(lambda: self.scene.at(counter, deed))

    @rule(counter=counters, service=services)
    def errand(self, counter: str, service: str) -> None:
        self._tried(lambda: self.scene.does(lambda hall, now: errands.errand(hall, counter, service, now, "teller")))

    @rule(counter=counters, service=services)
    def reclassify(self, counter: str, service: str) -> None:
        self._tried(
            lambda: self.scene.does(lambda hall, now: errands.reclassify(hall, counter, service, now, "teller"))
        )

    @rule(number=numbers, minutes=st.sampled_from((1, 3)))
    def park(self, number: str, minutes: int) -> None:
        self._tried(lambda: self.scene.parks(number, minutes))

    @rule(number=numbers, machine=st.sampled_from(("m1", "m2")))
    def redirect(self, number: str, machine: str) -> None:
        self._tried(lambda: self.scene.sends_to(machine, number))

    @rule(number=numbers)
    def come_back(self, number: str) -> None:
        self._tried(lambda: self.scene.returns(number))

    @rule(number=numbers)
    def back(self, number: str) -> None:
        self._tried(lambda: self.scene.comes_after_all(number))

    @rule(number=numbers, service=services)
    def transfer(self, number: str, service: str) -> None:
        self._tried(lambda: self.scene.transfers(number, service))

    @rule(number=numbers, class_id=classes)
    def grant(self, number: str, class_id: str) -> None:
        self._tried(lambda: self.scene.grants(number, class_id))

    @rule(number=numbers)
    def undo(self, number: str) -> None:
        self._tried(lambda: self.scene.undoes(number))

    @rule(counter=counters, number=numbers)
    def override(self, counter: str, number: str) -> None:
        self._tried(lambda: self.scene.overrides(counter, number))

    @rule(number=consumes(numbers))
    def cancel(self, number: str) -> None:
        self._tried(lambda: self.scene.cancels(number))

    @rule(counter=counters, which=st.sampled_from(("opens", "pauses", "resumes", "closes")))
    def staff(self, counter: str, which: str) -> None:
        self._tried(lambda: getattr(self.scene, which)(counter))

    @rule(counter=counters, served=st.lists(services, min_size=1, max_size=2, unique=True), minutes=st.integers(0, 3))
    def lend(self, counter: str, served: list[str], minutes: int) -> None:
        until = self.scene.now + timedelta(minutes=minutes) if minutes else None
        self._tried(lambda: self.scene.serves(counter, *served, until=until))

    @rule(seconds=st.sampled_from((1, 5, 11, 61, 200, 700, -60)))
    def time_passes(self, seconds: int) -> None:
        self.scene.passes(seconds=seconds)

    @invariant()
    def the_journal_alone_tells_the_same(self) -> None:
        if not hasattr(self, "scene"):
            return
        told, self._told = self.scene.facts[self._told :], len(self.scene.facts)
        self.recount.feed(*(entry_of(fact) for fact in told))
        self.recount.rests()
        agree(self.recount, self.scene.hall)

    def _tried(self, deed: Callable[[], object]) -> str:
        """The deed is done or refused, and a refusal changes nothing, as the invariant sees. The number it answers."""
        try:
            return str(deed())
        except LobbyError:
            return "A999"


TestHall = HallMachine.TestCase
TestHall.settings = settings(
    max_examples=150, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
