"""S04: two VIPs in a row; a woman protested for five minutes and nobody answered her."""

from tests.outside import Person, cards_of
from tests.servers import Server


def test_she_can_be_told_how_often_she_was_passed_and_the_most_it_can_be(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    woman = kiosk.takes_number("cash")
    vips = [kiosk.takes_number("cash", identity={"kind": "card", "value": card}) for card in cards_of("wode")[:3]]

    calls = [teller.at("1", "next", {"finish": True}).body for _ in range(2)]
    hers = kiosk.get(f"/tickets/{woman['id']}").body
    third = teller.at("1", "next", {"finish": True}).body

    assert [call["ticket"]["number"] for call in calls] == [vips[0]["number"], vips[1]["number"]]
    assert [call["why"]["rule"] for call in calls] == ["head_start", "head_start"]
    assert all(call["why"]["passed"][0] == woman["number"] for call in calls)
    assert (hers["passed"], hers["passed_by_at_most"]) == (2, 3)
    assert hers["say"]["zh"] == "您已被优先号超过 2 次，最多 3 次；后来的人里最多还有 1 个先叫。"
    assert "twice" in hers["say"]["en"]
    # The cap of two is used up: the third VIP does not pass her.
    assert (third["ticket"]["number"], third["why"]["rule"]) == (woman["number"], "cap")
    assert "到上限" in third["why"]["staff"]["zh"]


def test_what_a_customer_is_told_names_nobody_else(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    woman = kiosk.takes_number("cash")
    vip = kiosk.takes_number("cash", identity={"kind": "card", "value": cards_of("wode")[0]})

    call = teller.at("1", "next").body
    hers = kiosk.get(f"/tickets/{woman['id']}").body

    told = [*call["why"]["customer"].values(), *hers["say"].values()]
    assert call["ticket"]["number"] == vip["number"]
    for words in told:
        assert vip["number"] not in words
        assert woman["number"] not in words
        assert "沃德" not in words
        assert "VIP" not in words


def test_the_reason_stays_with_the_call_after_a_restart(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    kiosk.takes_number("cash")
    kiosk.takes_number("cash", identity={"kind": "card", "value": cards_of("wode")[0]})
    why = teller.at("1", "next").body["why"]

    server.stop()
    server.start()

    desk = teller.get(f"/branches/{server.branch}/desk?counter=1").body
    assert desk["present"]["why"] == why
