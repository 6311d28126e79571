"""Every deed of the desk by the keyboard alone, against a real server: what the journal says, what the page does."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desks import HELD_MS, calls, play, press, told_last
from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.browser

UNDO_IS_OVER_MS = 15_000

DEED_THEN_KEY = """([path, token, body, key]) => {
  const first = new XMLHttpRequest();
  first.open("POST", path, false);
  first.setRequestHeader("Authorization", "Bearer " + token);
  first.setRequestHeader("Content-Type", "application/json");
  first.send(body);
  document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}"""
"""Somebody else does something, and the key is pressed before the page can have heard of it."""

TOO_FAR = """() => [...document.querySelectorAll(".desk *")]
  .filter((part) => part.getClientRects().length && !part.closest("svg"))
  .filter((part) => {
    const style = getComputedStyle(part);
    const box = part.getBoundingClientRect();
    const holds = style.display !== "inline" && style.textOverflow !== "ellipsis" && style.webkitLineClamp === "none";
    const isPane = part.matches(".present, .sheet-pane, .key");
    return box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5
      || (holds && part.scrollWidth > part.clientWidth + 1) || (isPane && part.scrollHeight > part.clientHeight + 1);
  })
  .map((part) => `${part.className}: ${part.textContent.trim().slice(0, 30)}`)"""
"""Parts that stick out of the page or of their own box; a clipped name says so by dots."""


@pytest.fixture
def desk(open_page: OpenPage) -> Page:
    """Counter 2's page, open for business."""
    page = open_page("/desk/zhongshan/2", "desk")
    press(page, "Space", main="就绪，来人就叫")
    return page


def told_by(server: Server, desk: Page, keys: str) -> Mapping[str, Any]:
    """What the journal was told when the keys were pressed, without its instants."""
    seq = told_last(server)["seq"]
    play(desk, keys)
    expect(desk.locator(".asking")).to_be_hidden()
    expect(desk.locator("[data-key=more]")).to_be_enabled()
    entry = Person(server, "teller").journal()[seq]
    return {name: value for name, value in entry.items() if name not in {"seq", "at", "until", "counter"}}


def test_a_customer_leaves_the_counter_in_every_way_by_keys_alone(server: Server, desk: Page) -> None:
    kiosk, day = Person(server, "kiosk"), Person(server, "manager").board()["day"]
    numbers = [kiosk.takes_number("cash")["number"] for _ in range(6)]
    ways: Mapping[str, Mapping[str, Any]] = {
        "h12": {"kind": "ticket_parked", "reason": "approval"},
        "t5": {"kind": "ticket_transferred", "from": "cash", "service": "wealth"},
        "m21": {"kind": "ticket_redirected", "machine": "2", "accompanied": False},
        "m32": {"kind": "ticket_redirected", "machine": "3", "accompanied": True},
        "g15": {"kind": "ticket_transferred", "from": "cash", "service": "wealth", "errand": True},
        "g31": {"kind": "ticket_returned", "reason": "called_by_mistake"},
    }

    for number, (keys, told) in zip(numbers, ways.items(), strict=True):
        calls(desk, number)
        assert told_by(server, desk, keys) == {**told, "actor": "张晓雨", "ticket": f"{day}/{number}"}
        expect(desk.locator(".present .customer")).to_be_hidden()


def test_the_customer_stays_while_the_business_is_put_right_one_more_is_done_and_care_is_noted(
    server: Server, desk: Page
) -> None:
    day = Person(server, "manager").board()["day"]
    number = Person(server, "kiosk").takes_number("cash")["number"]
    calls(desk, number)
    about = {"actor": "张晓雨", "ticket": f"{day}/{number}"}

    assert told_by(server, desk, "g24") == {**about, "kind": "service_reclassified", "service": "loss"}
    expect(desk.locator(".present-what")).to_have_text("挂失与密码")
    assert told_by(server, desk, "g12") == {
        **about,
        "kind": "service_reclassified",
        "service": "transfer",
        "errand": True,
    }
    expect(desk.locator(".present-what")).to_have_text("转账汇款")
    assert told_by(server, desk, "g51") == {**about, "kind": "class_granted", "class": "care", "reason": "care"}
    expect(desk.locator(".facts")).to_contain_text("说慢一点，大字单据，陪同到窗口")


