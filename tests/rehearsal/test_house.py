"""Reading what the server says of its branch."""

import pytest

from lobby.rehearsal.house import Machine, Reason, read_house
from lobby.rehearsal.settings import CannotPlay
from tests.rehearsal.houses import house, told


def test_counters_for_companies_and_those_that_put_tiers_first_are_special() -> None:
    assert [counter.id for counter in house().counters if counter.special] == ["5", "6"]


def test_lunch_is_the_reason_that_says_so_else_the_first_there_is() -> None:
    [other] = [reason for reason in told()["pause_reasons"] if reason["id"] == "break"]

    assert house().lunch_reason == "lunch"
    assert house(pause_reasons=[other]).lunch_reason == "break"
    assert house(pause_reasons=[]).lunch_reason is None


def test_the_length_of_the_day_is_from_opening_to_closing() -> None:
    assert house(hours={"opens_at": "08:45", "closes_at": "16:30"}).open_minutes == 465


def test_an_answer_that_says_too_little_is_named() -> None:
    answer = told()
    del answer["caps"]

    with pytest.raises(CannotPlay, match="not understood: KeyError\\('caps'\\)"):
        read_house(answer)


def test_reasons_for_a_pause_are_those_that_a_teller_gives_beside_lunch() -> None:
    assert house().pause_reasons == (Reason("break", 10.0), Reason("meeting", 20.0))


def test_machines_and_what_a_counter_may_be_lent_to_are_read() -> None:
    assert house().machines == (Machine("1", ("cash",)), Machine("3", ("cash", "transfer")))
    assert {counter.id: counter.flexible for counter in house().counters if counter.flexible} == {"5": ("cash",)}
