"""The teller's page in Chromium against a real server: keys, races, and a server that goes away."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.desks import facts, press
from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.browser

NOTICED_MS = 30_000
"""Within this the page has noticed that the server is away or back (heartbeat 5 + 10 s, then 5 s)."""

CALL_THEN_PRESS = """([path, token]) => {
  const first = new XMLHttpRequest();
  first.open("POST", path, false);
  first.setRequestHeader("Authorization", "Bearer " + token);
  first.setRequestHeader("Content-Type", "application/json");
  first.send("{}");
  document.dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true }));
}"""
"""Another counter calls, and the key is pressed before the page can have heard of it."""


@pytest.fixture
def desk(open_page: OpenPage) -> Page:
    """Counter 2's page, open for business, at the size that it is drawn for."""
    page = open_page("/desk/zhongshan/2", "desk")
    press(page, "Space", main="就绪，来人就叫")
    return page


def test_a_call_that_comes_by_itself_is_announced(server: Server, desk: Page) -> None:
    desk.keyboard.press("Space")
    expect(desk.locator(".present .label")).to_contain_text("已就绪")

    number = Person(server, "kiosk").takes_number("cash")["number"]

    expect(desk.locator(".who.call.just-called")).to_have_text(number)
    expect(desk.locator(".next-foot .band")).to_have_text(f"{number} 刚取号，已直接叫到您这里。")


def test_a_key_held_down_or_hit_twice_calls_once(server: Server, desk: Page) -> None:
    kiosk = Person(server, "kiosk")
    numbers = [kiosk.takes_number("cash")["number"] for _ in range(3)]
    expect(desk.locator("[data-key=main]")).to_contain_text(f"叫{numbers[0]}")

    desk.keyboard.down("Space")
    desk.keyboard.down("Space")
    desk.keyboard.up("Space")
    desk.keyboard.press("Space")
    expect(desk.locator(".who")).to_have_text(numbers[0])
    desk.wait_for_timeout(1000)

    assert facts(server, "ticket_called") == numbers[:1]


def test_a_lost_race_is_told_calmly_with_who_was_really_called(server: Server, desk: Page) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    first, second = (kiosk.takes_number("cash")["number"] for _ in range(2))
    teller.at("1", "open")
    expect(desk.locator("[data-key=main]")).to_contain_text(f"叫{first}")

    desk.evaluate(CALL_THEN_PRESS, [f"/api/v1/branches/{server.branch}/counters/1/next", server.tokens["teller"]])

    expect(desk.locator(".who")).to_have_text(second)
    expect(desk.locator(".next-foot .band")).to_have_text(f"{first} 刚才已由 1 号窗口叫走，您叫到的是 {second}。")


def test_cut_off_it_cannot_call_but_can_finish_and_the_finish_arrives_once(server: Server, desk: Page) -> None:
    kiosk = Person(server, "kiosk")
    first, second = (kiosk.takes_number("cash")["number"] for _ in range(2))
    press(desk, "Space", main=f"办结，叫{second}")
    press(desk, "s", main=f"办结，叫{second}")

    server.stop()
    expect(desk.locator(".next-foot .band.stale")).to_be_visible(timeout=NOTICED_MS)
    expect(desk.locator("[data-key=main]")).to_be_disabled()
    expect(desk.locator("[data-key=finish]")).to_be_enabled()
    desk.keyboard.press("Space")
    desk.keyboard.press("f")
    expect(desk.locator(".present-say")).to_contain_text(f"{first} 的办结已记下")
    server.start()

    expect(desk.locator(".next-foot .band")).to_have_text(f"{first} 的办结已补记。", timeout=NOTICED_MS)
    expect(desk.locator("[data-key=main]")).to_contain_text(f"叫{second}")
    assert facts(server, "service_finished") == [first]
    assert facts(server, "ticket_called") == [first]


def test_a_row_picked_shows_what_to_say_to_that_customer(server: Server, desk: Page) -> None:
    kiosk = Person(server, "kiosk")
    numbers = [kiosk.takes_number("cash")["number"] for _ in range(3)]
    expect(desk.locator(".queue tbody tr:visible")).to_have_count(2)

    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")

    expect(desk.locator(".saying .label")).to_have_text(f"可以这样告诉 {numbers[1]}")
    expect(desk.locator(".saying q:lang(en)")).not_to_be_empty()


def test_a_pause_is_chosen_in_place_and_waits_for_the_customer_at_the_counter(server: Server, desk: Page) -> None:
    Person(server, "kiosk").takes_number("cash")
    press(desk, "Space", main="办结，等下一位")

    desk.keyboard.press("p")
    expect(desk.locator(".pauses")).to_contain_text("办完 A001 就暂停")
    press(desk, "1", main="办结，然后暂停")
    press(desk, "Space", main="恢复叫号")

    expect(desk.locator(".rest h2")).to_have_text("午餐")
