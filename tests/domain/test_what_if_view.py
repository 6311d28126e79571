"""What the lobby manager is shown of a change: figures rounded, and null where a wait has no end."""

from lobby.domain.forecast.compared import Compared, Comparison, Outlook, Spread
from lobby.domain.what_if_view import what_if_view

BEFORE = Outlook(
    mean=Spread(10, 20.123, 30), p90=Spread(11, 21, 31), over=Spread(0, 1 / 3, 1), left=1.234, uncalled=0.126
)
AFTER = Outlook(mean=None, p90=None, over=Spread(1, 1, 1), left=0, uncalled=2)


def test_where_nobody_waits_there_is_nothing() -> None:
    assert what_if_view(Comparison(None, {}, {}), 20) == {
        "promised_minutes": 20,
        "everybody": None,
        "classes": [],
        "services": [],
    }


def test_everybody_and_every_class_and_service_are_told_before_and_after() -> None:
    one = Compared(3, BEFORE, AFTER)
    told = {
        "people": 3,
        "before": {
            "mean": {"low": 10, "mid": 20.12, "high": 30},
            "p90": {"low": 11, "mid": 21, "high": 31},
            "over": {"low": 0, "mid": 0.333, "high": 1},
            "left": 1.23,
            "uncalled": 0.13,
        },
        "after": {"mean": None, "p90": None, "over": {"low": 1, "mid": 1, "high": 1}, "left": 0, "uncalled": 2},
    }

    view = what_if_view(Comparison(one, {"gold": one}, {"cash": one}), 20)

    assert view["everybody"] == told
    assert view["classes"] == [{"class": "gold", **told}]
    assert view["services"] == [{"service": "cash", **told}]
