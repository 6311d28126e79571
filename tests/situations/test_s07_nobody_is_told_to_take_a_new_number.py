"""S07: counter 1 sent her to the machine, which refused; back at counter 2 she was told to take a new number."""

from tests.outside import Person, recounted
from tests.servers import Server


def test_sent_to_the_machine_and_back_she_is_next_with_the_number_she_has(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    phone = Person(server, None)
    for counter in ("1", "2"):
        teller.at(counter, "open")
    woman = kiosk.takes_number("cash")
    teller.at("1", "next")
    later = [kiosk.takes_number("cash") for _ in range(3)]

    sent = teller.at("1", "redirect", {"machine": "2", "accompanied": False}).body
    meanwhile = teller.at("1", "next").body["ticket"]["number"]
    back = phone.post(f"/tickets/{woman['id']}/return", {"reason": "machine_failed"}).body
    called = teller.at("2", "next").body["ticket"]

    assert (sent["state"], sent["aside"]["machine"]) == ("redirected", "2")
    assert meanwhile == later[0]["number"]
    assert (back["state"], back["ahead"], back["came_back"]) == ("waiting", 0, "machine_failed")
    assert called["number"] == woman["number"]
    assert recounted(server).picture.tickets[f"{_day(server)}/{woman['number']}"].counter == "2"


def test_her_phone_says_where_to_go_and_how_to_come_back_and_then_that_she_is_ahead(server: Server) -> None:
    kiosk, teller, phone = Person(server, "kiosk"), Person(server, "teller"), Person(server, None)
    teller.at("1", "open")
    woman = kiosk.takes_number("cash")
    teller.at("1", "next")
    kiosk.takes_number("cash")

    teller.at("1", "redirect", {"machine": "2", "accompanied": False})
    sent = phone.reads(woman["url"])
    phone.post(f"/tickets/{woman['id']}/return", {"reason": "machine_failed"})
    back = phone.reads(woman["url"])

    assert all(said in sent for said in ("请用 2 号存取款机", "您的位置留着", "没办成，回到队里", "办好了"))
    assert "自助机没办成：您回到了原来的位置， 排在后来的人前面。" in back
    assert "前面没有人" in back
    assert woman["number"] in sent
    assert woman["number"] in back


def test_what_turns_out_unfinished_at_the_door_is_finished_with_the_old_number(server: Server) -> None:
    kiosk, teller, manager = Person(server, "kiosk"), Person(server, "teller"), Person(server, "manager")
    teller.at("1", "open")
    woman = kiosk.takes_number("cash")
    teller.at("1", "next")
    teller.at("1", "finish")
    kiosk.takes_number("cash")

    back = manager.on(woman["number"], "return", {"reason": "unfinished"})

    assert (back.status, back.body["state"], back.body["issued_at"]) == (200, "waiting", woman["issued_at"])
    assert teller.at("1", "next").body["ticket"]["number"] == woman["number"]


def test_for_another_business_at_another_counter_she_keeps_her_place(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    for counter in ("1", "6"):
        teller.at(counter, "open")
    woman = kiosk.takes_number("cash")
    teller.at("1", "next")
    kiosk.takes_number("wealth")

    moved = teller.at("1", "errand", {"service": "wealth"}).body
    told = Person(server, None).reads(woman["url"])

    assert (moved["number"], moved["service"], moved["state"]) == (woman["number"], "wealth", "waiting")
    assert "接着办理财基金：您的位置不变" in told
    assert teller.at("6", "next").body["ticket"]["number"] == woman["number"]


def test_a_slip_of_the_tellers_hand_is_taken_back_as_if_it_had_not_been(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    woman = kiosk.takes_number("cash")
    teller.at("1", "next")
    teller.at("1", "finish")

    undone = teller.at("1", "undo").body

    desk = teller.get(f"/branches/{server.branch}/desk?counter=1").body
    assert (undone["number"], undone["state"]) == (woman["number"], "called")
    assert desk["present"]["number"] == woman["number"]
    assert teller.at("1", "undo").body["code"] == "counter_busy"


def _day(server: Server) -> str:
    return str(Person(server, "manager").board()["day"])
