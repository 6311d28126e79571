"""S03: twenty minutes without a single call, a full hall, and nobody said why. The screen and the phones say it."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.outside import Person, Screen, board_screen
from tests.servers import Server

AT_TEN_SIXTY_TIMES = "2026-01-05T10:00+60x"


def slow(board: Mapping[str, Any], service: str) -> list[Mapping[str, Any]]:
    """Why that queue is slow, as the board says it; empty while it is not."""
    [queue] = [queue for queue in board["queues"] if queue["service"] == service]
    causes: list[Mapping[str, Any]] = queue["slow"]
    return causes


def tells_of_no_calls(causes: list[Mapping[str, Any]]) -> bool:
    """Whether that is among them; other causes may have been told of before."""
    return "no_calls" in [cause["code"] for cause in causes]


def test_a_hall_in_which_nothing_happens_is_told_so_by_itself(start_server: Callable[..., Server]) -> None:
    server = start_server(clock=AT_TEN_SIXTY_TIMES)
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    served = kiosk.takes_number("cash")
    teller.at("1", "next")
    teller.at("1", "finish")
    waits = kiosk.takes_number("cash")

    with board_screen(server) as hall, Screen(server, {"view": "ticket", "ticket": waits["id"]}, role=None) as phone:
        board = hall.sees(lambda seen: tells_of_no_calls(slow(seen, "cash")))
        held = phone.sees(lambda seen: tells_of_no_calls(seen["slow"]))

    [few, cause] = slow(board, "cash")
    assert few == {"code": "few_counters", "open": 1, "planned": 3}
    assert (cause["code"], held["slow"]) == ("no_calls", [few, cause])
    assert board["calls"][0]["number"] == served["number"]
    assert cause["since"] >= board["calls"][0]["at"]
    # Nothing but time has passed: the screens were told without a fact.
    assert (board["seq"], held["seq"]) == (hall.pictures[0]["seq"], phone.pictures[0]["seq"])
    assert not slow(hall.pictures[0], "cash")
    assert not any(slow(board, other) for other in ("transfer", "wealth"))


def test_a_paused_counter_is_named_with_its_reason_and_when_it_is_back_until_somebody_is_called(
    start_server: Callable[..., Server],
) -> None:
    server = start_server(clock=AT_TEN_SIXTY_TIMES)
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    kiosk.takes_number("cash")
    teller.at("1", "pause", {"reason": "cash_handover"})

    with board_screen(server) as hall:
        board = hall.sees(lambda seen: bool(slow(seen, "cash")))
        hall.forgets()
        teller.at("1", "resume")
        teller.at("1", "next")
        after = hall.sees(lambda seen: not slow(seen, "cash"))

    [cause] = slow(board, "cash")
    [counter] = [one for one in board["counters"] if one["id"] == "1"]
    assert cause == {"code": "paused", "counters": ["1"], "reason": "cash_handover", "until": counter["until"]}
    assert after["calls"][0]["counter"] == "1"


def test_what_is_said_is_public_and_short(start_server: Callable[..., Server]) -> None:
    server = start_server(clock="2026-01-05T10:00+240x")  # the promised twenty minutes in five seconds
    kiosk = Person(server, "kiosk")
    tickets = [kiosk.takes_number(service) for service in ("cash", "transfer", "account", "loss", "other")]

    with board_screen(server) as hall:
        board = hall.sees(lambda seen: all(slow(seen, ticket["service"]) for ticket in tickets))

    for ticket in tickets:
        assert slow(board, ticket["service"]) == [{"code": "no_counter"}]
    assert ticket["id"] not in str(board)
    assert not any(ticket["number"] in str(board["queues"]) for ticket in tickets)
