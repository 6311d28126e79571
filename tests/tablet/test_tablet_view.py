"""The server's first page and the browser say the same of every hall. What that is, tablet_view.test.js tells.

The halls are real ones, as random histories of the demo branch leave them. Runs node, which `make test` has anyway.
"""

import json
import subprocess
from contextlib import suppress
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from lobby.domain import calls
from lobby.domain.course import Course, followed
from lobby.domain.errors import LobbyError
from lobby.domain.estimate import Waits
from lobby.domain.house import house_view
from lobby.domain.tablet import tablet_view as picture_of
from lobby.tablet.view import tablet_view
from lobby.web.words import read_words
from tests.clocks import MONDAY_TEN
from tests.config.changes import changed
from tests.domain.lending_halls import lends
from tests.domain.scene import Scene

ROOT = Path(__file__).parents[2]
WORDS = read_words(ROOT / "lobby" / "tablet" / "words.json")
BRANCH = changed().branches["zhongshan"]
SEEDS = 90
AT_COUNTER = (calls.finish_then_next, calls.finish_then_next, calls.next_ticket, calls.start, calls.finish)


def played(seed: int) -> Scene:
    """A morning that chance has played: some counters open, some paused, some who wait, few or many."""
    random, scene = Random(seed), Scene(BRANCH, MONDAY_TEN - timedelta(hours=random_start(seed)))
    deeds = (
        lambda: scene.issues(random.choice(list(BRANCH.services)), random.choice(list(BRANCH.fairness.classes))),
        lambda: scene.opens(random.choice("123456")),
        lambda: scene.pauses(random.choice("123456")),
        lambda: scene.at(random.choice("123456"), random.choice(AT_COUNTER)),
        lambda: lends(scene, random.choice("356")),
    )
    for _ in range(random.choice((0, 15, 80, 80))):
        scene.passes(seconds=random.randint(0, 140))
        with suppress(LobbyError):
            random.choices(deeds, (4, 2, 1, 9, 1))[0]()
    scene.passes(seconds=random.choice((0, 0, 30, 400)))
    return scene


def random_start(seed: int) -> int:
    """Hours before ten: some mornings begin before the branch opens, some are an evening."""
    return (1, 1, 1, 3, -9)[seed % 5]


def case_of(seed: int, lang: str) -> dict[str, Any]:
    scene = played(seed)
    day = scene.hall.day or scene.hall.last_day
    course = followed(Course(day), scene.facts, BRANCH.promises.wait) if day else None
    known = {**{ticket.number: ticket for ticket in scene.closed.values()}, **scene.hall.tickets}
    called = [(call, known[call.number]) for call in scene.hall.calls]
    picture = picture_of(scene.hall, Waits(), course, called, scene.now)
    return {
        "house": house_view(BRANCH),
        "picture": json.loads(json.dumps(picture)),
        "words": WORDS,
        "lang": lang,
        "now": (scene.now + timedelta(minutes=seed % 4, milliseconds=250)).isoformat(),
    }


CASES = [case_of(seed, lang) for seed in range(SEEDS) for lang in ("zh", "en")]


@cache
def said_by_the_browser() -> list[Any]:
    """What the browser's twin says of all the cases."""
    asked = subprocess.run(
        ["node", "tests/js/tablet_views.js"], input=json.dumps(CASES), cwd=ROOT, capture_output=True, text=True
    )
    assert asked.returncode == 0, asked.stderr
    said: list[Any] = json.loads(asked.stdout)
    return said


@pytest.mark.parametrize("place", range(len(CASES)))
def test_server_and_browser_say_the_same(place: int) -> None:
    case = CASES[place]
    now = MONDAY_TEN.fromisoformat(case["now"])

    said = tablet_view(case["house"], case["picture"], WORDS, lang=case["lang"], now=now)

    assert json.loads(json.dumps(said)) == said_by_the_browser()[place]


def test_the_cases_show_every_kind_of_counter_and_of_promise() -> None:
    said = said_by_the_browser()

    counters = {counter["kind"] for one in said for counter in one["counters"]}
    promises = {row["promise"]["kind"] for one in said for row in one["rows"]}
    assert counters == {"serving", "over", "called", "ready", "free", "paused", "closed"}
    assert promises == {"late", "soon", "maybe", "kept"}
    assert any(one["empty"] for one in said)
    assert any("也办" in counter["second"] for one in said for counter in one["counters"])
