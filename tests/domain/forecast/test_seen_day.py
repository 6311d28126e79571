"""What one day teaches, whoever recorded it; and what in it teaches nothing."""

from typing import Any

import pytest

from lobby.domain.forecast.learned import Learned
from tests.domain.forecast.told import (
    OPENED,
    Timed,
    believed,
    facts,
    finished,
    learned_from,
    many,
    minutes_seen,
    served,
    taking,
)
from tests.domain.retold_days import OURS, called, issued, on, opened

PLAN = {"opens_at": "02:00", "closes_at": "10:00", "breaks": [["04:00", "05:00"]]}
"""From ten, with a break after two hours; facts are told in UTC, and so are its hours."""


def at_counter(kind: str, counter: str = "1", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "counter": counter, **more}


def planned(**more: Any) -> Timed:
    return (-30, at_counter("counter_planned", **{**PLAN, **more}))


def staffing(*told: Timed) -> dict[str, Any]:
    kept: dict[str, Any] = learned_from(*told).kept()["staffing"]
    return kept


def test_a_counter_is_held_from_the_call_until_the_service_is_finished() -> None:
    told = [(1.0, issued("a")), (2.0, called("a")), (3.0, on("service_started", "a")), (9.0, finished("a"))]

    assert minutes_seen(OPENED, *told) == [7.0]


def test_one_more_errand_at_the_same_counter_makes_it_longer() -> None:
    errand = (6.0, on("service_reclassified", "a", service="loss", errand=True))

    told = (OPENED, (1.0, issued("a")), (1.0, called("a")), errand, (11.0, finished("a")))

    assert minutes_seen(*told) == [10.0]
    assert minutes_seen(*told, service="loss") == []


@pytest.mark.parametrize(
    "end",
    [
        on("ticket_transferred", "a", service="loss"),
        on("ticket_parked", "a", until="2026-01-05T03:00:00Z"),
        on("ticket_redirected", "a", machine="m1"),
        on("ticket_returned", "a"),
    ],
    ids=["transferred", "parked", "redirected", "returned"],
)
def test_however_a_ticket_leaves_the_counter_it_was_held_so_long(end: dict[str, Any]) -> None:
    assert minutes_seen(OPENED, (1, issued("a")), (1, called("a")), (4, end)) == [3.0]


@pytest.mark.parametrize("end", [on("ticket_missed", "a"), on("ticket_left", "a", how="day_closed")])
def test_who_did_not_come_or_was_left_at_the_counter_says_nothing_of_the_service(end: dict[str, Any]) -> None:
    assert minutes_seen(OPENED, (1, issued("a")), (1, called("a")), (4, end)) == []


def test_what_was_undone_teaches_nothing_and_the_service_goes_on() -> None:
    told = [*served("a", 1, 4), (4.1, on("deed_undone", "a", undone_seq=4)), (9, finished("a"))]

    assert minutes_seen(OPENED, *told) == [8.0]


def test_without_a_word_of_the_end_a_call_ends_it_if_somebody_waited_all_the_time() -> None:
    told = [OPENED, (1, issued("a")), (1, called("a")), (1, issued("b")), (7, called("b")), (8, issued("c"))]

    assert minutes_seen(*told, (19, called("c"))) == [6.0]


def test_a_service_left_open_while_the_counter_paused_teaches_nothing() -> None:
    told = [OPENED, (1, issued("a")), (1, called("a")), (5, at_counter("counter_paused", reason="lunch"))]

    assert minutes_seen(*told, (65, at_counter("counter_resumed")), (66, finished("a"))) == []
    assert minutes_seen(*told, (9, finished("a")), (65, at_counter("counter_resumed"))) == [8.0]


def test_nor_does_one_that_goes_over_a_whole_planned_break() -> None:
    told = [(110.0, issued("a")), (115.0, called("a")), (185.0, finished("a"))]

    assert minutes_seen(OPENED, *told) == [70.0]
    assert minutes_seen(planned(), OPENED, *told) == []


def test_nor_does_one_during_which_the_clock_was_set_back() -> None:
    told = [OPENED, (61, issued("a")), (62, called("a")), (5, issued("b"))]

    assert minutes_seen(*told, (70, finished("a")), (71, called("b")), (74, finished("b"))) == [3.0]


def test_the_teller_is_who_opened_the_counter_and_else_the_counter_itself() -> None:
    told = [
        (0.0, opened("1", "cash", teller="zhang", actor="li")),
        (0.0, opened("2", "cash", actor="li")),
        *[one for n, counter in enumerate("123") for one in served(f"a{n}", 1, 1.5, counter=counter)],
        (10.0, issued("b")),
    ]

    assert set(learned_from(*told).kept()["paces"]["tellers"]) == {"zhang", "li", "3"}


def test_slips_are_those_that_the_customer_brought() -> None:
    each = [served(f"a{n}", 10 * n, 10 * n + 6) for n in range(60)]
    several = [
        [(600 + 20 * n, {**issued(f"b{n}"), "count": 3}), *served(f"b{n}", 600 + 20 * n, 618 + 20 * n)[1:]]
        for n in range(20)
    ]

    learned = learned_from(OPENED, *[told for one in (*each, *several) for told in one])

    assert believed(learned).per_slip > 0.7
    learned.kept()
    assert believed(learned).paces["cash"].minutes == pytest.approx(6, rel=0.1), "on the next day"


