"""What is to be done later: in the order of the day, and nothing after its end."""

import threading
import time
from datetime import UTC, datetime

from lobby.rehearsal.agenda import Agenda
from lobby.rehearsal.day_clock import DayClock

NINE = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def clock_at_nine() -> DayClock:
    clock, now = DayClock(600.0), time.monotonic()
    clock.see(NINE, asked=now, answered=now)
    clock.begin(NINE)
    return clock


def test_what_is_due_is_done_in_its_order_whenever_it_was_put_there() -> None:
    agenda, done, over = Agenda(clock_at_nine()), list[str](), threading.Event()

    agenda.at(0.7, over.set)
    agenda.at(0.6, lambda: done.append("last"))
    agenda.at(0.2, lambda: done.append("second"))
    agenda.at(0.1, lambda: done.append("first"))
    agenda.at(9999.0, lambda: done.append("never"))
    agenda.work(over)

    assert done == ["first", "second", "last"]


def test_a_deed_may_put_another_one_there() -> None:
    agenda, done, over = Agenda(clock_at_nine()), list[str](), threading.Event()

    agenda.at(0.0, lambda: agenda.at(0.1, over.set))
    agenda.at(0.05, lambda: done.append("between"))
    agenda.work(over)

    assert done == ["between"]


def test_when_the_day_is_over_nothing_is_done_any_more() -> None:
    agenda, done, over = Agenda(clock_at_nine()), list[str](), threading.Event()
    agenda.at(0.0, lambda: done.append("too late"))
    over.set()

    agenda.work(over)

    assert done == []
