"""Journal entries as the contract has them, for the tests of what is made of a day afterwards."""

from typing import Any

Written = dict[str, Any]


def entry(kind: str, ticket: str | None = None, counter: str | None = None, minute: int = 0, **more: Any) -> Written:
    """One entry, so many minutes after ten in Shanghai, by a teller; `day_of` gives it a seq."""
    at = f"2026-01-05T02:{minute:02d}:00.000000Z"
    about = {name: value for name, value in (("ticket", ticket), ("counter", counter)) if value is not None}
    return {"at": at, "kind": kind, "actor": "teller"} | about | more


def issued(ticket: str, minute: int = 0, class_: str = "ordinary") -> Written:
    """A number was taken."""
    about = {"number": ticket, "service": "cash", "class": class_}
    return entry("ticket_issued", ticket, minute=minute) | about


def called(ticket: str, counter: str, *skipped: str, minute: int = 0, rule: str = "head_start") -> Written:
    """It was called, past these."""
    return entry("ticket_called", ticket, counter, minute, rule=rule, skipped=list(skipped))


def day_of(*entries: Written) -> list[Written]:
    """These one after the other, without a gap."""
    return [{"seq": seq, **one} for seq, one in enumerate(entries, start=1)]
