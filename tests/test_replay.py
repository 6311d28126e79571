"""`lobby replay`: recorded days in, figures out; what cannot be read is said with its place and stops nothing."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lobby.cli import main
from lobby.cli_replay import COMPLAINTS, LISTED, spread
from lobby.replay import SAID
from tests.domain.retold_days import OURS, Entry, called, issued, lines, on, opened

ROOT = Path(__file__).parents[1]
DAY = (
    *(OURS, opened("1", "cash"), issued("a"), issued("g", "gold"), called("g", rule="head_start", actor="li")),
    *(on("service_finished", "g"), issued("b"), called("b", rule="override", actor="wang")),
)


def recorded(folder: Path, *entries: Entry | str, name: str = "day.jsonl") -> str:
    """A file with these entries; a text stands there as it is."""
    path = folder / name
    said = [entry if isinstance(entry, str) else lines([entry])[0] for entry in entries]
    path.write_text("\n".join(said) + "\n", encoding="utf-8")
    return str(path)


def day(folder: Path, name: str = "day.jsonl") -> str:
    return recorded(folder, *lines(DAY), name=name)


def replay(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["replay", *arguments])


def figures(*arguments: str) -> Any:
    done = replay(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_day_is_scored_for_waits_and_fairness(tmp_path: Path) -> None:
    nothing = dict.fromkeys(("mae_minutes", "rmse_minutes", "bias_minutes", "coverage80", "winkler80"))
    wait = {"tickets": 1, "mean_minutes": 1.0, "p90_minutes": 1.0, "max_minutes": 1.0, "over_20_minutes": 0.0}

    assert figures(day(tmp_path)) == {
        "estimate": {"tickets": 0, **nothing, "by": {}},
        "formulas": {name: {"mae_minutes": None} for name in ("ahead", "last_to_enter", "head_of_line")},
        "waits": {"gold": wait, "ordinary": wait},
        "fairness": {
            "max_skips": 1,
            "max_skips_by_account": {"tier": 1, "care": 0, "override": 1},
            "over_cap": 0,
            "overrides": 1,
            "order_breaks": 0,
            "calls_by_rule": {"head_start": 1, "override": 1},
            "no_shows": 0,
            "promises_kept": 0,
            "promises_late": 0,
        },
    }


def test_several_days_are_scored_together_and_those_to_learn_from_are_not(tmp_path: Path) -> None:
    one, two, three = (day(tmp_path, name) for name in ("1.jsonl", "2.jsonl", "3.jsonl"))

    both, learned = figures(one, two), figures(one, "--learn", two, three)

    assert both["waits"]["gold"]["tickets"] == both["fairness"]["overrides"] == 2
    assert learned == figures(one)


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("a --learn b c --json", "a --learn b --learn c --json"),
        ("--learn b --learn c --json a", "--learn b --learn c --json a"),
        ("--learn=b a", "--learn=b a"),
        ("--learn b -- a", "--learn b -- a"),
        ("a --learn", "a --learn"),
        ("a --learn --json", "a --json --learn"),
    ],
)
def test_one_learn_takes_every_file_up_to_the_next_option(given: str, understood: str) -> None:
    assert list(spread(given.split())) == understood.split()


def test_learn_without_a_file_and_a_file_that_is_not_there_are_said(tmp_path: Path) -> None:
    without, missing = replay(day(tmp_path), "--learn"), replay(str(tmp_path / "no.jsonl"))

    assert (without.exit_code, missing.exit_code, replay().exit_code) == (2, 2, 2)
    assert "'--learn' requires an argument" in without.stderr
    assert "does not exist" in missing.stderr


def test_bad_lines_are_said_with_file_and_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = lines(DAY)
    path = recorded(
        tmp_path,
        *(good[0], "nonsense", *good[1:3], ""),
        *(on("ticket_vanished", "a"), {"kind": "ticket_called", "counter": "1"}, called("z")),
        good[3],
        {**issued("h", "gold"), "at": "2026-01-05T01:00:00Z"},
        *good[4:],
    )

    done = replay(path)

    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        f"{path}, line 2: no JSON object",
        f"{path}, line 6: nobody knows the kind ticket_vanished",
        f"{path}, line 7: there is no ticket",
        f"{path}, line 8: ticket z was never issued",
        f"{path}, line 10: earlier than the line before; taken as it stands",
    ]
    assert done.stdout.startswith("1 day: 4 tickets, 2 called, 0 no-shows\n")


def test_a_file_of_another_kind_is_not_said_line_by_line_to_its_end(tmp_path: Path) -> None:
    done = replay(recorded(tmp_path, *["<html>"] * (COMPLAINTS + 5)))

    assert len(done.stderr.splitlines()) == COMPLAINTS + 1
    assert done.stderr.endswith("and 5 lines more that cannot be read, or not in order\n")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "windows.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines(DAY)).encode())

    done = replay(str(path), "--json")

    assert (done.stderr, json.loads(done.stdout)) == ("", figures(day(tmp_path)))


def test_half_a_character_in_a_name_is_printed_as_json_writes_it(tmp_path: Path) -> None:
    path = recorded(tmp_path, issued("a", "\ud83d"), called("a"))

    assert list(figures(path)["waits"]) == ["\ud83d"]
    assert "\n\\ud83d " in replay(path).stdout


def test_estimates_at_issue_are_scored_beside_the_simple_formulas(tmp_path: Path) -> None:
    entries = [
        *DAY,
        issued("c"),
        issued("d"),
        *(on("service_finished", name) for name in "b"),
        called("c"),
        called("d"),
    ]

    found = figures(recorded(tmp_path, *lines(entries)))

    of_two = found["estimate"]["by"].pop("cash/ordinary")
    assert found["estimate"].pop("by") == {}
    assert found["estimate"] == of_two
    assert (of_two["tickets"], set(found["formulas"])) == (2, {"ahead", "last_to_enter", "head_of_line"})
    assert all(isinstance(one["mae_minutes"], float) for one in found["formulas"].values())


def test_the_table_has_the_estimate_its_formulas_and_each_service_and_class(tmp_path: Path) -> None:
    entries = [*DAY, issued("c"), issued("g2", "gold"), on("service_finished", "b"), called("g2"), called("c")]

    table = replay(recorded(tmp_path, *lines(entries))).stdout.splitlines()

    assert " ".join(table[2].split()) == "estimates at issue tickets error rmse bias inside 80% winkler"
    assert [line[:30].rstrip() for line in table[3:10]] == [
        *("this estimate", "people ahead x mean / counters", "wait of the last to enter"),
        *("wait of the head of the line", "cash/gold", "cash/ordinary", ""),
    ]
    assert [line[30:39].strip() for line in table[3:9]] == ["2", "2", "2", "2", "1", "1"]


def test_the_table_says_the_same_for_people(tmp_path: Path) -> None:
    assert replay(day(tmp_path)).stdout.splitlines() == [
        "1 day: 3 tickets, 2 called, 0 no-shows",
        "",
        "estimates   nobody who had to wait was called",
        "",
        "waits     called   mean    p90  longest  over 20 minutes",
        "gold           1    1.0    1.0      1.0              0%",
        "ordinary       1    1.0    1.0      1.0              0%",
        "",
        "over the cap   0 by the rule; overrides: 1",
        "order breaks   0",
        "most skips     tier 1 of 2, care 0 of 1, override 1",
        "calls by rule  head_start 1, override 1",
        "promises       0 kept, 0 late",
        "",
        "overrides",
        "  2026-01-05 02:08:00 UTC  b at counter 1 by wang past a",
    ]


def test_a_table_lists_so_many_and_says_how_many_more(tmp_path: Path) -> None:
    crowd = [issued(f"a{n}") for n in range(LISTED + 5)]
    entries = [opened("1", "cash"), *crowd, *(called(f"a{n}") for n in reversed(range(LISTED + 5)))]

    table = replay(recorded(tmp_path, *lines(entries))).stdout

    listed = table.partition("order breaks\n")[2].splitlines()
    assert listed[0].endswith("a24 at counter 1 past a0, a1, a2, a3, a4, a5 and 18 more")
    assert (len(listed), listed[-1]) == (LISTED + 1, "  and 4 more")


def test_a_day_without_anybody_is_a_table_too(tmp_path: Path) -> None:
    assert replay(recorded(tmp_path, "")).stdout.splitlines()[2:8] == [
        "estimates   nobody who had to wait was called",
        "",
        "waits  called   mean    p90  longest  over 20 minutes",
        "",
        "over the cap   0 by the rule; overrides: 0",
        "order breaks   0",
    ]


def test_whatever_is_refused_in_a_line_is_said_in_words() -> None:
    domain = ROOT / "lobby" / "domain"
    texts = [(domain / f"{name}.py").read_text("utf-8") for name in ("recorded", "retelling", "retold_policy")]

    assert set(re.findall(r'Refusal\("(\w+)"', "".join(texts))) == set(SAID)
