"""A file of customers goes into the directory, batch by batch: a million lines never stand in memory at once.

Each batch is a transaction of its own, and hashes are made in between, so that whoever takes a number meanwhile waits
for some milliseconds at most. What was committed stays if the import is broken off; to begin again does no harm.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice

from lobby.actions.customer_file import BadLine, Line, Wrong
from lobby.actions.directory import Directory
from lobby.store.customers import Customer

BATCH = 1000
"""Lines of one transaction, which holds the database for some ten milliseconds."""

Tell = Callable[[BadLine], None]
Put = Callable[[Iterable[Customer]], None]


@dataclass(slots=True)
class Outcome:
    """What became of a file: good lines, bad ones by what is wrong, and customers removed (None: none were to be)."""

    good: int = 0
    bad: Counter[str] = field(default_factory=Counter)
    removed: int | None = None

    @property
    def lines(self) -> int:
        """How many lines there were after the first."""
        return self.good + self.bad.total()


def import_customers(directory: Directory, lines: Iterable[Line | BadLine], tell: Tell) -> Outcome:
    """Every good line is in the directory; others who were there stay. `tell` is given every bad line."""
    number = directory.new_import()
    return _read_through(directory, lines, tell, lambda batch: directory.put(batch, number))


def replace_customers(directory: Directory, lines: Iterable[Line | BadLine], tell: Tell) -> Outcome:
    """The directory is just the file: whoever it does not name is removed, at the very end.

    Nobody is removed if any line was bad: it may be theirs.
    """
    number = directory.new_import()
    outcome = _read_through(directory, lines, tell, lambda batch: directory.put(batch, number))
    if not outcome.bad:
        outcome.removed = directory.forget_others(number)
    return outcome


def try_customers(directory: Directory, lines: Iterable[Line | BadLine], tell: Tell) -> Outcome:
    """What an import would say; the directory is as it was."""
    return _read_through(directory, lines, tell, lambda batch: None)


def _read_through(directory: Directory, lines: Iterable[Line | BadLine], tell: Tell, put: Put) -> Outcome:
    outcome = Outcome()
    with closing(_Seen()) as seen:
        for batch in _batches(lines):
            good: list[Customer] = []
            for one in _judged(directory, batch, seen):
                if isinstance(one, Customer):
                    good.append(one)
                else:
                    outcome.bad[one.wrong.value] += 1
                    tell(one)
            put(good)
            outcome.good += len(good)
    return outcome


def _judged(directory: Directory, batch: Iterable[Line | BadLine], seen: "_Seen") -> Iterator[Customer | BadLine]:
    """The lines with their hashes; one that contradicts an earlier line of the file is bad."""
    made = [
        (line, line if isinstance(line, BadLine) else directory.line(line.identity, line.class_id)) for line in batch
    ]
    first = seen.first_classes([one for _, one in made if isinstance(one, Customer)])
    for line, one in made:
        if isinstance(one, Customer) and first.get(one.identity_hash, one.class_id) != one.class_id:
            yield BadLine(line.number, one.kind, Wrong.TWICE)
        else:
            yield one


def _batches(lines: Iterable[Line | BadLine]) -> Iterator[list[Line | BadLine]]:
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        yield batch


class _Seen:
    """Which class each identity of this file was given first: by hash, in a file of its own that ends with it."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)  # SQLite's word for a file that nobody else can open
        self._file.execute("PRAGMA cache_size=-65536")  # KiB: much less random reading for a million lines
        self._file.execute("CREATE TABLE seen (hash TEXT PRIMARY KEY, class TEXT) WITHOUT ROWID")
        self._file.execute("BEGIN")

    def first_classes(self, customers: Sequence[Customer]) -> Mapping[str, str]:
        """The class that the first line of this file gave each of these hashes; empty if all of them are new."""
        rows = sorted({one.identity_hash: one.class_id for one in reversed(customers)}.items())
        added = self._file.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", rows).rowcount
        if added == len(customers):
            return {}
        found = (
            self._file.execute("SELECT hash, class FROM seen WHERE hash = ?", (key,)).fetchone() for key, _ in rows
        )
        return dict(found)

    def close(self) -> None:
        """The file is gone."""
        self._file.close()
