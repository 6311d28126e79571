"""S05: ticket 179, three ahead, 22 minutes; two corporate counters "were only chatting": they did tax payments."""

from collections.abc import Callable

from tests.outside import Person, Screen, board_screen
from tests.servers import Server

AUTOMATIC = {"LOBBY_BRANCHES__ZHONGSHAN__LENDING__MODE": "automatic"}


def shown(server: Server, ticket: str) -> tuple[int, int]:
    """The range on the holder's phone."""
    low, high = Person(server, None).get(f"/tickets/{ticket}").body["wait"]["shown"]
    return low, high


def test_what_each_counter_does_is_said_in_words_and_her_wait_is_a_range_that_follows(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    for counter in ("1", "5"):
        teller.at(counter, "open")
    company = kiosk.takes_number("corporate")
    teller.at("5", "next")
    teller.at("5", "start")
    for _ in range(4):
        kiosk.takes_number("cash")
    teller.at("1", "next")
    woman = kiosk.takes_number("cash")
    printed = tuple(woman["wait"]["shown"])

    with Screen(server, {"view": "ticket", "ticket": woman["id"]}, role=None) as phone, board_screen(server) as hall:
        board = hall.sees(lambda seen: seen["counters"][4]["number"] == company["number"])
        teller.at("1", "next", {"finish": True})
        follows = phone.sees(lambda seen: seen["ahead"] == 2)

    corporate = board["counters"][4]
    words = {group["id"]: group["name"] for group in kiosk.get(f"/branches/{server.branch}").body["groups"]}
    assert (corporate["state"], words[corporate["group"]]) == ("serving", {"zh": "对公业务", "en": "Corporate"})
    assert (woman["ahead"], printed[0] < printed[1]) == (3, True)
    assert follows["wait"]["shown"][1] < printed[1]
    assert tuple(follows["printed"]["shown"]) == printed


def test_the_manager_lends_the_counter_that_is_advised_and_everybody_sees_it(server: Server) -> None:
    kiosk, teller, manager = Person(server, "kiosk"), Person(server, "teller"), Person(server, "manager")
    for counter in ("1", "2", "5"):
        teller.at(counter, "open")
    nobody = manager.get(f"/branches/{server.branch}/tablet").body["advice"]
    tickets = [kiosk.takes_number("cash") for _ in range(8)]
    before = shown(server, tickets[-1]["id"])

    with Screen(server, {"view": "tablet", "branch": server.branch}, "manager") as tablet:
        advice = tablet.sees(lambda seen: seen["advice"] is not None)["advice"]
    with board_screen(server) as hall:
        lent = manager.at(advice["counter"], "lend", {"services": advice["services"]}, key="tap")
        again = manager.at(advice["counter"], "lend", {"services": advice["services"]}, key="tap")
        board = hall.sees(lambda seen: seen["counters"][4]["lent_groups"] == ["cash"])
    helped = teller.at("5", "next").body["ticket"]

    assert nobody is None
    assert (advice["counter"], advice["services"]) == ("5", ["cash"])
    assert advice["after"]["high"] < advice["before"]["high"]
    assert (lent.status, again.status, again.body) == (200, 200, lent.body)
    assert board["counters"][4]["group"] == "corporate"
    assert helped["number"] == tickets[0]["number"]
    assert shown(server, tickets[-1]["id"])[1] < before[1]
    told = [entry for entry in manager.journal() if entry["kind"] == "counter_services_set"]
    assert [(one["counter"], one["lent"], one["actor"]) for one in told] == [("5", ["cash"], "demo manager")]


def test_where_it_happens_by_itself_it_helps_above_the_one_threshold_and_goes_back_below_the_other(
    start_server: Callable[..., Server],
) -> None:
    server = start_server(**AUTOMATIC)
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    for counter in ("1", "2", "5"):
        teller.at(counter, "open")
    teller.at("5", "next")  # ready: nobody has come for it

    with board_screen(server) as hall:
        for _ in range(8):
            kiosk.takes_number("cash")
        lent = hall.sees(lambda seen: seen["counters"][4]["lent_groups"] == ["cash"])["counters"][4]
        helped = hall.sees(lambda seen: seen["counters"][4]["state"] == "called")
        for _ in range(6):
            teller.at("1", "next", {"finish": True})
        back = hall.sees(lambda seen: seen["seq"] > helped["seq"] and seen["counters"][4]["lent_groups"] == [])

    assert (lent["services"], lent["group"]) == (["cash", "corporate"], "corporate")
    assert back["counters"][4]["services"] == ["corporate"]
    told = [entry for entry in teller.journal() if entry["kind"] == "counter_services_set"]
    assert [(one["counter"], one["lent"], one["actor"], one["reason"]) for one in told] == [
        ("5", ["cash"], "system", "waiting"),
        ("5", [], "system", "waiting"),
    ]
