"""The server's first page and the browser's words say the same: the table of cases that words.test.js goes through."""

import json
from pathlib import Path
from typing import Any

import pytest

from lobby.web.words import about_time, day_text, local_date, say, time_of_day, wait_text

CASES = json.loads((Path(__file__).parents[1] / "js" / "words_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["waits"], ids=lambda case: str(case["shown"]))
def test_a_wait_is_said_as_the_range_that_was_rounded_for_people(case: dict[str, Any]) -> None:
    wait = None if case["shown"] is None else {"shown": case["shown"]}

    assert {"zh": wait_text(wait, "zh"), "en": wait_text(wait, "en")} == {"zh": case["zh"], "en": case["en"]}


@pytest.mark.parametrize("case", CASES["instants"], ids=lambda case: case["at"])
def test_an_instant_is_said_in_the_branchs_time_zone(case: dict[str, Any]) -> None:
    at, zone = case["at"], case["zone"]

    assert time_of_day(at, zone) == case["time"]
    assert about_time(at, zone) == case["about"]
    assert local_date(at, zone) == case["date"]
    assert {lang: day_text(at, zone, lang) for lang in ("zh", "en")} == {"zh": case["zh"], "en": case["en"]}


def test_a_sentence_is_filled_from_its_values_in_the_language_asked_for() -> None:
    words = {"gone": {"zh": "{number} 刚才已由 {counter} 号窗口叫走", "en": "{number} was just called"}}

    assert say(words, "gone", "zh", number="A019", counter=1) == "A019 刚才已由 1 号窗口叫走"
