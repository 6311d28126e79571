"""Branch days that never were: journals with a hidden truth, to measure estimates against (`layout.py` says what of).

They share nothing with the estimator but the journal's format and the rule of who is next.
`python -m tests.benchmarks.branch_days OUT --layout a --load heavy --days 90 --seed 1` writes days and truths.
"""

from datetime import date, timedelta

from tests.benchmarks.branch_days.branches import DEMO, ELSEWHERE, LARGE, SLOW_HOURS, SMALL
from tests.benchmarks.branch_days.call_centre import IN_ORDER, PRIORITY
from tests.benchmarks.branch_days.day import play
from tests.benchmarks.branch_days.journal import Entry
from tests.benchmarks.branch_days.truth import Truth

LAYOUTS = {one.id: one for one in (DEMO, SMALL, LARGE, ELSEWHERE, SLOW_HOURS, PRIORITY, IN_ORDER)}

FIRST_DAY = date(2026, 1, 5)


def branch_day(layout: str, load: str, seed: int, day: date) -> tuple[list[Entry], Truth]:
    """The day's journal, entry by entry as a line has them, and what an oracle would know (`truth.py`)."""
    entries, truth, _ = play(LAYOUTS[layout], load, seed, day)
    return entries, truth


def business_days(layout: str, count: int) -> list[date]:
    """So many days on which the branch opens, from FIRST_DAY on."""
    days = (FIRST_DAY + timedelta(days=n) for n in range(2 * count + 7))
    return [day for day in days if day.weekday() in LAYOUTS[layout].weekdays][:count]
