"""S02: the machine offered a VIP button to everybody; ordinary customers took VIP numbers and the rest waited twice as
long.
"""

import time

from tests.outside import Person, cards_of
from tests.servers import Server

AT_ONCE_SECONDS = 2.0
"""Generous for a busy machine: nobody looks anything up by hand."""


def test_who_has_established_a_tier_gets_it_and_a_claim_that_cannot_be_verified_an_ordinary_number_at_once(
    server: Server,
) -> None:
    kiosk = Person(server, "kiosk")
    kiosk.takes_number("cash")
    shown = [
        {"kind": "card", "value": cards_of("wode")[0]},
        {"kind": "card", "value": "6222021234567890"},
        {"kind": "phone", "value": cards_of("wode")[1]},
        {"kind": "id", "value": "11010519491231002X"},
    ]

    began = time.monotonic()
    tickets = [kiosk.takes_number("cash", identity=one) for one in shown]

    assert time.monotonic() - began < AT_ONCE_SECONDS
    assert [ticket["class"] for ticket in tickets] == ["wode", "ordinary", "ordinary", "ordinary"]
    assert [ticket["number"] for ticket in tickets] == ["A002", "A003", "A004", "A005"]


def test_nobody_can_choose_a_tier_neither_at_the_kiosk_nor_with_their_phone(server: Server) -> None:
    kiosk, holder = Person(server, "kiosk"), Person(server, None)
    ticket = kiosk.takes_number("cash")
    tickets = f"/branches/{server.branch}/tickets"

    chosen = [kiosk.post(tickets, {"service": "cash", name: "wode"}).status for name in ("class", "tier", "vip")]
    granted = [
        who.post(f"/tickets/{ticket['id']}/grant", {"class": "wode", "reason": "I am a VIP"}).status
        for who in (kiosk, holder)
    ]

    assert chosen == [422] * 3
    assert granted == [403, 401]
    assert kiosk.takes_number("cash")["class"] == "ordinary"


def test_no_page_at_which_numbers_are_taken_or_kept_names_a_tier(server: Server) -> None:
    ticket = Person(server, "kiosk").takes_number("cash", identity={"kind": "card", "value": cards_of("wode")[0]})
    pages = [f"/kiosk/{server.branch}", ticket["url"], f"{ticket['url']}/paper"]

    said = [server.http.request("GET", server.url + page, retries=False).data.decode() for page in pages]

    assert all(ticket["number"] in page for page in said[1:])
    assert [
        word for page in said for word in ("沃德", "交银理财", "wode", "jiaoyin", "VIP", "vip") if word in page
    ] == []


def test_the_lobby_manager_gives_one_with_a_reason_that_the_journal_keeps(server: Server) -> None:
    manager = Person(server, "manager")
    number = Person(server, "kiosk").takes_number("cash")["number"]

    granted = manager.on(number, "grant", {"class": "wode", "reason": "card forgotten at home, known to us"})

    assert granted.status == 200
    [fact] = [entry for entry in manager.journal() if entry["kind"] == "class_granted"]
    assert (fact["actor"], fact["class"], fact["ticket"].endswith(number)) == ("demo manager", "wode", True)
    assert "forgotten" not in str(fact)
