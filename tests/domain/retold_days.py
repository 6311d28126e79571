"""Days made by hand, one entry a minute unless it says otherwise, for what is retold from them."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from lobby.domain.recorded import read_fact
from lobby.domain.retelling import Retelling, retold
from tests.clocks import MONDAY_TEN

Entry = dict[str, Any]


def policy(head_starts: Any, caps: Any, accounts: Any = None) -> Entry:
    named = {} if accounts is None else {"accounts": accounts}
    return {"kind": "policy_set", "head_start_minutes": head_starts, "max_skips": caps, **named}


OURS = policy({"ordinary": 0, "gold": 10, "care": 15}, {"tier": 2, "care": 1}, {"gold": "tier", "care": "care"})


def opened(counter: str = "1", *services: str, **more: Any) -> Entry:
    return {"kind": "counter_opened", "counter": counter, **({"services": list(services)} if services else {}), **more}


def issued(ticket: str, class_id: str = "ordinary", service: str = "cash") -> Entry:
    return {"kind": "ticket_issued", "ticket": ticket, "number": ticket, "service": service, "class": class_id}


def called(ticket: str, counter: str = "1", **more: Any) -> Entry:
    return {"kind": "ticket_called", "ticket": ticket, "counter": counter, **more}


def on(kind: str, ticket: str, **more: Any) -> Entry:
    return {"kind": kind, "ticket": ticket, **more}


def lines(entries: Iterable[Entry]) -> list[str]:
    """As a journal has them; the n-th entry happens at 10:n unless it says when."""
    return [
        json.dumps({"at": (MONDAY_TEN + timedelta(minutes=n)).isoformat(), **entry})
        for n, entry in enumerate(entries, start=1)
    ]


def day_of(*entries: Entry) -> Retelling:
    """The day that these entries tell."""
    return retold(read_fact(line, place) for place, line in enumerate(lines(entries), start=1))


def skips(day: Retelling) -> dict[str, dict[str, int]]:
    """The skips of everybody who has any."""
    return {ticket.name: ticket.skips for ticket in day.tickets if ticket.skips}
