"""What the page of the estimates shows, as plain texts and drawn lengths, before any HTML.

Pure. The browser has no twin of it: a newer report comes as the server's page, of which the script takes its part.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from lobby.domain.calibration import DAYS
from lobby.tablet.calibration.drawing import (
    HEIGHT,
    LEFT,
    RIGHT,
    WIDTH,
    Scale,
    day_scale,
    errors_drawn,
    share_scale,
    shares_drawn,
)
from lobby.tablet.speaker import Speaker
from lobby.web.words import MONTHS, Words

SHARE_BAR, ERROR_BAR = 176, 92
"""Lengths of the scales of a row."""

LEAST_SHARE = 0.5
"""The rows' scale of shares begins here, or lower where somebody's may truly be lower."""

SIGNS = {"agrees": "check", "narrow": "over", "wide": "over", "few": ""}
"""The shape of each judgement."""

Values = Mapping[str, Any]
View = dict[str, Any]


def calibration_page_view(house: Values, told: Values, words: Words, *, lang: str, asked: int) -> View:
    """All of the page. `told` is the report as the API has it, of as many days as were `asked` for. Nothing is drawn
    while there is nothing to score.
    """
    on = _Speaker(house, words, lang)
    top = {
        "period": _period(told, on),
        "asOf": on.say("as_of", time=on.time(told["at"])) if told["is_open"] else on.say("day_over"),
        "links": _links(asked, on),
    }
    if told["total"] is None:
        key = "none_ever" if told["until"] is None else "none_yet"
        return {**top, "empty": {"title": on.say(key), "then": on.say(f"{key}_then")}}
    return {**top, "empty": None, **_head(told, on), "kinds": _kinds(told, on), "days": _days(told, on)}


def judged(scores: Values, expected: float) -> str:
    """How the share stands to the expected one: few, narrow, wide, or agrees, which is that chance may be all of it."""
    if scores["is_few"]:
        return "few"
    if scores["inside_to"] < expected:
        return "narrow"
    return "wide" if scores["inside_from"] > expected else "agrees"


class _Speaker(Speaker):
    """How things are said here."""

    def date(self, day: str) -> str:
        on = date.fromisoformat(day)
        return self.say("date", day=on.day, month=MONTHS[on.month - 1][:3] if self.lang == "en" else on.month)


def _period(told: Values, on: _Speaker) -> str:
    if told["until"] is None:
        return on.say("period_never")
    if told["from"] == told["until"]:
        return on.say("period_one", day=on.date(told["until"]))
    return on.say("period", n=told["days"], first=on.date(told["from"]), last=on.date(told["until"]))


def _links(asked: int, on: _Speaker) -> View:
    days = {} if asked == DAYS else {"days": asked}
    english = {"lang": "en"}
    here, other = ({}, english) if on.lang == "zh" else (english, {})
    return {
        "hall": f"/tablet/{on.house['id']}{_query(here)}",
        "here": _query({**days, **here}) or "?",
        "other": _query({**days, **other}) or "?",
    }


def _query(asked: Values) -> str:
    """What stands after the path; Chinese and the usual days need no asking."""
    return f"?{urlencode(asked)}" if asked else ""


def _head(told: Values, on: _Speaker) -> View:
    """The one sentence, in two parts between which a line may break, what it means, and the figures beside it."""
    total, expected = told["total"], _percent(told["expected"])
    is_judged = judged(total, told["expected"])
    figures = {
        "tickets": str(total["tickets"]),
        **{name: f"{_percent(total[name])}%" for name in ("shorter", "longer", "as_printed")},
    }
    share = [] if is_judged == "few" else [on.say("share", n=_percent(total["inside"]))]
    return {
        "sentence": [*share, on.say(f"against_{is_judged}", n=expected)],
        "isBroken": is_judged == "narrow",
        "meaning": on.say("meaning", n=expected),
        "sums": [{"figure": figure, "text": on.say(f"sum_{name}")} for name, figure in figures.items()],
    }


def _kinds(told: Values, on: _Speaker) -> View:
    """A row for each service and class on common scales, which those that are too few do not stretch."""
    rows, expected = told["by"], told["expected"]
    known = [one for one in rows if not one["is_few"]]
    shares = share_scale(min([LEAST_SHARE, *(one["inside_from"] for one in known)]), 0, SHARE_BAR)
    minutes = [one[name] or 0.0 for one in known or rows for name in ("error_minutes", "usual_error_minutes")]
    errors = Scale(0.0, max(minutes, default=0.0) or 1.0, 0, ERROR_BAR)
    ordered = sorted(rows, key=lambda one: (on.place("services", one["service"]), on.place("classes", one["class"])))
    services = [one["service"] for one in ordered]
    return {
        "how": [on.say("kinds_how", n=_percent(expected)), on.say("outside_how"), on.say("errors_how")],
        "expected": shares.place(expected),
        "marks": _share_marks(shares),
        "rows": [
            {
                "service": on.name("services", one["service"]) if one["service"] not in services[:place] else "",
                "class": on.name("classes", one["class"]),
                **_row(one, expected, shares, errors, on),
            }
            for place, one in enumerate(ordered)
        ],
    }


def _row(one: Values, expected: float, shares: Scale, errors: Scale, on: _Speaker) -> View:
    kind = judged(one, expected)
    compared = one["compared"] > 0
    return {
        "tickets": str(one["tickets"]),
        "kind": kind,
        "sign": SIGNS[kind],
        "word": on.say(f"is_{kind}"),
        "share": f"{_percent(one['inside'])}%",
        "outside": on.say("outside", shorter=_percent(one["shorter"]), longer=_percent(one["longer"])),
        "dot": shares.place(one["inside"]),
        "from": shares.place(one["inside_from"]),
        "isCut": one["inside_from"] < shares.begin,
        "to": shares.place(one["inside_to"]),
        "errors": _errors(one, errors) if compared else None,
        "notCompared": "" if compared else on.say("not_compared"),
    }


def _errors(one: Values, errors: Scale) -> View:
    ours, usual = one["error_minutes"], one["usual_error_minutes"]
    return {
        "ours": errors.place(ours),
        "oursText": f"{ours:.1f}",
        "usual": errors.place(usual),
        "usualText": f"{usual:.1f}",
    }


def _share_marks(shares: Scale) -> Sequence[View]:
    step = 0.1 if shares.begin >= LEAST_SHARE else 0.2
    return [{"x": shares.place(share), "text": f"{_percent(share)}%"} for share in shares.marks(step)]


def _days(told: Values, on: _Speaker) -> View:
    """Share and errors from day to day, each with its words for whoever does not see it."""
    scores, total = told["by_day"], told["total"]
    days = [date.fromisoformat(one["day"]) for one in scores]
    shares = [_percent(one["inside"]) for one in scores]
    across = day_scale(days)
    ends = [scores[0]["day"], scores[-1]["day"]] if len(days) > 1 else [scores[0]["day"]]
    said = {"least": min(shares), "most": max(shares), "last": shares[-1]}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "dates": [{"x": across.place(date.fromisoformat(day).toordinal()), "text": on.date(day)} for day in ends],
        "shares": {**shares_drawn(days, scores, told["expected"]), "label": on.say("by_day_label", **said)},
        "errors": _both_errors(days, scores, total, on) if total["compared"] else None,
        "usualMeans": on.say("usual_means"),
    }


def _both_errors(days: Sequence[date], scores: Sequence[Values], total: Values, on: _Speaker) -> View:
    ours, usual = (f"{total[name]:.1f}" for name in ("error_minutes", "usual_error_minutes"))
    return {
        **errors_drawn(days, scores),
        "label": on.say("errors_label", ours=ours, usual=usual),
        "ours_text": on.say("ours", n=ours),
        "usual_text": on.say("usual", n=usual),
    }


def _percent(share: float) -> int:
    """Halves up."""
    return math.floor(100 * share + 0.5)
