"""Deeds of lending over HTTP, for managers: lend a flexible counter, take it back, leave it alone."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from lobby.actions import lending
from lobby.web.bearer import MANAGERS, bearer
from lobby.web.deeds import answered, asked
from lobby.web.requests import EmptyBody, LeaveAloneBody, LendBody, read_body
from lobby.web.rooms import rooms

lending_deeds = Blueprint("lending_deeds", __name__, url_prefix="/branches/<branch_id>/counters/<counter_id>")


@lending_deeds.post("/lend", endpoint="lend")
def lend(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """The counter serves other services too."""
    who = bearer(MANAGERS, branch_id)
    body = read_body(LendBody)
    deed = asked(who.name, body)
    return answered(lending.lend(rooms().lobby, branch_id, counter_id, body.services, body.until, deed))


@lending_deeds.post("/take-back", endpoint="take-back")
def take_back(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """The counter serves its own services alone again."""
    who = bearer(MANAGERS, branch_id)
    deed = asked(who.name, read_body(EmptyBody))
    return answered(lending.take_back(rooms().lobby, branch_id, counter_id, deed))


@lending_deeds.post("/leave-alone", endpoint="leave-alone")
def leave_alone(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """Nothing is advised of the counter for a while."""
    who = bearer(MANAGERS, branch_id)
    body = read_body(LeaveAloneBody)
    return answered(lending.leave_alone(rooms().lobby, branch_id, counter_id, body.minutes, asked(who.name, body)))
