"""When counters are manned: three at nine, four until lunch, two over lunch, four after."""

import pytest

from lobby.rehearsal.figures import after_nine
from lobby.rehearsal.shifts import After, Stint, shifts
from tests.rehearsal.houses import house, personal_counters


def manned(plan: dict[str, tuple[Stint, ...]], counters: str, minute: float) -> int:
    return sum(any(stint.begins <= minute < stint.ends for stint in plan[counter]) for counter in counters)


@pytest.mark.parametrize(
    ("hour", "minute", "personal"),
    [(9, 0, 3), (9, 29, 3), (9, 30, 4), (11, 44, 4), (11, 45, 2), (12, 45, 2), (13, 44, 2), (13, 45, 4), (16, 59, 4)],
)
def test_the_personal_counters_are_manned_as_the_day_says(hour: int, minute: int, personal: int) -> None:
    plan = dict(shifts(house()))

    assert manned(plan, "1234", after_nine(hour, minute)) == personal
    assert manned(plan, "56", after_nine(hour, minute)) == 2


def test_who_goes_to_lunch_pauses_and_comes_back_an_hour_later_and_all_close_in_the_end() -> None:
    first, second = shifts(house())["1"]

    assert (first.after, first.ends, second.begins) == (After.PAUSE, after_nine(11, 45), after_nine(12, 45))
    assert {stints[-1].after for stints in shifts(house()).values()} == {After.CLOSE}


def test_one_counter_that_works_through_the_first_lunch_hour_is_silent_from_ten_past_twelve() -> None:
    silent = {counter: stint.silent for counter, stints in shifts(house()).items() for stint in stints if stint.silent}

    assert silent == {"2": (after_nine(12, 10), after_nine(12, 30))}


@pytest.mark.parametrize("count", range(1, 9))
def test_however_many_counters_there_are_somebody_is_there_all_day(count: int) -> None:
    branch = house(counters=personal_counters(count))

    plan = dict(shifts(branch))

    counters = "".join(plan)
    assert min(manned(plan, counters, minute) for minute in range(480)) >= max(1, count // 2)


def test_the_order_is_that_of_the_wall_and_not_of_the_answer() -> None:
    branch = house(counters=list(reversed(personal_counters(4))))

    assert shifts(branch) == shifts(house(counters=personal_counters(4)))


def test_a_branch_without_reasons_for_a_pause_keeps_its_counters_open() -> None:
    plan = shifts(house(pause_reasons=[]))

    assert {len(stints) for stints in plan.values()} == {1}
