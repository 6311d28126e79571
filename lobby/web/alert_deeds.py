"""What a lobby manager does about alerts, over HTTP."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from lobby.actions import alerts
from lobby.web.bearer import MANAGERS, bearer
from lobby.web.deeds import answered, asked
from lobby.web.requests import EmptyBody, read_body
from lobby.web.rooms import rooms

alert_deeds = Blueprint("alert_deeds", __name__)


@alert_deeds.post("/branches/<branch_id>/alerts/<alert>/acknowledge", endpoint="acknowledge_alert")
def acknowledge(branch_id: str, alert: str) -> ResponseReturnValue:
    """Somebody sees to the alert: it shouts no more while it lasts."""
    who = bearer(MANAGERS, branch_id)
    return answered(alerts.acknowledge(rooms().lobby, branch_id, alert, asked(who.name, read_body(EmptyBody))))
