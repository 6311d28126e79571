"""What a forecast is told of a live hall: who waits, who will, who is served, and when counters are open."""

import pickle
from datetime import UTC, datetime, time, timedelta

import pytest

from lobby.domain import calls
from lobby.domain.branch import Plan
from lobby.domain.forecast import scene as forecast_scene
from lobby.domain.forecast.closing import STAYS
from lobby.domain.forecast.live_scene import scene_of
from lobby.domain.forecast.scene import Held, SceneCounter, Waiter
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch, hours, planned
from tests.domain.scene import Scene

HOUSE = branch({"1": ("cash",), "2": ("cash", "loan"), "3": ("loan",)}, machines={"atm": ("cash",)})
TEN = MONDAY_TEN.timestamp()


@pytest.fixture
def scene() -> Scene:
    """Monday at ten; counter 1 is open."""
    scene = Scene(HOUSE)
    scene.opens("1")
    return scene


def now_of(scene: Scene) -> forecast_scene.Scene:
    return scene_of(scene.hall, scene.now)


def counter(scene: Scene, name: str) -> SceneCounter:
    return next(one for one in now_of(scene).counters if one.id == name)


def test_everybody_who_waits_is_in_it_with_what_the_rule_knows_of_them(scene: Scene) -> None:
    first, second = scene.issues(), scene.issues("loan", "gold")
    tickets = scene.hall.tickets

    assert list(now_of(scene).waiters) == [
        Waiter(first, "cash", "ordinary", TEN, tickets[first].seq, TEN),
        Waiter(second, "loan", "gold", TEN, tickets[second].seq, TEN),
    ]


def test_skips_and_since_when_somebody_waits_again_are_kept(scene: Scene) -> None:
    first = scene.issues()
    scene.issues("cash", "platinum")
    scene.next("1")
    scene.passes(minutes=5)
    scene.parks(first, minutes=10)
    scene.passes(minutes=10)

    waiter = next(iter(now_of(scene).waiters))

    assert (waiter.name, waiter.since, waiter.seniority) == (first, TEN + 15 * 60, TEN)
    assert waiter.skips == {"tier": 1}


def test_only_who_was_promised_a_time_is_coming(scene: Scene) -> None:
    parked, redirected, missed = (scene.issues() for _ in range(3))
    scene.parks(parked, minutes=10)
    scene.sends_to("atm", redirected)
    scene.next("1")
    scene.passes(minutes=2)
    scene.at("1", calls.recall)
    scene.at("1", calls.no_show)

    found = now_of(scene)

    assert list(found.waiters) == []
    assert [(at, one.name, one.since) for at, one in found.coming] == [(TEN + 600, parked, TEN + 600)]
    assert scene.hall.tickets[missed].aside is not None


def test_a_ticket_holds_a_counter_from_its_call_on_whenever_somebody_says_that_it_began(scene: Scene) -> None:
    number = scene.issues()
    scene.next("1")
    scene.passes(minutes=1)
    called = counter(scene, "1").held
    scene.at("1", calls.start)
    started = counter(scene, "1").held
    seq = scene.hall.tickets[number].seq

    assert called == Held(number, "cash", "ordinary", seq, TEN, is_started=False)
    assert started == Held(number, "cash", "ordinary", seq, TEN, is_started=True)


def test_a_closed_counter_would_serve_what_it_is_built_for(scene: Scene) -> None:
    found = counter(scene, "2")

    assert (found.is_open, found.is_paused, found.is_ready, found.teller) == (False, False, False, None)
    assert found.services == found.planned_services == ("cash", "loan")


def test_a_lent_counter_serves_again_what_is_planned_when_that_was_said(scene: Scene) -> None:
    scene.serves("1", "cash", "loan", until=scene.now + timedelta(minutes=30))

    found = counter(scene, "1")

    assert (found.services, found.services_until, found.planned_services) == (("cash", "loan"), TEN + 1800, ("cash",))


def test_a_counter_that_asked_and_got_nobody_is_ready(scene: Scene) -> None:
    before = counter(scene, "1")
    scene.next("1")

    assert (before.is_ready, counter(scene, "1").is_ready, counter(scene, "1").teller) == (False, True, "teller")


def test_a_pause_ends_when_it_was_said_and_once_that_is_past_nobody_knows(scene: Scene) -> None:
    scene.pauses("1")
    said = counter(scene, "1")
    scene.passes(minutes=45)
    late = counter(scene, "1")

    assert (said.is_open, said.is_paused, said.since, said.resumes) == (True, True, TEN, TEN + 45 * 60)
    assert (late.since, late.resumes) == (TEN, None)


def test_a_plan_is_told_as_the_spans_between_its_breaks_and_none_is_not_the_same_as_empty() -> None:
    plan = Plan(time(9), time(17), ((time(11, 45), time(12, 30)), (time(14), time(14, 10))))
    house = planned(branch({"1": ("cash",), "2": ("cash", "loan"), "3": ("loan",), "4": ("cash",)}), c1=plan, c2=None)
    scene = Scene(planned(house, c4=Plan(time(9), time(17, 1))))

    nine, noon = (datetime(2026, 1, 5, hour, tzinfo=UTC).timestamp() for hour in (1, 4))

    assert counter(scene, "1").plan == (
        (nine, noon - 15 * 60),
        (noon + 30 * 60, noon + 2 * 3600),
        (noon + 2 * 3600 + 600, nine + 8 * 3600),
    )
    assert counter(scene, "2").plan == ()
    assert counter(scene, "3").plan is None


def test_who_still_waits_when_the_last_counter_is_meant_to_close_is_served() -> None:
    early, late = Plan(time(9), time(16)), Plan(time(9), time(17))
    scene = Scene(planned(branch({"1": ("cash",), "2": ("cash",), "3": ("cash", "loan")}), c1=early, c2=late, c3=early))
    scene.opens("2")
    four = TEN + 6 * 3600

    ends = {one.id: one.plan and one.plan[-1][1] for one in now_of(scene).counters}
    scene.issues()
    scene.passes(hours=7)
    after = {one.id: one.plan and one.plan[-1][1] for one in now_of(scene).counters}

    assert ends == {"1": four, "2": four + 3600 + STAYS, "3": four + STAYS}
    assert after == {"1": four, "2": four + 3600, "3": four}


def test_a_demonstration_that_never_closes_has_no_plans_and_no_last_number() -> None:
    plan = Plan(time(9), time(17))
    house = planned(branch({"1": ("cash",)}, opening=hours(round_the_clock=True)), c1=plan)

    found = now_of(Scene(house))

    assert (found.last_number, found.counters[0].plan) == (None, None)


def test_the_day_is_that_of_the_branchs_wall(scene: Scene) -> None:
    found = now_of(scene)

    assert (found.now, found.midnight, found.last_number) == (TEN, TEN - 10 * 3600, TEN + (6 * 60 + 45) * 60)
    assert found.classes == tuple(HOUSE.fairness.classes)
    assert found.services == ("cash", "loan")


def test_nothing_is_foretold_of_a_closed_branch(scene: Scene) -> None:
    scene.closes("1")
    scene.passes(hours=15)

    with pytest.raises(ValueError, match="closed"):
        now_of(scene)


def test_it_can_be_sent_to_another_process(scene: Scene) -> None:
    scene.issues("cash", "gold")
    scene.next("1")
    scene.issues("cash", "care")

    found = now_of(scene)

    assert pickle.loads(pickle.dumps(found)) == found
