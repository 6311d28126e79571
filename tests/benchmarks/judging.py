"""Estimates judged on made branch days: what was learned beside an oracle who knows every parameter, and formulas.

`python -m tests.benchmarks.judging` makes the days of each layout and load, learns from the first ones, scores the
rest, and prints one table with the bars. The oracle is the same estimator, with the day's truth in place of what was
learned; neither knows what no model has a word for.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import product
from math import inf, isnan, nan
from multiprocessing import get_context
from pathlib import Path

from lobby.domain.forecast.model import Model, Pace
from lobby.domain.scores import ScoredTicket, scores_of
from lobby.replay_days import replayed
from tests.benchmarks.branch_days import LAYOUTS, business_days
from tests.benchmarks.branch_days.day import play
from tests.benchmarks.branch_days.journal import Journal
from tests.benchmarks.branch_days.layout import LOADS
from tests.benchmarks.branch_days.truth import keywords

Span = tuple[datetime, datetime]
"""From and until."""

ENOUGH = 100
"""Fewer tickets of a service and class say nothing of their coverage."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One layout under one load, or several: the tickets by what was learned, by the oracle, those of the first day of
    all, with nothing learned, and of the first those who came within hours in which everything was slower."""

    name: str
    learned: Sequence[ScoredTicket]
    oracle: Sequence[ScoredTicket]
    first_day: Sequence[ScoredTicket]
    slow_hours: Sequence[ScoredTicket]
    bars: "tuple[Bar, ...]"


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure and what it has to reach."""

    title: str
    at_least: float
    at_most: float


BARS = (
    Bar("/oracle", 0.0, 1.05),
    Bar("/formula", 0.0, 0.65),
    Bar("bias", -0.5, 0.5),
    Bar("inside", 0.78, 0.83),
    Bar("least", 0.75, 1.0),
    Bar("winkler", 0.0, 1.05),
    Bar("day 0", 0.0, 0.7),
    Bar("slow", 0.7, 1.0),
)
"""Of branches. `bias` is beside the oracle's; `least` the least coverage of a service and class with ENOUGH tickets;
`slow` that of those who came while everything took longer than ever before."""

CALL_CENTRES = ("f", "g")
"""Layouts without plans, with skills that nobody tells and with people who hang up."""

CALL_CENTRE_BARS = (
    Bar("/oracle", 0.0, inf),
    Bar("/formula", 0.0, 0.9),
    Bar("bias", -inf, inf),
    Bar("inside", 0.78, 0.85),
    Bar("least", 0.0, 1.0),
    Bar("winkler", 0.0, inf),
    Bar("day 0", 0.0, inf),
    Bar("slow", 0.0, 1.0),
)
"""In the order of BARS: of a call centre only these two are asked."""


def figures(judged: Judged) -> list[float]:
    """One for each of BARS; not a number where nobody had to wait, or no hours were slow."""
    scores, day_0 = scores_of(judged.learned), scores_of(judged.first_day)
    learned, oracle, first = scores.all, scores_of(judged.oracle).all, day_0.all
    if learned is None or oracle is None or first is None:
        return [nan] * len(BARS)
    return [
        learned.mae / oracle.mae,
        learned.mae / min(scores.formulas.values()),
        learned.bias - oracle.bias,
        learned.coverage,
        min((one.coverage for one in scores.by.values() if one.tickets >= ENOUGH), default=learned.coverage),
        learned.winkler / oracle.winkler,
        first.mae / min(day_0.formulas.values()),
        nan if (slow := scores_of(judged.slow_hours).all) is None else slow.coverage,
    ]


def all_branches(judged: Sequence[Judged]) -> Judged:
    """Those that are no call centres taken together, which is what the bars are of."""
    branches = [one for one in judged if one.bars == BARS]
    return Judged(
        "all branches",
        [_in(one.name, ticket) for one in branches for ticket in one.learned],
        [ticket for one in branches for ticket in one.oracle],
        [ticket for one in branches for ticket in one.first_day],
        [ticket for one in branches for ticket in one.slow_hours],
        BARS,
    )


