"""Who has taken a number, and how it ended."""

import threading

from lobby.rehearsal.day import Customer
from lobby.rehearsal.visits import Fate, Visit, Visits


def visit(number: str = "A001", leaves_at: float = 75.0) -> Visit:
    return Visit(Customer(0.0, "cash", 5.0, 75.0, 0.5), f"id-{number}", number, 0.0, leaves_at)


def test_issued_is_the_sum_of_all_ends() -> None:
    visits = Visits()
    ends = [Fate.FINISHED, Fate.MISSED, Fate.CANCELLED, Fate.WAITING, Fate.CALLED]

    for number, fate in enumerate(ends):
        visits.add(one := visit(str(number)))
        if fate in (Fate.FINISHED, Fate.MISSED):
            visits.settle(one, Fate.CALLED)
        visits.settle(one, fate)
    visits.turned_away += 1

    assert visits.counts() == {
        "issued": 5,
        "called": 3,
        "finished": 1,
        "missed": 1,
        "cancelled": 1,
        "unserved": 2,
        "turned_away": 1,
    }


def test_of_two_ends_the_first_one_counts() -> None:
    visits, one = Visits(), visit()
    visits.add(one)

    visits.settle(one, Fate.CANCELLED)
    visits.settle(one, Fate.CALLED)

    assert (one.fate, one.called) == (Fate.CANCELLED, False)


def test_who_waits_beyond_their_patience_is_told_once_and_who_was_called_never() -> None:
    visits, waiting, at_counter, patient = Visits(), visit("A001"), visit("A002"), visit("A003", leaves_at=76.0)
    for one in (waiting, at_counter, patient):
        visits.add(one)
    visits.settle(at_counter, Fate.CALLED)

    told = [visits.out_of_patience(minute) for minute in (74.9, 75.0, 75.1)]

    assert told == [[], [waiting], []]


def test_a_number_called_before_the_kiosk_has_its_answer_is_waited_for() -> None:
    visits, found = Visits(), list[Visit]()

    with visits.arriving():
        teller = threading.Thread(target=lambda: found.append(visits.find("A001", now=3.0)))
        teller.start()
        teller.join(0.05)
        was_waiting = teller.is_alive()
        visits.add(mine := visit("A001"))
    teller.join(5)

    assert was_waiting
    assert found == [mine]


def test_a_number_that_somebody_else_took_is_served_and_counted_nowhere() -> None:
    visits = Visits()

    stranger = visits.find("A077", now=3.0)

    assert (stranger.number, stranger.issued_at, stranger.customer.fails_to_come(60)) == ("A077", 3.0, False)
    assert visits.issued() == 0
