"""Somebody who will come, with all that is drawn about them in advance. No drawing here."""

from dataclasses import dataclass

from lobby.rehearsal import figures
from lobby.rehearsal.cards import Card
from lobby.rehearsal.twists import Again, Late, Meanwhile, Turn


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who will come. `comes_at`: minutes after the opening; `luck` in [0, 1] decides on a no-show.

    `turn` is what comes of being at the counter, after `part` of the minutes there. `by_manager`: the lobby manager
    takes the number for them.
    """

    comes_at: float
    service: str
    service_minutes: float
    patience_minutes: float
    luck: float
    card: Card | None = None
    care: str | None = None
    phone: str | None = None
    slips: int = 1
    by_manager: bool = False
    meanwhile: Meanwhile | None = None
    turn: Turn | None = None
    part: float = 0.5
    late: Late | None = None
    again: Again | None = None

    def fails_to_come(self, waited_minutes: float) -> bool:
        """Whether this customer is gone when called after such a wait; who stays away then would after longer too."""
        grown = figures.NO_SHOW_AT_ONCE + figures.NO_SHOW_PER_MINUTE * waited_minutes
        return self.luck < min(grown, figures.NO_SHOW_AT_MOST)
