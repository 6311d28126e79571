"""The holder's page in Chromium against a real server: called, given up, cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

AMBER = "rgb(255, 196, 46)"
NOTICED_MS = 30_000
"""Within this the page has noticed that the server is away or back (heartbeat, then 5 s)."""

WIDER = "() => document.documentElement.scrollWidth > innerWidth"


def test_a_call_turns_the_whole_screen_and_names_the_counter(open_page: OpenPage, server: Server) -> None:
    ticket = Person(server, "kiosk").takes_number("cash")
    page = open_page(ticket["url"], "phone")
    expect(page.locator(".waiting")).to_be_visible()
    teller = Person(server, "teller")
    teller.at("2", "open")

    teller.at("2", "next")

    expect(page.locator(".come .figure")).to_have_text("2")
    expect(page.locator(".phone")).to_have_css("background-color", AMBER)
    expect(page.locator(".waiting")).to_be_hidden()
    expect(page).to_have_title(f"{ticket['number']} → 2 号窗口")


def test_the_page_follows_the_ticket_to_its_end(open_page: OpenPage, server: Server) -> None:
    ticket = Person(server, "kiosk").takes_number("cash")
    page = open_page(ticket["url"], "phone")
    teller = Person(server, "teller")
    for deed in ("open", "next", "start"):
        teller.at("2", deed)
    expect(page.locator(".outcome h2")).to_have_text("正在 2 号窗口办理")

    teller.at("2", "finish")

    expect(page.locator(".outcome h2")).to_have_text("办完了")


def test_the_line_gets_shorter_by_itself(open_page: OpenPage, server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    kiosk.takes_number("cash")
    page = open_page(kiosk.takes_number("cash")["url"], "phone")
    expect(page.locator(".ahead")).to_have_text("前面还有 1 人")

    teller.at("2", "open")
    teller.at("2", "next")

    expect(page.locator(".ahead")).to_have_text("前面没有人，下一个就可能是您")


def test_giving_up_is_asked_once_more_and_then_done(open_page: OpenPage, server: Server) -> None:
    ticket = Person(server, "kiosk").takes_number("cash")
    page = open_page(ticket["url"], "phone")
    page.locator(".give-up").click()
    page.locator(".stay").click()
    expect(page.locator(".waiting")).to_be_visible()
    page.locator(".give-up").click()

    page.locator(".confirm").click()

    expect(page.locator(".outcome h2")).to_have_text("这个号已经取消")
    assert Person(server, None).get(f"/tickets/{ticket['id']}").body["state"] == "left"


def test_a_lost_line_says_from_when_the_picture_is_and_nothing_can_be_cancelled(
    open_page: OpenPage, server: Server
) -> None:
    page = open_page(Person(server, "kiosk").takes_number("cash")["url"], "phone")
    expect(page.locator(".give-up")).to_be_enabled()

    server.stop()

    expect(page.locator(".band.stale")).to_be_visible(timeout=NOTICED_MS)
    expect(page.locator(".band.stale")).to_contain_text("网络断了")
    expect(page.locator(".give-up")).to_be_disabled()
    expect(page.locator(".still")).to_be_hidden()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_no_wider_than_the_phone(open_page: OpenPage, server: Server, lang: str) -> None:
    page = open_page(f"{Person(server, 'kiosk').takes_number('loss')['url']}?lang={lang}", "phone")
    assert page.evaluate(WIDER) is False

    page.locator(".bell").click()
    page.locator(".give-up").click()

    assert page.evaluate(WIDER) is False
