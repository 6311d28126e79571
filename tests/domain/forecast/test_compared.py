"""Two forecasts side by side: whole waits, by class and by service, and how they spread over the replicas."""

from math import inf, nan

import pytest

from lobby.domain.forecast.compared import Compared, Outlook, Spread, compared, outlook, spread
from lobby.domain.forecast.simulate import Forecast
from tests.domain.forecast.scenes import MINUTE, TEN, scene, waiter

PROMISED = 20.0


def forecast(**waits: list[float]) -> Forecast:
    """A forecast with these minutes, replica by replica."""
    return Forecast({name: sorted(minutes) for name, minutes in waits.items()}, {}, waits)


def same(figure: float) -> Spread:
    return Spread(figure, figure, figure)


def test_a_spread_leaves_a_tenth_out_at_each_end() -> None:
    assert spread([10, 1, 2, 9, 3, 8, 4, 7, 5, 6]) == Spread(1, 5, 9)
    assert spread([7]) == same(7)


def test_figures_are_of_the_people_of_one_replica_and_then_over_the_replicas() -> None:
    first, second = [10.0, 30.0, 21.0], [20.0, 10.0, 21.0]

    assert outlook([first, second], PROMISED) == Outlook(
        mean=Spread(15, 20, 21), p90=Spread(20, 21, 30), over=Spread(0, 0.5, 1), left=0, uncalled=0
    )


def test_the_promise_is_kept_by_who_waits_just_as_long() -> None:
    assert outlook([[20.0], [20.001]], PROMISED).over == same(0.5)


@pytest.mark.parametrize(("lost", "mean"), [(1, same(4.0)), (2, None)])
def test_a_mean_without_end_in_more_than_a_tenth_of_the_replicas_is_none(lost: int, mean: Spread | None) -> None:
    waits = [4.0] * (10 - lost) + [inf] * lost

    told = outlook([waits], PROMISED)

    assert (told.mean, told.p90, told.uncalled) == (mean, mean, lost / 10)


def test_those_who_are_never_called_are_over_the_promise() -> None:
    assert outlook([[inf], [1.0]], PROMISED).over == same(0.5)


def test_who_gives_up_is_left_out_of_that_replica() -> None:
    assert outlook([[30.0, nan, nan], [10.0, 12.0, nan]], PROMISED) == Outlook(
        mean=Spread(12, 12, 20), p90=Spread(12, 12, 30), over=Spread(0, 0, 0.5), left=1, uncalled=0
    )


def test_if_everybody_always_gives_up_nobody_is_called() -> None:
    assert outlook([[nan, nan]], PROMISED) == Outlook(mean=None, p90=None, over=same(1), left=1, uncalled=0)


def test_a_wait_is_what_was_waited_and_what_is_to_come() -> None:
    hall = scene(waiters=[waiter("a", since=TEN - 12 * MINUTE)], coming=[(TEN + 600, waiter("b", since=TEN + 600))])

    told = compared(forecast(a=[10], b=[15]), forecast(a=[3], b=[10]), hall, PROMISED)

    assert told.everybody == Compared(
        people=2,
        before=Outlook(mean=same(13.5), p90=same(22), over=same(0.5), left=0, uncalled=0),
        after=Outlook(mean=same(7.5), p90=same(15), over=same(0), left=0, uncalled=0),
    )


def test_waits_are_compared_by_class_and_by_service_where_somebody_waits() -> None:
    hall = scene(
        services=("cash", "cards", "loans"), waiters=[waiter("b", "cards", "gold"), waiter("a"), waiter("c", "cards")]
    )

    told = compared(forecast(a=[1], b=[2], c=[3]), forecast(a=[4], b=[5], c=[6]), hall, PROMISED)

    def means(of: Compared) -> tuple[int, Spread | None, Spread | None]:
        return of.people, of.before.mean, of.after.mean

    assert {name: means(one) for name, one in told.classes.items()} == {
        "ordinary": (2, same(2), same(5)),
        "gold": (1, same(2), same(5)),
    }
    assert {name: means(one) for name, one in told.services.items()} == {
        "cash": (1, same(1), same(4)),
        "cards": (2, same(2.5), same(5.5)),
    }


def test_means_compare_those_who_are_called_either_way_and_all_others_are_counted() -> None:
    hall = scene(waiters=[waiter("a"), waiter("b"), waiter("c"), waiter("d")])
    often, seldom = [inf] * 2 + [7.0] * 8, [inf] + [5.0] * 9

    told = compared(
        forecast(a=[30.0] * 10, b=[inf] * 10, c=[8.0] * 10, d=seldom),
        forecast(a=[10.0] * 10, b=[15.0] * 10, c=often, d=seldom),
        hall,
        PROMISED,
    ).everybody

    assert told is not None
    assert (told.before.mean, told.after.mean) == (same(17.5), same(7.5))
    assert (told.before.p90, told.after.p90) == (same(30.0), same(10.0))
    assert (told.before.uncalled, told.after.uncalled) == (1.1, 0.3)
    assert (told.before.over.mid, told.after.over.mid) == (0.5, 0)


def test_who_is_called_only_after_the_change_has_a_mean_then() -> None:
    hall = scene(waiters=[waiter("a")])

    told = compared(forecast(a=[inf]), forecast(a=[12]), hall, PROMISED).everybody

    assert told is not None
    assert (told.before.mean, told.after.mean) == (None, same(12))


def test_where_nobody_waits_there_is_nothing_to_compare() -> None:
    told = compared(forecast(), forecast(), scene(), PROMISED)

    assert (told.everybody, told.classes, told.services) == (None, {}, {})
