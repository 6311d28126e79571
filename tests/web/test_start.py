"""The start page: every branch, when it is open, and pages that are really there."""

import re
from html import unescape
from pathlib import Path

import pytest

from lobby.app import Application
from lobby.web.start import days_text
from lobby.web.words import read_words
from tests.clocks import HandClock

WORDS = read_words(Path(__file__).parents[2] / "lobby" / "web" / "words.json")


def start_page(application: Application, query: str = "") -> str:
    response = application.flask.test_client().get(f"/{query}")
    assert response.status_code == 200
    return unescape(response.get_data(as_text=True))


@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_every_link_leads_to_a_page(application: Application, query: str) -> None:
    links = re.findall(r'<a class="key[^"]*" href="([^"]+)"', start_page(application, query))

    client = application.flask.test_client()
    opened = {link: client.get(link, follow_redirects=True).status_code for link in links}

    assert len(opened) > 10
    assert set(opened.values()) == {200}


def test_every_branch_has_its_kiosk_its_screens_its_tablet_and_a_desk_for_each_counter(
    application: Application,
) -> None:
    html = start_page(application)

    for branch in application.rooms.branches.values():
        assert f'href="/kiosk/{branch.id}"' in html
        assert f'href="/tablet/{branch.id}"' in html
        assert all(f'href="/hall/{branch.id}?screen={screen}"' in html for screen in branch.screens)
        assert all(f'href="/desk/{branch.id}/{counter}"' in html for counter in branch.counters)


def test_it_says_whether_numbers_are_given_now_and_if_not_when_again(
    application: Application, clock: HandClock
) -> None:
    assert "正在取号" in start_page(application)

    clock.move(hours=10)

    assert "今天已停止取号，2026年1月6日 星期二 08:30 再开" in start_page(application)


def test_a_clock_that_is_not_the_worlds_is_said_on_the_page(application: Application) -> None:
    assert "演示时钟" in start_page(application)


@pytest.mark.parametrize(
    ("weekdays", "zh", "en"),
    [
        (range(7), "每天", "every day"),
        (range(5), "星期一至星期五", "Monday to Friday"),
        ([0, 2, 3, 6], "星期一、星期三至星期四、星期日", "Monday, Wednesday to Thursday, Sunday"),
    ],
)
def test_the_days_of_a_week_are_said_in_runs(weekdays: list[int], zh: str, en: str) -> None:
    assert {lang: days_text(weekdays, WORDS, lang) for lang in ("zh", "en")} == {"zh": zh, "en": en}


def test_somebody_who_came_to_a_wrong_place_is_told_what_to_do(application: Application) -> None:
    response = application.flask.test_client().get("/nowhere")

    assert response.status_code == 404
    assert "没有这一页" in response.get_data(as_text=True)
