"""Where every ticket is, as the journal alone tells it; and what it tells that cannot be.

Fed entry by entry. Takes nothing from the server's pictures; no network here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Entry = Mapping[str, Any]

WAITING, AT_COUNTER, ASIDE, MISSED, FINISHED, LEFT = "waiting", "at_counter", "aside", "missed", "finished", "left"
_LIVE = (WAITING, AT_COUNTER, ASIDE, MISSED)

_MOVES: Mapping[str, tuple[tuple[str, ...], str | None]] = {
    "ticket_called": ((WAITING,), AT_COUNTER),
    "ticket_recalled": ((AT_COUNTER,), None),
    "service_started": ((AT_COUNTER,), None),
    "service_reclassified": ((AT_COUNTER,), None),
    "service_finished": ((AT_COUNTER,), FINISHED),
    "ticket_missed": ((AT_COUNTER,), MISSED),
    "ticket_parked": ((WAITING, AT_COUNTER, ASIDE), ASIDE),
    "ticket_redirected": ((WAITING, AT_COUNTER, ASIDE), ASIDE),
    "ticket_transferred": ((WAITING, AT_COUNTER), WAITING),
    "ticket_returned": ((AT_COUNTER, ASIDE, MISSED, FINISHED, LEFT), WAITING),
    "ticket_back_late": ((MISSED,), WAITING),
    "ticket_left": (_LIVE, LEFT),
    "class_granted": (_LIVE, None),
}
"""Of each kind of entry: where the ticket is before it, and where after it, None if it stays where it is."""


@dataclass(frozen=True, slots=True)
class _Stands:
    place: str
    counter: str | None = None
    how: str | None = None


class Told:
    """The tickets of the entries so far. `broken` says in words what cannot have happened, in order."""

    def __init__(self) -> None:
        self.broken: list[str] = []
        self.entries = 0
        self._tickets: dict[str, _Stands] = {}
        self._before: dict[int, tuple[str, _Stands]] = {}
        self._held: dict[str, str] = {}
        self._seq: int | None = None

    def take(self, entry: Entry) -> None:
        """This happened next."""
        seq, kind = int(entry["seq"]), str(entry["kind"])
        if self._seq is not None and seq != self._seq + 1:
            self._breaks(entry, f"a gap after {self._seq}")
        self._seq = seq
        self.entries += 1
        if kind == "ticket_issued":
            self._issue(entry)
        elif kind == "deed_undone":
            self._undo(entry)
        elif kind == "day_closed":
            self._close(entry)
        elif kind in _MOVES:
            self._move(entry, *_MOVES[kind])

    def place_of(self, ticket: str) -> str:
        """Where it is now: one of the places."""
        return self._tickets[ticket].place

    def how_left(self, ticket: str) -> str | None:
        """How it left, in the journal's word; None if it has not."""
        return self._tickets[ticket].how

    def _issue(self, entry: Entry) -> None:
        ticket = str(entry["ticket"])
        if ticket in self._tickets:
            self._breaks(entry, f"{ticket} is issued twice")
        self._tickets[ticket] = _Stands(WAITING)

    def _move(self, entry: Entry, allowed: tuple[str, ...], place: str | None) -> None:
        ticket = str(entry["ticket"])
        stands = self._tickets.get(ticket)
        if stands is None:
            self._breaks(entry, f"{ticket} was never issued")
            return
        if stands.place not in allowed:
            self._breaks(entry, f"{entry['kind']}: {ticket} is {stands.place}")
        self._before[int(entry["seq"])] = ticket, stands
        if place is None:
            return
        counter = str(entry["counter"]) if place == AT_COUNTER else None
        self._stand(entry, ticket, _Stands(place, counter, entry.get("how")))

    def _undo(self, entry: Entry) -> None:
        undone = self._before.get(int(entry["undone_seq"]))
        if undone is None:
            self._breaks(entry, f"there was nothing to undo at {entry['undone_seq']}")
            return
        ticket, before = undone
        self._stand(entry, ticket, before)

    def _stand(self, entry: Entry, ticket: str, stands: _Stands) -> None:
        """The ticket stands there; the counter that held it is free, and the one that holds it now held nobody."""
        was_at = self._tickets[ticket].counter
        if was_at is not None:
            self._held.pop(was_at, None)
        if stands.counter is not None:
            held = self._held.get(stands.counter)
            if held is not None:
                self._breaks(entry, f"counter {stands.counter} holds {held} and {ticket}")
            self._held[stands.counter] = ticket
        self._tickets[ticket] = stands

    def _close(self, entry: Entry) -> None:
        for ticket, stands in self._tickets.items():
            if stands.place in _LIVE:
                self._breaks(entry, f"{ticket} is lost: {stands.place} on a day that is closed")

    def _breaks(self, entry: Entry, words: str) -> None:
        self.broken.append(f"seq {entry['seq']}: {words}")
