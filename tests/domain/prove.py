"""`python -m tests.domain.prove [HISTORIES [DEEDS [FIRST_SEED]]]`: random histories by the thousand, recounted.

By default 3,000 histories of 400 deeds, as many as the prototype was tried on. Prints progress, what was tried, and
the seed of whatever broke; ends with 1 then.
"""

import os
import sys
import time
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain

from tests.domain.histories import History

HISTORIES = 3000
DEEDS = 400
CHUNK = 25


def prove(seeds: Sequence[int], deeds: int) -> tuple[Tally[str], list[str]]:
    """What was tried in these histories, and a sentence for each that broke an invariant."""
    tried: Tally[str] = Tally()
    broken = []
    for seed in seeds:
        history = History(seed)
        try:
            history.play(deeds)
        except AssertionError as found:
            broken.append(str(found))
        tried["histories"] += 1
        tried["deeds"] += history.deeds
        tried["days"] += sum(fact.kind == "day_opened" for fact in history.scene.facts)
        tried["calls"] += history.recount.calls.total()
        tried.update({f"by {rule}": count for rule, count in history.recount.calls.items()})
        tried["by themselves, at ready counters"] += _by_ready_counters(history)
    return tried, broken


def _by_ready_counters(history: History) -> int:
    return sum(fact.kind == "ticket_called" and fact.actor == "system" for fact in history.scene.facts)


def main(arguments: Sequence[str]) -> int:
    """0 if every history kept every invariant."""
    histories, deeds, first = (*map(int, arguments), *(HISTORIES, DEEDS, 1)[len(arguments) :])
    seeds = range(first, first + histories)
    chunks = [seeds[start : start + CHUNK] for start in range(0, histories, CHUNK)]
    tried: Tally[str] = Tally()
    broken: list[str] = []
    began = time.monotonic()
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for part, found in workers.map(prove, chunks, [deeds] * len(chunks)):
            tried.update(part)
            broken += found
            seconds = time.monotonic() - began
            _say(f"\r{tried['histories']}/{histories} histories, {len(broken)} broken, {seconds:.0f} s")
    _say("\n")
    for sentence in chain(_sentences(tried), broken[:20]):
        _say(f"{sentence}\n")
    _say(f"{len(broken)} of {tried['histories']} histories broke an invariant\n")
    return 1 if broken else 0


def _sentences(tried: Tally[str]) -> Iterator[str]:
    yield ", ".join(f"{count:,} {name}" for name, count in sorted(tried.items(), key=lambda pair: -pair[1]))


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
