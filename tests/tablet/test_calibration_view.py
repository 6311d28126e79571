"""What the page of the estimates says and draws of a report. How the figures are counted, tests/domain/ tells."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lobby.domain.house import house_view
from lobby.tablet.calibration.drawing import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Scale,
    day_scale,
    minutes_step,
    share_scale,
)
from lobby.tablet.calibration.view import ERROR_BAR, SHARE_BAR, calibration_page_view, judged
from lobby.web.words import read_words
from tests.config.changes import changed

WORDS = read_words(Path(__file__).parents[2] / "lobby" / "tablet" / "calibration" / "words.json")
HOUSE = house_view(changed().branches["zhongshan"])
Values = dict[str, Any]


def scores(inside: float = 0.8, tickets: int = 100, **more: Any) -> Values:
    return {
        "tickets": tickets,
        "is_few": tickets < 30,
        "inside": inside,
        "inside_from": max(0.0, inside - 0.05),
        "inside_to": min(1.0, inside + 0.05),
        "shorter": 0.06,
        "longer": 0.14,
        "as_printed": 0.9,
        "compared": tickets,
        "error_minutes": 6.04,
        "usual_error_minutes": 12.0,
        **more,
    }


def kind(service: str, class_id: str, **more: Any) -> Values:
    return {"service": service, "class": class_id, **scores(**more)}


def report(**more: Any) -> Values:
    """Two days, of which the second is open."""
    return {
        "seq": 812,
        "at": "2026-01-05T02:43:10.000000Z",
        "is_open": True,
        "days": 2,
        "from": "2026-01-02",
        "until": "2026-01-05",
        "expected": 0.8,
        "total": scores(),
        "by": [kind("cash", "ordinary")],
        "by_day": [{"day": "2026-01-02", **scores(0.7)}, {"day": "2026-01-05", **scores(0.9, tickets=29)}],
        **more,
    }


def view(told: Values, lang: str = "zh", asked: int = 30) -> Any:
    return calibration_page_view(HOUSE, told, WORDS, lang=lang, asked=asked)


@pytest.mark.parametrize(
    ("of_total", "zh", "en", "broken"),
    [
        ({}, ["预计的时间，80% 说中了；", "该是 80%，相符"], "80% should be, and it agrees", False),
        (
            {"inside": 0.7},
            ["预计的时间，70% 说中了；", "该是 80%，说得太窄"],
            "80% should be: the ranges are too narrow",
            True,
        ),
        (
            {"inside": 0.9},
            ["预计的时间，90% 说中了；", "该是 80%，说得太宽"],
            "80% should be: the ranges are too wide",
            False,
        ),
        ({"inside": 0.1, "tickets": 29}, ["号还太少，不下结论"], "Too few numbers yet to judge", False),
    ],
)
def test_one_sentence_says_the_share_and_what_to_think_of_it(
    of_total: Values, zh: list[str], en: str, broken: bool
) -> None:
    told = report(total=scores(**of_total))

    assert view(told)["sentence"] == zh
    assert view(told, "en")["sentence"][-1] == en
    assert view(told)["isBroken"] is broken


def test_a_share_is_judged_only_when_chance_cannot_be_all_of_it() -> None:
    ends = [(0.6, 0.799), (0.6, 0.8), (0.8, 0.9), (0.801, 0.9)]

    kinds = [judged({"is_few": False, "inside_from": low, "inside_to": high}, 0.8) for low, high in ends]

    assert kinds == ["narrow", "agrees", "agrees", "wide"]


def test_the_figures_beside_the_sentence() -> None:
    assert [(one["figure"], one["text"]) for one in view(report(), "en")["sums"]] == [
        ("100", "waited and were called"),
        ("6%", "waited shorter than told"),
        ("14%", "waited longer than told"),
        ("90%", "within the range as printed"),
    ]


def test_kinds_stand_in_the_order_of_the_house_and_a_service_is_named_once() -> None:
    by = [
        kind("gone", "odd"),
        kind("loss", "wode"),
        kind("cash", "wode"),
        kind("cash", "ordinary"),
        kind("cash", "gone"),
    ]

    rows = view(report(by=by))["kinds"]["rows"]

    assert [(one["service"], one["class"]) for one in rows] == [
        ("现金业务", "普通"),
        ("", "沃德"),
        ("", "gone"),
        ("挂失与密码", "沃德"),
        ("gone", "odd"),
    ]


def test_shares_and_errors_are_drawn_on_one_scale_which_the_few_do_not_stretch() -> None:
    few = kind("cash", "care", inside=0.2, tickets=3, usual_error_minutes=90.0, inside_from=0.05)

    kinds = view(report(by=[kind("cash", "ordinary"), few]))["kinds"]

    first, second = kinds["rows"]
    assert [mark["text"] for mark in kinds["marks"]] == ["50%", "60%", "70%", "80%", "90%", "100%"]
    assert (kinds["expected"], first["dot"]) == (0.6 * SHARE_BAR, 0.6 * SHARE_BAR)
    assert first["errors"] == {
        "ours": round(ERROR_BAR * 6.04 / 12, 1),
        "oursText": "6.0",
        "usual": ERROR_BAR,
        "usualText": "12.0",
    }
    assert (first["kind"], first["sign"], first["isCut"]) == ("agrees", "check", False)
    assert (second["kind"], second["sign"], second["word"], second["isCut"]) == ("few", "", "太少，不下结论", True)
    assert (second["dot"], second["errors"]["usual"]) == (0, ERROR_BAR)


def test_a_scale_goes_as_low_as_somebody_may_truly_be() -> None:
    kinds = view(report(by=[kind("cash", "ordinary", inside=0.38)]))["kinds"]

    assert [mark["text"] for mark in kinds["marks"]] == ["40%", "60%", "80%", "100%"]
    assert not kinds["rows"][0]["isCut"]


def test_what_cannot_be_compared_says_so_in_place_of_a_bar() -> None:
    nothing: Values = {"compared": 0, "error_minutes": None, "usual_error_minutes": None}
    told = report(
        total=scores(**nothing),
        by=[kind("cash", "ordinary", **nothing)],
        by_day=[{"day": "2026-01-05", **scores(**nothing)}],
    )

    [row] = view(told)["kinds"]["rows"]

    assert (row["errors"], row["notCompared"]) == (None, "没有可比的")
    assert view(told)["days"]["errors"] is None


def test_each_day_has_a_dot_with_where_its_share_may_be_and_both_errors_are_lines() -> None:
    days = view(report())["days"]

    left, right, height = LEFT + 4, WIDTH - RIGHT, HEIGHT - BOTTOM - TOP
    first, last = days["shares"]["days"]
    assert [(mark["text"], mark["x"]) for mark in days["dates"]] == [("1月2日", left), ("1月5日", right)]
    assert (first["x"], last["x"], first["isFew"], last["isFew"]) == (left, right, False, True)
    assert first["y"] == pytest.approx(TOP + height * 0.6)
    assert (first["from"], first["to"]) == pytest.approx((TOP + height * 0.7, TOP + height * 0.5))
    assert days["shares"]["expected"] == pytest.approx(TOP + height * 0.4)
    assert days["errors"]["usual"] == [
        (left, pytest.approx(TOP + height * 0.2)),
        (right, pytest.approx(TOP + height * 0.2)),
    ]
    assert [mark["minutes"] for mark in days["errors"]["marks"]] == [0, 5, 10, 15]
    assert days["shares"]["label"] == "每天说中的份额：最少 70%，最多 90%，最近一天 90%"
    assert days["errors"]["label"] == "平均差 6.0 分钟，常用估法差 12.0 分钟"


def test_a_day_without_anything_to_compare_leaves_its_share_and_no_point_on_the_lines() -> None:
    nothing: Values = {"compared": 0, "error_minutes": None, "usual_error_minutes": None}
    told = report(by_day=[{"day": "2026-01-02", **scores(**nothing)}, {"day": "2026-01-05", **scores()}])

    days = view(told)["days"]

    assert len(days["shares"]["days"]) == 2
    assert len(days["errors"]["ours"]) == len(days["errors"]["usual"]) == 1


@pytest.mark.parametrize(
    ("of_report", "period"),
    [
        ({}, "The last 2 business days: 2 Jan to 5 Jan"),
        ({"from": "2026-01-05", "days": 1}, "One business day: 5 Jan"),
        ({"from": None, "until": None, "days": 0, "total": None}, "Never open so far"),
    ],
)
def test_which_days_these_are_is_said(of_report: Values, period: str) -> None:
    assert view(report(**of_report), "en")["period"] == period


def test_an_open_day_says_as_of_when_and_one_that_is_over_that_it_is() -> None:
    assert view(report())["asOf"] == "10:43 的情况"
    assert view(report(is_open=False), "en")["asOf"] == "the last day is over"


def test_without_anything_to_score_it_says_what_will_be_here() -> None:
    assert view(report(total=None, by=[], by_day=[]))["empty"]["title"] == "还没有可以比的号"
    assert view(report(total=None, until=None))["empty"]["title"] == "还没有营业过"


def test_the_keys_keep_days_and_language() -> None:
    assert view(report(), "en", asked=7)["links"] == {
        "hall": "/tablet/zhongshan?lang=en",
        "here": "?days=7&lang=en",
        "other": "?days=7",
    }
    assert view(report())["links"] == {"hall": "/tablet/zhongshan", "here": "?", "other": "?lang=en"}


def test_a_single_day_stands_in_the_middle_and_what_lies_beyond_a_scale_at_its_end() -> None:
    day = date(2026, 1, 5)

    assert day_scale([day]).place(day.toordinal()) == (LEFT + 4 + WIDTH - RIGHT) / 2
    assert [Scale(0.5, 1.0, 0, 100).place(share) for share in (0.2, 0.5, 0.75, 1.2)] == [0, 0, 50, 100]


@pytest.mark.parametrize(("least", "begin"), [(0.5, 0.5), (0.49, 0.4), (0.3, 0.3), (0.0, 0.0)])
def test_a_scale_of_shares_begins_at_the_tenth_below(least: float, begin: float) -> None:
    assert share_scale(least, 0, 1).begin == pytest.approx(begin)


@pytest.mark.parametrize(("most", "step"), [(0.0, 1), (4.0, 1), (4.1, 2), (31.0, 10), (120.0, 30), (200.0, 50)])
def test_minutes_have_at_most_four_marks_above_nought(most: float, step: int) -> None:
    assert minutes_step(most) == step
