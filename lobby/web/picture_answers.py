"""The shapes of pictures, as `lobby/pictures.py` puts them together: ticket, board, desk. Nothing is computed here."""

from typing import Literal

from lobby.web.answers import (
    Answer,
    Cause,
    Count,
    Counter,
    Day,
    HeldTicket,
    Instant,
    Minutes,
    Number,
    PresentTicket,
    Row,
    Uncovered,
    Wait,
    Why,
    Words,
)
from lobby.web.lending_answers import Lent
from lobby.web.plan_answers import Plan


class Head(Answer):
    """What every picture begins with. Of two pictures of one epoch, the later has the greater `seq`, or then `at`."""

    epoch: str
    branch: str
    day: Day | None
    seq: Count
    at: Instant
    waits_seq: Count


class TicketPicture(Head, HeldTicket):
    """The picture on the holder's phone."""


class Numbers(Answer):
    """Whether the kiosk gives numbers now; if not, why, and when it does again."""

    open: bool
    reason: Literal["before_hours", "after_last_number", "closed_day"] | None
    opens_at: Instant | None


class Call(Answer):
    """A call or a recall. `answered` once the number is no longer called."""

    seq: Count
    number: Number
    counter: str
    at: Instant
    answered: bool


class Queue(Answer):
    """Those who wait for a service; `ahead` and `wait` are what a newcomer would be told."""

    service: str
    waiting: Count
    ahead: Count
    longest_wait: Minutes | None
    wait: Wait | None


class BoardQueue(Queue):
    """The same on the board: `slow` is why it takes long, the plainest cause first; empty while it does not."""

    slow: list[Cause]


class Notice(Answer):
    """A notice to the hall."""

    text: Words
    reason: str | None = None
    until: Instant | None = None
    services: list[str]


class BoardPicture(Head):
    """What anybody in the hall may see: calls newest first, counters in the order of the wall."""

    numbers: Numbers
    calls: list[Call]
    counters: list[Counter]
    queues: list[BoardQueue]
    notices: list[Notice]


class DeskCounter(Counter):
    """The counter that the desk belongs to."""

    teller: str | None
    ready_until: Instant | None
    lent: Lent | None


class NextRow(Row):
    """Who would be called now, and why."""

    why: Why


class Elsewhere(Answer):
    """How many wait for a service that this counter does not serve."""

    service: str
    waiting: Count


class Undoable(Answer):
    """The deed by which a ticket has just left this counter, and until when it can be undone there."""

    deed: Literal["finish", "no_show", "park", "transfer", "redirect"]
    number: Number
    until: Instant


class DeskPicture(Head):
    """What the teller at one counter sees: `more` wait after those in `queue`. `would_uncover` are the services that
    would have too few counters if this one paused or closed; `plan` is what is meant for it today."""

    counter: DeskCounter
    present: PresentTicket | None
    undoable: Undoable | None
    next: NextRow | None
    queue: list[Row]
    more: Count
    elsewhere: list[Elsewhere]
    plan: Plan | None
    would_uncover: list[Uncovered]
    counters: list[Counter]
    queues: list[Queue]
