"""What the page of the counters' hours says before any script runs: each counter's plan of today, and what it is doing.

Pure. `static/plans_view.js` is its twin in the browser, which draws the day beside the same words.
"""

from collections.abc import Mapping
from typing import Any

from lobby.web.words import Words, say, time_of_day

Values = Mapping[str, Any]


def plans_page_view(house: Values, told: Values, words: Words, *, lang: str) -> dict[str, Any]:
    """The rows of the page, in the order of the wall; `told` is the answer of `GET .../plans`."""
    now = _minute(time_of_day(told["at"], house["time_zone"]))
    return {
        "how": say(words, "how" if told["is_open"] else "how_closed", lang),
        "rows": [_row(house, one, words, lang, now) for one in told["counters"]],
    }


def plan_text(plan: Values, words: Words, lang: str) -> tuple[str, str]:
    """From when to when, and the breaks."""
    if plan["opens_at"] is None:
        return say(words, "off", lang), ""
    span = {"from": plan["opens_at"], "until": plan["closes_at"]}
    breaks = [say(words, "span", lang, **{"from": begins, "until": ends}) for begins, ends in plan["breaks"]]
    listed = say(words, "breaks", lang, list=words["list_comma"][lang].join(breaks)) if breaks else ""
    return say(words, "span", lang, **span), listed or say(words, "no_breaks", lang)


def _row(house: Values, counter: Values, words: Words, lang: str, now: int) -> dict[str, Any]:
    kind = _kind(counter, now)
    groups = {one["id"]: one["name"][lang] for one in house["groups"]}
    reasons = {one["id"]: one["name"][lang] for one in house["pause_reasons"]}
    since = _since(counter)
    time = time_of_day(since, house["time_zone"]) if since else ""
    span, breaks = plan_text(counter["planned"], words, lang)
    return {
        "id": counter["id"],
        "group": groups.get(counter["group"], counter["group"]),
        "kind": kind,
        "sign": {"open": "free", "paused": "pause", "missing": "over", "closed": "closed"}[kind],
        "word": say(
            words, f"is_{kind}", lang, time=time, reason=reasons.get(counter["reason"], counter["reason"] or "")
        ),
        "span": span,
        "breaks": breaks,
        "changed": say(words, "changed", lang) if counter["planned"] != counter["usual"] else "",
    }


def _kind(counter: Values, now: int) -> str:
    """Open, paused or closed; missing: closed although it was meant to be open by now."""
    if counter["stretches"] and counter["stretches"][-1]["until"] is None:
        return str(counter["stretches"][-1]["was"])
    plan = counter["planned"]
    if plan["opens_at"] is None or not _minute(plan["opens_at"]) <= now < _minute(plan["closes_at"]):
        return "closed"
    rests = any(_minute(begins) <= now < _minute(ends) for begins, ends in plan["breaks"])
    return "closed" if rests else "missing"


def _since(counter: Values) -> str:
    """Since when it does what it does; empty while it is closed."""
    last = counter["stretches"][-1] if counter["stretches"] else None
    return str(last["from"]) if last and last["until"] is None else ""


def _minute(clock: str) -> int:
    """A time of day in minutes."""
    return int(clock[:2]) * 60 + int(clock[3:5])
