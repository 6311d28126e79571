"""The fairness page in Chromium against a real server, of a morning that was played before it opened."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lobby.app import build
from tests.browser.conftest import sign_in
from tests.browser.test_tablet import NAMELESS, NOTICED_MS, SIZES, TOO_SMALL
from tests.clocks import HandClock
from tests.config.changes import changed
from tests.conftest import StartServer
from tests.databases import Databases
from tests.outside import Person
from tests.servers import Server
from tests.tablet.fairness_mornings import busy_morning

pytestmark = pytest.mark.browser

NOON = "2026-01-05T12:05+2x"
"""When the server begins, after the morning. On a clock of its own the branch keeps its hours."""

TOO_FAR = """() => [...document.querySelectorAll(".report-page, .report-page *, .demo-clock")]
  .filter((part) => part.getClientRects().length && !part.closest("svg") && !part.closest("[hidden]"))
  .filter((part) => {
    const box = part.getBoundingClientRect();
    const holds = getComputedStyle(part).display !== "inline";
    return box.right > innerWidth + 0.5 || box.left < -0.5 || (holds && part.scrollWidth > part.clientWidth + 1);
  })
  .map((part) => `${part.className}: ${part.textContent.trim().slice(0, 30)}`)"""
"""Parts that stick out of the page or of their own box. The page is read downwards, so it may go on below."""

OVERLAPS = """() => {
  const parts = [...document.querySelectorAll(".report-head > *, .report-keys > *, .report > *, .demo-clock")]
    .filter((part) => part.getClientRects().length)
    .map((part) => ({ name: part.className, box: part.getBoundingClientRect() }));
  const meet = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  return parts.flatMap(({ name, box }, place) =>
    parts.slice(place + 1).filter((other) => meet(box, other.box)).map((other) => `${name} on ${other.name}`));
}"""

LARGEST = """() => {
  const size = (part) => parseFloat(getComputedStyle(part).fontSize);
  const speaks = (part) => part.getClientRects().length && [...part.childNodes].some(({ data }) => data?.trim());
  const parts = [...document.querySelectorAll(".report-page *")].filter(speaks);
  const most = Math.max(...parts.map(size));
  return [...new Set(parts.filter((part) => size(part) === most).map((part) => part.closest("h1")?.textContent))];
}"""
"""What is written largest, and where: the texts of the headings that hold it."""


def after_a_morning(start_server: StartServer, databases: Databases, tmp_path: Path, *, chosen: int = 2) -> Server:
    """A server at noon whose branch has had a busy morning."""
    address = databases.at_head()
    clock = HandClock()
    played = build(changed(SERVER__DATABASE=address, SERVER__SECRETS=str(tmp_path / "played")), clock)
    busy_morning(played, clock, chosen=chosen)
    played.rooms.lobby.store.close()
    return start_server(clock=NOON, LOBBY_SERVER__DATABASE=address)


@pytest.fixture
def noon(start_server: StartServer, databases: Databases, tmp_path: Path) -> Server:
    """A server at noon, with two overrides in its morning."""
    return after_a_morning(start_server, databases, tmp_path)


def open_fairness(browser: Browser, server: Server, query: str = "", *, size: str = "lying") -> Page:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    sign_in(context, server, "wang")
    page = context.new_page()
    page.goto(f"{server.url}/tablet/{server.branch}/fairness{query}")
    expect(page.locator(".print")).to_be_visible()  # the script runs
    return page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["", "?lang=en", "?day=2026-01-04", "?day=2026-01-04&lang=en"])
def test_nothing_sticks_out_or_overlaps_and_everything_can_be_tapped(
    noon: Server, browser: Browser, size: str, query: str
) -> None:
    page = open_fairness(browser, noon, query, size=size)

    found = [page.evaluate(check) for check in (TOO_FAR, OVERLAPS, TOO_SMALL, NAMELESS)]

    assert found == [[], [], [], []]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "按规则叫号，超过上限 0 次；经理先叫 2 次"),
        ("?lang=en", "By the rule, 0 called above the cap; by override, 2 called"),
    ],
)
def test_the_guarantee_alone_is_largest_on_the_page(noon: Server, browser: Browser, query: str, sentence: str) -> None:
    page = open_fairness(browser, noon, query)

    assert [text.strip() for text in page.evaluate(LARGEST)] == [sentence]


def test_a_call_made_meanwhile_appears_by_the_key_at_once_and_by_itself_soon(noon: Server, browser: Browser) -> None:
    page = open_fairness(browser, noon)
    teller = Person(noon, "teller")
    assert page.locator(".made tbody tr").count() == 2
    last = Person(noon, "manager").get(f"/branches/{noon.branch}/tablet").body["queue"][-1]["number"]
    teller.at("1", "finish")
    assert teller.at("1", "call", {"ticket": last, "reason": {"staff": "要赶飞机"}}).status == 200

    page.locator(".refresh").click()
    expect(page.locator("h1")).to_contain_text("经理先叫 3 次", timeout=5_000)
    expect(page.locator(".made")).to_contain_text("要赶飞机")
    teller.at("1", "next", {"finish": True})

    expect(page.locator(".rules h2")).to_contain_text("共 58 次叫号", timeout=20_000)


def test_another_day_is_chosen_and_the_keys_go_from_day_to_day(noon: Server, browser: Browser) -> None:
    page = open_fairness(browser, noon, "?day=2026-01-04&lang=en")
    assert page.locator("select option").all_inner_texts() == ["Monday, 5 January 2026", "Sunday, 4 January 2026"]

    page.locator("select").select_option(label="Monday, 5 January 2026")

    expect(page.locator("h1")).to_have_text("By the rule, 0 called above the cap; by override, 2 called")
    assert page.url.endswith("?day=2026-01-05&lang=en")
    page.go_back()
    page.get_by_label("The business day after").click()
    expect(page.locator("h1")).to_contain_text("by override, 2 called")
    page.locator(".back").click()
    expect(page.locator(".tablet")).to_be_visible()
    page.locator(".to-fairness").click()
    expect(page.locator("h1")).to_contain_text("by override, 2 called")


def test_a_lost_server_is_said_with_the_time_of_what_is_shown_and_its_return_makes_the_page_true(
    noon: Server, browser: Browser
) -> None:
    page = open_fairness(browser, noon)
    expect(page.locator(".band")).to_be_hidden()

    noon.kill()
    page.locator(".refresh").click()
    expect(page.locator(".band")).to_contain_text("没有读到新的，这里还是 12:0")
    expect(page.locator(".band")).to_contain_text("起断线，这里还是 12:0", timeout=NOTICED_MS)
    noon.start()
    Person(noon, "teller").at("1", "next", {"finish": True})

    expect(page.locator(".rules h2")).to_contain_text("共 57 次叫号", timeout=NOTICED_MS)
    expect(page.locator(".band")).to_be_hidden()


def test_who_is_signed_out_elsewhere_is_led_to_sign_in_at_the_next_reading(noon: Server, browser: Browser) -> None:
    page = open_fairness(browser, noon, "?lang=en")

    page.context.clear_cookies()
    page.locator(".refresh").click()

    page.wait_for_url("**/sign-in?next=**")


@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_a_morning_with_ten_overrides_is_printed_on_one_sheet_of_a4_without_keys(
    start_server: StartServer, databases: Databases, tmp_path: Path, browser: Browser, query: str
) -> None:
    server = after_a_morning(start_server, databases, tmp_path, chosen=10)
    page = open_fairness(browser, server, query)

    sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    page.emulate_media(media="print")

    assert sheets == 1
    assert page.locator(".made tbody tr").count() == 10
    expect(page.locator(".on-paper")).to_be_visible()
    assert [key for key in page.locator("button, a, select").all() if key.is_visible()] == []
