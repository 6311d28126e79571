"""When a branch gives numbers and serves: pure questions about its hours, a day and an instant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from lobby.domain.branch import Branch

Closed = Literal["before_hours", "after_last_number", "closed_day"]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whether numbers are given now; if not, why, and when they are given again (None if not within a fortnight)."""

    reason: Closed | None
    opens_at: datetime | None

    @property
    def are_given(self) -> bool:
        """True if a customer can take a number now."""
        return self.reason is None


def local_day(branch: Branch, now: datetime) -> date:
    """The calendar day on the branch's wall."""
    return now.astimezone(branch.time_zone).date()


def instant(branch: Branch, day: date, at: time) -> datetime:
    """That time of that day on the branch's wall, as an instant in UTC."""
    return datetime.combine(day, at, branch.time_zone).astimezone(UTC)


def midnight(branch: Branch, now: datetime) -> datetime:
    """When the calendar day on the branch's wall began."""
    return instant(branch, local_day(branch, now), time.min)


def is_business_day(branch: Branch, day: date) -> bool:
    """True if the branch opens on that day."""
    hours = branch.hours
    return hours.round_the_clock or (day.weekday() in hours.weekdays and day not in hours.closed_days)


def day_opens_at(branch: Branch, day: date) -> datetime:
    """When that business day begins: with the first number that the kiosk may give."""
    return instant(branch, day, time.min if branch.hours.round_the_clock else branch.hours.kiosk_opens_at)


def counters_open_at(branch: Branch, day: date) -> datetime:
    """When counters begin to serve on that business day."""
    return day_opens_at(branch, day) if branch.hours.round_the_clock else instant(branch, day, branch.hours.opens_at)


def day_ends_at(branch: Branch, day: date) -> datetime:
    """When that business day is over at the latest: midnight on the wall."""
    return instant(branch, day + timedelta(days=1), time.min)


def numbers(branch: Branch, now: datetime) -> Numbers:
    """Whether the kiosk gives numbers at this instant."""
    today = local_day(branch, now)
    if branch.hours.round_the_clock:
        return Numbers(None, None)
    if not is_business_day(branch, today):
        return Numbers("closed_day", _next_opening(branch, today))
    if now < day_opens_at(branch, today):
        return Numbers("before_hours", day_opens_at(branch, today))
    if now >= instant(branch, today, branch.hours.last_number_at):
        return Numbers("after_last_number", _next_opening(branch, today))
    return Numbers(None, None)


def _next_opening(branch: Branch, after: date) -> datetime | None:
    days = (after + timedelta(days=n) for n in range(1, 15))
    return next((day_opens_at(branch, day) for day in days if is_business_day(branch, day)), None)
