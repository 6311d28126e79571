"""What the advice says it would do: the wait without and with it, what it costs, and from when that is true."""

from datetime import timedelta

from lobby.domain import calls
from lobby.domain.branch import ORDINARY
from lobby.domain.flexible import lend
from lobby.domain.lending_view import advice_view
from lobby.domain.simple_wait import newcomer
from lobby.domain.ticket import Wait
from lobby.domain.views import View, instant_view, wait_view
from tests.domain.lending_halls import NOTHING, come, lending_branch, lends, staffed
from tests.domain.scene import Scene

HOUSE = lending_branch()


def advice(scene: Scene) -> View:
    shown = advice_view(scene.hall, NOTHING, scene.now)
    assert shown is not None
    return shown


def wait_for(scene: Scene, service: str) -> Wait:
    """What somebody who came now would be told."""
    wait = newcomer(scene.hall, NOTHING, service, ORDINARY, scene.now).wait
    assert wait is not None
    return wait


def test_nothing_is_advised_while_nothing_is_needed() -> None:
    scene = staffed(HOUSE, "1", "2", "3")

    come(scene, 5)

    assert advice_view(scene.hall, NOTHING, scene.now) is None


def test_it_would_do_what_a_newcomer_is_then_told() -> None:
    scene = staffed(HOUSE, "1", "2", "5")
    come(scene, 8)
    scene.issues("corporate")
    shown, before, own_before = advice(scene), wait_for(scene, "cash"), wait_for(scene, "corporate")

    scene.does(lambda hall, now: lend(hall, "5", ["cash"], None, now, "manager"))

    after, own_after = wait_for(scene, "cash"), wait_for(scene, "corporate")
    assert (shown["deed"], shown["counter"], shown["services"], shown["groups"]) == ("lend", "5", ["cash"], ["cash"])
    assert shown["reason"] == "waiting"
    assert (shown["before"], shown["after"]) == (wait_view(before), wait_view(after))
    assert after.mid < before.mid
    assert shown["from_at"] == instant_view(scene.now + timedelta(minutes=after.mid))
    assert shown["costs"] == [{"group": "corporate", "minutes": round(own_after.mid - own_before.mid)}]


def test_a_ready_counter_would_call_one_of_them_at_once() -> None:
    scene = staffed(HOUSE, "1", "5")
    come(scene, 6)
    scene.next("5")
    shown = advice(scene)

    scene.does(lambda hall, now: lend(hall, "5", ["cash"], None, now, "manager"))

    assert scene.hall.counters["5"].ticket == "A001"
    assert shown["after"] == wait_view(wait_for(scene, "cash"))


def test_where_nobody_serves_them_there_is_no_wait_without_it() -> None:
    scene = staffed(HOUSE, "5")

    come(scene, 6)

    shown = advice(scene)
    assert shown["before"] is None
    assert shown["after"]["mid"] > 0


def test_taking_back_is_said_with_what_it_costs_those_who_were_helped() -> None:
    scene = staffed(HOUSE, "1", "2", "5")
    come(scene, 6)
    lends(scene, "5", "cash")
    while scene.hall.count_waiting(["cash"]) > 2:
        scene.at("1", calls.finish_then_next)

    shown = advice(scene)

    assert (shown["deed"], shown["counter"], shown["services"], shown["costs"]) == ("take_back", "5", ["cash"], [])
    assert shown["before"]["mid"] < shown["after"]["mid"]
