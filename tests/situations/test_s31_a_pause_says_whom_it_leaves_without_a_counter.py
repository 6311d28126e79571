"""S31: a teller went to dinner, and one window was left."""

from tests.outside import Person
from tests.servers import Server

LEFT = {"service": "cash", "waiting": 3, "counters_left": 1, "minimum": 2}


def two_counters_and_three_who_wait(server: Server) -> tuple[Person, Person]:
    """Counters 1 and 2 are open; nobody has been called yet. Answers the teller and the lobby manager."""
    kiosk, teller, manager = (Person(server, role) for role in ("kiosk", "teller", "manager"))
    for counter in ("1", "2"):
        teller.at(counter, "open")
    for _ in range(3):
        kiosk.takes_number("cash")
    return teller, manager


def short_of(manager: Person) -> list[dict[str, object]]:
    """The personal services that the lobby manager's tablet says have too few counters."""
    uncovered = manager.get(f"/branches/{manager.server.branch}/tablet").body["uncovered"]
    return [one for one in uncovered if one["service"] != "corporate"]


def test_whoever_pauses_is_told_what_is_left_and_the_manager_sees_it(server: Server) -> None:
    teller, manager = two_counters_and_three_who_wait(server)
    desk = teller.get(f"/branches/{server.branch}/desk?counter=2").body
    before = short_of(manager)

    paused = teller.at("2", "pause", {"reason": "lunch"})

    assert before == []
    assert desk["would_uncover"] == [LEFT]
    assert (paused.status, paused.body["state"], paused.body["uncovered"]) == (200, "paused", [LEFT])
    assert short_of(manager) == [LEFT]
    assert teller.journal()[-1]["uncovered"] == [LEFT]


def test_once_the_teller_is_back_nothing_is_uncovered_any_more(server: Server) -> None:
    teller, manager = two_counters_and_three_who_wait(server)
    teller.at("2", "pause", {"reason": "lunch"})

    teller.at("2", "resume")

    assert short_of(manager) == []
