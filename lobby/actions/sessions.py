"""Signing in and out. The cookie holds a random value, the database its hash, the page a second value made of it."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from lobby.actions.access import Bearer, Role
from lobby.actions.attempts import Attempts
from lobby.actions.passwords import Passwords
from lobby.clock import ReadsTime
from lobby.store import Store, digest
from lobby.store.people import Person, add_session, end_session, is_unchanged, person_called, set_password

VALUE_BYTES = 32


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that has just begun: the value for the cookie, and whose it is."""

    value: str
    bearer: Bearer


class Sessions:
    """Begins and ends sessions. They last `life` by the world's clock: people sit at desks in the world's time, however
    fast a demonstration's day is played, and its clock goes back to the morning at every start.
    """

    def __init__(self, store: Store, clock: ReadsTime, life: timedelta, *, demo: bool) -> None:
        self._store = store
        self._clock = clock
        self._life = life
        self._demo = demo
        self._passwords = Passwords()
        self._attempts = Attempts()

    def begin(self, name: str, password: str, address: str) -> SignedIn | None:
        """A session of the person with this name or short name; None if name and password do not belong together.

        What is wrong is not told, and an unknown name takes as long. Raises TooOften `too_many_attempts`.
        """
        with self._passwords.line():
            self._attempts.begin(name, address)
            with self._store.read() as connection:
                person = person_called(connection, name)
            is_right = self._passwords.matches(password, None if person is None else person.password)
            if person is None or not is_right or person.disabled or (person.demo and not self._demo):
                return None
            renewed = self._passwords.hashed(password) if self._passwords.is_outdated(person.password) else None
        self._attempts.succeeded(name, address)
        return self._signed_in(person, renewed)

    def end(self, value: str) -> None:
        """Nobody is signed in by the cookie with this value."""
        with self._store.write() as connection:
            end_session(connection, digest(value))

    def _signed_in(self, person: Person, renewed: str | None) -> SignedIn | None:
        """The session, unless the person was disabled, or got another password, while this one was checked."""
        value = secrets.token_urlsafe(VALUE_BYTES)
        now = self._clock.world_now()
        with self._store.write() as connection:
            if not is_unchanged(connection, person):
                return None
            if renewed is not None:
                set_password(connection, person.name, renewed)
            add_session(connection, digest(value), person.name, now, now + self._life)
        return SignedIn(value, Bearer(Role(person.role), person.branch, person.name))


def csrf_of(value: str) -> str:
    """What a page of this session must send along with every deed, to show that it is one of ours.

    Another site can make a browser send the cookie but cannot read it, nor the page that this stands in; and from this
    nobody can tell the cookie.
    """
    return digest(f"csrf {value}")
