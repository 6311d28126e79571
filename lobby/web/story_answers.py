"""The shapes of a ticket's story. Nothing is computed here."""

from typing import Literal

from pydantic import Field

from lobby.domain.fact import Kind
from lobby.domain.ticket import TicketState
from lobby.web.answers import Answer, Count, Day, Instant, Number, Wait, Words

What = Literal["called_in_order", "passed", "passed_by_override"]


class Passes(Answer):
    """How often later tickets were called first: by the rule, of at most so many, and by a person, counted apart."""

    by_rule: Count
    by_override: Count
    of_at_most: Count


class AccountSkips(Answer):
    """How often it was passed on an account, of `cap` times (null: none is known)."""

    account: str
    used: Count
    cap: Count | None


class StoryEntry(Answer):
    """Something that happened to the ticket, under the kind of its fact; or others were called before it.

    `called_in_order` are `count` earlier ones from `at` to `until`; `passed` a later one, the `count`-th. `others` are
    the numbers that it is about. `customer` names nobody else, no class and no tier.
    """

    seq: Count
    what: What | Kind
    at: Instant
    until: Instant | None
    by: str | None
    counter: str | None
    count: Count | None
    others: list[Number]
    staff: Words
    customer: Words


class Story(Answer):
    """Everything that happened to one ticket, oldest first. `counter` is where it is called or served now.

    `say` may be read out to the customer; `is_next` if nobody is called before them any more.
    """

    seq: Count
    at: Instant
    number: Number
    day: Day
    service: str
    class_id: str = Field(alias="class")
    care: str | None
    language: str
    issued_at: Instant
    state: TicketState
    counter: str | None
    printed: Wait | None
    passed: Passes
    skips: list[AccountSkips]
    is_next: bool
    say: Words
    entries: list[StoryEntry]
