"""The server's first page and the browser say the same of every board. What that is, hall_view.test.js tells.

Runs node, which `make test` has anyway.
"""

import json
import subprocess
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from display.view import hall_view
from lobby.web.words import read_words
from tests.display.boards import HOUSE, NOW, Picture, at, board, call, counter, queue

ROOT = Path(__file__).parents[2]
WORDS = read_words(ROOT / "display" / "words.json")

NOTICE = {"text": {"zh": "2 号窗口交接现金，约 10:50 恢复。", "en": "Counter 2 back at about 10:50."}}
PAUSED = {"code": "paused", "counters": ["2"], "reason": "handover", "until": at("02:48:30")}


def slow_queue(*causes: Picture, service: str = "cash") -> Picture:
    """A queue that is slow for these causes."""
    return {**queue(service, 14, (25, 35)), "slow": list(causes)}


BOARDS: dict[str, Picture] = {
    "an ordinary moment": board(),
    "the call was answered": board(calls=[call(811, "A018", "2", "02:42:05"), call(805, "C005", "5", "02:41:00")]),
    "a long morning": board(calls=[call(800 - n, f"A{n:03}", "1", f"02:{40 - n}:00") for n in range(10)]),
    "nobody called yet": board(calls=[]),
    "before hours": board(
        calls=[], numbers={"open": False, "reason": "before_hours", "opens_at": at("03:30:00.000000")}
    ),
    "after the last number": board(
        numbers={"open": False, "reason": "after_last_number", "opens_at": "2026-01-06T00:30:00.000000Z"}
    ),
    "a closed day": board(calls=[], numbers={"open": False, "reason": "closed_day", "opens_at": None}),
    "a holiday with an end": board(
        calls=[], numbers={"open": False, "reason": "closed_day", "opens_at": "2026-01-07T00:30:00.000000Z"}
    ),
    "every state of a counter": board(
        counters=[
            *(counter(str(place), state, number="A018") for place, state in enumerate(["closed", "open", "ready"])),
            counter("4", "serving", pausing=True),
            counter("5", "paused", reason="handover", until=at("02:48:30")),
            counter("6", "paused", reason="handover", until=at("02:42:06")),
            counter("7", "paused", reason="handover"),
            counter("8", "paused"),
        ]
    ),
    "lent counters": board(
        counters=[
            counter("3", "ready", lent_groups=["noncash"]),
            counter("4", "paused", reason="handover", lent_groups=["noncash"]),
            counter("5", "serving", group="corporate", lent_groups=["cash"]),
            counter("6", "open", group="corporate", lent_groups=["cash", "noncash"]),
            counter("7", "open", group="corporate", lent_groups=["gone"]),
        ]
    ),
    "every kind of wait": board(
        queues=[
            queue("cash", 1, (0, 3)),
            queue("wealth", 23, (5, 5)),
            queue("cash", 2, (0, 0)),
            queue("wealth", 2, None),
        ]
    ),
    "slow for one cause": board(queues=[slow_queue({"code": "no_calls", "since": at("02:20:00")})]),
    "slow for all causes": board(
        counters=[counter(str(place), "paused") for place in (4, 2)],
        queues=[
            slow_queue({"code": "busy"}, PAUSED),
            slow_queue({**PAUSED, "counters": ["4"], "until": at("02:50:00")}, service="wealth"),
            slow_queue({"code": "long_errands"}, {"code": "few_counters"}, {"code": "no_counter"}),
        ],
    ),
    "slow in a pause that is over": board(queues=[slow_queue({**PAUSED, "until": at("02:42:06")})]),
    "slow in a pause of no known length": board(queues=[slow_queue({"code": "paused", "counters": ["2"]})]),
    "slow and a notice": board(queues=[slow_queue({"code": "busy"})], notices=[NOTICE]),
    "a notice": board(notices=[NOTICE]),
    "many notices": board(notices=[NOTICE] * 3),
}
CASES: list[dict[str, Any]] = [
    {"house": HOUSE, "picture": picture, "words": WORDS, "lang": lang, "now": now.isoformat(), "screen": screen}
    for picture in BOARDS.values()
    for lang in ("zh", "en")
    for now in (NOW, NOW + timedelta(minutes=3))
    for screen in (None, HOUSE["screens"][0])
]


@cache
def said_by_the_browser() -> list[dict[str, Any]]:
    program = ["node", str(ROOT / "tests" / "js" / "hall_views.js")]
    ran = subprocess.run(program, input=json.dumps(CASES), capture_output=True, text=True, check=True)
    said: list[dict[str, Any]] = json.loads(ran.stdout)
    return said


@pytest.mark.parametrize("name", BOARDS)
def test_the_first_page_says_what_the_browser_says(name: str) -> None:
    asked = [(case, said) for case, said in zip(CASES, said_by_the_browser(), strict=True)]

    for case, said in asked:
        if case["picture"] is BOARDS[name]:
            now = datetime.fromisoformat(case["now"])
            first = hall_view(HOUSE, case["picture"], WORDS, lang=case["lang"], now=now, screen=case["screen"])
            assert first == said