def test_a_promised_time_is_chosen_and_kept_in_the_journal(server: Server, desk: Page) -> None:
    calls(desk, Person(server, "kiosk").takes_number("cash")["number"])

    play(desk, "h2")
    promised = desk.locator("[data-option='5'] .hint").inner_text()
    play(desk, "2")
    expect(desk.locator(".undo")).to_contain_text("稍后再来")

    parked = told_last(server)
    zone = ZoneInfo(Person(server, None).get(f"/branches/{server.branch}").body["time_zone"])
    until = datetime.fromisoformat(parked["until"])
    assert until - datetime.fromisoformat(parked["at"]) == timedelta(minutes=5)
    assert promised in {f"{(until - timedelta(minutes=ago)).astimezone(zone):%H:%M}" for ago in (0, 1)}


def test_a_reason_of_ones_own_is_typed_and_no_letter_of_it_is_a_key(server: Server, desk: Page) -> None:
    number = Person(server, "kiosk").takes_number("cash")["number"]
    calls(desk, number)

    play(desk, "g34")
    expect(desk.locator(".asking-go")).to_be_disabled()
    desk.keyboard.type("from her phone: xs pw 1")
    desk.keyboard.press("Enter")

    expect(desk.locator(".next-foot .band")).to_have_text(f"{number} 回到原来的位置，下一位就是。")
    returned = told_last(server)
    assert (returned["kind"], returned["reason"]) == ("ticket_returned", "other")
    assert "phone" not in str(returned)


def test_a_call_out_of_order_needs_a_row_and_a_reason_and_is_counted_apart(server: Server, desk: Page) -> None:
    kiosk = Person(server, "kiosk")
    numbers = [kiosk.takes_number("cash")["number"] for _ in range(4)]
    expect(desk.locator(".queue tbody tr:visible")).to_have_count(3)

    play(desk, "g6")
    expect(desk.locator(".asking .warn")).to_contain_text("单独计数")
    desk.keyboard.type("flight")
    expect(desk.locator(".asking-go")).to_be_disabled()
    for _ in range(3):
        desk.keyboard.press("ArrowDown")
    expect(desk.locator(".asking")).to_contain_text(f"先叫 {numbers[2]}，按次序前面还有 2 位")
    desk.keyboard.press("Enter")

    expect(desk.locator(".who")).to_have_text(numbers[2])
    called = told_last(server)
    assert (called["kind"], called["rule"], called["ticket"].split("/")[1]) == ("ticket_called", "override", numbers[2])
    assert [skipped.split("/")[1] for skipped in called["skipped"]] == numbers[:2]


@pytest.mark.parametrize(
    "keys", ["f", "h11", "t5", "m11", "g15"], ids=["finish", "park", "transfer", "redirect", "errand"]
)
def test_within_ten_seconds_one_key_brings_the_customer_back_with_the_time_of_the_call(
    server: Server, desk: Page, keys: str
) -> None:
    number = Person(server, "kiosk").takes_number("cash")["number"]
    calls(desk, number)
    since = desk.locator(".present .label").first.inner_text()

    play(desk, keys)
    expect(desk.locator(".undo")).to_contain_text(number)
    expect(desk.locator(".undo-key")).to_be_enabled()
    desk.keyboard.press("u")

    expect(desk.locator(".who")).to_have_text(number)
    assert desk.locator(".present .label").first.inner_text() == since
    expect(desk.locator(".undo")).to_be_hidden()
    assert told_last(server)["kind"] == "deed_undone"


