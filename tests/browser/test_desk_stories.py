"""Stories of the branch as they are played at the desks: S01, S07 and S34 of docs/situations.md."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage, sign_in
from tests.browser.desks import calls, facts, play, press
from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.browser

AT_TEN_SIXTY_TIMES = "2026-01-05T10:00+60x"


def opened(open_page: OpenPage, counter: str) -> Page:
    """The page of this counter, which is open."""
    page = open_page(f"/desk/zhongshan/{counter}", "desk")
    press(page, "Space", main="叫")
    return page


def test_s01_a_man_without_a_number_gets_one_and_the_teller_is_told_that_she_is_first(
    server: Server, open_page: OpenPage
) -> None:
    woman = Person(server, "kiosk").takes_number("cash")["number"]
    desk = opened(open_page, "2")

    play(desk, "w")
    expect(desk.locator(".asking")).to_contain_text(f"{woman} 先办")
    play(desk, "1")
    expect(desk.locator(".next-foot .band")).to_have_text(f"请记下 A002，按次序叫：{woman} 先办，A002 前面 1 人。")

    calls(desk, woman)
    calls(desk, "A002")
    assert facts(server, "ticket_called") == [woman, "A002"]


def test_s01_where_nobody_waits_he_is_served_at_once_with_a_number_all_the_same(
    server: Server, open_page: OpenPage
) -> None:
    desk = opened(open_page, "2")

    play(desk, "w1")

    expect(desk.locator(".who")).to_have_text("A001")
    expect(desk.locator(".next-foot .band")).to_have_text("A001 已取号，就在这里办，没有人在等。")
    [called] = [entry for entry in Person(server, "teller").journal() if entry["kind"] == "ticket_called"]
    assert called["rule"] == "walk_up"


def test_s07_the_machine_refuses_her_and_counter_two_takes_her_ahead_with_the_number_she_has(
    server: Server, open_page: OpenPage
) -> None:
    kiosk = Person(server, "kiosk")
    woman, *later = [kiosk.takes_number("cash")["number"] for _ in range(3)]
    one = opened(open_page, "1")
    two = one.context.new_page()
    two.goto(f"{server.url}/desk/zhongshan/2")
    press(two, "Space", main="叫")
    calls(one, woman)
    play(one, "m11")
    expect(one.locator(".undo")).to_contain_text(f"{woman} 去了自助机")
    calls(two, later[0])

    play(two, "g4")
    two.keyboard.type(woman.lower())
    two.keyboard.press("Enter")
    play(two, "1")
    expect(two.locator(".next-foot .band")).to_have_text(f"{woman} 回到原来的位置，下一位就是。")

    expect(two.locator("[data-key=main]")).to_contain_text(f"办结，叫{woman}")
    calls(two, woman)
    assert facts(server, "ticket_issued") == [woman, *later]
    assert facts(server, "ticket_called") == [woman, later[0], woman]


def test_s34_the_desk_promises_a_time_goes_on_and_calls_her_ahead_when_it_has_come(
    start_server: Callable[..., Server], chromium: Browser
) -> None:
    server = start_server(clock=AT_TEN_SIXTY_TIMES)
    kiosk = Person(server, "kiosk")
    woman = kiosk.takes_number("cash")["number"]
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    sign_in(context, server)
    desk = context.new_page()
    desk.goto(f"{server.url}/desk/zhongshan/2")
    press(desk, "Space", main=f"叫{woman}")
    calls(desk, woman)

    play(desk, "h12")
    expect(desk.locator(".present .customer")).to_be_hidden()
    others = [kiosk.takes_number("cash")["number"] for _ in range(2)]
    calls(desk, others[0])

    expect(desk.locator("[data-key=main]")).to_contain_text(f"办结，叫{woman}", timeout=15_000)
    calls(desk, woman)
    assert facts(server, "ticket_parked") == [woman]
    assert facts(server, "ticket_called") == [woman, others[0], woman]
    context.close()
