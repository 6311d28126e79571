"""Who is next: head starts under caps, exactly as science.md section 1 defines it.

Only the choice lives here, made on sorted lines, because one refresh of a hall makes some 15,000 of them. Words for a
choice are in `explain.py`; what a call changes is in `calls.py`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from math import inf
from operator import attrgetter
from typing import Generic, NamedTuple, Protocol, TypeVar

from lobby.domain.branch import TIER_ACCOUNT, Fairness, TicketClass


class Waiting(Protocol):
    """What the rule needs to know of one who waits. Seniority in seconds; skips per account, missing means 0."""

    @property
    def service(self) -> str: ...
    @property
    def class_id(self) -> str: ...
    @property
    def seniority(self) -> float: ...
    @property
    def seq(self) -> int: ...
    @property
    def skips(self) -> Mapping[str, int]: ...


W = TypeVar("W", bound=Waiting)

Queues = Mapping[tuple[str, str], Sequence[W]]
"""Those who wait, by (service, class); each line with the oldest first. A line may be empty or missing."""

ClassLine = tuple[TicketClass, Sequence[W]]
"""Those of one class who wait in one place, the oldest first, beside their class."""

Called = tuple[W, list[W], str | None, list[W]]
"""A choice without its rule: ticket, passed, account and barred_by as `Choice` has them."""


class Rule(StrEnum):
    """Why a ticket was called. `cap`: an earlier claim was refused because somebody older is at the cap.

    The last two are no choices of the rule: somebody without a number was served where nobody waited, and a person
    chose the ticket, with a reason.
    """

    ONLY = "only"
    OLDEST = "oldest"
    HEAD_START = "head_start"
    VIP_FIRST = "vip_first"
    CAP = "cap"
    WALK_UP = "walk_up"
    OVERRIDE = "override"


class Choice(NamedTuple, Generic[W]):
    """The ticket to call, by which rule, and the older ones it passes, in no order (each gets a skip on `account`).

    `account` is None exactly if the ticket's class has none; then `passed` is empty. `barred_by` are those who may not
    be passed any more and so kept an earlier claim from being called; empty unless the rule is `cap`.
    """

    ticket: W
    rule: Rule
    passed: tuple[W, ...]
    account: str | None
    barred_by: tuple[W, ...] = ()

    def passed_in_order(self) -> list[W]:
        """Those it passes, oldest first: for people, not for each of the thousands of choices of a refresh."""
        return sorted(self.passed, key=seniority_order)


def choose(queues: Queues[W], services: Collection[str], fairness: Fairness, *, vip_first: bool) -> Choice[W] | None:
    """Answer the ticket that a counter serving `services` calls when it asks; None if nobody is eligible."""
    lines = [
        (ticket_class, line)
        for class_id, ticket_class in fairness.classes.items()
        for service in services
        if (line := queues.get((service, class_id)))
    ]
    called = choose_among(lines, fairness, vip_first)
    if called is None:
        return None
    ticket, passed, account, barred_by = called
    alone = len(lines) == 1 and len(lines[0][1]) == 1
    rule = _rule(alone, bool(barred_by), bool(passed), vip_first, account)
    return Choice(ticket, rule, tuple(passed), account, tuple(barred_by))


def choose_among(lines: Sequence[ClassLine[W]], fairness: Fairness, vip_first: bool) -> Called[W] | None:
    """Answer who is called out of these lines, which hold all who are eligible; None if nobody is.

    A class may have several lines, and a line may be empty. Only the oldest of each class need be tried (science.md),
    but the cap is checked on *every* older ticket there, whatever its class: checking the heads of the lines alone
    broke the cap in 2,592 of 3,000 random histories.
    """
    barred_by: list[W] = []
    for among in _in_turn(lines) if vip_first else (lines,):
        tried = among
        while first := _first(tried):
            ticket, ticket_class = first
            account = ticket_class.account
            passed, bar = _passed(ticket, lines, account, fairness)
            if bar is None:
                return ticket, passed, account, barred_by
            barred_by.append(bar)
            tried = [one for one in tried if one[0] is not ticket_class]
    return None


def call_order(
    queues: Queues[W], services: Collection[str], fairness: Fairness, *, vip_first: bool
) -> Iterator[tuple[W, Rule]]:
    """Yield those who wait in the order in which one counter alone would call them, if nobody else came.

    It is `choose` asked again and again, with the skips that each call makes; `queues` itself is not changed.
    """
    lines: dict[tuple[str, str], list[_Stand[W]]] = {
        (service, class_id): [_Stand(waiting) for waiting in queues.get((service, class_id), ())]
        for service in services
        for class_id in fairness.classes
    }
    while choice := choose(lines, services, fairness, vip_first=vip_first):
        stand = choice.ticket
        lines[(stand.service, stand.class_id)].remove(stand)
        if choice.account is not None:
            for passed in choice.passed:
                passed.skips[choice.account] = passed.skips.get(choice.account, 0) + 1
        yield stand.waiting, choice.rule


class _Stand(Generic[W]):
    """A waiting ticket's place in an imagined order: the same claim, and skips that may be counted up."""

    __slots__ = ("class_id", "seniority", "seq", "service", "skips", "waiting")

    def __init__(self, waiting: W) -> None:
        self.waiting = waiting
        self.service = waiting.service
        self.class_id = waiting.class_id
        self.seniority = waiting.seniority
        self.seq = waiting.seq
        self.skips = dict(waiting.skips)


