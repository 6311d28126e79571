"""A wait that gets longer than the ticket says, on the holder's page in Chromium: foreseen, said plainly, and why.
A real server, whose worker foretells."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.outside import Person, board_screen
from tests.servers import Server
from tests.soon import SOON_SECONDS

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

FORETOLD_MS = 20_000
"""On a machine that has much else to do a forecast takes seconds, and its branch then rests three times as long."""


def foretold_number(server: Server) -> str:
    """Where the page of a number is that was told a forecast of the hall as it stands now.

    Before the first one is made, a formula answers: whoever is told by it goes again, so that the hall stays as it is.
    """
    kiosk, manager = Person(server, "kiosk"), Person(server, "manager")
    stands = kiosk.board()["seq"]
    deadline = time.monotonic() + SOON_SECONDS
    with board_screen(server) as screen:
        while time.monotonic() < deadline:
            screen.sees(lambda board: board["waits_seq"] >= stands)
            ticket = kiosk.takes_number("cash")
            shown = [entry for entry in manager.journal() if entry["kind"] == "estimate_shown"]
            if shown and shown[-1].get("foretold"):
                return str(ticket["url"])
            screen.forgets()
            manager.on(ticket["number"], "cancel", {"reason": "left"})
    raise AssertionError("nothing was foretold")


def busy_hall(server: Server) -> None:
    """Three counters for cash are at work and five wait: with one alone it takes three times as long."""
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    for _ in range(8):
        kiosk.takes_number("cash")
    for counter in ("1", "2", "4"):
        teller.at(counter, "open")
        teller.at(counter, "next")


@pytest.mark.parametrize(
    ("lang", "title", "why"),
    [
        ("zh", "比票上写的晚，抱歉", "2、4 号窗口午餐"),
        ("en", "Later than printed, sorry", "Paused (Lunch): counter 2, 4"),
    ],
)
def test_when_counters_go_the_phone_says_the_new_range_and_why_before_the_old_one_is_over(
    open_page: OpenPage, server: Server, lang: str, title: str, why: str
) -> None:
    busy_hall(server)
    page = open_page(f"{foretold_number(server)}?lang={lang}", "phone")
    expect(page.locator(".still .range")).to_contain_text("–")
    expect(page.locator(".waiting .band")).to_be_hidden()
    before = page.locator(".still .range").inner_text()

    teller = Person(server, "teller")
    for counter in ("2", "4"):
        teller.at(counter, "finish")
        teller.at(counter, "pause", {"reason": "lunch"})

    expect(page.locator(".waiting .band b")).to_have_text(title, timeout=FORETOLD_MS)
    expect(page.locator(".waiting .band")).to_contain_text(why)
    expect(page.locator(".still .range")).not_to_have_text(before)
