"""Who is next, example by example, at the edges. Classic mistakes have a test each, which fails if one is made."""

from collections.abc import Mapping, Sequence

import pytest

from lobby.domain.branch import Fairness
from lobby.domain.dispatch import Choice, Rule, call_order, choose
from tests.domain.builders import DEMO_CLASSES, fairness
from tests.domain.oracle import Waiter

TEN = 10 * 60.0


def waiter(
    seq: int, class_id: str = "ordinary", at: float = 0.0, service: str = "cash", skips: Mapping[str, int] | None = None
) -> Waiter:
    """Number `seq`, who came that many seconds after the first."""
    return Waiter(f"A{seq:03d}", service, class_id, at, seq, dict(skips or {}))


def queues(waiting: Sequence[Waiter]) -> dict[tuple[str, str], list[Waiter]]:
    """By service and class, in the order given: oldest first."""
    lines: dict[tuple[str, str], list[Waiter]] = {}
    for one in waiting:
        lines.setdefault((one.service, one.class_id), []).append(one)
    return lines


def chosen(
    *waiting: Waiter, services: tuple[str, ...] = ("cash",), vip_first: bool = False, rules: Fairness | None = None
) -> tuple[str, Rule, list[str]]:
    """The number called, the rule, and the numbers passed."""
    choice: Choice[Waiter] | None = choose(queues(waiting), services, rules or fairness(), vip_first=vip_first)
    assert choice is not None
    return choice.ticket.name, choice.rule, sorted(one.name for one in choice.passed)


def test_nobody_is_chosen_where_nobody_waits() -> None:
    assert choose({}, ["cash"], fairness(), vip_first=False) is None
    assert choose({("cash", "ordinary"): []}, ["cash"], fairness(), vip_first=False) is None


def test_nobody_is_chosen_who_waits_for_something_else() -> None:
    waiting = queues([waiter(1, service="transfer")])

    assert choose(waiting, ["cash"], fairness(), vip_first=False) is None
    assert choose(waiting, [], fairness(), vip_first=False) is None


def test_one_alone_is_called_as_the_only_one() -> None:
    assert chosen(waiter(1)) == ("A001", Rule.ONLY, [])


def test_of_one_class_the_oldest_is_called() -> None:
    assert chosen(waiter(1), waiter(2, at=60)) == ("A001", Rule.OLDEST, [])


def test_equal_seniority_is_settled_by_the_seq_of_the_issue() -> None:
    assert chosen(waiter(4, service="transfer"), waiter(3), services=("transfer", "cash"))[0] == "A003"
    assert chosen(waiter(4, "gold"), waiter(3, "gold", service="b"), services=("cash", "b"))[0] == "A003"


@pytest.mark.parametrize(
    ("came_after", "called"),
    [(TEN - 0.5, "A002"), (TEN, "A001"), (TEN + 0.5, "A001")],
    ids=["just before", "at", "just after"],
)
def test_a_head_start_passes_only_who_came_less_than_that_before(came_after: float, called: str) -> None:
    assert chosen(waiter(1), waiter(2, "gold", at=came_after))[0] == called


def test_a_head_start_counts_against_another_head_start() -> None:
    gold, later = waiter(1, "gold"), 20 * 60.0

    assert chosen(gold, waiter(2, "platinum", at=later - 0.5)) == ("A002", Rule.HEAD_START, ["A001"])
    assert chosen(gold, waiter(2, "platinum", at=later)) == ("A001", Rule.OLDEST, [])


@pytest.mark.parametrize(
    ("skips", "expected"),
    [
        (1, ("A002", Rule.HEAD_START, ["A001"])),
        (2, ("A001", Rule.CAP, [])),
        (3, ("A001", Rule.CAP, [])),
    ],
    ids=["below the cap", "at the cap", "above a cap that was lowered"],
)
def test_nobody_is_passed_more_often_than_the_cap(skips: int, expected: tuple[str, Rule, list[str]]) -> None:
    assert chosen(waiter(1, skips={"tier": skips}), waiter(2, "gold", at=60)) == expected


def test_a_cap_on_one_account_does_not_bound_another() -> None:
    full = waiter(1, skips={"tier": 2})

    assert chosen(full, waiter(2, "care", at=60)) == ("A002", Rule.HEAD_START, ["A001"])
    assert chosen(waiter(1, skips={"care": 1}), waiter(2, "gold", at=60)) == ("A002", Rule.HEAD_START, ["A001"])


def test_the_cap_is_checked_on_those_behind_the_heads_of_the_queues_too() -> None:
    """Mistake: looking at the oldest of each queue alone. Here the one at the cap stands second in its queue."""
    head, second = waiter(1, at=0), waiter(2, at=30, skips={"tier": 2})

    assert chosen(head, second, waiter(3, "gold", at=60)) == ("A001", Rule.CAP, [])


