"""One played day, told twice: by the API, which the fairness page shows, and by `lobby replay` from its recording."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lobby.app import Application
from lobby.cli import main
from tests.clocks import HandClock
from tests.programs import ROOT
from tests.tablet.fairness_mornings import busy_morning


@pytest.fixture
def recording(application: Application, clock: HandClock, address: str, tmp_path: Path) -> tuple[Any, Any]:
    """What the API says of a busy morning, and what `lobby replay --json` says of what `lobby journal` wrote of it."""
    told = busy_morning(application, clock).here("/fairness").get_json()
    settings = {"LOBBY_CONFIG": str(ROOT / "config.toml"), "LOBBY_SERVER__DATABASE": address}
    journal = CliRunner().invoke(main, ["journal", "--branch", "zhongshan", "--day", "2026-01-05"], env=settings)
    assert journal.exit_code == 0, journal.output
    file = tmp_path / "monday.jsonl"
    file.write_text(journal.stdout, encoding="utf-8")
    replayed = CliRunner().invoke(main, ["replay", "--json", str(file)])
    assert (replayed.exit_code, replayed.stderr) == (0, "")
    return told, json.loads(replayed.stdout)


def test_replay_reports_the_same_figures_as_the_api(recording: tuple[Any, Any]) -> None:
    told, replayed = recording

    assert replayed["waits"] == {one.pop("class"): one for one in told["waits"]}
    assert replayed["fairness"] == {
        "max_skips": max(one["most"] for one in told["skips"]),
        "max_skips_by_account": {one["account"]: one["most"] for one in told["skips"]},
        "over_cap": len(told["over_cap"]),
        "overrides": len(told["overrides"]),
        "order_breaks": len(told["order_breaks"]),
        "calls_by_rule": {one["rule"]: one["calls"] for one in told["calls_by_rule"]},
        "no_shows": told["no_shows"],
        "promises_kept": told["promises"]["kept"],
        "promises_late": told["promises"]["late"],
    }


def test_the_morning_has_something_of_everything_that_is_compared(recording: tuple[Any, Any]) -> None:
    _, replayed = recording

    fairness = replayed["fairness"]
    assert set(replayed["waits"]) >= {"ordinary", "wode", "jiaoyin", "care"}
    assert {"oldest", "head_start", "override"} <= set(fairness["calls_by_rule"])
    assert fairness["max_skips_by_account"] == {"tier": 2, "care": 1, "override": 2}
    assert (fairness["overrides"], fairness["no_shows"], fairness["promises_kept"]) == (2, 1, 1)
