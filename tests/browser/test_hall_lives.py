"""From a number at the kiosk to a call on the hall screen, on real pages in a real browser, over a restart."""

from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, OpenPage, sign_in
from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.browser

RECOVERY_MS = 15_000
SIGN_IN = "/sign-in?next=/desk/zhongshan/2"
TRUE_AGAIN_SECONDS = 3.0


def test_a_number_taken_at_the_kiosk_appears_on_the_hall_screen_when_the_desk_calls_it(open_page: OpenPage) -> None:
    kiosk = open_page("/kiosk/zhongshan", "kiosk")
    hall = open_page("/hall/zhongshan", "hall")
    desk = open_page("/desk/zhongshan/2", "desk")

    number = _take_number(kiosk)
    _press_main(desk, "开窗")
    _press_main(desk, number)

    expect(desk.locator(".present .number")).to_have_text(number)
    expect(hall.locator(".now .number")).to_have_text(number)
    expect(hall.locator(".now .call .figure")).to_have_text("2")


def test_pages_say_that_the_server_is_lost_and_recover_by_themselves(open_page: OpenPage, server: Server) -> None:
    kiosk = open_page("/kiosk/zhongshan", "kiosk")
    hall = open_page("/hall/zhongshan", "hall")
    desk = open_page("/desk/zhongshan/2", "desk")

    server.kill()
    for page in (kiosk, hall, desk):
        expect(page.locator(".band.stale").first).to_be_visible(timeout=RECOVERY_MS)
    server.start()
    deadline = monotonic() + TRUE_AGAIN_SECONDS
    for page in (kiosk, hall, desk):
        expect(page.locator(".band.stale").first).to_be_hidden(timeout=1000 * max(0.001, deadline - monotonic()))

    number = _take_number(kiosk)
    _press_main(desk, "开窗")
    _press_main(desk, number)
    expect(hall.locator(".now .number")).to_have_text(number, timeout=RECOVERY_MS)


def test_the_first_page_is_already_true_without_its_script(open_page: OpenPage, server: Server) -> None:
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("2", "open")
    numbers = [kiosk.takes_number("cash")["number"] for _ in range(3)]
    teller.at("2", "next")

    hall = open_page("/hall/zhongshan", "hall", scripts=False)
    desk = open_page("/desk/zhongshan/2", "desk", scripts=False)
    start = open_page("/kiosk/zhongshan", "kiosk", scripts=False)

    expect(hall.locator(".now .number")).to_have_text(numbers[0])
    expect(desk.locator(".present .number")).to_have_text(numbers[0])
    expect(desk.locator(".next .number").first).to_have_text(numbers[1])
    expect(start.locator(".service").first).to_contain_text("2")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("device", "path"),
    [
        ("kiosk", "/kiosk/zhongshan"),
        ("kiosk lying", "/kiosk/zhongshan"),
        ("hall", "/hall/zhongshan"),
        ("hall standing", "/hall/zhongshan"),
        ("desk", "/desk/zhongshan/6"),
        ("start", "/"),
        ("desk", SIGN_IN),
        ("tablet", SIGN_IN),
        ("phone", SIGN_IN),
    ],
)
def test_no_page_is_larger_than_its_screen(open_page: OpenPage, device: str, path: str, lang: str) -> None:
    page = open_page(f"{path}{'&' if '?' in path else '?'}lang={lang}", device)

    width, height = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]")

    assert width <= SIZES[device][0]
    assert height <= SIZES[device][1] or device == "start"  # a list of branches may be read by scrolling
    cut_off = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1
                && e.clientWidth > 0 && getComputedStyle(e).overflowX !== "visible")
            .map(e => e.className + ": " + e.textContent.trim().slice(0, 60))"""
    )
    assert cut_off == []


def test_pages_load_nothing_from_elsewhere(open_page: OpenPage, server: Server) -> None:
    page = open_page("/", "start")
    sign_in(page.context, server)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for path in ("/", "/sign-in", "/kiosk/zhongshan", "/hall/zhongshan", "/desk/zhongshan/1"):
        page.goto(f"{server.url}{path}")
        page.wait_for_load_state("load")

    assert asked
    host = server.url.removeprefix("http://")
    assert [url for url in asked if host not in url and not url.startswith("data:")] == []


def _take_number(kiosk: Page) -> str:
    kiosk.locator(".service", has_text="现金业务").click()
    kiosk.get_by_role("button", name="取号等候").click()
    number = kiosk.locator(".ticket .number")
    expect(number).to_be_visible()
    return number.inner_text().strip()


def _press_main(desk: Page, label: str) -> None:
    key = desk.locator('.desk-keys [data-key="main"]')
    expect(key).to_contain_text(label)
    expect(key).to_be_enabled()
    key.click()
