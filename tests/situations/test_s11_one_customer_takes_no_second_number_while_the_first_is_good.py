"""S11: five men occupied every window for half an hour, paying in and drawing out one yuan some fifty times.

Here is what is about their numbers; that every window is held beyond its standard is another alert.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.outside import Person, Said, cards_of
from tests.servers import Server

MEN = 8
MAN = {"kind": "card", "value": "6222021234567890"}


def asks(who: Person, identity: dict[str, str]) -> Said:
    """Somebody asks for a number for cash."""
    return who.post(f"/branches/{who.server.branch}/tickets", {"service": "cash", "identity": identity})


def is_served(server: Server) -> Any:
    """Whoever is next at counter 1 has come and gone; answers with their number."""
    teller = Person(server, "teller")
    called = teller.at("1", "next").body["ticket"]["number"]
    assert teller.at("1", "finish").status == 200
    return called


def test_the_number_that_is_good_is_told_instead_of_a_second_one(server: Server) -> None:
    kiosk = Person(server, "kiosk")
    first = asks(kiosk, MAN).body
    vip = {"kind": "card", "value": cards_of("wode")[0]}
    asks(kiosk, vip)

    again = asks(kiosk, MAN)
    vip_again = asks(kiosk, vip)

    assert (again.status, again.body["code"], again.body["number"]) == (409, "number_already_taken", first["number"])
    assert (vip_again.status, vip_again.body["number"]) == (409, "A002")
    assert first["id"] not in str(again.body)
    assert next(queue["waiting"] for queue in kiosk.board()["queues"] if queue["service"] == "cash") == 2


def test_a_new_errand_after_the_first_is_served_gets_its_number_and_the_lobby_manager_can_always_give_one(
    server: Server,
) -> None:
    kiosk, manager = Person(server, "kiosk"), Person(server, "manager")
    Person(server, "teller").at("1", "open")
    asks(kiosk, MAN)
    called = is_served(server)

    new_errand = asks(kiosk, MAN)
    by_the_manager = asks(manager, MAN)

    assert called == "A001"
    assert (new_errand.status, by_the_manager.status) == (201, 201)


def test_of_many_who_show_the_same_at_the_same_moment_one_gets_a_number(server: Server) -> None:
    kiosk = Person(server, "kiosk")

    with ThreadPoolExecutor(MEN) as pool:
        said = list(pool.map(lambda _: asks(kiosk, MAN), range(MEN)))

    assert sorted(one.status for one in said) == [201] + [409] * (MEN - 1)
    assert {one.body["number"] for one in said} == {"A001"}


def test_what_they_showed_is_in_no_journal(server: Server) -> None:
    kiosk = Person(server, "kiosk")
    asks(kiosk, MAN)
    asks(kiosk, MAN)

    entries = Person(server, "manager").journal()

    assert [entry["number"] for entry in entries if entry["kind"] == "ticket_issued"] == ["A001"]
    assert MAN["value"] not in str(entries) + server.log()
    assert not any("identity" in entry for entry in entries)
