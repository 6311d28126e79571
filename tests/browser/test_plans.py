"""The counters' hours in Chromium against a real server: a plan is changed for today, and what happens is drawn."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.test_tablet import SIZES, TOO_SMALL
from tests.conftest import StartServer
from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.browser

AT_TEN = "2026-01-05T10:00+2x"

TOO_FAR = """() => [...document.querySelectorAll(".plans, .plans *, .demo-clock")]
  .filter((part) => part.getClientRects().length && !part.closest("svg") && !part.closest("[hidden]"))
  .filter((part) => {
    const box = part.getBoundingClientRect();
    const holds = getComputedStyle(part).display !== "inline";
    return box.right > innerWidth + 0.5 || box.left < -0.5 || (holds && part.scrollWidth > part.clientWidth + 1);
  })
  .map((part) => `${part.className}: ${part.textContent.trim().slice(0, 30)}`)"""
"""Parts that stick out of the page or of their own box. The page is read downwards, so it may go on below."""


@pytest.fixture
def server(start_server: StartServer) -> Server:
    """On a clock of its own the branch keeps its hours."""
    return start_server(clock=AT_TEN)


def open_plans(chromium: Browser, server: Server, size: str = "lying", lang: str = "zh") -> Page:
    """The page at this size, in which the lobby manager is signed in."""
    width, height = SIZES[size]
    context = chromium.new_context(viewport={"width": width, "height": height})
    sign_in(context, server, "chen")
    page = context.new_page()
    page.goto(f"{server.url}/tablet/{server.branch}/plans?lang={lang}")
    return page


def test_a_plan_is_changed_for_today_by_a_form_and_stands_in_the_row(chromium: Browser, server: Server) -> None:
    page = open_plans(chromium, server)
    row, form = page.locator("[data-counter='2']"), page.locator(".plan-edit")

    row.click()
    form.locator("[data-where='closes_at']").select_option("15:30")
    form.get_by_text("加一段休息").click()
    form.get_by_text("就这样安排今天").click()

    expect(form).to_be_hidden()
    expect(row).to_contain_text("09:00–15:30")
    expect(row).to_contain_text("今天改过")
    told = [entry for entry in Person(server, "manager").journal() if entry["kind"] == "counter_planned"]
    [planned] = [entry for entry in told if entry["actor"] != "system"]
    assert (planned["counter"], planned["actor"], len(planned["breaks"])) == ("2", "陈静", 2)


def test_a_plan_that_cannot_stand_says_what_can_and_keeps_the_form(chromium: Browser, server: Server) -> None:
    page = open_plans(chromium, server)
    form = page.locator(".plan-edit")

    page.locator("[data-counter='2']").click()
    form.locator("[data-where='0.0']").select_option("13:15")
    form.get_by_text("就这样安排今天").click()

    expect(form.locator(".refusal")).to_have_text("这段休息要在 09:00 以后、17:00 以前，而且开头早于结尾。")
    expect(page.locator("[data-counter='2']")).not_to_contain_text("今天改过")


def test_what_happens_at_the_counters_is_drawn_while_it_happens(chromium: Browser, server: Server) -> None:
    page = open_plans(chromium, server)
    expect(page.locator("[data-counter='1'] .bars .planned")).to_have_count(2)

    Person(server, "teller").at("1", "open")

    expect(page.locator("[data-counter='1'] .bars .open")).to_have_count(1)
    expect(page.locator("[data-counter='1'] .word")).to_contain_text("起开着")


@pytest.mark.parametrize("size", ["lying", "standing"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_cut_off_and_everything_can_be_touched(
    chromium: Browser, server: Server, size: str, lang: str
) -> None:
    page = open_plans(chromium, server, size, lang)
    closed = page.evaluate(TOO_FAR)
    page.locator("[data-counter='1']").click()
    page.locator("[data-does='add']").click()

    assert (closed, page.evaluate(TOO_FAR), page.evaluate(TOO_SMALL)) == ([], [], [])
