"""What the rehearsal was asked to play, and how it says that it cannot. No defaults of the command line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Progress = Callable[[float, float, int], None]
"""Called with (minutes played, minutes in all, tickets issued so far), about four times a second."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`url` is the server's root, `branch` the id of the branch to play in.

    `tokens` holds the bearer tokens of the roles `kiosk`, `teller` and `manager`. `speed` is the speed the server's
    clock is expected to have, None: whatever it has. `minutes` is how much of the day is played, counted from the
    opening of the counters, None: all of it. `scale` multiplies the number of customers (1: 180 personal, 25
    corporate).
    """

    url: str
    branch: str
    tokens: Mapping[str, str]
    seed: int
    speed: float | None
    minutes: float | None
    scale: float


class CannotPlay(Exception):
    """The day cannot be played against this server. The text says why and what to do, fit for a command line."""
