"""The rules as a journal was told them: what a class draws on, how often one may be passed, who may pass at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lobby.domain.branch import ORDINARY
from lobby.domain.errors import Refusal
from lobby.domain.ticket import NO_ACCOUNT

ONE_ACCOUNT = "all"
"""The account that every call draws on where the journal names no accounts."""

NO_RIGHT = "none"
"""Under this word those are counted whom a ticket passed that had no right to pass anybody, though nobody chose it."""


MOST_MINUTES = 1_000_000.0
"""Beyond that a head start is none: it would be years, or not a number."""


@dataclass(frozen=True, slots=True)
class RetoldPolicy:
    """The rules that the journal was told. A number holds for every account, or for every class but the ordinary one.

    `caps` is None if no policy was set: then no cap is judged. `accounts` is None if none were named.
    """

    head_starts: Mapping[str, float] | float = 0.0
    caps: Mapping[str, int] | int | None = None
    accounts: Mapping[str, str | None] | None = None

    def account_of(self, class_id: str) -> str | None:
        """The account that passes of this class draw on; None if it has none."""
        if self.accounts is not None:
            return self.accounts.get(class_id)
        if not isinstance(self.caps, Mapping):
            return ONE_ACCOUNT
        if class_id in self.caps:
            return class_id
        return next(iter(self.caps)) if len(self.caps) == 1 and class_id != ORDINARY else None

    def cap_of(self, account: str) -> int | None:
        """How often one ticket may be passed on this account; None if nobody said."""
        if account in (NO_ACCOUNT, NO_RIGHT):
            return None
        return self.caps.get(account) if isinstance(self.caps, Mapping) else self.caps

    @property
    def accounts_capped(self) -> Sequence[str]:
        """Every account for which somebody said a cap, in the order in which they were named."""
        if isinstance(self.caps, Mapping):
            return tuple(self.caps)
        if self.caps is None:
            return ()
        named = (ONE_ACCOUNT,) if self.accounts is None else self.accounts.values()
        return tuple(dict.fromkeys(account for account in named if account is not None))

    def head_start_minutes(self, class_id: str) -> float:
        """How much earlier a ticket of this class counts as having come."""
        if isinstance(self.head_starts, Mapping):
            return self.head_starts.get(class_id, 0.0)
        return 0.0 if class_id == ORDINARY else self.head_starts

    def may_pass(self, class_id: str) -> bool:
        """Whether a ticket of this class may be called before an older one at all."""
        return class_id != ORDINARY and self.account_of(class_id) is not None


def policy_told(detail: Mapping[str, Any]) -> RetoldPolicy:
    """The policy of a `policy_set`. Raises Refusal `not_a_policy`."""
    accounts = detail.get("accounts")
    try:
        return RetoldPolicy(
            _numbers(detail["head_start_minutes"], _minutes),
            _numbers(detail["max_skips"], int),
            None if accounts is None else {str(one): _account(account) for one, account in dict(accounts).items()},
        )
    except (TypeError, ValueError, KeyError, OverflowError):
        raise Refusal("not_a_policy") from None


def _account(said: Any) -> str | None:
    """Others name accounts by numbers."""
    if said is not None and not isinstance(said, str | int):
        raise TypeError(said)
    return None if said is None else str(said)


def _numbers(said: Any, kind: Any) -> Any:
    if isinstance(said, Mapping):
        return {str(name): kind(number) for name, number in said.items()}
    return kind(said)


def _minutes(said: Any) -> float:
    minutes = float(said)
    if not abs(minutes) <= MOST_MINUTES:
        raise ValueError(said)
    return minutes
