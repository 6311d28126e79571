"""Recorded days in, scored tickets out: whose wait was foretold, when, and from what."""

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from lobby.domain.forecast.model import Model, Pace
from lobby.domain.forecast.unserved import FIRST
from lobby.domain.scores import ScoredTicket
from lobby.domain.ticket import Wait
from lobby.replay_days import replayed
from tests.clocks import MONDAY_TEN
from tests.domain.retold_days import Entry, called, issued, on, opened, policy

TEN_MINUTES = Model(paces={"cash": Pace(10.0, (1.0,))})
"""Every service takes ten minutes, and the next is called at once."""


def at(minute: float, entry: Entry) -> Entry:
    return {"at": (MONDAY_TEN + timedelta(minutes=minute)).isoformat(), **entry}


MORNING = (
    *(at(0, opened("1", "cash")), at(1, issued("a")), at(1, called("a"))),
    *(at(4, issued("b")), at(5, issued("c")), at(11, on("service_finished", "a")), at(11, called("b"))),
    *(at(18, on("service_finished", "b")), at(18, called("c")), at(30, on("service_finished", "c"))),
)
"""b waits for 7 minutes and c for 13, where 7 and 16 were to be expected of services that take ten."""


def recorded(folder: Path, entries: Iterable[Entry], name: str = "day.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return path


def scored(*days: Path, learn: Sequence[Path] = (), model: Model | None = None) -> list[ScoredTicket]:
    return list(replayed(days, learn, model_of=None if model is None else lambda _, __: model).scored)


def steady(folder: Path, minutes: float, name: str) -> Path:
    """A day of 30 services of so many minutes each, one after the other."""
    entries = [at(0, opened("1", "cash"))]
    for n in range(30):
        begins = 1 + n * (minutes + 1)
        entries += [at(begins, issued(f"t{n}")), at(begins, called(f"t{n}"))]
        entries.append(at(begins + minutes, on("service_finished", f"t{n}")))
    return recorded(folder, entries, name)


def test_who_had_to_wait_is_scored_with_what_was_to_be_expected_at_issue(tmp_path: Path) -> None:
    [b, c] = scored(recorded(tmp_path, MORNING), model=TEN_MINUTES)

    assert (b.waited, b.shown) == (7.0, Wait(7.0, 7.0, 7.0))
    assert (c.waited, c.shown) == (13.0, Wait(16.0, 16.0, 16.0))
    assert (c.formulas["ahead"], c.formulas["last_to_enter"], c.formulas["head_of_line"]) == (8.0, 0.0, 1.0)


def test_who_is_never_called_is_not_scored(tmp_path: Path) -> None:
    left = (*MORNING[:5], at(6, on("ticket_left", "c", how="gave_up")), *MORNING[5:8])

    assert [one.waited for one in scored(recorded(tmp_path, left), model=TEN_MINUTES)] == [7.0]


def test_what_happens_after_the_issue_changes_nothing_of_what_was_said(tmp_path: Path) -> None:
    long = (*MORNING[:5], at(40, on("service_finished", "a")), at(40, called("b")), at(41, called("c")))

    as_it_was, otherwise = (
        scored(recorded(tmp_path, entries, name)) for name, entries in (("one.jsonl", MORNING), ("other.jsonl", long))
    )

    assert [one.shown for one in as_it_was] == [one.shown for one in otherwise]
    assert [one.waited for one in as_it_was] != [one.waited for one in otherwise]


def test_days_to_learn_from_are_not_scored_and_teach_how_long_things_take(tmp_path: Path) -> None:
    day, quick, slow = (
        recorded(tmp_path, MORNING),
        steady(tmp_path, 2, "quick.jsonl"),
        steady(tmp_path, 30, "slow.jsonl"),
    )

    after_quick, after_slow = scored(day, learn=[quick]), scored(day, learn=[slow])

    assert len(after_quick) == len(after_slow) == 2
    assert after_quick[1].shown.mid < 8 < 20 < after_slow[1].shown.mid


def test_a_scored_day_teaches_the_next_one(tmp_path: Path) -> None:
    day, slow = recorded(tmp_path, MORNING), steady(tmp_path, 30, "slow.jsonl")

    alone, after = scored(day), scored(slow, day)

    assert after[-1].shown.mid > 2 * alone[-1].shown.mid


def test_of_whom_nobody_is_known_to_serve_it_is_said_how_long_others_waited_who_came_so(tmp_path: Path) -> None:
    before_nine = [at(0, issued("a")), at(3, issued("b")), at(20, opened("1", "cash")), at(20, called("a"))]
    early = recorded(tmp_path, [*before_nine, at(25, called("b"))])

    [a, b] = scored(early, model=TEN_MINUTES)
    again = scored(early, early, model=TEN_MINUTES)[2:]

    assert (a.waited, a.shown.mid) == (20.0, FIRST[len(FIRST) // 2])
    assert (b.waited, b.shown.mid) == (22.0, FIRST[len(FIRST) // 2])
    assert again[0].shown.mid == pytest.approx(21.0, abs=0.02)  # the middle has moved by two calls that took longer


def test_a_file_is_one_day_though_midnight_as_it_is_written_falls_within_it(tmp_path: Path) -> None:
    def busy(begins: float) -> list[Entry]:
        """Ten people come at once and take three minutes each; then two more come."""
        entries = [at(begins, opened("1", "cash")), *(at(begins + 1, issued(f"t{n}")) for n in range(10))]
        for n in range(10):
            calls_at = begins + 1 + 3 * n
            entries += [at(calls_at, called(f"t{n}")), at(calls_at + 3, on("service_finished", f"t{n}"))]
        entries += [at(begins + 32, issued("y")), at(begins + 32, called("y")), at(begins + 33, issued("z"))]
        return [*entries, at(begins + 40, on("service_finished", "y")), at(begins + 40, called("z"))]

    by_day = scored(recorded(tmp_path, busy(0)))
    over_midnight = scored(recorded(tmp_path, busy(21.75 * 60), "night.jsonl"))

    assert [one.shown for one in over_midnight] == [one.shown for one in by_day]


@pytest.mark.parametrize("rule", [(), (at(0, policy(10, 2)),)])
def test_somebody_may_wait_who_was_granted_a_class_that_nobody_ever_had(tmp_path: Path, rule: Sequence[Entry]) -> None:
    granted = at(4, on("class_granted", "b", **{"class": "care"}))

    found = scored(recorded(tmp_path, [*rule, *MORNING[:4], granted, *MORNING[4:]]))

    assert [(one.class_id, one.waited) for one in found] == [("ordinary", 7.0), ("ordinary", 13.0)]


def test_tickets_may_have_one_seq_and_one_instant(tmp_path: Path) -> None:
    twins = [{**at(4, issued(name)), "seq": 3} for name in ("b", "twin")]

    found = scored(recorded(tmp_path, [*MORNING[:3], *twins, *MORNING[4:]]))

    assert [one.waited for one in found] == [7.0, 13.0]
