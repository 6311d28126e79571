"""The lobby manager's deeds in Chromium: each does what it says, once, and too late is said with the new truth."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.test_tablet import NAMELESS, NOTICED_MS, SIZES, TOO_FAR, TOO_SMALL, busy_hall, open_tablet
from tests.conftest import StartServer
from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.browser


def tap_deed(page: Page, number: str, deed: str) -> None:
    """The ticket's panel, and in it the key of a deed."""
    page.locator(".waiters tr", has_text=number).click()
    page.locator(f".deed-keys [data-deed={deed}]").click()


def kinds_of(server: Server, number: str) -> list[str]:
    """What the journal tells of the ticket since it was issued."""
    entries = [one for one in Person(server, "manager").journal() if str(one.get("ticket", "")).endswith(number)]
    return [one["kind"] for one in entries if one["kind"] not in {"ticket_issued", "estimate_shown"}]


def test_a_park_is_done_at_two_taps_and_undone_at_one(server: Server, browser: Browser) -> None:
    _, second, *_ = busy_hall(server)
    page = open_tablet(browser, server)

    tap_deed(page, second, "park")
    page.locator("[data-choose=reason]", has_text="填单子").click()
    expect(page.locator(".deed-steps b")).to_have_text("10 分")
    page.locator(".deed-go").click()
    expect(page.locator(".waiters tr", has_text=second)).to_have_count(0)
    expect(page.locator(".deed-undo")).to_contain_text(f"收回：{second} 稍后再来")
    page.locator(".deed-undo").click()

    expect(page.locator(".waiters tr", has_text=second)).to_have_count(1)
    expect(page.locator(".deed-undo")).to_be_hidden()
    assert kinds_of(server, second) == ["ticket_parked", "deed_undone"]


def test_who_is_called_while_the_form_is_open_stays_called_and_that_is_said(server: Server, browser: Browser) -> None:
    _, second, third, _ = busy_hall(server)
    page = open_tablet(browser, server)

    tap_deed(page, third, "transfer")
    Person(server, "teller").at("1", "next", {"finish": True})  # care goes first

    expect(page.locator(".deed-told")).to_contain_text(f"{third} 刚才已由 1 号窗口叫走")
    expect(page.locator(".deed-form")).to_be_hidden()
    assert kinds_of(server, third) == ["ticket_called"]
    assert kinds_of(server, second) == []


def test_a_call_that_no_picture_has_told_of_yet_is_not_undone_by_the_deed(server: Server, browser: Browser) -> None:
    _, _, third, _ = busy_hall(server)
    page = open_tablet(browser, server)

    def called_meanwhile(route: Route) -> None:
        Person(server, "teller").at("1", "next", {"finish": True})
        route.continue_()

    page.route("**/transfer", called_meanwhile)
    tap_deed(page, third, "transfer")
    page.locator("[data-choose=service]").first.click()
    page.locator(".deed-go").click()

    expect(page.locator(".deed-told")).to_contain_text(f"{third} 刚才已由 1 号窗口叫走")
    assert kinds_of(server, third) == ["ticket_called"]


