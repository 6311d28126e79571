"""S03: twenty minutes without a single call, a full hall, then two VIPs walked in and were served at once; the crowd
shouted.
"""

from collections.abc import Callable
from typing import Any

from tests.outside import Person, Picture, Screen, cards_of, recounted
from tests.servers import Server

TWO_MINUTES_A_SECOND = "2026-01-05T10:00+120x"


def stall_of(picture: Picture) -> Any:
    """What the tablet says of the silence, None if nothing."""
    return next((alert for alert in picture["alerts"] if alert["kind"] == "stall"), None)


def test_the_silence_reaches_an_open_tablet_although_nothing_happens(start_server: Callable[..., Server]) -> None:
    server = start_server(clock=TWO_MINUTES_A_SECOND)
    kiosk, teller, manager = Person(server, "kiosk"), Person(server, "teller"), Person(server, "manager")
    teller.at("1", "open")
    for _ in range(7):
        kiosk.takes_number("cash")
    teller.at("1", "next")
    last = manager.journal()[-1]["seq"]
    [called] = [entry for entry in manager.journal() if entry["kind"] == "ticket_called"]

    with Screen(server, {"view": "tablet", "branch": server.branch}, role="manager") as tablet:
        silent = tablet.sees(lambda seen: stall_of(seen) is not None)
        went = manager.post(f"/branches/{server.branch}/alerts/stall/acknowledge")
        seen_to = tablet.sees(lambda seen: stall_of(seen) is not None and stall_of(seen)["acknowledged"] is not None)
        teller.at("1", "next", {"finish": True})
        over = tablet.sees(lambda seen: seen["seq"] > seen_to["seq"] and stall_of(seen) is None)

    stall = stall_of(silent)
    assert silent["seq"] == last
    assert (stall["level"], stall["since"], stall["about"]["n"]) == ("danger", called["at"], 6)
    assert (went.status, stall_of(seen_to)["acknowledged"]["by"]) == (200, "demo manager")
    assert len(over["queue"]) == 5


def test_the_vips_who_come_then_pass_those_who_wait_twice_and_not_a_third_time(
    start_server: Callable[..., Server],
) -> None:
    server = start_server(clock=TWO_MINUTES_A_SECOND)
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    crowd = [kiosk.takes_number("cash")["number"] for _ in range(4)]
    with Screen(server, {"view": "tablet", "branch": server.branch}, role="manager") as tablet:
        tablet.sees(lambda seen: any(alert["kind"] == "nobody_open" for alert in seen["alerts"]))
    vips = [
        kiosk.takes_number("cash", identity={"kind": "card", "value": card})["number"] for card in cards_of("wode")[:3]
    ]
    teller.at("1", "open")

    calls = [teller.at("1", "next", {"finish": True}).body for _ in range(3)]

    assert [call["ticket"]["number"] for call in calls] == [*vips[:2], crowd[0]]
    assert [call["why"]["rule"] for call in calls] == ["head_start", "head_start", "cap"]
    assert calls[2]["ticket"]["passed"] == 2
    recounted(server)
