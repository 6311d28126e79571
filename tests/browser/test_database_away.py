"""Pages while the server has lost its database: nobody has to touch them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.outside import Person
from tests.postgresql import PostgreSQL
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("databases", ["postgresql"], indirect=True)]

AGAIN_MS = 10_000

WATCH_ONE_MORE = """async ([token]) => {
  const { watch } = await import("/static/web/live.js");
  const view = { view: "board", branch: "zhongshan", token };
  watch({ ...view, onPicture: (picture) => { document.body.dataset.shown = picture.branch; } });
}"""


@pytest.fixture
def away(server: Server, postgresql: PostgreSQL) -> Iterator[PostgreSQL]:
    """PostgreSQL, which the test may crash: it is back afterwards."""
    yield postgresql
    postgresql.crash()
    postgresql.start()


def test_a_page_opened_meanwhile_tries_again_until_it_is_what_was_asked_for(
    open_page: OpenPage, away: PostgreSQL
) -> None:
    away.crash()
    page = open_page("/hall/zhongshan", "hall")
    expect(page.locator("h1")).to_contain_text("系统暂时没有响应")

    away.start()

    expect(page.locator(".queues")).to_be_visible(timeout=AGAIN_MS)


def test_a_screen_that_stands_goes_on_and_one_that_connects_meanwhile_comes_again(
    open_page: OpenPage, server: Server, away: PostgreSQL
) -> None:
    hall = open_page("/hall/zhongshan", "hall")
    teller = Person(server, "teller")
    teller.at("2", "open")

    away.crash()
    hall.evaluate(WATCH_ONE_MORE, [server.tokens["display"]])
    hall.wait_for_timeout(2500)
    expect(hall.locator("body")).not_to_have_attribute("data-shown", server.branch)
    away.start()
    number = Person(server, "kiosk").takes_number("cash")["number"]
    teller.at("2", "next")

    expect(hall.locator(".now .number")).to_have_text(number)
    expect(hall.locator("body")).to_have_attribute("data-shown", server.branch)
