"""The page of the estimates in Chromium against a real server, of a month that was over before it opened."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lobby.app import build
from tests.browser.conftest import sign_in
from tests.browser.test_fairness import LARGEST, OVERLAPS, TOO_FAR
from tests.browser.test_tablet import NAMELESS, NOTICED_MS, SIZES, TOO_SMALL
from tests.clocks import HandClock
from tests.config.changes import changed
from tests.conftest import StartServer
from tests.databases import Databases
from tests.outside import Person
from tests.servers import Server
from tests.tablet.calibration_months import give_month

pytestmark = pytest.mark.browser

MORNING = "2026-01-05T10:00+2x"
MONDAY = date(2026, 1, 5)

OUTSIDE = """() => [...document.querySelectorAll(".calibration svg.drawn *, .calibration table svg *")]
  .map((part) => ({ part, box: part.getBoundingClientRect() }))
  .map(({ part, box }) => ({ part, box, cell: part.closest("td, th, section").getBoundingClientRect() }))
  .filter(({ box, cell }) => box.left < cell.left - 0.5 || box.right > cell.right + 0.5)
  .map(({ part }) => part.outerHTML.slice(0, 80))"""
"""What is drawn or written beyond its cell, sideways."""

TALL = """() => [...document.querySelectorAll(".kinds tbody tr")]
  .filter((row) => row.getBoundingClientRect().height > 56).map((row) => row.textContent.trim().slice(0, 40))"""
"""Rows whose words needed a third line."""


@pytest.fixture
def month(start_server: StartServer, databases: Databases, tmp_path: Path) -> Server:
    """A server in the morning after a month of thirty business days."""
    address = databases.at_head()
    past = build(changed(SERVER__DATABASE=address, SERVER__SECRETS=str(tmp_path / "past")), HandClock())
    give_month(past, MONDAY)
    past.rooms.lobby.store.close()
    return start_server(clock=MORNING, LOBBY_SERVER__DATABASE=address)


def open_calibration(browser: Browser, server: Server, query: str = "", *, size: str = "lying") -> Page:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    sign_in(context, server, "wang")
    page = context.new_page()
    page.goto(f"{server.url}/tablet/{server.branch}/calibration{query}")
    expect(page.locator(".calibration")).to_be_visible()
    return page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_nothing_sticks_out_or_overlaps_and_everything_can_be_tapped(
    month: Server, browser: Browser, size: str, query: str
) -> None:
    page = open_calibration(browser, month, query, size=size)

    found = [page.evaluate(check) for check in (TOO_FAR, OVERLAPS, TOO_SMALL, NAMELESS, OUTSIDE, TALL)]

    assert found == [[], [], [], [], [], []]
    assert page.locator(".kinds tbody tr").count() > 10


@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_the_sentence_alone_is_largest_on_the_page(month: Server, browser: Browser, query: str) -> None:
    page = open_calibration(browser, month, query)

    assert page.evaluate(LARGEST) == [page.locator("h1").text_content()]


def test_what_is_drawn_says_what_the_api_tells(month: Server, browser: Browser) -> None:
    told = Person(month, "manager").get(f"/branches/{month.branch}/calibration").body

    page = open_calibration(browser, month)

    line = page.locator("tbody .expected").first.bounding_box()
    assert line is not None
    for place, row in enumerate(page.locator(".kinds tbody tr").all()):
        dot = row.locator("circle").bounding_box()
        assert dot is not None, place
        share = int(row.locator(".within b").inner_text().rstrip("%"))
        middle = dot["x"] + dot["width"] / 2
        assert (share > 80) == (middle > line["x"] + line["width"] / 2 + 0.5) or abs(share - 80) <= 1
    assert page.locator(".by-day .shares circle").count() == len(told["by_day"]) == 29  # today has nobody yet
    assert page.locator(".kinds tr.few").count() == sum(one["is_few"] for one in told["by"]) > 0


def test_before_the_first_wait_it_says_so_and_a_wait_meanwhile_appears_by_the_key(
    start_server: StartServer, browser: Browser
) -> None:
    server = start_server(clock=MORNING)
    page = open_calibration(browser, server, "?lang=en")
    teller = Person(server, "teller")
    assert teller.at("1", "open").status == 200
    for _ in range(2):
        Person(server, "kiosk").post(f"/branches/{server.branch}/tickets", {"service": "cash"})

    for _ in range(2):
        teller.at("1", "next", {"finish": True})
    page.locator(".refresh").click()

    expect(page.locator("h1")).to_have_text("Too few numbers yet to judge", timeout=NOTICED_MS)
    expect(page.locator(".kinds tbody tr")).to_have_count(1)


def test_a_lost_server_is_said_with_the_time_of_what_is_shown(month: Server, browser: Browser) -> None:
    page = open_calibration(browser, month)
    expect(page.locator(".band")).to_be_hidden()

    month.kill()
    page.locator(".refresh").click()

    expect(page.locator(".band")).to_contain_text("没有读到新的，这里还是 10:0")


def test_the_tablet_leads_here_and_this_page_back(month: Server, browser: Browser) -> None:
    page = open_calibration(browser, month, "?lang=en")

    page.locator(".back").click()
    page.locator(".to-calibration").click()

    expect(page.locator("h1")).to_contain_text("were called within the time they were told;")
