"""The rule of who is next, written down a second time: word for word from its definition, as slowly as it likes.

It knows nothing of the program: no sorted lines, no heads of queues. It tries every eligible ticket and looks at every
older one. The program's `choose` must agree with it on every hall.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from lobby.domain.branch import Fairness


@dataclass(slots=True)
class Waiter:
    """One who waits. `seniority` is q in seconds, `seq` is n, `skips` per account; a missing account is 0."""

    name: str
    service: str
    class_id: str
    seniority: float
    seq: int
    skips: dict[str, int] = field(default_factory=dict)

    def is_older(self, other: "Waiter") -> bool:
        """Older means smaller (q, n)."""
        return (self.seniority, self.seq) < (other.seniority, other.seq)


@dataclass(frozen=True, slots=True)
class Policy:
    """Head start in seconds and account by class, and cap by account."""

    head_start: Mapping[str, float]
    account: Mapping[str, str | None]
    cap: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whom the rule calls, whom that passes, who had an earlier claim but was refused, and by which rule."""

    called: Waiter
    passed: list[Waiter]
    refused: list[Waiter]
    rule: str


def policy_of(fairness: Fairness) -> Policy:
    """The program's fairness settings as the definition speaks of them."""
    classes = fairness.classes.values()
    return Policy(
        {one.id: one.head_start.total_seconds() for one in classes},
        {one.id: one.account for one in classes},
        dict(fairness.caps),
    )


def ask(waiting: Sequence[Waiter], services: Collection[str], *, vip_first: bool, policy: Policy) -> Verdict | None:
    """What happens when a counter with these services asks; None: it is ready. Changes nothing."""
    eligible = [x for x in waiting if x.service in services]  # 1
    if not eligible:
        return None

    def claim(x: Waiter) -> tuple[int, float, float, int]:
        before_all = vip_first and policy.account[x.class_id] == "tier"
        return (0 if before_all else 1, x.seniority - policy.head_start[x.class_id], x.seniority, x.seq)

    refused: list[Waiter] = []
    for z in sorted(eligible, key=claim):  # 2
        account = policy.account[z.class_id]
        cap = 0 if account is None else policy.cap[account]
        older = [y for y in eligible if y.is_older(z)]
        if all(y.skips.get(account or "", 0) < cap for y in older):  # 3
            return Verdict(z, older, refused, _rule(eligible, older, refused, vip_first and account == "tier"))
        refused.append(z)
    raise AssertionError("the oldest of those eligible passes nobody, so somebody can always be called")


def count_skips(verdict: Verdict, policy: Policy) -> None:
    """Step 4: one skip more for everybody passed, on the account of the called one's class."""
    account = policy.account[verdict.called.class_id]
    for y in verdict.passed:
        assert account is not None, "a class without an account passes nobody"
        y.skips[account] = y.skips.get(account, 0) + 1


def _rule(eligible: list[Waiter], passed: list[Waiter], refused: list[Waiter], tier_first: bool) -> str:
    """The contract's word for why: `cap` says that an earlier claim was refused."""
    if len(eligible) == 1:
        return "only"
    if refused:
        return "cap"
    if not passed:
        return "oldest"
    return "vip_first" if tier_first else "head_start"
