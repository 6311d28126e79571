"""Why somebody did something: a code of a fixed list, or words of their own, which stay out of the journal."""

from collections.abc import Mapping
from dataclasses import dataclass

OTHER = "other"
"""The code of a reason that was given in free words, which no screen shows (S39)."""


@dataclass(frozen=True, slots=True)
class Note:
    """Free words kept apart from the journal, so that they can be erased: it names them by id and hash."""

    id: int
    hash: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A code, and beside `other` the note with the words."""

    code: str
    note: Note | None = None

    @property
    def told(self) -> Mapping[str, str | int]:
        """As a fact's detail has it."""
        if self.note is None:
            return {"reason": self.code}
        return {"reason": self.code, "note": self.note.id, "note_hash": self.note.hash}
