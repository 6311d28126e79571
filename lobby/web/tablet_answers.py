"""The shapes of what a lobby manager is shown: the tablet, and a counter's timeline. Nothing is computed here."""

from typing import Annotated, Literal

from pydantic import Field

from lobby.domain.alerts import AlertKind, Level
from lobby.domain.ticket import TicketState
from lobby.domain.timeline import Doing
from lobby.web.answers import (
    Answer,
    Aside,
    Cause,
    Count,
    Counter,
    Day,
    Instant,
    Minutes,
    Number,
    PresentTicket,
    Row,
    Uncovered,
    Wait,
    Why,
)
from lobby.web.lending_answers import Advice, Lent
from lobby.web.picture_answers import Head, Numbers


class TabletCounter(Counter):
    """A counter with the ticket at it, and who sits there."""

    teller: str | None
    present: PresentTicket | None
    lent: Lent | None


class Range(Answer):
    """A range for people, in whole minutes."""

    shown: list[int] = Field(min_length=2, max_length=2)


class TabletGroup(Answer):
    """Those who wait for one group of services. `wait` spans what newcomers are told for any of them."""

    group: str
    waiting: Count
    longest_wait: Minutes | None
    wait: Range | None


class Skips(Answer):
    """How often somebody who waits was passed on an account, of `cap` times at most."""

    account: str
    used: Count
    cap: Count


class WaitingTicket(Row):
    """One who waits; late from `promise_at` on. `wait` is what is still to come, null while no counter serves them.
    `later` is why that is later than was printed, null while it is not."""

    language: str
    promise_at: Instant
    ahead: Count
    wait: Wait | None
    printed: Wait | None
    later: list[Cause] | None
    skips: list[Skips]


class TabletCall(Answer):
    """A call with all of its reason, and how that ticket had fared: `waited` until this call, `passed` in all."""

    seq: Count
    at: Instant
    number: Number
    counter: str
    service: str
    class_id: str = Field(alias="class")
    care: str | None
    language: str
    issued_at: Instant
    waited: Minutes
    passed: Count
    passed_by_at_most: Count
    printed: Wait | None
    why: Why


class DayCourse(Answer):
    """A day in slots from `first_slot_at` on: the most people who waited at one instant of it, and the longest wait
    at any. `called` were called so far, `in_time` of them before they had waited longer than was promised."""

    day: Day
    opens_at: Instant
    closes_at: Instant
    is_over: bool
    slot_minutes: Annotated[int, Field(ge=1)]
    first_slot_at: Instant | None
    most_waiting: list[Count]
    longest_wait: list[Minutes]
    called: Count
    in_time: Count


class AlertAbout(Answer):
    """What an alert is about: `n` people, or numbers for a repeat; `counters` are those of an occupation.

    Of a service that is uncovered `counter` is the one that left it last.
    """

    counter: str | None
    number: Number | None
    service: str | None
    n: Count | None
    counters: list[str]


class AlertSeen(Answer):
    """Who said that they see to it, and when."""

    by: str
    at: Instant


class Alert(Answer):
    """One thing to see to, and since when; `acknowledged` is null while nobody does."""

    key: str
    kind: AlertKind
    level: Level
    since: Instant
    about: AlertAbout
    acknowledged: AlertSeen | None


class AsideTicket(Answer):
    """One who is aside, and where."""

    number: Number
    service: str
    class_id: str = Field(alias="class")
    care: str | None
    language: str
    issued_at: Instant
    state: Literal[TicketState.PARKED, TicketState.REDIRECTED, TicketState.MISSED]
    aside: Aside


class TabletPicture(Head):
    """What the lobby manager sees: counters in the order of the wall, `queue` with who is late first, `calls` newest
    first, `course` null before the first day; `alerts` the gravest first, those that somebody sees to last; `aside`
    with whose promised time comes first; `advice` null when nothing is worth lending or taking back. `uncovered` are
    the services that have too few counters now."""

    numbers: Numbers
    counters: list[TabletCounter]
    uncovered: list[Uncovered]
    groups: list[TabletGroup]
    queue: list[WaitingTicket]
    calls: list[TabletCall]
    course: DayCourse | None
    alerts: list[Alert]
    aside: list[AsideTicket]
    advice: Advice | None


class Errand(Answer):
    """One more errand of the same customer, and when it began."""

    service: str
    at: Instant


class Stay(Answer):
    """One ticket at the counter. `ended_at`, `how` and `ended_by` are null while it is there."""

    what: Literal["ticket"]
    number: Number
    service: str | None
    class_id: str | None = Field(alias="class")
    called_at: Instant
    called_by: str
    rule: str | None
    recalled_at: list[Instant]
    started_at: Instant | None
    ended_at: Instant | None
    how: str | None
    ended_by: str | None
    errands: list[Errand]


class Change(Answer):
    """What happened to the counter itself; `services` are those it served from then on, if they were said."""

    what: Literal["opened", "services_set", "paused", "resumed", "closed"]
    at: Instant
    by: str
    reason: str | None
    services: list[str]


class Stretch(Answer):
    """What the counter did from one instant to the next; `until` is null for what it does now."""

    doing: Doing
    start: Instant = Field(alias="from")
    until: Instant | None


class Timeline(Answer):
    """A counter's day, from the journal alone: `events` as they began, oldest first; no stretch while closed."""

    seq: Count
    at: Instant
    counter: str
    day: Day | None
    events: list[Annotated[Stay | Change, Field(discriminator="what")]]
    stretches: list[Stretch]
