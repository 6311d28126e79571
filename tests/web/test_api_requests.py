"""What cannot be understood is refused before anything happens: wrong method, no JSON, unknown fields and things."""

from typing import Any

import pytest

from lobby.app import Application
from tests.clocks import HandClock
from tests.web.api import Caller, all_routes, caller, nobody, refusal
from tests.web.deeds import DEEDS, Deed

PATHS = {route.path: {r.method.upper() for r in all_routes() if r.path == route.path} for route in all_routes()}
EVERY_DEED = pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)


def refused_fields(caller: Caller, path: str, body: dict[str, Any]) -> list[str]:
    """The fields that this request is refused for."""
    answer = caller.post(path, body)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_request")
    return [error["field"] for error in answer.get_json()["errors"]]


@pytest.mark.parametrize("path", PATHS)
def test_a_wrong_method_is_told_the_right_one(application: Application, path: str) -> None:
    wrong = {"GET", "POST", "PUT", "PATCH", "DELETE"} - PATHS[path]
    here = path.format(branch_id="zhongshan", counter_id="2", ticket_id="x", number="A001", alert="late").removeprefix(
        "/api/v1"
    )

    answers = [caller(application).ask(method, here) for method in sorted(wrong)]

    assert {answer.status_code for answer in answers} == {405}
    assert {refusal(answer)["code"] for answer in answers} == {"method_not_allowed"}
    for answer in answers:
        assert set(answer.headers["Allow"].split(", ")) - {"HEAD", "OPTIONS"} == PATHS[path]


@EVERY_DEED
def test_a_body_that_is_no_json_is_refused(application: Application, clock: HandClock, deed: Deed) -> None:
    teller = caller(application, deed.role)
    path = deed.path_for(teller, clock)
    before = teller.seq()

    answers = [teller.ask("POST", path, data=words) for words in (b"{", b"service=cash", b"\xff", b'{"a": 1} 2')]

    assert [refusal(answer) for answer in answers] == [{"status": 400, "code": "invalid_json"}] * len(answers)
    assert teller.seq() == before


@EVERY_DEED
def test_json_that_is_no_object_is_refused(application: Application, clock: HandClock, deed: Deed) -> None:
    teller = caller(application, deed.role)
    path = deed.path_for(teller, clock)
    before = teller.seq()

    answers = [teller.ask("POST", path, data=words) for words in ("null", "[]", "1", '"cash"')]

    assert [answer.get_json()["code"] for answer in answers] == ["invalid_request"] * len(answers)
    assert teller.seq() == before


@EVERY_DEED
def test_a_field_that_nobody_knows_is_refused(application: Application, clock: HandClock, deed: Deed) -> None:
    teller = caller(application, deed.role)
    path = deed.path_for(teller, clock)
    before = teller.seq()

    assert refused_fields(teller, path, {**deed.body, "sevrice": "cash"}) == ["sevrice"]
    assert teller.seq() == before


@EVERY_DEED
def test_no_body_is_an_empty_one(application: Application, clock: HandClock, deed: Deed) -> None:
    teller = caller(application, deed.role)
    path = deed.path_for(teller, clock)

    answer = teller.ask("POST", path)

    assert answer.status_code == (422 if deed.body else 200)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("service", ""),
        ("service", "x" * 65),
        ("service", None),
        ("service", 7),
        ("count", 0),
        ("count", 100),
        ("count", 1.5),
        ("count", "2"),
        ("amount", -1),
        ("amount", 10**12 + 1),
        ("amount", True),
        ("language", "fr"),
        ("care", ""),
        ("identity", "62000000001000137"),
        ("identity.kind", {"kind": "passport", "value": "E12345678"}),
        ("identity.value", {"kind": "card", "value": "123"}),
        ("identity.value", {"kind": "card", "value": "1" * 65}),
        ("identity.name", {"kind": "card", "value": "1234", "name": "Wang"}),
    ],
)
def test_an_order_out_of_bounds_is_refused(application: Application, field: str, value: object) -> None:
    kiosk = caller(application, "kiosk")

    order = {"service": "cash", field.partition(".")[0]: value}

    assert refused_fields(kiosk, "/branches/zhongshan/tickets", order) == [field]
    assert kiosk.seq() == 0


@pytest.mark.parametrize("value", ["yes", "true", 1, 0, None])
def test_a_present_ticket_is_finished_only_if_that_is_said_plainly(
    application: Application, clock: HandClock, value: object
) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    teller.issue()
    teller.counter("2", "next")

    assert refused_fields(teller, "/branches/zhongshan/counters/2/next", {"finish": value}) == ["finish"]
    assert teller.here("/desk?counter=2").get_json()["present"]["number"] == "A001"


