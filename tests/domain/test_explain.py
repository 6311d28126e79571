"""Why a call was made, in both languages: all of it for staff, and to a customer only what concerns that customer."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from lobby.domain.branch import Branch, Text
from lobby.domain.counter import Counter
from lobby.domain.dispatch import Rule, choose
from lobby.domain.explain import Why, explain, say_to_waiting
from lobby.domain.hall import queues_of
from lobby.domain.ticket import Ticket
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch, fairness, ticket
from tests.domain.histories import History

HOUSE = branch({"1": ("cash", "transfer"), "6": ("cash",)}, vip_first=("6",))


def why(*waiting: Ticket, counter: str = "1", house: Branch = HOUSE) -> Why:
    """Why that counter calls whom it calls among these."""
    plan = house.counters[counter]
    choice = choose(queues_of(waiting), plan.services, house.fairness, vip_first=plan.vip_first)
    assert choice is not None
    return explain(house, Counter(counter, plan.vip_first, MONDAY_TEN), choice)


OLD = ticket("A001", seq=1)
OLD_ONCE = ticket("A001", seq=1, skips={"tier": 1})
OLD_FULL = ticket("A001", seq=1, skips={"tier": 2})
GOLD = ticket("A002", class_id="gold", seq=2)


def test_alone_is_said_to_be_alone() -> None:
    assert why(OLD).staff == Text(
        "只有这一位在等 1 号窗口能办的业务。", "Nobody else is waiting for what counter 1 serves."
    )


def test_the_oldest_is_said_to_have_waited_longest() -> None:
    assert why(OLD, ticket("A002", seq=2)).staff == Text(
        "在这里能办的人里等得最久。", "Has waited longest of those who can be served here."
    )


def test_a_head_start_names_its_length_and_those_passed_with_their_counts() -> None:
    found = why(OLD_ONCE, ticket("B001", "transfer", seq=3), ticket("A004", class_id="gold", seq=4))

    assert (found.rule, found.passed) == (Rule.HEAD_START, ("A001", "B001"))
    assert found.staff == Text(
        "class-gold中，视为早到 10 分钟；先于 A001（被超过 2 次，最多 2 次）、B001（被超过 1 次，最多 2 次）。",
        "class-gold en counts as 10 minutes earlier;"
        " before A001 (passed twice of at most 2), B001 (passed once of at most 2).",
    )


def test_a_vip_first_counter_says_that_it_is_one() -> None:
    found = why(OLD, GOLD, counter="6")

    assert found.rule is Rule.VIP_FIRST
    assert found.staff == Text(
        "6 号窗口先叫class-gold中；先于 A001（被超过 1 次，最多 2 次）。",
        "Counter 6 calls class-gold en first; before A001 (passed once of at most 2).",
    )


def test_at_the_cap_it_says_that_this_one_must_be_called() -> None:
    found = why(OLD_FULL, GOLD)

    assert found.rule is Rule.CAP
    assert found.staff == Text(
        "已被优先号超过 2 次，到上限，必须先叫。",
        "Was passed by priority numbers twice, the most allowed: must be called now.",
    )


def test_who_bars_an_earlier_claim_is_named_when_another_is_called() -> None:
    found = why(ticket("A001", seq=1), ticket("A002", seq=2, skips={"tier": 2}), ticket("A003", class_id="gold", seq=3))

    assert (found.rule, found.passed) == (Rule.CAP, ())
    assert found.staff == Text(
        "优先号不能再超过 A002（到上限），所以叫这一位。",
        "Priority numbers may not pass A002 any more (at the cap), so this one is called.",
    )


def test_who_is_called_past_somebody_at_a_cap_of_another_account_names_whom_it_passes() -> None:
    """Platinum is barred by A001 at the cap of the tiers; care is not, and passes A001."""
    found = why(OLD_FULL, ticket("A002", class_id="care", seq=2), ticket("A003", class_id="platinum", seq=3))

    assert (found.rule, found.passed) == (Rule.CAP, ("A001",))
    assert found.staff == Text(
        "更早的优先号不能再超过 A001（到上限）。class-care中，视为早到 15 分钟；先于 A001（被超过 1 次，最多 1 次）。",
        "An earlier priority number may not pass A001 any more (at the cap)."
        " class-care en counts as 15 minutes earlier; before A001 (passed once of at most 1).",
    )


def test_at_a_vip_first_counter_no_head_start_is_named_that_did_not_decide() -> None:
    """Platinum is barred by A003; gold passes A001, who came an hour before, because the counter calls tiers first."""
    hour_ago, minute = MONDAY_TEN - timedelta(hours=1), timedelta(minutes=1)
    found = why(
        ticket("A001", at=hour_ago, seq=1),
        ticket("A002", class_id="gold", seq=2),
        ticket("A003", at=MONDAY_TEN + minute, seq=3, skips={"tier": 2}),
        ticket("A004", class_id="platinum", at=MONDAY_TEN + 2 * minute, seq=4),
        counter="6",
    )

    assert (found.rule, found.passed) == (Rule.CAP, ("A001",))
    assert "A001 (passed once of at most 2)" in found.staff.en
    assert "10 minutes earlier" not in found.staff.en
    assert "早到 10 分钟" not in found.staff.zh


def test_who_stands_at_the_cap_of_an_account_that_was_not_asked_for_is_not_said_to_bar_it() -> None:
    """Gold is barred by A002. A001 stands at the cap of care, which has nothing to do with it."""
    found = why(
        ticket("A001", seq=1, skips={"care": 1}),
        ticket("A002", seq=2, skips={"tier": 2}),
        ticket("A003", class_id="gold", seq=3),
    )

    assert found.rule is Rule.CAP
    assert found.staff.en == "Priority numbers may not pass A002 any more (at the cap), so this one is called."


def test_where_caps_are_nothing_it_says_that_no_later_number_may_pass() -> None:
    first_come = branch(rules=fairness(caps={"tier": 0, "care": 0}))

    found = why(OLD, ticket("A002", class_id="gold", seq=2), house=first_come)

    assert found.rule is Rule.CAP
    assert found.staff == Text("等得最久，后来的号不能超过。", "Has waited longest, and no later number may pass.")


@pytest.mark.parametrize(
    ("skips", "zh", "en"),
    [
        (
            {},
            "轮到您了。没有后来的号在您前面叫过。",
            "It is your turn. Nobody who came later was called before you.",
        ),
        (
            {"tier": 1},
            "轮到您了。您等候时被优先号超过 1 次，最多 3 次。",
            "It is your turn. While you waited, priority numbers were called before you once; 3 is the most.",
        ),
        (
            {"tier": 2, "care": 1},
            "轮到您了。您等候时被优先号超过 3 次，最多 3 次。",
            "It is your turn. While you waited, priority numbers were called before you 3 times; 3 is the most.",
        ),
    ],
)
def test_the_called_one_hears_the_own_count_and_the_bound(skips: dict[str, int], zh: str, en: str) -> None:
    assert why(ticket("A001", skips=skips)).customer == Text(zh, en)


@pytest.mark.parametrize(
    ("skips", "zh", "en"),
    [
        ({}, "最多 3 个先叫", "at most 3 can be called before you"),
        ({"tier": 1}, "超过 1 次，最多 3 次；后来的人里最多还有 2 个先叫", "before you once; 3 is the most. Of those"),
        ({"tier": 2}, "超过 2 次，最多 3 次；后来的人里最多还有 1 个先叫", "at most 1 more can be called before you"),
        ({"tier": 2, "care": 1}, "后来的号不会再先叫", "No later number will be called before you now"),
        ({"tier": 3, "care": 1}, "后来的号不会再先叫", "No later number will be called before you now"),
    ],
)
def test_who_waits_hears_how_many_more_may_go_first(skips: dict[str, int], zh: str, en: str) -> None:
    said = say_to_waiting(ticket(skips=skips), fairness())

    assert zh in said.zh
    assert en in said.en


def test_where_caps_are_nothing_who_waits_hears_that_it_is_first_come_first_served() -> None:
    said = say_to_waiting(ticket(), fairness(caps={"tier": 0, "care": 0}))

    assert said == Text(
        "按先来后到叫号，后来的号不会先叫。", "Numbers are called in the order of coming; nobody later goes first."
    )


@pytest.fixture(scope="module")
def histories() -> list[History]:
    """Random days, played to their end."""
    played = [History(seed) for seed in range(500, 515)]
    for history in played:
        history.play(150)
    return played


def test_no_customer_hears_anybodys_number_class_or_tier(histories: Iterable[History]) -> None:
    said = [
        text
        for history in histories
        for text in (
            *(call.why.customer for call in history.scene.hall.calls if call.why is not None),
            *(say_to_waiting(one, history.scene.hall.branch.fairness) for one in history.scene.hall.tickets.values()),
            *(say_to_waiting(one, history.scene.hall.branch.fairness) for one in history.scene.closed.values()),
        )
    ]
    secrets = ("A0", "B0", "C0", "D0", "class-", "gold", "platinum", "ordinary", "care", "tier", "VIP", "vip")

    assert len(said) > 500
    assert [text for text in said if any(secret in text.zh + text.en for secret in secrets)] == []


def test_staff_are_told_every_number_passed_in_both_languages(histories: Iterable[History]) -> None:
    found = [call.why for history in histories for call in history.scene.hall.calls if call.why is not None]

    unnamed = [why for why in found if any(n not in why.staff.zh or n not in why.staff.en for n in why.passed)]

    assert any(why.passed for why in found)
    assert unnamed == []
