"""The tablet's page as the server gives it: already true before any script runs."""

import re

import pytest
from flask.testing import FlaskClient

from lobby.app import Application
from lobby.tablet.pages import across
from tests.clocks import HandClock
from tests.web.api import Caller, caller, signed_in

PAGE = "/tablet/zhongshan"


@pytest.fixture
def teller(application: Application) -> Caller:
    """Somebody who may do a teller's deeds and give numbers."""
    return caller(application)


@pytest.fixture
def browser(application: Application) -> FlaskClient:
    """A browser that runs no script, in which the lobby manager is signed in."""
    return signed_in(application, "manager").browser()


def seen(html: str) -> str:
    """The page's words as a reader meets them: no tags, no data, no templates, and nothing of what is hidden."""
    body = re.sub(r"<template.*?</template>", " ", html[html.index("<main") : html.index("</main>")], flags=re.DOTALL)
    words = re.sub(r"<[^>]*>", " ", re.sub(r"<(\w+)[^>]* hidden>.*?</\1>", " ", body, flags=re.DOTALL))
    return " ".join(words.split())


def test_counters_people_and_calls_are_there_without_a_script(
    teller: Caller, browser: FlaskClient, clock: HandClock
) -> None:
    teller.counter("2", "open")
    for service in ("cash", "cash", "wealth"):
        teller.issue(service)
    clock.move(minutes=21)
    teller.counter("2", "next")

    page = seen(browser.get(PAGE).get_data(as_text=True))

    assert "2 人等候" in page
    assert "20 分内叫到 0%" in page
    assert "2 A001 来的路上 0 分" in page
    assert "A002 现金业务 21" in page
    assert "C001 理财基金 21 没有窗口办 0/3 已超 1 分" in page
    assert "10:21 A001 2 号 等得最久" in page


def test_an_empty_hall_says_what_will_happen(browser: FlaskClient, clock: HandClock) -> None:
    assert "没有人等 有人取号，会出现在这里。" in seen(browser.get(PAGE).get_data(as_text=True))

    clock.move(hours=-3)
    assert "08:30 开始取号" in seen(browser.get(PAGE).get_data(as_text=True))


def test_the_page_speaks_english_when_asked(browser: FlaskClient) -> None:
    html = browser.get(f"{PAGE}?lang=en").get_data(as_text=True)

    assert '<html lang="en">' in html
    assert "Nobody is waiting" in seen(html)
    assert 'href="?lang=zh"' in html


def test_nothing_on_the_page_needs_more_than_the_content_security_policy_allows(browser: FlaskClient) -> None:
    html = browser.get(PAGE).get_data(as_text=True)

    assert " style=" not in html
    assert "<style" not in html
    for script in re.findall(r"<script[^>]*>", html):
        assert "src=" in script or "application/json" in script


def test_no_ticket_can_be_taken_over_with_what_stands_on_the_page(teller: Caller, browser: FlaskClient) -> None:
    ticket = teller.issue().get_json()["id"]

    assert ticket not in browser.get(PAGE).get_data(as_text=True)


def test_an_unknown_branch_has_no_page_and_the_page_is_only_looked_at(browser: FlaskClient) -> None:
    assert browser.get("/tablet/nowhere").status_code == 404
    assert browser.post(PAGE).status_code == 405


@pytest.mark.parametrize(("counters", "in_a_row"), [(1, 1), (3, 3), (6, 6), (7, 4), (8, 4), (12, 6), (13, 5), (24, 6)])
def test_counters_stand_in_rows_of_about_equal_length(counters: int, in_a_row: int) -> None:
    assert across(counters) == in_a_row
