"""What the hall screen says for one Board: plain words and figures, in the page's language, before any HTML.

Pure. `static/hall_view.js` is its twin, which goes on from here in the browser (calls that take turns, a lost
server); tests/display/ puts the same pictures to both. No class, tier or errand of a person is known here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from display.slow import slow_said
from lobby.web.words import Words, about_time, day_text, local_date, say, time_of_day

CALL_STANDS = timedelta(minutes=3)
"""How long an unanswered call is shown as one that says "now, come" (look, rule 2). To press start is optional for a
teller: without a bound, a hall where nobody presses it would stand full of old calls."""

LAST = 6
"""Calls shown after the large one (look, "hall")."""

BAND_WIDTH = 1600
"""Pixels for both languages of a notice on one line; what is wider is set smaller, in the page's language alone."""

_SHAPES = {
    "closed": "closed",
    "open": "free",
    "ready": "free",
    "called": "right",
    "serving": "busy",
    "paused": "pause",
}
_NOT_GIVEN = {
    "before_hours": "numbers_from",
    "after_last_number": "no_more_numbers",
    "closed_day": "closed_today",
}

Values = Mapping[str, Any]


def hall_view(
    house: Values, picture: Values, words: Words, *, lang: str, now: datetime, screen: Values | None
) -> dict[str, Any]:
    """All that the hall screen says. `screen` is one of `house["screens"]`; None: a screen of the whole hall."""
    wording = _Wording(words, lang, now, house["time_zone"])
    calls = own_first(picture["calls"], screen)
    last = [_call(call, wording) for call in calls[1 : LAST + 1]]
    numbers = picture["numbers"]
    return {
        "clock": wording.time(now),
        "day": day_text(now, house["time_zone"], lang),
        "now": _large(calls[0], wording) if calls else None,
        "empty": None if calls else _empty(house, numbers, wording),
        "last": last + [None] * (LAST - len(last)),
        "head": [wording.say("still_waiting"), _queue_head(numbers, wording)],
        "queues": [_queue(house, queue, numbers, wording) for queue in picture["queues"]],
        "counters": [_counter(house, counter, picture["calls"], wording) for counter in picture["counters"]],
        "band": _band(house, picture, wording),
    }


def own_first(calls: Sequence[Values], screen: Values | None) -> list[Values]:
    """The newest call of each number, newest first; those to the screen's own counters before all others."""
    own = screen["counters"] if screen else []
    newest: dict[str, Values] = {}
    for call in calls:
        newest.setdefault(call["number"], call)
    return sorted(newest.values(), key=lambda call: bool(own) and call["counter"] not in own)


@dataclass(frozen=True, slots=True)
class _Wording:
    """How things are said here and now: the language, the instant, the wall's time zone."""

    words: Words
    lang: str
    now: datetime
    zone: str

    def say(self, key: str, **values: object) -> str:
        return say(self.words, key, self.lang, **values)

    def both(self, key: str, **values: object) -> list[str]:
        """The sentence in the page's language, then in the other."""
        return [say(self.words, key, lang, **values) for lang in self.languages]

    @property
    def languages(self) -> tuple[str, str]:
        return ("en", "zh") if self.lang == "en" else ("zh", "en")

    def joined(self, sentences: Sequence[Sequence[str]]) -> list[str]:
        """Sentences, each in both languages, one after the other; after a Chinese full stop there is air enough."""
        between = {"zh": "", "en": " "}
        by_language = zip(*sentences, strict=True)
        return [between[lang].join(said) for lang, said in zip(self.languages, by_language, strict=True)]

    def named(self, things: Sequence[Values], thing_id: str | None) -> list[str] | None:
        name = next((thing["name"] for thing in things if thing["id"] == thing_id), None)
        return None if name is None else [name[lang] for lang in self.languages]

    def time(self, instant: str | datetime) -> str:
        return time_of_day(instant, self.zone)

    def opening(self, key: str, opens_at: str | None) -> list[str]:
        """The sentence with `{when}`: "08:30", and the day in front of it if that is another day."""
        return [say(self.words, key, lang, when=self._when(opens_at, lang)) for lang in self.languages]

    def _when(self, opens_at: str | None, lang: str) -> str:
        if opens_at is None:
            return ""
        is_today = local_date(opens_at, self.zone) == local_date(self.now, self.zone)
        return self.time(opens_at) if is_today else f"{day_text(opens_at, self.zone, lang)} {self.time(opens_at)}"


def _large(call: Values, wording: _Wording) -> dict[str, Any]:
    shown = _call(call, wording)
    return {"label": wording.both("now_calling" if shown["calling"] else "last_called"), **shown}


