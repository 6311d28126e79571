"""The lobby manager's tablet in Chromium against a real server: true before any script, reasons in one tap, a server
that goes, halls of every size."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in
from tests.config.changes import CONFIG
from tests.conftest import StartServer
from tests.outside import Person, cards_of
from tests.servers import Server
from tests.soon import soon

pytestmark = pytest.mark.browser

NOTICED_MS = 30_000
"""Within this the page has noticed that the server is away or back (heartbeat 3 + 4 s, then 5 s)."""

SIZES = {"lying": (1180, 820), "standing": (820, 1180)}

TOO_FAR = """() => [...document.querySelectorAll(".tablet, .tablet *, .turned, .turned *")]
  .filter((part) => part.getClientRects().length && !part.closest("svg") && !part.closest("[hidden]"))
  .filter((part) => {
    const style = getComputedStyle(part);
    const box = part.getBoundingClientRect();
    const scrolls = part.parentElement?.closest(
      ".waiters-box, .calls-box, .overview, .detail-body, .deed-form-body, .hall-map, .turned-say, .turned-proof");
    const holds = style.display !== "inline" && style.textOverflow !== "ellipsis";
    const below = !scrolls && box.bottom > innerHeight + 0.5;
    return below || box.right > innerWidth + 0.5 || (holds && part.scrollWidth > part.clientWidth + 1);
  })
  .map((part) => `${part.className}: ${part.textContent.trim().slice(0, 30)}`)"""
"""Parts that stick out of the page or their own box. What scrolls may go on below; a clipped name says so by dots."""

TOO_SMALL = """() => [...document.querySelectorAll("button, a")]
  .filter((key) => key.getClientRects().length)
  .map((key) => ({ key, row: key.closest("tr") ?? key }))
  .filter(({ row }) => row.getBoundingClientRect().height < 47.5 || row.getBoundingClientRect().width < 44)
  .map(({ key }) => key.outerHTML.slice(0, 80))"""
"""What is tapped and lower than 48 px. A row of the table is tapped as a whole."""

OTHER = 'group = "noncash"\nstandard_minutes = 6'
"""How the configuration ends what it says of the service `other`."""

GROUP = """[groups.help]
name = { zh = "咨询与证明业务", en = "Questions and certificates" }
series = "H"
"""
COUNTER = """[branches.zhongshan.counters.{place}]
place = {place}
group = "help"
services = ["other"]
flexible = []
vip_first = false
[branches.zhongshan.counters.{place}.plan]
opens_at = "09:00"
closes_at = "17:00"
breaks = []
weekdays = ["mon"]
[branches.zhongshan.counters.{place}.plan.other_days]
"""

NAMELESS = """() => [...document.querySelectorAll("button, a")]
  .filter((key) => key.getClientRects().length && !(key.getAttribute("aria-label") || key.textContent).trim())
  .map((key) => key.outerHTML.slice(0, 80))"""


def open_tablet(browser: Browser, server: Server, *, size: str = "lying", script: bool = True, query: str = "") -> Page:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=script)
    sign_in(context, server, "wang")
    page = context.new_page()
    page.goto(f"{server.url}/tablet/{server.branch}{query}")
    return page


def busy_hall(server: Server) -> list[str]:
    """Four came for cash, the third for care, the last a VIP who was called first, past them all; counter 4 is paused.
    Their numbers."""
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    numbers = [kiosk.takes_number("cash")["number"] for _ in range(2)]
    numbers.append(kiosk.takes_number("cash", care="elderly", language="en")["number"])
    numbers.append(kiosk.takes_number("cash", identity={"kind": "card", "value": cards_of("wode")[0]})["number"])
    kiosk.takes_number("wealth")
    teller.at("1", "open")
    teller.at("1", "next")
    teller.at("4", "open")
    teller.at("4", "pause", {"reason": "cash_handover"})
    return numbers


def words(page: Page) -> list[str]:
    """What can be read on the page, without its clock and without the day's course, which is the script's alone."""
    parts = page.locator(".tablet-head .sum, .hall-view, .calls").all_inner_texts()
    return [re.sub(r"\s+", " ", part) for part in parts]


@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_without_a_script_the_page_says_the_same(server: Server, browser: Browser, query: str) -> None:
    busy_hall(server)

    with_script = open_tablet(browser, server, query=query)
    expect(with_script.locator(".day")).to_be_visible()
    without = open_tablet(browser, server, script=False, query=query)

    def says_the_same() -> bool:
        """As soon as both know the same waits, which are foretold meanwhile."""
        without.reload()
        return words(with_script) == words(without)

    assert soon(says_the_same), (words(with_script), words(without))


def test_the_reason_of_a_call_is_one_tap_away_and_leads_to_whom_it_passed(server: Server, browser: Browser) -> None:
    first, *_, vip = busy_hall(server)
    page = open_tablet(browser, server)

    page.locator(".call-row").first.click()

    detail = page.locator(".detail")
    expect(detail).to_contain_text("沃德，视为早到 30 分钟")
    expect(detail.locator(".story-head .number")).to_have_text(vip)
    detail.locator(f".before [data-number={first}]").click()
    expect(detail.locator(".story-head .number")).to_have_text(first)
    expect(detail).to_contain_text("您已被优先号超过 1 次，最多 3 次")
    detail.locator(".back").click()
    expect(detail).to_be_hidden()
    expect(page.locator(".overview")).to_be_visible()


def test_the_page_for_the_customer_is_in_the_tickets_language_and_names_nobody_else(
    server: Server, browser: Browser
) -> None:
    first, second, third, vip = busy_hall(server)
    page = open_tablet(browser, server)

    page.locator(".waiters tr", has_text=third).click()
    page.locator(".show").click()

    turned = page.locator(".turned")
    expect(turned.locator("h1")).to_have_text("You are first in line now")
    said = turned.inner_text()
    assert not [other for other in (first, second, vip, "Wode", "VIP", "Elderly") if other in said]
    turned.locator(".other").click()
    expect(turned.locator("h1")).to_have_text("现在您排在最前")
    page.keyboard.press("Escape")
    expect(turned).to_be_hidden()
    expect(page.locator(".show")).to_be_focused()


def test_a_counters_day_opens_at_a_tap_and_stays_live(server: Server, browser: Browser) -> None:
    *_, vip = busy_hall(server)
    page = open_tablet(browser, server)

    page.locator("[data-counter='1']").click()
    expect(page.locator(".events .stay .number")).to_have_text([vip])
    expect(page.locator(".events .how")).to_have_text(["demo teller", "还在窗口"])
    Person(server, "teller").at("1", "next", {"finish": True})

    expect(page.locator(".events .stay")).to_have_count(2)
    expect(page.locator(".events .stay").first).to_contain_text("办结")
    expect(page.locator(".strip .serving")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator("[data-counter='1']")).to_be_focused()


def test_an_open_ticket_goes_on_when_it_is_called_and_when_it_leaves(server: Server, browser: Browser) -> None:
    _, _, third, _ = busy_hall(server)  # care is called before those who came shortly before
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    page = open_tablet(browser, server)
    page.locator(".waiters tr", has_text=third).click()

    teller.at("1", "next", {"finish": True})
    expect(page.locator(".detail .facts")).to_contain_text("叫到 1 号窗口")
    page.keyboard.press("Escape")
    gone = kiosk.takes_number("corporate")
    page.locator(".waiters tr", has_text=gone["number"]).click()
    Person(server, None).post(f"/tickets/{gone['id']}/cancel", {"reason": "no time"})

    expect(page.locator(".told li").last).to_contain_text("退号。原因：no time")
    expect(page.locator(".detail .facts")).to_contain_text("离开")


def test_a_lost_server_is_said_and_its_return_makes_the_page_true_again(server: Server, browser: Browser) -> None:
    busy_hall(server)
    page = open_tablet(browser, server)
    expect(page.locator(".counter.called")).to_have_count(1)

    server.kill()
    expect(page.locator(".band.stale")).to_contain_text("起断线", timeout=NOTICED_MS)
    assert page.locator(".groups .range").first.evaluate("part => getComputedStyle(part).visibility") == "hidden"
    server.start()
    Person(server, "kiosk").takes_number("cash")

    expect(page.locator(".waiters tbody tr")).to_have_count(5, timeout=NOTICED_MS)
    expect(page.locator(".band.stale")).to_be_hidden()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_nothing_sticks_out_and_everything_can_be_tapped(
    server: Server, browser: Browser, size: str, query: str
) -> None:
    busy_hall(server)
    page = open_tablet(browser, server, size=size, query=query)
    expect(page.locator(".day")).to_be_visible()

    for opens in (None, ".waiters tbody tr", ".call-row", "[data-counter='1']", "[data-counter='2']", "[data-find]"):
        if opens is not None:
            page.locator(opens).first.click()
            page.wait_for_timeout(300)
        found = [page.evaluate(check) for check in (TOO_FAR, TOO_SMALL, NAMELESS)]
        assert found == [[], [], []], opens
        if page.locator(".show").is_visible():
            page.locator(".show").click()  # waits until the story has been read
            found = [page.evaluate(check) for check in (TOO_FAR, TOO_SMALL, NAMELESS)]
            assert found == [[], [], []], f"{opens}, turned"
            page.keyboard.press("Escape")
        page.keyboard.press("Escape")


@pytest.mark.parametrize("size", SIZES)
def test_a_hall_of_twelve_counters_and_four_groups_has_room(
    start_server: StartServer, browser: Browser, size: str, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    text = CONFIG.read_text(encoding="utf-8").replace(OTHER, OTHER.replace("noncash", "help"))
    further = [COUNTER.format(place=place) for place in range(7, 13)]
    config.write_text("\n".join([text, GROUP, *further]), encoding="utf-8")
    server = start_server(LOBBY_CONFIG=str(config))
    busy_hall(server)
    for _ in range(20):
        Person(server, "kiosk").takes_number("other")

    page = open_tablet(browser, server, size=size)
    expect(page.locator(".day")).to_be_visible()

    assert page.locator(".counter").count() == 12
    assert page.locator(".groups li").count() == 4
    assert page.locator(".groups .more").inner_text() == "+6"
    assert page.evaluate(TOO_FAR) == []
    assert page.locator(".waiters tbody tr").count() == 24