def test_after_ten_seconds_there_is_nothing_to_press_any_more(server: Server, desk: Page) -> None:
    calls(desk, Person(server, "kiosk").takes_number("cash")["number"])
    play(desk, "f")
    expect(desk.locator(".undo .figure")).to_have_text(re.compile("^[1-9]$"))

    expect(desk.locator(".undo")).to_be_hidden(timeout=UNDO_IS_OVER_MS)
    desk.keyboard.press("u")
    desk.wait_for_timeout(HELD_MS)

    assert told_last(server)["kind"] == "service_finished"
    assert Person(server, "teller").at("2", "undo").body["code"] == "undo_too_late"


def test_too_late_to_undo_is_said_with_who_is_there_now(server: Server, desk: Page) -> None:
    kiosk = Person(server, "kiosk")
    first, second = (kiosk.takes_number("cash")["number"] for _ in range(2))
    calls(desk, first)
    play(desk, "f")
    expect(desk.locator(".undo-key")).to_be_enabled()

    path = f"/api/v1/branches/{server.branch}/counters/2/next"
    desk.evaluate(DEED_THEN_KEY, [path, server.tokens["teller"], "{}", "u"])

    expect(desk.locator(".next-foot .band")).to_have_text(f"窗口上已经有 {second}，刚才的收不回了。")
    expect(desk.locator(".who")).to_have_text(second)


def test_a_deed_on_a_customer_who_has_just_gone_is_refused_calmly(server: Server, desk: Page) -> None:
    calls(desk, Person(server, "kiosk").takes_number("cash")["number"])
    play(desk, "h1")
    expect(desk.locator("[data-option='20']")).to_be_enabled()

    path = f"/api/v1/branches/{server.branch}/counters/2/finish"
    desk.evaluate(DEED_THEN_KEY, [path, server.tokens["teller"], "{}", "1"])

    expect(desk.locator(".next-foot .band")).to_have_text("窗口上已经没有这个号，屏幕上是现在的情况。")
    assert told_last(server)["kind"] == "service_finished"


def test_esc_goes_one_step_back_and_nothing_is_done(server: Server, desk: Page) -> None:
    calls(desk, Person(server, "kiosk").takes_number("cash")["number"])
    before = told_last(server)

    play(desk, "g34")
    titles = []
    for _ in range(3):
        titles.append(desk.locator(".asking h2").inner_text())
        desk.keyboard.press("Escape")

    expect(desk.locator(".asking")).to_be_hidden()
    assert titles == ["请这位回到队里", "请这位回到队里", "还可以"]
    assert told_last(server) == before


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_sticks_out_whatever_is_asked(server: Server, open_page: OpenPage, lang: str) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    kiosk.takes_number("cash", care="disabled", amount=30000, count=3, language="en")
    for _ in range(12):
        kiosk.takes_number("cash")
    for counter in ("1", "2", "3", "4"):
        teller.at(counter, "open")
    page = open_page(f"/desk/zhongshan/2?lang={lang}", "desk")
    expect(page.locator("[data-key=main]")).to_be_enabled()
    sticking = {}

    def looks(name: str, keys: str, escapes: int) -> None:
        play(page, keys)
        expect(page.locator(".asking")).to_be_visible()
        sticking[name] = page.evaluate(TOO_FAR)
        for _ in range(escapes):
            page.keyboard.press("Escape")

    for keys in ("g", "g4", "g6", "w"):
        looks(f"free {keys}", keys, len(keys))
    page.keyboard.press("Space")
    expect(page.locator("[data-key=park]")).to_be_enabled()
    for keys in ("g", "g1", "g2", "g3", "g34", "h", "h1", "t", "m", "m1", "w"):
        looks(f"with a customer {keys}", keys, len(keys))
    play(page, "h11")
    expect(page.locator(".undo")).to_be_visible()
    sticking["undo"] = page.evaluate(TOO_FAR)

    assert {name: parts for name, parts in sticking.items() if parts} == {}
