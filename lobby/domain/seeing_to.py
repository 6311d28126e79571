"""Somebody says of an alert that they see to it: everybody with a tablet knows, and it shouts no more."""

from dataclasses import replace
from datetime import datetime

from lobby.domain.alerts import acknowledged, alerts
from lobby.domain.errors import Conflict, NotFound
from lobby.domain.fact import Kind
from lobby.domain.hall import Acknowledged, Hall


def acknowledge(hall: Hall, key: str, now: datetime, actor: str) -> Hall:
    """The alert of that key is seen to by this person, as long as it lasts.

    Raises NotFound `unknown_alert` if it is over or never was; Conflict `already_acknowledged` with `by` and `at`.
    """
    alert = next((alert for alert in alerts(hall, now) if alert.key == key), None)
    if alert is None:
        raise NotFound("unknown_alert", alert=key)
    known = acknowledged(hall, alert)
    if known is not None:
        raise Conflict("already_acknowledged", alert=key, by=known.by, at=known.at)
    hall = hall.told(Kind.ALERT_ACKNOWLEDGED, now, actor, detail={"alert": key})
    return replace(hall, acknowledged={**hall.acknowledged, key: Acknowledged(actor, now)})
