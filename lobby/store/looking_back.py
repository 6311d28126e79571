"""Reads about days gone by: which there were before and after, and the words that the journal only names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from lobby.store import tables

_day = tables.business_day.c
_BESIDE = select(
    func.max(_day.day).filter(_day.day < bindparam("on_day")), func.min(_day.day).filter(_day.day > bindparam("on_day"))
).where(_day.branch == bindparam("branch_id"))

_DAYS = select(_day.day).where(_day.branch == bindparam("branch_id"))
_BEFORE = _DAYS.where(_day.day < bindparam("on_day")).order_by(_day.day)
_LATEST = _DAYS.order_by(_day.day.desc()).limit(bindparam("at_most"))

_note = tables.note.c
_WORDS = select(_note.id, _note.text).where(
    _note.branch == bindparam("branch_id"), _note.id.in_(bindparam("notes", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Beside:
    """The business days next to a day, which need not be one itself; None where there is none."""

    before: date | None
    after: date | None


def days_beside(connection: Connection, branch_id: str, day: date) -> Beside:
    """The last business day before that day, and the first one after it."""
    before, after = connection.execute(_BESIDE, {"branch_id": branch_id, "on_day": day}).one()
    return Beside(before, after)


def latest_days(connection: Connection, branch_id: str, at_most: int) -> list[date]:
    """The branch's last business days, newest first."""
    return list(connection.scalars(_LATEST, {"branch_id": branch_id, "at_most": at_most}))


def days_before(connection: Connection, branch_id: str, day: date) -> list[date]:
    """Every business day of the branch before that day, oldest first."""
    return list(connection.scalars(_BEFORE, {"branch_id": branch_id, "on_day": day}))


def note_words(connection: Connection, branch_id: str, notes: Collection[int]) -> Mapping[int, str | None]:
    """What these notes of the branch say; None for one that has been erased."""
    found = connection.execute(_WORDS, {"branch_id": branch_id, "notes": list(notes)})
    return {row.id: row.text for row in found}
