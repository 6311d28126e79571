"""The sender: who gets which picture, and what becomes of those whose line is slow. Real pictures, a list for a net."""

import threading
from collections.abc import Collection, Mapping
from typing import Any

import pytest

from lobby.app import Application
from lobby.pictures import View
from lobby.realtime import Realtime
from tests.clocks import HandClock
from tests.web.api import Caller

BOARD = View("board", "zhongshan")
TABLET = View("tablet", "zhongshan")


class Net:
    """Takes every picture, but from the sockets in `slow`; notes (socket, seq)."""

    def __init__(self) -> None:
        self.slow: set[str] = set()
        self.sent: list[tuple[str, int]] = []
        self._came = threading.Condition()

    def send(self, view: str, picture: Mapping[str, Any], sids: Collection[str]) -> set[str]:
        """Send as `Wires.send` does."""
        with self._came:
            late = set(sids) & self.slow
            self.sent += [(sid, picture["seq"]) for sid in sorted(set(sids) - late)]
            self._came.notify_all()
            return late

    def sees(self, expected: list[tuple[str, int]]) -> bool:
        """True once exactly this was sent; false if it is not within some seconds."""
        with self._came:
            return self._came.wait_for(lambda: self.sent == expected, timeout=5)

    def sees_more_than(self, count: int) -> bool:
        """True as soon as more pictures were sent; false if none is within half a second."""
        with self._came:
            return self._came.wait_for(lambda: len(self.sent) > count, timeout=0.5)


def issue(application: Application) -> int:
    """Somebody takes a number; answers the branch's seq afterwards."""
    kiosk = Caller(application, application.rooms.demo_tokens["zhongshan", "kiosk"])
    assert kiosk.issue().status_code == 201
    return kiosk.seq()


def test_who_was_slow_gets_the_newest_picture_later_and_the_others_nothing_twice(application: Application) -> None:
    net = Net()
    realtime = Realtime(application.rooms.pictures, net.send, longest_gap=0.05)
    for sid in ("quick", "slow"):
        realtime.watch(sid, BOARD)
    net.sent.clear()
    realtime.start()
    net.slow = {"slow"}
    first = issue(application)
    realtime.changed("zhongshan", first)
    assert net.sees([("quick", first)])

    second = issue(application)
    net.slow = set()

    assert net.sees([("quick", first), ("slow", second)])


def test_after_better_waits_a_deed_is_shown_at_once_and_after_a_deed_waits_have_time(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lobby.realtime.SHORTEST_GAP", 60.0)
    net = Net()
    realtime = Realtime(application.rooms.pictures, net.send, longest_gap=60.0)
    before = issue(application)
    realtime.watch("screen", BOARD)
    net.sent.clear()
    realtime.start()
    realtime.other_waits("zhongshan", before)
    assert net.sees([("screen", before)])

    after = issue(application)
    realtime.changed("zhongshan", after)
    assert net.sees([("screen", before), ("screen", after)])
    realtime.other_waits("zhongshan", after)

    assert not net.sees_more_than(2)


def test_a_new_watcher_has_a_picture_at_once_or_as_soon_as_the_line_takes_it(application: Application) -> None:
    net = Net()
    net.slow = {"slow"}
    realtime = Realtime(application.rooms.pictures, net.send, longest_gap=0.05)

    for sid in ("quick", "slow"):
        realtime.watch(sid, BOARD)
    assert net.sent == [("quick", 0)]
    net.slow = set()
    realtime.start()

    assert net.sees([("quick", 0), ("slow", 0)])


def test_a_branch_that_nobody_watches_is_not_read(application: Application) -> None:
    net = Net()
    realtime = Realtime(application.rooms.pictures, net.send, longest_gap=0.05)
    realtime.watch("one", View("board", "renmin"))
    realtime.watch("gone", BOARD)
    realtime.leave("gone")
    net.sent.clear()
    realtime.start()

    realtime.changed("zhongshan", issue(application))
    realtime.changed("renmin", 0)

    assert net.sees([("one", 0)])


def test_a_telling_that_was_lost_is_noticed_by_looking(application: Application) -> None:
    net = Net()
    realtime = Realtime(application.rooms.pictures, net.send, longest_gap=0.05)
    realtime.watch("one", BOARD)
    net.sent.clear()
    realtime.start()
    seq = issue(application)

    realtime.look({"zhongshan": seq})
    assert net.sees([("one", seq)])
    realtime.look({"zhongshan": seq})

    assert net.sees([("one", seq)])


def looks(realtime: Realtime, seq: int) -> None:
    """The timer comes by, once the sender has noted what it sent last."""
    with realtime._sending:
        realtime.look({"zhongshan": seq})


def test_an_alert_that_time_alone_has_made_reaches_the_tablet_once_and_nobody_else(
    application: Application, clock: HandClock
) -> None:
    net = Net()
    realtime = Realtime(application.rooms.pictures, net.send, longest_gap=0.05)
    seq = issue(application)
    realtime.watch("manager", TABLET)
    realtime.start()
    looks(realtime, seq)
    assert net.sees([("manager", seq)] * 2)

    clock.move(minutes=4)
    looks(realtime, seq)
    assert not net.sees_more_than(2)
    clock.move(minutes=1)
    looks(realtime, seq)
    assert net.sees([("manager", seq)] * 3)
    looks(realtime, seq)

    assert not net.sees_more_than(3)


def test_where_no_tablet_is_watched_nobody_looks_for_alerts(application: Application, clock: HandClock) -> None:
    net = Net()
    realtime = Realtime(application.rooms.pictures, net.send, longest_gap=0.05)
    seq = issue(application)
    realtime.watch("hall", BOARD)
    realtime.start()
    looks(realtime, seq)
    assert net.sees([("hall", seq)] * 2)

    clock.move(minutes=60)
    looks(realtime, seq)

    assert not net.sees_more_than(2)
