"""Facts: what happened, in the past tense, as the journal keeps it for ever. The kinds are those of the contract."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

SYSTEM = "system"
"""The actor of what time alone has done."""


class Kind(StrEnum):
    """Every kind of fact."""

    DAY_OPENED = "day_opened"
    DAY_CLOSED = "day_closed"
    POLICY_SET = "policy_set"
    COUNTER_PLANNED = "counter_planned"
    COUNTER_OPENED = "counter_opened"
    COUNTER_SERVICES_SET = "counter_services_set"
    COUNTER_PAUSED = "counter_paused"
    COUNTER_RESUMED = "counter_resumed"
    COUNTER_READY = "counter_ready"
    COUNTER_CLOSED = "counter_closed"
    COUNTER_LEFT_ALONE = "counter_left_alone"
    TICKET_ISSUED = "ticket_issued"
    CLASS_GRANTED = "class_granted"
    SERVICE_RECLASSIFIED = "service_reclassified"
    ESTIMATE_SHOWN = "estimate_shown"
    TICKET_CALLED = "ticket_called"
    TICKET_RECALLED = "ticket_recalled"
    SERVICE_STARTED = "service_started"
    SERVICE_FINISHED = "service_finished"
    TICKET_MISSED = "ticket_missed"
    TICKET_BACK_LATE = "ticket_back_late"
    TICKET_PARKED = "ticket_parked"
    TICKET_TRANSFERRED = "ticket_transferred"
    TICKET_REDIRECTED = "ticket_redirected"
    TICKET_RETURNED = "ticket_returned"
    TICKET_LEFT = "ticket_left"
    DEED_UNDONE = "deed_undone"
    ALERT_ACKNOWLEDGED = "alert_acknowledged"


@dataclass(frozen=True, slots=True)
class Fact:
    """One journal row. `seq` counts per branch, for ever, without gaps. `detail` holds codes and numbers only.

    `ticket` is the number of the ticket on that day (A035), None if the fact is about none; likewise `counter`.
    `skipped` names the tickets passed by a call: with `ticket` and `counter` they are everything that a fact changed.
    """

    seq: int
    day: date
    at: datetime
    actor: str
    kind: Kind
    ticket: str | None = None
    counter: str | None = None
    skipped: tuple[str, ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)
