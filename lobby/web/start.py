"""The start page: what Lobby is, when each branch is open, and where its pages are. Also brings in the shared page
parts (templates/, /static/web/ and the filters for words), on which every page stands.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint

from lobby.domain.branch import Branch
from lobby.domain.hours import numbers
from lobby.web.pages import asked_language, page
from lobby.web.rooms import rooms
from lobby.web.words import FILTERS, WEEKDAYS, Words, day_text, local_date, read_words, say, time_of_day

start = Blueprint("start", __name__, template_folder="templates", static_folder="static", static_url_path="/static/web")

for name, text_filter in FILTERS.items():
    start.add_app_template_filter(text_filter, name)

_WORDS = Path(__file__).with_name("words.json")
_NOT_GIVEN_SHAPE = {"before_hours": "clock", "after_last_number": "closed", "closed_day": "closed"}


@start.get("/")
def home() -> str:
    """Every branch with its pages."""
    words, lang = read_words(_WORDS), asked_language()
    now = rooms().clock.now()
    branches = [branch_view(branch, words, lang, now) for branch in rooms().branches.values()]
    return page("start.html", words=words, house=None, picture=None, token=None, lang=lang, branches=branches)


def branch_view(branch: Branch, words: Words, lang: str, now: datetime) -> dict[str, Any]:
    """What the start page says of a branch: names, hours, whether numbers are given, and its pages with their paths."""
    counters = sorted(branch.counters.values(), key=lambda counter: counter.place)
    return {
        "name": getattr(branch.name, lang),
        "bank": getattr(branch.bank, lang),
        "hours": hours_text(branch, words, lang),
        "state": _state(branch, words, lang, now),
        "kiosk": _path(f"/kiosk/{branch.id}", lang),
        "screens": _screens(branch, words, lang),
        "tablet": _path(f"/tablet/{branch.id}", lang),
        "desks": [
            {
                "name": say(words, "counter", lang, counter=counter.id),
                "group": getattr(branch.groups[counter.group].name, lang),
                "path": _path(f"/desk/{branch.id}/{counter.id}", lang),
            }
            for counter in counters
        ],
    }


def hours_text(branch: Branch, words: Words, lang: str) -> str:
    """When the branch is open, in one sentence."""
    hours = branch.hours
    return say(
        words,
        "round_the_clock" if hours.round_the_clock else "hours",
        lang,
        days=days_text(sorted(hours.weekdays), words, lang),
        opens=f"{hours.opens_at:%H:%M}",
        closes=f"{hours.closes_at:%H:%M}",
        kiosk=f"{hours.kiosk_opens_at:%H:%M}",
        last=f"{hours.last_number_at:%H:%M}",
    )


def days_text(weekdays: Sequence[int], words: Words, lang: str) -> str:
    """The days of the week (Monday is 0, in order): "每天", "星期一至星期六", "Monday to Friday, Sunday"."""
    if len(weekdays) == 7:
        return say(words, "every_day", lang)
    names = WEEKDAYS[lang]
    runs = [
        names[first] if first == last else say(words, "from_to", lang, first=names[first], last=names[last])
        for first, last in _runs(weekdays)
    ]
    return ("、" if lang == "zh" else ", ").join(runs)


def _screens(branch: Branch, words: Words, lang: str) -> list[dict[str, str]]:
    """The screens that hang in the hall, and a picture of all counters if none of them is one."""
    hall = f"/hall/{branch.id}"
    screens = [
        {"name": getattr(screen.zone, lang), "path": _path(hall, lang, screen=screen.id)}
        for screen in branch.screens.values()
    ]
    if any(not screen.counters for screen in branch.screens.values()):
        return screens
    return [*screens, {"name": say(words, "whole_hall", lang), "path": _path(hall, lang)}]


def _path(path: str, lang: str, **asked: str) -> str:
    """The path with what is asked for; Chinese needs no asking."""
    query = urlencode(asked if lang == "zh" else {**asked, "lang": lang})
    return f"{path}?{query}" if query else path


def _runs(days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of neighbouring days."""
    for day in days:
        if day - 1 not in days:
            yield day, next(last for last in range(day, 7) if last + 1 not in days)


def _state(branch: Branch, words: Words, lang: str, now: datetime) -> dict[str, str]:
    """Whether numbers are given now, as a shape and words; if not, when again."""
    given = numbers(branch, now)
    if given.reason is None:
        return {"shape": "free", "words": say(words, "open", lang)}
    shape, zone = _NOT_GIVEN_SHAPE[given.reason], branch.time_zone.key
    if given.opens_at is None:
        return {"shape": shape, "words": say(words, "not_soon", lang)}
    is_today = local_date(given.opens_at, zone) == local_date(now, zone)
    day = "" if is_today else day_text(given.opens_at, zone, lang) + " "
    return {"shape": shape, "words": say(words, given.reason, lang, when=day + time_of_day(given.opens_at, zone))}
