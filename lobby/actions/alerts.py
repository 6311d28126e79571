"""What a lobby manager does about an alert: say that they see to it."""

from lobby.actions.lobby import Answer, Asked, Change, Lobby
from lobby.domain.alerts import alert_view
from lobby.domain.seeing_to import acknowledge as acknowledge_in
from lobby.domain.seeing_to import alert_called


def acknowledge(lobby: Lobby, branch_id: str, key: str, asked: Asked) -> Answer:
    """The alert stays in the list and shouts no more; 200 with it.

    Raises as `alert_called` and `acknowledge` of `domain.seeing_to`.
    """

    def deed(change: Change) -> Answer:
        alert = alert_called(change.hall, key, change.now)
        change.hall = acknowledge_in(change.hall, alert, change.now, asked.actor)
        return Answer(200, alert_view(alert, change.hall.acknowledged[key]))

    return lobby.perform(branch_id, asked, deed)
