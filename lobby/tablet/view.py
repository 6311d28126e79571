"""What the tablet's first page shows of a hall, as plain texts and drawn lengths, before any HTML.

Pure. `static/tablet_view.js` is its twin, which goes on from here in the browser; tests/tablet/ puts the same pictures
to both. What is drawn from the day's course, and all that opens at a tap, is the browser's alone.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lobby.web.words import Words, about_time, plain_number, say, time_of_day

CALL_STANDS_MINUTES = 3
"""How long an unanswered call says "now, come", as on the hall's screens: to press start is optional for a teller."""

STANDARD_AT = 60
"""The standard stands at this part of a counter's bar, of 100."""

BAR = 152
"""Width of a waiting ticket's bar."""

PROMISES = 2.5
"""How many promises that bar is long; what goes beyond ends at its edge."""

_SHAPES = {
    "serving": "busy",
    "over": "over",
    "called": "right",
    "ready": "free",
    "free": "free",
    "paused": "pause",
    "closed": "closed",
}

Values = Mapping[str, Any]
View = dict[str, Any]


def tablet_view(house: Values, picture: Values, words: Words, *, lang: str, now: datetime) -> View:
    """All that the tablet shows but the panel on its right."""
    on = _Speaker(house, words, lang, now)
    rows = [_row(row, on) for row in picture["queue"]]
    return {
        "isStale": False,
        "head": _head(picture, on),
        "counters": [_counter(counter, on) for counter in picture["counters"]],
        "groups": [_group(group, picture, on) for group in picture["groups"]],
        "hasLate": any(row["promise"]["kind"] == "late" for row in rows),
        "empty": None if rows else _empty(picture["numbers"], on),
        "rows": rows,
        "calls": [_call(call, on) for call in picture["calls"]],
        "band": "",
    }


@dataclass(frozen=True, slots=True)
class _Speaker:
    """How things are said here and now."""

    house: Values
    words: Words
    lang: str
    now: datetime

    def say(self, key: str, **values: object) -> str:
        return say(self.words, key, self.lang, **values)

    def name(self, things: str, thing_id: str) -> str:
        """An id that the house no longer has is said as it stands."""
        return next((str(one["name"][self.lang]) for one in self.house[things] if one["id"] == thing_id), thing_id)

    def time(self, instant: str) -> str:
        return time_of_day(instant, self.house["time_zone"])

    def minutes(self, since: str) -> float:
        """Minutes since that instant, never negative."""
        return max(0.0, (self.now - datetime.fromisoformat(since)).total_seconds() / 60)

    def sentence(self, pieces: Iterable[str | None]) -> str:
        return self.say("comma").join(piece for piece in pieces if piece)

    def range(self, wait: Values | None, key: str) -> str:
        if wait is None:
            return self.say("still_unserved" if key == "still" else "printed_none")
        low, high = wait["shown"]
        if high <= 0:
            return self.say(f"{key}_now")
        return self.say(f"{key}_within", n=high) if low <= 0 else self.say(key, low=low, high=high)

    def kind(self, row: Values) -> str:
        """What staff read of a customer: the ground for care, else the class; nothing for an ordinary one."""
        if row["care"]:
            return self.say("care_kind", name=self.name("care", row["care"]))
        of_class = next((one for one in self.house["classes"] if one["id"] == row["class"]), None)
        is_ordinary = of_class is not None and of_class["account"] is None
        return "" if is_ordinary else self.name("classes", row["class"])


def _head(picture: Values, on: _Speaker) -> View:
    queue, course = picture["queue"], picture["course"]
    kept = f"{100 * course['in_time'] // course['called']}%" if course and course["called"] else ""
    return {
        "waiting": str(len(queue)),
        "longest": str(math.floor(on.minutes(queue[0]["issued_at"]))) if queue else "",
        "kept": kept,
        "line": on.say("connected"),
        "sign": "check",
        "clock": time_of_day(on.now, on.house["time_zone"]),
    }


def _counter(counter: Values, on: _Speaker) -> View:
    present = counter["present"]
    shown = _busy(counter, present, on) if present else _waiting_for(counter, on)
    number, word = present["number"] if present else None, on.say(f"is_{shown['kind']}")
    view: View = {
        "id": counter["id"],
        "shape": _SHAPES[shown["kind"]],
        "right": number or word,
        "bar": None,
        "small": "",
        **shown,
    }
    name = on.say("counter", id=counter["id"])
    return {**view, "label": on.sentence([name, word, number, view["first"], view["small"], view["second"]])}


