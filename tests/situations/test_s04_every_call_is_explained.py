"""S04: two VIPs in a row; a woman protested for five minutes and nobody answered her."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.outside import Person, cards_of
from tests.servers import SESSION_COOKIE, Server

FAST = "2026-01-05T10:00+300x"
SHE_IS_NEXT = "您已被优先号超过 2 次，最多 3 次；最迟下一个就是您。"


def two_vips_in_a_row(server: Server) -> tuple[str, list[str]]:
    """Her number, and those of the two who were called before her."""
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    woman = str(kiosk.takes_number("cash")["number"])
    vips = [
        str(kiosk.takes_number("cash", identity={"kind": "card", "value": c})["number"]) for c in cards_of("wode")[:2]
    ]
    for _ in vips:
        teller.at("1", "next", {"finish": True})
    return woman, vips


@pytest.mark.browser
def test_one_tap_and_the_tablet_turned_round_answer_the_woman_who_protests(
    start_server: Callable[..., Server], chromium: Browser
) -> None:
    server = start_server(clock=FAST)
    woman, vips = two_vips_in_a_row(server)
    with chromium.new_context(viewport={"width": 1180, "height": 820}) as context:
        context.add_cookies([{"name": SESSION_COOKIE, "value": server.sign_in("wang"), "url": server.url}])
        page = context.new_page()
        page.goto(f"{server.url}/tablet/{server.branch}")
        page.locator(".waiters tr", has_text=woman).click()
        page.locator(".show").click()
        turned = page.locator(".turned")

        # The third pass is for whoever needs care and came within a quarter of an hour of her; then nobody is left.
        expect(turned).to_contain_text(SHE_IS_NEXT, timeout=20_000)
        expect(turned.locator("h1")).to_have_text("下一个就是您")
        expect(turned.locator(".proof .passed p")).to_have_text(
            ["后来的号先叫，第 1 个，最多 3 个。", "后来的号先叫，第 2 个，最多 3 个。"]
        )
        said = turned.inner_text()
        assert not [word for word in (*vips, "沃德", "VIP", "普通", "现金") if word in said]


def test_her_story_keeps_every_call_in_words_for_staff_and_in_words_for_her(server: Server) -> None:
    woman, vips = two_vips_in_a_row(server)

    told = Person(server, "manager").get(f"/branches/{server.branch}/tickets/{woman}/story").body

    passes = [entry for entry in told["entries"] if entry["what"] == "passed"]
    assert [(entry["others"], entry["count"]) for entry in passes] == [([vips[0]], 1), ([vips[1]], 2)]
    assert f"{vips[1]}（沃德）先叫到 1 号窗口：视为早到 30 分钟。" in passes[1]["staff"]["zh"]
    assert passes[1]["customer"] == {
        "zh": "后来的号先叫，第 2 个，最多 3 个。",
        "en": "A later one was called first: number 2 of at most 3.",
    }
    assert told["passed"] == {"by_rule": 2, "by_override": 0, "of_at_most": 3}


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
