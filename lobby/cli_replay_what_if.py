"""What `lobby replay --set` prints: the waits as recorded, played again, and with the changes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lobby.domain.fairness import Waits
from lobby.domain.forecast.compared import Outlook, Spread
from lobby.replay_settings import said
from lobby.replay_what_if import Played, WhatIf

_WIDE, _LEFT = 22, 8
"""How many letters wide the columns are."""


def what_if_view(found: WhatIf, settings: Sequence[str]) -> Mapping[str, Any]:
    """The figures for JSON: minutes to a hundredth, `over_20_minutes` are shares; null where a wait has no end."""
    return {
        "set": list(settings),
        "days": found.days,
        "replicas": found.replicas,
        "left_out": found.left_out,
        "everybody": None if found.everybody is None else _played_view(found.everybody),
        "waits": {class_id: _played_view(one) for class_id, one in found.classes.items()},
        "refused": [
            {"set": one.setting, "days": one.days, "code": one.why.code, "why": said(one.why)} for one in found.refused
        ],
    }


def _played_view(one: Played) -> Mapping[str, Any]:
    return {
        "tickets": one.people,
        "recorded": None if one.recorded is None else _recorded_view(one.recorded, one.people),
        "before": _outlook_view(one.before),
        "after": _outlook_view(one.after),
    }


def _recorded_view(waits: Waits, people: int) -> Mapping[str, Any]:
    return {
        "mean_minutes": round(waits.mean, 2),
        "p90_minutes": round(waits.p90, 2),
        "over_20_minutes": round(waits.over_20, 3),
        "left": people - waits.tickets,
    }


def _outlook_view(one: Outlook) -> Mapping[str, Any]:
    return {
        "mean_minutes": _spread_view(one.mean, 2),
        "p90_minutes": _spread_view(one.p90, 2),
        "over_20_minutes": _spread_view(one.over, 3),
        "left": round(one.left, 2),
        "uncalled": round(one.uncalled, 2),
    }


def _spread_view(one: Spread | None, digits: int) -> Mapping[str, float] | None:
    if one is None:
        return None
    return {name: round(figure, digits) for name, figure in (("low", one.low), ("mid", one.mid), ("high", one.high))}


def what_if_table(found: WhatIf, settings: Sequence[str]) -> Iterator[str]:
    """The same for people, line by line."""
    counted = f"{found.days} day" if found.days == 1 else f"{found.days} days"
    yield f"what if {' and '.join(settings)}: {counted} played {found.replicas} times"
    if found.left_out:
        yield f"{found.left_out} who went to a machine are left out"
    for one in found.refused:
        yield f"not on {one.days} of them: {one.setting} ({said(one.why)})"
    if found.everybody is None:
        return
    named = {"everybody": found.everybody, **found.classes}
    wide = max(map(len, named))
    yield ""
    head = f"{'mean':>{_WIDE}}{'p90':>{_WIDE}}{'over 20 minutes':>{_WIDE}}{'left':>{_LEFT}}"
    yield f"{'waits':{wide}}  people          {head}"
    for name, played in named.items():
        yield f"{name:{wide}}{played.people:8}  recorded{_recorded(played)}"
        yield f"{'':{wide + 8}}  played  {_outlook(played.before)}"
        yield f"{'':{wide + 8}}  what if {_outlook(played.after)}"


def _recorded(played: Played) -> str:
    waits = played.recorded
    if waits is None:
        return f"{'nobody was called':>{_WIDE}}"
    figures = f"{waits.mean:.1f}", f"{waits.p90:.1f}", f"{waits.over_20:.0%}"
    return "".join(f"{figure:>{_WIDE}}" for figure in figures) + f"{played.people - waits.tickets:{_LEFT}}"


def _outlook(one: Outlook) -> str:
    figures = _minutes(one.mean), _minutes(one.p90), f"{one.over.mid:.0%} ({one.over.low:.0%}-{one.over.high:.0%})"
    return "".join(f"{figure:>{_WIDE}}" for figure in figures) + f"{one.left:{_LEFT}.0f}"


def _minutes(one: Spread | None) -> str:
    return "not all called" if one is None else f"{one.mid:.1f} ({one.low:.1f}-{one.high:.1f})"
