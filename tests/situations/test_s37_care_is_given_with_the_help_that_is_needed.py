"""S37: a wheelchair, an old woman who misread a date, a man who cannot write, a disabled son."""

from tests.outside import Person
from tests.servers import Server


def test_what_is_posted_as_care_is_a_list_that_says_what_staff_do(server: Server) -> None:
    house = Person(server, None).get(f"/branches/{server.branch}").body

    assert {"elderly", "ill", "disabled", "pregnant", "infant"} <= {kind["id"] for kind in house["care"]}
    assert all(kind["help"]["zh"] and kind["help"]["en"] for kind in house["care"])


def test_it_is_given_at_the_kiosk_or_by_staff_afterwards_and_the_desk_reads_the_ground(server: Server) -> None:
    kiosk, manager, teller = Person(server, "kiosk"), Person(server, "manager"), Person(server, "teller")
    kiosk.takes_number("cash", care="disabled")
    old_man = kiosk.takes_number("cash")

    granted = manager.on(old_man["number"], "grant", {"class": "care", "reason": "elderly"})

    desk = teller.get(f"/branches/{server.branch}/desk?counter=1").body
    grounds = {row["number"]: row["care"] for row in [desk["next"], *desk["queue"]]}
    assert granted.status == 200
    assert sorted(grounds.values()) == ["disabled", "elderly"]
    assert not any(ground in str(manager.journal()) for ground in ("disabled", "elderly"))


def test_the_right_to_be_called_soon_is_bounded_like_any_other(server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    ordinary = kiosk.takes_number("cash")
    care = [kiosk.takes_number("cash", care="elderly") for _ in range(2)]

    calls = [teller.at("1", "next", {"finish": True}).body for _ in range(3)]

    assert [call["ticket"]["number"] for call in calls] == [
        care[0]["number"],
        ordinary["number"],
        care[1]["number"],
    ]
    assert [call["why"]["rule"] for call in calls] == ["head_start", "cap", "only"]
