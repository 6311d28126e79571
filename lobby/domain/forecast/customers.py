"""What those who wait do, and who comes: not coming when called, giving up, and arrivals by half hour."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from lobby.domain.forecast.fading import faded
from lobby.domain.forecast.model import HALF_HOURS, WAITED_FROM
from lobby.domain.forecast.recent import Recent

NO_SHOWS = (0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16)
"""Of those called, by minutes waited: 8% in all, growing with the wait (day.md); how it grows is assumed."""

GIVES_UP = (0.0005, 0.004, 0.008, 0.010, 0.011, 0.011, 0.011)
"""A minute, by minutes waited: lognormal patience with median 75 minutes (day.md) and log-sd 1 (assumed)."""

PRIOR_EVENTS = 3.0
"""The prior is worth so many who do it: for the height of a curve as a whole, in which halls differ most, and then for
each part of it."""

NO_SHOW_MINUTES = (0.5, 1.0, 1.0, 1.5, 2.0)
"""For which a counter is held by one who does not come. Assumed: a minute, and one recall (contract: no-show)."""

ARRIVALS_FADE = 0.5 ** (1 / 20)
"""What a day leaves of the arrivals before it: half is forgotten in 20 business days, a month."""

SHAPE_DAYS = 5.0
"""So many days' worth is a half hour drawn to the share that it has of all tickets."""

TODAY_WEIGHT = 25.0
"""Days differ by a fifth in how many come (assumed): as much as chance makes of so many people."""

WEEKDAY_WEIGHT = 4.0
"""So many days' worth is a weekday drawn to all weekdays: they may be alike."""


class Curve:
    """How often something happens, by minutes waited: a prior form, its height learned first, then each part."""

    def __init__(self, prior: Sequence[float], kept: Sequence[Sequence[float]] | None = None) -> None:
        self._prior = prior
        happened, tried = kept or ([0.0] * len(prior), [0.0] * len(prior))
        self.happened, self.tried = list(happened), list(tried)

    def chances(self) -> tuple[float, ...]:
        """One for each of WAITED_FROM."""
        expected = sum(tried * chance for tried, chance in zip(self.tried, self._prior, strict=True))
        height = (sum(self.happened) + PRIOR_EVENTS) / (expected + PRIOR_EVENTS)
        return tuple(
            min(1.0, (happened + PRIOR_EVENTS) / (tried + PRIOR_EVENTS / (height * chance)))
            for happened, tried, chance in zip(self.happened, self.tried, self._prior, strict=True)
        )

    def fade(self) -> None:
        """A day is over."""
        self.happened = [faded(one) for one in self.happened]
        self.tried = [faded(one) for one in self.tried]

    def kept(self) -> list[list[float]]:
        """All of it, ready for JSON."""
        return [list(self.happened), list(self.tried)]


