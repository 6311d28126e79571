"""The hall played forward where nothing is left to chance: every wait can be worked out by hand."""

from dataclasses import replace
from math import inf
from typing import Any

import pytest

from lobby.domain.forecast.model import Pace
from lobby.domain.forecast.simulate import forecast
from tests.domain.builders import fairness
from tests.domain.forecast.forecasts import counter, held, model, newcomers, scene, span, waiter, waits

TWO = [waiter(1), waiter(2, ago=9)]


def test_one_counter_calls_one_after_the_other() -> None:
    hall = scene(TWO, [counter()])

    assert waits(hall) == {"A001": 0, "A002": 5}
    assert newcomers(hall) == {"ordinary": 10}


def test_a_ticket_under_way_is_finished_first() -> None:
    hall = scene(TWO, [counter(held=held(ago=2))])

    assert waits(hall) == {"A001": 3, "A002": 8}


def test_two_counters_share_the_work() -> None:
    hall = scene([*TWO, waiter(3, ago=8)], [counter("1", held=held(ago=4)), counter("2", held=held(ago=2, seq=901))])

    assert waits(hall) == {"A001": 1, "A002": 3, "A003": 6}
    assert newcomers(hall) == {"ordinary": 8}


def test_a_teller_and_the_slips_under_way_make_it_longer() -> None:
    hall = scene(TWO, [counter(teller="lin", held=held(ago=2, slips=3))])

    assert waits(hall, model(tellers={"lin": 2.0}, per_slip=0.5)) == {"A001": 18, "A002": 28}


def test_the_gap_before_a_call_is_counted() -> None:
    assert waits(scene(TWO, [counter(held=held(ago=2))]), model(between=(0.5,))) == {"A001": 3.5, "A002": 9}


def test_nobody_who_serves_means_no_end() -> None:
    hall = scene([waiter(1, service="transfer")], [counter()], services=("cash", "transfer"))

    assert waits(hall) == {"A001": inf}
    assert newcomers(hall) == {"ordinary": 0}


def test_a_closed_counter_that_nobody_planned_stays_closed() -> None:
    assert waits(scene(TWO, [counter(is_open=False)])) == {"A001": inf, "A002": inf}


def test_a_head_start_passes_under_the_cap_alone() -> None:
    later = [waiter(number, "platinum", ago=5) for number in (2, 3, 4)]
    hall = scene([waiter(1), *later], [counter()], classes=("ordinary", "platinum"))

    assert waits(hall) == {"A002": 0, "A003": 5, "A001": 10, "A004": 15}
    assert newcomers(hall) == {"ordinary": 20, "platinum": 20}


def test_a_head_started_newcomer_passes_who_is_not_at_the_cap() -> None:
    hall = scene([waiter(1), waiter(2)], [counter(held=held())], classes=("ordinary", "platinum"))

    assert newcomers(hall) == {"ordinary": 15, "platinum": 5}


def test_first_come_first_served_where_no_cap_allows_a_pass() -> None:
    hall = scene([waiter(1), waiter(2, "platinum")], [counter()], rules=fairness(caps={"tier": 0, "care": 0}))

    assert waits(hall) == {"A001": 0, "A002": 5}


def test_a_vip_first_counter_takes_a_tier_before_all() -> None:
    hall = scene([waiter(1, ago=60), waiter(2, "gold", ago=1)], [counter(vip_first=True)])

    assert waits(hall) == {"A002": 0, "A001": 5}


@pytest.mark.parametrize(("resumes", "called_at"), [(7.0, 7), (None, 6)])
def test_a_paused_counter_calls_when_it_resumes(resumes: float | None, called_at: float) -> None:
    instant = None if resumes is None else span(0, resumes)[1]
    hall = scene(TWO, [counter(is_paused=True, since=span(-4, 0)[0], resumes=instant)])

    assert waits(hall) == {"A001": called_at, "A002": called_at + 5}


@pytest.mark.parametrize(
    ("began", "back", "called_at"),
    [(-48, 6, 6.5), (-58, 6, 6.5), (-5, 55, 55.5), (-62, -2, 3), (-80, 6, 40)],
    ids=["at lunch", "went early", "before lunch", "late from lunch", "not lunch"],
)
def test_a_pause_that_is_a_break_of_the_plan_ends_as_planned_and_not_as_pauses_do(
    began: float, back: float, called_at: float
) -> None:
    plan = (span(-240, back - 60), span(back, 300))
    hall = scene([waiter(1, ago=9)], [counter(is_paused=True, since=span(began, 0)[0], plan=plan)])

    believed = model(pause_minutes=(1.0, 120.0), late_minutes=(0.5, 5.0))
    assert min(forecast(hall, believed).waits["A001"]) == called_at


