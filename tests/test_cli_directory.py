"""`lobby directory` as an administrator uses it: a file, a report of bad lines, a count, a new key."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lobby.cli import main

HEAD = "kind,value,class\n"


def directory(environ: Mapping[str, str], *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ("directory", *words), input=typed, env=environ)


def import_file(environ: Mapping[str, str], tmp_path: Path, text: str, *more: str, encoding: str = "utf-8") -> Result:
    file = tmp_path / "customers.csv"
    file.write_text(text, encoding=encoding)
    return directory(environ, "import", str(file), *more)


def counted(environ: Mapping[str, str]) -> dict[str, int]:
    said = directory(environ, "count", "--json")
    return {f"{row['kind']} {row['class']}": row["count"] for row in json.loads(said.stdout)}


def test_a_good_file_is_imported_and_counted(environ: Mapping[str, str], tmp_path: Path) -> None:
    told = import_file(environ, tmp_path, HEAD + "card,6222000011112222,wode\nphone,13800000000,jiaoyin\n")
    counts = directory(environ, "count")

    assert told.exit_code == 0
    assert told.stdout.startswith("2 lines imported, 0 bad, in ")
    assert [line.split() for line in counts.stdout.splitlines()] == [
        ["card", "wode", "1"],
        ["phone", "jiaoyin", "1"],
        ["in", "all", "2"],
    ]


def test_bad_lines_are_reported_without_a_value_and_the_others_go_in(
    environ: Mapping[str, str], tmp_path: Path
) -> None:
    text = HEAD + "card,6222000011112222,wode\ncard,6222999911112222,gold\n6222888811112222,card,wode\nphone,,wode\n"
    report = tmp_path / "bad.csv"

    told = import_file(environ, tmp_path, text, "--report", str(report), "--json")

    summary = json.loads(told.stdout)
    assert told.exit_code == 1
    assert {name: summary[name] for name in ("lines", "good", "bad", "removed", "dry_run")} == {
        "lines": 4,
        "good": 1,
        "bad": {"unknown_class": 1, "unknown_kind": 1, "empty_value": 1},
        "removed": None,
        "dry_run": False,
    }
    assert summary["lines_per_s"] > 0
    assert report.read_text().splitlines() == [
        "kind,line,reason",
        "card,3,unknown_class",
        ",4,unknown_kind",
        "phone,5,empty_value",
    ]
    assert "line 3 has a class that is no tier of the configuration" in told.stderr
    said = told.output + told.stderr + report.read_text()
    assert not any(value in said for value in ("6222", "gold"))
    assert counted(environ) == {"card wode": 1}


def test_on_the_screen_stand_the_first_bad_lines_and_how_many_more(environ: Mapping[str, str], tmp_path: Path) -> None:
    told = import_file(environ, tmp_path, HEAD + "card,1,wode\n" * 25)

    assert told.exit_code == 1
    assert "line 21 " in told.stderr
    assert "line 22 " not in told.stderr
    assert "and 5 more bad lines (--report FILE has all of them)" in told.stderr


def test_a_trial_changes_nothing(environ: Mapping[str, str], tmp_path: Path) -> None:
    told = import_file(environ, tmp_path, HEAD + "card,6222000011112222,wode\n", "--dry-run")

    assert (told.exit_code, told.stdout[:27]) == (0, "1 lines would be imported, ")
    assert counted(environ) == {}


def test_replacing_removes_whoever_the_file_does_not_name(environ: Mapping[str, str], tmp_path: Path) -> None:
    import_file(environ, tmp_path, HEAD + "card,6222000011112222,wode\ncard,6222000011113333,wode\n")

    kept = import_file(environ, tmp_path, HEAD + "card,6222000011112222,jiaoyin\ncard,1,wode\n", "--replace")
    before = counted(environ)
    told = import_file(environ, tmp_path, HEAD + "card,6222000011112222,jiaoyin\n", "--replace")

    assert "nobody was removed, as a bad line may be theirs" in kept.stdout
    assert before == {"card jiaoyin": 1, "card wode": 1}
    assert "1 customers removed, whom the file does not name" in told.stdout
    assert counted(environ) == {"card jiaoyin": 1}


def test_a_file_in_gbk_is_read_when_it_is_said(environ: Mapping[str, str], tmp_path: Path) -> None:
    text = HEAD + "id,护照12345,wode\n"

    unsaid = import_file(environ, tmp_path, text, encoding="gbk")
    said = import_file(environ, tmp_path, text, "--encoding", "gb18030", encoding="gbk")

    assert (unsaid.exit_code, said.exit_code) == (1, 0)
    assert "line 2 cannot be read in the encoding that was said" in unsaid.stderr


@pytest.mark.parametrize("text", ["", "card,6222000011112222,wode\n"])
def test_a_file_without_its_columns_is_named_in_a_sentence(
    environ: Mapping[str, str], tmp_path: Path, text: str
) -> None:
    told = import_file(environ, tmp_path, text)

    assert (told.exit_code, told.stdout) == (2, "")
    assert "customers.csv: the first line has to name the columns kind, value and class" in told.stderr
    assert "6222" not in told.stderr


def test_a_customer_is_forgotten_without_a_value_in_the_command(environ: Mapping[str, str], tmp_path: Path) -> None:
    import_file(environ, tmp_path, HEAD + "card,6222000011112222,wode\n")

    gone = directory(environ, "forget", "card", typed="6222 0000 1111 2222\n")
    again = directory(environ, "forget", "card", typed="6222000011112222\n")

    assert gone.exit_code == 0
    assert (again.exit_code, again.stderr) == (2, "the directory does not know this customer: nothing was done\n")
    assert counted(environ) == {}


def test_a_new_key_is_made_and_a_third_one_asks_first(environ: Mapping[str, str]) -> None:
    first = directory(environ, "new-key")
    second = directory(environ, "new-key")
    dropped = directory(environ, "new-key", "--drop-old")

    assert [told.exit_code for told in (first, second, dropped)] == [0, 2, 0]
    assert first.stdout.startswith("A new key is in use. The one before it is read until ")
    assert "an earlier key is still read until " in second.stderr


def test_whoever_asks_the_banks_system_is_told_that_an_import_changes_nothing_there(
    environ: Mapping[str, str], tmp_path: Path
) -> None:
    bank = {"LOBBY_DIRECTORY__SOURCE": "http", "LOBBY_DIRECTORY__URL": "https://bank.example/tiers"}

    told = import_file({**environ, **bank}, tmp_path, HEAD + "card,6222000011112222,wode\n")

    assert told.exit_code == 0
    assert "Note: directory.source is http" in told.stderr
