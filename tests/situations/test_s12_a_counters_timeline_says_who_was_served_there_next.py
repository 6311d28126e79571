"""S12: a phone was taken from a counter by the next customer."""

from tests.outside import Person
from tests.servers import Server


def test_the_manager_finds_who_was_served_there_next_to_the_second(server: Server) -> None:
    kiosk, teller, manager = Person(server, "kiosk"), Person(server, "teller"), Person(server, "manager")
    for counter in ("1", "2"):
        teller.at(counter, "open")
    woman, man = kiosk.takes_number("cash"), kiosk.takes_number("loss")
    teller.at("1", "next")
    teller.at("1", "start")
    # Somebody else is served at the counter beside hers; he has nothing to do with it.
    teller.at("2", "next", {"finish": True})
    teller.at("2", "finish")
    next_one = kiosk.takes_number("transfer")
    teller.at("1", "finish")
    teller.at("1", "pause", {"reason": "break"})
    teller.at("1", "resume")
    teller.at("1", "next")
    teller.at("1", "start")
    teller.at("1", "finish")

    told = manager.get(f"/branches/{server.branch}/counters/1/timeline").body

    stays = [event for event in told["events"] if event["what"] == "ticket"]
    assert [stay["number"] for stay in stays] == [woman["number"], next_one["number"]]
    assert man["number"] not in {stay["number"] for stay in stays}
    assert [event["what"] for event in told["events"]] == ["opened", "ticket", "paused", "resumed", "ticket"]
    entries = manager.get(f"/branches/{server.branch}/journal?limit=1000").body["entries"]
    at = {(entry["kind"], entry.get("ticket", "").partition("/")[2]): entry["at"] for entry in entries}
    assert stays[0]["ended_at"] == at["service_finished", woman["number"]]
    assert stays[1]["called_at"] == at["ticket_called", next_one["number"]]
    assert stays[1]["ended_at"] == at["service_finished", next_one["number"]]
    assert (stays[1]["service"], stays[1]["class"], stays[1]["how"]) == ("transfer", "ordinary", "finished")
    assert {stay["ended_by"] for stay in stays} == {"demo teller"}


def test_it_is_still_there_after_a_restart_and_on_another_day_is_asked_for_by_its_date(server: Server) -> None:
    kiosk, teller, manager = Person(server, "kiosk"), Person(server, "teller"), Person(server, "manager")
    teller.at("1", "open")
    number = kiosk.takes_number("cash")["number"]
    teller.at("1", "next", {"finish": True})
    path = f"/branches/{server.branch}/counters/1/timeline"
    before = manager.get(path).body

    server.stop()
    server.start()

    after = manager.get(f"{path}?day={before['day']}").body
    assert [event.get("number") for event in after["events"]] == [None, number]
    assert (after["events"], after["stretches"]) == (before["events"], before["stretches"])
    assert manager.get(f"{path}?day=2020-02-29").body["events"] == []


def test_a_teller_is_not_told_what_another_counter_did(server: Server) -> None:
    said = Person(server, "teller").get(f"/branches/{server.branch}/counters/1/timeline")

    assert (said.status, said.body["code"]) == (403, "wrong_role")
