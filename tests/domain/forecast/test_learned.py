"""What days have taught is a fold: it can be kept at the end of any day, and whatever happens, it goes on."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from statistics import fmean
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.domain.errors import Refusal
from lobby.domain.fact import Fact, Kind
from lobby.domain.forecast.learned import Known, Learned
from lobby.domain.recorded import read_fact
from tests.clocks import MONDAY_TEN
from tests.domain.forecast.told import OPENED, believed, facts, learned_from, many, served, taking
from tests.domain.histories import History
from tests.domain.retold_days import OURS, issued, on

KNOWN = Known({"cash": 5.0, "loss": 12.0})
DAY = timedelta(days=1)


@cache
def days(seed: int) -> list[list[Fact]]:
    """Some days of a random history, as the store gives them."""
    history = History(seed)
    history.play(600)
    by_day: dict[Any, list[Fact]] = {}
    for fact in history.scene.facts:
        by_day.setdefault(fact.day, []).append(fact)
    return list(by_day.values())


def test_a_branch_of_which_nothing_is_known_yet_has_its_standards() -> None:
    model = believed(Learned(KNOWN))

    assert {service: round(pace.minutes * fmean(pace.pool)) for service, pace in model.paces.items()} == {
        "cash": 5,
        "loss": 12,
    }
    assert (model.tellers, model.arrivals, model.returns, model.reserves) == ({}, {}, {}, {})
    assert list(model.together) == sorted(model.together)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Asia/Shanghai", "Pacific/Honolulu"])
def test_the_weekday_is_that_of_the_branchs_wall(zone: str) -> None:
    def learned(quiet: int) -> Learned:
        """Four weeks, on one weekday of which fewer come than on the others."""
        known = Learned(Known({}, ZoneInfo(zone)))
        for day in range(28):
            begins = datetime(2026, 1, 5, 10, tzinfo=ZoneInfo(zone)) + day * DAY
            count = 2 if begins.weekday() == quiet else 20
            told = [(n, issued(f"g{n}", "gold")) for n in range(count)]
            taking(known, facts((0, OURS), *told, begins=begins))
        return known

    wednesday = datetime(2026, 2, 4, 8, tzinfo=ZoneInfo(zone))
    expected = [sum(believed(learned(quiet), wednesday).arrivals["cash", "gold"]) for quiet in range(7)]

    assert min(range(7), key=expected.__getitem__) == wednesday.weekday()


@pytest.mark.parametrize("known", [KNOWN, Known({})], ids=["standards", "nothing known"])
@pytest.mark.parametrize("seed", range(300, 312))
def test_what_was_kept_goes_on_as_if_nothing_had_been(seed: int, known: Known) -> None:
    first, *rest = days(seed)
    through = taking(Learned(known), first)
    again = Learned.again(known, json.loads(json.dumps(taking(Learned(known), first).kept())))

    for day in rest:
        taking(through, day)
        taking(again, day)
        at = day[-1].at

        assert believed(again, at) == believed(through, at)
    assert again.kept() == through.kept()


def test_every_kind_of_thing_is_kept() -> None:
    learned = Learned(KNOWN)
    for seed in range(300, 312):
        for day in days(seed):
            taking(learned, day)

    kept = learned.kept()

    empty = [f"{room} {name}" for room, known in kept.items() for name, value in known.items() if not value]
    assert empty == ["staffing late_minutes"], "random histories have no plans"


@pytest.mark.parametrize("opened", [False, True], ids=["not opened", "opened"])
def test_a_day_that_nobody_closes_ends_with_its_date_or_when_the_next_is_opened(opened: bool) -> None:
    first = [(0.0, {"kind": "day_opened"})] if opened else []

    learned = taking(learned_from(*first, (0, issued("a"))), facts(*first, (0, issued("a")), begins=MONDAY_TEN + DAY))

    assert learned.kept()["customers"]["days"] == pytest.approx(2, abs=0.05)


def test_a_day_that_was_opened_goes_on_after_midnight() -> None:
    late = MONDAY_TEN + timedelta(hours=13, minutes=55)
    told = facts((0, {"kind": "day_opened"}), OPENED, *served("a", 1, 11), (12, issued("b")), begins=late)

    assert learned_seconds(taking(Learned(Known({})), told)) == [600]


def test_a_date_before_the_last_is_another_day_too() -> None:
    learned = taking(learned_from((0, issued("a"))), facts((0, issued("a")), begins=MONDAY_TEN - DAY))

    assert learned.kept()["customers"]["days"] == pytest.approx(2, abs=0.05)


def test_half_hours_are_those_of_the_branch() -> None:
    told = facts((0, issued("a", "gold")))
    shanghai = taking(Learned(Known({}, ZoneInfo("Asia/Shanghai"))), told).kept()

    assert shanghai["customers"]["came"][0][2].index(1) == 20


def test_a_fact_that_cannot_be_told_teaches_nothing() -> None:
    told = [OPENED, *many(6, 40)]
    learned = learned_from(*told)

    taking(learned, facts((400, on("service_finished", "nobody")), (401, on("ticket_called", "x", counter="1"))))

    assert learned.kept() == learned_from(*told).kept()


NAMES = st.sampled_from(["a", "b", "1", ""])
ODD = st.sampled_from(["cash", "", -3, 0, 2.5, None, True, [], ["cash"], {}, {"gold": 10}, "2026-01-05T02:30:00Z"])
DETAILS = ("service", "class", "services", "teller", "how", "count", "until", "undone_seq", "reason", "errand", "rule")
PLANS = ("opens_at", "closes_at", "breaks", "head_start_minutes", "max_skips", "accounts", "vip_first", "number")


@st.composite
def odd_entries(draw: st.DrawFn) -> dict[str, Any]:
    at = MONDAY_TEN + timedelta(minutes=draw(st.integers(-2000, 2000)))
    entry: dict[str, Any] = {"kind": draw(st.sampled_from(list(Kind))).value, "at": at.isoformat()}
    entry |= draw(st.dictionaries(st.sampled_from([*DETAILS, *PLANS]), ODD, max_size=4))
    return entry | draw(st.fixed_dictionaries({"ticket": NAMES, "counter": NAMES}))


@given(st.lists(odd_entries(), max_size=40))
def test_whatever_stands_in_a_journal_nothing_breaks(entries: list[dict[str, Any]]) -> None:
    learned = learned_from(OPENED, *served("a", 0, 5), standards={"cash": 5.0})

    taking(learned, readable(entries))

    assert believed(learned).paces["cash"].minutes > 0
    assert Learned.again(KNOWN, json.loads(json.dumps(learned.kept()))).kept() == learned.kept()


def readable(entries: list[dict[str, Any]]) -> Iterator[Fact]:
    """Those that the reader does not refuse already."""
    for place, entry in enumerate(entries, start=1):
        try:
            yield read_fact(json.dumps(entry), place)
        except Refusal:
            continue


def learned_seconds(learned: Learned) -> list[int]:
    """The service times that were learned, once the day is over."""
    seen = learned.kept()["paces"]["seen"]["cash"]
    return [round(60 * 2.718281828 ** (value / 1000)) for value in seen]
