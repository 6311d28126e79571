"""The kiosk for somebody who has a number already: it is said kindly, nothing shown is kept, and there is a way on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_kiosk import TOO_FAR, orders, shown
from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

CARD = "6222021234567890"


def swipe_and_take(kiosk: Page) -> None:
    """A reader types the card on the page of a service, and a number is asked for."""
    kiosk.locator("[data-service=cash]").click()
    kiosk.keyboard.type(f";{CARD}=2912?")
    kiosk.keyboard.press("Enter")
    shown(kiosk, "sheet")
    expect(kiosk.locator('[data-place=sheet] [data-go="entry"]')).to_contain_text("尾号 7890")
    kiosk.locator(".take").click()


@pytest.fixture
def kiosk(open_page: OpenPage, server: Server) -> Page:
    """A kiosk at which somebody has just taken a number with their card."""
    kiosk = open_page(f"/kiosk/{server.branch}?paper=none", "kiosk")
    swipe_and_take(kiosk)
    shown(kiosk, "ticket")
    kiosk.locator(".ticket [data-do=done]").click()
    return kiosk


def test_who_has_a_number_is_shown_it_and_gets_no_second(kiosk: Page, server: Server) -> None:
    swipe_and_take(kiosk)

    shown(kiosk, "held")
    held = kiosk.locator(".held")
    expect(held.locator("h1")).to_have_text("您已经有号，还有效")
    expect(held.locator(".number")).to_have_text("A001")
    expect(held).to_contain_text("不用再取")
    expect(kiosk.locator(".band.refusal")).to_be_hidden()
    assert CARD[:12] not in kiosk.content()
    held.locator("[data-do=done]").click()
    expect(kiosk.locator(".identity")).to_contain_text("带了卡或证件")
    assert [queue["waiting"] for queue in Person(server, "kiosk").board()["queues"] if queue["waiting"]] == [1]


def test_without_the_card_there_is_another_number(kiosk: Page) -> None:
    sent = orders(kiosk)
    swipe_and_take(kiosk)

    kiosk.locator("[data-do=without]").click()
    shown(kiosk, "sheet")
    kiosk.locator(".take").click()

    shown(kiosk, "ticket")
    expect(kiosk.locator(".ticket .number")).to_have_text("A002")
    assert ["identity" in order for order in sent] == [True, False]


def test_a_number_that_is_called_meanwhile_says_where_to_go(kiosk: Page, server: Server) -> None:
    swipe_and_take(kiosk)
    shown(kiosk, "held")

    teller = Person(server, "teller")
    teller.at("1", "open")
    teller.at("1", "next")

    expect(kiosk.locator(".held .come")).to_be_visible()
    expect(kiosk.locator(".held .come .figure")).to_have_text("1")
    expect(kiosk.locator(".held .held-state")).to_be_hidden()


@pytest.mark.parametrize("device", ["kiosk", "kiosk lying"])
@pytest.mark.parametrize("mode", ["plain", "elder"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_sticks_out_of_the_page(open_page: OpenPage, server: Server, device: str, mode: str, lang: str) -> None:
    card = {"kind": "card", "value": CARD}
    number = Person(server, "kiosk").takes_number("cash", identity=card)["number"]
    kiosk = open_page(f"/kiosk/{server.branch}?paper=none&lang={lang}", device)
    if mode == "elder":
        kiosk.locator(".helps .large").click()
    kiosk.locator("[data-service=cash]").click()
    kiosk.keyboard.type(CARD)
    kiosk.keyboard.press("Enter")
    kiosk.locator(".take").click()
    shown(kiosk, "held")
    waiting = kiosk.evaluate(TOO_FAR)
    teller = Person(server, "teller")
    teller.at("1", "open")
    teller.at("1", "next")
    expect(kiosk.locator(".held .come")).to_be_visible()

    assert (waiting, kiosk.evaluate(TOO_FAR)) == ([], [])
    expect(kiosk.locator(".held .number")).to_have_text(number)
