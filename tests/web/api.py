"""Callers of the API for tests. Every answer they get is held to what `lobby/web/operations.py` says of that call."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from lobby.actions.demo import admit_demo_people
from lobby.app import Application
from lobby.web.answers import Problem
from lobby.web.api import api
from lobby.web.bearer import SESSION_COOKIE
from lobby.web.operations import OPERATIONS
from lobby.web.routes import Route, routes

ROOT = "/api/v1"
ROLES = ("teller", "manager", "admin", "kiosk", "display")
PEOPLE = ("teller", "manager", "admin")
"""Roles of people, who sign in; all of ROLES can have a token."""
NOT_OF_THE_API = frozenset({"not_found", "method_not_allowed"})
"""Codes of the router: the request has not reached any call of the API."""

Body = Mapping[str, Any]


def all_routes() -> list[Route]:
    """Every call of the API, without a lobby behind it."""
    bare = Flask("bare")
    bare.register_blueprint(api)
    return routes(bare.url_map.iter_rules())


@dataclass(frozen=True)
class Caller:
    """Somebody at a branch with a token, or signed in (both None: nobody)."""

    application: Application
    token: str | None
    branch: str = "zhongshan"
    session: str | None = None
    csrf: str | None = None

    def get(self, path: str) -> TestResponse:
        """GET below /api/v1."""
        return self.ask("GET", path)

    def post(self, path: str, body: Body | None = None, *, key: str | None = None) -> TestResponse:
        """POST below /api/v1."""
        return self.ask("POST", path, json=body or {}, headers={} if key is None else {"Idempotency-Key": key})

    def here(self, path: str) -> TestResponse:
        """GET below this branch."""
        return self.get(f"/branches/{self.branch}{path}")

    def counter(self, counter: str, deed: str, body: Body | None = None, *, key: str | None = None) -> TestResponse:
        """A deed of a counter of this branch."""
        return self.post(f"/branches/{self.branch}/counters/{counter}/{deed}", body, key=key)

    def issue(self, service: str = "cash", *, key: str | None = None, **order: Any) -> TestResponse:
        """A number of this branch."""
        return self.post(f"/branches/{self.branch}/tickets", {"service": service, **order}, key=key)

    def seq(self) -> int:
        """How many facts the branch's journal has."""
        return self.application.rooms.pictures.seq(self.branch)

    def ask(self, method: str, path: str, headers: Mapping[str, str] | None = None, **request: Any) -> TestResponse:
        """Any request below /api/v1; its answer is as described."""
        known = {} if self.token is None else {"Authorization": f"Bearer {self.token}"}
        if self.csrf is not None and method not in {"GET", "HEAD"}:
            known["X-CSRF-Token"] = self.csrf
        response = self.browser().open(ROOT + path, method=method, headers={**known, **(headers or {})}, **request)
        must_be_as_described(response, operation_of(self.application.flask, method, path))
        return response

    def browser(self) -> FlaskClient:
        """A browser in which they are signed in, if they are."""
        client = self.application.flask.test_client()
        if self.session is not None:
            client.set_cookie(SESSION_COOKIE, self.session)
        return client


def caller(application: Application, role: str = "teller", branch: str = "zhongshan") -> Caller:
    """Somebody with this role's token."""
    return Caller(application, application.rooms.demo_tokens[(branch, role)], branch)


def signed_in(application: Application, role: str = "teller", branch: str = "zhongshan") -> Caller:
    """One of the demonstration's people, who has just signed in."""
    answer = sign_in(application, role, branch)
    return Caller(application, None, branch, session_set_by(answer), answer.get_json()["csrf"])


def sign_in(application: Application, role: str = "teller", branch: str = "zhongshan") -> TestResponse:
    """The answer to one of the demonstration's people who signs in."""
    admit_demo_people(application.rooms.lobby, application.rooms.demo_people)
    who = next(one for one in application.rooms.demo_people if (one.role, one.branch) == (role, branch))
    return nobody(application).post("/sessions", {"name": who.short, "password": who.password})


def session_set_by(answer: TestResponse) -> str:
    """The value of the session's cookie that this answer sets; empty if it takes it away."""
    [cookie] = [line for line in answer.headers.getlist("Set-Cookie") if line.startswith(f"{SESSION_COOKIE}=")]
    return cookie.partition("=")[2].partition(";")[0]


def nobody(application: Application) -> Caller:
    """Somebody without a token."""
    return Caller(application, None)


def operation_of(flask: Flask, method: str, path: str) -> str | None:
    """The name of the call in OPERATIONS; None if the router knows none."""
    try:
        endpoint, parts = flask.url_map.bind("").match(ROOT + path.partition("?")[0], method)
    except HTTPException:
        return None
    return str(parts.get("deed", endpoint.rpartition(".")[2]))


def must_be_as_described(response: TestResponse, name: str | None) -> None:
    """Raise AssertionError or ValidationError unless the answer is one that this call is described to give."""
    text = response.get_data(as_text=True)
    if response.status_code >= 400:
        problem = Problem.model_validate_json(text)
        described = OPERATIONS[name].codes.get(response.status_code, ()) if name else ()
        assert response.mimetype == "application/problem+json"
        assert problem.status == response.status_code
        assert problem.code in {*described, *(NOT_OF_THE_API if name is None else ())}, text
    elif name is not None and response.request.method in {"GET", "POST", "DELETE"}:
        assert response.status_code in OPERATIONS[name].answers, text
        model = OPERATIONS[name].answers[response.status_code]
        assert model is not None or text == ""
        if model is not None:
            assert response.mimetype == "application/json"
            model.model_validate_json(text)


def refusal(response: TestResponse) -> dict[str, Any]:
    """What a refusal says, without the words: its status, its code and its values."""
    body: dict[str, Any] = response.get_json()
    return {name: value for name, value in body.items() if name not in {"type", "title", "detail"}}
