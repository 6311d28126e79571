"""S10: an elderly woman with 4,171 coins walked in, saw the queue, turned round and left."""

from tests.outside import Person, Screen
from tests.servers import Server


def test_the_manager_gives_her_a_number_with_the_care_and_the_coins_it_needs(server: Server) -> None:
    kiosk, manager, teller = Person(server, "kiosk"), Person(server, "manager"), Person(server, "teller")
    earlier = kiosk.takes_number("cash")

    hers = manager.takes_number("cash", care="elderly", count=9, amount=4171)

    with Screen(server, {"view": "tablet", "branch": server.branch}, role="manager") as tablet:
        picture = tablet.sees(lambda seen: len(seen["queue"]) == 2)
    [row] = [row for row in picture["queue"] if row["number"] == hers["number"]]
    assert (hers["class"], row["care"]) == ("care", "elderly")
    teller.at("1", "open")
    present = teller.at("1", "next").body["ticket"]
    assert (present["number"], present["slips"], present["amount"]) == (hers["number"], 9, 4171)
    assert earlier["number"] != hers["number"]


def test_the_journal_knows_who_gave_it_and_how_many_slips_so_that_estimates_are_not_spoilt(server: Server) -> None:
    manager = Person(server, "manager")

    hers = manager.takes_number("cash", care="elderly", count=9)

    [issued] = [entry for entry in manager.journal() if entry["kind"] == "ticket_issued"]
    assert (issued["actor"], issued["count"]) == ("demo manager", 9)
    assert "elderly" not in str(issued)
    assert issued["number"] == hers["number"]
