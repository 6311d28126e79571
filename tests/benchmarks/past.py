"""A branch with years behind it: a million closed tickets with their journal, so that today can be measured on top."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    Date,
    Integer,
    MetaData,
    Table,
    Text,
    cast,
    func,
    insert,
    literal,
    null,
    select,
    true,
)
from sqlalchemy import Column as Col
from sqlalchemy.sql.elements import ColumnElement

from lobby.domain.forecast.learned import Known
from lobby.domain.forecast.taught import Taught
from lobby.store import tables
from lobby.store.engines import writer_engine

TICKETS_A_DAY = 200
FACTS = ("ticket_issued", "ticket_called", "service_started", "service_finished")
FACTS_A_DAY = TICKETS_A_DAY * len(FACTS)

_helpers = MetaData()
_days = Table("past_day", _helpers, Col("n", Integer), Col("day", Date), Col("at", tables.Instant))
_numbers = Table("past_number", _helpers, Col("n", Integer))


def give_past(address: str, branch: str, count: int, until: date) -> None:
    """The branch, not founded before, has had so many tickets on whole days that ended before `until`."""
    engine = writer_engine(address)
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA cache_size = -1000000")
        _helpers.create_all(connection)
        _fill(connection, branch, count // TICKETS_A_DAY, until)
        _helpers.drop_all(connection)
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ANALYZE")  # what autovacuum does by itself in years
    engine.dispose()


def _fill(connection: Connection, branch: str, days: int, until: date) -> None:
    first = until - timedelta(days=days)
    dates = [first + timedelta(days=n) for n in range(days)]
    noons = [datetime(day.year, day.month, day.day, 4, tzinfo=UTC) for day in dates]
    rows = [{"n": n, "day": day, "at": at} for n, (day, at) in enumerate(zip(dates, noons, strict=True))]
    connection.execute(insert(_days), rows)
    connection.execute(insert(_numbers), [{"n": n} for n in range(TICKETS_A_DAY)])
    connection.execute(
        insert(tables.business_day),
        [{"branch": branch, "day": row["day"], "opened_at": row["at"], "closed_at": row["at"]} for row in rows],
    )
    _tickets(connection, branch)
    for place, kind in enumerate(FACTS):
        _facts(connection, branch, place, kind)
    _calls(connection, branch)
    last = {"day": dates[-1], "at": noons[-1], "seq": days * FACTS_A_DAY}
    state = {"id": branch, "seq": last["seq"], "last_at": last["at"], "day": None, "last_day": last["day"]}
    connection.execute(insert(tables.branch).values(**state))
    taught = Taught(Known({"cash": 10.0})).kept()
    connection.execute(insert(tables.learned).values(branch=branch, day=last["day"], seq=last["seq"], taught=taught))


def _seq(place: int) -> ColumnElement[int]:
    return _days.c.n * FACTS_A_DAY + _numbers.c.n * len(FACTS) + place + 1


def _number() -> ColumnElement[str]:
    return literal("A") + cast(_numbers.c.n + 1000, Text)


def _tickets(connection: Connection, branch: str) -> None:
    sqlite = connection.dialect.name == "sqlite"
    guess = func.hex(func.randomblob(11)) if sqlite else func.substr(func.md5(cast(func.random(), Text)), 1, 22)
    values = {
        "branch": literal(branch),
        "day": _days.c.day,
        "number": _number(),
        "id": guess,
        "service": literal("cash"),
        "class_id": literal("ordinary"),
        "seniority": literal(0.0),
        "seq": _seq(0),
        "issued_at": _days.c.at,
        "state": literal("finished"),
        "skips": literal({}, JSON),
        "language": literal("zh"),
        "slips": literal(1),
        "counter": literal("1"),
        "called_at": _days.c.at,
        "recalls": literal(0),
        "started_at": _days.c.at,
        "closed_at": _days.c.at,
        "closed_seq": _seq(len(FACTS) - 1),
        "shown": null(),
    }
    _insert(connection, tables.ticket, values)


def _facts(connection: Connection, branch: str, place: int, kind: str) -> None:
    values = {
        "branch": literal(branch),
        "seq": _seq(place),
        "day": _days.c.day,
        "at": _days.c.at,
        "actor": literal("teller"),
        "kind": literal(kind),
        "ticket": _number(),
        "counter": literal("1"),
        "detail": literal({}, JSON),
    }
    _insert(connection, tables.journal, values)


def _calls(connection: Connection, branch: str) -> None:
    why = {"rule": "only", "passed": [], "staff": {"zh": "", "en": ""}, "customer": {"zh": "", "en": ""}}
    values = {
        "branch": literal(branch),
        "seq": _seq(FACTS.index("ticket_called")),
        "day": _days.c.day,
        "number": _number(),
        "counter": literal("1"),
        "at": _days.c.at,
        "why": literal(why, JSON),
    }
    _insert(connection, tables.call, values)


def _insert(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """One row of these values for each day and each number of it."""
    each = _days.join(_numbers, true())
    connection.execute(insert(table).from_select(list(values), select(*values.values()).select_from(each)))
