"""What the fairness page shows of a day, as plain texts and drawn lengths, before any HTML.

Pure. The browser has no twin of it: a newer report comes as the server's page, of which the script takes its part.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from lobby.tablet.speaker import Speaker
from lobby.web.words import Words, day_text, plain_number

RULE_BAR = 100
"""Length of the rule by which most were called; the others on the same scale."""

WAIT_BAR = 176
"""Length of the waits' scale."""

MOST_SLOTS = 8
"""Caps up to this are drawn as boxes; a larger one is said in figures alone."""

NAMED = 4
"""So many of those whom a call passed are named."""

_STEPS = (5, 10, 20, 30, 60)
"""Minutes between two marks of the waits' scale, of which at most four stand on it."""

Values = Mapping[str, Any]
View = dict[str, Any]


def fairness_page_view(
    house: Values, told: Values, words: Words, *, lang: str, asked: date | None, days: Sequence[date]
) -> View:
    """All of the page. `told` is the report as the API has it, `asked` the day of the address (None: the latest),
    `days` those to choose from, newest first.
    """
    on = _Speaker(house, words, lang)
    is_live = asked is None or bool(told["is_open"])
    is_judged = any(one["cap"] is not None for one in told["skips"])
    return {
        "day": on.say("day_never") if told["day"] is None else on.day(told["day"]),
        "asOf": on.say("day_over") if _is_over(told) else on.say("as_of", time=on.time(told["at"])),
        "isLive": is_live,
        "links": _links(told, asked, on),
        "choice": _choice(told["day"], days, on),
        "empty": None if told["called"] else _empty(told, on),
        "sentence": _sentence(told, on, is_judged=is_judged),
        "isBroken": bool(told["over_cap"]),
        "promise": _promise(told, on, is_judged=is_judged),
        "sums": _sums(told, on),
        "breaches": [*_breaches(told, on)],
        "rules": _rules(told["calls_by_rule"], on),
        "waits": _waits(told, on),
        "skips": [_skips(one, on) for one in told["skips"]],
        "overrides": [_override(call, on) for call in told["overrides"]],
    }


class _Speaker(Speaker):
    """How things are said here."""

    def known(self, key: str, otherwise: str) -> str:
        """The words of that key, if there are any."""
        return self.say(key) if key in self.words else otherwise

    def day(self, day: str) -> str:
        """A date is one at noon in any zone."""
        return day_text(f"{day}T12:00:00Z", "UTC", self.lang)

    def list(self, names: Iterable[str]) -> str:
        return self.say("list_comma").join(names)

    def account(self, account: str) -> str:
        """An account by the classes that draw on it, as on the tablet; what is counted beside them, in words."""
        drawing = [str(one["name"][self.lang]) for one in self.house["classes"] if one["account"] == account]
        return self.list(drawing) if drawing else self.known(f"account_{account}", account)


def _is_over(told: Values) -> bool:
    """A day that was, and can change no more."""
    return bool(told["tickets"]) and not told["is_open"]


def _links(told: Values, asked: date | None, on: _Speaker) -> View:
    """Where the keys of the page lead; None where there is no such day."""
    here = None if asked is None else asked.isoformat()
    other = "zh" if on.lang == "en" else "en"
    return {
        "hall": f"/tablet/{on.house['id']}{_query(on.lang)}",
        "before": None if told["before"] is None else _query(on.lang, told["before"]),
        "after": None if told["after"] is None else _query(on.lang, told["after"]),
        "here": _query(on.lang, here) or "?",
        "other": _query(other, here) or "?",
    }


def _query(lang: str, day: str | None = None) -> str:
    """What stands after the path; Chinese and the latest day need no asking."""
    asked = {**({} if day is None else {"day": day}), **({} if lang == "zh" else {"lang": lang})}
    return f"?{urlencode(asked)}" if asked else ""


def _choice(shown: str | None, days: Sequence[date], on: _Speaker) -> list[View]:
    """The days to choose from, newest first; the one that is shown is always among them."""
    known = {day.isoformat() for day in days} | ({shown} if shown is not None else set())
    return [{"day": day, "text": on.day(day), "isShown": day == shown} for day in sorted(known, reverse=True)]


def _empty(told: Values, on: _Speaker) -> View:
    key = "none_ever" if told["day"] is None else "none_yet" if told["is_open"] else "none_that_day"
    return {"title": on.say(key), "then": on.say(f"{key}_then")}


def _sentence(told: Values, on: _Speaker, *, is_judged: bool) -> list[str]:
    """The guarantee as it was kept, in two parts between which a line may break: by the rule, and by override."""
    by_the_rule = on.say("by_the_rule", n=len(told["over_cap"])) if is_judged else on.say("unjudged")
    return [by_the_rule, on.say("by_override", n=len(told["overrides"]))]