def _in(branch: str, ticket: ScoredTicket) -> ScoredTicket:
    """The ticket, its service told apart from one of the same name in another branch."""
    return replace(ticket, service=f"{branch} {ticket.service}")


def table(judged: Sequence[Judged]) -> Iterator[str]:
    """The figures, line by line; an asterisk beside what does not reach its bar."""
    yield f"{'':14}{'tickets':>8}{'error':>7}{'oracle':>7}{'formula':>8}" + "".join(f"{bar.title:>11}" for bar in BARS)
    yield f"{'':44}" + "".join(f"{f'{bar.at_least:g}..{bar.at_most:g}':>10} " for bar in BARS)
    for one in (*judged, all_branches(judged)):
        yield line(one)


def line(judged: Judged) -> str:
    """One line of the table."""
    scores = scores_of(judged.learned)
    learned, oracle = scores.all, scores_of(judged.oracle).all
    if learned is None or oracle is None:
        return f"{judged.name:14} nobody had to wait"
    best = min(scores.formulas.values())
    start = f"{judged.name:14}{learned.tickets:8}{learned.mae:7.2f}{oracle.mae:7.2f}{best:8.2f}"
    return start + "".join(
        f"{'':11}" if isnan(value) else f"{value:10.3f}{' ' if bar.at_least <= value <= bar.at_most else '*'}"
        for bar, value in zip(judged.bars, figures(judged), strict=True)
    )


def judge(layout: str, load: str, *, learn: int, days: int, seed: int) -> Judged:
    """The days made, learned from, and scored."""
    with tempfile.TemporaryDirectory(prefix="lobby-days-") as folder:
        written = [made(Path(folder), layout, load, seed, day) for day in business_days(layout, learn + days)]
        paths, slow = [path for path, _ in written], [span for _, span in written if span is not None]
        before, after = paths[:learn], paths[learn:]
        learned = replayed(after, before).scored
        return Judged(
            f"{layout} {load}",
            learned,
            replayed(after, before, model_of=lambda path, _: truth(path)).scored,
            replayed(paths[:1]).scored,
            [one for one in learned if any(begins <= one.issued_at < ends for begins, ends in slow)],
            CALL_CENTRE_BARS if layout in CALL_CENTRES else BARS,
        )


def made(folder: Path, layout: str, load: str, seed: int, day: date) -> tuple[Path, Span | None]:
    """The file of that day, with its truth beside it, and from when until when everything was slower, if it was."""
    entries, true, shift = play(LAYOUTS[layout], load, seed, day)
    path = folder / f"{day}.jsonl"
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    path.with_suffix(".truth").write_text(json.dumps(true), encoding="utf-8")
    if shift is None:
        return path, None
    begins, ends = map(datetime.fromisoformat, Journal(LAYOUTS[layout], day).instants(shift))
    return path, (begins, ends)


@cache
def truth(path: Path) -> Model:
    """What is true of the day recorded there."""
    said = keywords(json.loads(path.with_suffix(".truth").read_text("utf-8")))
    paces = {service: Pace(one["minutes"], one["pool"]) for service, one in said["paces"].items()}
    return Model(**{**said, "paces": paces})


def main() -> None:
    """Two layouts at a time, in processes of their own."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.judging", description=__doc__)
    asked.add_argument("--layouts", default=",".join(LAYOUTS))
    asked.add_argument("--loads", default=",".join(LOADS))
    asked.add_argument("--learn", type=int, default=60)
    asked.add_argument("--days", type=int, default=30)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--processes", type=int, default=2)
    said = asked.parse_args()
    wanted = list(product(said.layouts.split(","), said.loads.split(",")))
    judged = []
    with get_context("spawn").Pool(said.processes) as pool:
        under_way = [
            pool.apply_async(judge, one, {"learn": said.learn, "days": said.days, "seed": said.seed}) for one in wanted
        ]
        for one in under_way:
            judged.append(one.get())
            print(line(judged[-1]), file=sys.stderr, flush=True)
    print(*table(judged), sep="\n")


if __name__ == "__main__":
    main()
