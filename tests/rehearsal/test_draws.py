"""What else becomes of customers and counters: that everything happens, about as often as its chance says."""

from collections import Counter
from statistics import fmean

import pytest

from lobby.rehearsal import chances
from lobby.rehearsal.cards import read_cards
from lobby.rehearsal.customers import Customer
from lobby.rehearsal.day import Day, draw_day
from lobby.rehearsal.figures import AFTERNOON, MORNING
from lobby.rehearsal.house import House
from lobby.rehearsal.twists import AtMachine, Elsewhere, Granted, OneMore, Parked, PutFirst, WrongKey
from tests.rehearsal.houses import house

MANY = 50.0


def drawn(seed: int = 1, scale: float = 1.0, branch: House | None = None) -> Day:
    return draw_day(seed, scale, branch or house(), None, read_cards())


@pytest.fixture(scope="module")
def many() -> tuple[Customer, ...]:
    """Fifty days' personal customers in one."""
    return tuple(one for one in drawn(scale=MANY).customers if one.service != "corporate")


def test_a_double_day_meets_every_turn_and_everything_that_may_happen_in_the_hall() -> None:
    customers = drawn(scale=2.0).customers

    turns = {type(one.turn) for one in customers if one.turn}
    in_hall = {type(one.meanwhile.what) for one in customers if one.meanwhile}

    assert turns == {AtMachine, Elsewhere, OneMore, Parked, WrongKey}
    assert in_hall == {AtMachine, Elsewhere, Granted, Parked, PutFirst}


def test_each_turn_has_its_share(many: tuple[Customer, ...]) -> None:
    turns = Counter(type(one.turn) for one in many)

    shares = {turn: count / len(many) for turn, count in turns.items()}

    assert shares[WrongKey] == pytest.approx(chances.WRONG_KEY, abs=0.005)
    assert shares[OneMore] == pytest.approx(chances.ONE_MORE, abs=0.007)
    assert shares[Parked] == pytest.approx(chances.PARKED, abs=0.006)
    assert shares[Elsewhere] == pytest.approx(chances.TRANSFERRED, abs=0.005)


def test_bookings_are_granted_to_one_ordinary_customer_in_ten(many: tuple[Customer, ...]) -> None:
    ordinary = [one for one in many if one.card is None and one.care is None]
    seen_to = [one.meanwhile.what for one in ordinary if one.meanwhile]

    booked = sum(isinstance(one, Granted) and one.class_id == "booked" for one in seen_to)

    assert booked / len(ordinary) == pytest.approx(chances.BOOKED, abs=0.01)
    assert {one.class_id for one in seen_to if isinstance(one, Granted)} == {"booked", "care"}


def test_who_has_a_claim_already_is_granted_no_other(many: tuple[Customer, ...]) -> None:
    granted = [one for one in many if one.meanwhile and isinstance(one.meanwhile.what, Granted)]

    assert not [one for one in granted if one.card or one.care]


def test_nobody_is_sent_to_a_machine_that_cannot_or_for_a_service_that_they_chose(many: tuple[Customer, ...]) -> None:
    machines = {machine.id: machine.services for machine in house().machines}
    twists = [(one.service, what) for one in many for what in (one.turn, one.meanwhile and one.meanwhile.what)]

    for service, what in twists:
        match what:
            case AtMachine(machine):
                assert service in machines[machine]
            case Elsewhere(other) | WrongKey(other):
                assert other != service


def test_who_needs_another_service_while_waiting_needs_no_third_one(many: tuple[Customer, ...]) -> None:
    moved = [one for one in many if one.meanwhile and isinstance(one.meanwhile.what, Elsewhere)]

    assert moved
    assert {one.turn for one in moved} == {None}


def test_half_of_those_who_come_late_come_within_the_grace(many: tuple[Customer, ...]) -> None:
    after = [one.late.after for one in many if one.late]

    assert len(after) / len(many) == pytest.approx(chances.COMES_LATE, abs=0.02)
    assert sum(minutes < 30 for minutes in after) / len(after) == pytest.approx(0.5, abs=0.03)


def test_only_who_has_shown_something_asks_for_a_second_number(many: tuple[Customer, ...]) -> None:
    asking = [one for one in many if one.again]

    assert asking
    assert not [one for one in asking if one.card is None and one.phone is None]
    assert not [one for one in many if one.card and one.phone]


def test_the_first_account_of_35_minutes_is_left_alone() -> None:
    [first] = [one for one in drawn().customers if one.service_minutes == 35]

    assert (first.turn, first.meanwhile, first.late, first.again) == (None, None, None, None)


def test_a_walk_up_comes_to_a_counter_that_serves_what_they_need() -> None:
    walk_ups = drawn(scale=MANY).walk_ups

    served = {counter.id: set(counter.services) for counter in house().counters}
    assert sum(map(len, walk_ups.values())) == 180 * MANY * chances.WALKS_UP
    for counter, customers in walk_ups.items():
        assert {one.service for one in customers} <= served[counter]
        assert list(customers) == sorted(customers, key=lambda one: one.comes_at)


def test_counters_pause_for_other_reasons_than_lunch_in_the_morning_and_in_the_afternoon() -> None:
    days = [drawn(seed) for seed in range(20)]
    breaks = [one for day in days for line in day.breaks.values() for one in line]

    reasons = Counter(one.reason for one in breaks)

    assert set(reasons) == {"break", "meeting"}
    assert len(breaks) / (20 * 6 * 2) == pytest.approx(chances.BREAK, abs=0.1)
    assert all(MORNING[0] <= one.begins <= MORNING[1] or AFTERNOON[0] <= one.begins <= AFTERNOON[1] for one in breaks)


def test_some_lunches_and_breaks_are_known_of_before_three_or_four_a_day() -> None:
    days = [drawn(seed) for seed in range(40)]

    for day in days:
        pauses = {
            (counter, one.begins, one.begins + one.minutes) for counter, line in day.breaks.items() for one in line
        }
        lunches = {(counter, line[0].ends, line[1].begins) for counter, line in day.stints.items() if len(line) > 1}
        assert {(one.counter, one.begins, one.ends) for one in day.foreseen} <= pauses | lunches
        assert not [one for one in day.foreseen if not 0 <= one.told_at < one.begins]
    assert 3 <= fmean(len(day.foreseen) for day in days) <= 4


def test_a_counter_that_may_be_lent_serves_its_own_services_too() -> None:
    lendings = [lent for seed in range(20) for lent in drawn(seed).lendings]

    assert {(lent.counter, lent.services) for lent in lendings} == {("5", ("corporate", "cash"))}


def test_a_branch_without_machines_reasons_and_bookings_has_a_day_without_them() -> None:
    bare = house(machines=[], park_reasons=[], pause_reasons=[], classes=[{"id": "ordinary", "account": None}])

    day = drawn(scale=MANY, branch=bare)

    twists = {type(what) for one in day.customers for what in (one.turn, one.meanwhile and one.meanwhile.what) if what}
    assert twists == {Elsewhere, WrongKey, OneMore, PutFirst}
    assert set(day.breaks.values()) == {()}
