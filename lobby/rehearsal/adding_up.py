"""The summary of a day that has been played, from what the players were answered and what the journal says."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from lobby.rehearsal.agreement import disagreements, lost, unasked
from lobby.rehearsal.journal import day_begins, fairness, journal
from lobby.rehearsal.recount import ENDS, OVERRIDE, Recount, recount
from lobby.rehearsal.stage import Stage
from lobby.rehearsal.summary import Errors, Proof, Summary
from lobby.rehearsal.told import Entry

_TOLD = 10
"""Of what went wrong so many are told in words."""


def add_up(stage: Stage, first: Mapping[str, Any], seed: int, scale: float, wall_seconds: float) -> Summary:
    """The summary. `first`: the board before the first deed."""
    house, visits, day = stage.house, stage.visits, stage.board.day
    report = None if day is None else fairness(stage.wire, house.id, day)
    until = int(stage.board.look()["seq"] if report is None else report["seq"])
    began = int(first["seq"])
    since = began if first["day"] is None else day_begins(stage.wire, house.id, began)
    entries = list(journal(stage.wire, house.id, since, until))
    counted = recount(entries, house.accounts, house.caps)
    counts = stage.tally.counts()
    days = sum(entry["kind"] == "day_opened" for entry in entries)
    return Summary(
        branch=house.id,
        day=day,
        seed=seed,
        scale=scale,
        speed=house.speed,
        minutes=stage.day.minutes,
        tickets={**_tickets(entries, counted, visits.numbers()), "turned_away": visits.turned_away},
        deeds=counts.deeds,
        waits=counted.waits,
        calls_by_rule=counted.rules,
        most_skips=counted.most_skips,
        caps=house.caps,
        recount=_proof(counted, counts.done_on, visits.numbers(), report if days == 1 else None),
        errors=Errors(counts.errors, counts.first_errors),
        retries=counts.retries,
        conflicts=counts.conflicts,
        requests=counts.requests,
        wall_seconds=round(wall_seconds, 2),
        late_seconds_max=round(max(stage.clock.late_minutes * 60, counts.held_up_seconds * house.speed), 1),
    )


def _tickets(entries: Iterable[Entry], counted: Recount, numbers: Collection[str]) -> dict[str, int]:
    """Where the numbers that were taken in this rehearsal ended."""
    issued = {entry["ticket"]: entry["number"] for entry in entries if entry["kind"] == "ticket_issued"}
    ours = [ticket for ticket, number in issued.items() if number in numbers]
    ends = Counter(counted.ends[ticket] for ticket in ours)
    called = sum(ticket in counted.called for ticket in ours)
    return {"issued": len(ours), "called": called, **{end: ends[end] for end in ENDS}}


def _proof(
    counted: Recount, done_on: Mapping[tuple[str, str], int], numbers: Collection[str], report: Mapping[str, Any] | None
) -> Proof:
    return Proof(
        entries=counted.entries,
        over_cap=counted.over_cap,
        overrides=counted.rules.get(OVERRIDE, 0),
        broken=_errors(counted.broken),
        lost=_errors(lost(done_on, counted)),
        unasked=_errors(unasked(done_on, counted, numbers)),
        compared=report is not None,
        disagreements=() if report is None else disagreements(report, counted),
    )


def _errors(words: Sequence[str]) -> Errors:
    return Errors(len(words), tuple(words[:_TOLD]))
