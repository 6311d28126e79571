"""The shapes of the fairness report of a day. Nothing is computed here."""

from typing import Annotated

from pydantic import Field

from lobby.web.answers import Answer, Count, Day, Instant, Minutes, Number

Share = Annotated[float, Field(ge=0, le=1)]


class CallsByRule(Answer):
    """How many were called by a rule."""

    rule: str
    calls: Count


class MostSkips(Answer):
    """The most that any one ticket was passed on an account, of `cap` times (null: none is known). `chosen` of them, at
    most, were by a person. `tickets` were passed so often; the first of them are named."""

    account: str
    most: Count
    cap: Count | None
    chosen: Count
    tickets: Count
    numbers: list[Number]


class MadeCall(Answer):
    """A call, and those whom it passed, oldest first."""

    seq: Count
    at: Instant
    by: str
    counter: str
    number: Number
    class_id: str = Field(alias="class")
    rule: str | None
    passed: list[Number]


class Override(MadeCall):
    """A call that a person chose. `words` are null if none were written, or, and then `erased`, if they are gone."""

    reason: str | None
    words: str | None
    erased: bool


class ClassWaits(Answer):
    """The waits of one class, from issue to the first call. `over_20_minutes` is a share."""

    class_id: str = Field(alias="class")
    tickets: Count
    mean_minutes: Minutes
    p90_minutes: Minutes
    max_minutes: Minutes
    over_20_minutes: Share


class Promises(Answer):
    """Promises to parked tickets that came due: who waited again by then, and who only later."""

    kept: Count
    late: Count


class Fairness(Answer):
    """A day's calls recounted from its journal. `before` and `after` are the branch's business days next to it."""

    seq: Count
    at: Instant
    day: Day | None
    is_open: bool
    before: Day | None
    after: Day | None
    tickets: Count
    called: Count
    calls_by_rule: list[CallsByRule]
    skips: list[MostSkips]
    over_cap: list[MadeCall]
    order_breaks: list[MadeCall]
    overrides: list[Override]
    long_minutes: Minutes
    waits: list[ClassWaits]
    no_shows: Count
    promises: Promises
