"""A number that the lobby manager took for a customer, on paper: printed at a tap, once, and again at wish."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_tablet import open_tablet
from tests.servers import Server

pytestmark = pytest.mark.browser


def printer(page: Page) -> list[list[str]]:
    """The far end of the browser's printing: what reaches it, as the number and the size of the sheet in words."""
    sheets: list[list[str]] = []
    page.expose_function("reaches", lambda *sheet: sheets.append(list(sheet)))
    page.add_init_script("""window.print = () => {
      const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
      const size = rules.findLast((rule) => rule instanceof CSSPageRule).style.size;
      reaches(document.querySelector("h1.number").textContent, size.split(" ")[0]);
    }""")
    page.reload()
    return sheets


def take_number(page: Page) -> str:
    """A number for cash, on a customer's behalf."""
    page.locator(".tablet-keys [data-deed-open=issue]").click()
    page.locator("[data-choose=service]", has_text="现金业务").click()
    page.locator(".deed-go").click()
    return page.locator(".deed-number").inner_text()


def test_a_number_taken_on_a_customers_behalf_is_printed_once_and_again_at_wish(
    server: Server, browser: Browser
) -> None:
    page = open_tablet(browser, server)
    sheets = printer(page)
    number = take_number(page)

    page.locator("[data-print]").dblclick()
    expect(page.locator("[data-print]")).to_have_text("再打印一次")
    assert sheets == [[number, "80mm"]]
    page.locator("[data-print]").click()
    expect(page.locator("[data-print]")).to_be_enabled()

    assert sheets == [[number, "80mm"]] * 2
    expect(page.locator(".deed-told")).to_be_hidden()
    another = take_number(page)
    expect(page.locator("[data-print]")).to_have_text("打印号票")
    page.locator("[data-print]").click()
    expect(page.locator("[data-print]")).to_have_text("再打印一次")
    assert sheets[2:] == [[another, "80mm"]]


def test_who_stands_before_the_printers_dialogue_for_long_is_not_told_that_it_failed(
    server: Server, browser: Browser
) -> None:
    page = open_tablet(browser, server)
    printer(page)
    take_number(page)
    page.clock.install()

    page.locator("[data-print]").click()
    expect(page.locator("[data-print]")).to_have_text("再打印一次")
    page.clock.run_for(10_000)

    expect(page.locator(".deed-told")).to_be_hidden()


def test_a_number_that_cannot_be_printed_is_valid_and_can_be_tried_again(server: Server, browser: Browser) -> None:
    page = open_tablet(browser, server)
    sheets = printer(page)
    number = take_number(page)
    page.route("**/paper", lambda route: route.abort())

    page.locator("[data-print]").click()
    expect(page.locator(".deed-told")).to_contain_text("号票打不出来，号是有效的")
    page.unroute("**/paper")
    page.locator("[data-print]").click()

    expect(page.locator("[data-print]")).to_have_text("再打印一次")
    expect(page.locator(".deed-told")).to_be_hidden()
    assert sheets == [[number, "80mm"]]
