"""The advice on the tablet in Chromium and a real server: lent and taken back by a tap, said where people look."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_tablet import NAMELESS, SIZES, TOO_FAR, TOO_SMALL, open_tablet
from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def closed_afterwards(chromium: Browser) -> Iterator[None]:
    """What a test opened in the session's browser is closed with the test."""
    yield
    for context in chromium.contexts:
        context.close()


def long_queue(server: Server) -> None:
    """Eight wait for cash, one for companies; counters 1, 2 and 5 are open."""
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    for counter in ("1", "2", "5"):
        teller.at(counter, "open")
    for service in ("corporate", *["cash"] * 8):
        kiosk.takes_number(service)


def test_a_counter_is_lent_and_taken_back_by_a_tap_each(server: Server, chromium: Browser, open_page: OpenPage) -> None:
    page, hall = open_tablet(chromium, server), open_page("/hall/zhongshan", "hall")
    expect(page.locator(".advice")).to_be_hidden()

    long_queue(server)
    expect(page.locator(".advice-what")).to_have_text("把 5 号窗口借给现金业务")
    page.locator("[data-advice=make]").click()

    line = page.locator(".advice-lent li")
    expect(line).to_contain_text("5 号已借给现金业务")
    expect(line).to_contain_text("王")
    expect(page.locator(".advice-one")).to_be_hidden()
    expect(hall.locator(".counters li").nth(4)).to_contain_text("也办现金业务")
    desk = open_page("/desk/zhongshan/5", "desk")
    expect(desk.locator(".lent")).to_contain_text("您的窗口已借给现金业务")
    line.locator("[data-advice=back]").click()
    expect(page.locator(".advice")).to_be_hidden()
    expect(hall.locator(".counters li").nth(4)).not_to_contain_text("也办")
    expect(desk.locator(".lent")).to_be_hidden()


def test_who_says_no_is_not_asked_again_at_once(server: Server, chromium: Browser) -> None:
    long_queue(server)
    page = open_tablet(chromium, server)

    page.locator("[data-advice=leave]").click()

    expect(page.locator(".advice")).to_be_hidden()
    Person(server, "kiosk").takes_number("cash")
    expect(page.locator(".tablet-head [data-head=waiting]")).to_have_text("10")
    expect(page.locator(".advice")).to_be_hidden()


def test_what_was_refused_is_said_where_the_advice_stands(server: Server, chromium: Browser) -> None:
    long_queue(server)
    page = open_tablet(chromium, server)
    page.route("**/lend", lambda route: route.fulfill(status=409, json={"code": "below_minimum"}))

    page.locator("[data-advice=make]").click()

    expect(page.locator(".advice-told")).to_contain_text("刚才少了一个窗口")
    expect(page.locator("[data-advice=make]")).to_be_enabled()


def test_what_nobody_answered_is_tried_again_under_the_same_key(server: Server, chromium: Browser) -> None:
    long_queue(server)
    page = open_tablet(chromium, server)
    keys: list[str] = []

    def lose(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        route.abort()

    page.route("**/lend", lose)
    page.locator("[data-advice=make]").click()
    expect(page.locator(".advice-told")).to_contain_text("没有收到回音", timeout=30_000)
    page.unroute("**/lend")
    with page.expect_request("**/lend") as asked:
        page.locator("[data-advice=make]").click()

    expect(page.locator(".advice-lent li")).to_have_count(1)
    assert {*keys, asked.value.headers["idempotency-key"]} == {keys[0]}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_the_advice_and_the_lent_counters_have_room(server: Server, chromium: Browser, size: str, query: str) -> None:
    long_queue(server)
    kiosk, teller, manager = Person(server, "kiosk"), Person(server, "teller"), Person(server, "manager")
    page = open_tablet(chromium, server, size=size, query=query)
    expect(page.locator(".advice-one")).to_be_visible()
    found = [page.evaluate(check) for check in (TOO_FAR, TOO_SMALL, NAMELESS)]
    for counter in ("3", "4", "6"):
        teller.at(counter, "open")
    manager.at("6", "lend", {"until": "2099-01-01T00:00:00Z"})
    for _ in range(4):
        kiosk.takes_number("cash")
    expect(page.locator(".advice-lent li")).to_have_count(1)

    found += [page.evaluate(check) for check in (TOO_FAR, TOO_SMALL, NAMELESS)]

    assert found == [[]] * 6
