"""What may make a visit more than one errand at one counter: one of these, drawn in advance. Values only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Granted:
    """Is of that class from now on, for that reason."""

    class_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PutFirst:
    """Is called at the next free counter that serves them, past everybody, for that reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class AtMachine:
    """Tries a machine for so many minutes, and is back at the old place if it does not work."""

    machine: str
    accompanied: bool
    works: bool
    minutes: float


@dataclass(frozen=True, slots=True)
class Parked:
    """Is promised to be called again after so many minutes; `early`: comes back by themselves after so many already."""

    minutes: int
    reason: str
    early: float | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Needs another service than the one chosen, at whichever counter serves it."""

    service: str


@dataclass(frozen=True, slots=True)
class WrongKey:
    """Needs another service than the one chosen, here if this counter serves it."""

    service: str


@dataclass(frozen=True, slots=True)
class OneMore:
    """Has one more errand of so many minutes when this one is done."""

    service: str
    minutes: float


InHall = Granted | PutFirst | AtMachine | Parked | Elsewhere
"""What may happen to somebody who waits; the lobby manager sees to it."""

Turn = AtMachine | Parked | Elsewhere | WrongKey | OneMore
"""What may come of being at a counter, other than that the errand is done."""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """So many minutes after the number was taken, if it still waits. `by_mistake`: on the wrong ticket, and undone."""

    after: float
    what: InHall
    by_mistake: bool


@dataclass(frozen=True, slots=True)
class Late:
    """Comes so many minutes after a call that was missed; says so to the manager, or on the phone."""

    after: float
    to_manager: bool


@dataclass(frozen=True, slots=True)
class Again:
    """Asks for a second number so many minutes after the first; `insists`: the manager gives it then."""

    after: float
    insists: bool
