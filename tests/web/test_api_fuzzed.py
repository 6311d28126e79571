"""Whatever the description allows, and whatever it does not, is answered as described, and never with "our mistake".

Schemathesis makes the requests from the description that the server gives out; the same ones every time.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from lobby.app import Application
from lobby.web.operations import OPERATIONS
from lobby.web.routes import Route
from tests.clocks import HandClock
from tests.web.api import all_routes, caller

DESCRIBED = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
REFUSED = [*DESCRIBED, checks.negative_data_rejection]

ROUTES = {route.name: route for route in all_routes()}
REFUSABLE = [name for name, operation in OPERATIONS.items() if operation.body is not None or operation.query]
"""Calls that take more than a path: they can be asked wrongly."""

COUNTERS = ["1", "2"]
SERVICES = ["cash", "transfer", "loss"]

AnyCase = Case[Any]
Requests = Callable[..., SearchStrategy[AnyCase]]


def examples(count: int) -> settings:
    """So many requests, always the same."""
    return settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture
def ticket(application: Application) -> str:
    """The id of somebody who waits, so that there is a day and a queue."""
    return str(caller(application).issue("corporate").get_json()["id"])


@pytest.fixture
def requests(application: Application, ticket: str) -> Requests:
    """Makes requests for one route by a teller; `places` are the variable parts of the path."""
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application.flask)
    described.validate()
    token = {"Authorization": f"Bearer {caller(application).token}"}

    def made(route: Route, mode: GenerationMode, **places: str) -> SearchStrategy[AnyCase]:
        of_ticket = {"ticket_id": ticket, "number": "E001"}
        there = {"branch_id": "zhongshan", "counter_id": "2", "alert": "late"} | of_ticket | places
        path = {name: there[name] for name in route.parts}
        operation = described[route.path][route.method]
        return operation.as_strategy(generation_mode=mode, headers=token, path_parameters=path)

    return made


def about_real_services(drawn: tuple[AnyCase, str]) -> AnyCase:
    """The same request about a service that there is: words drawn at random never name one."""
    case, service = drawn
    if isinstance(case.body, dict) and "service" in case.body:
        case.body = {**case.body, "service": service}
    if isinstance(case.body, dict) and case.body.get("services"):
        case.body = {**case.body, "services": [service]}
    return case


def test_the_document_allows_what_the_server_does(
    application: Application, clock: HandClock, requests: Requests
) -> None:
    """A random history of everything that a teller may ask; the clock goes on with each request."""
    asked = [
        requests(ROUTES[name], GenerationMode.POSITIVE, counter_id=counter)
        for name in OPERATIONS
        for counter in (COUNTERS if "counter_id" in ROUTES[name].parts else COUNTERS[:1])
    ]
    seen: Counter[tuple[str, int]] = Counter()

    @examples(600)
    @given(st.tuples(st.one_of(asked), st.sampled_from(SERVICES)).map(about_real_services))
    def ask(case: AnyCase) -> None:
        clock.move(seconds=5)
        response = case.call()
        seen[(case.operation.label, response.status_code)] += 1
        case.validate_response(response, checks=DESCRIBED)

    ask()

    done = {label for label, status in seen if status < 300}
    assert len(done) >= 15, "a history in which hardly anything succeeds shows nothing"


@pytest.mark.parametrize("name", REFUSABLE)
def test_what_the_document_forbids_is_refused_as_described(requests: Requests, name: str) -> None:
    @examples(30)
    @given(requests(ROUTES[name], GenerationMode.NEGATIVE))
    def ask(case: AnyCase) -> None:
        case.call_and_validate(checks=REFUSED)

    ask()


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.parts])
def test_no_place_however_strange_is_our_mistake(application: Application, name: str) -> None:
    described: Mapping[str, Any] = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application.flask)
    operation = described[ROUTES[name].path][ROUTES[name].method]
    token = {"Authorization": f"Bearer {caller(application).token}"}

    @examples(10)
    @given(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE, headers=token, query={}))
    def ask(case: AnyCase) -> None:
        case.call_and_validate(checks=[not_a_server_error])

    ask()
