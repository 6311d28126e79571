"""What the words of a story are made of: names of things in both languages, times of the branch's wall, counts.

An id that the branch no longer has is said as it stands: a story may be older than the configuration.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from lobby.domain.branch import Branch, Text
from lobby.domain.estimate import shown
from lobby.domain.ticket import Wait


class Named(Protocol):
    """Anything of the configuration that has a name."""

    @property
    def name(self) -> Text: ...


def name_in(things: Mapping[str, Named], thing_id: object) -> Text:
    """The name of that thing, or its id."""
    thing = things.get(str(thing_id))
    return Text(str(thing_id), str(thing_id)) if thing is None else thing.name


def service_name(branch: Branch, service_id: object) -> Text:
    """A service, as the kiosk calls it."""
    return name_in(branch.services, service_id)


def class_name(branch: Branch, class_id: object) -> Text:
    """A class, as staff call it: never for a customer."""
    return name_in(branch.fairness.classes, class_id)


def time_of(branch: Branch, at: datetime) -> str:
    """10:42 on the branch's wall."""
    return f"{at.astimezone(branch.time_zone):%H:%M}"


def range_text(wait: Wait) -> Text:
    """A wait as it is printed."""
    low, high = shown(wait)
    if high <= 0:
        return Text("不用等", "no wait")
    if low <= 0:
        return Text(f"{high} 分钟以内", f"{high} minutes at most")
    return Text(f"{low}–{high} 分钟", f"{low}–{high} minutes")


def times(count: int) -> str:
    """How often, in English."""
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def both(form: Text, **values: Any) -> Text:
    """The sentence in both languages, its places filled: a Text in each place by its language."""
    zh = {name: value.zh if isinstance(value, Text) else value for name, value in values.items()}
    en = {name: value.en if isinstance(value, Text) else value for name, value in values.items()}
    return Text(form.zh.format(**zh), form.en.format(**en))
