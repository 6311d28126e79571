"""Sockets on a real server: a picture soon after each deed, older ones dropped. For restarts see processes/."""

import time
from collections.abc import Callable

import pytest

from tests.conftest import StartServer
from tests.outside import Person, Picture, Screen, board_screen
from tests.servers import Server


def _waiting(board: Picture, service: str) -> int:
    return next(int(queue["waiting"]) for queue in board["queues"] if queue["service"] == service)


def at_least(seq: int) -> Callable[[Picture], bool]:
    return lambda picture: bool(picture["seq"] >= seq)


def test_a_new_watcher_gets_the_whole_board_at_once(server: Server) -> None:
    Person(server, "kiosk").takes_number("cash")

    with board_screen(server) as screen:
        picture = screen.sees(lambda board: True)

    assert _waiting(picture, "cash") == 1
    assert picture == {**Person(server, "display").board(), "at": picture["at"]} | {
        "queues": picture["queues"]
    }  # waits grow with the clock; everything else is the same picture


def test_every_deed_shows_within_a_second(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")

    with board_screen(server) as screen:
        for deed in (
            lambda: teller.at("1", "open"),
            lambda: kiosk.takes_number("cash"),
            lambda: teller.at("1", "next"),
            lambda: teller.at("1", "recall"),
            lambda: teller.at("1", "start"),
            lambda: teller.at("1", "finish"),
            lambda: teller.at("1", "pause", {"reason": "lunch"}),
            lambda: teller.at("1", "resume"),
            lambda: teller.at("1", "services", {"services": ["transfer"]}),
            lambda: teller.at("1", "close"),
        ):
            deed()
            began = time.monotonic()
            seq = teller.board()["seq"]
            screen.sees(at_least(seq))
            assert time.monotonic() - began < 1


def test_pictures_come_in_order_and_each_seq_is_newer(server: Server) -> None:
    kiosk = Person(server, "kiosk")

    with board_screen(server) as screen:
        for _ in range(20):
            kiosk.takes_number("cash")
        screen.sees(lambda board: _waiting(board, "cash") == 20)

    order = [(picture["seq"], picture["at"]) for picture in screen.pictures]
    assert order == sorted(order)


def test_a_desk_is_shown_to_tellers_of_that_branch_alone(server: Server) -> None:
    desk = {"view": "desk", "branch": "zhongshan", "counter": "2"}

    with Screen(server, desk, "teller") as teller:
        shown = teller.sees(lambda picture: True)
    with Screen(server, desk, "display") as display:
        refused = display.is_refused()
    with Screen(server, {**desk, "branch": "renmin"}, "teller") as elsewhere:
        refused_elsewhere = elsewhere.is_refused()

    assert shown["counter"]["id"] == "2"
    assert refused["code"] == "wrong_role"
    assert refused_elsewhere["code"] == "wrong_branch"


def test_a_tablet_is_shown_to_managers_of_that_branch_alone(server: Server) -> None:
    tablet = {"view": "tablet", "branch": "zhongshan"}

    with Screen(server, tablet, "manager") as manager:
        number = Person(server, "kiosk").takes_number("cash")["number"]
        shown = manager.sees(lambda picture: bool(picture["queue"]))
    with Screen(server, tablet, "teller") as teller:
        refused = teller.is_refused()
    with Screen(server, {**tablet, "branch": "renmin"}, "manager") as elsewhere:
        refused_elsewhere = elsewhere.is_refused()

    assert [row["number"] for row in shown["queue"]] == [number]
    assert refused["code"] == "wrong_role"
    assert refused_elsewhere["code"] == "wrong_branch"


def test_a_holder_watches_a_ticket_with_nothing_but_its_id(server: Server) -> None:
    ticket = Person(server, "kiosk").takes_number("cash")
    teller = Person(server, "teller")

    with Screen(server, {"view": "ticket", "ticket": ticket["id"]}, None) as phone:
        phone.sees(lambda picture: picture["state"] == "waiting")
        teller.at("2", "open")
        teller.at("2", "next")
        called = phone.sees(lambda picture: picture["state"] == "called")

    assert (called["number"], called["counter"]) == (ticket["number"], "2")


@pytest.mark.parametrize(
    ("watched", "code"),
    [
        ({"view": "board", "branch": "zhongshan"}, "no_token"),
        ({"view": "ticket", "ticket": "guessed"}, "unknown_ticket"),
        ({"view": "desk", "branch": "zhongshan"}, "invalid_request"),
        ({"view": "board", "branch": "zhongshan", "everything": "yes"}, "invalid_request"),
    ],
)
def test_nobody_sees_more_than_a_request_would_show(server: Server, watched: dict[str, str], code: str) -> None:
    with Screen(server, watched, None) as nobody:
        assert nobody.is_refused()["code"] == code


def test_more_sockets_than_an_address_may_hold_are_turned_away_and_deeds_go_on(start_server: StartServer) -> None:
    server = start_server(LOBBY_SERVER__SOCKETS_PER_ADDRESS="2")

    with board_screen(server) as one, board_screen(server) as two:
        third = server.http.request(
            "GET", f"{server.url}/socket.io/?EIO=4&transport=websocket", retries=False, timeout=5
        )
        Person(server, "kiosk").takes_number("cash")

        assert third.status == 503
        assert one.sees(lambda board: _waiting(board, "cash") == 1)
        assert two.sees(lambda board: _waiting(board, "cash") == 1)
