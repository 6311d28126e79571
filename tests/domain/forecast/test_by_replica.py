"""What stands at one place of everybody's calls belongs to one replica."""

from collections import Counter
from math import isnan
from statistics import fmean

from lobby.domain.forecast.draws import afterwards
from lobby.domain.forecast.model import Model, Pace
from lobby.domain.forecast.simulate import HORIZON, REPLICAS, forecast
from tests.domain.forecast.forecasts import FIVE, counter, scene, waiter

IMPATIENT = Model({"cash": FIVE}, gives_up=(0.1,))
THREE_OR_NINE = Model({"cash": Pace(1.0, (3.0, 9.0))})


def test_who_is_second_waits_in_each_replica_for_the_first() -> None:
    told = forecast(scene([waiter(1), waiter(2), waiter(3)], [counter()]), THREE_OR_NINE).by_replica

    steps = [
        {b - a for a, b in zip(told[one], told[two], strict=True)} for one, two in (("A001", "A002"), ("A002", "A003"))
    ]
    assert steps == [{3.0, 9.0}] * 2


def test_who_is_called_when_the_day_is_no_longer_strange_takes_as_long_as_usual() -> None:
    strange = Model({"cash": FIVE}, together=(2.0,), afterwards=(1.0,), strange_minutes=15.0)

    told = forecast(scene([waiter(1), waiter(2), waiter(3)], [counter()]), strange).by_replica

    over = [at for at, _ in afterwards(strange, REPLICAS)]
    second, third = told["A002"], told["A003"]
    assert second == [10.0 if at > 0 else 5.0 for at in over]
    assert third == [20.0 if at > 10 else 15.0 for at in over]
    assert set(third) == {15.0, 20.0}


def test_sorted_they_are_the_waits_but_where_one_gives_up() -> None:
    told = forecast(scene([waiter(n) for n in range(1, 6)], [counter()]), IMPATIENT)

    last = told.by_replica["A005"]
    assert 20 < sum(map(isnan, last)) < REPLICAS - 20
    for name, calls in told.by_replica.items():
        borne = Counter(call for call in calls if not isnan(call))
        assert len(told.waits[name]) == REPLICAS
        assert borne <= Counter(told.waits[name])


def test_who_gives_up_is_told_when_they_would_be_called_if_they_stayed() -> None:
    told = forecast(scene([waiter(n) for n in range(1, 6)], [counter()]), IMPATIENT)

    for before, behind in (("A003", "A004"), ("A004", "A005")):
        assert all(a <= b for a, b in zip(told.waits[before], told.waits[behind], strict=True))
    newcomer = told.newcomers["cash", "ordinary"]
    assert fmean(told.waits["A005"]) <= fmean(newcomer) < fmean(told.waits["A005"]) + 5
    assert told.waits["A005"][-1] == 20


def test_a_hall_is_played_for_as_long_as_is_said() -> None:
    hall = scene([waiter(n) for n in range(1, 201)], [counter()])

    usual, longer = forecast(hall, Model({"cash": FIVE})), forecast(hall, Model({"cash": FIVE}), horizon=2 * HORIZON)

    assert (usual.waits["A160"][0], longer.waits["A160"][0]) == (float("inf"), 795.0)


def test_who_brings_several_slips_takes_longer() -> None:
    longer = Model({"cash": FIVE}, per_slip=0.5)

    told = forecast(scene([waiter(1, slips=3), waiter(2)], [counter()]), longer).by_replica

    assert set(told["A002"]) == {10.0}


def test_the_patience_of_somebody_promised_a_turn_begins_with_it() -> None:
    an_hour_each = Model({"cash": Pace(60.0, (1.0,))}, gives_up=(0.0, 1e9))

    told = forecast(scene([waiter(1, ago=0)], [counter()], coming=[(30, waiter(2, ago=-30))]), an_hour_each)

    assert all(map(isnan, told.by_replica["A002"]))
