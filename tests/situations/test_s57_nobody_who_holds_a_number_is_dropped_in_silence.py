"""S57, at the end of the day: who still holds a number hears that it is good, or else what became of it."""

from collections.abc import Callable

from tests.outside import Person, Screen
from tests.servers import Server

TEN_TO_FIVE = "2026-01-05T16:50+60x"
HOURS = {"LOBBY_BRANCHES__ZHONGSHAN__HOURS__LAST_NUMBER_AT": "16:58", "LOBBY_CALLS__READY_MINUTES": "1"}
"""Eight seconds in which to take numbers, and a minute's grace for a counter that was left open after five."""


def test_the_last_number_is_announced_and_the_day_ends_when_everybody_has_been_served(
    start_server: Callable[..., Server],
) -> None:
    server = start_server(clock=TEN_TO_FIVE, **HOURS)
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    first, last = (kiosk.takes_number("cash") for _ in range(2))

    with Screen(server, {"view": "board", "branch": server.branch}) as hall:
        told = hall.sees(lambda seen: bool(seen["notices"]))
        teller.at("1", "next")
        called = teller.at("1", "next", {"finish": True}).body["ticket"]["number"]
        teller.at("1", "finish")

        over = hall.sees(lambda seen: seen["day"] is None)  # nobody closes counter 1

    assert told["notices"][0]["text"]["en"] == "No more numbers today. All up to A002 will be served."
    assert (first["number"], last["number"], called) == ("A001", "A002", "A002")
    assert [counter["state"] for counter in over["counters"]] == ["closed"] * 6
    closed = teller.journal()[-1]
    assert {name: closed[name] for name in ("kind", "served", "left", "unserved")} == {
        "kind": "day_closed",
        "served": 2,
        "left": 0,
        "unserved": 0,
    }


def test_who_was_sent_to_a_machine_hears_on_the_phone_that_the_day_has_ended(
    start_server: Callable[..., Server],
) -> None:
    server = start_server(clock=TEN_TO_FIVE, **HOURS)
    teller = Person(server, "teller")
    woman = Person(server, "kiosk").takes_number("cash")
    teller.on(woman["number"], "redirect", {"machine": "1"})

    with Screen(server, {"view": "ticket", "ticket": woman["id"]}, role=None) as phone:
        over = phone.sees(lambda seen: seen["state"] == "left")

    assert over["day"] is None
    assert teller.journal()[-1]["left"] == 1
