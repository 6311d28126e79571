"""Words for a call: all of it for staff, and for a customer only what concerns that customer.

A customer never hears another's number, class or tier (S04, S39).
"""

from dataclasses import dataclass

from lobby.domain.branch import TIER_ACCOUNT, Branch, Fairness, Text
from lobby.domain.counter import Counter
from lobby.domain.dispatch import Choice, Rule
from lobby.domain.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Why:
    """Why a ticket was called: the rule, the numbers it passed, and the words for staff and for this customer."""

    rule: Rule
    passed: tuple[str, ...]
    staff: Text
    customer: Text


def explain(branch: Branch, counter: Counter, choice: Choice[Ticket]) -> Why:
    """Say why `choice` was made at the counter; its tickets are as they were before the call."""
    return Why(
        rule=choice.rule,
        passed=tuple(ticket.number for ticket in choice.passed_in_order()),
        staff=_for_staff(branch, counter, choice),
        customer=_for_called(choice.ticket, branch.fairness),
    )


def explain_walk_up() -> Why:
    """Say why somebody without a number was served: nobody waited."""
    return Why(
        rule=Rule.WALK_UP,
        passed=(),
        staff=Text(
            "没有号就到了窗口；没有人在等，当场取号，当场办。",
            "Came without a number while nobody waited: given one and called at once.",
        ),
        customer=Text("没有人在等，马上给您办。", "Nobody is waiting: you are served at once."),
    )


def explain_override(choice: Choice[Ticket], words: str, public: str | None) -> Why:
    """Say why a person chose this ticket: `words` for staff, `public` for the customer (None: the usual ones)."""
    passed = tuple(ticket.number for ticket in choice.passed_in_order())
    return _chosen(Text(words, words), passed, None if public is None else Text(public, public))


def erased(why: Why) -> Why:
    """The same override without anything that a person wrote of it: to staff that it is gone, to the customer the usual
    words.
    """
    return _chosen(Text("原因已清除", "the reason has been erased"), why.passed, None)


def say_to_waiting(ticket: Ticket, fairness: Fairness) -> Text:
    """What may be read out to somebody who waits and asks why others are called: their own count and the bound.

    Who was put before them by a person is counted apart (I10).
    """
    return _and_by_a_person(_say_of_rule(ticket, fairness), ticket)


def say_next(ticket: Ticket, fairness: Fairness) -> Text:
    """What may be read out to somebody whom nobody will be called before any more (`next_in_line.is_next`)."""
    at_most = fairness.passed_by_at_most
    if at_most == 0:
        so_far = Text("按先来后到叫号", "Numbers are called in the order of coming")
    elif ticket.passed == 0:
        so_far = Text("没有后来的号在您前面叫过", "No later number has been called before you")
    else:
        so_far = Text(
            f"您已被优先号超过 {ticket.passed} 次，最多 {at_most} 次",
            f"Priority numbers were called before you {_times(ticket.passed)}; {at_most} is the most",
        )
    said = Text(f"{so_far.zh}；最迟下一个就是您。", f"{so_far.en}. You are next at the latest.")
    return _and_by_a_person(said, ticket)


def _and_by_a_person(said: Text, ticket: Ticket) -> Text:
    """The same, and how often a person put somebody first."""
    if not ticket.overridden:
        return said
    return Text(
        f"{said.zh}另有 {ticket.overridden} 次由经理安排先办。",
        f"{said.en} Besides, the manager arranged for somebody to go first {_times(ticket.overridden)}.",
    )


def _say_of_rule(ticket: Ticket, fairness: Fairness) -> Text:
    at_most = fairness.passed_by_at_most
    if at_most == 0:
        return Text(
            "按先来后到叫号，后来的号不会先叫。",
            "Numbers are called in the order of coming; nobody later goes first.",
        )
    if ticket.passed == 0:
        return Text(
            f"还没有后来的号在您前面叫过；后来的人里最多 {at_most} 个先叫。",
            "No later number has been called before you."
            f" Of those who come later, at most {at_most} can be called before you.",
        )
    left = sum(max(0, cap - ticket.skips.get(account, 0)) for account, cap in fairness.caps.items())
    if left == 0:
        return Text(
            f"您已被优先号超过 {ticket.passed} 次，最多 {at_most} 次；后来的号不会再先叫。",
            f"Priority numbers were called before you {ticket.passed} times; {at_most} is the most."
            " No later number will be called before you now.",
        )
    return Text(
        f"您已被优先号超过 {ticket.passed} 次，最多 {at_most} 次；后来的人里最多还有 {left} 个先叫。",
        f"Priority numbers were called before you {_times(ticket.passed)}; {at_most} is the most."
        f" Of those who come later, at most {left} more can be called before you.",
    )


