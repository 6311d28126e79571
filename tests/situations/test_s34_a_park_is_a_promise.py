"""S34: a currency exchange needed head-office approval; "please wait", and twenty minutes of nothing."""

from collections.abc import Callable

from tests.outside import Person, Screen
from tests.servers import Server

AT_TEN_SIXTY_TIMES = "2026-01-05T10:00+60x"


def test_the_counter_goes_on_and_she_comes_back_ahead_when_it_was_promised(
    start_server: Callable[..., Server],
) -> None:
    server = start_server(clock=AT_TEN_SIXTY_TIMES)
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    woman = kiosk.takes_number("transfer")
    teller.at("1", "next")
    others = [kiosk.takes_number("cash") for _ in range(2)]

    with Screen(server, {"view": "ticket", "ticket": woman["id"]}, role=None) as phone:
        parked = teller.at("1", "park", {"minutes": 3, "reason": "approval"}).body
        goes_on = teller.at("1", "next").body["ticket"]["number"]
        told = phone.sees(lambda seen: seen["state"] == "parked")
        again = phone.sees(lambda seen: seen["came_back"] == "promise_due")
    called = teller.at("1", "next", {"finish": True}).body["ticket"]["number"]

    assert goes_on == others[0]["number"]
    assert told["aside"]["until"] == parked["aside"]["until"]
    assert told["aside"]["reason"] == "approval"
    assert (again["state"], again["ahead"]) == ("waiting", 0)
    assert called == woman["number"]
    [returned] = [entry for entry in teller.journal() if entry["kind"] == "ticket_returned"]
    assert (returned["at"], returned["actor"]) == (parked["aside"]["until"], "system")


def test_a_ready_counter_calls_her_by_itself_at_the_promised_instant(start_server: Callable[..., Server]) -> None:
    server = start_server(clock=AT_TEN_SIXTY_TIMES)
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    woman = kiosk.takes_number("transfer")
    teller.at("1", "next")
    parked = teller.at("1", "park", {"minutes": 3, "reason": "the branch manager must sign"}).body
    nobody = teller.at("1", "next")

    with Screen(server, {"view": "board", "branch": server.branch}) as hall:
        board = hall.sees(lambda seen: seen["calls"][0]["at"] >= parked["aside"]["until"])

    assert nobody.status == 204
    assert (board["calls"][0]["number"], board["calls"][0]["counter"]) == (woman["number"], "1")
    assert "sign" not in str(teller.journal())
