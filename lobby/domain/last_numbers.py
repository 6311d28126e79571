"""The last numbers of a day: once no more are given, everybody in the hall hears up to which ones will be served."""

from datetime import datetime

from lobby.domain.branch import Text
from lobby.domain.hall import Hall
from lobby.domain.hours import instant
from lobby.domain.views import View, text_view


def number_of(series: str, ordinal: int) -> str:
    """The number as it is printed and called: the letter of its series and at least three digits."""
    return f"{series}{ordinal:03d}"


def last_number_notices(hall: Hall, now: datetime) -> list[View]:
    """One notice from the last number on, as long as anybody holds one who has not left; else none.

    It names the last number given in each series of which somebody is still there, whatever has become of that one.
    """
    hours = hall.branch.hours
    if hall.day is None or hours.round_the_clock or now < instant(hall.branch, hall.day, hours.last_number_at):
        return []
    there = {ticket.number[0] for ticket in hall.tickets.values()}
    letters = [group.series for group in hall.branch.groups.values() if group.series in there]
    if not letters:
        return []
    said = _said([number_of(letter, hall.given[letter]) for letter in letters])
    return [{"text": text_view(said), "services": list(hall.branch.services)}]


def _said(numbers: list[str]) -> Text:
    *others, last = numbers
    zh, en = "、".join(numbers), f"{', '.join(others)} and {last}" if others else last
    return Text(f"今天已停止取号，{zh} 及以前的号都会办完。", f"No more numbers today. All up to {en} will be served.")
