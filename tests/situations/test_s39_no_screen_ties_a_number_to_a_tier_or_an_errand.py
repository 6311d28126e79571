"""S39: loud talk of balances in front of others. No screen ties a number to a name, a tier or an errand."""

import json
from collections.abc import Iterator
from typing import Any

from tests.outside import Person, board_screen, cards_of
from tests.servers import Server


def _objects(picture: Any) -> Iterator[dict[str, Any]]:
    if isinstance(picture, dict):
        yield picture
        for value in picture.values():
            yield from _objects(value)
    elif isinstance(picture, list):
        for value in picture:
            yield from _objects(value)


def test_priority_and_ordinary_customers_share_one_series(server: Server) -> None:
    kiosk = Person(server, "kiosk")

    ordinary = kiosk.takes_number("cash")
    tier = kiosk.takes_number("cash", identity={"kind": "card", "value": cards_of("wode")[0]})
    care = kiosk.takes_number("cash", care="elderly")

    assert [ticket["number"] for ticket in (ordinary, tier, care)] == ["A001", "A002", "A003"]
    assert [ticket["class"] for ticket in (ordinary, tier, care)] == ["ordinary", "wode", "care"]


def test_services_of_one_group_share_their_letter(server: Server) -> None:
    kiosk = Person(server, "kiosk")

    numbers = [kiosk.takes_number(service)["number"] for service in ("transfer", "account", "loss", "wealth")]

    assert numbers == ["C001", "C002", "C003", "C004"]


def test_the_board_tells_numbers_and_counters_but_no_class_name_or_errand(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("3", "open")
    card = cards_of("wode")[0]
    ticket = kiosk.takes_number("loss", identity={"kind": "card", "value": card})

    with board_screen(server) as screen:
        teller.at("3", "next")
        picture = screen.sees(lambda board: bool(board["calls"]))

    assert picture["calls"][0]["number"] == ticket["number"]
    said = json.dumps(picture, ensure_ascii=False)
    assert card not in said
    assert ticket["id"] not in said
    assert "wode" not in said
    assert "class" not in {name for thing in _objects(picture) for name in thing}
    for thing in _objects(picture):
        # A number stands beside a counter and its group, never beside one service: that would be its errand.
        assert not (thing.get("number") and "service" in thing)


def test_ticket_and_screen_say_that_numbers_may_not_be_called_in_order(server: Server) -> None:
    ticket = Person(server, "kiosk").takes_number("cash")

    teller = Person(server, "teller")

    paper = _page(server, f"/t/{ticket['id']}/paper")
    hall = _page(server, f"/hall/{server.branch}")
    teller.at("1", "open")
    teller.at("1", "next")
    while_calling = _page(server, f"/hall/{server.branch}")

    for page in (paper, hall, while_calling):
        assert "号码可能不按顺序呼叫" in page
        assert "沃德" not in page.split('type="application/json"')[0]


def _page(server: Server, path: str) -> str:
    answer = server.http.request("GET", f"{server.url}{path}", timeout=10)
    assert answer.status == 200, answer.data[:500]
    return answer.data.decode()
