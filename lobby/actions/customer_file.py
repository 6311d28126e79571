"""A file of customers, line by line: CSV with the columns kind, value and class, as a bank's systems export it.

One line is one customer: a stray quotation mark spoils its own line and not the rest of the file. What is wrong with a
line is said by a code; its values stand in no message.
"""

import csv
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lobby.actions.identity import KINDS, LONGEST, SHORTEST, Identity
from lobby.domain.errors import Refusal

COLUMNS = frozenset({"kind", "value", "class"})
ENCODINGS = ("utf-8", "gb18030")
"""GB18030 is what Chinese systems write; GBK and GB2312 are parts of it. In all of these a line ends as in ASCII."""


class Wrong(StrEnum):
    """What is wrong with a line."""

    ENCODING = "bad_encoding"
    COLUMNS = "wrong_columns"
    KIND = "unknown_kind"
    EMPTY = "empty_value"
    LENGTH = "bad_length"
    CLASS = "unknown_class"
    TWICE = "other_class_before"


@dataclass(frozen=True, slots=True)
class Line:
    """A good line; the first of the file, with the names of the columns, is number 1."""

    number: int
    identity: Identity
    class_id: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used. `kind` is one of KINDS, or empty if even that cannot be told."""

    number: int
    kind: str
    wrong: Wrong


class CustomerFile:
    """Reads lines that come as bytes. Raises Refusal `bad_columns` if the first does not name just these three."""

    def __init__(self, lines: Iterable[bytes], encoding: str, classes: Collection[str]) -> None:
        self._lines = iter(lines)
        self._encoding = encoding
        self._classes = classes
        self._places = self._columns()

    def __iter__(self) -> Iterator[Line | BadLine]:
        """Every line after the first, good or bad; empty ones are passed over."""
        for number, line in enumerate(self._lines, start=2):
            if line.strip():
                yield self._read(number, line)

    def _columns(self) -> dict[str, int]:
        first = next(self._lines, b"").removeprefix(BOM_UTF8)
        try:
            names = [name.strip() for name in _cells(first.decode(self._encoding))]
        except (UnicodeDecodeError, csv.Error):
            names = []
        if set(names) != COLUMNS or len(names) != len(COLUMNS):
            raise Refusal("bad_columns")
        return {name: place for place, name in enumerate(names)}

    def _read(self, number: int, line: bytes) -> Line | BadLine:
        try:
            cells = _cells(line.decode(self._encoding))
        except UnicodeDecodeError:
            return BadLine(number, "", Wrong.ENCODING)
        except csv.Error:
            return BadLine(number, "", Wrong.COLUMNS)
        if len(cells) != len(COLUMNS):
            return BadLine(number, "", Wrong.COLUMNS)
        kind, value, class_id = (cells[self._places[name]].strip() for name in ("kind", "value", "class"))
        if kind not in KINDS:
            return BadLine(number, "", Wrong.KIND)
        identity = Identity(kind, value)
        wrong = self._wrong_with(identity, class_id)
        return BadLine(number, kind, wrong) if wrong else Line(number, identity, class_id)

    def _wrong_with(self, identity: Identity, class_id: str) -> Wrong | None:
        length = len(identity.plain)
        if length == 0:
            return Wrong.EMPTY
        if not SHORTEST <= length <= LONGEST:
            return Wrong.LENGTH
        return None if class_id in self._classes else Wrong.CLASS


def _cells(line: str) -> list[str]:
    """The cells of one line. Raises csv.Error for a quotation mark that does not end."""
    return next(csv.reader([line], strict=True), [])
