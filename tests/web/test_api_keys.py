"""Twice is once: what an Idempotency-Key promises, for every deed."""

import pytest

from lobby.app import Application
from tests.clocks import HandClock
from tests.web.api import caller, nobody, refusal
from tests.web.deeds import DEEDS, Deed

EVERY_DEED = pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)


@EVERY_DEED
def test_twice_under_one_key_is_once(application: Application, clock: HandClock, deed: Deed) -> None:
    teller = caller(application, deed.role)
    path = deed.path_for(teller, clock)
    first = teller.post(path, deed.body, key="tap")
    done = teller.seq()

    again = teller.post(path, deed.body, key="tap")

    assert again.status_code == (200 if first.status_code == 201 else first.status_code)
    assert again.get_data() == first.get_data()
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert teller.seq() == done


@EVERY_DEED
def test_twice_under_two_keys_is_twice(application: Application, clock: HandClock, deed: Deed) -> None:
    teller = caller(application, deed.role)
    path = deed.path_for(teller, clock)
    first = teller.post(path, deed.body, key="tap")
    done = teller.seq()

    again = teller.post(path, deed.body, key="another tap")

    assert "Idempotent-Replayed" not in again.headers
    if deed.again is None:
        assert (again.status_code, teller.seq() > done) == (first.status_code, True)
    else:
        assert (again.status_code, again.get_json()["code"]) == (409, deed.again)
        assert teller.seq() == done


@EVERY_DEED
def test_without_a_key_nothing_is_remembered(application: Application, clock: HandClock, deed: Deed) -> None:
    teller = caller(application, deed.role)
    path = deed.path_for(teller, clock)
    first = teller.post(path, deed.body)

    again = teller.post(path, deed.body)

    assert "Idempotent-Replayed" not in again.headers
    assert again.status_code == (first.status_code if deed.again is None else 409)


@EVERY_DEED
def test_a_key_is_for_one_deed(application: Application, clock: HandClock, deed: Deed) -> None:
    teller = caller(application, deed.role)
    path = deed.path_for(teller, clock)
    teller.post(path, deed.body, key="tap")
    done = teller.seq()

    other = teller.post(deed.elsewhere() if deed.other is None else path, deed.other, key="tap")

    assert refusal(other) == {"status": 422, "code": "idempotency_key_reused"}
    assert teller.seq() == done


@EVERY_DEED
def test_what_was_refused_may_be_tried_again_under_its_key(
    application: Application, clock: HandClock, deed: Deed
) -> None:
    teller = caller(application, deed.role)
    clock.move(hours=-2)
    refused = teller.post(deed.path.format(ticket="nobody's"), deed.body, key="tap")
    clock.move(hours=2)
    path = deed.path_for(teller, clock)

    done = teller.post(path, deed.body, key="tap")

    assert refused.status_code in {404, 409} or deed.name == "open_counter"
    assert done.status_code in {200, 201}
    assert "Idempotent-Replayed" not in done.headers


def test_an_answer_is_repeated_as_it_was_however_the_world_has_moved_on(
    application: Application, clock: HandClock
) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    teller.issue()
    first = teller.counter("2", "next", key="tap")
    teller.counter("2", "finish")
    clock.move(minutes=20)

    again = teller.counter("2", "next", key="tap")

    assert again.get_data() == first.get_data()
    assert teller.here("/desk?counter=2").get_json()["present"] is None


def test_an_answer_without_words_is_repeated_too(application: Application) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    first = teller.counter("2", "next", key="tap")
    teller.issue()

    again = teller.counter("2", "next", key="tap")

    assert (first.status_code, again.status_code) == (204, 204)
    assert again.headers["Idempotent-Replayed"] == "true"


def test_the_order_in_which_fields_are_sent_does_not_make_another_deed(application: Application) -> None:
    kiosk = caller(application, "kiosk")
    path, key = "/branches/zhongshan/tickets", {"Idempotency-Key": "tap"}
    first = kiosk.ask("POST", path, headers=key, data='{"service": "cash", "language": "en"}')

    again = kiosk.ask("POST", path, headers=key, data='{ "language":"en","service":"cash", "count": 1 }')

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.get_json() == first.get_json()


def test_two_actors_may_use_the_same_key(application: Application) -> None:
    first = caller(application, "kiosk").issue(key="1")

    second = caller(application, "teller").issue(key="1")

    assert [first.get_json()["number"], second.get_json()["number"]] == ["A001", "A002"]


def test_two_branches_may_use_the_same_key(application: Application) -> None:
    first = caller(application, "kiosk").issue(key="1")

    second = caller(application, "kiosk", "renmin").issue(key="1")

    assert (first.status_code, second.status_code) == (201, 201)


def test_two_holders_may_use_the_same_key(application: Application) -> None:
    tickets = [caller(application).issue().get_json()["id"] for _ in range(2)]

    answers = [nobody(application).post(f"/tickets/{ticket}/cancel", {"reason": "bus"}, key="1") for ticket in tickets]

    assert [answer.status_code for answer in answers] == [200, 200]


def test_a_key_is_forgotten_with_the_business_day(application: Application, clock: HandClock) -> None:
    kiosk = caller(application, "kiosk")
    kiosk.issue(key="1")
    clock.move(days=1)

    tomorrow = kiosk.issue("transfer", key="1")

    assert (tomorrow.status_code, tomorrow.get_json()["number"]) == (201, "C001")


@pytest.mark.parametrize(("length", "status"), [(1, 201), (255, 201), (256, 422)])
def test_a_key_has_at_most_255_letters(application: Application, length: int, status: int) -> None:
    answer = caller(application).issue(key="k" * length)

    assert answer.status_code == status


def test_an_empty_or_endless_key_is_refused(application: Application) -> None:
    teller = caller(application)

    answers = [teller.issue(key=""), teller.issue(key="k" * 256)]

    assert [refusal(answer) for answer in answers] == (
        [{"status": 422, "code": "bad_idempotency_key", "longest": 255}] * 2
    )
    assert teller.seq() == 0
