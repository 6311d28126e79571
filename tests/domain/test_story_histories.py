"""Stories of random days: every count is the recount's, and no customer ever reads of anybody else."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from lobby.domain.story import Deed, InOrder, Passed, Story, story_of
from lobby.domain.story_said import said_to_customer
from lobby.domain.story_words import staff_words
from tests.domain.histories import History
from tests.domain.picture import Picture
from tests.domain.scene import entry_of

SEEDS = range(330, 342)
EVERY_SEED = pytest.mark.parametrize("seed", SEEDS)
NUMBER = re.compile(r"[A-Z]\d{3}")


@cache
def played(seed: int) -> History:
    """A history that nobody changes any more."""
    history = History(seed)
    history.play(200)
    return history


@cache
def stories(seed: int) -> dict[str, Story]:
    """Every story of every day, by `day/number`."""
    facts = played(seed).scene.facts
    issued = [(fact.day, str(fact.ticket)) for fact in facts if fact.kind == "ticket_issued"]
    return {f"{day}/{number}": story_of(number, [f for f in facts if f.day == day]) for day, number in issued}


def earlier_calls(history: History) -> Counter[str]:
    """By `day/number`, how many older tickets were called where that one waited too, by the definition."""
    picture, found = Picture(), Counter[str]()
    for fact in history.scene.facts:
        entry = entry_of(fact)
        if entry["kind"] == "ticket_called":
            called, services = picture.tickets[entry["ticket"]], picture.counters[entry["counter"]].services
            found.update(t.name for t in picture.waiting if t.service in services and called.is_older(t))
        picture.take(entry)
    return found


@EVERY_SEED
def test_passes_are_those_of_the_recount(seed: int) -> None:
    recounted = played(seed).recount.picture.tickets

    told = {
        name: (story.passes.by_rule, story.passes.by_override, {one.id: one.used for one in story.accounts if one.used})
        for name, story in stories(seed).items()
    }

    assert told == {
        name: (sum(t.skips.values()) - t.overridden, t.overridden, t.skips) for name, t in recounted.items()
    }


@EVERY_SEED
def test_every_pass_is_an_entry_with_the_count_that_it_made(seed: int) -> None:
    for name, story in stories(seed).items():
        passed = [entry for entry in story.entries if isinstance(entry, Passed)]

        counts = [entry.passes.by_rule + entry.passes.by_override for entry in passed]
        assert counts == list(range(1, story.passes.by_rule + story.passes.by_override + 1)), name
        used = Counter[str]()
        for entry in passed:
            used[entry.account.id] += 1
            assert entry.account.used == used[entry.account.id], name


@EVERY_SEED
def test_earlier_ones_are_counted_by_the_definition(seed: int) -> None:
    told = {
        name: sum(entry.count for entry in story.entries if isinstance(entry, InOrder))
        for name, story in stories(seed).items()
    }

    assert {name: count for name, count in told.items() if count} == earlier_calls(played(seed))


@EVERY_SEED
def test_every_fact_about_a_ticket_is_told_once_and_in_order(seed: int) -> None:
    facts = played(seed).scene.facts
    for name, story in stories(seed).items():
        about = [f.seq for f in facts if f"{f.day}/{f.ticket}" == name and f.kind != "estimate_shown"]

        assert [entry.fact.seq for entry in story.entries if isinstance(entry, Deed)] == about


@EVERY_SEED
def test_what_a_customer_is_told_names_nobody_no_class_and_no_business(seed: int) -> None:
    branch = played(seed).scene.hall.branch
    forbidden = [name for service in branch.services for name in (f"{service}中", f"{service} en")]

    for said in customer_texts(seed):
        assert not NUMBER.search(said), said
        assert "class-" not in said
        assert not [name for name in forbidden if name in said], said


def customer_texts(seed: int) -> Iterator[str]:
    branch = played(seed).scene.hall.branch
    for story in stories(seed).values():
        for entry in story.entries:
            said = said_to_customer(entry, branch)
            yield from (said.zh, said.en)


def test_the_histories_have_every_kind_of_entry_and_staff_read_all_of_them() -> None:
    kinds = Counter[str]()
    for seed in SEEDS:
        branch = played(seed).scene.hall.branch
        for entry in (entry for story in stories(seed).values() for entry in story.entries):
            kinds[entry.fact.kind if isinstance(entry, Deed) else type(entry).__name__] += 1
            words = staff_words(entry, branch, {})
            assert words.zh.strip()
            assert words.en.strip()
            if isinstance(entry, Passed):
                assert entry.call.ticket in words.zh
                assert entry.call.ticket in words.en

    assert set(kinds) == {
        *("Passed", "InOrder", "ticket_issued", "ticket_called", "ticket_recalled", "service_started"),
        *("service_finished", "ticket_missed", "ticket_back_late", "ticket_parked", "ticket_transferred"),
        *("ticket_redirected", "ticket_returned", "ticket_left", "class_granted", "service_reclassified"),
        "deed_undone",
    }
