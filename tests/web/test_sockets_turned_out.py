"""Whoever is let in no more stops receiving: a timer looks again at what each watcher came in by."""

from dataclasses import dataclass
from typing import Any

from apscheduler.schedulers.base import BaseScheduler

from lobby.actions.access import Role, make_token, revoke_token
from lobby.actions.staff import disable
from lobby.app import Application
from lobby.jobs import TURN_OUT_SECONDS, schedule
from lobby.web.bearer import SESSION_COOKIE
from tests.soon import soon
from tests.web.api import caller, signed_in

BOARD = {"view": "board", "branch": "zhongshan"}


@dataclass
class Watcher:
    """A socket of the application in this process."""

    client: Any

    @property
    def is_in(self) -> bool:
        return bool(self.client.is_connected("/live"))

    def told(self) -> list[Any]:
        """What came since the last look: the names of events, and the code of a refusal."""
        came = self.client.queue.copy()  # get_received() answers nobody who is out
        self.client.queue.clear()
        return [event["args"][0]["code"] if event["name"] == "refused" else event["name"] for event in came]


def watcher(application: Application, wanted: dict[str, str], **come_in_by: Any) -> Watcher:
    client = application.flask.extensions["socketio"].test_client(application.flask, "/live", **come_in_by)
    client.emit("watch", wanted, namespace="/live")
    return Watcher(client)


def by_cookie(session: str | None) -> dict[str, dict[str, str]]:
    return {"headers": {"Cookie": f"{SESSION_COOKIE}={session}", "Origin": "http://localhost"}}


def turned_out(application: Application, *those: Watcher) -> bool:
    """Whether the timer leaves none of them in: what they came in by is looked up at most once a second."""
    application.turn_out()
    return not any(one.is_in for one in those)


def test_who_signed_out_is_turned_out_and_told_why_and_others_stay(application: Application) -> None:
    teller, other = signed_in(application), signed_in(application, "manager")
    gone = watcher(application, BOARD, **by_cookie(teller.session))
    stays = watcher(application, BOARD, **by_cookie(other.session))
    assert (gone.told(), stays.told()) == (["board"], ["board"])

    teller.ask("DELETE", "/sessions/current")
    application.turn_out()

    assert (gone.told(), gone.is_in) == (["session_ended"], False)
    assert (stays.told(), stays.is_in) == ([], True)


def test_who_was_disabled_or_revoked_is_turned_out(application: Application) -> None:
    lobby = application.rooms.lobby
    person = watcher(application, BOARD, **by_cookie(signed_in(application).session))
    token = make_token(lobby, "zhongshan", Role.DISPLAY, "old screen")
    screen = watcher(application, BOARD, auth={"token": token})
    assert person.is_in
    assert screen.is_in

    disable(lobby, "zhang")
    revoke_token(lobby, "zhongshan", "old screen")

    assert soon(lambda: turned_out(application, person, screen))
    assert (person.told()[-1], screen.told()[-1]) == ("session_ended", "unknown_token")


def test_a_holder_keeps_watching_a_ticket_whatever_becomes_of_a_cookie(application: Application) -> None:
    teller = signed_in(application)
    ticket = caller(application).issue().get_json()["id"]
    phone = watcher(application, {"view": "ticket", "ticket": ticket}, **by_cookie(teller.session))

    teller.ask("DELETE", "/sessions/current")
    application.turn_out()

    assert (phone.told(), phone.is_in) == (["ticket"], True)


def test_a_second_look_is_refused_once_the_session_has_ended(application: Application) -> None:
    teller = signed_in(application)
    desk = watcher(application, BOARD, **by_cookie(teller.session))
    desk.told()

    teller.ask("DELETE", "/sessions/current")
    desk.client.emit("watch", {"view": "desk", "branch": "zhongshan", "counter": "2"}, namespace="/live")

    assert desk.told() == ["session_ended"]


def test_the_timer_looks_again_every_minute(application: Application) -> None:
    looked: list[str] = []
    scheduler: BaseScheduler = schedule(
        application.rooms.lobby, application.waiting.changed, application.realtime, lambda: looked.append("again")
    )

    job = scheduler.get_job("turn out")
    scheduler.shutdown()
    job.func()

    assert looked == ["again"]
    assert job.trigger.interval.total_seconds() == TURN_OUT_SECONDS == 60
