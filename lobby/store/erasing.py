"""Free words taken out of the database, wherever they stand. The journal is not touched: it has never had them."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from lobby.domain.explain import erased
from lobby.domain.fact import Kind
from lobby.store import rows, tables
from lobby.store.reading import journal_of

_note, _call, _answer = tables.note.c, tables.call.c, tables.answer.c
_ERASE = (
    update(tables.note)
    .where(
        _note.branch == bindparam("branch_id"),
        _note.id.in_(bindparam("notes", expanding=True)),
        _note.text.is_not(None),
    )
    .values(text=None)
)
_CALLS = select(tables.call).where(
    _call.branch == bindparam("branch_id"), _call.seq.in_(bindparam("seqs", expanding=True)), _call.why.is_not(None)
)
_SET_WHY = (
    update(tables.call)
    .where(_call.branch == bindparam("branch_id"), _call.seq == bindparam("its_seq"))
    .values(why=bindparam("its_why"))
)
_FORGET_ANSWERS = delete(tables.answer).where(
    _answer.branch == bindparam("branch_id"), _answer.day == bindparam("on_day")
)


def erase_notes(connection: Connection, branch_id: str, day: date) -> int:
    """Nothing that was written in free words on that business day can be read any more; answers how many notes it was.

    An override's words stand in its call's reason too, and what a customer was told of it perhaps in a kept answer,
    which nobody asks for again once the day is closed.
    """
    naming = [entry for entry in journal_of(connection, branch_id, day) if "note" in entry]
    calls = [entry["seq"] for entry in naming if entry["kind"] == Kind.TICKET_CALLED]
    for call in map(rows.call_of, connection.execute(_CALLS, {"branch_id": branch_id, "seqs": calls}).all()):
        if call.why is not None:
            why: Mapping[str, Any] = asdict(erased(call.why))
            connection.execute(_SET_WHY, {"branch_id": branch_id, "its_seq": call.seq, "its_why": why})
    connection.execute(_FORGET_ANSWERS, {"branch_id": branch_id, "on_day": day})
    notes = [entry["note"] for entry in naming]
    return connection.execute(_ERASE, {"branch_id": branch_id, "notes": notes}).rowcount
