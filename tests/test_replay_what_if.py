"""`lobby replay --set`: days played again from their own arrivals, as they were and as they might have been."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lobby.cli import main
from tests.domain.retold_days import OURS, Entry, called, issued, on, opened

EVERY = 4
"""Minutes between two who come."""


def at(minute: float) -> str:
    """That minute after nine on the branch's wall, Monday."""
    return f"2026-01-05T{9 + int(minute) // 60:02}:{int(minute) % 60:02}:00+08:00"


def morning(people: int = 30, *, busy: int = 8) -> list[Entry]:
    """One counter serves `busy` minutes each of twice as many as it can; every fifth is of the gold class."""
    told = [{**OURS, "at": at(0)}, {**opened("1", "cash", teller="li"), "at": at(0)}]
    names = [f"A{n:03}" for n in range(people)]
    for n, name in enumerate(names):
        told.append({**issued(name, "gold" if n % 5 == 4 else "ordinary"), "at": at(EVERY * n)})
    for n, name in enumerate(names):
        told.append({**called(name), "at": at(busy * n)})
        told.append({**on("service_finished", name), "counter": "1", "at": at(busy * n + busy)})
    told.sort(key=lambda entry: str(entry["at"]))
    return [*told, {"kind": "day_closed", "at": at(busy * people)}]


def written(folder: Path, *entries: Entry, name: str = "day.jsonl") -> str:
    path = folder / name
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return str(path)


def replay(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["replay", *arguments])


def what_if(*arguments: str) -> Any:
    done = replay(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)["what_if"]


def test_without_a_setting_nothing_is_played(tmp_path: Path) -> None:
    done = replay(written(tmp_path, *morning()), "--json")

    assert "what_if" not in json.loads(done.stdout)


def test_a_day_played_as_it_was_is_about_as_it_was(tmp_path: Path) -> None:
    before = [written(tmp_path, *morning(), name=f"{n}.jsonl") for n in range(6)]

    told = what_if(written(tmp_path, *morning()), "--set", "caps.tier=2", "--learn", *before)

    everybody = told["everybody"]
    assert (told["days"], told["replicas"], told["set"], told["refused"]) == (1, 200, ["caps.tier=2"], [])
    assert everybody["before"] == everybody["after"]
    assert everybody["recorded"]["mean_minutes"] == 58.0
    assert everybody["before"]["mean_minutes"]["mid"] == pytest.approx(58.0, rel=0.1)
    assert set(told["waits"]) == {"ordinary", "gold"}
    assert everybody["tickets"] == sum(one["tickets"] for one in told["waits"].values()) == 30


def test_a_second_counter_shortens_the_waits(tmp_path: Path) -> None:
    told = what_if(written(tmp_path, *morning()), "--set", "open.2=09:00-13:00", "--set", "serves.2=cash")["everybody"]

    assert told["after"]["mean_minutes"]["high"] < told["before"]["mean_minutes"]["low"] / 2
    assert told["after"]["over_20_minutes"]["mid"] < told["before"]["over_20_minutes"]["mid"]


def test_a_pause_lengthens_them(tmp_path: Path) -> None:
    told = what_if(written(tmp_path, *morning()), "--set", "pause.1=10:00-11:00")["everybody"]

    longer = told["after"]["mean_minutes"]["mid"] - told["before"]["mean_minutes"]["mid"]
    assert 30 < longer < 60


def test_where_nobody_may_pass_those_with_a_head_start_lose_it(tmp_path: Path) -> None:
    day = written(tmp_path, *morning())

    gold = what_if(day, "--set", "caps.tier=0")["waits"]["gold"]
    earlier = what_if(day, "--set", "head_start.gold=60")["waits"]["gold"]

    assert gold["after"]["mean_minutes"]["mid"] > gold["before"]["mean_minutes"]["mid"]
    assert earlier["after"]["mean_minutes"]["mid"] < earlier["before"]["mean_minutes"]["mid"]


def test_a_time_of_day_is_that_of_the_zone_that_is_named(tmp_path: Path) -> None:
    day = written(tmp_path, *morning())

    in_shanghai, in_tokyo = (
        what_if(day, "--zone", zone, "--set", "pause.1=10:00-11:00")["everybody"]["after"]["mean_minutes"]["mid"]
        for zone in ("Asia/Shanghai", "Asia/Tokyo")
    )

    assert in_shanghai == what_if(day, "--set", "pause.1=10:00-11:00")["everybody"]["after"]["mean_minutes"]["mid"]
    assert in_shanghai != in_tokyo


def test_days_are_taken_together_and_a_day_that_cannot_follow_is_told_of(tmp_path: Path) -> None:
    without = [entry for entry in morning() if entry["kind"] != "policy_set"]
    days = written(tmp_path, *morning(), name="1.jsonl"), written(tmp_path, *without, name="2.jsonl")

    told = what_if(*days, "--set", "caps.tier=0")

    assert (told["days"], told["everybody"]["tickets"]) == (2, 60)
    assert told["refused"] == [
        {"set": "caps.tier=0", "days": 1, "code": "unknown_account", "why": "the policy has no cap for tier"}
    ]


def test_it_is_a_table_for_people(tmp_path: Path) -> None:
    done = replay(written(tmp_path, *morning()), "--set", "pause.1=10:00-11:00")

    told = done.stdout[done.stdout.index("what if") :].splitlines()
    assert told[0] == "what if pause.1=10:00-11:00: 1 day played 200 times"
    assert [line.split()[0] for line in told if line and "recorded" in line] == ["everybody", "gold", "ordinary"]
    assert told[3].split() == ["everybody", "30", "recorded", "58.0", "104.0", "80%", "0"]
    assert [line.split()[:2] for line in told[4:6]] == [["played", told[4].split()[1]], ["what", "if"]]


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("caps.tier=many", "caps.tier=many: many is no whole number of times, 0 or more"),
        ("open.9=10:00-11:00", "open.9=10:00-11:00: counter 9 was not open; say what it is for: --set serves.9="),
        ("caps.gold=1", "caps.gold=1: the policy has no cap for gold"),
        ("head_start.silver=1", "nobody of the class silver was called"),
        ("head_start.ordinary=1", "the policy lets nobody of the class ordinary pass anybody"),
        ("serves.1=stamps", "nobody came for stamps"),
    ],
)
def test_a_setting_that_no_day_can_follow_is_said_in_words(tmp_path: Path, setting: str, words: str) -> None:
    done = replay(written(tmp_path, *morning()), "--set", setting)

    assert done.exit_code == 2
    assert words in " ".join(done.stderr.split())


def test_a_zone_that_there_is_not_is_said_in_words(tmp_path: Path) -> None:
    for zone in ("Mars/Base", "../etc", "Asia"):
        done = replay(written(tmp_path, *morning(3)), "--set", "caps.tier=1", "--zone", zone)

        assert done.exit_code == 2
        assert f"there is no time zone {zone}" in done.stderr