@pytest.mark.parametrize("services", [[], "cash", None, [""], [7], ["cash"] * 65])
def test_services_are_a_list_of_ids(application: Application, services: object) -> None:
    teller = caller(application)
    teller.counter("2", "open")

    (field,) = refused_fields(teller, "/branches/zhongshan/counters/2/services", {"services": services})

    assert field.startswith("services")


@pytest.mark.parametrize("until", ["noon", "2026-01-05T12:00:00", 1767585600, "2026-13-05T12:00:00Z"])
def test_until_is_an_instant_with_its_zone(application: Application, until: object) -> None:
    teller = caller(application)
    teller.counter("2", "open")
    body = {"services": ["cash"], "until": until}

    assert refused_fields(teller, "/branches/zhongshan/counters/2/services", body) == ["until"]


@pytest.mark.parametrize("until", ["0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00"])
def test_until_at_the_ends_of_time_is_refused_like_any_other(application: Application, until: str) -> None:
    teller = caller(application)
    teller.counter("2", "open")

    answer = teller.counter("2", "services", {"services": ["cash"], "until": until})

    assert answer.status_code in {409, 422}


@pytest.mark.parametrize("reason", ["", "x" * 501, None, 7, "a\x00b"])
def test_a_reason_is_words(application: Application, reason: object) -> None:
    """NUL cannot be kept by PostgreSQL, and is nothing that anybody says."""
    teller = caller(application)
    teller.counter("2", "open")

    assert refused_fields(teller, "/branches/zhongshan/counters/2/pause", {"reason": reason}) == ["reason"]


@pytest.mark.parametrize("since", ["x", "-1", "1.5", str(2**63), "9" * 30])
def test_a_place_in_the_journal_is_a_number_that_it_can_have(application: Application, since: str) -> None:
    answer = caller(application).here(f"/journal?since={since}")

    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid_request")


@pytest.mark.parametrize(
    "path", ["", "/nothing", "/branches/zhongshan/nothing", "/branches/zhongshan/counters/2/dance"]
)
def test_a_path_that_leads_nowhere_is_told_so(application: Application, path: str) -> None:
    answers = [caller(application).ask(method, path) for method in ("GET", "POST")]

    assert [refusal(answer) for answer in answers] == [{"status": 404, "code": "not_found"}] * 2


@pytest.mark.parametrize("path", ["/branches/nowhere", "/branches/nowhere/services"])
def test_a_branch_that_does_not_exist_is_not_found(application: Application, path: str) -> None:
    answer = nobody(application).get(path)

    assert refusal(answer) == {"status": 404, "code": "unknown_branch", "branch": "nowhere"}


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if "/counters/" in deed.path], ids=lambda deed: deed.name)
def test_a_counter_that_does_not_exist_is_not_found(application: Application, deed: Deed) -> None:
    teller = caller(application, deed.role)

    answer = teller.post(deed.path.replace("/counters/2/", "/counters/9/"), deed.body)

    assert refusal(answer) == {"status": 404, "code": "unknown_counter", "counter": "9"}
    assert teller.seq() == 0


@pytest.mark.parametrize(("query", "counter"), [("", ""), ("?counter=", ""), ("?counter=9", "9")])
def test_a_desk_is_that_of_a_counter(application: Application, query: str, counter: str) -> None:
    answer = caller(application).here(f"/desk{query}")

    assert refusal(answer) == {"status": 404, "code": "unknown_counter", "counter": counter}


@pytest.mark.parametrize("ticket", ["x", "A001", "a" * 500, "%00", "%E5%8F%B7"])
def test_a_ticket_that_does_not_exist_is_not_found(application: Application, ticket: str) -> None:
    caller(application).issue()

    answers = [
        nobody(application).get(f"/tickets/{ticket}"),
        nobody(application).post(f"/tickets/{ticket}/cancel", {"reason": "bus"}),
    ]

    assert [refusal(answer) for answer in answers] == [{"status": 404, "code": "unknown_ticket"}] * 2


def test_a_service_that_does_not_exist_is_not_found(application: Application) -> None:
    teller = caller(application)

    answers = [
        teller.issue("loans"),
        teller.counter("2", "open", {"services": ["cash", "loans"]}),
        [teller.counter("2", "open"), teller.counter("2", "services", {"services": ["loans"]})][1],
    ]

    assert [refusal(answer) for answer in answers] == (
        [{"status": 404, "code": "unknown_service", "service": "loans"}] * 3
    )


def test_a_ground_for_care_that_does_not_exist_is_refused_with_those_that_do(application: Application) -> None:
    answer = caller(application).issue(care="rich")

    known = ["elderly", "ill", "disabled", "pregnant", "infant"]
    assert refusal(answer) == {"status": 422, "code": "unknown_care", "care": "rich", "allowed": known}