def _chosen(words: Text, passed: tuple[str, ...], public: Text | None) -> Why:
    staff = Text(f"人工安排先办：{words.zh}", f"Chosen by a person: {words.en}")
    if passed:
        staff = Text(f"{staff.zh}；先于 {'、'.join(passed)}", f"{staff.en}; before {', '.join(passed)}")
    usual = Text("轮到您了，由经理安排先办。", "It is your turn, as arranged by the manager.")
    return Why(Rule.OVERRIDE, passed, staff, usual if public is None else public)


def _for_called(ticket: Ticket, fairness: Fairness) -> Text:
    if ticket.passed == 0:
        return Text(
            "轮到您了。没有后来的号在您前面叫过。",
            "It is your turn. Nobody who came later was called before you.",
        )
    at_most = fairness.passed_by_at_most
    return Text(
        f"轮到您了。您等候时被优先号超过 {ticket.passed} 次，最多 {at_most} 次。",
        f"It is your turn. While you waited, priority numbers were called before you {_times(ticket.passed)};"
        f" {at_most} is the most.",
    )


def _for_staff(branch: Branch, counter: Counter, choice: Choice[Ticket]) -> Text:
    if choice.rule is Rule.ONLY:
        return Text(
            f"只有这一位在等 {counter.id} 号窗口能办的业务。",
            f"Nobody else is waiting for what counter {counter.id} serves.",
        )
    if choice.rule is Rule.OLDEST:
        return Text("在这里能办的人里等得最久。", "Has waited longest of those who can be served here.")
    if choice.rule is Rule.CAP:
        return _at_cap(branch, counter, choice)
    claim = _claim(branch, counter, choice)
    return Text(f"{claim.zh}。", f"{claim.en}.")


def _at_cap(branch: Branch, counter: Counter, choice: Choice[Ticket]) -> Text:
    """An earlier claim was refused: who barred it, and what that means for the one who is called."""
    ticket = choice.ticket
    if ticket in choice.barred_by and ticket.passed == 0:
        return Text("等得最久，后来的号不能超过。", "Has waited longest, and no later number may pass.")
    if ticket in choice.barred_by:
        return Text(
            f"已被优先号超过 {ticket.passed} 次，到上限，必须先叫。",
            f"Was passed by priority numbers {_times(ticket.passed)}, the most allowed: must be called now.",
        )
    bars = list(dict.fromkeys(bar.number for bar in choice.barred_by))
    if not choice.passed:
        return Text(
            f"优先号不能再超过 {'、'.join(bars)}（到上限），所以叫这一位。",
            f"Priority numbers may not pass {', '.join(bars)} any more (at the cap), so this one is called.",
        )
    claim = _claim(branch, counter, choice)
    return Text(
        f"更早的优先号不能再超过 {'、'.join(bars)}（到上限）。{claim.zh}。",
        f"An earlier priority number may not pass {', '.join(bars)} any more (at the cap). {claim.en}.",
    )


def _claim(branch: Branch, counter: Counter, choice: Choice[Ticket]) -> Text:
    """What put the called one before those it passes: the counter that calls tiers first, or the head start."""
    ticket_class, passed = branch.fairness.classes[choice.ticket.class_id], _passed(choice, branch.fairness)
    if counter.vip_first and ticket_class.account == TIER_ACCOUNT:
        return Text(
            f"{counter.id} 号窗口先叫{ticket_class.name.zh}；先于 {passed.zh}",
            f"Counter {counter.id} calls {ticket_class.name.en} first; before {passed.en}",
        )
    minutes = round(ticket_class.head_start.total_seconds() / 60)
    return Text(
        f"{ticket_class.name.zh}，视为早到 {minutes} 分钟；先于 {passed.zh}",
        f"{ticket_class.name.en} counts as {minutes} minutes earlier; before {passed.en}",
    )


def _passed(choice: Choice[Ticket], fairness: Fairness) -> Text:
    """Each number passed, with its count once the call is made, and the cap."""
    if choice.account is None:
        raise ValueError("a class without an account passes nobody")
    cap = fairness.caps[choice.account]
    counts = [(ticket.number, ticket.skips.get(choice.account, 0) + 1) for ticket in choice.passed_in_order()]
    return Text(
        "、".join(f"{number}（被超过 {count} 次，最多 {cap} 次）" for number, count in counts),
        ", ".join(f"{number} (passed {_times(count)} of at most {cap})" for number, count in counts),
    )


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"
