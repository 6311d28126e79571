"""The fairness page as the server gives it: whole and true before any script runs."""

import re

import pytest
from flask.testing import FlaskClient

from lobby.app import Application
from tests.clocks import HandClock
from tests.tablet.fairness_mornings import busy_morning
from tests.tablet.test_tablet_page import seen
from tests.web.api import caller, signed_in

PAGE = "/tablet/zhongshan/fairness"


@pytest.fixture
def browser(application: Application) -> FlaskClient:
    """A browser that runs no script, in which the lobby manager is signed in."""
    return signed_in(application, "manager").browser()


def page(browser: FlaskClient, query: str = "") -> str:
    answer = browser.get(PAGE + query)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_morning_is_told_without_a_script_as_the_api_tells_it(
    application: Application, browser: FlaskClient, clock: HandClock
) -> None:
    told = busy_morning(application, clock).here("/fairness").get_json()

    said = seen(page(browser))

    assert f"按规则叫号，超过上限 {len(told['over_cap'])} 次； 经理先叫 {len(told['overrides'])} 次" in said
    assert "承诺：后来的人里最多 3 个先叫" in said
    for one in told["calls_by_rule"]:
        assert re.search(rf"\b{one['calls']}\b", said)
    for override in told["overrides"]:
        assert f"{override['number']} 普通 2 号 {override['by']}" in said
        assert override["words"] in said
    ordinary = next(one for one in told["waits"] if one["class"] == "ordinary")
    mean, p90 = round(ordinary["mean_minutes"]), round(ordinary["p90_minutes"])
    assert f"普通 {ordinary['tickets']} {mean} 分 {p90} 分" in said


def test_before_the_first_day_it_says_what_will_be_here(browser: FlaskClient) -> None:
    said = seen(page(browser))

    assert "还没有营业过 有人取号、叫号以后，这里说明次序有没有守住。" in said


def test_days_gone_by_are_chosen_and_say_that_they_are_over(application: Application, clock: HandClock) -> None:
    busy_morning(application, clock)
    clock.move(hours=22)
    caller(application, "manager").counter("1", "open")
    browser = signed_in(application, "manager").browser()

    today, monday = page(browser), page(browser, "?day=2026-01-05")
    sunday = page(browser, "?day=2026-01-04&lang=en")

    assert "今天还没有叫过号" in seen(today)
    assert 'href="?day=2026-01-05" aria-label="前一个营业日"' in today
    assert '<option value="2026-01-05">2026年1月5日 星期一</option>' in today
    assert "这一天已结束" in seen(monday)
    assert 'href="?day=2026-01-06" aria-label="后一个营业日"' in monday
    assert "data-live" in today
    assert "data-live" not in monday
    assert "No number was called on this day" in seen(sunday)
    assert 'href="?day=2026-01-05&amp;lang=en" aria-label="The business day after"' in sunday


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "2026-1-5", ""])
def test_a_day_that_is_none_is_answered_with_a_page_in_words(browser: FlaskClient, day: str) -> None:
    answer = browser.get(f"{PAGE}?day={day}")

    assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert "这一页现在打不开" in answer.get_data(as_text=True)


def test_nothing_on_the_page_needs_more_than_the_content_security_policy_allows(
    application: Application, browser: FlaskClient, clock: HandClock
) -> None:
    busy_morning(application, clock)

    html = page(browser)

    assert " style=" not in html
    assert "<style" not in html
    for script in re.findall(r"<script[^>]*>", html):
        assert "src=" in script or "application/json" in script


def test_no_ticket_can_be_taken_over_with_what_stands_on_the_page(
    application: Application, browser: FlaskClient
) -> None:
    manager = caller(application, "manager")
    ticket = manager.issue().get_json()["id"]
    manager.counter("2", "open")
    manager.counter("2", "call", {"ticket": "A001", "reason": {"staff": "a flight"}})

    html = page(browser)

    assert "A001" in html
    assert ticket not in html


def test_an_administrator_sees_it_a_teller_and_another_branch_do_not_and_nobody_goes_to_sign_in(
    application: Application,
) -> None:
    answers = {
        who: signed_in(application, *who).browser().get(PAGE).status_code
        for who in (("manager",), ("admin",), ("teller",), ("manager", "renmin"), ("admin", "renmin"))
    }
    nobody = application.flask.test_client().get(f"{PAGE}?day=2026-01-05")

    assert answers == {
        ("manager",): 200,
        ("admin",): 200,
        ("teller",): 403,
        ("manager", "renmin"): 403,
        ("admin", "renmin"): 403,
    }
    assert nobody.status_code == 302
    assert nobody.headers["Location"] == "/sign-in?next=/tablet/zhongshan/fairness?day%3D2026-01-05"


def test_an_unknown_branch_has_no_page_and_the_page_is_only_looked_at(browser: FlaskClient) -> None:
    assert browser.get("/tablet/nowhere/fairness").status_code == 404
    assert browser.post(PAGE).status_code == 405


@pytest.mark.parametrize(("query", "link"), [("", PAGE), ("?lang=en", f"{PAGE}?lang=en")])
def test_the_tablet_leads_here_and_this_page_back_in_the_same_language(
    browser: FlaskClient, query: str, link: str
) -> None:
    tablet = browser.get(f"/tablet/zhongshan{query}").get_data(as_text=True)

    assert f'<a class="to-fairness" href="{link}">' in tablet
    assert f'href="/tablet/zhongshan{query}"' in page(browser, query)
