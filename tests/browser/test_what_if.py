"""What if, on the tablet in Chromium and a real server: its worker plays the hall forward as it is and as it may be."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_tablet import NAMELESS, SIZES, TOO_FAR, TOO_SMALL, open_tablet
from tests.outside import Person, cards_of
from tests.servers import Server

pytestmark = pytest.mark.browser

WORKED_OUT_MS = 20_000
"""Two halls are played forward within this, the first time by a process that has still to begin."""

OUTSIDE = """() => [...document.querySelectorAll(".what-if-rows svg *")]
  .map((part) => ({ part, box: part.getBoundingClientRect(), row: part.closest("li").getBoundingClientRect() }))
  .filter(({ box, row }) => box.left < row.left - 0.5 || box.right > row.right + 0.5 || box.bottom > row.bottom + 0.5)
  .map(({ part }) => part.outerHTML.slice(0, 80))"""
"""What is drawn or written beyond its row."""

CROSSED = """() => [...document.querySelectorAll(".what-if-rows svg")].flatMap((drawn) => {
    const promise = drawn.querySelector(".promise").getBoundingClientRect();
    return [...drawn.querySelectorAll("text")].map((text) => ({ text, box: text.getBoundingClientRect() }))
      .filter(({ box }) => box.left < promise.right && box.right > promise.left).map(({ text }) => text.textContent);
  })"""
"""Words that the upright line runs through."""


WIDTHS = """() => ["before", "after"]
  .map((one) => document.querySelector(`.what-if-rows svg .${one}`).getBoundingClientRect().width)"""
"""The first pair of bars, both of one drawing, which is made anew when waits change."""


def a_queue(server: Server) -> None:
    """Counter 1 serves the first for cash, nine wait for it: a VIP and one for care among them; and one waits for
    companies' business, which no counter serves."""
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    for _ in range(8):
        kiosk.takes_number("cash")
    teller.at("1", "open")
    teller.at("1", "next")
    kiosk.takes_number("cash", identity={"kind": "card", "value": cards_of("wode")[0]})
    kiosk.takes_number("cash", care="elderly")
    kiosk.takes_number("corporate")


def open_what_if(browser: Browser, server: Server, *, size: str = "lying", query: str = "") -> Page:
    page = open_tablet(browser, server, size=size, query=query)
    page.locator("[data-what-if-open]").click()
    expect(page.locator(".deed-title")).to_be_visible()
    return page


def choose(page: Page, *changes: str) -> None:
    """The keys are tapped, and what they would do has been worked out."""
    for change in changes:
        page.locator(f"[data-what-if='{change}']").click()
        expect(page.locator(f"[data-what-if='{change}']")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".what-if-rows .after + .spread-edge").first).to_be_attached(timeout=WORKED_OUT_MS)


def bars(page: Page) -> tuple[float, float]:
    """How wide everybody's bar is as now, and with what was chosen."""
    before, after = page.evaluate(WIDTHS)
    return before, after


def test_a_counter_that_would_open_shortens_the_bar_and_one_that_would_pause_makes_it_longer(
    server: Server, browser: Browser
) -> None:
    a_queue(server)
    done = Person(server, "manager").journal()
    page = open_what_if(browser, server)
    expect(page.locator(".what-if-says")).to_contain_text("点了以后")

    choose(page, "open 2")
    before, after = bars(page)
    assert after < 0.8 * before
    page.locator("[data-what-if='open 2']").click()
    expect(page.locator(".what-if-rows")).to_have_count(0)
    choose(page, "pause 1")

    before, after = bars(page)
    assert after > 1.05 * before
    assert Person(server, "manager").journal() == done


def test_everybody_and_the_services_and_classes_of_those_who_wait_are_compared(
    server: Server, browser: Browser
) -> None:
    a_queue(server)
    page = open_what_if(browser, server)

    choose(page, "open 5")

    expect(page.locator(".what-if-head")).to_have_text(["按业务", "按客户类别"])
    names = page.locator(".what-if-rows li b").all_inner_texts()
    assert names == ["所有人", "现金业务", "对公业务", "普通", "沃德", "需要照顾"]
    corporate = page.locator(".what-if-rows li", has_text="对公业务")
    expect(corporate.locator("text.range")).to_have_text(["今天叫不到", "0 分"])
    expect(page.locator(".what-if-rows li").first).to_contain_text("今天叫不到，也不算在平均里：1 人 → 0 人")


def test_the_keys_stay_under_the_hand_and_the_waits_as_now_stay_while_it_is_worked_out(
    server: Server, browser: Browser
) -> None:
    a_queue(server)
    page = open_what_if(browser, server)
    choose(page, "open 2")
    page.route("**/what-if*", lambda route: None)  # never answered

    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    key = page.locator("[data-what-if='open 3']")
    expect(key).to_have_attribute("aria-pressed", "true")
    expect(key).to_be_focused()
    row = page.locator(".what-if-rows li").first
    expect(row.locator(".before + .spread-edge")).to_be_attached()
    expect(row.locator("text.range").last).to_have_text("正在推算…")


@pytest.mark.parametrize(
    ("query", "said"),
    [("", "2 号窗口刚才已经开了。"), ("?lang=en", "Counter 2 has just opened.")],
)
def test_what_cannot_be_done_any_more_is_said_in_words_and_is_not_chosen_any_more(
    server: Server, browser: Browser, query: str, said: str
) -> None:
    a_queue(server)
    page = open_what_if(browser, server, query=query)
    refused = {"code": "counter_not_closed", "counter": "2", "status": 409}
    page.route("**/what-if*", lambda route: route.fulfill(status=409, json=refused))

    page.locator("[data-what-if='open 2']").click()

    expect(page.locator(".what-if-says")).to_have_text(said)
    Person(server, "teller").at("2", "open")
    expect(page.locator("[data-what-if='pause 2']")).to_have_attribute("aria-pressed", "false")


def test_when_it_cannot_be_worked_out_that_is_said_and_it_comes_by_itself(server: Server, browser: Browser) -> None:
    a_queue(server)
    page = open_what_if(browser, server)
    page.route("**/what-if*", lambda route: route.fulfill(status=503, json={"code": "waits_unavailable"}))

    page.locator("[data-what-if='open 2']").click()
    expect(page.locator(".what-if-says")).to_contain_text("现在推算不了")
    page.unroute("**/what-if*")

    expect(page.locator(".what-if-rows").first).to_be_visible(timeout=WORKED_OUT_MS)
    expect(page.locator(".what-if-says")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_nothing_sticks_out_and_everything_can_be_tapped(
    server: Server, browser: Browser, size: str, query: str
) -> None:
    a_queue(server)
    page = open_what_if(browser, server, size=size, query=query)
    found = [page.evaluate(check) for check in (TOO_FAR, TOO_SMALL, NAMELESS)]

    for changes in (("open 5",), ("pause 1", "open 3")):
        choose(page, *changes)
        found += [page.evaluate(check) for check in (TOO_FAR, TOO_SMALL, NAMELESS, OUTSIDE, CROSSED)]

    assert found == [[]] * len(found)
