"""How a token is shown, and what is answered to somebody who shows none."""

from dataclasses import replace

import pytest

from lobby.app import Application
from tests.web.api import Caller, caller, nobody, refusal, signed_in


def test_who_is_turned_away_is_told_how_to_come_in(application: Application) -> None:
    answer = nobody(application).here("/board")

    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("words", ["{}", "Basic {}", "Token {}", "Bearer", "bearer"])
def test_a_token_counts_only_after_the_word_bearer(application: Application, words: str) -> None:
    teller = caller(application)
    header = {"Authorization": words.format(teller.token)}

    answer = replace(teller, token=None).ask("GET", "/branches/zhongshan/board", headers=header)

    assert refusal(answer) == {"status": 401, "code": "no_token"}


def test_the_word_bearer_may_be_written_in_any_letters(application: Application) -> None:
    header = {"Authorization": f"bEARER {caller(application).token}"}

    answer = nobody(application).ask("GET", "/branches/zhongshan/board", headers=header)

    assert answer.status_code == 200


def test_an_empty_token_does_not_spare_a_cookie_its_proof(application: Application) -> None:
    cookie = Caller(application, None, session=signed_in(application).session)

    answer = cookie.ask("POST", "/branches/zhongshan/counters/2/open", json={}, headers={"Authorization": "Bearer "})

    assert refusal(answer) == {"status": 403, "code": "csrf"}


def test_a_branch_that_does_not_exist_is_another_branch_to_everybody(application: Application) -> None:
    for who in (caller(application), signed_in(application)):
        answer = who.get("/branches/nowhere/board")

        assert refusal(answer) == {"status": 403, "code": "wrong_branch", "branch": "nowhere"}
