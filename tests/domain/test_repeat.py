"""One customer, several numbers: no second one while the first is good, and who takes many is told of (S11)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lobby.domain import calls
from lobby.domain.errors import Conflict
from lobby.domain.repeat import must_be_the_only, repeats
from lobby.domain.ticket import Ticket
from lobby.domain.tickets import NewTicket, Order, issue
from tests.domain.builders import branch
from tests.domain.scene import Scene

WANG = Order("cash", identity=("wang",))


def takes(scene: Scene, number: str, order: Order = WANG, taken: int = 1) -> Ticket:
    """A number is given, whoever has one already."""
    new = NewTicket(order, f"id-{number}", number, None, taken)
    scene.does(lambda hall, now: issue(hall, new, now, "kiosk"))
    return scene.hall.tickets[number]


def asks(scene: Scene, *identity: str) -> None:
    """Somebody who shows this asks at the kiosk."""
    order = Order("cash", identity=identity)
    must_be_the_only(scene.hall, order, scene.now)


@pytest.fixture
def scene() -> Scene:
    """Monday at ten; counter 1 serves cash."""
    scene = Scene(branch())
    scene.opens("1")
    return scene


def test_a_ticket_keeps_the_first_hash_of_what_was_shown_and_the_how_manieth_it_is(scene: Scene) -> None:
    ticket = takes(scene, "A001", Order("cash", identity=("new", "old")), taken=3)
    other = takes(scene, "A002", Order("cash"))

    assert (ticket.identity, ticket.taken) == ("new", 3)
    assert (other.identity, other.taken) == (None, 1)


def test_who_holds_a_number_is_told_it_instead_of_getting_a_second(scene: Scene) -> None:
    takes(scene, "A001")

    with pytest.raises(Conflict) as refused:
        asks(scene, "wang")

    assert refused.value.code == "number_already_taken"
    assert refused.value.values == {"number": "A001", "state": "waiting", "counter": None}


@pytest.mark.parametrize("shown", [(), ("li",)])
def test_who_shows_nothing_or_something_else_is_somebody_else(scene: Scene, shown: tuple[str, ...]) -> None:
    takes(scene, "A001")
    takes(scene, "A002", Order("cash"))

    asks(scene, *shown)


def test_who_showed_it_under_the_key_before_is_known_again(scene: Scene) -> None:
    takes(scene, "A001", Order("cash", identity=("old",)))

    with pytest.raises(Conflict):
        asks(scene, "new", "old")


def test_a_number_is_good_wherever_its_holder_is(scene: Scene) -> None:
    takes(scene, "A001")
    scene.next("1")

    with pytest.raises(Conflict) as called:
        asks(scene, "wang")
    scene.parks("A001")
    with pytest.raises(Conflict) as parked:
        asks(scene, "wang")

    assert called.value.values == {"number": "A001", "state": "called", "counter": "1"}
    assert parked.value.values == {"number": "A001", "state": "parked", "counter": None}


def test_a_number_that_was_cancelled_or_served_leads_to_a_new_one(scene: Scene) -> None:
    takes(scene, "A001")
    scene.cancels("A001")
    asks(scene, "wang")
    takes(scene, "A002")
    scene.next("1")
    scene.at("1", calls.finish)

    asks(scene, "wang")


@pytest.mark.parametrize(("seconds", "is_refused"), [(1799, True), (1800, False), (1801, False)])
def test_after_the_period_a_second_number_is_given(scene: Scene, seconds: int, is_refused: bool) -> None:
    takes(scene, "A001")
    scene.passes(seconds=seconds)

    try:
        asks(scene, "wang")
        refused = False
    except Conflict:
        refused = True

    assert refused is is_refused


def test_without_a_period_a_second_number_is_given_at_once() -> None:
    scene = Scene(branch(one_number=timedelta(0)))
    takes(scene, "A001")

    asks(scene, "wang")


def test_who_takes_more_than_four_within_an_hour_is_told_of(scene: Scene) -> None:
    takes(scene, "A001", taken=4)
    late = takes(scene, "A002", taken=6)
    scene.passes(minutes=1)
    takes(scene, "A003", Order("cash"))
    later = takes(scene, "A004", taken=5)

    assert repeats(scene.hall, scene.now) == (late, later)


@pytest.mark.parametrize(("seconds", "told"), [(3599, 1), (3600, 0), (3601, 0)])
def test_a_number_of_more_than_an_hour_ago_is_no_news(scene: Scene, seconds: int, told: int) -> None:
    takes(scene, "A001", taken=5)
    scene.passes(seconds=seconds)

    assert len(repeats(scene.hall, scene.now)) == told


def test_the_limit_is_the_branchs_own(scene: Scene) -> None:
    takes(scene, "A001", taken=2)
    house = scene.hall.branch
    strict = replace(scene.hall, branch=replace(house, repeats=replace(house.repeats, per_hour=1)))

    assert [ticket.number for ticket in repeats(strict, scene.now)] == ["A001"]
    assert repeats(scene.hall, scene.now) == ()


def test_a_number_that_is_closed_is_not_told_of(scene: Scene) -> None:
    takes(scene, "A001", taken=5)
    scene.cancels("A001")

    assert repeats(scene.hall, scene.now) == ()