def test_between_two_tickets_is_the_time_in_which_somebody_waited() -> None:
    told = [OPENED, *served("a", 1, 5), (6, issued("b")), (8, called("b")), (8, issued("c")), (9, finished("b"))]

    assert staffing(*told, (9.5, called("c")))["between"] == [500]


def test_a_pause_that_nobody_planned_is_news_and_a_planned_one_is_not() -> None:
    pause = [(60, at_counter("counter_paused", reason="away")), (70, at_counter("counter_resumed"))]
    lunch = [(115, at_counter("counter_paused", reason="lunch")), (183, at_counter("counter_resumed"))]

    kept = staffing(planned(), OPENED, *pause, *lunch)

    assert kept["pause_minutes"] == [10_000]
    assert kept["late_minutes"] == [0, 3_000]
    assert kept["hours"] == pytest.approx(105 / 60, rel=0.02)


def test_a_counter_that_nobody_answered_for_would_not_have_paused_while_people_waited() -> None:
    told = [(60, at_counter("counter_paused", reason="no_answer")), (70, at_counter("counter_resumed"))]

    assert staffing(OPENED, *told)["pause_minutes"] == []


def test_a_pause_begins_when_the_last_customer_has_gone() -> None:
    told = [(1, issued("a")), (1, called("a")), (2, at_counter("counter_paused")), (8, finished("a"))]

    assert staffing(OPENED, *told, (20, at_counter("counter_resumed")))["pause_minutes"] == [12_000]


def test_a_counter_opens_late_or_early_for_its_plan() -> None:
    assert staffing(planned(), (4, opened("1", "cash")))["late_minutes"] == [4_000]
    assert staffing(planned(), (-3, opened("1", "cash")))["late_minutes"] == [-3_000]
    assert staffing(planned(), (90, opened("1", "cash")))["late_minutes"] == []


def test_a_counter_opened_beside_others_helps_as_many_as_wait_for_it() -> None:
    waiting = [(11, issued(name, service=service)) for name, service in (("a", "cash"), ("b", "cash"), ("c", "loss"))]
    helps = (20, opened("2", "cash"))

    assert staffing(OPENED, *waiting, helps)["reserves"] == {"2": pytest.approx([1, 2, 4], rel=0.02)}
    assert staffing((10, opened("1", "cash")), *waiting, helps)["reserves"] == {}
    assert staffing((0, opened("1", "loss")), *waiting, helps)["reserves"] == {}
    for opens_at in ("02:00", "02:22"):
        plan = at_counter("counter_planned", "2", **{**PLAN, "opens_at": opens_at})
        assert staffing((-30, plan), OPENED, *waiting, helps)["reserves"] == {}


def test_who_is_called_or_gives_up_has_waited_since_they_came_or_came_back() -> None:
    told = [
        *[OPENED, (1, issued("a")), (2, issued("b")), (13, on("ticket_left", "b", how="gave_up"))],
        *[(15, called("a")), (16, on("ticket_missed", "a")), (20, on("ticket_returned", "a")), (24, called("a"))],
        *[(30, finished("a")), (31, issued("c")), (40, on("ticket_left", "c", how="day_closed"))],
    ]

    customers = learned_from(*told).kept()["customers"]

    happened, minutes = customers["gives_up"]
    assert happened == pytest.approx([0, 0, 1, 0, 0, 0, 0], abs=0.02)
    assert minutes == pytest.approx([19, 14, 5, 0, 0, 0, 0], rel=0.02)
    missed, calls = customers["no_shows"]
    assert missed == pytest.approx([0, 0, 1, 0, 0, 0, 0], abs=0.02)
    assert calls == pytest.approx([1, 0, 1, 0, 0, 0, 0], abs=0.02)
    assert customers["no_show_minutes"] == [1_000]


def test_those_with_a_head_start_are_counted_when_they_come_and_when_they_are_granted_one() -> None:
    told = [(0, OURS), (1, issued("a", "gold")), (2, issued("b")), (31, on("class_granted", "b", **{"class": "care"}))]

    assert came(learned_from(*told)) == {("cash", "gold"): {4: 1}, ("cash", "care"): {5: 1}}


def test_without_a_policy_everybody_who_is_not_ordinary_counts() -> None:
    assert came(learned_from((1, issued("a", "gold")), (2, issued("b")))) == {("cash", "gold"): {4: 1}}


def test_a_transfer_is_counted_for_the_service_that_the_ticket_was_called_for() -> None:
    told = [(1, issued("a")), (1, called("a")), (4, on("ticket_transferred", "a", service="loss"))]

    learned = taking(learned_from(OPENED, *told, *many(5, 9, 10)), facts((200, issued("z"))))

    assert list(believed(learned).returns) == [("cash", "loss")]


def came(learned: Learned) -> dict[tuple[str, str], dict[int, float]]:
    """How many came in which half hour, by service and class."""
    return {
        (service, class_id): {half: count for half, count in enumerate(halves) if count}
        for service, class_id, halves in learned.kept()["customers"]["came"]
    }
