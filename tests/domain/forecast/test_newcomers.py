"""Who will come with a head start: as many as are expected, as long as they can pass anybody who is here."""

from dataclasses import replace
from statistics import fmean

import pytest

from lobby.domain.branch import ORDINARY, Fairness
from lobby.domain.forecast.floor import floor_of
from lobby.domain.forecast.model import HALF_HOURS, Model
from lobby.domain.forecast.newcomers import Newcomers
from lobby.domain.forecast.scene import Scene
from tests.domain.forecast.scenes import MINUTE, TEN, counter, scene, ticket_class, waiter

COUNT = 200
CARE = Fairness(
    {
        ORDINARY: ticket_class(ORDINARY, 0, None),
        "gold": ticket_class("gold", 10, "tier"),
        "care": ticket_class("care", 15, "care"),
    },
    {"tier": 2, "care": 1},
)


def coming(hall: Scene, *classes: str, each: float = 6.0) -> list[list[tuple[float, str]]]:
    """By replica: instant and class of all who come, where so many of these classes come in each half hour."""
    model = Model({}, arrivals={("cash", one): [each] * HALF_HOURS for one in classes})
    floor = floor_of(hall, model)
    tiers_first = floor.mask(service for one in hall.counters if one.vip_first for service in one.services)
    newcomers = Newcomers(hall, model, floor, tiers_first, 1, COUNT)
    return [
        [
            (person.seniority, person.class_id)
            for half_hour in range(newcomers.first, newcomers.ends)
            for person in newcomers.coming(half_hour, replica)
        ]
        for replica in range(COUNT)
    ]


def test_so_many_come_as_are_expected_until_a_head_start_from_now() -> None:
    came = coming(scene(), "gold")

    assert fmean(len(replica) for replica in came) == pytest.approx(2.0, abs=0.15)
    assert all(TEN < at <= TEN + 10 * MINUTE for replica in came for at, _ in replica)


def test_nobody_comes_where_a_clock_was_set_back_to_days_before_the_one_that_is_told() -> None:
    assert not any(coming(scene(midnight=TEN + 30 * 3600.0), "gold"))


def test_each_class_comes_for_as_long_as_its_own_head_start() -> None:
    came = [one for replica in coming(scene(fairness=CARE), "gold", "care") for one in replica]

    latest = {class_id: max(at for at, its in came if its == class_id) for class_id in ("gold", "care")}
    assert 9 * MINUTE < latest["gold"] - TEN <= 10 * MINUTE
    assert 14 * MINUTE < latest["care"] - TEN <= 15 * MINUTE


def test_tiers_come_all_day_where_a_counter_takes_them_first() -> None:
    hall = scene(fairness=CARE, counters=(counter("1", "cash", vip_first=True),), last_number=TEN + 120 * MINUTE)

    came = coming(hall, "gold", "care")

    tiers = [[at for at, class_id in replica if class_id == "gold"] for replica in came]
    assert fmean(map(len, tiers)) == pytest.approx(24.0, rel=0.05)
    assert TEN + 110 * MINUTE < max(at for replica in tiers for at in replica) <= TEN + 120 * MINUTE
    assert max(at for replica in came for at, class_id in replica if class_id == "care") <= TEN + 15 * MINUTE


def test_who_booked_for_later_can_be_passed_for_longer() -> None:
    booked = waiter("B1", since=TEN + 20 * MINUTE)

    came = [at for replica in coming(scene(waiters=(booked,)), "gold") for at, _ in replica]

    assert TEN + 29 * MINUTE < max(came) <= TEN + 30 * MINUTE


def test_who_comes_is_still_the_same_a_minute_later() -> None:
    earlier, later = scene(), replace(scene(), now=TEN + MINUTE)

    soon = [{at for at, _ in replica if at > TEN + MINUTE} for replica in coming(earlier, "gold")]
    then = [{at for at, _ in replica if at <= TEN + 10 * MINUTE} for replica in coming(later, "gold")]
    assert soon == then
    assert any(soon)


@pytest.mark.parametrize("classes", [(), (ORDINARY,)])
def test_nobody_comes_who_could_pass_nobody(classes: tuple[str, ...]) -> None:
    assert not any(coming(scene(), *classes))