def test_the_cap_holds_for_older_tickets_of_every_class_not_only_for_ordinary_ones() -> None:
    """Mistake: counting and bounding the skips of ordinary tickets only."""
    gold = waiter(1, "gold", skips={"tier": 2})
    care = waiter(1, "care", skips={"tier": 2})

    assert chosen(gold, waiter(2, "platinum", at=60)) == ("A001", Rule.CAP, [])
    assert chosen(care, waiter(2, "platinum", at=60)) == ("A001", Rule.CAP, [])


def test_everybody_older_is_passed_whatever_their_class_and_service() -> None:
    """Mistake: counting a skip for ordinary tickets only, or for the service of the called one only."""
    older = [waiter(1), waiter(2, "gold", at=1), waiter(3, "care", at=2), waiter(4, at=3, service="transfer")]

    found = chosen(*older, waiter(5, "platinum", at=60), services=("cash", "transfer"))

    assert found == ("A005", Rule.HEAD_START, ["A001", "A002", "A003", "A004"])


def test_who_cannot_be_served_at_the_counter_is_not_passed_and_bounds_nothing_there() -> None:
    """Mistake: counting a skip at a counter that could not have served the one skipped."""
    elsewhere = waiter(1, service="transfer", skips={"tier": 2})

    found = chosen(elsewhere, waiter(2, at=30), waiter(3, "gold", at=60))

    assert found == ("A003", Rule.HEAD_START, ["A002"])


def test_an_ordinary_ticket_passes_nobody_not_even_where_somebody_older_bars_the_tiers() -> None:
    """Mistake: with the tiers barred, calling the oldest ordinary one past an older care or tier ticket."""
    gold_at_cap = waiter(1, "gold", skips={"tier": 2, "care": 1})
    care_at_cap = waiter(1, "care", skips={"tier": 2, "care": 1})

    assert chosen(gold_at_cap, waiter(2, at=1), waiter(3, "platinum", at=2))[0] == "A001"
    assert chosen(care_at_cap, waiter(2, at=1), waiter(3, "platinum", at=2))[0] == "A001"
    assert chosen(waiter(1, "care"), waiter(2, at=1), waiter(3, at=2)) == ("A001", Rule.OLDEST, [])


def test_a_later_claim_that_is_allowed_is_called_when_the_first_is_refused() -> None:
    full = waiter(1, skips={"tier": 2})

    assert chosen(full, waiter(2, "care", at=60), waiter(3, "platinum", at=90)) == ("A002", Rule.CAP, ["A001"])


def test_at_a_vip_first_counter_a_tier_passes_whatever_its_head_start() -> None:
    old, tier = waiter(1), waiter(2, "gold", at=3 * 3600)

    assert chosen(old, tier, vip_first=True) == ("A002", Rule.VIP_FIRST, ["A001"])
    assert chosen(old, tier, vip_first=False) == ("A001", Rule.OLDEST, [])


def test_at_a_vip_first_counter_the_cap_holds_all_the_same() -> None:
    assert chosen(waiter(1, skips={"tier": 2}), waiter(2, "gold", at=60), vip_first=True) == ("A001", Rule.CAP, [])


def test_at_a_vip_first_counter_care_has_its_head_start_and_no_more() -> None:
    assert chosen(waiter(1), waiter(2, "care", at=15 * 60), vip_first=True)[0] == "A001"
    assert chosen(waiter(1), waiter(2, "care", at=15 * 60 - 0.5), vip_first=True)[0] == "A002"


def test_a_cap_of_nothing_is_first_come_first_served() -> None:
    rules = fairness(DEMO_CLASSES, {"tier": 0, "care": 0})
    waiting = [waiter(1), waiter(2, "platinum", at=1), waiter(3, "care", at=2), waiter(4, at=3)]

    order = call_order(queues(waiting), ["cash"], rules, vip_first=True)

    assert [one.name for one, _ in order] == ["A001", "A002", "A003", "A004"]


def test_the_order_of_calls_counts_the_skips_that_it_would_make() -> None:
    waiting = [waiter(1), *(waiter(n, "gold", at=n) for n in (2, 3, 4))]

    order = call_order(queues(waiting), ["cash"], fairness(), vip_first=False)

    assert [(one.name, rule) for one, rule in order] == [
        ("A002", Rule.HEAD_START),
        ("A003", Rule.HEAD_START),
        ("A001", Rule.CAP),
        ("A004", Rule.ONLY),
    ]
    assert waiting[0].skips == {}
