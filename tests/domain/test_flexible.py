"""Deeds of a flexible counter: lent, taken back, left alone; what each refuses, and what the journal has of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from lobby.domain import calls
from lobby.domain.errors import Conflict, LobbyError, NotFound
from lobby.domain.flexible import leave_alone, lend, take_back
from lobby.domain.hall import Hall
from lobby.domain.lending_view import lent_view
from lobby.domain.views import counter_view, instant_view
from tests.clocks import MONDAY_TEN
from tests.domain.lending_halls import come, lending_branch, lends, staffed, takes_back
from tests.domain.scene import Scene

Deed = Callable[[Hall, datetime], Hall]
HOUSE = lending_branch()


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, every counter open."""
    return staffed(HOUSE, "1", "2", "3", "5")


def test_a_lent_counter_serves_the_others_beside_its_own(scene: Scene) -> None:
    lends(scene, "5", "cash")

    counter = scene.hall.counters["5"]
    assert (counter.services, counter.lent) == (("cash", "corporate"), ("cash",))
    assert (counter.lent_at, counter.lent_by) == (MONDAY_TEN, "manager")
    fact = scene.facts[-1]
    assert (fact.kind, fact.counter, fact.actor) == ("counter_services_set", "5", "manager")
    assert fact.detail == {"services": ["cash", "corporate"], "lent": ["cash"]}


def test_lent_to_nobody_in_particular_it_is_lent_to_all_that_it_may(scene: Scene) -> None:
    lends(scene, "5")

    assert scene.hall.counters["5"].lent == ("cash", "transfer")


def test_a_ready_counter_calls_at_once_whom_it_now_may(scene: Scene) -> None:
    scene.next("5")
    come(scene, 1)

    lends(scene, "5", "cash")

    assert scene.hall.counters["5"].ticket == "A001"


def test_the_own_customers_of_a_lent_counter_keep_their_turn(scene: Scene) -> None:
    scene.issues("corporate")
    come(scene, 2)
    lends(scene, "5", "cash")

    called = [scene.next("5")]
    scene.at("5", calls.finish)
    called.append(scene.next("5"))

    assert called == ["C001", "A001"]


def test_taken_back_it_finishes_whom_it_has_and_then_serves_its_own(scene: Scene) -> None:
    come(scene, 2)
    lends(scene, "5", "cash")
    scene.next("5")
    scene.passes(minutes=1)

    takes_back(scene, "5")

    counter = scene.hall.counters["5"]
    assert (counter.services, counter.lent, counter.lent_at, counter.lent_by) == (("corporate",), (), None, None)
    assert counter.ticket == "A001"
    assert scene.facts[-1].detail == {"services": ["corporate"], "lent": []}


def test_lent_until_an_instant_it_goes_back_by_itself(scene: Scene) -> None:
    until = MONDAY_TEN + timedelta(minutes=30)
    scene.does(lambda hall, now: lend(hall, "5", ["cash"], until, now, "manager"))

    scene.passes(minutes=30)

    counter = scene.hall.counters["5"]
    assert (counter.services, counter.lent, counter.lent_at, counter.lent_by) == (("corporate",), (), None, None)
    assert (scene.facts[-1].actor, scene.facts[-1].at) == ("system", until)


@pytest.mark.parametrize(
    ("deed", "refusal"),
    [
        (lambda hall, now: lend(hall, "1", None, None, now, "m"), Conflict("not_flexible", counter="1", services=[])),
        (
            lambda hall, now: lend(hall, "3", ["cash", "corporate"], None, now, "m"),
            Conflict("not_flexible", counter="3", services=["corporate"]),
        ),
        (lambda hall, now: lend(hall, "3", ["gold"], None, now, "m"), NotFound("unknown_service", service="gold")),
        (lambda hall, now: lend(hall, "9", None, None, now, "m"), NotFound("unknown_counter", counter="9")),
        (lambda hall, now: lend(hall, "3", None, now, now, "m"), Conflict("until_is_past", until=MONDAY_TEN)),
        (lambda hall, now: take_back(hall, "3", now, "m"), Conflict("not_lent", counter="3")),
        (
            lambda hall, now: leave_alone(hall, "1", None, now, "m"),
            Conflict("not_flexible", counter="1", services=[]),
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_has_changed(scene: Scene, deed: Deed, refusal: LobbyError) -> None:
    before = scene.hall

    with pytest.raises(type(refusal)) as refused:
        scene.does(deed)

    assert refused.value.args == refusal.args
    assert scene.hall == before


@pytest.mark.parametrize(
    "deed",
    [
        lambda hall, now: lend(hall, "3", None, None, now, "m"),
        lambda hall, now: take_back(hall, "3", now, "m"),
        lambda hall, now: leave_alone(hall, "3", None, now, "m"),
    ],
)
def test_a_closed_counter_is_refused(scene: Scene, deed: Deed) -> None:
    scene.closes("3")

    with pytest.raises(Conflict, match="counter_closed"):
        scene.does(deed)


def test_a_lent_counter_is_not_lent_once_more(scene: Scene) -> None:
    lends(scene, "5", "cash")

    with pytest.raises(Conflict) as refused:
        lends(scene, "5", "transfer")

    assert refused.value.args == ("already_lent", {"counter": "5", "services": ["cash"]})


def test_not_even_a_person_lends_a_counter_below_the_minimum() -> None:
    scene = staffed(lending_branch(minimum={"transfer": 1}), "1", "3")

    with pytest.raises(Conflict) as refused:
        lends(scene, "3")

    assert refused.value.args == ("below_minimum", {"counter": "3", "service": "transfer", "minimum": 1})


def test_a_counter_left_alone_says_until_when_and_the_journal_too(scene: Scene) -> None:
    scene.does(lambda hall, now: leave_alone(hall, "3", timedelta(minutes=5), now, "wang"))

    until = MONDAY_TEN + timedelta(minutes=5)
    assert scene.hall.counters["3"].left_alone_until == until
    fact = scene.facts[-1]
    assert (fact.kind, fact.counter, fact.actor) == ("counter_left_alone", "3", "wang")
    assert fact.detail == {"until": instant_view(until)}


def test_a_counter_that_closes_is_not_left_alone_when_it_opens_again(scene: Scene) -> None:
    scene.does(lambda hall, now: leave_alone(hall, "3", None, now, "wang"))

    scene.closes("3")
    scene.opens("3")

    assert scene.hall.counters["3"].left_alone_until is None


def test_the_hall_reads_the_public_words_and_staff_all_of_it(scene: Scene) -> None:
    quiet = (
        counter_view(scene.hall, scene.hall.counters["5"])["lent_groups"],
        lent_view(scene.hall, scene.hall.counters["5"]),
    )

    lends(scene, "5")

    counter = scene.hall.counters["5"]
    told: dict[str, Any] = {
        "services": ["cash", "transfer"],
        "groups": ["cash", "transfer"],
        "since": instant_view(MONDAY_TEN),
        "until": None,
        "by": "manager",
    }
    assert quiet == ([], None)
    assert counter_view(scene.hall, counter)["lent_groups"] == ["cash", "transfer"]
    assert lent_view(scene.hall, counter) == told
