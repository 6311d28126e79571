"""The page of the counters' hours as the server gives it: already true before any script runs."""

import re

import pytest
from flask.testing import FlaskClient

from lobby.app import Application
from tests.clocks import HandClock
from tests.web.api import Caller, caller, signed_in

PAGE = "/tablet/zhongshan/plans"


@pytest.fixture
def manager(application: Application) -> Caller:
    """Somebody who may change plans."""
    return caller(application, "manager")


@pytest.fixture
def browser(application: Application) -> FlaskClient:
    """A browser that runs no script, in which the lobby manager is signed in."""
    return signed_in(application, "manager").browser()


def seen(html: str) -> str:
    """The page's words as a reader meets them."""
    return " ".join(re.sub(r"<[^>]*>", " ", html[html.index("<main") : html.index("</main>")]).split())


def test_every_counter_stands_with_its_plan_and_what_it_is_doing(
    manager: Caller, browser: FlaskClient, clock: HandClock
) -> None:
    manager.counter("1", "open")
    manager.counter("2", "open")
    clock.move(minutes=5)
    manager.counter("2", "pause", {"reason": "lunch"})
    manager.counter("5", "plan", {"opens_at": None, "closes_at": None, "breaks": []})

    page = seen(browser.get(PAGE).get_data(as_text=True))

    assert "1 现金业务 10:00 起开着 09:00–17:00 休 11:45–12:30" in page
    assert "2 现金业务 10:05 起暂停：午餐 09:00–17:00 休 12:30–13:15" in page
    assert "3 非现金业务 该开着，没有开 09:00–17:00 休 12:00–12:45" in page
    assert "5 对公业务 没有开 今天不开 今天改过" in page
    assert "6 非现金业务 该开着，没有开 09:00–17:00 不休息" in page


def test_in_a_break_and_before_its_hour_a_counter_is_only_closed(
    manager: Caller, browser: FlaskClient, clock: HandClock
) -> None:
    clock.move(hours=-1, minutes=-1)
    manager.issue()
    before = seen(browser.get(PAGE).get_data(as_text=True))
    clock.move(hours=3, minutes=16)
    during = seen(browser.get(PAGE).get_data(as_text=True))

    assert "1 现金业务 没有开 09:00–17:00" in before
    assert "1 现金业务 没有开 09:00–17:00" in during
    assert "2 现金业务 该开着，没有开 09:00–17:00" in during


def test_before_the_day_opens_it_says_that_nothing_can_be_changed(browser: FlaskClient, clock: HandClock) -> None:
    clock.move(hours=-2)

    assert "营业日没有开着，安排现在不能改。" in seen(browser.get(PAGE).get_data(as_text=True))


def test_the_page_speaks_english_when_asked(browser: FlaskClient) -> None:
    html = browser.get(f"{PAGE}?lang=en").get_data(as_text=True)

    assert '<html lang="en">' in html
    assert "Counters today" in seen(html)
    assert 'href="/tablet/zhongshan?lang=en"' in html


def test_the_tablet_leads_there_and_nothing_needs_more_than_the_content_security_policy_allows(
    browser: FlaskClient,
) -> None:
    html = browser.get(PAGE).get_data(as_text=True)

    assert f'href="{PAGE}"' in browser.get("/tablet/zhongshan").get_data(as_text=True)
    assert " style=" not in html
    assert "<style" not in html


def test_an_unknown_branch_has_no_page_and_the_page_is_only_looked_at(browser: FlaskClient) -> None:
    assert browser.get("/tablet/nowhere/plans").status_code == 404
    assert browser.post(PAGE).status_code == 405
