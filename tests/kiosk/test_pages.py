"""The kiosk's, the phone's and the paper's first pages: true before any script runs."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from lobby.app import Application
from tests.clocks import HandClock

BRANCH = "zhongshan"


@pytest.fixture
def client(application: Application) -> FlaskClient:
    return application.flask.test_client()


@pytest.fixture
def kiosk_token(application: Application) -> str:
    return application.rooms.demo_tokens[(BRANCH, "kiosk")]


def take(client: FlaskClient, token: str, **order: Any) -> dict[str, Any]:
    """A number, as the kiosk takes it."""
    wanted = {"service": "cash", **order}
    answer = client.post(
        f"/api/v1/branches/{BRANCH}/tickets", json=wanted, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 201
    body: dict[str, Any] = answer.get_json()
    return body


def read(client: FlaskClient, path: str) -> str:
    """What stands on a page, without marks and script blocks, white space folded."""
    answer = client.get(path)
    assert answer.status_code == 200
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.get_data(as_text=True), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)


def page_data(client: FlaskClient, path: str) -> Mapping[str, Any]:
    """The block that the page's script reads."""
    found = re.search(r'id="page">(.*?)</script>', client.get(path).get_data(as_text=True), re.DOTALL)
    assert found is not None
    data: Mapping[str, Any] = json.loads(found[1])
    return data


def test_the_kiosk_shows_every_service_of_the_branch_before_any_script(client: FlaskClient) -> None:
    text = read(client, f"/kiosk/{BRANCH}")

    for service in page_data(client, f"/kiosk/{BRANCH}")["house"]["services"]:
        assert service["name"]["zh"] in text
        assert service["name"]["en"] in text


def test_the_key_and_the_next_ticket_say_the_same_number_before(client: FlaskClient, kiosk_token: str) -> None:
    take(client, kiosk_token)
    take(client, kiosk_token, service="transfer")
    board = page_data(client, f"/kiosk/{BRANCH}")["picture"]
    ahead = next(queue["ahead"] for queue in board["queues"] if queue["service"] == "cash")

    assert f"现金业务 Cash {ahead} 人等候" in read(client, f"/kiosk/{BRANCH}")
    assert take(client, kiosk_token)["ahead"] == ahead


def test_the_kiosk_speaks_english_first_when_asked(client: FlaskClient) -> None:
    text = read(client, f"/kiosk/{BRANCH}?lang=en")

    assert text.index("What would you like to do today?") < text.index("今天办什么？")


def test_a_closed_kiosk_says_when_numbers_are_given_again(client: FlaskClient, clock: HandClock) -> None:
    clock.move(hours=9)

    text = read(client, f"/kiosk/{BRANCH}")

    assert "今天已停止取号" in text
    assert "2026年1月6日 星期二 08:30 开始取号" in text


def test_the_holders_page_says_the_number_and_how_many_are_before(client: FlaskClient, kiosk_token: str) -> None:
    take(client, kiosk_token)
    ticket = take(client, kiosk_token)

    text = read(client, ticket["url"])

    assert ticket["number"] in text
    assert "前面还有 1 人" in text


def test_the_holders_page_is_in_the_language_of_the_ticket_unless_asked_otherwise(
    client: FlaskClient, kiosk_token: str
) -> None:
    ticket = take(client, kiosk_token, language="en")

    assert "Nobody before you" in read(client, ticket["url"])
    assert "前面没有人" in read(client, f"{ticket['url']}?lang=zh")


def test_a_number_that_ended_says_how_before_any_script(
    application: Application, client: FlaskClient, kiosk_token: str, clock: HandClock
) -> None:
    by_machine, given_up, left_over = (take(client, kiosk_token) for _ in range(3))
    manager = {"Authorization": f"Bearer {application.rooms.demo_tokens[(BRANCH, 'manager')]}"}
    sent = {"machine": "2", "accompanied": False}
    client.post(f"/api/v1/tickets/{by_machine['id']}/redirect", json=sent, headers=manager)
    for ticket in (by_machine, given_up):
        client.post(f"/api/v1/tickets/{ticket['id']}/cancel", json={"reason": "done_elsewhere"})

    told = [read(client, ticket["url"]) for ticket in (by_machine, given_up)]
    clock.move(hours=15)
    with application.rooms.lobby.change(BRANCH):
        pass

    assert ["在自助机办好了" in page for page in told] == [True, False]
    assert ["这个号已经取消" in page for page in told] == [False, True]
    assert "今天的叫号已经结束" in read(client, left_over["url"])


def test_the_holders_page_knows_nothing_of_classes(client: FlaskClient, kiosk_token: str) -> None:
    ticket = take(client, kiosk_token, care="ill")

    data = page_data(client, ticket["url"])

    assert "class" not in data["picture"]
    assert not {"classes", "caps", "care"} & set(data["house"])
    assert data["token"] is None


def test_the_paper_says_the_promise_what_to_bring_and_where_to_complain(client: FlaskClient, kiosk_token: str) -> None:
    ticket = take(client, kiosk_token)

    text = read(client, f"{ticket['url']}/paper")

    assert "后来的人里最多 3 个先叫。 号码可能不按顺序呼叫。" in text
    assert "银行卡或存折 5 万元以上另带身份证" in text
    assert "意见电话 95000" in text
    in_english = "Nobody before you now. Of those who come later, at most 3 can be called before you."
    assert f"{in_english} Numbers may not be called in order." in text


def test_the_paper_in_english_says_the_whole_promise_in_chinese_too(client: FlaskClient, kiosk_token: str) -> None:
    take(client, kiosk_token)
    ticket = take(client, kiosk_token)

    text = read(client, f"{ticket['url']}/paper?lang=en")

    assert "1 before you now. Of those who come later, at most 3 can be called before you. Numbers may not" in text
    assert "现在前面 1 人。后来的人里最多 3 个先叫。号码可能不按顺序呼叫。" in text


def test_the_code_leads_to_the_holders_page(client: FlaskClient, kiosk_token: str) -> None:
    ticket = take(client, kiosk_token)

    answer = client.get(f"{ticket['url']}/qr.svg")

    assert answer.mimetype == "image/svg+xml"
    assert re.search(r'viewBox="0 0 (\d+) \1"', answer.get_data(as_text=True))


@pytest.mark.parametrize("path", ["/kiosk/nowhere", "/t/unknown", "/t/unknown/paper", "/t/unknown/qr.svg"])
def test_what_does_not_exist_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", [f"/kiosk/{BRANCH}", "/t/unknown", "/t/unknown/paper", "/t/unknown/qr.svg"])
def test_pages_are_only_read(client: FlaskClient, path: str) -> None:
    assert client.post(path).status_code == 405


def test_the_qr_code_leads_to_the_public_address_if_there_is_one(
    application: Application, client: FlaskClient, kiosk_token: str
) -> None:
    ticket = take(client, kiosk_token)
    as_asked = client.get(f"{ticket['url']}/qr.svg").get_data()
    application.flask.extensions["lobby"] = replace(application.rooms, public_url="https://queue.bank.example")

    as_configured = client.get(f"{ticket['url']}/qr.svg").get_data()

    assert as_asked != as_configured


def test_the_kiosk_page_knows_no_class_and_no_cap(client: FlaskClient) -> None:
    page = client.get(f"/kiosk/{BRANCH}").get_data(as_text=True)

    assert "沃德" not in page
    assert "head_start" not in page
