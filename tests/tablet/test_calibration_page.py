"""The page of the estimates as the server gives it: whole and true before any script runs."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from lobby.app import Application
from tests.clocks import HandClock
from tests.tablet.calibration_months import give_month
from tests.tablet.fairness_mornings import busy_morning
from tests.tablet.test_tablet_page import seen
from tests.web.api import caller, signed_in

PAGE = "/tablet/zhongshan/calibration"
MONDAY = date(2026, 1, 5)


@pytest.fixture
def browser(application: Application) -> FlaskClient:
    """A browser that runs no script, in which the lobby manager is signed in."""
    return signed_in(application, "manager").browser()


def page(browser: FlaskClient, query: str = "") -> str:
    answer = browser.get(PAGE + query)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_month_is_told_without_a_script_as_the_api_tells_it(application: Application, browser: FlaskClient) -> None:
    give_month(application, MONDAY)
    told = caller(application, "manager").here("/calibration").get_json()

    said = seen(page(browser))

    total = told["total"]
    assert f"预计的时间，{round(100 * total['inside'])}% 说中了； 该是 80%，" in said
    assert f"我们的预计 {total['error_minutes']:.1f} 分" in said
    assert f"常用估法 {total['usual_error_minutes']:.1f} 分" in said
    assert "最近 30 个营业日：11月24日 到 1月2日" in said
    for one in told["by"]:
        assert re.search(rf"\b{one['tickets']} .*?{round(100 * one['inside'] + 1e-9)}%", said)


def test_a_morning_that_is_under_way_is_told_as_of_now(
    application: Application, browser: FlaskClient, clock: HandClock
) -> None:
    told = busy_morning(application, clock).here("/calibration").get_json()

    said = seen(page(browser))

    assert told["total"]["tickets"] > 30
    assert f"{told['total']['tickets']} 要等、也叫到了的号" in said
    assert "一个营业日：1月5日 12:" in said


def test_few_numbers_are_not_judged(application: Application, browser: FlaskClient) -> None:
    give_month(application, MONDAY, days=1, tickets=135)

    html = page(browser)

    assert "号还太少，不下结论" in seen(html)
    assert set(re.findall(r'<tr class="(\w+)', html)) == {"few"}


def test_before_the_first_day_and_before_the_first_wait_it_says_what_will_be_here(
    application: Application, browser: FlaskClient
) -> None:
    never = seen(page(browser))
    caller(application, "manager").counter("1", "open")
    open_now = seen(page(browser, "?lang=en"))

    assert "还没有营业过 有人取号、等候、叫到以后，这里说明预计的时间准不准。" in never
    assert "There is nothing to compare yet" in open_now
    assert "One business day: 5 Jan" in open_now


@pytest.mark.parametrize("days", ["0", "93", "many", "-1", ""])
def test_days_that_cannot_be_are_answered_with_a_page_in_words(browser: FlaskClient, days: str) -> None:
    answer = browser.get(f"{PAGE}?days={days}")

    assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert "这一页现在打不开" in answer.get_data(as_text=True)


def test_another_number_of_days_is_kept_by_the_keys(application: Application, browser: FlaskClient) -> None:
    give_month(application, MONDAY)

    html = page(browser, "?days=5&lang=en")

    assert "The last 5 business days: 29 Dec to 2 Jan" in seen(html)
    assert 'class="key refresh" href="?days=5&amp;lang=en"' in html
    assert 'class="language" href="?days=5"' in html


def test_nothing_on_the_page_needs_more_than_the_content_security_policy_allows(
    application: Application, browser: FlaskClient
) -> None:
    give_month(application, MONDAY, days=3)

    html = page(browser)

    assert " style=" not in html
    assert "<style" not in html
    for script in re.findall(r"<script[^>]*>", html):
        assert "src=" in script or "application/json" in script


def test_an_unknown_branch_has_no_page_and_the_page_is_only_looked_at(browser: FlaskClient) -> None:
    assert browser.get("/tablet/nowhere/calibration").status_code == 404
    assert browser.post(PAGE).status_code == 405


@pytest.mark.parametrize(("query", "link"), [("", PAGE), ("?lang=en", f"{PAGE}?lang=en")])
def test_the_tablet_leads_here_and_this_page_back_in_the_same_language(
    browser: FlaskClient, query: str, link: str
) -> None:
    tablet = browser.get(f"/tablet/zhongshan{query}").get_data(as_text=True)

    assert f'<a class="to-calibration" href="{link}">' in tablet
    assert f'href="/tablet/zhongshan{query}"' in page(browser, query)
