"""People and their sessions, inside a transaction that the caller opened. What they may do is decided in `actions`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select, update

from lobby.store import tables

_CALLED = select(tables.staff).where(
    or_(tables.staff.c.name == bindparam("called"), tables.staff.c.short == bindparam("called"))
)
_SIGNED_IN = (
    select(tables.staff)
    .join(tables.session, tables.session.c.staff == tables.staff.c.name)
    .where(tables.session.c.hash == bindparam("session_hash"), tables.session.c.ends_at > bindparam("now"))
)
_UNCHANGED = (
    select(tables.staff.c.name)
    .where(
        tables.staff.c.name == bindparam("called"),
        tables.staff.c.password == bindparam("its_password"),
        tables.staff.c.disabled_at.is_(None),
    )
    .with_for_update()
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the staff. `name` is what the journal says, `short` what may be typed for it (None: nothing else).

    `password` is its hash; `demo`: made up, for a demonstration alone.
    """

    name: str
    short: str | None
    branch: str
    role: str
    password: str
    demo: bool = False
    disabled: bool = False


def person_called(connection: Connection, called: str) -> Person | None:
    """The person with this name or short name, disabled or not; None if there is none."""
    row = connection.execute(_CALLED, {"called": called}).first()
    return None if row is None else _person(row)


def person_signed_in(connection: Connection, session_hash: str, now: datetime) -> Person | None:
    """Whose session this is; None if there is none, or it was over at `now`, or the person is disabled."""
    row = connection.execute(_SIGNED_IN, {"session_hash": session_hash, "now": now}).first()
    return None if row is None or row.disabled_at is not None else _person(row)


def put_person(connection: Connection, person: Person, now: datetime) -> None:
    """The person is as given, and not disabled; whoever had the name before is the same person."""
    its = {
        "short": person.short,
        "branch": person.branch,
        "role": person.role,
        "password": person.password,
        "demo": person.demo,
        "disabled_at": None,
    }
    found = connection.execute(update(tables.staff).where(tables.staff.c.name == person.name).values(its))
    if not found.rowcount:
        connection.execute(insert(tables.staff).values(name=person.name, added_at=now, **its))


def set_password(connection: Connection, name: str, password: str) -> None:
    """The person's password has this hash from now on."""
    connection.execute(update(tables.staff).where(tables.staff.c.name == name).values(password=password))


def disable_person(connection: Connection, name: str, now: datetime) -> None:
    """The person cannot sign in any more."""
    connection.execute(update(tables.staff).where(tables.staff.c.name == name).values(disabled_at=now))


def remove_person(connection: Connection, name: str) -> None:
    """There is no such person, and nobody is signed in as them."""
    end_sessions_of(connection, name)
    connection.execute(delete(tables.staff).where(tables.staff.c.name == name))


def is_unchanged(connection: Connection, person: Person) -> bool:
    """True if the person still has this password and is not disabled; nobody else can change that before the commit."""
    same = {"called": person.name, "its_password": person.password}
    return connection.execute(_UNCHANGED, same).first() is not None


def add_session(connection: Connection, session_hash: str, name: str, began_at: datetime, ends_at: datetime) -> None:
    """A session of this person; sessions that are over by now are forgotten."""
    connection.execute(delete(tables.session).where(tables.session.c.ends_at <= began_at))
    row = {"hash": session_hash, "staff": name, "began_at": began_at, "ends_at": ends_at}
    connection.execute(insert(tables.session).values(row))


def end_session(connection: Connection, session_hash: str) -> None:
    """There is no such session any more."""
    connection.execute(delete(tables.session).where(tables.session.c.hash == session_hash))


def end_sessions_of(connection: Connection, name: str) -> None:
    """The person is signed in nowhere."""
    connection.execute(delete(tables.session).where(tables.session.c.staff == name))


def _person(row: Row[Any]) -> Person:
    disabled = row.disabled_at is not None
    return Person(row.name, row.short, row.branch, row.role, row.password, row.demo, disabled)