def _promise(told: Values, on: _Speaker, *, is_judged: bool) -> str:
    """What was promised, by the caps that this day had."""
    if not is_judged:
        return on.say("promise_unknown")
    capped = [one for one in told["skips"] if one["cap"]]
    if not capped:
        return on.say("promise_first_come")
    caps = on.say("semicolon").join(on.say("cap_of", name=on.account(one["account"]), n=one["cap"]) for one in capped)
    return on.say("promise", n=sum(one["cap"] for one in capped), caps=caps)


def _sums(told: Values, on: _Speaker) -> list[View]:
    figures = {
        "tickets": told["tickets"],
        "called": told["called"],
        "no_shows": told["no_shows"],
        "order": len(told["order_breaks"]),
        **told["promises"],
    }
    return [{"figure": str(figure), "text": on.say(f"sum_{name}")} for name, figure in figures.items()]


def _rules(calls: Sequence[Values], on: _Speaker) -> View:
    most = max((one["calls"] for one in calls), default=0)
    return {
        "unit": on.say("rules_unit", n=sum(one["calls"] for one in calls)),
        "rows": [
            {
                "name": on.known(f"rule_{one['rule']}", one["rule"]),
                "means": on.known(f"rule_{one['rule']}_means", ""),
                "calls": str(one["calls"]),
                "bar": _whole(RULE_BAR * one["calls"] / most),
            }
            for one in calls
        ],
    }


def _waits(told: Values, on: _Speaker) -> View:
    limit = told["long_minutes"]
    end = max(1.5 * limit, *(one["max_minutes"] for one in told["waits"]), 0)

    def place(minutes: float) -> int:
        return _whole(WAIT_BAR * minutes / end)

    def row(waits: Values) -> View:
        mean, p90 = place(waits["mean_minutes"]), place(waits["p90_minutes"])
        return {
            "name": on.name("classes", waits["class"]),
            "called": str(waits["tickets"]),
            "mean": on.say("minutes", n=_whole(waits["mean_minutes"])),
            "p90": on.say("minutes", n=_whole(waits["p90_minutes"])),
            "over": f"{_percent(waits['over_20_minutes'])}%",
            "isOver": waits["over_20_minutes"] > 0,
            "bar": {"mean": mean, "p90": max(mean, p90), "longest": place(waits["max_minutes"])},
        }

    step = next((step for step in _STEPS if end / step <= 4), math.ceil(end / 4))
    return {
        "how": on.say("waits_how", n=plain_number(limit)),
        "over": on.say("col_over", n=plain_number(limit)),
        "limit": place(limit),
        "marks": [{"x": place(minutes), "text": str(minutes)} for minutes in range(0, math.floor(end) + 1, step)],
        "rows": [row(one) for one in sorted(told["waits"], key=lambda one: on.place("classes", one["class"]))],
    }


def _skips(one: Values, on: _Speaker) -> View:
    most, cap, chosen = one["most"], one["cap"], one["chosen"]
    key = "skips_none" if not most else "skips_free" if cap is None else "skips_of"
    who = on.list(one["numbers"])
    is_apart = one["account"] == "override"
    return {
        "name": on.account(one["account"]),
        "slots": {"used": min(most, cap), "of": cap} if cap is not None and 0 < cap <= MOST_SLOTS else None,
        "text": on.say(key, n=most, cap=cap),
        "who": who if one["tickets"] <= len(one["numbers"]) else on.say("skips_more", list=who, n=one["tickets"]),
        "chosen": on.say("skips_chosen", n=chosen) if chosen and not is_apart else "",
    }


def _breaches(told: Values, on: _Speaker) -> Iterable[View]:
    """Each call against the rule once, with all that is wrong with it, in the order in which they were made."""
    wrong: dict[int, list[str]] = {}
    calls: dict[int, Values] = {}
    for kind, key in (("over_cap", "breach_cap"), ("order_breaks", "breach_order")):
        for call in told[kind]:
            calls[call["seq"]] = call
            wrong.setdefault(call["seq"], []).append(on.say(key))
    for seq in sorted(calls):
        yield {**_call(calls[seq], on), "why": on.say("comma").join(wrong[seq]), "isErased": False}


def _override(call: Values, on: _Speaker) -> View:
    """With why: the words that were written, or that they are gone; a code, where it is one, as it stands."""
    written = call["words"] or call["reason"] or on.say("why_none")
    return {**_call(call, on), "why": on.say("why_erased") if call["erased"] else written, "isErased": call["erased"]}


def _call(call: Values, on: _Speaker) -> View:
    passed = call["passed"]
    named = on.list(passed[:NAMED])
    if not passed:
        named = on.say("passed_nobody")
    elif len(passed) > NAMED:
        named = on.say("passed_more", list=named, n=len(passed))
    return {
        "time": on.time(call["at"]),
        "number": call["number"],
        "class": on.name("classes", call["class"]),
        "counter": on.say("counter", id=call["counter"]),
        "by": call["by"] or on.say("by_nobody"),
        "passed": named,
    }


def _percent(share: float) -> int:
    """Rounded up: one who waited too long is not said to be none."""
    return math.ceil(round(100 * share, 6))


def _whole(value: float) -> int:
    """Halves up."""
    return math.floor(value + 0.5)
