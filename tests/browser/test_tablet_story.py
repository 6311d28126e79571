"""A ticket's story on the tablet in Chromium: all that happened, the page for the customer, and finding any number."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_tablet import NAMELESS, SIZES, TOO_FAR, TOO_SMALL, open_tablet
from tests.outside import Person, cards_of
from tests.servers import Server

pytestmark = pytest.mark.browser

FORETOLD_MS = 20_000
"""The waits are foretold anew within this, the first time by a process that has still to begin."""

BEGINNINGS = """() => ["printed", "coming"]
  .map((one) => document.querySelector(`.against .${one}`).getBoundingClientRect().left)"""
"""Where the printed range begins, and the expected one: both of one drawing, which is made anew when waits change."""


def a_morning(server: Server) -> str:
    """Two came before her, then she, then a VIP who was called first; then those two. She still waits: her number."""
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("1", "open")
    for _ in range(2):
        kiosk.takes_number("cash")
    woman = str(kiosk.takes_number("cash", language="en")["number"])
    kiosk.takes_number("cash", identity={"kind": "card", "value": cards_of("wode")[0]})
    for _ in range(3):
        teller.at("1", "next", {"finish": True})
    return woman


def find(page: Page, typed: str) -> None:
    """The number is typed on the pad."""
    page.locator("[data-find]").click()
    for key in (*typed, "show"):
        page.locator(f"[data-pad='{key}']").click()


def test_a_tap_shows_the_whole_story_and_it_stays_live(server: Server, browser: Browser) -> None:
    woman = a_morning(server)
    page = open_tablet(browser, server)

    page.locator(".waiters tr", has_text=woman).click()
    told = page.locator(".told li")
    expect(told).to_have_count(3)
    expect(told.nth(0)).to_contain_text("取号：现金业务，普通。前面 2 人。")
    expect(told.nth(1)).to_contain_text("A004（沃德）先叫到 1 号窗口：视为早到 30 分钟。被超过第 1 次，最多 3 次")
    expect(told.nth(2)).to_contain_text("能办这项业务的窗口按次序叫了 2 个更早的号。")
    Person(server, "teller").at("1", "next", {"finish": True})

    expect(told).to_have_count(4)
    expect(told.nth(3)).to_contain_text("叫到 1 号窗口：只有这一位在等这个窗口能办的业务。")


def test_a_number_that_was_passed_leads_to_the_story_of_who_passed_it(server: Server, browser: Browser) -> None:
    a_morning(server)
    page = open_tablet(browser, server)
    find(page, "A3")

    page.locator(".told .passed [data-number='A004']").click()

    expect(page.locator(".detail .story-head .number")).to_have_text("A004")
    expect(page.locator(".told li").nth(1)).to_contain_text("叫到 1 号窗口：视为早到 30 分钟。先于 A001、A002、A003。")


def test_the_page_for_the_customer_proves_its_answer_and_changes_its_language_by_one_key(
    server: Server, browser: Browser
) -> None:
    woman = a_morning(server)
    page = open_tablet(browser, server)
    page.locator(".waiters tr", has_text=woman).click()
    page.locator(".show").click()
    turned = page.locator(".turned")

    expect(turned.locator("h1")).to_have_text("You are first in line now")
    expect(turned.locator(".turned-slots")).to_contain_text("Later numbers called first: 1, at most 3")
    expect(turned.locator(".proof p")).to_have_text(
        [
            re.compile("You took your number; 2 were before you. The ticket says .*"),
            "A later one was called first: number 1 of at most 3.",
            "2 who came before you were called in order.",
        ]
    )
    turned.locator(".other").click()
    expect(turned.locator("h1")).to_have_text("现在您排在最前")
    expect(turned.locator(".proof .passed")).to_contain_text("后来的号先叫，第 1 个，最多 3 个。")
    said = turned.inner_text()
    assert not [other for other in ("A001", "A002", "A004", "沃德", "普通", "现金") if other in said]


def test_closed_and_parked_numbers_are_found_and_an_unknown_one_is_answered_in_words(
    server: Server, browser: Browser
) -> None:
    a_morning(server)
    Person(server, "teller").on("A002", "return", {"reason": "unfinished"})
    Person(server, "manager").on("A002", "park", {"minutes": 20, "reason": "form"})
    page = open_tablet(browser, server)

    find(page, "A99")
    expect(page.locator(".find-note")).to_have_text("今天没有 A099 这个号，请核对。")
    for _ in range(4):
        page.keyboard.press("Backspace")
    page.keyboard.type("a1")
    page.keyboard.press("Enter")
    expect(page.locator(".detail .facts")).to_contain_text("办结")
    page.keyboard.press("Escape")
    expect(page.locator("[data-find]")).to_be_focused()
    find(page, "A2")

    expect(page.locator(".detail .facts")).to_contain_text("稍后再来")
    expect(page.locator(".told li").last).to_contain_text("稍后再来：约好")


def test_a_story_that_cannot_be_read_says_so_and_is_read_when_the_line_is_back(
    server: Server, browser: Browser
) -> None:
    woman = a_morning(server)
    page = open_tablet(browser, server)
    page.route("**/story*", lambda route: route.abort())

    page.locator(".waiters tr", has_text=woman).click()
    expect(page.locator(".detail")).to_contain_text("经过现在读不到，连上后自己再读。")
    expect(page.locator(".show")).to_be_disabled()
    page.unroute("**/story*")
    Person(server, "kiosk").takes_number("cash")

    expect(page.locator(".told li").first).to_contain_text("取号：现金业务")
    expect(page.locator(".show")).to_be_enabled()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_that_it_gets_later_than_printed_has_room_in_the_panel_and_on_the_turned_page(
    server: Server, browser: Browser, size: str, query: str
) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    for counter in ("1", "2", "4"):
        teller.at(counter, "open")
    for _ in range(9):
        kiosk.takes_number("cash")
    page = open_tablet(browser, server, size=size, query=query)
    number = kiosk.takes_number("cash", language="en" if query else "zh")["number"]
    for counter in ("2", "4"):
        teller.at(counter, "finish")
        teller.at(counter, "pause", {"reason": "lunch"})

    page.locator(".waiters tr", has_text=number).click()
    expect(page.locator(".facts .later")).to_be_visible(timeout=FORETOLD_MS)
    found = [page.evaluate(check) for check in (TOO_FAR, TOO_SMALL, NAMELESS)]
    printed, now = page.evaluate(BEGINNINGS)
    page.locator(".show").click()

    assert now > printed
    expect(page.locator(".turned")).to_contain_text("later than printed" if query else "比票上写的晚")
    found += [page.evaluate(check) for check in (TOO_FAR, TOO_SMALL, NAMELESS)]
    assert found == [[]] * 6
