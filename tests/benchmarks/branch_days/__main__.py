"""Write made days: OUT/2026-01-05.jsonl and so on, what was true of each in OUT/truth/2026-01-05.json.

Where a layout has hours in which everything takes longer, OUT/slow.json says from when until when, by day.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.branch_days import LAYOUTS, business_days
from tests.benchmarks.branch_days.day import play
from tests.benchmarks.branch_days.journal import Journal
from tests.benchmarks.branch_days.layout import LOADS


def main(arguments: Sequence[str] | None = None) -> None:
    """Days in order, as many as were asked for."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.branch_days", description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("--layout", choices=sorted(LAYOUTS), default="a")
    asked.add_argument("--load", choices=LOADS, default="ordinary")
    asked.add_argument("--days", type=int, default=90)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args(arguments)
    truths = said.out / "truth"
    truths.mkdir(parents=True, exist_ok=True)
    layout, slow = LAYOUTS[said.layout], {}
    for day in business_days(layout.id, said.days):
        entries, truth, shift = play(layout, said.load, said.seed, day)
        with (said.out / f"{day}.jsonl").open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(entry) + "\n" for entry in entries)
        (truths / f"{day}.json").write_text(json.dumps(truth), encoding="utf-8")
        if shift is not None:
            slow[str(day)] = Journal(layout, day).instants(shift)
    if slow:
        (said.out / "slow.json").write_text(json.dumps(slow, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
