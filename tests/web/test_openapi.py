"""The description of the API: it has every route and nothing else, and stands on its own."""

import re
from collections import Counter
from typing import Any

import pytest

from lobby.app import Application
from lobby.web.api import PLAIN_DEEDS
from lobby.web.operations import OPERATIONS
from lobby.web.routes import Route
from tests.web.api import all_routes, nobody
from tests.web.deeds import DEEDS


@pytest.fixture
def described(application: Application) -> dict[str, Any]:
    """The description as anybody gets it."""
    document: dict[str, Any] = application.flask.test_client().get("/api/v1/openapi.json").get_json()
    return document


def references(part: object) -> set[str]:
    """Every `$ref` below this part of the document."""
    if isinstance(part, dict):
        below = {ref for value in part.values() for ref in references(value)}
        return below | ({part["$ref"]} if isinstance(part.get("$ref"), str) else set())
    return {ref for value in part for ref in references(value)} if isinstance(part, list) else set()


def test_every_route_of_the_api_is_in_the_table_and_nothing_else_is() -> None:
    assert {route.name for route in all_routes()} == set(OPERATIONS)


def test_only_a_deed_on_a_ticket_has_several_routes() -> None:
    routes = Counter(route.name for route in all_routes())

    assert {name for name, count in routes.items() if count > 1} == {n for n, one in OPERATIONS.items() if one.several}


def test_every_deed_of_the_table_has_its_row_among_the_deeds_of_the_tests() -> None:
    deeds = [name for name, operation in OPERATIONS.items() if operation.is_deed]

    assert sorted(deeds) == sorted(deed.name for deed in DEEDS)


def test_the_description_has_every_route_by_its_own_name(described: dict[str, Any]) -> None:
    found = [
        (method, path, one["operationId"])
        for path, methods in described["paths"].items()
        for method, one in methods.items()
    ]

    assert {(method, path) for method, path, _ in found} == {(route.method, route.path) for route in all_routes()}
    assert len({name for *_, name in found}) == len(found)
    assert {
        ("post", "/api/v1/tickets/{ticket_id}/park", "park"),
        ("post", "/api/v1/branches/{branch_id}/tickets/{number}/park", "park_by_number"),
        ("post", "/api/v1/branches/{branch_id}/counters/{counter_id}/park", "park_at_counter"),
        ("post", "/api/v1/branches/{branch_id}/counters/{counter_id}/no-show", "no_show"),
    } <= set(found)


def test_one_rule_for_several_deeds_is_described_as_one_path_for_each(described: dict[str, Any]) -> None:
    at_a_counter = "/api/v1/branches/{branch_id}/counters/{counter_id}/"

    assert {at_a_counter + deed for deed in PLAIN_DEEDS} <= set(described["paths"])
    assert not [path for path in described["paths"] if "<" in path or "any(" in path]


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    for reference in references(described):
        place: Any = described
        for name in reference.removeprefix("#/").split("/"):
            place = place[name]

    assert references(described)


@pytest.mark.parametrize("route", all_routes(), ids=lambda route: route.name)
def test_a_call_says_who_may_and_what_is_refused(described: dict[str, Any], route: Route) -> None:
    operation = OPERATIONS[route.name]

    one = described["paths"][route.path][route.method]

    assert one["summary"]
    assert {p["name"] for p in one["parameters"] if p.get("in") == "path"} == set(route.parts)
    assert one.get("x-roles", []) == sorted(role.value for role in operation.roles or ())
    assert ("security" in one) == (operation.roles is not None or operation.signs == "out")
    for status in operation.codes:
        assert set(one["responses"][str(status)]["content"]) == {"application/problem+json"}


@pytest.mark.parametrize("route", [r for r in all_routes() if OPERATIONS[r.name].is_deed], ids=lambda route: route.name)
def test_a_deed_takes_an_idempotency_key_and_a_body(described: dict[str, Any], route: Route) -> None:
    one = described["paths"][route.path][route.method]

    assert {"$ref": "#/components/parameters/IdempotencyKey"} in one["parameters"]
    assert "application/json" in one["requestBody"]["content"]
    assert any("Idempotent-Replayed" in answer.get("headers", {}) for answer in one["responses"].values())


def test_one_says_who_one_is_by_a_token_or_by_the_cookie_and_for_a_deed_its_csrf(described: dict[str, Any]) -> None:
    at_two = "/api/v1/branches/{branch_id}/counters/{counter_id}/next"

    assert described["components"]["securitySchemes"] == {
        "bearer": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": "lobby_session"},
        "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
    }
    assert described["paths"][at_two]["post"]["security"] == [{"bearer": []}, {"session": [], "csrf": []}]
    assert described["paths"]["/api/v1/branches/{branch_id}/board"]["get"]["security"] == [
        {"bearer": []},
        {"session": []},
    ]


def test_clients_may_meet_more_fields_in_answers_but_may_not_send_more(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]

    assert "additionalProperties" not in schemas["BoardPicture"]
    assert schemas["IssueBody"]["additionalProperties"] is False


def test_two_models_of_one_name_would_be_seen(described: dict[str, Any]) -> None:
    assert all(re.fullmatch(r"[A-Za-z]+", name) for name in described["components"]["schemas"])


def test_the_description_needs_no_token_and_is_only_read(application: Application) -> None:
    answer = application.flask.test_client().get("/api/v1/openapi.json")

    assert (answer.status_code, answer.mimetype, answer.get_json()["openapi"]) == (200, "application/json", "3.1.0")
    assert nobody(application).ask("POST", "/openapi.json").status_code == 405


def test_the_description_is_made_once(application: Application) -> None:
    application.flask.test_client().get("/api/v1/openapi.json")

    application.flask.extensions["lobby_openapi"]["json"] = "as made before"

    again = application.flask.test_client().get("/api/v1/openapi.json")
    assert again.get_data(as_text=True) == "as made before"
