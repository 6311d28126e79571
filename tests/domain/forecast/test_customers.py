"""What those who wait do, and who comes, learned from what they did."""

import pytest

from lobby.domain.forecast.customers import GIVES_UP, NO_SHOWS, Customers
from lobby.domain.forecast.model import HALF_HOURS, WAITED_FROM

MONDAY, FRIDAY = 0, 4
TEN = 20
"""The half hour from ten o'clock on."""


def having_called(waited: float, calls: int, missed: int, customers: Customers | None = None) -> Customers:
    customers = customers or Customers()
    for n in range(calls):
        customers.called(waited, 1.5 if n < missed else None)
    return customers


def day(customers: Customers, weekday: int = MONDAY, *, gold: int = 4, others: int = 16, at: int = TEN) -> None:
    """A day on which so many come in one half hour."""
    for _ in range(gold):
        customers.came(at)
        customers.came_ahead("cash", "gold", at)
    for _ in range(others):
        customers.came(at)
    customers.end_day(weekday)


def test_before_anything_happened_the_curves_are_those_that_were_measured_elsewhere() -> None:
    assert Customers().no_shows() == pytest.approx(NO_SHOWS)
    assert Customers().gives_up() == pytest.approx(GIVES_UP)


def test_where_everybody_comes_nobody_is_expected_not_to() -> None:
    assert max(having_called(3, 2000, 0).no_shows()) < 0.01


def test_a_hall_in_which_twice_as_many_stay_away_is_expected_to_be_so_after_any_wait() -> None:
    no_shows = having_called(12, 1000, 200).no_shows()

    assert no_shows[WAITED_FROM.index(10.0)] == pytest.approx(0.2, rel=0.1)
    assert no_shows[WAITED_FROM.index(45.0)] == pytest.approx(2.5 * NO_SHOWS[-2], rel=0.1)


def test_no_shows_grow_with_the_wait_as_they_were_seen_to() -> None:
    customers = Customers()
    for waited, missed in ((2, 10), (7, 20), (15, 40), (25, 60), (40, 90), (50, 120), (90, 200)):
        having_called(waited, 400, missed, customers)

    no_shows = customers.no_shows()

    assert list(no_shows) == sorted(no_shows)
    assert no_shows == pytest.approx([0.025, 0.05, 0.1, 0.15, 0.225, 0.3, 0.5], rel=0.2)


def test_how_long_a_counter_is_held_by_one_who_does_not_come_is_what_it_was() -> None:
    assert having_called(3, 100, 50).no_show_minutes() == (1.5,) * 50


def test_giving_up_is_counted_by_the_minutes_in_which_somebody_could_have() -> None:
    customers = Customers()
    for n in range(1000):
        customers.waited(8, gave_up=n % 10 == 0)

    gives_up = customers.gives_up()

    assert gives_up[1] == pytest.approx(100 / 3000, rel=0.1)
    assert gives_up[0] < 0.001


def test_a_long_wait_counts_in_every_part_that_it_went_through() -> None:
    customers = Customers()
    for n in range(300):
        customers.waited(100, gave_up=n < 120)

    gives_up = customers.gives_up()

    assert gives_up[-1] == pytest.approx(120 / (300 * 40), rel=0.1)
    assert max(gives_up[1:-1]) < 0.003


def test_without_a_day_before_those_with_a_head_start_come_as_they_did_so_far() -> None:
    customers = Customers()
    assert customers.arrivals(TEN, MONDAY) == {}

    for half in (18, 19):
        for _ in range(3):
            customers.came(half)
            customers.came_ahead("cash", "gold", half)

    assert customers.arrivals(TEN, MONDAY) == {("cash", "gold"): (2.0,) * HALF_HOURS}


def test_as_many_come_as_on_the_days_before() -> None:
    customers = Customers()
    for _ in range(30):
        day(customers)

    came = customers.arrivals(18, MONDAY)["cash", "gold"]

    assert came[TEN] == pytest.approx(4, rel=0.05)
    assert sum(came) == pytest.approx(4, rel=0.05)


def test_of_few_days_the_half_hours_are_drawn_to_those_of_everybody() -> None:
    customers = Customers()
    customers.came_ahead("cash", "gold", 18)
    day(customers, gold=0, others=20, at=30)

    came = customers.arrivals(0, FRIDAY)["cash", "gold"]

    assert came[18] == pytest.approx(1 / 6, rel=0.05)
    assert came[30] == pytest.approx(5 / 6, rel=0.05)


def test_old_days_are_forgotten() -> None:
    customers = Customers()
    for gold in (8, 2):
        for _ in range(60):
            day(customers, gold=gold, others=20 - gold)

    assert customers.arrivals(18, MONDAY)["cash", "gold"][TEN] == pytest.approx(2.7, abs=0.3)


def test_on_a_day_that_has_brought_more_than_usual_more_are_expected() -> None:
    customers = Customers()
    for _ in range(30):
        day(customers, gold=0, others=25, at=18)
        day(customers, gold=5, others=0, at=30)
    for _ in range(75):
        customers.came(18)

    usual, more = customers.arrivals(18, MONDAY), customers.arrivals(19, MONDAY)

    assert more["cash", "gold"][30] > 1.8 * usual["cash", "gold"][30]


def test_a_weekday_that_is_busier_than_others_is_expected_to_be() -> None:
    customers = Customers()
    for _ in range(20):
        day(customers, MONDAY, others=6)
        day(customers, FRIDAY, others=36)

    monday, friday = (customers.arrivals(0, one)["cash", "gold"][TEN] for one in (MONDAY, FRIDAY))

    assert monday < 4 < friday
    assert friday / monday == pytest.approx(3, abs=0.6)


def test_a_day_on_which_nobody_came_is_no_day() -> None:
    customers = Customers()
    day(customers)
    before = customers.arrivals(0, MONDAY)

    day(customers, gold=0, others=0)

    assert customers.arrivals(0, MONDAY) == before
