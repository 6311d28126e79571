"""What the lobby manager is shown of a change that nobody has made: everybody's waits without it and with it."""

from lobby.domain.forecast.compared import Compared, Comparison, Outlook, Spread
from lobby.domain.views import View


def what_if_view(told: Comparison, promised: float) -> View:
    """Minutes to a hundredth, shares to a thousandth; by class and by service, where somebody waits."""
    return {
        "promised_minutes": promised,
        "everybody": None if told.everybody is None else _compared_view(told.everybody),
        "classes": [{"class": name, **_compared_view(one)} for name, one in told.classes.items()],
        "services": [{"service": name, **_compared_view(one)} for name, one in told.services.items()],
    }


def _compared_view(one: Compared) -> View:
    return {"people": one.people, "before": _outlook_view(one.before), "after": _outlook_view(one.after)}


def _outlook_view(one: Outlook) -> View:
    return {
        "mean": None if one.mean is None else _spread_view(one.mean, 2),
        "p90": None if one.p90 is None else _spread_view(one.p90, 2),
        "over": _spread_view(one.over, 3),
        "left": round(one.left, 2),
        "uncalled": round(one.uncalled, 2),
    }


def _spread_view(one: Spread, digits: int) -> View:
    return {"low": round(one.low, digits), "mid": round(one.mid, digits), "high": round(one.high, digits)}
