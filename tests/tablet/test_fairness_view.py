"""What the fairness page says of a report, of every kind of day. How the figures are counted, tests/domain/ tells."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lobby.domain.house import house_view
from lobby.tablet.fairness.view import MOST_SLOTS, NAMED, RULE_BAR, WAIT_BAR, fairness_page_view
from lobby.web.words import read_words
from tests.config.changes import changed

WORDS = read_words(Path(__file__).parents[2] / "lobby" / "tablet" / "fairness" / "words.json")
HOUSE = house_view(changed().branches["zhongshan"])
MONDAY = date(2026, 1, 5)
Values = dict[str, Any]


def report(**more: Any) -> Values:
    """A quiet day that is still open; the caps are those of the demonstration."""
    return {
        "seq": 812,
        "at": "2026-01-05T02:43:10.000000Z",
        "day": "2026-01-05",
        "is_open": True,
        "before": None,
        "after": None,
        "tickets": 3,
        "called": 2,
        "calls_by_rule": [{"rule": "oldest", "calls": 2}],
        "skips": [skips("tier", 0, 2), skips("care", 0, 1)],
        "over_cap": [],
        "order_breaks": [],
        "overrides": [],
        "long_minutes": 20.0,
        "waits": [waits("ordinary", 8.0, 12.0, 12.0)],
        "no_shows": 0,
        "promises": {"kept": 0, "late": 0},
        **more,
    }


def skips(account: str, most: int, cap: int | None, *numbers: str, **more: Any) -> Values:
    passed = {"tickets": len(numbers), "numbers": list(numbers)}
    return {"account": account, "most": most, "cap": cap, "chosen": 0, **passed, **more}


def waits(class_id: str, mean: float, p90: float, longest: float, over: float = 0.0) -> Values:
    figures = {"mean_minutes": mean, "p90_minutes": p90, "max_minutes": longest, "over_20_minutes": over}
    return {"class": class_id, "tickets": 2, **figures}


def call(seq: int = 9, passed: Sequence[str] = ("A001",), **more: Any) -> Values:
    return {
        "seq": seq,
        "at": "2026-01-05T02:20:00.000000Z",
        "by": "王芳",
        "counter": "2",
        "number": "A004",
        "class": "wode",
        "rule": "override",
        "passed": list(passed),
        "reason": "other",
        "words": "要赶飞机",
        "erased": False,
        **more,
    }


def view(told: Values, lang: str = "zh", asked: date | None = None, days: Sequence[date] = (MONDAY,)) -> Any:
    return fairness_page_view(HOUSE, told, WORDS, lang=lang, asked=asked, days=days)


def test_the_guarantee_is_one_sentence_of_what_the_rule_did_and_what_people_did() -> None:
    told = report(overrides=[call(), call(10)])

    assert view(told)["sentence"] == ["按规则叫号，超过上限 0 次；", "经理先叫 2 次"]
    assert view(told, "en")["sentence"] == ["By the rule, 0 called above the cap;", "by override, 2 called"]
    assert not view(told)["isBroken"]


def test_the_promise_is_said_by_the_caps_of_that_day_under_the_names_of_the_classes() -> None:
    assert view(report())["promise"] == "承诺：后来的人里最多 3 个先叫（交银理财、沃德、预约 2 个；需要照顾 1 个）。"
    assert view(report(), "en")["promise"] == (
        "The promise: of those who come later, at most 3 can be called before you"
        " (Jiaoyin Wealth, Wode, Booked: 2; Care: 1)."
    )


def test_caps_of_nothing_are_first_come_first_served() -> None:
    told = report(skips=[skips("tier", 0, 0), skips("care", 0, 0)])

    assert view(told)["sentence"][0] == "按规则叫号，超过上限 0 次；"
    assert view(told)["promise"] == "先来先叫：后来的人一个也不能先叫。"


def test_without_a_policy_no_cap_is_judged_and_skips_are_counted_all_the_same() -> None:
    told = view(report(skips=[skips("all", 2, None, "A001")], overrides=[call()]))

    assert told["sentence"] == ["没有定上限，不判断是否超过；", "经理先叫 1 次"]
    assert told["promise"] == "被超过的次数照样数了。"
    assert told["skips"] == [
        {"name": "所有优先类别", "slots": None, "text": "最多 2 次，没有上限", "who": "A001", "chosen": ""}
    ]


def test_a_call_against_the_rule_is_listed_once_with_all_that_is_wrong_with_it() -> None:
    broken, other = call(30, rule="head_start"), call(12, rule="oldest", number="A009")

    told = view(report(over_cap=[broken], order_breaks=[other, broken]))

    assert told["isBroken"]
    assert [(one["number"], one["why"]) for one in told["breaches"]] == [
        ("A009", "打乱次序"),
        ("A004", "超过上限，打乱次序"),
    ]
    assert {"figure": "2", "text": "打乱次序"} in told["sums"]


def test_rules_are_said_in_words_and_drawn_on_the_scale_of_the_most_frequent() -> None:
    calls = [("oldest", 40), ("head_start", 10), ("lottery", 1)]

    told = view(report(calls_by_rule=[{"rule": rule, "calls": count} for rule, count in calls]))["rules"]

    assert told == {
        "unit": "共 51 次叫号",
        "rows": [
            {"name": "等得最久", "means": "在这个窗口能办的人里来得最早", "calls": "40", "bar": RULE_BAR},
            {"name": "优先", "means": "视为早到几分钟，先于早来的", "calls": "10", "bar": 25},
            {"name": "lottery", "means": "", "calls": "1", "bar": 3},
        ],
    }


def test_waits_stand_in_the_order_of_the_classes_on_one_scale_with_the_limit() -> None:
    gone, wode = waits("gone", 4.5, 5.0, 5.0), waits("wode", 10.0, 15.0, 30.0, 0.001)

    told = view(report(waits=[gone, wode, waits("ordinary", 20.0, 44.0, 44.0, 0.5)]))["waits"]

    def place(minutes: float) -> int:
        return round(WAIT_BAR * minutes / 44)

    said = [(one["name"], one["called"], one["mean"], one["p90"], one["over"], one["isOver"]) for one in told["rows"]]
    assert said == [
        ("普通", "2", "20 分", "44 分", "50%", True),
        ("沃德", "2", "10 分", "15 分", "1%", True),
        ("gone", "2", "5 分", "5 分", "0%", False),
    ]
    assert [one["bar"] for one in told["rows"]] == [
        {"mean": place(20), "p90": WAIT_BAR, "longest": WAIT_BAR},
        {"mean": place(10), "p90": place(15), "longest": place(30)},
        {"mean": place(4.5), "p90": place(5), "longest": place(5)},
    ]
    assert told["limit"] == place(20)
    assert told["marks"] == [{"x": place(minutes), "text": str(minutes)} for minutes in (0, 20, 40)]


def test_short_waits_leave_room_beyond_the_limit_and_a_mean_above_nine_in_ten_draws_no_light_part() -> None:
    told = view(report(waits=[waits("ordinary", 6.0, 3.0, 30.0)]))["waits"]

    assert told["limit"] == round(WAIT_BAR * 2 / 3)
    assert told["rows"][0]["bar"] == {"mean": round(WAIT_BAR / 5), "p90": round(WAIT_BAR / 5), "longest": WAIT_BAR}


def test_who_was_passed_most_is_said_with_how_often_of_how_many_allowed() -> None:
    told = report(
        skips=[
            skips("tier", 3, 2, "A001", chosen=1),
            skips("care", 1, 1, "A002", "A003", tickets=9),
            skips("override", 1, None, "A004", chosen=1),
            skips("booked", 0, MOST_SLOTS + 1),
        ]
    )

    rows = view(told)["skips"]

    assert rows == [
        {
            "name": "交银理财、沃德、预约",
            "slots": {"used": 2, "of": 2},
            "text": "最多 3 次，上限 2",
            "who": "A001",
            "chosen": "其中经理先叫 1 次",
        },
        {
            "name": "需要照顾",
            "slots": {"used": 1, "of": 1},
            "text": "最多 1 次，上限 1",
            "who": "A002、A003 等 9 位",
            "chosen": "",
        },
        {
            "name": "被经理先叫的超过",
            "slots": None,
            "text": "最多 1 次，没有上限",
            "who": "A004",
            "chosen": "",
        },
        {"name": "booked", "slots": None, "text": "没有人被超过", "who": "", "chosen": ""},
    ]


def test_an_override_is_told_with_who_when_where_and_why() -> None:
    many = [f"A{number:03}" for number in range(NAMED + 2)]

    first, second = view(report(overrides=[call(), call(passed=many)]))["overrides"]

    assert first == {
        "time": "10:20",
        "number": "A004",
        "class": "沃德",
        "counter": "2 号",
        "by": "王芳",
        "passed": "A001",
        "why": "要赶飞机",
        "isErased": False,
    }
    assert second["passed"] == f"A000、A001、A002、A003 等 {NAMED + 2} 位"


@pytest.mark.parametrize(
    ("of_call", "said"),
    [
        ({"words": None, "erased": True}, {"why": "原因已清除", "isErased": True}),
        ({"words": None, "reason": "vip_present"}, {"why": "vip_present"}),
        ({"words": None, "reason": None}, {"why": "没有写原因"}),
        ({"by": ""}, {"by": "没有记下"}),
        ({"passed": []}, {"passed": "没有人"}),
    ],
)
def test_what_is_gone_or_was_never_written_is_said(of_call: Values, said: Values) -> None:
    [told] = view(report(overrides=[call(**of_call)]))["overrides"]

    assert {key: told[key] for key in said} == said


@pytest.mark.parametrize(
    ("of_day", "title"),
    [
        ({"day": None, "is_open": False, "tickets": 0}, "还没有营业过"),
        ({"is_open": True}, "今天还没有叫过号"),
        ({"is_open": False}, "这一天没有叫过号"),
    ],
)
def test_a_day_without_a_call_says_so_and_what_will_be(of_day: Values, title: str) -> None:
    told = view(report(called=0, calls_by_rule=[], waits=[], **of_day))

    assert told["empty"]["title"] == title


def test_an_open_day_says_as_of_when_and_one_that_is_over_that_it_is() -> None:
    assert view(report())["asOf"] == "10:43 的情况"
    assert view(report(is_open=False), "en")["asOf"] == "this day is over"
    assert view(report(is_open=False, tickets=0, called=0))["asOf"] == "10:43 的情况"


@pytest.mark.parametrize(
    ("is_open", "asked", "live"),
    [(True, None, True), (False, None, True), (True, MONDAY, True), (False, MONDAY, False)],
)
def test_only_a_day_that_may_still_change_is_followed(is_open: bool, asked: date | None, live: bool) -> None:
    assert view(report(is_open=is_open), asked=asked)["isLive"] is live


def test_the_keys_lead_to_the_days_beside_and_keep_day_and_language() -> None:
    told = report(before="2026-01-03", is_open=False)

    assert view(told, "en", asked=MONDAY)["links"] == {
        "hall": "/tablet/zhongshan?lang=en",
        "before": "?day=2026-01-03&lang=en",
        "after": None,
        "here": "?day=2026-01-05&lang=en",
        "other": "?day=2026-01-05",
    }
    assert view(report())["links"] == {
        "hall": "/tablet/zhongshan",
        "before": None,
        "after": None,
        "here": "?",
        "other": "?lang=en",
    }


def test_the_day_that_is_shown_can_always_be_chosen() -> None:
    told = view(report(day="2025-06-30", is_open=False), asked=date(2025, 6, 30), days=(date(2026, 1, 6), MONDAY))

    assert told["choice"] == [
        {"day": "2026-01-06", "text": "2026年1月6日 星期二", "isShown": False},
        {"day": "2026-01-05", "text": "2026年1月5日 星期一", "isShown": False},
        {"day": "2025-06-30", "text": "2025年6月30日 星期一", "isShown": True},
    ]
    assert told["day"] == "2025年6月30日 星期一"
