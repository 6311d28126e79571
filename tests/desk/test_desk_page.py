"""The teller's page as the server gives it: already true before any script runs."""

import re

import pytest
from flask.testing import FlaskClient

from lobby.app import Application
from tests.web.api import Caller, caller, signed_in


@pytest.fixture
def teller(application: Application) -> Caller:
    """Somebody who may do a teller's deeds and give numbers."""
    return caller(application)


@pytest.fixture
def browser(application: Application) -> FlaskClient:
    """A browser in which a teller is signed in, and that runs no script."""
    return signed_in(application).browser()


def seen(html: str) -> str:
    """The page's words as a reader meets them: no tags, no data, and nothing of what is hidden."""
    body = html[html.index("<main") : html.index("</main>")]
    words = re.sub(r"<[^>]*>", " ", re.sub(r"<(\w+)[^>]* hidden>.*?</\1>", " ", body, flags=re.DOTALL))
    return " ".join(words.split())


def test_a_closed_counter_is_shown_closed_with_its_keys_waiting_for_the_script(browser: FlaskClient) -> None:
    html = browser.get("/desk/zhongshan/2").get_data(as_text=True)

    assert "2 号窗口" in seen(html)
    assert "窗口没有开" in seen(html)
    assert re.findall(r'data-key="(\w+)"[^>]*?( disabled)?>', html) == [
        (key, " disabled")
        for key in (
            *("main", "finish", "recall", "start", "no_show"),
            *("park", "transfer", "redirect", "walk_up", "more", "pause"),
        )
    ]


def test_the_customer_the_next_and_the_queue_are_there_without_a_script(teller: Caller, browser: FlaskClient) -> None:
    for _ in range(4):
        teller.issue("cash")
    teller.counter("2", "open")
    teller.counter("2", "next")

    page = seen(browser.get("/desk/zhongshan/2").get_data(as_text=True))

    assert "已叫号，等客户过来" in page
    assert [number for number in re.findall(r"A\d{3}", page) if number <= "A004"][:2] == ["A001", "A002"]
    assert "3 人等候" in page
    assert "办结，叫 A002" in page


def test_the_page_speaks_english_when_asked(browser: FlaskClient) -> None:
    html = browser.get("/desk/zhongshan/2?lang=en").get_data(as_text=True)

    assert '<html lang="en">' in html
    assert "The counter is closed" in seen(html)
    assert 'href="?lang=zh"' in html


def test_the_page_says_who_is_signed_in_and_offers_the_way_out(browser: FlaskClient) -> None:
    page = seen(browser.get("/desk/zhongshan/2").get_data(as_text=True))

    assert "张晓雨 退出登录" in page


def test_nothing_on_the_page_needs_more_than_the_content_security_policy_allows(browser: FlaskClient) -> None:
    html = browser.get("/desk/zhongshan/2").get_data(as_text=True)

    assert " style=" not in html
    assert "<style" not in html
    for script in re.findall(r"<script[^>]*>", html):
        assert "src=" in script or "application/json" in script


@pytest.mark.parametrize("path", ["/desk/nowhere/2", "/desk/zhongshan/99"])
def test_an_unknown_branch_or_counter_has_no_page(browser: FlaskClient, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_the_page_is_only_looked_at(browser: FlaskClient) -> None:
    assert browser.post("/desk/zhongshan/2").status_code == 405


def test_the_help_a_customer_needs_is_there_without_a_script(teller: Caller, browser: FlaskClient) -> None:
    teller.issue("cash", care="elderly")
    teller.counter("2", "open")
    teller.counter("2", "next")

    page = seen(browser.get("/desk/zhongshan/2").get_data(as_text=True))

    assert "说慢一点，大字单据，陪同到窗口" in page


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("machine_failed", "自助机没办成，按原位"),
        ("unfinished", "没有办完，按原位"),
        ("called_by_mistake", "叫错了，按原位"),
        ("in their own words", "回到队里，按原位"),
    ],
)
def test_whoever_came_back_is_said_to_have_so_in_the_queue_and_at_the_counter(
    teller: Caller, browser: FlaskClient, reason: str, said: str
) -> None:
    for number in ("A001", "A002"):
        teller.issue("cash")
        teller.post(f"/branches/zhongshan/tickets/{number}/redirect", {"machine": "1"})
        teller.post(f"/branches/zhongshan/tickets/{number}/return", {"reason": reason})
    teller.issue("cash")
    teller.counter("2", "open")
    waiting = seen(browser.get("/desk/zhongshan/2").get_data(as_text=True))
    teller.counter("2", "next")

    served = seen(browser.get("/desk/zhongshan/2").get_data(as_text=True))

    assert waiting.count(said) == 1, "A002 in the queue; A001 is next, with its reason"
    assert served.count(said) == 1, "A001 at the counter; A002 is next"
