"""Everybody who can stand at the door of a server that is no demonstration: tokens and sessions of every role, here and
at the other branch; a session that has ended, and cookies without the proof that a page sends along; and nobody.
"""

from dataclasses import dataclass

from lobby.actions.access import Role, make_token
from lobby.actions.passwords import Passwords
from lobby.actions.sessions import csrf_of
from lobby.actions.staff import add_person
from lobby.app import Application
from tests.web.api import PEOPLE, ROLES, Caller

HERE, THERE = "zhongshan", "renmin"
PASSWORD = "correct horse"


@dataclass(frozen=True)
class Asker:
    """One of them. `role` is None for who is nobody; `by` is token, session, cookie (a session without its proof),
    ended (a session that was) or nothing.
    """

    by: str
    role: Role | None = None
    branch: str = HERE

    def __str__(self) -> str:
        return "-".join(word for word in (self.role, self.by, "elsewhere" if self.branch == THERE else "") if word)


NOBODY = Asker("nothing")
STRANGER = Asker("made-up token")
ENDED = Asker("ended", Role.MANAGER)
ASKERS = (
    *(Asker("token", Role(role), branch) for branch in (HERE, THERE) for role in ROLES),
    *(Asker(by, Role(role), branch) for by in ("session", "cookie") for branch in (HERE, THERE) for role in PEOPLE),
    ENDED,
    STRANGER,
    NOBODY,
)


class Door:
    """The server with all of them known to it."""

    def __init__(self, application: Application) -> None:
        self.application = application
        lobby, passwords = application.rooms.lobby, Passwords()
        for branch in (HERE, THERE):
            for role in PEOPLE:
                add_person(lobby, passwords, f"{role} of {branch}", branch, Role(role), PASSWORD)
        self._tokens = {
            (branch, role): make_token(lobby, branch, Role(role), f"{role} token")
            for branch in (HERE, THERE)
            for role in ROLES
        }
        self._sessions = {(branch, role): self.sign_in(role, branch) for branch in (HERE, THERE) for role in PEOPLE}
        self._ended = self.sign_in("manager", HERE)
        application.rooms.sessions.end(self._ended)

    def caller(self, asker: Asker) -> Caller:
        """The asker, about to ask."""
        if asker.by == "nothing":
            return Caller(self.application, None)
        if asker.by == "made-up token":
            return Caller(self.application, "made-up")
        if asker.role is None or asker.by == "ended":
            return Caller(self.application, None, session=self._ended, csrf=csrf_of(self._ended))
        if asker.by == "token":
            return Caller(self.application, self._tokens[asker.branch, asker.role], asker.branch)
        session = self._sessions[asker.branch, asker.role]
        csrf = csrf_of(session) if asker.by == "session" else None
        return Caller(self.application, None, asker.branch, session, csrf)

    def sign_in(self, role: str, branch: str) -> str:
        """A new session's cookie."""
        begun = self.application.rooms.sessions.begin(f"{role} of {branch}", PASSWORD, "10.0.0.1")
        assert begun is not None
        return begun.value
