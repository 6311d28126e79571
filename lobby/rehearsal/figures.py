"""A branch's day in numbers: how many come, when, for what, how long it takes, and how long they wait for it.

Minutes throughout, and moments in minutes after the opening of the counters. "Day" below is the note on an ordinary
day at the demo branch: trade press and textbook volumes, and assumptions where no figure was found. No drawing here.
"""

from dataclasses import dataclass

PERSONAL_TICKETS = 180
CORPORATE_TICKETS = 25

HALF_HOUR_WEIGHTS = (7.5, 10, 11, 10.5, 8.5, 6.5, 4.5, 4, 4, 5.5, 7, 7, 5.5, 4.5, 3, 1)
"""From 9:00 to 17:00 (assumed). A branch with other hours has them stretched over its own sixteen parts."""


def after_nine(hour: int, minute: int) -> float:
    """Minutes after an opening at nine. In a branch that opens at another hour, everything moves with it."""
    return (hour - 9) * 60.0 + minute


@dataclass(frozen=True, slots=True)
class Business:
    """One row of the day's table: its share of personal tickets, and its minutes at the counter (lognormal).

    A service is this business when its id or English name has one of `words`.
    """

    words: frozenset[str]
    share: float
    mean_minutes: float
    variation: float


PERSONAL_BUSINESS = (
    Business(frozenset({"cash"}), 0.42, 5.5, 0.55),
    Business(frozenset({"transfer", "transfers", "remittance", "remittances"}), 0.16, 8, 0.6),
    Business(frozenset({"account", "accounts", "card", "cards"}), 0.14, 16, 0.6),
    Business(frozenset({"loss", "lost", "password", "passwords"}), 0.10, 12, 0.6),
    Business(frozenset({"wealth", "fund", "funds"}), 0.08, 15, 0.7),
    Business(frozenset({"other"}), 0.10, 5, 0.8),
)

CORPORATE_MINUTES = 10.0
"""Assumed: the day gives the number of corporate tickets, and no minutes for them."""

VARIATION_UNKNOWN = 0.6
"""Of a service that is not in the table; its mean is then its own time standard."""

VIP_SHARE = 0.12
CARE_SHARE = 0.06

PATIENCE_MEDIAN = 75.0
PATIENCE_LOG_SD = 0.5
"""Lognormal; the median is the day's, the spread is assumed."""

NO_SHOW_AT_ONCE = 0.04
NO_SHOW_PER_MINUTE = 0.0018
NO_SHOW_AT_MOST = 0.3
"""The day says 8%, growing with the wait: this is 8% at the 22 minutes that its plain simulation gives as the mean."""

FOURTH_COUNTER_OPENS = after_nine(9, 30)
"""The day says three open at nine and four until lunch; when the fourth opens is assumed."""

VIPS_BETWEEN = (after_nine(10, 5), after_nine(10, 15))
VIPS_TOGETHER = 4

LONG_ACCOUNT_COMES_AT = after_nine(10, 20)
LONG_ACCOUNT_MINUTES = 35.0
"""Comes at 10:20, so as to be at a counter at about 10:40."""

MORNING = (after_nine(9, 45), after_nine(11, 30))
AFTERNOON = (after_nine(14, 0), after_nine(16, 0))
"""Assumed: when counters pause for other reasons than lunch, and are lent."""

SILENCE = (after_nine(12, 10), after_nine(12, 30))

LUNCH_BEGINS = after_nine(11, 45)
LUNCH_CHANGES = after_nine(12, 45)
LUNCH_ENDS = after_nine(13, 45)
"""Half of the counters eat in the first hour and half in the second, so that half are there throughout."""