def _busy(counter: Values, present: Values, on: _Speaker) -> View:
    second = on.say("pauses_after") if counter["pausing"] else on.name("services", present["service"])
    since_call = on.minutes(present["called_at"])
    if present["started_at"] is None and since_call <= CALL_STANDS_MINUTES:
        return {"kind": "called", "first": on.say("on_the_way", n=math.floor(since_call)), "second": second}
    minutes = on.minutes(present["started_at"] or present["called_at"])
    length = STANDARD_AT * minutes / present["standard_minutes"]
    beyond = min(max(length - STANDARD_AT, 0), 100 - STANDARD_AT)
    return {
        "kind": "over" if minutes > present["standard_minutes"] else "serving",
        "first": on.say("minutes", n=math.floor(minutes)),
        "small": on.say("standard", n=plain_number(present["standard_minutes"])),
        "second": second,
        "bar": {"used": _whole(min(length, STANDARD_AT)), "beyond": _whole(beyond), "limit": STANDARD_AT},
    }


def _waiting_for(counter: Values, on: _Speaker) -> View:
    name, state = _public_words(counter, on), counter["state"]
    if state == "ready":
        return {"kind": "ready", "first": on.say("waits_for_next"), "second": name}
    if state == "open":
        return {"kind": "free", "first": on.say("may_call"), "second": name}
    if state == "closed":
        return {"kind": "closed", "first": name, "second": ""}
    second = name if counter["until"] is None else _until(counter["until"], on)
    return {"kind": "paused", "first": on.name("pause_reasons", counter["reason"]), "second": second}


def _public_words(counter: Values, on: _Speaker) -> str:
    """What the counter is for, and what it is lent to besides."""
    own = on.name("groups", counter["group"])
    lent = on.say("list_comma").join(on.name("groups", group) for group in counter["lent_groups"])
    return on.say("serves_too", own=own, list=lent) if lent else own


def _until(until: str, on: _Speaker) -> str:
    over = math.floor(on.minutes(until))
    if over > 0:
        return on.say("until_over", n=over)
    return on.say("until_about", time=about_time(until, on.house["time_zone"]))


def _group(group: Values, picture: Values, on: _Speaker) -> View:
    services = [service["id"] for service in on.house["services"] if service["group"] == group["group"]]
    own = [row for row in picture["queue"] if row["service"] in services]
    line = on.say("group_line", n=math.floor(on.minutes(own[0]["issued_at"]))) if own else on.say("group_nobody")
    wait = group["wait"]
    return {
        "name": on.name("groups", group["group"]),
        "count": on.say("people", n=group["waiting"]),
        "line": line,
        "range": on.say("group_wait", wait=on.range(wait, "printed")) if wait else on.say("group_unserved"),
        "people": group["waiting"],
        "late": sum(datetime.fromisoformat(row["promise_at"]) < on.now for row in own),
    }


def _high(wait: Values | None) -> float:
    return 0.0 if wait is None else float(wait["high"])


def _row(row: Values, on: _Speaker) -> View:
    promised, waited, wait = on.house["promised_wait_minutes"], on.minutes(row["issued_at"]), row["wait"]

    end = PROMISES * promised

    def place(minutes: float) -> int:
        return _whole(BAR * min(minutes, end) / end)

    return {
        "number": row["number"],
        "service": on.name("services", row["service"]),
        "kind": on.kind(row),
        "hasCare": row["care"] is not None,
        "waited": str(math.floor(waited)),
        "still": on.range(wait, "still"),
        "hasRange": wait is not None,
        "used": row["passed"],
        "of": row["passed_by_at_most"],
        "promise": _promise(waited, promised, wait, on),
        "bar": {
            "limit": place(promised),
            "waited": place(min(waited, promised)),
            "late": max(0, place(waited) - place(promised) - 1),
            "from": place(waited),
            "coming": place(waited + _high(wait)) - place(waited),
        },
    }


def _promise(waited: float, promised: float, wait: Values | None, on: _Speaker) -> View:
    """late: it broke; soon: it will, more likely than not, or nobody serves; maybe: it may; kept: nine times in ten."""
    left, over = max(1, math.ceil(promised - waited)), max(1, math.floor(waited - promised))
    if waited > promised:
        return {"kind": "late", "shape": "alert", "text": on.say("promise_late", n=over)}
    if wait is None or waited + wait["mid"] > promised:
        return {"kind": "soon", "shape": "over", "text": on.say("promise_soon", n=left)}
    if waited + wait["high"] > promised:
        return {"kind": "maybe", "shape": "", "text": on.say("promise_maybe")}
    return {"kind": "kept", "shape": "", "text": on.say("promise_kept")}


def _empty(numbers: Values, on: _Speaker) -> View:
    reason = "open" if numbers["open"] else numbers["reason"]
    opens_at = numbers["opens_at"]
    return {"title": on.say("nobody"), "then": on.say(f"nobody_{reason}", time=on.time(opens_at) if opens_at else "")}


def _call(call: Values, on: _Speaker) -> View:
    key = f"rule_{call['why']['rule']}"
    return {
        "seq": call["seq"],
        "time": on.time(call["at"]),
        "number": call["number"],
        "counter": on.say("counter_short", id=call["counter"]),
        "rule": on.say(key if key in on.words else "rule_other", n=len(call["why"]["passed"])),
    }


def _whole(length: float) -> int:
    """Halves up, as the browser's twin rounds."""
    return math.floor(length + 0.5)
