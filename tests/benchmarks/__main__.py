"""Run the benchmarks: a table to read, or JSON with `JSON=1` (shape: contract)."""

import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.deeds import issuing, nexts

ROUNDS = int(os.environ.get("ROUNDS", "5"))


def main() -> None:
    """Every figure is the median of ROUNDS rounds, each with its limit measured in the same round."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="lobby-bench-") as folder:
        for name, measure in (("issue", issuing), ("next", nexts)):
            rounds = []
            for number in range(ROUNDS):
                print(f"{name}: round {number + 1} of {ROUNDS}", file=sys.stderr)
                rounds.append(measure(Path(folder) / f"{name}{number}"))
            figures[name] = {key: round(median(one[key] for one in rounds), 3) for key in rounds[0]}
    if os.environ.get("JSON") == "1":
        print(json.dumps(figures, indent=2))
        return
    for name, values in figures.items():
        print(f"{name:8}" + "   ".join(f"{key} {value:,.2f}" for key, value in values.items()))


main()
