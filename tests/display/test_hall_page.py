"""The hall screen as the server gives it: one screen or the whole hall, and nothing that the hall may not know."""

import json
import re
from html import unescape
from typing import Any

from lobby.app import Application


def hall_page(application: Application, query: str = "") -> str:
    response = application.flask.test_client().get(f"/hall/zhongshan{query}")
    assert response.status_code == 200
    return unescape(response.get_data(as_text=True))


def what_the_script_reads(html: str) -> dict[str, Any]:
    block = re.search(r'<script type="application/json" id="page">(.*?)</script>', html, re.S)
    assert block is not None
    page: dict[str, Any] = json.loads(block[1])
    return page


def test_a_named_screen_knows_which_one_it_is(application: Application) -> None:
    assert 'data-screen="wealth"' in hall_page(application, "?screen=wealth")
    assert 'data-screen=""' in hall_page(application)


def test_a_screen_that_does_not_hang_there_and_a_branch_that_does_not_exist_are_not_found(
    application: Application,
) -> None:
    client = application.flask.test_client()

    assert client.get("/hall/zhongshan?screen=cellar").status_code == 404
    assert client.get("/hall/nowhere").status_code == 404


def test_no_class_no_tier_and_no_cap_reaches_a_hall_screen(application: Application) -> None:
    html = hall_page(application)

    house = what_the_script_reads(html)["house"]

    assert not {"classes", "caps", "care"} & set(house)
    assert not any(word in html for word in ("沃德", "交银理财", "Wode", "vip", "head_start"))


def test_the_script_has_a_token_and_the_clock_to_go_on_with(application: Application) -> None:
    page = what_the_script_reads(hall_page(application, "?lang=en"))

    assert page["token"]
    assert page["clock"] == {"now": "2026-01-05T02:00:00.000000Z", "speed": 0.0}
    assert page["lang"] == "en"
    assert page["picture"]["branch"] == "zhongshan"
