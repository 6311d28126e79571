"""Identities over HTTP: a tier is established and never chosen, one number is enough, and nothing shown is kept."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from lobby.app import Application, build
from tests.actions.bank import Bank, bank_at_work
from tests.clocks import HandClock
from tests.config.changes import changed
from tests.store.databases import everything
from tests.web.api import caller, nobody, refusal

WODE = {"kind": "card", "value": "6200000000900001009"}
STRANGER = {"kind": "phone", "value": "13912345678"}


@pytest.fixture
def bank() -> Iterator[Bank]:
    """The bank's own system, which knows one card."""
    with bank_at_work() as bank:
        bank.classes[WODE["value"]] = "wode"
        yield bank


@pytest.fixture
def with_bank(bank: Bank, address: str, tmp_path: Path, clock: HandClock) -> Iterator[Application]:
    """An application whose tiers come from the bank's system."""
    settings = {"SERVER__DATABASE": address, "SERVER__SECRETS": str(tmp_path / "secrets")}
    made = build(changed(DIRECTORY__SOURCE="http", DIRECTORY__URL=bank.url, **settings), clock)
    yield made
    made.rooms.lobby.store.close()


def test_a_second_number_is_refused_at_the_kiosk_with_the_first_and_never_its_id(application: Application) -> None:
    kiosk = caller(application, "kiosk")
    first = kiosk.issue(identity=STRANGER).get_json()

    again = kiosk.issue("transfer", identity={"kind": "phone", "value": "+86 139 1234 5678"})

    assert refusal(again) == {
        "status": 409,
        "code": "number_already_taken",
        "number": first["number"],
        "state": "waiting",
        "counter": None,
    }
    assert first["id"] not in again.get_data(as_text=True)


@pytest.mark.parametrize("role", ["teller", "manager"])
def test_staff_give_a_second_number(application: Application, role: str) -> None:
    caller(application, "kiosk").issue(identity=STRANGER)

    assert caller(application, role).issue(identity=STRANGER).status_code == 201


def test_a_walk_up_is_staffs_and_may_be_a_second_number(application: Application) -> None:
    caller(application, "kiosk").issue(identity=STRANGER)
    teller = caller(application, "teller")
    teller.counter("1", "open")

    assert teller.counter("1", "walk-up", {"service": "cash", "identity": STRANGER}).status_code == 200


def test_the_same_request_again_is_the_same_number_and_no_second_one(application: Application) -> None:
    kiosk = caller(application, "kiosk")

    first = kiosk.issue(identity=STRANGER, key="once")
    again = kiosk.issue(identity=STRANGER, key="once")

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.get_json() == first.get_json()


def test_whoever_has_been_served_or_has_cancelled_gets_a_new_number(application: Application) -> None:
    kiosk, teller = caller(application, "kiosk"), caller(application, "teller")
    first = kiosk.issue(identity=STRANGER).get_json()
    nobody(application).post(f"/tickets/{first['id']}/cancel", {"reason": "left"})
    second = kiosk.issue(identity=STRANGER)
    teller.counter("1", "open")
    teller.counter("1", "next")
    teller.counter("1", "finish")

    third = kiosk.issue(identity=STRANGER)

    assert (second.status_code, third.status_code) == (201, 201)


@pytest.mark.parametrize("name", ["class", "tier", "class_id"])
@pytest.mark.parametrize("role", ["kiosk", "teller", "manager"])
def test_nobody_can_ask_for_a_class_with_a_number(application: Application, role: str, name: str) -> None:
    answer = caller(application, role).issue(**{name: "wode"})

    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_request")


def test_the_kiosks_page_knows_of_no_class(application: Application) -> None:
    page = caller(application, "kiosk").browser().get("/kiosk/zhongshan").get_data(as_text=True)

    classes = application.rooms.branches["zhongshan"].fairness.classes
    named = [word for one in classes.values() if one.account == "tier" for word in (one.id, one.name.zh, one.name.en)]
    assert len(named) == 9
    assert [word for word in named if f'"{word}"' in page or f">{word}<" in page] == []


def test_what_was_shown_stands_in_no_row_no_log_and_no_answer(
    application: Application, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    kiosk = caller(application, "kiosk")

    said = [kiosk.issue(identity=one).get_data(as_text=True) for one in (STRANGER, STRANGER, WODE)]

    rows = repr(everything(application.rooms.lobby.store))
    journal = caller(application).here("/journal").get_data(as_text=True)
    for value in (STRANGER["value"], WODE["value"]):
        assert not any(value in text for text in (*said, rows, journal, caplog.text))


def test_the_journal_has_no_trace_of_who_it_was(application: Application) -> None:
    caller(application, "kiosk").issue(identity=STRANGER)

    [issued] = [
        entry
        for entry in caller(application).here("/journal").get_json()["entries"]
        if entry["kind"] == "ticket_issued"
    ]

    assert set(issued) == {"seq", "at", "kind", "actor", "ticket", "number", "service", "class", "ahead"}


def test_the_banks_system_alone_is_asked_where_it_is_meant(with_bank: Application, bank: Bank) -> None:
    kiosk = caller(with_bank, "kiosk")
    in_our_own_only = {"kind": "card", "value": "62000000001000137"}

    classes = [kiosk.issue(identity=one).get_json()["class"] for one in (WODE, in_our_own_only)]

    assert classes == ["wode", "ordinary"]
    assert [body["value"] for body in bank.asked] == [WODE["value"], in_our_own_only["value"]]


def test_a_bank_that_fails_gives_ordinary_numbers_still_one_to_each_and_is_counted(
    with_bank: Application, bank: Bank
) -> None:
    bank.status = 500
    kiosk = caller(with_bank, "kiosk")

    first, second = kiosk.issue(identity=WODE), kiosk.issue(identity=WODE)

    assert (first.status_code, first.get_json()["class"]) == (201, "ordinary")
    assert second.get_json()["code"] == "number_already_taken"
    metrics = kiosk.browser().get("/metrics").get_data(as_text=True)
    assert 'lobby_directory_lookups_total{outcome="refused"} 2.0' in metrics


def test_while_the_bank_thinks_others_take_their_numbers(with_bank: Application, bank: Bank) -> None:
    """The branch is not held for it: asked from within the bank's answer, a number is given."""
    numbers: list[str] = []
    bank.meanwhile = lambda: numbers.append(caller(with_bank, "kiosk").issue().get_json()["number"])

    ticket = caller(with_bank, "kiosk").issue(identity=WODE).get_json()

    assert (numbers, ticket["number"]) == (["A001"], "A002")
