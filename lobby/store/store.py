"""One database with its two engines, and the halls kept in memory."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from lobby.domain.branch import Branch
from lobby.domain.hall import Hall
from lobby.store import reading, tables
from lobby.store.engines import Log, reader_engine, writer_engine
from lobby.store.halls import Halls
from lobby.store.migrating import must_be_at_head
from lobby.store.reach import ERRORS, Reach
from lobby.store.writing import Transaction, Upserts

BEFORE_EVERYTHING = datetime(1970, 1, 1, tzinfo=UTC)
"""Where a branch stands before its first fact; any clock, also a demonstration's, is later."""

KEPT_CHECKPOINTS = timedelta(days=14)
"""How far back checkpoints of what was learned stay: one is enough, the others are there if somebody has doubts."""

_HOLD_BANK = select(func.pg_advisory_xact_lock(0x62616E6B))
"""On PostgreSQL, where one writer does not keep out the other, the bank is held by this number: it spells bank."""


class Store:
    """The database of a bank's branches. Safe to use from many threads."""

    def __init__(self, address: str, branches: Mapping[str, Branch]) -> None:
        """Open the database. Raises Unavailable, or NotAtHead if `lobby migrate` has still to be run on it."""
        self.branches = branches
        self._reach = Reach()
        self._writer = writer_engine(address)
        self._reader = reader_engine(address)
        try:
            with self.read() as connection:
                must_be_at_head(connection)
                self.epoch = reading.epoch(connection)
        except BaseException:
            self._reader.dispose()
            raise
        self._halls = Halls(branches)
        self._upserts = Upserts(self._writer.dialect.name)
        # SQLite lets one writer in at a time and makes the others poll; waiting in line for a lock took the p99 of a
        # deed from 110 ms to 11, and the one connection need not go back and forth. PostgreSQL has the branch row.
        self._line = Lock()
        self._one_writer = self._writer.connect() if self._writer.dialect.name == "sqlite" else None
        self._log = Log(self._writer)

    @contextmanager
    def change(self, branch_id: str) -> Iterator[Transaction]:
        """A write transaction that holds this branch; it commits at the end, or nothing has happened.

        The hall that it saved is remembered only after the commit. Raises NotFound `unknown_branch`, or Unavailable.
        """
        with ExitStack() as committing, self._write() as connection:
            transaction = Transaction(connection, self._halls.hold(connection, branch_id), self._upserts)
            yield transaction
            committing.enter_context(self._halls.committing(transaction.hall.settled()))

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database and cannot change it. Raises Unavailable."""
        try:
            with self._reader.begin() as connection:
                yield connection
        except ERRORS as error:
            self._reach.judge(error)
            raise
        self._reach.answered()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A write transaction that holds no branch: for what is the bank's, such as people and their sessions.

        One at a time, so that what was looked up in it stays true until the commit. Raises Unavailable.
        """
        with self._write() as connection:
            if self._one_writer is None:
                connection.execute(_HOLD_BANK)
            yield connection

    def hall(self, connection: Connection, branch_id: str) -> Hall:
        """The branch as this connection's moment has it. Raises NotFound `unknown_branch`."""
        return self._halls.read(connection, branch_id)

    def halls(self, connection: Connection) -> Mapping[str, Hall]:
        """Every configured branch as this connection's moment has it, read at once."""
        return self._halls.read_all(connection)

    def found_branches(self) -> None:
        """Every configured branch has its row; a new one is at seq 0 and at an instant before everything."""
        new = [{"id": branch_id, "seq": 0, "last_at": BEFORE_EVERYTHING} for branch_id in self.branches]
        with self._write() as connection:
            connection.execute(self._upserts.found_branch, new)

    def keep_taught(self, branch_id: str, day: date, seq: int, taught: Mapping[str, Any]) -> None:
        """A checkpoint of what that day, closed by its fact `seq`, and those before it taught; a few stay, old ones go.

        Who comes second with the same one changes nothing.
        """
        row = {"branch": branch_id, "day": day, "seq": seq, "taught": taught}
        long_past = delete(tables.learned).where(
            tables.learned.c.branch == branch_id, tables.learned.c.day < day - KEPT_CHECKPOINTS
        )
        with self._write() as connection:
            connection.execute(self._upserts.keep_learned, row)
            connection.execute(long_past)

    def add_token(self, token_hash: str, token: reading.Token, now: datetime) -> None:
        """The token with this hash is allowed what it says; nothing happens if it is there already."""
        row = {"branch": token.branch, "role": token.role, "name": token.name, "demo": token.demo}
        with self._write() as connection:
            connection.execute(self._upserts.add_token, {**row, "hash": token_hash, "made_at": now})

    def revoke_token(self, branch_id: str, name: str, now: datetime) -> bool:
        """The branch's token of this name is allowed nothing any more; answers whether there was one."""
        named = update(tables.token).filter_by(branch=branch_id, name=name, revoked_at=None)
        with self._write() as connection:
            return connection.execute(named.values(revoked_at=now)).rowcount > 0

    def keep_log_short(self) -> None:
        """SQLite's log is copied into its file, beside deeds; PostgreSQL sees to its own. Raises Unavailable."""
        if self._one_writer is None:
            return
        try:
            self._log.copy_back(self._reader)
        except ERRORS as error:
            self._reach.judge(error)
            raise

    def close(self) -> None:
        """Every connection is closed."""
        if self._one_writer is not None:
            self._one_writer.close()
            self._log.close()
        self._writer.dispose()
        self._reader.dispose()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        try:
            if self._one_writer is None:
                with self._writer.begin() as connection:
                    yield connection
            else:
                with self._line, self._one_writer.begin():
                    yield self._one_writer
                self._log.sync()
        except ERRORS as error:
            self._reach.judge(error)
            raise
        self._reach.answered()
