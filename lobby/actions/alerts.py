"""What a lobby manager does about an alert: say that they see to it."""

from lobby.actions.lobby import Answer, Asked, Change, Lobby
from lobby.domain.alerts import alert_view, alerts
from lobby.domain.seeing_to import acknowledge as acknowledge_in


def acknowledge(lobby: Lobby, branch_id: str, key: str, asked: Asked) -> Answer:
    """The alert stays in the list and shouts no more; 200 with it. Raises as `domain.seeing_to.acknowledge`."""

    def deed(change: Change) -> Answer:
        change.hall = acknowledge_in(change.hall, key, change.now, asked.actor)
        alert = next(alert for alert in alerts(change.hall, change.now) if alert.key == key)
        return Answer(200, alert_view(alert, change.hall.acknowledged[key]))

    return lobby.perform(branch_id, asked, deed)
