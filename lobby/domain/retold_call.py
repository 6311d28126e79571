"""A retold call, and how it stands to the rule: whom it passed, on which account, and what can be said against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lobby.domain.dispatch import Rule
from lobby.domain.fact import Fact
from lobby.domain.retold import RetoldCounter, RetoldTicket
from lobby.domain.retold_policy import NO_RIGHT, RetoldPolicy
from lobby.domain.ticket import NO_ACCOUNT

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class RetoldCall:
    """One call, and how it stands to the rule.

    `rule` is None if the journal names none; then it counts as a call by the rule. `waited_minutes` is from issue, None
    unless it is the ticket's first call. `passed` are the older tickets that were eligible there, oldest first, counted
    on `account`. `over_cap`: somebody among them stood at the cap. `breaks_order`: one of them was of the same class,
    or the called one may pass nobody. Neither is ever true of an override. `note` names the words of an override.
    """

    seq: int
    at: datetime
    actor: str
    ticket: str
    service: str
    class_id: str
    counter: str
    rule: str | None
    waited_minutes: float | None
    passed: tuple[str, ...]
    account: str
    over_cap: bool
    breaks_order: bool
    reason: str | None = None
    note: int | None = None

    @property
    def is_override(self) -> bool:
        """A person chose the ticket."""
        return self.rule == Rule.OVERRIDE


def judged(
    fact: Fact, ticket: RetoldTicket, counter: RetoldCounter, passed: Sequence[RetoldTicket], policy: RetoldPolicy
) -> RetoldCall:
    """The call that this fact tells of, judged by the skips as they stood before it."""
    rule, reason, note = (fact.detail.get(name) for name in ("rule", "reason", "note"))
    by_the_rule = rule != Rule.OVERRIDE
    account = policy.account_of(ticket.class_id) or (NO_RIGHT if by_the_rule else NO_ACCOUNT)
    cap = policy.cap_of(account)
    has_no_right = not policy.may_pass(ticket.class_id)
    return RetoldCall(
        seq=fact.seq,
        at=fact.at,
        actor=fact.actor,
        ticket=ticket.name,
        service=ticket.service,
        class_id=ticket.class_id,
        counter=counter.id,
        rule=None if rule is None else str(rule),
        waited_minutes=None if ticket.first_called_at else max(0.0, (fact.at - ticket.issued_at) / _MINUTE),
        passed=tuple(one.name for one in passed),
        account=account,
        over_cap=by_the_rule and cap is not None and any(one.skips.get(account, 0) >= cap for one in passed),
        breaks_order=by_the_rule and any(has_no_right or one.class_id == ticket.class_id for one in passed),
        reason=None if reason is None else str(reason),
        note=note if isinstance(note, int) else None,
    )
