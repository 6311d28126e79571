"""The description of the API (OpenAPI 3.1), made from the routes, the table of operations and their models."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, current_app, json
from flask.typing import ResponseReturnValue
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from lobby.web.answers import Problem
from lobby.web.api import PLAIN_DEEDS
from lobby.web.bearer import CSRF_HEADER, LONGEST_KEY, SESSION_COOKIE
from lobby.web.errors import TITLES
from lobby.web.operations import OPERATIONS, Operation
from lobby.web.routes import Route, routes

openapi = Blueprint("openapi", __name__)

ABOUT = (
    "Numbers, counters and pictures of a bank's branches. Every deed takes an Idempotency-Key, kept per actor for the"
    " business day. Who has signed in is known by a cookie; their deeds must carry the session's csrf as X-CSRF-Token."
    " Instants are RFC 3339 in UTC; waits are minutes. New fields may be added to answers."
)

PARTS = {
    "branch_id": {"type": "string", "pattern": r"^[a-z0-9_]{1,64}$"},
    "counter_id": {"type": "string", "pattern": r"^[a-z0-9_]{1,64}$"},
    "ticket_id": {"type": "string", "pattern": r"^[A-Za-z0-9_-]{1,64}$"},
    "number": {"type": "string", "pattern": r"^[A-Z][0-9]{3,6}$"},
    "alert": {"type": "string", "pattern": r"^[a-z_]{1,24}(-[A-Za-z0-9_]{1,64})?$"},
}
"""What the variable parts of a path look like."""

KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A new one for every deed that is meant: whatever is sent twice under one key is done once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
}
REPLAYED = {
    "description": "`true` if this was answered before, under the same key.",
    "schema": {"type": "string", "enum": ["true"]},
}


@openapi.get("/api/v1/openapi.json")
def describe() -> ResponseReturnValue:
    """The description. It is made once: routes and models do not change while the program runs."""
    kept: dict[str, str] = current_app.extensions.setdefault("lobby_openapi", {})
    if "json" not in kept:
        kept["json"] = json.dumps(description(routes(current_app.url_map.iter_rules())))
    return Response(kept["json"], mimetype="application/json")


def description(of: Iterable[Route]) -> dict[str, Any]:
    """The whole document. Raises KeyError for a route that OPERATIONS does not have."""
    paths: dict[str, dict[str, Any]] = {}
    for route in of:
        paths.setdefault(route.path, {})[route.method] = _described(route, OPERATIONS[route.name])
    return {
        "openapi": "3.1.0",
        "info": {"title": "Lobby", "version": "v1", "description": ABOUT},
        "paths": paths,
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE},
                "csrf": {"type": "apiKey", "in": "header", "name": CSRF_HEADER},
            },
            "parameters": {"IdempotencyKey": KEY},
            "headers": {"IdempotentReplayed": REPLAYED},
            "schemas": _schemas(),
        },
    }


def _described(route: Route, operation: Operation) -> dict[str, Any]:
    view = PLAIN_DEEDS.get(route.name) or current_app.view_functions[route.endpoint]
    described: dict[str, Any] = {
        "operationId": _operation_id(route),
        "summary": (view.__doc__ or "").split(". ")[0].removesuffix("."),
        "parameters": [_in_path(name) for name in route.parts] + _in_query(operation),
        "responses": {str(status): _answered(model) for status, model in operation.answers.items()},
    }
    described["responses"] |= {str(status): _refused(status, codes) for status, codes in operation.codes.items()}
    with_session: dict[str, Any] = {"session": []} if route.method == "get" else {"session": [], "csrf": []}
    if operation.signs == "out":
        described["security"] = [with_session]
    if operation.roles is not None:
        described["security"] = [{"bearer": []}, with_session, *([{}] if operation.holder and route.is_by_id else [])]
        described["x-roles"] = sorted(role.value for role in operation.roles)
    if operation.is_deed:
        described["parameters"].append({"$ref": "#/components/parameters/IdempotencyKey"})
    if operation.body is not None:
        needed = any(field.is_required() for field in operation.body.model_fields.values())
        described["requestBody"] = {"required": needed, "content": _content(operation.body)}
        for status in operation.answers.keys() - {201} if operation.is_deed else ():
            replayed = {"Idempotent-Replayed": {"$ref": "#/components/headers/IdempotentReplayed"}}
            described["responses"][str(status)]["headers"] = replayed
    return described


def _operation_id(route: Route) -> str:
    """Unique: a deed on a ticket says how that is named, unless by its id."""
    name = route.name.replace("-", "_")
    if "number" in route.parts:
        return f"{name}_by_number"
    is_one_of_several = OPERATIONS[route.name].several and "counter_id" in route.parts
    return f"{name}_at_counter" if is_one_of_several else name


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": PARTS[name]}


def _in_query(operation: Operation) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "required": required, "schema": schema}
        for name, (schema, required) in operation.query.items()
    ]


def _answered(model: type[BaseModel] | None) -> dict[str, Any]:
    if model is None:
        return {"description": "Done, and there is nothing to say"}
    return {"description": " ".join((model.__doc__ or "").split()), "content": _content(model)}


def _refused(status: int, codes: tuple[str, ...]) -> dict[str, Any]:
    with_code = {"type": "object", "properties": {"code": {"enum": list(codes)}, "status": {"const": status}}}
    schema = {"allOf": [{"$ref": _reference(Problem)}, with_code]}
    return {"description": TITLES[status], "content": {"application/problem+json": {"schema": schema}}}


def _content(model: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _reference(model)}}}


def _reference(model: type[BaseModel]) -> str:
    return f"#/components/schemas/{model.__name__}"


def _schemas() -> dict[str, Any]:
    """The schemas of all models; two models must not share a name, or their references would be wrong."""
    models: dict[type[BaseModel], None] = {Problem: None}
    for operation in OPERATIONS.values():
        for model in (operation.body, *operation.answers.values()):
            if model is not None:
                models[model] = None
    _, found = models_json_schema([(model, "validation") for model in models], ref_template=_TEMPLATE)
    return dict(found["$defs"])


_TEMPLATE = "#/components/schemas/{model}"
