"""S34: a currency exchange needed head-office approval; "please wait", and twenty minutes of nothing."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from tests.outside import Person, Screen
from tests.servers import Server

AT_TEN_SIXTY_TIMES = "2026-01-05T10:00+60x"


def on_the_wall(instant: str) -> str:
    """The time of day of an instant in Shanghai."""
    return f"{datetime.fromisoformat(instant).astimezone(ZoneInfo('Asia/Shanghai')):%H:%M}"


def test_the_counter_goes_on_and_she_comes_back_ahead_when_it_was_promised(
    start_server: Callable[..., Server],
) -> None:
    server = start_server(clock=AT_TEN_SIXTY_TIMES)
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    woman = kiosk.takes_number("transfer")
    teller.at("1", "next")
    others = [kiosk.takes_number("cash") for _ in range(2)]

    with Screen(server, {"view": "ticket", "ticket": woman["id"]}, role=None) as phone:
        parked = teller.at("1", "park", {"minutes": 6, "reason": "approval"}).body
        goes_on = teller.at("1", "next").body["ticket"]["number"]
        told = phone.sees(lambda seen: seen["state"] == "parked")
        page = Person(server, None).reads(woman["url"])
        again = phone.sees(lambda seen: seen["came_back"] == "promise_due")
    back = Person(server, None).reads(woman["url"])
    called = teller.at("1", "next", {"finish": True}).body["ticket"]["number"]

    assert goes_on == others[0]["number"]
    assert told["aside"]["until"] == parked["aside"]["until"]
    assert told["aside"]["reason"] == "approval"
    assert f"{on_the_wall(parked['aside']['until'])} 前后再叫您" in page
    assert "原因：等上级审批。 到时您排在后来的人前面" in page
    assert (again["state"], again["ahead"]) == ("waiting", 0)
    assert "说好的时间到了：您排在后来的人前面。" in back
    assert called == woman["number"]
    [returned] = [entry for entry in teller.journal() if entry["kind"] == "ticket_returned"]
    assert (returned["at"], returned["actor"]) == (parked["aside"]["until"], "system")


def test_a_ready_counter_calls_her_by_itself_at_the_promised_instant(start_server: Callable[..., Server]) -> None:
    server = start_server(clock=AT_TEN_SIXTY_TIMES)
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    woman = kiosk.takes_number("transfer")
    teller.at("1", "next")
    parked = teller.at("1", "park", {"minutes": 3, "reason": "the branch manager must sign"}).body
    nobody = teller.at("1", "next")

    with Screen(server, {"view": "board", "branch": server.branch}) as hall:
        board = hall.sees(lambda seen: seen["calls"][0]["at"] >= parked["aside"]["until"])

    assert nobody.status == 204
    assert (board["calls"][0]["number"], board["calls"][0]["counter"]) == (woman["number"], "1")
    assert "sign" not in str(teller.journal())


def test_who_is_ready_before_the_promised_time_says_so_and_is_back_in_her_place(server: Server) -> None:
    kiosk, teller, phone = Person(server, "kiosk"), Person(server, "teller"), Person(server, None)
    teller.at("1", "open")
    woman = kiosk.takes_number("transfer")
    teller.at("1", "next")
    kiosk.takes_number("cash")
    teller.at("1", "park", {"minutes": 20, "reason": "papers"})
    promised = phone.reads(woman["url"])

    back = phone.post(f"/tickets/{woman['id']}/return", {"reason": "ready"}).body

    assert all(said in promised for said in ("原因：补材料。", "早好了，按下面的键", "我好了"))
    assert (back["state"], back["ahead"], back["came_back"]) == ("waiting", 0, "ready")
    assert teller.at("1", "next").body["ticket"]["number"] == woman["number"]
