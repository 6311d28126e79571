"""Who has taken a number, and where they are."""

import threading

import pytest

from lobby.rehearsal.customers import Customer
from lobby.rehearsal.visits import Place, Visit, Visits

CUSTOMER = Customer(0.0, "cash", 5.0, 75.0, 0.5)


def begin(visits: Visits, number: str = "A001") -> Visit:
    return visits.begin(CUSTOMER, f"id-{number}", number, 0.0)


def test_a_visit_begins_waiting_for_what_its_customer_came_for() -> None:
    visits = Visits()

    visit = begin(visits)

    assert visit == Visit(CUSTOMER, "id-A001", "A001", 0.0, "cash", 5.0, None, place=Place.WAITING)
    assert (visits.issued, visits.numbers()) == (1, frozenset({"A001"}))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        *((Place.WAITING, True), (Place.AT_COUNTER, True), (Place.ASIDE, True)),
        *((Place.AWAY, False), (Place.GONE, False)),
    ],
)
def test_the_branch_expects_everybody_but_those_who_are_gone_or_stay_away(place: Place, expected: bool) -> None:
    visits = Visits()

    visits.settle(begin(visits), place)

    assert visits.is_anybody_expected() is expected


def test_whom_the_manager_puts_first_is_told_once_and_to_a_counter_that_serves_them() -> None:
    visits = Visits()
    begin(visits, "A001")
    chosen = begin(visits, "A002")
    visits.put_first(chosen, "a train to catch")

    told = [visits.to_be_first(services) for services in (("loss",), ("cash", "loss"), ("cash",))]

    assert told == [None, (chosen, "a train to catch"), None]


def test_who_was_called_meanwhile_is_not_put_first() -> None:
    visits = Visits()
    chosen = begin(visits)
    visits.put_first(chosen, "a train to catch")

    visits.settle(chosen, Place.AT_COUNTER)

    assert visits.to_be_first(("cash",)) is None


def test_a_number_called_before_the_kiosk_has_its_answer_is_waited_for() -> None:
    visits, found = Visits(), list[Visit]()

    with visits.arriving():
        teller = threading.Thread(target=lambda: found.append(visits.find("A001", now=3.0)))
        teller.start()
        teller.join(0.05)
        was_waiting = teller.is_alive()
        mine = begin(visits)
    teller.join(5)

    assert was_waiting
    assert found == [mine]


def test_a_number_that_somebody_else_took_is_served_and_counted_nowhere() -> None:
    visits = Visits()

    stranger = visits.find("A077", now=3.0)

    assert (stranger.number, stranger.issued_at, stranger.customer.fails_to_come(60)) == ("A077", 3.0, False)
    assert visits.issued == 0
