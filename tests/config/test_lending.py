"""When flexible counters are lent: the settings, what they refuse, and what they mean in words."""

from datetime import timedelta

import pytest

from lobby.config.judgement import judge
from lobby.domain.branch import Lending, LendingMeasure, LendingMode
from tests.config.changes import changed, refused

HERE = "BRANCHES__ZHONGSHAN__LENDING"


def test_the_demonstration_advises_by_people_in_the_one_branch_and_lends_by_itself_by_minutes_in_the_other() -> None:
    branches = changed().branches

    assert branches["zhongshan"].lending == Lending(
        LendingMode.ADVISE,
        LendingMeasure.WAITING,
        8,
        3,
        timedelta(minutes=15),
        {"cash": 2, "transfer": 2, "account": 1, "loss": 2, "other": 2},
    )
    assert branches["renmin"].lending == Lending(
        LendingMode.AUTOMATIC,
        LendingMeasure.WAIT,
        20,
        8,
        timedelta(minutes=15),
        {"cash": 1, "transfer": 1, "loss": 1, "other": 1},
    )


@pytest.mark.parametrize(("return_at", "refusals"), [("7", 0), ("8", 1), ("9", 1)])
def test_a_counter_goes_back_below_where_it_is_lent(return_at: str, refusals: int) -> None:
    found = refused(**{f"{HERE}__RETURN_AT": return_at})

    assert [(key, said.partition(":")[0]) for key, _, said in found] == [
        ("branches.zhongshan.lending.return_at", "below lend_at, which is 8")
    ] * refusals


@pytest.mark.parametrize(
    ("name", "value", "key", "allowed"),
    [
        ("MODE", "sometimes", "mode", '"off", "advise" or "automatic"'),
        ("MEASURE", "people", "measure", '"waiting" or "wait"'),
        ("LEND_AT", "241", "lend_at", "a whole number from 1 to 240"),
        ("RETURN_AT", "-1", "return_at", "a whole number from 0 to 239"),
        ("LEAVE_ALONE_MINUTES", "0", "leave_alone_minutes", "a whole number from 1 to 240"),
        ("MINIMUM", "{ cash = -1 }", "minimum.cash", "whole numbers from 0 to 99"),
        ("MINIMUM", "{ cash = 100 }", "minimum.cash", "whole numbers from 0 to 99"),
        ("MINIMUM", "2", "minimum", "whole numbers from 0 to 99"),
        ("MINIMUM", "{ cahs = 1 }", "minimum.cahs", 'did you mean "cash"?'),
    ],
)
def test_what_makes_no_sense_is_refused(name: str, value: str, key: str, allowed: str) -> None:
    ((place, _, said),) = refused(**{f"{HERE}__{name}": value})

    assert place == f"branches.zhongshan.lending.{key}"
    assert allowed in said


def test_nobody_need_keep_a_counter() -> None:
    assert dict(changed(**{f"{HERE}__MINIMUM": "{}"}).branches["zhongshan"].lending.minimum) == {}


def test_what_it_means_is_said_in_words() -> None:
    sentences = judge(changed())

    assert (
        "zhongshan: a manager is advised to lend a flexible counter when 8 wait for what it may take, a second one at "
        "16; counted as if it were not lent, it goes back at 3."
    ) in sentences
    assert (
        "renmin: a flexible counter is lent by itself when somebody who comes would wait 20 minutes for what it may "
        "take; reckoned as if it were not lent, it goes back at 8."
    ) in sentences


def test_a_counter_that_could_never_be_lent_is_worth_a_note() -> None:
    sentences = judge(changed(**{f"{HERE}__MINIMUM": "{ corporate = 1 }"}))

    never = [sentence for sentence in sentences if "never lent" in sentence and "zhongshan" in sentence]
    assert never == [
        "Note: zhongshan: counter 5 is never lent: 对公业务 (`corporate`) keeps 1, and only 0 others would be left."
    ]


def test_where_nothing_is_lent_nothing_is_said_of_it() -> None:
    assert not any(
        "zhongshan" in one and "lent" in one
        for one in judge(changed(**{f"{HERE}__MODE": "off"}))
        if "unless" not in one
    )
