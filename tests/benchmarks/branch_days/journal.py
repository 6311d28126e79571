"""What is written of a made day: entries of the contract's kinds, as dictionaries ready for JSON."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from tests.benchmarks.branch_days.layout import Layout

Entry = dict[str, Any]

SEQS_A_DAY = 100_000
"""Each day's first seq is a multiple of this: seqs grow from day to day, though a day can be made by itself."""


class Journal:
    """The day's entries so far. Instants are whole seconds since midnight on the branch's wall."""

    def __init__(self, layout: Layout, day: date) -> None:
        self.entries: list[Entry] = []
        self._untold = layout.untold
        self._seq = day.toordinal() % 10_000 * SEQS_A_DAY
        wall = timezone(timedelta(hours=layout.wall_hours))
        midnight = datetime.combine(day, time.min, wall)
        written = layout.written_hours
        self._midnight = midnight.astimezone(UTC if written is None else timezone(timedelta(hours=written)))
        self._zone = {None: "", 0: "Z"}.get(written, f"{written or 0:+03d}:00")

    @property
    def next_seq(self) -> int:
        """The seq of what is told next."""
        return self._seq + 1

    def half_hours_later(self) -> int:
        """By how many half hours the written time of day is later than the wall's; may be negative."""
        return self._midnight.hour * 2 if self._midnight.hour < 12 else self._midnight.hour * 2 - 48

    def instant(self, at: int) -> str:
        """The instant in words."""
        return (self._midnight + timedelta(seconds=at)).replace(tzinfo=None).isoformat() + self._zone

    def instants(self, span: Sequence[int]) -> list[str]:
        """From and until in words."""
        return [self.instant(at) for at in span]

    def tell(self, at: int, kind: str, actor: str = "", *, ticket: str = "", counter: str = "", **detail: Any) -> None:
        """This has happened, unless such things are not told."""
        if kind in self._untold:
            return
        self._seq += 1
        entry: Entry = {"seq": self._seq, "at": self.instant(at), "kind": kind}
        for name, value in (("actor", actor), ("ticket", ticket), ("counter", counter)):
            if value:
                entry[name] = value
        self.entries.append({**entry, **detail})
