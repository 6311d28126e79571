"""The retelling of a random day is the day as it was, and as the recount of the tests tells it.

Both ways in are tried: facts as the store gives them, and lines as `lobby journal` prints them, with and without all
that the contract lets be missing.
"""

import json
from collections.abc import Iterator
from functools import cache

import pytest

from lobby.domain.recorded import read_fact
from lobby.domain.retelling import Retelling, retold
from lobby.domain.views import instant_view
from tests.domain.histories import History

EVERY_SEED = pytest.mark.parametrize("seed", range(300, 320))

MAY_BE_MISSING = ("seq", "actor", "teller", "rule", "skipped")
MAY_BE_LEFT_OUT = ("counter_ready", "service_started", "estimate_shown", "day_opened")


@cache
def played(seed: int) -> History:
    """A history that nobody changes any more."""
    history = History(seed)
    history.play(200)
    return history


def lines(history: History) -> Iterator[str]:
    """As `lobby journal` prints them."""
    for entry in history.scene.entries:
        yield json.dumps({**entry, "at": instant_view(entry["at"])})


def read(history: History) -> Retelling:
    return retold(read_fact(line, place) for place, line in enumerate(lines(history), start=1))


def stands(day: Retelling) -> dict[str, tuple[object, ...]]:
    """The tickets that are still in play, as the recount knows them."""
    return {
        t.name: (t.state.value, t.service, t.class_id, t.seniority, t.seq, t.skips, t.overridden, t.counter)
        for t in day.tickets
        if t.state.value not in {"finished", "left"}
    }


@EVERY_SEED
def test_tickets_and_their_skips_are_as_the_recount_has_them(seed: int) -> None:
    history = played(seed)

    day = read(history)

    assert stands(day) == {
        t.name: (t.state, t.service, t.class_id, t.seniority, t.seq, t.skips, t.overridden, t.counter)
        for t in history.recount.picture.live
    }
    every = history.recount.picture.tickets.values()
    assert {t.name: t.skips for t in day.tickets} == {t.name: t.skips for t in every}
    assert {(t.name, t.state.value) for t in day.tickets} == {(t.name, t.state) for t in every}


@EVERY_SEED
def test_the_programs_own_counts_are_the_same(seed: int) -> None:
    history = played(seed)

    day = read(history)

    program = {f"{history.scene.hall.day}/{t.number}": t for t in history.scene.hall.tickets.values()}
    found = {t.name: (t.skips, t.overridden, t.seniority, t.state) for t in day.tickets if t.name in program}
    assert found == {name: (dict(t.skips), t.overridden, t.seniority, t.state) for name, t in program.items()}


@EVERY_SEED
def test_counters_are_as_the_recount_has_them(seed: int) -> None:
    history = played(seed)

    day = read(history)

    for seen in history.recount.picture.counters.values():
        counter = day.counters[seen.id]
        assert (counter.state.value, counter.ticket, counter.ready_since) == (seen.state, seen.ticket, seen.ready_since)
        if seen.state != "closed":
            assert (set(counter.services), counter.vip_first) == (set(seen.services), seen.vip_first)


@EVERY_SEED
def test_whom_each_call_passed_is_what_the_journal_says_and_no_call_can_be_blamed(seed: int) -> None:
    history = played(seed)

    calls = read(history).calls

    made = [entry for entry in history.scene.entries if entry["kind"] == "ticket_called"]
    assert [(call.ticket, call.rule, sorted(call.passed)) for call in calls] == [
        (entry["ticket"], entry["rule"], sorted(entry.get("skipped", ()))) for entry in made
    ]
    assert [call for call in calls if call.over_cap or call.breaks_order] == []


@EVERY_SEED
def test_facts_from_the_store_tell_the_same_as_the_lines(seed: int) -> None:
    history = played(seed)
    days = {fact.day for fact in history.scene.facts}

    told = [retold(fact for fact in history.scene.facts if fact.day == day) for day in sorted(days)]

    from_lines = read(history)
    assert [(c.seq, c.passed) for day in told for c in day.calls] == [
        (c.seq, tuple(name.partition("/")[2] for name in c.passed)) for c in from_lines.calls
    ]
    assert [(t.seq, t.skips) for day in told for t in day.tickets] == [(t.seq, t.skips) for t in from_lines.tickets]


@EVERY_SEED
def test_what_may_be_missing_changes_no_skip(seed: int) -> None:
    history = played(seed)
    entries = [json.loads(line) for line in lines(history)]
    undone = {entry["undone_seq"] for entry in entries if entry["kind"] == "deed_undone"}
    bare = [
        {
            name: value
            for name, value in entry.items()
            if name not in MAY_BE_MISSING or (name == "seq" and entry["seq"] in undone) or value == "override"
        }
        for entry in entries
        if entry["kind"] not in MAY_BE_LEFT_OUT
    ]

    day = retold(read_fact(json.dumps(entry), 10**6 + place) for place, entry in enumerate(bare))

    whole = read(history)
    assert [(t.name, t.skips, t.overridden) for t in day.tickets] == [
        (t.name, t.skips, t.overridden) for t in whole.tickets
    ]
