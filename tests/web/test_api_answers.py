"""Answers are true to their description: a day with everything in it, in which every answer is held to its model.

The models themselves forbid any field that they do not name; `Caller` does the holding.
"""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError
from werkzeug.test import TestResponse

from lobby.app import Application
from lobby.web.operations import OPERATIONS
from tests.clocks import HandClock
from tests.web.api import Body, Caller, caller, must_be_as_described, nobody, operation_of, session_set_by, sign_in


class Told:
    """Which answers were given, by the name of the call and the status."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, int], TestResponse] = {}

    def __call__(self, application: Application, response: TestResponse) -> Any:
        """Note it; answers with its body."""
        name = operation_of(application.flask, response.request.method, response.request.path.removeprefix("/api/v1"))
        self.answers[(name or "", response.status_code)] = response
        return response.get_json(silent=True)


def play(application: Application, clock: HandClock) -> Told:
    """A morning in which every call is answered in every way that is no refusal."""
    told, teller, kiosk = Told(), caller(application), caller(application, "kiosk")
    manager = caller(application, "manager")

    def note(response: TestResponse) -> Any:
        return told(application, response)

    for path in ("/branches", "/branches/zhongshan", "/branches/zhongshan/services"):
        note(nobody(application).get(path))
    note(teller.counter("2", "open"))
    note(teller.counter("2", "next"))
    note(kiosk.issue(identity={"kind": "card", "value": "62000000001000137"}, care="elderly", amount=60000, count=2))
    note(teller.here("/desk?counter=2"))
    note(teller.counter("2", "start"))
    clock.move(minutes=3)
    first = note(kiosk.issue(key="paper jam"))
    note(kiosk.issue(key="paper jam"))
    for service in ("cash", "loss", "wealth", "cash", "transfer"):
        clock.move(seconds=20)
        note(kiosk.issue(service, language="en"))
    note(nobody(application).post(f"/tickets/{first['id']}/cancel", {"reason": "no time"}))
    note(nobody(application).get(f"/tickets/{first['id']}"))
    note(teller.here("/desk?counter=2"))
    note(teller.counter("2", "pause", {"reason": "lunch"}))
    note(teller.here("/board"))
    note(teller.counter("2", "finish"))
    note(teller.counter("2", "resume"))
    note(teller.counter("2", "next", {"finish": True}))
    note(teller.counter("2", "recall"))
    note(teller.here("/board"))
    clock.move(minutes=1)
    missed = note(teller.counter("2", "no-show"))["number"]
    note(teller.counter("2", "services", {"services": ["account", "loss"], "until": "2026-01-05T12:00:00+08:00"}))
    note(teller.here("/desk?counter=2"))
    note(manager.counter("2", "plan", {"opens_at": "09:00", "closes_at": "12:00", "breaks": [["10:30", "10:40"]]}))
    note(manager.here("/plans"))
    note(manager.here("/tablet"))
    clock.move(minutes=21)
    note(manager.post("/branches/zhongshan/alerts/late/acknowledge"))
    note(manager.here("/tablet"))
    visits(teller, note, missed)
    note(teller.counter("5", "open"))
    for deed in ("lend", "leave-alone", "take-back"):
        note(manager.counter("5", deed))
        note(manager.here("/tablet"))
    note(teller.counter("2", "close"))
    note(manager.here("/counters/2/timeline"))
    note(manager.here("/fairness"))
    note(manager.here("/calibration"))
    note(manager.here("/what-if?open=3"))
    note(manager.here(f"/tickets/{missed}/story"))
    note(teller.here("/journal?since=0&limit=1000"))
    begun = sign_in(application)
    person = Caller(application, None, session=session_set_by(begun), csrf=note(begun)["csrf"])
    note(person.ask("DELETE", "/sessions/current"))
    return told


def visits(teller: Caller, note: Callable[[TestResponse], Any], missed: str) -> None:
    """What may become of a ticket between its first and its last deed; counter 2 is free, and `missed` was called."""

    def on(number: str, deed: str, body: Body | None = None) -> None:
        note(teller.post(f"/branches/zhongshan/tickets/{number}/{deed}", body))

    numbers = [note(teller.issue("loss"))["number"] for _ in range(2)]
    on(numbers[0], "grant", {"class": "care", "reason": "elderly"})
    note(teller.counter("2", "call", {"ticket": numbers[1], "reason": {"staff": "a flight to catch"}}))
    note(teller.counter("2", "reclassify", {"service": "account"}))
    note(teller.counter("2", "errand", {"service": "loss"}))
    note(teller.counter("2", "park", {"minutes": 10, "reason": "approval"}))
    note(teller.counter("2", "undo"))
    note(teller.counter("2", "transfer", {"service": "cash"}))
    on(numbers[1], "redirect", {"machine": "1", "accompanied": True})
    on(numbers[1], "return", {"reason": "machine_failed"})
    on(missed, "late")
    note(teller.counter("2", "walk-up", {"service": "other"}))


def test_a_day_has_every_answer_of_every_call_and_each_is_as_described(
    application: Application, clock: HandClock
) -> None:
    told = play(application, clock)

    described = {(name, status) for name, one in OPERATIONS.items() for status in one.answers}
    assert set(told.answers) == described | {("show_ticket", 200)}


@pytest.mark.parametrize(
    "state", ["waiting", "called", "serving", "missed", "parked", "redirected", "finished", "left"]
)
def test_a_ticket_is_as_described_in_every_state(application: Application, clock: HandClock, state: str) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    ticket = teller.issue().get_json()["id"]

    bring_to(state, teller, ticket, clock)

    assert nobody(application).get(f"/tickets/{ticket}").get_json()["state"] == state


def bring_to(state: str, teller: Caller, ticket: str, clock: HandClock) -> None:
    """The only ticket, which waits for counter 2, is brought to this state."""
    if state == "parked":
        teller.post(f"/tickets/{ticket}/park", {"minutes": 5, "reason": "form"})
    elif state == "redirected":
        teller.post(f"/tickets/{ticket}/redirect", {"machine": "1"})
    elif state == "left":
        teller.post(f"/tickets/{ticket}/cancel", {"reason": "no time"})
    elif state != "waiting":
        teller.counter("2", "next")
    if state in {"serving", "finished"}:
        teller.counter("2", "start" if state == "serving" else "finish")
    if state == "missed":
        teller.counter("2", "recall")
        clock.move(minutes=1)
        teller.counter("2", "no-show")


def test_a_field_that_is_not_described_is_noticed(application: Application) -> None:
    response = nobody(application).get("/branches")
    response.set_data(response.get_data(as_text=True).replace('"bank"', '"banc":null,"bank"', 1))

    with pytest.raises(ValidationError, match="banc"):
        must_be_as_described(response, "list_branches")


def test_both_branches_are_as_described(application: Application) -> None:
    listed = nobody(application).get("/branches").get_json()

    houses = [nobody(application).get(f"/branches/{branch['id']}").get_json() for branch in listed]
    assert [house["id"] for house in houses] == ["zhongshan", "renmin"]
    assert [{name: house[name] for name in ("id", "bank", "name")} for house in houses] == listed


def test_a_list_of_services_is_the_one_of_the_house(application: Application) -> None:
    house = nobody(application).get("/branches/zhongshan").get_json()

    assert nobody(application).get("/branches/zhongshan/services").get_json() == house["services"]
    assert [service["id"] for service in house["services"]] == (
        ["cash", "transfer", "account", "loss", "wealth", "other", "corporate"]
    )