class Customers:
    """What is known of them."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        kept = kept or {}
        self._no_shows = Curve(NO_SHOWS, kept.get("no_shows"))
        self._gives_up = Curve(GIVES_UP, kept.get("gives_up"))
        self._no_show_minutes = Recent(300, kept.get("no_show_minutes", ()))
        self._days: float = kept.get("days", 0.0)
        self._everybody: list[float] = list(kept.get("everybody", [0.0] * HALF_HOURS))
        self._weekdays: list[list[float]] = [list(one) for one in kept.get("weekdays", [[0.0, 0.0]] * 7)]
        self._came = {(service, class_id): list(halves) for service, class_id, halves in kept.get("came", ())}
        self._today = [0] * HALF_HOURS
        self._today_by: dict[tuple[str, str], list[int]] = {}

    def called(self, waited: float, missed_after: float | None) -> None:
        """Somebody was called after so many minutes, and came; or did not, which took so many minutes to see."""
        part = _part(waited)
        self._no_shows.tried[part] += 1
        if missed_after is not None:
            self._no_shows.happened[part] += 1
            if missed_after >= 0:
                self._no_show_minutes.add(missed_after)

    def waited(self, minutes: float, gave_up: bool) -> None:
        """Somebody waited so long, and was called, or `gave_up`."""
        tried = self._gives_up.tried
        for part, since in enumerate(WAITED_FROM):
            if minutes <= since:
                break
            until = WAITED_FROM[part + 1] if part + 1 < len(WAITED_FROM) else minutes
            tried[part] += min(minutes, until) - since
        if gave_up:
            self._gives_up.happened[_part(minutes)] += 1

    def came(self, half_hour: int) -> None:
        """Somebody took a number in this half hour of the day."""
        self._today[half_hour] += 1

    def came_ahead(self, service: str, class_id: str, half_hour: int) -> None:
        """And is of a class with a head start; or has been put into one."""
        halves = self._today_by.get((service, class_id))
        if halves is None:
            halves = self._today_by[service, class_id] = [0] * HALF_HOURS
        halves[half_hour] += 1

    def end_day(self, weekday: int) -> None:
        """A day is over, of that weekday: its arrivals count with those before, and what was counted fades."""
        self._no_shows.fade()
        self._gives_up.fade()
        came = sum(self._today)
        if not came:
            return
        self._days = faded(self._days, ARRIVALS_FADE) + 1
        self._everybody = _and_today(self._everybody, self._today)
        self._weekdays = [[faded(one) for one in seen] for seen in self._weekdays]
        self._weekdays[weekday][0] += 1
        self._weekdays[weekday][1] += came
        for pair in {**self._came, **self._today_by}:
            before = self._came.get(pair, [0.0] * HALF_HOURS)
            self._came[pair] = _and_today(before, self._today_by.get(pair, self._NOBODY))
        self._today = [0] * HALF_HOURS
        self._today_by = {}

    _NOBODY = (0,) * HALF_HOURS

    def no_shows(self) -> tuple[float, ...]:
        """By minutes waited."""
        return self._no_shows.chances()

    def no_show_minutes(self) -> tuple[float, ...]:
        """For which a counter is held."""
        return self._no_show_minutes.pool(NO_SHOW_MINUTES)

    def gives_up(self) -> tuple[float, ...]:
        """A minute, by minutes waited."""
        return self._gives_up.chances()

    def arrivals(self, half_hour: int, weekday: int) -> dict[tuple[str, str], tuple[float, ...]]:
        """People expected in each half hour of a day, by (service, class), as this one has gone before `half_hour`."""
        if not self._days:
            return self._arrivals_of_a_first_day(half_hour)
        every = sum(self._everybody)
        scale = self._scale(half_hour, weekday) / (self._days + SHAPE_DAYS)
        shape = [count / every for count in self._everybody]
        found = {}
        for pair, halves in self._came.items():
            drawn = SHAPE_DAYS * sum(halves) / self._days
            found[pair] = tuple(scale * (count + drawn * share) for count, share in zip(halves, shape, strict=True))
        return found

    def kept(self) -> dict[str, Any]:
        """All of it, ready for JSON."""
        return {
            "no_shows": self._no_shows.kept(),
            "gives_up": self._gives_up.kept(),
            "no_show_minutes": self._no_show_minutes.kept(),
            "days": self._days,
            "everybody": list(self._everybody),
            "weekdays": [list(one) for one in self._weekdays],
            "came": [[*pair, list(halves)] for pair, halves in self._came.items()],
        }

    def _scale(self, half_hour: int, weekday: int) -> float:
        """How many times as many as usual come on this day, as far as it has gone."""
        days = sum(days for days, _ in self._weekdays)
        mean = sum(count for _, count in self._weekdays) / days
        seen, came = self._weekdays[weekday]
        of_weekday = (came / mean + WEEKDAY_WEIGHT) / (seen + WEEKDAY_WEIGHT)
        expected = sum(self._everybody[:half_hour]) / self._days
        return (sum(self._today[:half_hour]) + TODAY_WEIGHT * of_weekday) / (expected + TODAY_WEIGHT)

    def _arrivals_of_a_first_day(self, half_hour: int) -> dict[tuple[str, str], tuple[float, ...]]:
        """As many as came so far, evenly: nobody knows anything else yet."""
        first = next((half for half, came in enumerate(self._today) if came), half_hour)
        halves = max(half_hour - first, 0) + 1
        return {pair: (sum(came) / halves,) * HALF_HOURS for pair, came in self._today_by.items()}


def _part(waited: float) -> int:
    return max(bisect_right(WAITED_FROM, waited) - 1, 0)


def _and_today(before: Sequence[float], today: Sequence[int]) -> list[float]:
    return [faded(old, ARRIVALS_FADE) + new for old, new in zip(before, today, strict=True)]
