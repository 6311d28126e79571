"""Hashing is dear: few at once, a short line, and as long for a name that nobody has."""

from contextlib import ExitStack
from statistics import median
from time import perf_counter

import pytest

from lobby.actions.passwords import IN_LINE, Passwords
from lobby.domain.errors import TooOften


def test_a_full_line_turns_away_at_once_and_has_room_again_afterwards() -> None:
    passwords = Passwords()

    with ExitStack() as line:
        for _ in range(IN_LINE):
            line.enter_context(passwords.line())
        with pytest.raises(TooOften, match="too_many_attempts"), passwords.line():
            pass

    with passwords.line():
        pass


def test_a_name_that_nobody_has_takes_as_long_as_a_wrong_password() -> None:
    passwords = Passwords()
    kept = passwords.hashed("correct horse")

    def seconds(against: str | None) -> float:
        began = perf_counter()
        assert not passwords.matches("wrong horse", against)
        return perf_counter() - began

    pairs = [(seconds(kept), seconds(None)) for _ in range(5)]

    assert 0.5 < median(known / unknown for known, unknown in pairs) < 2


def test_a_hash_that_cannot_be_read_matches_nothing() -> None:
    assert not Passwords().matches("correct horse", "nonsense")
