"""Every invariant of who is next, over random histories of every deed. Many more of them: `tests/domain/prove.py`."""

from collections import Counter as Tally

import pytest

from tests.domain.histories import History
from tests.domain.prove import prove

SEEDS = 120
DEEDS = 200


@pytest.fixture(scope="module")
def proven() -> tuple[Tally[str], list[str]]:
    """What was tried in the histories of these seeds, and what broke."""
    return prove(range(1, SEEDS + 1), DEEDS)


def test_no_history_breaks_an_invariant(proven: tuple[Tally[str], list[str]]) -> None:
    _, broken = proven

    assert broken == []


def test_the_histories_try_every_rule_and_every_way_of_being_called(proven: tuple[Tally[str], list[str]]) -> None:
    tried, _ = proven

    for way in (
        "only",
        "oldest",
        "head_start",
        "vip_first",
        "cap",
        "walk_up",
        "override",
        "themselves, at ready counters",
    ):
        assert tried[f"by {way}"] >= 30, way
    assert tried["days"] > SEEDS


def test_the_histories_meet_every_kind_of_fact() -> None:
    kinds: Tally[str] = Tally()

    for seed in range(200, 220):
        history = History(seed)
        history.play(DEEDS)
        kinds.update(fact.kind for fact in history.scene.facts)

    not_played = {"estimate_shown", "counter_planned", "alert_acknowledged"}  # nobody's place is moved by them
    assert set(kinds) | not_played == set(history.scene.facts[0].kind.__class__)


def test_a_seed_plays_the_same_history_again() -> None:
    one, other = History(7), History(7)

    one.play(100)
    other.play(100)

    assert one.scene.facts == other.scene.facts
    assert one.scene.hall == other.scene.hall
