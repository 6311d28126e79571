"""How a deed is asked for and answered over HTTP: the key under which it is done once, and the answer given again."""

from flask import Response, jsonify

from lobby.actions.lobby import Answer, Asked
from lobby.web.bearer import asked_by
from lobby.web.requests import Body


def asked(name: str, body: Body) -> Asked:
    """The deed as it is asked for by somebody of that name. Raises Refusal `bad_idempotency_key`."""
    return asked_by(name, body.model_dump(mode="json"))


def answered(answer: Answer) -> Response:
    """The answer as HTTP says it."""
    response = Response(status=204) if answer.body is None else jsonify(answer.body)
    response.status_code = answer.status
    if answer.replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return response
