"""Signing in and out through the API: the cookie, what a page proves itself by, and how little a stranger learns."""

from http.cookies import SimpleCookie

import pytest
from werkzeug.test import TestResponse

from lobby.actions.access import Role
from lobby.actions.attempts import FREE_PER_NAME
from lobby.actions.passwords import Passwords
from lobby.actions.staff import add_person
from lobby.app import Application
from lobby.web.bearer import SESSION_COOKIE
from tests.clocks import HandClock
from tests.web.api import Caller, caller, nobody, refusal, session_set_by, signed_in

PASSWORD = "correct horse"


@pytest.fixture
def wang(application: Application) -> str:
    """A teller of Zhongshan Road."""
    add_person(application.rooms.lobby, Passwords(), "Wang", "zhongshan", Role.TELLER, PASSWORD)
    return "Wang"


def sign_in(application: Application, name: str, password: str = PASSWORD) -> TestResponse:
    return nobody(application).post("/sessions", {"name": name, "password": password})


def test_who_signs_in_is_told_who_they_are_and_gets_a_cookie_that_no_script_reads(
    application: Application, wang: str
) -> None:
    answer = sign_in(application, wang)

    said = answer.get_json()
    cookie = SimpleCookie(answer.headers["Set-Cookie"])[SESSION_COOKIE]
    assert answer.status_code == 201
    assert said == {"name": "Wang", "role": "teller", "branch": "zhongshan", "csrf": said["csrf"]}
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (True, "Strict", "/", "")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert cookie.value not in answer.get_data(as_text=True)


def test_on_https_the_cookie_is_sent_on_https_alone(application: Application, wang: str) -> None:
    answer = application.flask.test_client().post(
        "/api/v1/sessions", json={"name": wang, "password": PASSWORD}, base_url="https://lobby.example"
    )

    assert SimpleCookie(answer.headers["Set-Cookie"])[SESSION_COOKIE]["secure"] is True


@pytest.mark.parametrize("name", ["Wang", "Nobody"])
def test_a_stranger_does_not_learn_whether_it_is_the_name_or_the_password(
    application: Application, wang: str, name: str
) -> None:
    answer = sign_in(application, name, "wrong horse")

    assert refusal(answer) == {"status": 401, "code": "wrong_name_or_password"}
    assert "Set-Cookie" not in answer.headers
    assert answer.get_json()["detail"] == "wrong_name_or_password"


@pytest.mark.parametrize("body", [{}, {"name": "Wang"}, {"name": "Wang", "password": ""}, {"password": PASSWORD}])
def test_half_of_it_is_no_attempt(application: Application, wang: str, body: dict[str, str]) -> None:
    for _ in range(FREE_PER_NAME + 1):
        assert nobody(application).post("/sessions", body).status_code == 422

    assert sign_in(application, wang).status_code == 201


@pytest.mark.parametrize("name", ["Wang", "Nobody"])
def test_after_a_few_failures_one_waits_with_the_right_password_too(
    application: Application, wang: str, name: str
) -> None:
    for _ in range(FREE_PER_NAME):
        assert sign_in(application, name, "wrong horse").status_code == 401

    answer = sign_in(application, name)

    assert refusal(answer) == {"status": 429, "code": "too_many_attempts", "seconds": 30}
    assert answer.headers["Retry-After"] == "30"


def test_what_one_does_when_signed_in_is_in_the_journal_under_ones_name(application: Application, wang: str) -> None:
    answer = sign_in(application, wang)
    teller = Caller(application, None, session=session_set_by(answer), csrf=answer.get_json()["csrf"])

    opened = teller.counter("2", "open")

    entries = teller.here("/journal").get_json()["entries"]
    assert opened.status_code == 200
    assert [entry["actor"] for entry in entries if entry["kind"] == "counter_opened"] == ["Wang"]


@pytest.mark.parametrize("headers", [{"X-CSRF-Token": ""}, {"X-CSRF-Token": "guessed"}, {"X-CSRF-Token": "猜"}])
def test_a_deed_by_the_cookie_alone_is_not_done(application: Application, headers: dict[str, str]) -> None:
    teller = signed_in(application)
    without = Caller(application, None, session=teller.session)

    answers = [
        without.counter("2", "open"),
        without.ask("POST", "/branches/zhongshan/counters/2/open", json={}, headers=headers),
        without.ask("DELETE", "/sessions/current", headers=headers),
    ]

    assert [refusal(answer) for answer in answers] == [{"status": 403, "code": "csrf"}] * 3
    assert teller.seq() == 0
    assert teller.here("/board").status_code == 200


def test_another_sessions_proof_is_none(application: Application) -> None:
    teller, manager = signed_in(application), signed_in(application, "manager")

    answer = Caller(application, None, session=teller.session, csrf=manager.csrf).counter("2", "open")

    assert refusal(answer) == {"status": 403, "code": "csrf"}


def test_a_token_needs_no_proof_and_counts_before_a_cookie(application: Application) -> None:
    other = signed_in(application, "teller", "renmin")

    answer = Caller(application, caller(application).token, session=other.session).counter("2", "open")

    assert answer.status_code == 200


def test_a_page_of_another_site_can_sign_nobody_in(application: Application, wang: str) -> None:
    body = {"name": wang, "password": PASSWORD}

    answers = [
        nobody(application).ask("POST", "/sessions", json=body, headers={"Origin": origin})
        for origin in ("https://elsewhere.example", "null", "http://localhost:81", "http://localhost")
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 201]


def test_who_signs_out_is_nobody_and_the_cookie_is_gone(application: Application) -> None:
    teller = signed_in(application)

    answer = teller.ask("DELETE", "/sessions/current")

    cookie = SimpleCookie(answer.headers["Set-Cookie"])[SESSION_COOKIE]
    assert (answer.status_code, cookie.value, cookie["max-age"], cookie["path"]) == (204, "", "0", "/")
    assert refusal(teller.here("/board")) == {"status": 401, "code": "session_ended"}
    assert refusal(teller.ask("DELETE", "/sessions/current")) == {"status": 401, "code": "session_ended"}


def test_who_is_not_signed_in_cannot_sign_out(application: Application) -> None:
    for who in (nobody(application), caller(application)):
        assert refusal(who.ask("DELETE", "/sessions/current")) == {"status": 401, "code": "no_session"}


def test_signing_in_again_in_the_same_browser_ends_the_session_before(application: Application) -> None:
    teller = signed_in(application)
    who = application.rooms.demo_people[0]

    again = teller.post("/sessions", {"name": who.name, "password": who.password})

    assert session_set_by(again) != teller.session
    assert application.rooms.bearers.of_session(teller.session or "") is None


def test_a_session_is_over_when_its_hours_are(application: Application, clock: HandClock) -> None:
    teller = signed_in(application)

    clock.move(hours=12)

    assert refusal(teller.here("/board")) == {"status": 401, "code": "session_ended"}


def test_a_holder_may_give_up_a_number_in_a_browser_where_a_teller_is_signed_in(application: Application) -> None:
    teller = signed_in(application)
    ticket = caller(application).issue().get_json()["id"]

    answer = Caller(application, None, session=teller.session).post(f"/tickets/{ticket}/cancel", {"reason": "bus"})

    entries = teller.here("/journal").get_json()["entries"]
    assert answer.status_code == 200
    assert entries[-1]["actor"] == "holder of A001"