def _call(call: Values, wording: _Wording) -> dict[str, Any]:
    calling = not call["answered"] and _stands(call["at"], wording)
    return {"number": call["number"], "counter": call["counter"], "calling": calling}


def _empty(house: Values, numbers: Values, wording: _Wording) -> dict[str, Any]:
    """What stands in the place of a call before there is one: why, and what will happen by itself."""
    opens_at = numbers["opens_at"]
    if numbers["open"]:
        return {"title": wording.both("nobody_called"), "then": wording.both("will_appear")}
    title = wording.opening(_NOT_GIVEN[numbers["reason"]], opens_at)
    if numbers["reason"] == "before_hours":
        return {"title": title, "then": wording.both("serves_from", time=house["hours"]["opens_at"][:5])}
    return {"title": title, "then": wording.opening("serves_again" if opens_at else "asks_staff", opens_at)}


def _queue_head(numbers: Values, wording: _Wording) -> str:
    if numbers["open"]:
        return wording.say("wait_from_now")
    return wording.opening(_NOT_GIVEN[numbers["reason"]], numbers["opens_at"])[0]


def _queue(house: Values, queue: Values, numbers: Values, wording: _Wording) -> dict[str, Any]:
    waiting = queue["waiting"]
    unit = {0: "nobody", 1: "person"}.get(waiting, "people")
    return {
        "name": wording.named(house["services"], queue["service"]),
        "people": waiting,
        "count": str(waiting) if waiting else "",
        "unit": wording.say(unit),
        "wait": queue["wait"] if numbers["open"] else None,
        "otherwise": wording.say("no_counter") if numbers["open"] else "",
    }


def _counter(house: Values, counter: Values, calls: Sequence[Values], wording: _Wording) -> dict[str, Any]:
    state = counter["state"]
    if state == "called" and not _stands(_latest_call(counter, calls), wording):
        state = "serving"
    group = wording.named(house["groups"], counter["group"])
    line = _pause(house, counter, wording) if state == "paused" else []
    if counter["pausing"] and state != "paused":
        line = [wording.say("pausing")]
    return {
        "id": counter["id"],
        "state": state,
        "shape": _SHAPES[state],
        "word": wording.say(f"state_{state}", number=counter["number"]),
        "line": line or _public_words(house, counter, group, wording),
    }


def _public_words(house: Values, counter: Values, group: list[str] | None, wording: _Wording) -> list[str]:
    """What the counter is for, and what it is lent to besides: two pieces, as there is room for no more."""
    lent = [name[0] for id_ in counter["lent_groups"] if (name := wording.named(house["groups"], id_))]
    also = (
        [wording.say("serves_too", name=lent[0])] if len(lent) == 1 else [wording.say("serves_others")] if lent else []
    )
    return [*(group[:1] if group else []), *also]


def _latest_call(counter: Values, calls: Sequence[Values]) -> str:
    """When the number at the counter was last announced."""
    own = (call["at"] for call in calls if (call["counter"], call["number"]) == (counter["id"], counter["number"]))
    return str(next(own, counter["since"]))


def _stands(announced_at: str, wording: _Wording) -> bool:
    """True while an announcement still says "now, come"."""
    return wording.now - datetime.fromisoformat(announced_at) <= CALL_STANDS


def _pause(house: Values, counter: Values, wording: _Wording) -> list[str]:
    """Why, and until when: two pieces, between which a line may break. English has room for the second alone."""
    reason = wording.named(house["pause_reasons"], counter["reason"])
    pieces = reason[:1] if reason else []
    if counter["until"] is None:
        return pieces
    if datetime.fromisoformat(counter["until"]) < wording.now:
        until = wording.say("overdue")
    else:
        until = wording.say("back_about", time=about_time(counter["until"], wording.zone))
    return [until] if wording.lang == "en" else [*pieces, until]


def _band(house: Values, picture: Values, wording: _Wording) -> dict[str, Any]:
    """The notices, and why it is slow if it is; without any, what always holds in this hall."""
    news = [notice["text"] for notice in picture["notices"]]
    news += slow_said(house, picture, wording.words, wording.now)
    if news:
        said = wording.joined([[text[lang] for lang in wording.languages] for text in news])
    elif picture["numbers"]["reason"] == "after_last_number":
        said = wording.both("finishing")
    else:
        said = wording.both("complaints", line=house["complaint_line"])
    is_long = 34 * _ems(said[0]) + 28 * _ems(said[1]) > BAND_WIDTH
    return {"shape": "flag", "text": said[0], "other": said[1], "long": is_long}


def _ems(text: str) -> float:
    """About how wide the text is: a Chinese character is one em, any other half of one."""
    return sum(1 if ord(character) > 0x2E7F else 0.5 for character in text)