def test_a_paused_counter_finishes_what_it_holds() -> None:
    hall = scene(TWO, [counter(is_paused=True, held=held(ago=1), resumes=span(0, 2)[1])])

    assert waits(hall) == {"A001": 4, "A002": 9}


@pytest.mark.parametrize("more", [{}, {"is_paused": True}, {"held": held(ago=-60)}], ids=["free", "paused", "busy"])
def test_what_began_by_a_clock_that_was_set_back_since_has_begun_now(more: dict[str, Any]) -> None:
    since = span(60, 0)[0]
    found = waits(scene(TWO, [counter(since=since, **more)]), model(pause_minutes=(5.0,)))

    called_at = 5 if more else 0
    assert found == {"A001": called_at, "A002": called_at + 5}


def test_two_tickets_of_one_seq_may_give_up_at_once() -> None:
    twins = [waiter(1), replace(waiter(1), name="twin"), waiter(2)]

    found = forecast(scene(twins, [counter(is_paused=True, resumes=span(0, 200)[1])]), model(gives_up=(0.01,)))

    assert set(found.waits["A001"]) == {200}
    assert set(found.waits["twin"]) == {200, 205}  # the two are as patient as each other


def test_a_break_begins_after_the_ticket_and_ends_as_planned() -> None:
    hall = scene([*TWO, waiter(3, ago=8)], [counter(plan=(span(-60, 7), span(30, 90)))])

    assert waits(hall, model(late_minutes=(1.5,))) == {"A001": 0, "A002": 5, "A003": 31.5}


def test_nobody_is_called_after_the_end_of_the_plan() -> None:
    assert waits(scene(TWO, [counter(plan=(span(-60, 5),))])) == {"A001": 0, "A002": inf}


def test_a_counter_planned_to_open_opens_late() -> None:
    assert waits(scene(TWO, [counter(is_open=False, plan=(span(20, 90),))]), model(late_minutes=(2.0,))) == {
        "A001": 22,
        "A002": 27,
    }


def test_a_promise_due_waits_with_its_old_seniority() -> None:
    back = waiter(3, ago=60)
    hall = scene([*TWO, waiter(4, ago=1)], [counter()], coming=[(4.0, back)])

    assert waits(hall) == {"A001": 0, "A003": 5, "A002": 10, "A004": 15}


def test_a_ready_counter_takes_a_newcomer_at_once() -> None:
    ready = counter("2", ("cash", "transfer"), is_ready=True)

    assert newcomers(scene([], [counter(held=held()), ready])) == {"ordinary": 0}


def test_of_ready_counters_the_least_flexible_takes_a_promise() -> None:
    wide, narrow = counter("1", ("cash", "transfer"), is_ready=True), counter("2", is_ready=True)
    hall = scene([], [wide, narrow], coming=[(1.0, waiter(1)), (2.0, waiter(2, service="transfer"))])

    assert waits(hall) == {"A001": 1, "A002": 2}


def test_who_does_not_come_holds_the_counter_for_a_while() -> None:
    believed = model(no_shows=(1.0,), no_show_minutes=(2.0,))

    assert waits(scene(TWO, [counter()]), believed) == {"A001": 0, "A002": 2}


def test_who_is_sent_on_waits_again_as_old_as_before() -> None:
    other = waiter(2, ago=1, service="transfer")
    hall = scene([waiter(1), other], [counter("1"), counter("2", ("transfer",), held=held(service="transfer"))])
    believed = model(
        paces={"cash": Pace(4.0, (1.0,)), "transfer": Pace(5.0, (1.0,))}, returns={("cash", "transfer"): 1.0}
    )

    assert waits(hall, believed) == {"A001": 0, "A002": 10}


def test_a_lending_ends_when_it_was_said_to() -> None:
    lent = counter(services=("transfer",), services_until=span(0, 6)[1], planned_services=("cash",))
    hall = scene([waiter(1, service="transfer"), waiter(2, service="transfer"), waiter(3)], [lent])

    assert waits(hall) == {"A001": 0, "A002": 5, "A003": 10}


def test_a_reserve_opens_once_enough_wait() -> None:
    counters = [counter(held=held()), counter("2", is_open=False)]
    hall = scene(TWO, counters, coming=[(3.0, waiter(3, ago=8))])

    assert waits(hall, model(reserves={"2": 3.0})) == {"A001": 3, "A002": 5, "A003": 8}


def test_a_reserve_alone_promises_nothing() -> None:
    hall = scene(TWO, [counter(is_open=False), counter("2", ("transfer",))])

    assert waits(hall, model(reserves={"1": 1.0})) == {"A001": inf, "A002": inf}
    assert newcomers(hall, model(reserves={"1": 1.0})) == {"ordinary": inf}