def _is_older(one: Waiting, other: Waiting) -> bool:
    # Not by `seniority_order`: a refresh of a full hall compares some 20,000 pairs, and making two tuples doubles that.
    if one.seniority != other.seniority:
        return one.seniority < other.seniority
    return one.seq < other.seq


seniority_order: Callable[[Waiting], tuple[float, int]] = attrgetter("seniority", "seq")
"""Older is smaller; made by the library, as it is asked for often."""


def claim(ticket: Waiting, ticket_class: TicketClass, vip_first: bool) -> tuple[int, float, float, int]:
    """By what the eligible are ordered, smallest first (step 2)."""
    served_first = 0 if vip_first and ticket_class.account == TIER_ACCOUNT else 1
    return (served_first, ticket.seniority - ticket_class.head_start_seconds, ticket.seniority, ticket.seq)


def _in_turn(lines: Sequence[ClassLine[W]]) -> tuple[Sequence[ClassLine[W]], ...]:
    """Those of tiers, who come first where tiers do, and the rest."""
    return (
        [one for one in lines if one[0].account == TIER_ACCOUNT],
        [one for one in lines if one[0].account != TIER_ACCOUNT],
    )


def _first(lines: Sequence[ClassLine[W]]) -> tuple[W, TicketClass] | None:
    """Who has the first `claim` of all in these lines, and its class; None if all are empty.

    The claims are compared here part by part: to make a tuple of each took longer than all the rest of a choice.
    """
    first: W | None = None
    first_class: TicketClass | None = None
    earliest = inf
    for ticket_class, line in lines:
        if line:
            head = line[0]
            counts_from = head.seniority - ticket_class.head_start_seconds
            if counts_from <= earliest and (counts_from < earliest or (first is not None and _is_older(head, first))):
                first, first_class, earliest = head, ticket_class, counts_from
    return None if first is None or first_class is None else (first, first_class)


def _passed(
    ticket: W, lines: Sequence[ClassLine[W]], account: str | None, fairness: Fairness
) -> tuple[list[W], W | None]:
    """The older tickets that a call would pass, and one among them that may not be passed any more, if there is one."""
    cap = 0 if account is None else fairness.caps[account]
    seniority, seq = ticket.seniority, ticket.seq
    passed: list[W] = []
    for _, line in lines:
        if not line or line[0].seniority > seniority:
            continue
        for one in line:
            if one.seniority >= seniority and (one.seniority > seniority or one.seq >= seq):
                break
            # Most were never passed, and to ask whether a mapping is empty is quicker than to ask what is in it.
            if not cap or ((skips := one.skips) and skips.get(account or "", 0) >= cap):
                return passed, one
            passed.append(one)
    return passed, None


def _rule(alone: bool, refused: bool, passes: bool, vip_first: bool, account: str | None) -> Rule:
    if alone:
        return Rule.ONLY
    if refused:
        return Rule.CAP
    if not passes:
        return Rule.OLDEST
    return Rule.VIP_FIRST if vip_first and account == TIER_ACCOUNT else Rule.HEAD_START
