"""Passwords: what they must be, and their argon2id hashes. Hashing is dear on purpose, so few are hashed at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from lobby.domain.errors import Refusal, TooOften

SHORTEST = 8
"""NIST SP 800-63B, 3.1.1.2 asks for no less, and for no rules of composition."""
LONGEST = 1000
"""Longer than anybody types; a bound, so that a request cannot ask for endless work."""

AT_ONCE = 2
"""Passwords hashed at once: each takes 64 MiB and a tenth of a second of a processor."""
IN_LINE = 16
"""Requests that hash or wait for it: a quarter of the threads kept for requests; a shift that begins is let in."""


class Passwords:
    """argon2id with the library's own parameters (RFC 9106, low memory). Safe to use from every thread."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._at_once = BoundedSemaphore(AT_ONCE)
        self._line = BoundedSemaphore(IN_LINE)

    @contextmanager
    def line(self) -> Iterator[None]:
        """A place in the line of those who wait for a hash. Raises TooOften `too_many_attempts` if it is full."""
        if not self._line.acquire(blocking=False):
            raise TooOften("too_many_attempts", seconds=1)
        try:
            yield
        finally:
            self._line.release()

    def hashed(self, password: str) -> str:
        """The hash to keep. Raises Refusal `password_too_short`, `password_too_long`."""
        if len(password) < SHORTEST:
            raise Refusal("password_too_short", shortest=SHORTEST)
        if len(password) > LONGEST:
            raise Refusal("password_too_long", longest=LONGEST)
        with self._at_once:
            return self._hasher.hash(password)

    def matches(self, password: str, kept: str | None) -> bool:
        """True if it is the password of this hash. It takes as long if there is none to compare with (None)."""
        with self._at_once:
            if kept is None:
                self._hasher.hash(password)
                return False
            try:
                return self._hasher.verify(kept, password)
            except (VerifyMismatchError, InvalidHashError):
                return False

    def is_outdated(self, kept: str) -> bool:
        """True if today's parameters are not those that this hash was made with."""
        return self._hasher.check_needs_rehash(kept)
