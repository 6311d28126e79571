"""Recorded days, read line by line, and every line that cannot be is said in words.

What a fact means is told in `domain/retelling.py`, how estimates are scored in `replay_days.py`; what is printed, in
`cli_replay.py`.
"""

from collections.abc import Callable
from pathlib import Path

from lobby.domain.errors import Refusal
from lobby.domain.fact import Fact
from lobby.domain.recorded import read_fact

SAID = {
    "not_json": "no JSON object",
    "lacks": "there is no {field}",
    "not_an_instant": "{at} is no instant",
    "unknown_kind": "nobody knows the kind {kind}",
    "never_issued": "ticket {ticket} was never issued",
    "issued_twice": "ticket {ticket} was issued before",
    "nothing_to_undo": "no deed on a ticket has the seq {undone_seq}",
    "not_a_policy": "no policy: head_start_minutes and max_skips are numbers, or numbers by name",
}
"""What is wrong with a line, by the code of the refusal. Such a line is left out."""

TIME_RAN_BACK = "earlier than the line before; taken as it stands"

_AROUND_A_LINE = " \t\r\n\ufeff"
"""Some programs begin a file with a byte order mark."""


def go_through(
    path: Path, take: Callable[[Fact], None], complain: Callable[[str], None], went_on: Callable[[int], object]
) -> None:
    """Every fact that the file has recorded is taken, in order; `take` may refuse one.

    `complain` is told of each bad line, with file and line, and the rest goes on; `went_on` of each line's length in
    bytes.
    """
    last = None
    with path.open("rb") as lines:
        for place, raw in enumerate(lines, start=1):
            went_on(len(raw))
            line = raw.decode("utf-8", "replace").strip(_AROUND_A_LINE)
            if not line:
                continue
            try:
                fact = read_fact(line, place)
                take(fact)
            except Refusal as wrong:
                complain(f"{path}, line {place}: {SAID[wrong.code].format(**wrong.values)}")
                continue
            if last is not None and fact.at < last:
                complain(f"{path}, line {place}: {TIME_RAN_BACK}")
            last = fact.at


def facts_of(path: Path) -> list[Fact]:
    """The facts that can be read in this file, in its order; nothing is said of the rest."""
    facts: list[Fact] = []
    go_through(path, facts.append, complain=lambda _: None, went_on=lambda _: None)
    return facts
