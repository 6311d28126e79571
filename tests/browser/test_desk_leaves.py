"""Leaving a counter at the desk (S31): the teller is told what is left before it is done, and decides."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(server: Server, open_page: OpenPage) -> Page:
    """Counter 2's page, on which its teller is about to go to lunch."""
    teller, kiosk = Person(server, "teller"), Person(server, "kiosk")
    for counter in ("1", "2"):
        teller.at(counter, "open")
    for _ in range(3):
        kiosk.takes_number("cash")
    page = open_page(f"/desk/{server.branch}/2", "desk")
    expect(page.locator("[data-key=main]")).to_contain_text("叫")
    return page


def test_the_desk_says_it_beside_the_reasons_and_pauses_only_if_the_teller_still_wants_to(
    server: Server, desk: Page
) -> None:
    desk.keyboard.press("p")

    expect(desk.locator(".pauses .band")).to_have_text("现金业务只剩 1 个窗口，至少要 2 个，3 人在等。")
    expect(desk.locator(".pauses")).to_contain_text("仍要暂停，请选原因。")
    assert Person(server, "teller").board()["counters"][1]["state"] == "open"

    desk.keyboard.press("1")

    expect(desk.locator(".rest h2")).to_have_text("午餐")


def test_the_desk_asks_before_it_closes_too(server: Server, desk: Page) -> None:
    desk.keyboard.press("g")
    desk.keyboard.press("7")

    expect(desk.locator(".next-foot .band")).to_contain_text("只剩 1 个窗口")
    assert Person(server, "teller").board()["counters"][1]["state"] == "open"

    desk.keyboard.press("7")

    expect(desk.locator(".rest h2")).to_have_text("窗口没有开")
