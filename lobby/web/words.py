"""Words that every page says the same way: sentences from a page's words.json, waits, times of day.

Pure but for reading words.json. `static/words.js` is its twin in the browser; one table of cases
(tests/js/words_cases.json) is put to both. What a page has to say belongs to that page's words.json.
"""

import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

Words: TypeAlias = Mapping[str, Mapping[str, str]]
"""Sentences by key, each in both languages: {"nobody": {"zh": "没有人等", "en": "Nobody is waiting"}}."""

_WAIT = {
    "zh": {"about": "约", "minutes": "分钟", "within": "分钟以内", "none": "不用等"},
    "en": {"about": "about", "minutes": "min", "within": "min at most", "none": "no wait"},
}
WEEKDAYS = {
    "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FIVE_MINUTES = 300  # seconds


@cache
def read_words(path: Path) -> Words:
    """The sentences of one words.json, read once per process."""
    words: Words = json.loads(path.read_text(encoding="utf-8"))
    return words


def say(words: Words, key: str, lang: str, **values: object) -> str:
    """The sentence `key` in `lang`, its `{names}` filled. An unknown key or name is a bug and raises KeyError."""
    return words[key][lang].format(**values)


def wait_parts(wait: Mapping[str, Any] | None, lang: str) -> dict[str, str] | None:
    """A wait in three pieces, of which only the figure is set large; None when no wait is known.

    `wait["shown"]` is already rounded for people, in minutes.
    """
    if wait is None:
        return None
    low, high = wait["shown"]
    word = _WAIT[lang]
    if high <= 0:
        return {"before": "", "figure": "", "after": word["none"]}
    if low <= 0:
        return {"before": "", "figure": str(high), "after": word["within"]}
    figure = str(low) if low == high else f"{low}–{high}"
    return {"before": word["about"], "figure": figure, "after": word["minutes"]}


def wait_text(wait: Mapping[str, Any] | None, lang: str) -> str | None:
    """The same in one line: "约 25–35 分钟"; None when no wait is known."""
    parts = wait_parts(wait, lang)
    return None if parts is None else " ".join(piece for piece in parts.values() if piece)


def time_of_day(instant: str | datetime, zone: str) -> str:
    """The time "10:42" at which an instant (RFC 3339 or aware) falls in the branch's time zone."""
    return f"{_local(instant, zone):%H:%M}"


def about_time(instant: str | datetime, zone: str) -> str:
    """The same, up to the next five minutes: for promises that are only about right ("约 10:50")."""
    seconds = math.ceil(_local(instant, zone).timestamp() / _FIVE_MINUTES) * _FIVE_MINUTES
    return time_of_day(datetime.fromtimestamp(seconds, UTC), zone)


def day_text(instant: str | datetime, zone: str, lang: str) -> str:
    """The day as the head of a page says it: "2026年1月5日 星期一", "Monday, 5 January 2026"."""
    day = _local(instant, zone)
    weekday = WEEKDAYS[lang][day.weekday()]
    if lang == "en":
        return f"{weekday}, {day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日 {weekday}"


def local_date(instant: str | datetime, zone: str) -> str:
    """The date 2026-01-05 in the branch's time zone: to tell whether two instants fall on one day."""
    return _local(instant, zone).date().isoformat()


def plain_number(value: float) -> str:
    """60.0 as "60", 1.5 as "1.5"."""
    return f"{value:g}"


def _local(instant: str | datetime, zone: str) -> datetime:
    if isinstance(instant, str):
        instant = datetime.fromisoformat(instant)
    return instant.astimezone(ZoneInfo(zone))


FILTERS: Mapping[str, Callable[..., Any]] = {
    "wait_parts": wait_parts,
    "wait_text": wait_text,
    "time_of_day": time_of_day,
    "about_time": about_time,
    "day_text": day_text,
    "local_date": local_date,
    "plain_number": plain_number,
}
"""What templates may ask for: `{{ clock.now | time_of_day(house.time_zone) }}`."""
