"""The fairness report: a day made by hand in which every figure is known, and crafted breaches of every kind."""

from datetime import timedelta
from typing import Any

import pytest

from lobby.domain.fairness import FairnessReport, MostSkips, Waits, fairness_of
from lobby.domain.fairness_view import NAMED, fairness_view, replay_view
from tests.clocks import MONDAY_TEN
from tests.domain.retold_days import OURS, Entry, called, day_of, issued, on, opened, policy


def report_of(*entries: Entry) -> FairnessReport:
    return fairness_of([day_of(*entries)])


def at(minutes: float, entry: Entry) -> Entry:
    """The entry so many minutes after ten."""
    return {**entry, "at": (MONDAY_TEN + timedelta(minutes=minutes)).isoformat()}


A_DAY = (
    at(0, OURS),
    at(0, opened("1", "cash")),
    at(0, issued("a")),
    at(1, issued("b")),
    at(2, issued("g", "gold")),
    at(3, issued("h", "gold")),
    at(10, called("g", rule="head_start", actor="li")),  # past a and b
    at(15, on("service_finished", "g")),
    at(20, called("b", rule="override", actor="wang", reason="other", note=7, note_hash="x")),  # past a
    at(21, on("ticket_missed", "b")),
    at(24, called("h", rule="head_start", actor="li")),  # past a
    at(30, on("ticket_parked", "h", until=(MONDAY_TEN + timedelta(minutes=40)).isoformat())),
    at(30, called("a", rule="oldest", actor="li")),
    at(40, on("ticket_returned", "h")),
    at(41, called("h", actor="li")),  # not its first call
)


def test_a_day_whose_every_figure_is_known() -> None:
    report = report_of(*A_DAY)

    assert (report.tickets, report.called) == (4, 4)
    assert report.rules == {"head_start": 2, "override": 1, "oldest": 1, "not_said": 1}
    assert report.waits == {
        "gold": Waits(tickets=2, mean=14.5, p90=21.0, longest=21.0, over_20=0.5),
        "ordinary": Waits(tickets=2, mean=24.5, p90=30.0, longest=30.0, over_20=0.5),
    }
    assert report.skips == (
        MostSkips("tier", 2, 2, ("a",), 0),
        MostSkips("care", 0, 1, (), 0),
        MostSkips("override", 1, None, ("a",), 1),
    )
    assert (report.over_cap, report.order_breaks) == ((), ())
    assert [(call.ticket, call.actor, call.note, call.passed) for call in report.overrides] == [
        ("b", "wang", 7, ("a",))
    ]
    assert (report.no_shows, report.kept, report.late) == (1, 1, 0)
    assert report.max_skips == 2


def test_figures_of_several_days_are_those_of_all_of_their_tickets() -> None:
    days = [day_of(*A_DAY), day_of(at(0, issued("x")), at(50, called("x")))]

    report = fairness_of(days)

    assert report.waits["ordinary"] == Waits(tickets=3, mean=33.0, p90=50.0, longest=50.0, over_20=2 / 3)
    assert (report.tickets, report.no_shows, report.max_skips) == (5, 1, 2)


def test_a_day_without_anybody_has_nothing_to_say() -> None:
    assert report_of() == FairnessReport(0, 0, {}, {}, (), (), (), (), 0, 0, 0)


CROWD = (OURS, opened("1", "cash"), issued("a"))


def test_a_call_that_raises_a_count_at_its_cap_is_one_over_the_cap_however_many_stood_there() -> None:
    report = report_of(*CROWD, issued("b"), *(e for n in "ghi" for e in (issued(n, "gold"), called(n))))

    assert [call.ticket for call in report.over_cap] == ["i"]
    assert report.skips[0] == MostSkips("tier", 3, 2, ("a", "b"), 0)


def test_a_count_just_below_its_cap_may_be_raised_and_accounts_are_counted_apart() -> None:
    entries = (*CROWD, issued("g", "gold"), called("g"), issued("h", "gold"), called("h"), issued("c", "care"))

    report = report_of(*entries, called("c"))

    assert report.over_cap == ()
    assert [(one.account, one.most) for one in report.skips] == [("tier", 2), ("care", 1)]
    assert report.max_skips == 2


def test_an_override_above_the_cap_is_no_call_over_the_cap_but_the_next_by_the_rule_is() -> None:
    entries = (*CROWD, issued("g", "gold"), called("g"), issued("h", "gold"), called("h"), issued("i", "gold"))

    chosen = report_of(*entries, called("i", rule="override"))
    after = report_of(*entries, called("i", rule="override"), issued("j", "gold"), called("j", rule="head_start"))

    assert (len(chosen.over_cap), len(chosen.overrides), chosen.max_skips) == (0, 1, 3)
    assert chosen.skips[0] == MostSkips("tier", 3, 2, ("a",), 1)
    assert [call.ticket for call in after.over_cap] == ["j"]


def test_an_older_one_of_the_same_class_left_standing_breaks_the_order() -> None:
    report = report_of(*CROWD, issued("g", "gold"), issued("h", "gold"), called("h"))

    assert [call.ticket for call in report.order_breaks] == ["h"]
    assert report.over_cap == ()


