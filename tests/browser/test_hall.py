"""The hall screen in Chromium against a real server: true before any script, calls in turn, and a server that goes."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.outside import Person
from tests.servers import Server
from tests.soon import soon

pytestmark = pytest.mark.browser

NOTICED_MS = 30_000
"""Within this the page has noticed that the server is away or back (heartbeat 5 + 10 s, then 5 s)."""

SIZES = {"lying": (1920, 1080), "standing": (1080, 1920)}

TOO_FAR = """() => [...document.querySelectorAll(".hall, .hall *")]
  .filter((part) => part.getClientRects().length && !part.closest("svg") && !part.closest("[hidden]"))
  .filter((part) => {
    const { right, bottom } = part.getBoundingClientRect();
    const holds = getComputedStyle(part).display !== "inline" && !part.matches(".name");
    return right > innerWidth || bottom > innerHeight || (holds && part.scrollWidth > part.clientWidth + 1);
  })
  .map((part) => `${part.className}: ${part.textContent.trim().slice(0, 30)}`)"""
"""Parts that stick out of the screen or their own box. A name's second language wraps out of sight on purpose."""


def open_hall(browser: Browser, server: Server, *, size: str = "lying", script: bool = True, query: str = "") -> Page:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{server.url}/hall/{server.branch}?screen=hall{query}")
    return page


def busy_hall(server: Server) -> list[str]:
    """Three numbers taken and two of them called; the numbers in that order."""
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    numbers = [kiosk.takes_number("cash")["number"] for _ in range(3)]
    for counter in ("1", "2"):
        teller.at(counter, "open")
        teller.at(counter, "next")
    teller.at("5", "open")
    teller.at("5", "pause", {"reason": "cash_handover"})
    return numbers


def is_live(page: Page, server: Server) -> None:
    """The screen shows what happens from now on: counter 6 opens."""
    counter = page.locator(".counters li").nth(5)
    closed = str(counter.text_content())
    Person(server, "teller").at("6", "open")
    expect(counter).not_to_have_text(closed)


def words(page: Page) -> str:
    """What can be read on the screen, without its clock."""
    return re.sub(r"\d\d:\d\d", "", re.sub(r"\s+", " ", page.locator("main").inner_text()))


@pytest.mark.parametrize("query", ["", "&lang=en"])
def test_without_a_script_the_screen_says_the_same(server: Server, browser: Browser, query: str) -> None:
    busy_hall(server)

    with_script = open_hall(browser, server, query=query)
    is_live(with_script, server)
    without = open_hall(browser, server, script=False, query=query)

    def says_the_same() -> bool:
        """As soon as both know the same waits, which are foretold meanwhile."""
        without.reload()
        return words(with_script) == words(without)

    assert soon(says_the_same), (words(with_script), words(without))


def test_two_calls_at_once_take_turns_and_only_new_ones_blink(server: Server, browser: Browser) -> None:
    page = open_hall(browser, server)
    large, block = page.locator(".now .number"), page.locator(".now .block")
    is_live(page, server)

    first, second, _ = busy_hall(server)

    expect(large).to_have_text(first)
    expect(block).to_have_class(re.compile("call just-called"))
    page.wait_for_timeout(3500)
    expect(large).to_have_text(first)
    expect(large).to_have_text(second, timeout=3000)
    expect(page.locator(".last li").first).to_contain_text(first)
    page.reload()
    expect(large).to_have_text(second)
    expect(block).to_have_class("block call")


def test_a_call_that_is_answered_is_no_longer_in_the_colour_of_a_call(server: Server, browser: Browser) -> None:
    busy_hall(server)
    page = open_hall(browser, server)
    expect(page.locator(".now .block")).to_have_class("block call")

    Person(server, "teller").at("2", "start")

    expect(page.locator(".now .block")).to_have_class("block")
    expect(page.locator(".counters li").nth(1)).to_contain_text("办理中")


def test_a_lost_server_is_said_and_its_return_makes_the_screen_true_again(server: Server, browser: Browser) -> None:
    numbers = busy_hall(server)
    page = open_hall(browser, server)
    is_live(page, server)

    server.kill()
    expect(page.locator(".band.stale")).to_contain_text("请听工作人员叫号", timeout=NOTICED_MS)
    assert page.locator(".call").count() == 0
    assert "约" not in page.locator(".queues").inner_text()
    server.start()
    Person(server, "teller").at("1", "next", {"finish": True})

    expect(page.locator(".now .number")).to_have_text(numbers[2], timeout=NOTICED_MS)
    expect(page.locator(".stale-picture")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["", "&lang=en"])
def test_nothing_sticks_out(server: Server, browser: Browser, size: str, query: str) -> None:
    busy_hall(server)

    page = open_hall(browser, server, size=size, query=query)
    is_live(page, server)

    assert page.evaluate(TOO_FAR) == []
