"""`choose` and `call_order` agree with the definition (`oracle.py`) on any hall."""

from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lobby.domain.branch import Fairness
from lobby.domain.dispatch import Choice, call_order, choose
from tests.domain.builders import fairness
from tests.domain.oracle import Policy, Verdict, Waiter, ask, count_skips, policy_of

SERVICES = ("cash", "transfer", "wealth")
CLASSES = ("ordinary", "gold", "platinum", "care", "booked")


@dataclass(frozen=True)
class Floor:
    """A hall as the rule sees it, and a counter that asks."""

    waiting: list[Waiter]
    services: list[str]
    vip_first: bool
    rules: Fairness

    @property
    def policy(self) -> Policy:
        return policy_of(self.rules)

    def queues(self) -> dict[tuple[str, str], list[Waiter]]:
        """By service and class, oldest first; some lines are missing."""
        lines: dict[tuple[str, str], list[Waiter]] = {}
        for waiter in sorted(self.waiting, key=lambda waiter: (waiter.seniority, waiter.seq)):
            lines.setdefault((waiter.service, waiter.class_id), []).append(waiter)
        return lines


@st.composite
def floors(draw: st.DrawFn) -> Floor:
    """Few instants, so that many are equal, and skips up to and at the caps (a lowered cap: even above)."""
    minutes = st.sampled_from([0, 1, 5, 10, 15, 30])
    care = draw(st.sampled_from(["care", "tier"]))
    caps = {"tier": draw(st.integers(0, 3)), "care": draw(st.integers(0, 3))}
    classes = {
        "ordinary": (0, None),
        "gold": (draw(minutes), "tier"),
        "platinum": (draw(minutes), "tier"),
        "care": (draw(minutes), care),
        "booked": (draw(minutes), "tier"),
    }
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(SERVICES),
                st.sampled_from(CLASSES),
                st.sampled_from([0.0, 60.0, 299.5, 300.0, 300.5, 600.0, 900.0, 1500.0, 1800.0]),
                st.integers(0, caps["tier"] + 1),
                st.integers(0, caps["care"] + 1),
            ),
            max_size=12,
        )
    )
    waiting = [
        Waiter(f"A{n:03d}", service, class_id, seniority, n, {"tier": tier, "care": cared} if tier or cared else {})
        for n, (service, class_id, seniority, tier, cared) in enumerate(drawn, start=1)
    ]
    services = draw(st.lists(st.sampled_from(SERVICES), min_size=1, unique=True))
    return Floor(waiting, services, draw(st.booleans()), fairness(classes, caps))


def told(found: Choice[Waiter] | Verdict | None) -> tuple[str, str, list[str]] | None:
    """Who is called, by which rule, and whom that passes."""
    if found is None:
        return None
    called = found.ticket if isinstance(found, Choice) else found.called
    return called.name, str(found.rule), sorted(waiter.name for waiter in found.passed)


def order_by_the_definition(floor: Floor) -> list[tuple[str, str]]:
    """The definition asked again and again, with the skips that each call makes."""
    waiting = [replace(waiter, skips=dict(waiter.skips)) for waiter in floor.waiting]
    order = []
    while verdict := ask(waiting, floor.services, vip_first=floor.vip_first, policy=floor.policy):
        count_skips(verdict, floor.policy)
        waiting.remove(verdict.called)
        order.append((verdict.called.name, verdict.rule))
    return order


@settings(max_examples=1500)
@given(floors())
def test_the_chosen_one_is_the_one_of_the_definition(floor: Floor) -> None:
    chosen = choose(floor.queues(), floor.services, floor.rules, vip_first=floor.vip_first)

    assert told(chosen) == told(ask(floor.waiting, floor.services, vip_first=floor.vip_first, policy=floor.policy))


@settings(max_examples=400)
@given(floors())
def test_the_order_of_calls_is_the_definition_asked_again_and_again(floor: Floor) -> None:
    before = [replace(waiter, skips=dict(waiter.skips)) for waiter in floor.waiting]

    order = call_order(floor.queues(), floor.services, floor.rules, vip_first=floor.vip_first)

    assert [(waiter.name, str(rule)) for waiter, rule in order] == order_by_the_definition(floor)
    assert floor.waiting == before, "an imagined order counts no skip"