def test_what_reached_nobody_is_said_and_pressed_again_it_is_done_once(server: Server, browser: Browser) -> None:
    first, *_ = busy_hall(server)
    page = open_tablet(browser, server)
    keys: list[str] = []

    def lost(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        route.abort()

    page.route("**/park", lost)
    tap_deed(page, first, "park")
    page.locator(".deed-go").click()
    expect(page.locator(".deed-told")).to_contain_text("没有连上服务器", timeout=NOTICED_MS)
    page.unroute("**/park")
    page.on("request", lambda request: keys.append(request.headers.get("idempotency-key", "")))
    page.locator(".deed-go").click()

    expect(page.locator(".deed-undo")).to_be_visible()
    assert len(set(filter(None, keys))) == 1
    assert kinds_of(server, first) == ["ticket_parked"]


def test_a_tier_is_granted_with_a_reason_that_no_journal_has(server: Server, browser: Browser) -> None:
    first, *_ = busy_hall(server)
    page = open_tablet(browser, server)

    tap_deed(page, first, "grant")
    page.locator("[data-choose=to]", has_text="沃德").click()
    expect(page.locator(".deed-go")).to_be_disabled()
    page.locator("[data-write=reason]").fill("出示了沃德卡")
    page.locator(".deed-go").click()

    expect(page.locator(".waiters tr", has_text=first)).to_contain_text("沃德")
    [granted] = [one for one in Person(server, "manager").journal() if one["kind"] == "class_granted"]
    assert (granted["class"], granted["reason"]) == ("wode", "other")
    assert "出示" not in str(granted)


def test_an_override_says_that_it_breaks_the_order_and_is_counted(server: Server, browser: Browser) -> None:
    first, second, *_ = busy_hall(server)
    Person(server, "teller").at("2", "open")
    page = open_tablet(browser, server)

    tap_deed(page, second, "call")
    expect(page.locator(".deed-note")).to_contain_text("不按次序")
    page.locator("[data-write=staff]").fill("赶飞机")
    page.locator(".deed-go").click()

    expect(page.locator("[data-counter='2']")).to_contain_text(second)
    [called] = [one for one in Person(server, "manager").journal() if one.get("rule") == "override"]
    assert (called["counter"], called["skipped"][0][-4:]) == ("2", first)


def test_who_is_at_a_machine_comes_back_from_the_list_of_those_aside(server: Server, browser: Browser) -> None:
    first, *_ = busy_hall(server)
    Person(server, "manager").on(first, "redirect", {"machine": "1", "accompanied": True})
    page = open_tablet(browser, server)

    page.locator("[data-deed-open=asides]").click()
    expect(page.locator(".deed-aside li")).to_contain_text("在 1 号存取款机，有人陪同")
    page.locator(f".deed-aside [data-of={first}]").click()

    expect(page.locator(".deed-aside li")).to_have_count(0)
    expect(page.locator(".deed-told")).to_contain_text(f"{first} 回到队里")
    expect(page.locator(".waiters tr", has_text=first)).to_have_count(1)


def test_a_number_is_taken_on_a_customers_behalf_and_shown_large_with_its_code(
    server: Server, browser: Browser
) -> None:
    busy_hall(server)
    page = open_tablet(browser, server)

    page.locator("[data-deed-open=issue]").click()
    expect(page.locator(".deed-go")).to_be_disabled()
    page.locator("[data-choose=service]", has_text="现金业务").click()
    page.locator("[data-choose=care]", has_text="年长").click()
    for _ in range(8):
        page.locator("[data-step=slips]").last.click()
    page.locator(".deed-go").click()

    number = page.locator(".deed-number").inner_text()
    expect(page.locator(".waiters tr", has_text=number)).to_contain_text("照顾：年长")
    [issued] = [one for one in Person(server, "manager").journal() if one.get("number") == number]
    assert (issued["actor"], issued["count"], issued["class"]) == ("王芳", 9, "care")
    assert page.locator(".deed-qr img").evaluate("code => code.decode().then(() => code.naturalWidth > 0)")


def test_while_the_line_is_cut_nothing_can_be_done_and_the_form_says_why(server: Server, browser: Browser) -> None:
    first, *_ = busy_hall(server)
    page = open_tablet(browser, server)
    tap_deed(page, first, "cancel")
    page.locator("[data-choose=reason]").first.click()
    expect(page.locator(".deed-go")).to_be_enabled()

    server.kill()

    expect(page.locator(".deed-go")).to_be_disabled(timeout=NOTICED_MS)
    expect(page.locator(".deed-cut")).to_contain_text("断线")
    expect(page.locator(".tablet-keys [data-deed-open=issue]")).to_be_disabled()
    page.locator(".detail .back").click()
    expect(page.locator(".deed-keys .key:enabled")).to_have_count(0)


def test_an_alert_comes_by_itself_and_who_goes_is_said(start_server: StartServer, browser: Browser) -> None:
    server = start_server(clock="2026-01-05T10:00+120x")
    kiosk = Person(server, "kiosk")
    waits = kiosk.takes_number("corporate")["number"]
    page = open_tablet(browser, server)
    expect(page.locator(".alert-none")).to_be_visible()

    alert = page.locator(".alert-item", has_text="没有窗口开着")
    expect(alert).to_be_visible()
    alert.locator(".key").click()

    expect(alert.locator(".alert-seen")).to_contain_text("王芳")
    expect(alert.locator(".key")).to_be_hidden()
    late = page.locator(".alert-item", has_text="1 位已过 20 分钟")
    late.locator(".alert-what").click(timeout=NOTICED_MS)
    expect(page.locator(".story-head .number")).to_have_text(waits)


@pytest.mark.parametrize(
    ("query", "none", "few"),
    [
        ("", "对公业务没有窗口", "现金业务窗口不够"),
        ("?lang=en", "Corporate: no counter", "Cash: too few counters"),
    ],
)
def test_a_service_that_a_pause_has_left_without_a_counter_is_told_with_the_counter_one_tap_away(
    start_server: StartServer, browser: Browser, query: str, none: str, few: str
) -> None:
    server = start_server(clock="2026-01-05T10:00+600x")
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    for counter, service in (("1", "cash"), ("2", "cash"), ("5", "corporate")):
        teller.at(counter, "open")
        kiosk.takes_number(service)
    for counter in ("2", "5"):
        teller.at(counter, "pause", {"reason": "lunch"})

    page = open_tablet(browser, server, query=query)
    alone = page.locator(".alert-item.danger", has_text=none)
    expect(alone).to_be_visible()
    expect(page.locator(".alert-item.warn", has_text=few)).to_be_visible()
    assert page.evaluate(TOO_FAR) == []
    alone.locator(".alert-what").click()

    expect(page.locator("[data-counter='5'][aria-expanded=true]").first).to_be_visible()
    expect(page.locator(".detail")).to_contain_text("5")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_every_form_has_room_and_everything_in_it_can_be_tapped(
    start_server: StartServer, browser: Browser, size: str, query: str
) -> None:
    server = start_server(clock="2026-01-05T10:00+600x")
    first, second, third, _ = busy_hall(server)
    manager = Person(server, "manager")
    manager.on(second, "park", {"minutes": 240, "reason": "approval"})
    manager.on(third, "redirect", {"machine": "1", "accompanied": False})
    page = open_tablet(browser, server, size=size, query=query)
    expect(page.locator(".alert-item")).not_to_have_count(0)

    def fits(where: str) -> None:
        page.wait_for_timeout(200)
        found = [page.evaluate(check) for check in (TOO_FAR, TOO_SMALL, NAMELESS)]
        assert found == [[], [], []], where

    fits("alerts")
    for deed in ("park", "redirect", "transfer", "grant", "call", "cancel"):
        tap_deed(page, first, deed)
        fits(deed)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    page.locator("[data-deed-open=asides]").click()
    fits("aside")
    page.locator(".deed-away").first.click()
    fits("one aside")
    page.locator(".tablet-keys [data-deed-open=issue]").click()
    page.locator("[data-choose=service]").first.click()
    fits("issue")
    page.locator(".deed-go").click()
    expect(page.locator(".deed-number")).to_be_visible()
    fits("given")
