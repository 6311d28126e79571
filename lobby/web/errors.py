"""One table from the family of errors to problem details (RFC 9457), or to a page a customer understands.

Anything that is not in the family is a bug: 500, logged with its trace, and nothing of it told.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Flask, Response, jsonify, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as BaseResponse

from lobby.domain.errors import Conflict, LobbyError, NotFound, Refusal, TooOften, Unavailable
from lobby.domain.views import instant_view

log = logging.getLogger(__name__)


class Unauthorized(LobbyError):
    """Nobody knows who asks."""


class SignInFirst(Unauthorized):
    """A page for staff, asked for by nobody that is known: they go to sign in, and `then` (a local path) on to it."""

    def __init__(self, then: str) -> None:
        super().__init__("sign_in_first")
        self.then = then


class Forbidden(LobbyError):
    """It is known who asks, and that they may not."""


STATUS = {
    Refusal: 422,
    Conflict: 409,
    NotFound: 404,
    Unauthorized: 401,
    Forbidden: 403,
    TooOften: 429,
    Unavailable: 503,
}

TITLES = {
    400: "The request cannot be read",
    401: "Nobody knows who asks",
    403: "Not allowed",
    404: "There is no such thing here",
    405: "Not this method here",
    409: "Too late, or not now",
    413: "Too long",
    415: "Not this kind of content",
    422: "The rule says no",
    429: "Too often",
    500: "Our mistake",
    503: "Not at present",
}


RETRY_AFTER_SECONDS = "1"
"""When to ask again for what cannot be answered at present."""


def register(app: Flask) -> None:
    """Every error that escapes a view is answered here, and nowhere else."""
    app.register_error_handler(LobbyError, _told)
    app.register_error_handler(ValidationError, _invalid)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _bug)


def problem(status: int, code: str, detail: str, values: Mapping[str, Any] | None = None) -> Response:
    """Problem details with a stable code and the values that the sentence is about."""
    said = {name: _said(value) for name, value in (values or {}).items()}
    title = TITLES.get(status, "Error")
    body = {**said, "type": f"urn:lobby:{code}", "title": title, "status": status, "detail": detail, "code": code}
    response = jsonify(body)
    response.status_code = status
    response.mimetype = "application/problem+json"
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if status == 503:
        response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def _told(error: LobbyError) -> BaseResponse | tuple[str, int]:
    status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
    if isinstance(error, SignInFirst):
        return redirect(url_for("staff.sign_in", next=error.then, lang=request.args.get("lang")))
    if _wants_page():
        return _page(status, error.code)
    response = problem(status, error.code, str(error), error.values)
    if isinstance(error, TooOften):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _invalid(error: ValidationError) -> Response | tuple[str, int]:
    if _wants_page():
        return _page(422, "invalid_request")
    wrong = [{"field": ".".join(map(str, e["loc"])), "message": e["msg"]} for e in error.errors(include_url=False)]
    unreadable = any(e["type"] == "json_invalid" for e in error.errors(include_url=False))
    if unreadable:
        return problem(400, "invalid_json", "the body is no JSON")
    said = "; ".join(f"{e['field'] or 'the body'}: {e['message']}" for e in wrong)
    return problem(422, "invalid_request", said, {"errors": wrong})


def _http(error: HTTPException) -> Response | tuple[str, int]:
    status = error.code or 500
    code = error.name.lower().replace(" ", "_")
    if _wants_page():
        return _page(status, code)
    response = problem(status, code, error.description or error.name)
    if status == 405:
        response.headers.extend([(n, v) for n, v in error.get_headers() if n == "Allow"])
    return response


def _bug(error: Exception) -> Response | tuple[str, int]:
    # The rule and not the path: a path may hold a ticket's id, which stands in no log.
    log.exception("bug in %s %s", request.method, request.url_rule)
    return _http(InternalServerError())


def _said(value: object) -> object:
    return instant_view(value) if isinstance(value, datetime) else value


def _wants_page() -> bool:
    return not request.path.startswith(("/api/", "/healthz", "/readyz", "/metrics"))


def _page(status: int, code: str) -> tuple[str, int]:
    """Whoever is signed in and may not see this page is offered to sign in as somebody else."""
    sign_in = url_for("staff.sign_in", next=request.full_path.rstrip("?")) if status == 403 else None
    return render_template("error.html", status=status, code=code, sign_in=sign_in), status
