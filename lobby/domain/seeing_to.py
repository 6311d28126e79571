"""Somebody says of an alert that they see to it: everybody with a tablet knows, and it shouts no more."""

from dataclasses import replace
from datetime import datetime

from lobby.domain.alerts import Alert, acknowledged, alerts
from lobby.domain.errors import Conflict, NotFound
from lobby.domain.fact import Kind
from lobby.domain.hall import Acknowledged, Hall


def alert_called(hall: Hall, key: str, now: datetime) -> Alert:
    """The alert of that key. Raises NotFound `unknown_alert` if it is over or never was."""
    alert = next((alert for alert in alerts(hall, now) if alert.key == key), None)
    if alert is None:
        raise NotFound("unknown_alert", alert=key)
    return alert


def acknowledge(hall: Hall, alert: Alert, now: datetime, actor: str) -> Hall:
    """The alert, one of those of now, is seen to by this person as long as it lasts.

    Raises Conflict `already_acknowledged` with `by` and `at`.
    """
    known = acknowledged(hall, alert)
    if known is not None:
        raise Conflict("already_acknowledged", alert=alert.key, by=known.by, at=known.at)
    hall = hall.told(Kind.ALERT_ACKNOWLEDGED, now, actor, detail={"alert": alert.key})
    return replace(hall, acknowledged={**hall.acknowledged, alert.key: Acknowledged(actor, now)})
