"""The page to sign in on: where it leads, whom it offers, and how a staff page sends its readers there and back."""

import re
from html import unescape
from pathlib import Path

import pytest

from lobby.app import Application, build
from lobby.store import migrate
from lobby.web.staff import local_path
from tests.clocks import HandClock
from tests.config.changes import changed
from tests.web.api import caller, signed_in


def page(application: Application, path: str) -> str:
    return unescape(application.flask.test_client().get(path).get_data(as_text=True))


@pytest.mark.parametrize("asked", ["/", "/desk/zhongshan/2", "/desk/zhongshan/2?lang=en&x=//y", "/号"])
def test_a_path_on_this_server_is_gone_on_to(asked: str) -> None:
    assert local_path(asked) == asked


@pytest.mark.parametrize(
    "asked",
    [
        *("", "desk", "https://elsewhere.example/", "//elsewhere.example", "///elsewhere.example", "//["),
        *("/\\elsewhere.example", "\\\\elsewhere.example", "/\t/elsewhere.example", "/\n/elsewhere.example"),
        *("\x00//elsewhere.example", "/\u2028/elsewhere.example", " //elsewhere.example", "?next=//elsewhere.example"),
        *("http:elsewhere.example", "javascript:alert(1)"),
    ],
)
def test_whatever_could_lead_elsewhere_leads_to_the_start_page(application: Application, asked: str) -> None:
    html = application.flask.test_client().get("/sign-in", query_string={"next": asked}).get_data(as_text=True)

    assert local_path(asked) == "/"
    assert 'data-next="/"' in html


def test_nobody_who_asks_for_a_desk_is_sent_to_sign_in_and_from_there_to_the_desk(application: Application) -> None:
    answer = application.flask.test_client().get("/desk/zhongshan/2?lang=en")

    there = page(application, answer.headers["Location"])
    assert answer.status_code == 302
    assert 'data-next="/desk/zhongshan/2?lang=en"' in there
    assert '<html lang="en">' in there


def test_no_browser_keeps_the_page_of_somebody_who_signed_out(application: Application) -> None:
    answer = signed_in(application).browser().get("/desk/zhongshan/2")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_a_device_let_in_as_a_teller_needs_nobody_to_sign_in(application: Application) -> None:
    browser = application.flask.test_client()
    browser.get(f"/enter/{caller(application).token}")

    html = browser.get("/desk/zhongshan/2").get_data(as_text=True)

    assert str(caller(application).token) in html
    assert "data-sign-out" not in html


def test_whoever_is_signed_in_counts_before_the_device(application: Application) -> None:
    teller = signed_in(application)
    browser = teller.browser()
    browser.get(f"/enter/{caller(application).token}")

    html = browser.get("/desk/zhongshan/2").get_data(as_text=True)

    assert str(teller.csrf) in html
    assert str(caller(application).token) not in html


def test_somebody_of_another_branch_is_told_so_and_shown_two_ways_on(application: Application) -> None:
    answer = signed_in(application, "teller", "renmin").browser().get("/desk/zhongshan/2")

    html = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 403
    assert "这一页属于另一个网点" in html
    assert re.findall(r'<a class="key[^"]*" href="([^"]+)"', html) == ["/sign-in?next=/desk/zhongshan/2", "/"]


def test_a_demonstration_offers_the_people_of_the_branch_that_one_is_on_the_way_to(application: Application) -> None:
    everybody = re.findall(r'data-name="(\w+)"', page(application, "/sign-in"))
    of_renmin = re.findall(r'data-name="(\w+)"', page(application, "/sign-in?next=/desk/renmin/1"))

    assert everybody == ["zhang", "li", "wang", "chen", "liu", "zhao", "zhou", "wu"]
    assert of_renmin == ["liu", "zhao", "zhou", "wu"]


def test_elsewhere_nobody_is_offered_and_whoever_the_demonstration_let_in_is_out(
    application: Application, tmp_path: Path, clock: HandClock
) -> None:
    teller = signed_in(application)
    who = application.rooms.demo_people[0]
    settings = {"SERVER__DATABASE": f"sqlite:///{tmp_path}/lobby.db", "SERVER__SECRETS": str(tmp_path / "secrets")}
    migrate(settings["SERVER__DATABASE"])

    real = build(changed(**settings, DEMO__ENABLED="false"), clock)

    browser = real.flask.test_client()
    browser.set_cookie("lobby_session", str(teller.session))
    answers = [
        browser.post("/api/v1/sessions", json={"name": who.short, "password": who.password}).status_code,
        browser.get("/api/v1/branches/zhongshan/board").status_code,
        browser.get("/desk/zhongshan/2").status_code,
        browser.get(
            "/api/v1/branches/zhongshan/board", headers={"Authorization": f"Bearer {caller(application).token}"}
        ).status_code,
    ]
    assert answers == [401, 401, 302, 401]
    assert "data-password" not in page(real, "/sign-in")
    assert who.password not in page(real, "/sign-in")
    real.rooms.lobby.store.close()
