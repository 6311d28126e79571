"""Run the benchmarks: tables to read, or JSON with `JSON=1` (shape: contract).

`DATABASE=postgresql` runs them on a PostgreSQL of their own, `ROUNDS` says how many rounds each figure is the median
of, `ONLY=issue,push` leaves the others out, `FOLDER` is where the databases are (else where temporary files go).
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.choosing import choosing
from tests.benchmarks.current import starting
from tests.benchmarks.deeds import issuing, nexts, with_past
from tests.benchmarks.directory import looking_up
from tests.benchmarks.estimate import estimating
from tests.benchmarks.limits import bare_commits, bare_fan_out
from tests.benchmarks.offered import offering
from tests.benchmarks.processes import racing
from tests.benchmarks.push import pushing
from tests.databases import Databases, Files, databases_on
from tests.postgresql import PostgreSQL

ROUNDS = int(os.environ.get("ROUNDS", "5"))
DATABASE = os.environ.get("DATABASE", "sqlite")
PAST_TICKETS = 1_000_000
CUSTOMERS = 1_000_000
WATCHED = ((10, 1), (200, 1), (1000, 1), (1000, 100))
"""Screens, and the branches that they are shared out over."""

Figures = Mapping[str, float]


def main() -> None:
    """Every figure is the median of ROUNDS rounds, each with its limit measured in the same round."""
    with (
        tempfile.TemporaryDirectory(prefix="lobby-bench-", dir=_disk()) as folder,
        _databases(Path(folder)) as databases,
    ):
        figures = {name: measure() for name, measure in _measures(Path(folder), databases).items() if _is_wanted(name)}
    if os.environ.get("JSON") == "1":
        print(json.dumps(figures, indent=2))
        return
    print(f"database: {DATABASE}; median of {ROUNDS}")
    for name, found in figures.items():
        for one in found if isinstance(found, list) else [found]:
            print(f"{name:10}" + "   ".join(f"{key} {value:,g}" for key, value in one.items()))


def _measures(folder: Path, databases: Databases) -> Mapping[str, Callable[[], Any]]:
    def push(screens: int, branches: int) -> Figures:
        def once(path: Path, address: str) -> Figures:
            limit = bare_fan_out(screens // branches)
            found = pushing(path, branches, screens, {"LOBBY_SERVER__DATABASE": address})
            return {**found, "bare_p50_ms": limit["p50_ms"], "bare_p99_ms": limit["p99_ms"]}

        return _median_of(f"push to {screens} screens of {branches} branches", once, folder, databases)

    def commits(_path: Path, address: str) -> Figures:
        return {"per_s": bare_commits(address)}

    return {
        "commits": lambda: _median_of("bare commits", commits, folder, databases),
        "issue": lambda: _median_of("issue", issuing, folder, databases),
        "next": lambda: _median_of("next", nexts, folder, databases),
        "push": lambda: [push(screens, branches) for screens, branches in WATCHED],
        "history": lambda: _rounded(with_past(folder / "history", databases, PAST_TICKETS, ROUNDS)),
        "offered": lambda: _median_of("offered", offering, folder, databases),
        "choose": lambda: _median_of("choose", choosing, folder, databases),
        "directory": lambda: _rounded(looking_up(folder, databases.at_head(), CUSTOMERS, ROUNDS)),
        "estimate": lambda: _median_of("estimate", estimating, folder, databases),
        "current": lambda: _rounded(starting(folder / "current", databases, ROUNDS)),
        "processes": lambda: _rounded(racing(folder, databases.at_head())),
    }


def _median_of(
    name: str, measure: Callable[[Path, str], Figures], folder: Path, databases: Databases
) -> dict[str, float]:
    rounds = []
    for number in range(ROUNDS):
        print(f"{name}: round {number + 1} of {ROUNDS}", file=sys.stderr)
        rounds.append(measure(folder / f"{name.replace(' ', '-')}-{number}", databases.at_head()))
    return _rounded({key: median(one[key] for one in rounds) for key in rounds[0]})


def _rounded(figures: Figures) -> dict[str, float]:
    return {key: round(value, 3) for key, value in figures.items()}


def _is_wanted(name: str) -> bool:
    only = os.environ.get("ONLY", "")
    return not only or name in only.split(",")


def _disk() -> str | None:
    """Where the databases are: a disk of one's choice by FOLDER, else where temporary files go."""
    return os.environ.get("FOLDER")


@contextmanager
def _databases(folder: Path) -> Iterator[Databases]:
    if DATABASE == "sqlite":
        yield Files(folder)
        return
    with PostgreSQL(fsync="on") as server, databases_on(server) as databases:
        yield databases


if __name__ == "__main__":
    main()
