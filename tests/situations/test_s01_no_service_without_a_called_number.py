"""S01: a teller served a man with no ticket, while a woman who had taken one waited behind him."""

from tests.outside import Person
from tests.servers import Server


def test_a_teller_serves_only_the_ticket_that_was_called(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    woman = kiosk.takes_number("cash")

    # The man has no number. Whatever the teller presses, nobody is served before the woman has been called.
    started, finished = teller.at("1", "start"), teller.at("1", "finish")
    called = teller.at("1", "next")

    assert (started.status, started.body["code"]) == (409, "no_ticket")
    assert (finished.status, finished.body["code"]) == (409, "no_ticket")
    assert (called.status, called.body["ticket"]["number"]) == (200, woman["number"])


def test_whoever_takes_a_number_behind_her_is_called_after_her(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    woman, man = kiosk.takes_number("cash"), kiosk.takes_number("cash")

    first = teller.at("1", "next")
    second = teller.at("1", "next", {"finish": True})

    assert [said.body["ticket"]["number"] for said in (first, second)] == [woman["number"], man["number"]]


def test_a_counter_holds_one_ticket_at_a_time(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    woman, man = kiosk.takes_number("cash"), kiosk.takes_number("cash")
    teller.at("1", "next")

    again = teller.at("1", "next")

    assert (again.status, again.body["code"], again.body["ticket"]) == (409, "counter_busy", woman["number"])
    assert kiosk.get(f"/tickets/{man['id']}").body["state"] == "waiting"


def test_a_man_without_a_number_is_given_one_and_the_teller_is_told_who_is_first(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    woman = kiosk.takes_number("cash")

    man = teller.at("1", "walk-up", {"service": "cash"})
    called = teller.at("1", "next")

    assert (man.status, man.body["state"], man.body["first"]) == (200, "waiting", woman["number"])
    assert called.body["ticket"]["number"] == woman["number"]
    assert teller.at("1", "next", {"finish": True}).body["ticket"]["number"] == man.body["number"]


def test_where_nobody_waits_the_man_is_served_at_once_with_a_number_all_the_same(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    kiosk.takes_number("wealth")  # waits for a counter elsewhere, and is not in his way

    man = teller.at("1", "walk-up", {"service": "cash"}, key="one tap").body
    again = teller.at("1", "walk-up", {"service": "cash"}, key="one tap").body

    [call] = [entry for entry in teller.journal() if entry["kind"] == "ticket_called"]
    assert (man["state"], man["counter"], man["first"]) == ("called", "1", None)
    assert again == man
    assert (call["rule"], call["ticket"].partition("/")[2]) == ("walk_up", man["number"])
