"""The shapes of how well the waits that were shown came true. Nothing is computed here."""

from pydantic import Field

from lobby.web.answers import Answer, Count, Day, Instant, Minutes
from lobby.web.fairness_answers import Share


class Scores(Answer):
    """What was counted of some tickets, at least one; shares of all of them. `is_few`: too few to judge by.

    `inside`: the wait ended in the range that was shown, of which the true share is between `inside_from` and
    `inside_to` 95 times in 100; `shorter`, `longer`: before or after it; `as_printed`: in the range rounded for people.
    The mean errors are those of the `compared` tickets, of ours and of the usual way; null if there are none.
    """

    tickets: Count
    is_few: bool
    inside: Share
    inside_from: Share
    inside_to: Share
    shorter: Share
    longer: Share
    as_printed: Share
    compared: Count
    error_minutes: Minutes | None
    usual_error_minutes: Minutes | None


class KindScores(Scores):
    """Those of a service and a class, as they were when the number was taken."""

    service: str
    class_id: str = Field(alias="class")


class DayScores(Scores):
    """Those of a business day."""

    day: Day


class Calibration(Answer):
    """So many of the last business days, from the first to the last of them; null before the branch was ever open.

    `expected` is the share that ranges are meant to hold. `total` is null if there is no ticket to score; `by` has most
    tickets first, `by_day` the days that have any, oldest first.
    """

    seq: Count
    at: Instant
    days: Count
    is_open: bool
    from_: Day | None = Field(alias="from")
    until: Day | None
    expected: Share
    total: Scores | None
    by: list[KindScores]
    by_day: list[DayScores]
