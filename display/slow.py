"""Why queues are slow, as the hall screen says it: one sentence for a cause, whatever number of queues it slows.

Pure. `static/slow.js` is its twin in the browser; tests/display/ puts the same pictures to both.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from lobby.web.words import Words, about_time, say, time_of_day

MOST_SENTENCES = 2
"""What the band holds, and what somebody reads who looks up."""

MOST_NAMED = 2
"""Services called by their names; more are "several services"."""

Values = Mapping[str, Any]
_ORDER = ("paused", "no_counter", "few_counters", "long_errands", "no_calls", "busy")


def slow_said(house: Values, picture: Values, words: Words, now: datetime) -> list[dict[str, str]]:
    """At most two sentences, each {zh, en}, the plainest cause first; none while no queue is slow."""
    together: dict[tuple[str, str], list[tuple[str, Values]]] = {}
    for queue in picture["queues"]:
        for cause in queue["slow"]:
            together.setdefault((cause["code"], cause.get("reason") or ""), []).append((queue["service"], cause))
    wall = [counter["id"] for counter in picture["counters"]]
    merged = [_merged(code, told, wall) for (code, _), told in together.items()]
    merged.sort(key=lambda cause: _ORDER.index(cause["code"]))
    return [
        {lang: _sentence(house, cause, words, lang, now) for lang in ("zh", "en")} for cause in merged[:MOST_SENTENCES]
    ]


def _merged(code: str, told: Sequence[tuple[str, Values]], wall: Sequence[str]) -> Values:
    """One cause for all the queues that it slows: said so that it is true of each of them."""
    counters = {counter for _, cause in told for counter in cause.get("counters", [])}
    return {
        "code": code,
        "services": [service for service, _ in told],
        "counters": [counter for counter in wall if counter in counters],
        "reason": told[0][1].get("reason"),
        "until": _latest(told, "until"),
        "since": _latest(told, "since"),
    }


def _latest(told: Sequence[tuple[str, Values]], name: str) -> str | None:
    instants = [cause[name] for _, cause in told if name in cause]
    return max(instants) if len(instants) == len(told) else None


def _sentence(house: Values, cause: Values, words: Words, lang: str, now: datetime) -> str:
    what = _cause(house, cause, words, lang, now)
    return say(words, "slow", lang, what=what, services=_services(house, cause["services"], words, lang))


def _cause(house: Values, cause: Values, words: Words, lang: str, now: datetime) -> str:
    code, zone = cause["code"], house["time_zone"]
    if code == "no_calls":
        return say(words, "slow_no_calls", lang, time=time_of_day(cause["since"], zone))
    if code != "paused":
        return say(words, f"slow_{code}", lang)
    reason = next((one["name"][lang] for one in house["pause_reasons"] if one["id"] == cause["reason"]), None)
    values = {
        "counters": say(words, "list_comma", lang).join(cause["counters"]),
        "reason": reason or say(words, "state_paused", lang),
    }
    if cause["until"] is None:
        return say(words, "slow_paused", lang, **values)
    if datetime.fromisoformat(cause["until"]) < now:
        return say(words, "slow_overdue", lang, **values)
    return say(words, "slow_paused_until", lang, **values, time=about_time(cause["until"], zone))


def _services(house: Values, ids: Sequence[str], words: Words, lang: str) -> str:
    names = [service["name"][lang] for service in house["services"] if service["id"] in ids]
    return say(words, "list_comma", lang).join(names) if len(names) <= MOST_NAMED else say(words, "several", lang)