def test_an_ordinary_ticket_that_passes_anybody_breaks_the_order() -> None:
    report = report_of(OURS, opened("1", "cash"), issued("g", "gold"), issued("a"), called("a"))
    plain = report_of(policy(10, 2), opened("1", "cash"), issued("g", "gold"), issued("a"), called("a"))

    assert [call.ticket for call in report.order_breaks] == ["a"]
    assert [call.ticket for call in plain.order_breaks] == ["a"]
    assert [(one.account, one.most) for one in report.skips] == [("tier", 0), ("care", 0), ("none", 1)]


def test_an_older_one_of_the_class_who_waits_for_something_else_or_is_away_breaks_no_order() -> None:
    report = report_of(
        *(*CROWD, issued("l", service="loan"), issued("p"), on("ticket_parked", "p"), called("a"), issued("b")),
        called("b"),
    )

    assert report.order_breaks == ()


def test_an_override_breaks_no_order() -> None:
    report = report_of(*CROWD, issued("b"), called("b", rule="override"))

    assert (report.order_breaks, len(report.overrides)) == ((), 1)


@pytest.mark.parametrize(("waited", "share"), [(19.99, 0.0), (20, 0.0), (20.01, 1.0)])
def test_twenty_minutes_are_not_over_twenty(waited: float, share: float) -> None:
    report = report_of(at(0, issued("a")), at(waited, called("a")))

    assert report.waits["ordinary"].over_20 == share


@pytest.mark.parametrize(("tickets", "p90"), [(1, 1), (9, 9), (10, 9), (11, 10), (20, 18)])
def test_the_ninetieth_percentile_is_a_wait_that_somebody_had(tickets: int, p90: float) -> None:
    entries = [at(0, issued(f"a{n}")) for n in range(tickets)]
    entries += [at(n + 1, called(f"a{n}")) for n in range(tickets)]

    assert report_of(*entries).waits["ordinary"].p90 == p90


def test_a_wait_ends_with_the_first_call_belongs_to_the_class_of_then_and_has_the_time_aside_in_it() -> None:
    report = report_of(
        *(at(0, issued("a")), at(1, on("ticket_parked", "a")), at(20, on("ticket_returned", "a"))),
        *(at(25, on("class_granted", "a", **{"class": "care"})), at(30, called("a"))),
        *(at(31, on("class_granted", "a", **{"class": "gold"})), at(40, on("ticket_returned", "a"))),
        at(50, called("a")),
    )

    assert report.waits == {"care": Waits(1, 30.0, 30.0, 30.0, 1.0)}


@pytest.mark.parametrize(("back", "kept", "late"), [(39, 1, 0), (40, 1, 0), (40.01, 0, 1)])
def test_a_promise_is_kept_by_who_waits_again_when_it_is_due(back: float, kept: int, late: int) -> None:
    until = (MONDAY_TEN + timedelta(minutes=40)).isoformat()

    report = report_of(
        at(0, issued("a")), at(1, on("ticket_parked", "a", until=until)), at(back, on("ticket_returned", "a"))
    )

    assert (report.kept, report.late) == (kept, late)


def test_a_no_show_that_was_undone_is_none() -> None:
    report = report_of(issued("a"), called("a"), on("ticket_missed", "a"), on("deed_undone", "a", undone_seq=3))

    assert report.no_shows == 0


def test_the_view_for_the_manager_says_who_overrode_and_why_and_what_has_been_erased() -> None:
    report = report_of(*A_DAY, at(42, issued("c")), at(43, called("c", rule="override", note=8, reason="other")))

    view = fairness_view(report, None, {7: "a flight to catch", 8: None})

    assert view["overrides"] == [
        {
            "seq": 9,
            "at": "2026-01-05T02:20:00.000000Z",
            "by": "wang",
            "counter": "1",
            "number": "b",
            "class": "ordinary",
            "rule": "override",
            "passed": ["a"],
            "reason": "other",
            "words": "a flight to catch",
            "erased": False,
        },
        {
            "seq": 17,
            "at": "2026-01-05T02:43:00.000000Z",
            "by": "",
            "counter": "1",
            "number": "c",
            "class": "ordinary",
            "rule": "override",
            "passed": [],
            "reason": "other",
            "words": None,
            "erased": True,
        },
    ]


def test_the_view_names_some_of_those_who_were_passed_most_and_counts_all() -> None:
    crowd: list[Any] = [issued(f"a{n}") for n in range(NAMED + 1)]

    [tier, *_] = fairness_view(report_of(OURS, *crowd, issued("g", "gold"), called("g")), None, {})["skips"]

    names = [f"a{n}" for n in range(NAMED)]
    assert tier == {"account": "tier", "most": 1, "cap": 2, "chosen": 0, "tickets": NAMED + 1, "numbers": names}


def test_what_replay_prints_of_a_day() -> None:
    assert replay_view(report_of(*A_DAY)) == {
        "waits": {
            "gold": {
                "tickets": 2,
                "mean_minutes": 14.5,
                "p90_minutes": 21.0,
                "max_minutes": 21.0,
                "over_20_minutes": 0.5,
            },
            "ordinary": {
                "tickets": 2,
                "mean_minutes": 24.5,
                "p90_minutes": 30.0,
                "max_minutes": 30.0,
                "over_20_minutes": 0.5,
            },
        },
        "fairness": {
            "max_skips": 2,
            "max_skips_by_account": {"tier": 2, "care": 0, "override": 1},
            "over_cap": 0,
            "overrides": 1,
            "order_breaks": 0,
            "calls_by_rule": {"head_start": 2, "override": 1, "oldest": 1, "not_said": 1},
            "no_shows": 1,
            "promises_kept": 1,
            "promises_late": 0,
        },
    }
