"""What is said to somebody whom nobody is known to serve."""

from lobby.domain.forecast.unserved import ENOUGH, FIRST, Unserved


def test_before_anybody_came_so_it_is_anything_up_to_half_an_hour() -> None:
    assert Unserved().pool("cash") == FIRST


def test_a_service_with_few_waits_goes_by_those_of_all() -> None:
    unserved = Unserved()
    for waited in range(ENOUGH):
        unserved.take("cash", float(waited))
    unserved.take("loan", 100.0)

    assert unserved.pool("cash") == [float(waited) for waited in range(ENOUGH)]
    assert unserved.pool("loan") == [*(float(waited) for waited in range(ENOUGH)), 100.0]
