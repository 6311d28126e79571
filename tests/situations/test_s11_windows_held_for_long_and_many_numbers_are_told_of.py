"""S11: five men occupied every window for half an hour, paying in and drawing out one yuan some fifty times."""

from collections.abc import Callable, Sequence
from typing import Any

from tests.outside import Person, Picture, Screen
from tests.servers import Server

TWO_MINUTES_A_SECOND = "2026-01-05T10:00+120x"
WINDOWS = ("1", "2", "4")
MAN = {"kind": "card", "value": "6222021234567890"}


def alerts(picture: Picture, kind: str) -> Sequence[Any]:
    """What the tablet says of this kind."""
    return [alert for alert in picture["alerts"] if alert["kind"] == kind]


def test_every_window_held_beyond_its_standard_reaches_the_tablet_by_time_alone(
    start_server: Callable[..., Server],
) -> None:
    server = start_server(clock=TWO_MINUTES_A_SECOND)
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    for window in WINDOWS:
        kiosk.takes_number("cash")
        teller.at(window, "open")
        teller.at(window, "next")
    for _ in range(2):
        kiosk.takes_number("cash")
    last = teller.journal()[-1]["seq"]

    with Screen(server, {"view": "tablet", "branch": server.branch}, role="manager") as tablet:
        held = tablet.sees(lambda seen: bool(alerts(seen, "occupation")))
        teller.at("2", "finish")
        free = tablet.sees(lambda seen: seen["seq"] > last and not alerts(seen, "occupation"))

    [occupation] = alerts(held, "occupation")
    assert held["seq"] == last
    assert occupation["level"] == "danger"
    assert occupation["about"] == {
        "counter": None,
        "number": None,
        "service": "cash",
        "n": 2,
        "counters": list(WINDOWS),
    }
    assert len(free["queue"]) == 2


def test_who_takes_a_fifth_number_within_the_hour_is_told_of(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")

    with Screen(server, {"view": "tablet", "branch": server.branch}, role="manager") as tablet:
        for _ in range(4):
            kiosk.takes_number("cash", identity=MAN)
            teller.at("1", "next")
            teller.at("1", "finish")
        fourth = tablet.sees(lambda seen: any(call["number"] == "A004" for call in seen["calls"]))
        fifth = kiosk.takes_number("cash", identity=MAN)["number"]
        told = tablet.sees(lambda seen: bool(alerts(seen, "repeat")))

    [repeat] = alerts(told, "repeat")
    assert alerts(fourth, "repeat") == []
    assert (repeat["level"], repeat["about"]["number"], repeat["about"]["n"]) == ("warn", fifth, 5)
    assert MAN["value"] not in str(told)
