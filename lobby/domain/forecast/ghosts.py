"""Newcomers who only watch: one for each group of services and class, who takes no counter and passes nobody.

A ghost came now, after everybody who waits. It is called the first time that an asking counter which serves it would
have chosen it (science.md section 2); until then who is called although younger counts as passing it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from math import inf
from operator import or_

from lobby.domain.branch import TIER_ACCOUNT, Fairness, TicketClass
from lobby.domain.dispatch import ClassLine, choose_among, claim
from lobby.domain.forecast.people import Person
from lobby.domain.forecast.played_counter import PlayedCounter


class Ghost:
    """One ghost, as the rule sees those who wait."""

    __slots__ = ("class_id", "seniority", "seq", "service", "skips")

    def __init__(self, class_id: str, seniority: float, seq: int) -> None:
        self.service = ""
        self.class_id = class_id
        self.seniority = seniority
        self.seq = seq
        self.skips: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class GhostKind:
    """A class of ghosts: its claim at a counter that is not `vip_first` and at one that is; `cap` 0: passes nobody."""

    class_id: str
    account: str
    cap: int
    claims: tuple[tuple[float, ...], tuple[float, ...]]


class Ghosts:
    """All ghosts. `undue` are the groups, by kind, whose ghost has not been called in this replica; `undue_masks` all
    of them together.

    `calls` are by group and class, and by replica: infinite where none comes. `capped` counts who could bar one, by
    account and group: those who wait, are older and may not be passed any more.
    """

    def __init__(
        self, classes: Sequence[str], fairness: Fairness, now: float, seq: int, groups: int, count: int
    ) -> None:
        self.fairness = fairness
        self.groups = groups
        self.kinds = [_kind(fairness.classes[class_id], fairness, now, seq) for class_id in classes]
        self.by_claim = [
            sorted((kind.claims[first], place, kind.account, kind.cap) for place, kind in enumerate(self.kinds))
            for first in (0, 1)
        ]
        self.calls: dict[tuple[int, str], list[float]] = {}
        for kind in self.kinds:
            for group in _bits(groups):
                self.calls[(group, kind.class_id)] = [inf] * count
        self.ghosts = {key: Ghost(key[1], now, seq) for key in self.calls}
        self.begin(0)

    def begin(self, replica: int) -> None:
        """Nobody waits in this replica, and none of them has been called."""
        self.now_in = replica
        self.undue = [self.groups] * len(self.kinds)
        self.undue_masks = self.groups if self.kinds else 0
        self.left = len(self.calls)
        self.capped: dict[tuple[str, int], int] = {}
        self.capped_masks: dict[str, int] = {}
        for ghost in self.ghosts.values():
            if ghost.skips:
                ghost.skips = {}

    def barred(self, person: Person, account: str) -> None:
        """The person, who waits, may not be passed on this account from now on."""
        if not person.is_young:
            key = (account, person.group)
            self.capped[key] = self.capped.get(key, 0) + 1
            self.capped_masks[account] = self.capped_masks.get(account, 0) | person.group

    def goes(self, person: Person) -> None:
        """The person, who is older and was not to be passed, waits no longer."""
        group = person.group
        for account in person.capped:
            self.capped[account, group] -= 1
            if not self.capped[account, group]:
                self.capped_masks[account] ^= group

    def is_free(self, counter: PlayedCounter, at: float) -> None:
        """The counter asked and nobody was there to be called: every ghost that it serves is."""
        for place, undue in enumerate(self.undue):
            if due := undue & counter.mask:
                self._called(place, due, at)

    def asked(self, counter: PlayedCounter, person: Person, passed: Sequence[Person], at: float) -> None:
        """The counter chose this person, who still stands in line: the ghosts before whom it would not have are called.

        Who has an earlier claim than a ghost and was refused is refused beside it too, for the same reason. So a ghost
        with an earlier claim than the chosen one is called unless an older one bars it; with a later claim, only if it
        bars the chosen one itself, who is younger then.
        """
        mask, vip_first = counter.mask, counter.vip_first
        if not self.undue_masks & mask:
            return
        mine = claim(person, person.kind.ticket_class, vip_first)
        is_young = person.is_young
        for its, place, account, cap in self.by_claim[vip_first]:
            due = self.undue[place] & mask
            if not due:
                continue
            is_earlier = its < mine
            if not is_earlier and not is_young:
                return
            if cap:
                is_barred = bool(self.capped_masks.get(account, 0) & mask)
            else:
                is_barred = not is_young or not all(one.is_young for one in passed)
            if is_earlier and not is_barred:
                self._called(place, due, at)
            elif is_young:
                self._passed(place, due, counter, person, at)

    def _called(self, place: int, due: int, at: float) -> None:
        self.undue[place] ^= due
        self.undue_masks = reduce(or_, self.undue)
        class_id = self.kinds[place].class_id
        for group in _bits(due):
            self.calls[group, class_id][self.now_in] = at
            self.left -= 1

    def _passed(self, place: int, due: int, counter: PlayedCounter, person: Person, at: float) -> None:
        """The younger one passes these ghosts; or one passed too often bars it, and then the rule itself is asked."""
        account = person.kind.ticket_class.account or ""
        cap = self.fairness.caps.get(account, 0)
        class_id = self.kinds[place].class_id
        for group in _bits(due):
            ghost = self.ghosts[group, class_id]
            skips = ghost.skips.get(account, 0)
            if skips < cap:
                ghost.skips[account] = skips + 1
                continue
            lines: list[ClassLine[Person | Ghost]] = [*counter.lines, (self.fairness.classes[class_id], [ghost])]
            called = choose_among(lines, self.fairness, counter.vip_first)
            if called is not None and called[0] is ghost:
                self._called(place, group, at)

    def pool(self, group: int, class_id: str, replicas: int) -> list[float]:
        """The calls of one ghost, sorted."""
        return sorted(self.calls.get((group, class_id), [inf] * replicas))


def _kind(ticket_class: TicketClass, fairness: Fairness, now: float, seq: int) -> GhostKind:
    account = ticket_class.account
    rest = (now - ticket_class.head_start_seconds, now, seq)
    first = 0 if account == TIER_ACCOUNT else 1
    return GhostKind(
        ticket_class.id, account or "", fairness.caps[account] if account else 0, ((1, *rest), (first, *rest))
    )


def _bits(mask: int) -> list[int]:
    bits = []
    while mask:
        bits.append(mask & -mask)
        mask &= mask - 1
    return bits
