"""Somebody who does not answer is left alone for a while, and asked by one alone whether they answer again."""

from lobby.actions.breaker import FAILURES, REST_SECONDS, Breaker


class Seconds:
    """A monotonic clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def closed(seconds: Seconds) -> Breaker:
    """A breaker that has just been closed by failures."""
    breaker = Breaker(seconds)
    assert [breaker.failed() for _ in range(FAILURES)] == [False] * (FAILURES - 1) + [True]
    return breaker


def test_it_is_asked_until_it_has_failed_three_times_in_a_row() -> None:
    breaker = Breaker(Seconds())

    breaker.failed()
    breaker.failed()
    still = breaker.lets_through()
    breaker.answered()
    breaker.failed()
    breaker.failed()

    assert still
    assert breaker.lets_through()
    assert breaker.failed()
    assert not breaker.lets_through()


def test_it_is_left_alone_up_to_the_end_of_the_rest() -> None:
    seconds = Seconds()
    breaker = closed(seconds)

    seconds.at += REST_SECONDS - 0.001
    before = breaker.lets_through()
    seconds.at += 0.001

    assert not before
    assert breaker.lets_through()


def test_one_alone_finds_out_whether_it_answers_again() -> None:
    seconds = Seconds()
    breaker = closed(seconds)
    seconds.at += REST_SECONDS

    through = [breaker.lets_through() for _ in range(3)]
    failed = breaker.failed()
    seconds.at += REST_SECONDS
    again = breaker.lets_through()
    is_news = breaker.answered()

    assert through == [True, False, False]
    assert (failed, again, is_news) == (False, True, True)
    assert [breaker.lets_through(), breaker.lets_through(), breaker.answered()] == [True, True, False]
