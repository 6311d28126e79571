"""The kiosk in Chromium against a real server: a number taken, twice is once, and what goes wrong says what to do."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

NOTICED_MS = 30_000
"""Within this the page has noticed that the server is away or back (heartbeat, then 5 s)."""

HANDED_OVER = re.compile(r"^(1[0-4]|\d)$")
"""The fifteen seconds of the ticket's page run, as soon as the paper is the printer's."""

TOO_FAR = """() => {
  const kiosk = document.querySelector(".kiosk");
  const scrolls = kiosk.scrollHeight > kiosk.clientHeight + 1 || kiosk.scrollWidth > kiosk.clientWidth + 1;
  const out = [...kiosk.querySelectorAll("*")]
    .filter((part) => part.getClientRects().length && !part.closest("svg, .unseen"))
    .filter((part) => {
      const { left, top, right, bottom } = part.getBoundingClientRect();
      return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
    })
    .map((part) => `${part.className}: ${part.textContent.trim().slice(0, 30)}`);
  return scrolls ? ["the page scrolls", ...out] : out;
}"""
"""Parts that stick out of the screen."""


def waiting(server: Server, service: str = "cash") -> int:
    """How many wait for a service, by the board."""
    queues = Person(server, "kiosk").board()["queues"]
    return int(next(queue["waiting"] for queue in queues if queue["service"] == service))


def orders(page: Page) -> list[Any]:
    """The bodies that the page sends for numbers, filled as it sends them."""
    sent: list[Any] = []

    def keep(request: Request) -> None:
        if request.url.endswith("/tickets"):
            sent.append(request.post_data_json)

    page.on("request", keep)
    return sent


def shown(page: Page, place: str) -> None:
    """Waits until this page-state stands."""
    expect(page.locator(".kiosk")).to_have_attribute("data-shown", place)


@pytest.fixture
def kiosk(open_page: OpenPage, server: Server) -> Page:
    return open_page(f"/kiosk/{server.branch}?paper=none", "kiosk")


def test_the_first_page_is_true_before_any_script(open_page: OpenPage, server: Server) -> None:
    Person(server, "kiosk").takes_number("cash")

    page = open_page(f"/kiosk/{server.branch}", "kiosk", scripts=False)

    expect(page.locator("[data-service=cash]")).to_contain_text("1 人等候")
    expect(page.locator("[data-service=wealth]")).to_contain_text("没有人等")


def test_a_service_shows_its_sheet_and_only_then_gives_a_number(kiosk: Page, server: Server) -> None:
    kiosk.locator("[data-service=cash]").click()
    shown(kiosk, "sheet")
    expect(kiosk.locator(".sheet .documents")).to_contain_text("银行卡或存折")
    assert waiting(server) == 0

    kiosk.locator(".take").click()

    shown(kiosk, "ticket")
    expect(kiosk.locator(".ticket .number")).to_have_text("A001")
    expect(kiosk.locator(".ticket .said")).to_contain_text("您的号是 A001")
    assert waiting(server) == 1


def test_two_quick_touches_are_one_number(kiosk: Page, server: Server) -> None:
    kiosk.locator("[data-service=cash]").click()

    kiosk.locator(".take").dblclick()

    shown(kiosk, "ticket")
    assert waiting(server) == 1


def test_an_answer_that_was_lost_is_asked_for_again_and_is_the_same_number(kiosk: Page, server: Server) -> None:
    tries: list[str] = []

    def lose_the_first(route: Route) -> None:
        tries.append(route.request.headers["idempotency-key"])
        if len(tries) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    kiosk.route("**/api/v1/branches/*/tickets", lose_the_first)
    kiosk.locator("[data-service=cash]").click()

    kiosk.locator(".take").click()

    shown(kiosk, "ticket")
    expect(kiosk.locator(".ticket .number")).to_have_text("A001")
    assert tries == [tries[0]] * 2
    assert waiting(server) == 1


def test_a_number_that_a_ready_counter_takes_at_once_says_where_to_go(kiosk: Page, server: Server) -> None:
    teller = Person(server, "teller")
    teller.at("2", "open")
    teller.at("2", "next")
    kiosk.locator("[data-service=cash]").click()

    kiosk.locator(".take").click()

    expect(kiosk.locator(".ticket .come")).to_contain_text("请现在过去")
    expect(kiosk.locator(".ticket .come .figure")).to_have_text("2")
    expect(kiosk.locator(".expect")).to_be_hidden()


def test_care_is_chosen_first_and_goes_with_the_number(kiosk: Page) -> None:
    sent = orders(kiosk)

    kiosk.locator(".helps .care").click()
    kiosk.locator("[data-care=ill]").click()
    expect(kiosk.locator(".band.chosen")).to_contain_text("伤病")
    kiosk.locator("[data-service=cash]").click()
    kiosk.locator(".take").click()

    shown(kiosk, "ticket")
    assert sent == [{"service": "cash", "language": "zh", "care": "ill"}]


def test_a_swiped_card_is_sent_once_never_shown_in_full_and_forgotten(kiosk: Page) -> None:
    sent = orders(kiosk)

    kiosk.keyboard.type(";6222021234567890=2912?")
    expect(kiosk.locator(".field")).to_have_value("**** **** **** 7890")
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator(".identity")).to_contain_text("尾号 7890")
    kiosk.locator("[data-service=cash]").click()
    kiosk.locator(".take").click()

    shown(kiosk, "ticket")
    assert sent[0]["identity"] == {"kind": "card", "value": "6222021234567890"}
    assert "62220212" not in kiosk.content()
    kiosk.locator(".ticket [data-do=done]").click()
    expect(kiosk.locator(".identity")).to_contain_text("带了卡或证件")


def test_the_numbers_move_while_somebody_reads_them(kiosk: Page, server: Server) -> None:
    kiosk.locator("[data-service=cash]").click()
    expect(kiosk.locator(".sheet .ahead")).to_have_text("现在前面没有人")

    Person(server, "kiosk").takes_number("cash")

    expect(kiosk.locator(".sheet .ahead")).to_have_text("现在前面 1 人")


def test_a_number_comes_out_on_paper_by_itself(open_page: OpenPage, server: Server) -> None:
    page = open_page(f"/kiosk/{server.branch}", "kiosk")
    sheets: list[str] = []
    page.expose_function("reaches", lambda number: sheets.append(number))
    page.add_init_script("""window.print = () => {
      reaches(document.querySelector("h1.number").textContent);
      dispatchEvent(new Event("afterprint"));
    }""")
    page.reload()
    page.locator("[data-service=cash]").click()

    page.locator(".take").click()

    expect(page.locator(".ticket .ring text")).to_have_text(HANDED_OVER)
    expect(page.locator(".no-paper")).to_be_hidden()
    assert sheets == ["A001"]


def test_without_paper_the_number_is_given_all_the_same(open_page: OpenPage, server: Server) -> None:
    page = open_page(f"/kiosk/{server.branch}", "kiosk")
    page.route("**/paper*", lambda route: route.abort())
    page.locator("[data-service=cash]").click()

    page.locator(".take").click()

    expect(page.locator(".ticket .number")).to_have_text("A001")
    expect(page.locator(".no-paper")).to_contain_text("号是有效的", timeout=NOTICED_MS)


def test_a_refusal_stands_on_the_page_in_words(kiosk: Page) -> None:
    refusal = json.dumps({"code": "kiosk_closed", "opens_at": None, "status": 409})
    kiosk.route("**/api/v1/branches/*/tickets", lambda route: route.fulfill(status=409, json=json.loads(refusal)))
    kiosk.locator("[data-service=cash]").click()

    kiosk.locator(".take").click()

    expect(kiosk.locator(".band.refusal")).to_contain_text("刚刚停止取号")
    expect(kiosk.locator(".take")).to_be_enabled()


def test_nobody_there_is_asked_and_then_the_first_page_waits_for_the_next_person(kiosk: Page) -> None:
    kiosk.clock.install()
    kiosk.reload()
    kiosk.locator(".helps .language").click()
    kiosk.locator("[data-service=cash]").click()

    kiosk.clock.fast_forward(21_000)
    shown(kiosk, "idle")
    kiosk.locator("[data-do=stay]").click()
    shown(kiosk, "sheet")
    kiosk.clock.fast_forward(21_000)
    shown(kiosk, "idle")
    kiosk.clock.fast_forward(16_000)

    shown(kiosk, "home")
    expect(kiosk.locator(".kiosk")).to_have_attribute("data-lang", "zh")


def test_a_lost_server_is_said_and_nothing_can_be_taken_until_it_is_back(kiosk: Page, server: Server) -> None:
    server.stop()
    expect(kiosk.locator(".band.stale")).to_contain_text("连不上", timeout=NOTICED_MS)
    expect(kiosk.locator("[data-service=cash]")).to_be_disabled()
    expect(kiosk.locator("[data-service=cash] .range")).to_be_hidden()

    server.start()

    expect(kiosk.locator(".band.stale")).to_be_hidden(timeout=NOTICED_MS)
    expect(kiosk.locator("[data-service=cash]")).to_be_enabled()


def test_a_number_can_be_taken_with_the_keyboard_alone(kiosk: Page) -> None:
    kiosk.locator("[data-service=cash]").focus()
    kiosk.keyboard.press("Enter")
    shown(kiosk, "sheet")
    expect(kiosk.locator(".sheet h1")).to_be_focused()
    for _ in range(10):
        kiosk.keyboard.press("Tab")
        if kiosk.evaluate("document.activeElement.classList.contains('take')"):
            break
    kiosk.keyboard.press("Enter")

    shown(kiosk, "ticket")


@pytest.mark.parametrize("device", ["kiosk", "kiosk lying"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("mode", ["plain", "elder"])
def test_every_page_state_fits_the_screen(
    open_page: OpenPage, server: Server, device: str, lang: str, mode: str
) -> None:
    page = open_page(f"/kiosk/{server.branch}?paper=none&lang={lang}", device)
    if mode == "elder":
        page.locator(".helps .large").click()
    assert page.evaluate(TOO_FAR) == []
    page.locator(".helps .care").click()
    assert page.evaluate(TOO_FAR) == []
    page.locator("[data-care=ill]").click()
    assert page.evaluate(TOO_FAR) == []
    page.locator("[data-service=transfer]").click()
    assert page.evaluate(TOO_FAR) == []
    page.locator(".sheet [data-do=identify]").click()
    assert page.evaluate(TOO_FAR) == []
    page.locator(".helps .back").click()
    page.locator(".take").click()
    shown(page, "ticket")
    assert page.evaluate(TOO_FAR) == []
