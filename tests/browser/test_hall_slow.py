"""The hall screen in Chromium while a queue is slow: it says why, calmly, and the notice fits."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_hall import SIZES, TOO_FAR, open_hall
from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.browser


CUT = "(text) => text.scrollHeight > text.clientHeight + parseFloat(getComputedStyle(text).lineHeight) / 2"
"""A line more than there is room for; the face itself may stick out of its line by a few pixels."""


@pytest.fixture
def server(start_server: Callable[..., Server]) -> Server:
    """A server on a Monday at ten, on which the promised twenty minutes are five seconds."""
    return start_server(clock="2026-01-05T10:00+240x")


def hall_that_stands_still(server: Server) -> None:
    """One counter paused for lunch, one for cash, and somebody waiting for what each alone would serve."""
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    for counter, service, reason in (("1", "cash", "lunch"), ("3", "account", "cash_handover")):
        teller.at(counter, "open")
        kiosk.takes_number("transfer")
        teller.at(counter, "next")
        kiosk.takes_number(service)
        teller.at(counter, "finish")
        teller.at(counter, "pause", {"reason": reason})


def test_the_screen_says_by_itself_why_it_is_slow_and_that_numbers_may_not_be_called_in_order(
    server: Server, browser: Browser
) -> None:
    page = open_hall(browser, server)
    band = page.locator(".hall > .band .text")
    expect(band).to_have_text("投诉请打 95000")

    hall_that_stands_still(server)

    expect(band).to_contain_text("1 号窗口午餐，约", timeout=20_000)
    expect(band).to_contain_text("现金业务会慢一些。")
    expect(band).to_contain_text("3 号窗口交接现金")
    expect(band).to_contain_text("开户与银行卡会慢一些。")
    expect(page.locator(".last .standing")).to_have_text("号码可能不按顺序呼叫")
    expect(page.locator(".last .standing")).to_be_visible()


def test_before_the_first_call_the_order_is_said_as_well(server: Server, browser: Browser) -> None:
    page = open_hall(browser, server)

    expect(page.locator(".nobody-yet .standing")).to_have_text("号码可能不按顺序呼叫。")
    expect(page.locator(".nobody-yet .standing")).to_be_visible()


def test_the_notice_fits_every_screen_in_both_languages(server: Server, browser: Browser) -> None:
    hall_that_stands_still(server)

    for size in SIZES:
        for query in ("", "&lang=en"):
            page = open_hall(browser, server, size=size, query=query)
            expect(page.locator(".hall > .band .text")).to_contain_text("3", timeout=20_000)
            page.wait_for_timeout(500)

            assert page.evaluate(TOO_FAR) == [], f"{size} {query}"
            assert page.locator(".hall > .band .text").evaluate(CUT) is False, f"{size} {query}"
