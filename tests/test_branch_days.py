"""The made branch days that estimates are measured against: the rule is kept, and what is told of them is true."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from lobby.domain.branch import ORDINARY
from lobby.domain.fact import Kind
from lobby.domain.fairness import FairnessReport, fairness_of
from lobby.domain.forecast.model import WAITED_FROM, Model, Pace
from lobby.domain.recorded import read_fact
from lobby.domain.retelling import Retelling
from lobby.domain.retold import RetoldCounter
from lobby.replay import go_through
from tests.benchmarks.branch_days import FIRST_DAY, LAYOUTS, branch_day, business_days, truth
from tests.benchmarks.branch_days.__main__ import main
from tests.benchmarks.branch_days.journal import Entry
from tests.benchmarks.branch_days.layout import LOADS
from tests.benchmarks.branch_days.serving import ends_at
from tests.benchmarks.branch_days.truth import Truth
from tests.code_imports import read_imports

ROOT = Path(__file__).parents[1]
BRANCHES = ("a", "b", "c", "d", "e")
CALL_CENTRES = ("f", "g")
MANY = 24


@cache
def days(layout: str, load: str, count: int) -> list[tuple[list[Entry], Truth]]:
    return [branch_day(layout, load, 1, day) for day in business_days(layout, count)]


def scored(folder: Path, layout: str, load: str, count: int) -> tuple[FairnessReport, list[str]]:
    """What `lobby replay` says of these days, and what it complains of."""
    complaints: list[str] = []
    retold = []
    for number, (entries, _) in enumerate(days(layout, load, count)):
        path = folder / f"{number}.jsonl"
        path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
        retold.append(Retelling())
        go_through(path, retold[-1].take, complaints.append, lambda _: None)
    return fairness_of(retold), complaints


def reach(counter: RetoldCounter) -> list[tuple[str, str]]:
    """The lines from which the counter calls."""
    classes = (ORDINARY, *LAYOUTS["c"].head_starts)
    return [(service, class_id) for service in counter.services for class_id in classes]


def mean_wait(report: FairnessReport) -> float:
    return sum(one.mean * one.tickets for one in report.waits.values()) / report.called


def kinds(layout: str, count: int) -> Counter[str]:
    return Counter(entry["kind"] for entries, _ in days(layout, "heavy", count) for entry in entries)


def held(entries: list[Entry]) -> Iterator[tuple[Entry, Entry, Entry]]:
    """Each service that went from call to finish in one go: its issue, its call, its finish."""
    issued, called = {}, {}
    paused: set[str] = set()
    for entry in entries:
        if entry["kind"] == "ticket_issued":
            issued[entry["ticket"]] = entry
        elif entry["kind"] == "ticket_called":
            called[entry["ticket"]] = entry
        elif entry["kind"] in ("counter_paused", "ticket_parked", "ticket_transferred"):
            paused |= {entry.get("ticket", ""), *(t for t, c in called.items() if c["counter"] == entry["counter"])}
        elif entry["kind"] == "service_finished":
            call = called.pop(entry["ticket"])
            if entry["ticket"] not in paused:
                yield issued[entry["ticket"]], call, entry
        elif entry["kind"] == "ticket_missed":
            del called[entry["ticket"]]


def minutes(begins: Entry, ends: Entry) -> float:
    return (datetime.fromisoformat(ends["at"]) - datetime.fromisoformat(begins["at"])).total_seconds() / 60


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize("layout", BRANCHES)
def test_the_rule_is_kept_and_every_line_can_be_retold(tmp_path: Path, layout: str, load: str) -> None:
    report, complaints = scored(tmp_path, layout, load, 3)

    assert complaints == []
    assert (report.over_cap, report.order_breaks, report.overrides) == ((), (), ())
    assert report.max_skips <= 2


def test_a_ready_counter_is_asked_at_once_the_least_flexible_first() -> None:
    for entries, _ in days("c", "light", 2):
        day, at = Retelling(), ""
        for place, entry in enumerate(entries, start=1):
            ready = [one for one in day.counters.values() if one.ready_since is not None]
            if entry["at"] != at:
                at = entry["at"]
                assert not any(day.queues.get((name, class_id)) for one in ready for name, class_id in reach(one))
            counter = day.counters.get(entry.get("counter", ""))
            if entry["kind"] == "ticket_called" and counter in ready:
                service = day.ticket(entry["ticket"]).service
                asked = [(len(one.services), one.ready_since) for one in ready if service in one.services]
                assert (len(counter.services), counter.ready_since) == min(asked)
            day.take(read_fact(json.dumps(entry), place))


@pytest.mark.parametrize("layout", CALL_CENTRES)
def test_a_call_centre_that_tells_no_rule_can_be_retold_too(tmp_path: Path, layout: str) -> None:
    report, complaints = scored(tmp_path, layout, "ordinary", 2)

    assert complaints == []
    assert 0.1 < mean_wait(report) < 2.0
    assert (report.max_skips > 0) is (layout == "f")


@pytest.mark.parametrize("layout", ["a", "c", "d"])
def test_loads_make_the_waits_of_quiet_ordinary_and_full_halls(tmp_path: Path, layout: str) -> None:
    light, ordinary, heavy = (mean_wait(scored(tmp_path, layout, load, MANY)[0]) for load in LOADS)

    assert 2.0 < light < 6.0 < ordinary < 15.0
    assert 20.0 < heavy < 30.0


def test_the_same_seed_makes_the_same_day_and_another_one_another() -> None:
    day, other = branch_day("a", "light", 1, FIRST_DAY), branch_day("a", "light", 2, FIRST_DAY)

    assert day == branch_day("a", "light", 1, FIRST_DAY)
    assert day[0] != other[0]
    assert day[1]["tellers"] != other[1]["tellers"]


def test_whatever_may_happen_in_a_branch_happens() -> None:
    told = kinds("a", MANY) + kinds("c", 3)

    lacking = {str(kind) for kind in Kind} - set(told)
    assert lacking == {
        *("ticket_redirected", "service_reclassified", "deed_undone", "estimate_shown"),
        *("alert_acknowledged", "counter_left_alone"),
    }
    assert {entry["how"] for entries, _ in days("a", "heavy", MANY) for entry in entries if "how" in entry} == {
        *("gave_up", "day_closed"),
    }


def test_somebody_now_and_then_goes_to_lunch_and_leaves_a_ticket_open() -> None:
    forgotten = 0
    for entries, _ in days("a", "heavy", MANY):
        serving: dict[str, str] = {}
        for entry in entries:
            if entry["kind"] == "service_started":
                serving[entry["counter"]] = entry["ticket"]
            elif entry["kind"] in ("service_finished", "ticket_transferred", "ticket_parked"):
                serving.pop(entry["counter"])
            forgotten += entry["kind"] == "counter_paused" and entry["counter"] in serving

    assert 0 < forgotten < MANY


def test_a_call_centre_tells_of_its_calls_alone_and_the_other_who_signs_in() -> None:
    calls = {"ticket_issued", "ticket_called", "ticket_transferred", "service_finished", "ticket_left"}

    assert set(kinds("f", 2)) == calls
    assert set(kinds("g", 2)) == {*calls, "counter_opened", "counter_closed"}
    assert not any("services" in entry for entries, _ in days("g", "heavy", 2) for entry in entries)


def test_other_branches_have_other_names_and_zones() -> None:
    entries, told = days("d", "heavy", 1)[0]

    assert entries[1]["head_start_minutes"] == 12
    assert {entry["class"] for entry in entries if "class" in entry} == {ORDINARY, "gold", "std"}
    assert entries[0]["at"].endswith("+01:00")
    assert not any("teller" in entry for entry in entries)
    assert set(told["tellers"]) >= {entry["actor"] for entry in entries if entry["kind"] == "counter_opened"}


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_the_truth_is_a_model(layout: str) -> None:
    said = json.loads(json.dumps(days(layout, "heavy", 1)[0][1]))

    given = truth.keywords(said)
    model = Model(**{**given, "paces": {name: Pace(**pace) for name, pace in given["paces"].items()}})

    assert set(given) == {field.name for field in fields(Model)}
    assert set(model.paces) == {one.id for one in LAYOUTS[layout].services}
    assert set(model.returns) == {(one.id, to) for one in LAYOUTS[layout].services for to in one.transfers_to}
    assert all(len(by_half_hour) == 48 for by_half_hour in model.arrivals.values())
    pools = [*(pace.pool for pace in model.paces.values()), model.between, model.pause_minutes, model.late_minutes]
    assert all(list(pool) == sorted(pool) for pool in pools)
    assert truth.WAITED_FROM == WAITED_FROM


@pytest.mark.parametrize("layout", ["a", "c", "d", "f"])
def test_services_take_as_long_as_the_truth_says(layout: str) -> None:
    """The whole is held against its expectation, ticket by ticket; a few hundred long ones leave three percent."""
    took = awaited = 0.0
    for entries, told in days(layout, "heavy", 3 if layout == "f" else MANY):
        means = {name: pace["minutes"] * fmean(pace["pool"]) for name, pace in told["paces"].items()}
        for issue, call, finish in held(entries):
            slips = 1 + told["per_slip"] * (issue.get("count", 1) - 1)
            took += minutes(call, finish)
            awaited += means[issue["service"]] * told["tellers"][call["actor"]] * slips

    assert took / awaited == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize(("layout", "noon"), [("a", 8), ("d", 24)])
def test_as_many_come_with_a_head_start_as_the_truth_says_and_when(layout: str, noon: int) -> None:
    """Before and after twelve on the wall, which is the half hour `noon` in the zone of the journal's instants."""
    came, foretold = [0, 0], [0.0, 0.0]
    for entries, told in days(layout, "heavy", MANY):
        for entry in entries:
            if entry["kind"] == "ticket_issued" and entry["class"] != ORDINARY:
                at = datetime.fromisoformat(entry["at"])
                came[2 * at.hour + at.minute // 30 >= noon] += 1
        for by_half_hour in told["arrivals"].values():
            foretold[0] += sum(by_half_hour[:noon])
            foretold[1] += sum(by_half_hour[noon:])

    assert came == pytest.approx(foretold, rel=0.06)


def test_no_shows_grow_with_the_wait_and_pauses_come_as_often_as_the_truth_says() -> None:
    soon: list[bool] = []
    late: list[bool] = []
    open_hours, pauses = 0.0, 0
    for entries, _ in days("a", "heavy", MANY):
        issued: dict[str, Entry] = {}
        waited: dict[str, float] = {}
        opened: dict[str, Entry] = {}
        for entry in entries:
            if entry["kind"] == "ticket_issued":
                issued[entry["ticket"]] = entry
            elif entry["kind"] == "ticket_called" and entry["ticket"] in issued:
                waited[entry["ticket"]] = minutes(issued.pop(entry["ticket"]), entry)
            elif entry["kind"] in ("service_started", "ticket_missed") and entry["ticket"] in waited:
                (soon if waited.pop(entry["ticket"]) < 20 else late).append(entry["kind"] == "ticket_missed")
            elif entry["kind"] in ("counter_opened", "counter_resumed"):
                opened[entry["counter"]] = entry
            elif entry["kind"] in ("counter_paused", "counter_closed"):
                open_hours += minutes(opened.pop(entry["counter"]), entry) / 60
                pauses += entry.get("reason") == "other"

    assert 0.04 < fmean(soon) < 0.1 < fmean(late) < 0.2
    assert pauses / open_hours == pytest.approx(0.25, rel=0.15)


@pytest.mark.parametrize(
    ("begins", "seconds", "ends"),
    [(0, 100, 100), (0, 120, 140), (50, 60, 120), (120, 40, 200), (190, 30, 225), (200, 30, 230), (0, 300, 350)],
)
def test_everything_takes_longer_within_the_slow_hours_alone(begins: int, seconds: int, ends: int) -> None:
    assert ends_at(begins, seconds, (100, 200), 2.0) == pytest.approx(ends)


def test_days_are_written_in_files_by_date_with_their_truths(tmp_path: Path) -> None:
    main([str(tmp_path), "--layout", "e", "--load", "light", "--days", "4", "--seed", "3"])

    written = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.json*"))
    names = [f"2026-01-{day:02d}" for day in (5, 6, 7, 8)]
    assert written == [*(f"{name}.jsonl" for name in names), "slow.json", *(f"truth/{name}.json" for name in names)]
    entries, told = branch_day("e", "light", 3, FIRST_DAY)
    assert [json.loads(line) for line in (tmp_path / written[0]).read_text("utf-8").splitlines()] == entries
    assert json.loads((tmp_path / "truth" / "2026-01-05.json").read_text("utf-8")) == told
    slow: dict[str, Any] = json.loads((tmp_path / "slow.json").read_text("utf-8"))
    assert 0 < len(slow) < 4
    assert {(datetime.fromisoformat(b) - datetime.fromisoformat(a)).seconds for a, b in slow.values()} == {7200}


def test_made_days_know_nothing_of_the_estimator() -> None:
    known = {
        one.imported
        for one in read_imports(ROOT, ("tests",))
        if "branch_days/" in str(one.path) and one.imported.startswith("lobby")
    }

    assert known == {"lobby.domain.branch", "lobby.domain.dispatch"}
