"""The shapes of what the API answers to deeds, of its journal and of its errors; pictures and the house have files of
their own. The OpenAPI description is made from them, and a test holds real answers to them.

What stands in an answer is decided in the domain (`slip`, `desk`, `views`); nothing is computed here.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from lobby.actions.access import Role
from lobby.domain.dispatch import Rule
from lobby.domain.fact import Kind
from lobby.domain.slow import SlowCode
from lobby.domain.ticket import TicketState

Instant = Annotated[
    str,
    Field(
        pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$",
        description="RFC 3339 in UTC, with microseconds",
        json_schema_extra={"format": "date-time"},
    ),
]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$", json_schema_extra={"format": "date"})]
Count = Annotated[int, Field(ge=0)]
Minutes = Annotated[float, Field(ge=0)]
Number = Annotated[str, Field(pattern=r"^[A-Z]\d{3,}$", description="a letter and three digits or more")]
State = Literal["closed", "open", "ready", "called", "serving", "paused"]


def _may_grow(schema: dict[str, Any]) -> None:
    """Clients are told to ignore fields that they do not know, so that there may be more of them one day."""
    schema.pop("additionalProperties", None)


class Answer(BaseModel):
    """An answer says just this: a field that is not described here is a mistake in the description."""

    model_config = ConfigDict(extra="forbid", strict=True, json_schema_extra=_may_grow)


class Words(Answer):
    """One thing said in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Wait(Answer):
    """Minutes: eight in ten waits end between `low` and `high`, half before `mid`; `shown` is the range for people."""

    low: Minutes
    mid: Minutes
    high: Minutes
    shown: list[int] = Field(min_length=2, max_length=2)


class Why(Answer):
    """Why a ticket was called: `passed` are the numbers before which it went."""

    rule: Rule
    passed: list[Number]
    staff: Words
    customer: Words


class IssuedTicket(Answer):
    """What is printed on a ticket. A ready counter may have called it already: then `counter` says which."""

    id: str
    number: Number
    service: str
    class_id: str = Field(alias="class")
    state: Literal[TicketState.WAITING, TicketState.CALLED]
    issued_at: Instant
    ahead: Count
    passed_by_at_most: Count
    wait: Wait | None
    counter: str | None
    counters: list[str]
    url: str


class WalkUpTicket(IssuedTicket):
    """The same for somebody who came to a counter without one. `first` is who is called there next, if not they."""

    first: Number | None


class PrintedWait(Wait):
    """The wait that was printed, and when."""

    at: Instant


class Aside(Answer):
    """Parked until a promised time, and why; or sent to a machine. `since` is when that, or the missed call, was."""

    since: Instant
    until: Instant | None
    reason: str | None
    machine: str | None
    accompanied: bool


class Cause(Answer):
    """Why a queue is slow: a code, and what belongs to it. Nobody's number or errand."""

    code: SlowCode
    counters: list[str] | None = None
    reason: str | None = None
    until: Instant | None = None
    since: Instant | None = None
    open: Count | None = None
    planned: Count | None = None
    waiting: Count | None = None


class HeldTicket(Answer):
    """A ticket as its holder sees it. `ahead` and `wait` are null unless it waits; `aside` unless it is aside.

    `passed` counts those whom the rule called before it, `overridden` those whom a person did. Of a missed one
    `in_time_until` says until when its place is kept. `is_later`: its wait gets longer than was printed. `slow` is why
    it takes long, empty while it does not; `help` what staff do for who is given care.
    """

    number: Number
    service: str
    state: TicketState
    language: str
    issued_at: Instant
    ahead: Count | None
    wait: Wait | None
    counter: str | None
    called_at: Instant | None
    printed: PrintedWait | None
    passed: Count
    overridden: Count
    passed_by_at_most: Count
    aside: Aside | None
    in_time_until: Instant | None
    came_back: str | None
    say: Words
    is_later: bool
    slow: list[Cause]
    help: Words | None
    counters: list[str]


class Counter(Answer):
    """A counter as anybody may see it. `pausing`: paused as soon as the ticket at it is finished. `lent_groups`: groups
    that it serves too while it is lent.
    """

    id: str
    state: State
    pausing: bool
    since: Instant
    until: Instant | None
    number: Number | None
    reason: str | None
    services: list[str]
    group: str
    lent_groups: list[str]


class Uncovered(Answer):
    """A service with fewer counters than it needs: those left, of `minimum` at least, and who wait."""

    service: str
    waiting: Count
    counters_left: Count
    minimum: Count


class LeavingCounter(Counter):
    """A counter that has been paused or closed, and the services that it leaves with too few."""

    uncovered: list[Uncovered]


class Row(Answer):
    """One who waits, as staff see it; `say` is fit to be read out to that customer. `waited` is in minutes."""

    number: Number
    service: str
    class_id: str = Field(alias="class")
    issued_at: Instant
    waited: Minutes
    passed: Count
    overridden: Count
    passed_by_at_most: Count
    care: str | None
    came_back: str | None
    say: Words


class PresentTicket(Row):
    """The ticket at a counter. From `no_show_at` on it may count as missed, once it has been recalled."""

    state: Literal[TicketState.CALLED, TicketState.SERVING]
    called_at: Instant
    started_at: Instant | None
    recalls: Count
    no_show_at: Instant
    standard_minutes: Minutes
    language: str
    amount: int | None
    slips: int
    printed: Wait | None
    why: Why | None


class CalledTicket(Answer):
    """The ticket that the rule gave the counter, and why this one."""

    ticket: PresentTicket
    why: Why


class SignedIn(Answer):
    """Who is signed in now, and the `csrf` that every deed must carry as X-CSRF-Token, beside the cookie."""

    name: str
    role: Literal[Role.TELLER, Role.MANAGER, Role.ADMIN]
    branch: str
    csrf: str


class Entry(BaseModel):
    """A fact. Which fields follow depends on the kind; `ticket` is named day/number."""

    model_config = ConfigDict(extra="allow", strict=True)

    seq: Count
    at: Instant
    kind: Kind
    actor: str
    ticket: str | None = Field(default=None, pattern=r"^\d{4}-\d\d-\d\d/[A-Z]\d{3,}$")
    counter: str | None = None


class Journal(Answer):
    """Facts, oldest first, and the branch's latest seq: if the last entry's is smaller, there are more."""

    seq: Count
    entries: list[Entry]


class Problem(BaseModel):
    """RFC 9457, with a stable `code` and the values that the sentence is about."""

    model_config = ConfigDict(extra="allow", strict=True)

    type: str = Field(pattern=r"^urn:lobby:[a-z_]+$")
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    code: str = Field(pattern=r"^[a-z_]+$")
    errors: list[dict[str, Any]] | None = Field(default=None, description="per field, what is wrong with the request")
