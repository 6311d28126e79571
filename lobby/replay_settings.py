"""What `lobby replay --set` takes: settings read as changes, and what is wrong with one, in words."""

import re
from collections.abc import Callable, Mapping

from lobby.domain.errors import LobbyError, Refusal
from lobby.domain.forecast.day_changes import DayChange, Opened, Paused, Serves
from lobby.domain.forecast.scene import Span
from lobby.domain.forecast.what_if import Cap, HeadStart

KEYS = (
    "caps.ACCOUNT=2, head_start.CLASS=20, open.COUNTER=10:00-12:00, pause.COUNTER=10:00-12:00,"
    " serves.COUNTER=cash,cards"
)
"""Every kind of setting, by an example."""

SAID = {
    "not_a_setting": "nobody knows this setting; there are: {keys}",
    "not_a_count": "{value} is no whole number of times, 0 or more",
    "not_minutes": "{value} is no number of minutes, 0 or more",
    "not_a_span": "{value} is no span of the day like 10:00-12:00",
    "no_services": "no service is named",
    "unknown_counter": "counter {counter} was not open; say what it is for: --set serves.{counter}=SERVICE,SERVICE",
    "unknown_service": "nobody came for {service}",
    "unknown_account": "the policy has no cap for {account}",
    "unknown_class": "nobody of the class {class_id} was called",
    "class_has_no_account": "the policy lets nobody of the class {class_id} pass anybody, so it can have no head start",
}
"""What is wrong with a setting, by the code of the refusal."""

_DAY = 24 * 3600
_SPAN = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])")


def said(wrong: LobbyError) -> str:
    """Why a setting cannot be followed."""
    return SAID[wrong.code].format(**wrong.values)


def read_setting(setting: str) -> DayChange:
    """The change that this setting means. Raises Refusal with a code of SAID."""
    key, equals, value = setting.partition("=")
    kind, dot, name = key.partition(".")
    if not (equals and dot and name and kind in _MEANINGS):
        raise Refusal("not_a_setting", keys=KEYS)
    return _MEANINGS[kind](name, value.strip())


def _cap(account: str, value: str) -> DayChange:
    if not re.fullmatch(r"[0-9]{1,4}", value):
        raise Refusal("not_a_count", value=value)
    return Cap(account, int(value))


def _head_start(class_id: str, value: str) -> DayChange:
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]+)?", value):
        raise Refusal("not_minutes", value=value)
    return HeadStart(class_id, float(value))


def _span(value: str) -> Span:
    found = _SPAN.fullmatch(value)
    if found is None:
        raise Refusal("not_a_span", value=value)
    hours, minutes, to_hours, to_minutes = map(int, found.groups())
    begins, ends = 3600 * hours + 60 * minutes, 3600 * to_hours + 60 * to_minutes
    if not begins < ends <= _DAY:
        raise Refusal("not_a_span", value=value)
    return float(begins), float(ends)


def _serves(counter: str, value: str) -> DayChange:
    services = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    if not services:
        raise Refusal("no_services")
    return Serves(counter, services)


_MEANINGS: Mapping[str, Callable[[str, str], DayChange]] = {
    "caps": _cap,
    "head_start": _head_start,
    "open": lambda counter, value: Opened(counter, _span(value)),
    "pause": lambda counter, value: Paused(counter, _span(value)),
    "serves": _serves,
}
