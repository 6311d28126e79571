"""The one family of errors that a deed may answer with. Anything else that escapes is a bug.

`code` is stable and public; `values` say what the sentence is about. One table in `lobby/web/errors.py`
turns them into problem details.
"""

from collections.abc import Mapping
from typing import Any


class LobbyError(Exception):
    """A deed that was not done, and nothing has changed."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values: Mapping[str, Any] = values

    def __str__(self) -> str:
        said = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code} ({said})" if said else self.code


class Refusal(LobbyError):
    """The rule says no, whoever asks and whenever: asking again will not help."""


class Conflict(LobbyError):
    """Too late, or not now: the world has moved on since the asker looked."""


class NotFound(LobbyError):
    """There is no such thing here."""


class Unavailable(LobbyError):
    """Nobody can say at present: what is needed to decide does not answer. Asking again later will help.

    A deed has not been done, unless the answer to its very commit was lost: a key makes asking again safe even then.
    """


class TooOften(LobbyError):
    """Asked more often than is good; `seconds` says after how many one may ask again."""

    def __init__(self, code: str, seconds: int) -> None:
        super().__init__(code, seconds=seconds)
        self.seconds = seconds
