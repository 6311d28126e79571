"""The journal of the day and the server's report on it, read when all has been played."""

from collections.abc import Iterator, Mapping
from typing import Any

from lobby.rehearsal.settings import CannotPlay
from lobby.rehearsal.told import Entry
from lobby.rehearsal.wire import Wire

_PAGE = 500


def day_begins(wire: Wire, branch: str, seq: int) -> int:
    """The seq before the last opening of a day at or before this one; 0 if there was none."""
    while seq > 0:
        since = max(0, seq - _PAGE)
        page = [entry for entry in _page(wire, branch, since) if int(entry["seq"]) <= seq]
        opened = [int(entry["seq"]) for entry in page if entry["kind"] == "day_opened"]
        if opened:
            return opened[-1] - 1
        seq = since
    return 0


def journal(wire: Wire, branch: str, since: int, until: int) -> Iterator[Entry]:
    """The entries after `since` up to and with `until`, oldest first."""
    while since < until:
        # Asked for what comes after `since`, so that a server that counts it in cannot make us read for ever.
        entries = [entry for entry in _page(wire, branch, since) if since < int(entry["seq"]) <= until]
        if not entries:
            return
        yield from entries
        since = int(entries[-1]["seq"])


def fairness(wire: Wire, branch: str, day: str) -> Mapping[str, Any]:
    """The server's own report of the day."""
    answer = wire.get(f"/branches/{branch}/fairness?day={day}", "manager")
    if not answer.done:
        raise CannotPlay(f"the fairness report cannot be read: {answer}")
    return answer.body


def _page(wire: Wire, branch: str, since: int) -> list[Entry]:
    answer = wire.get(f"/branches/{branch}/journal?since={since}&limit={_PAGE}", "teller")
    if not answer.done:
        raise CannotPlay(f"the journal cannot be read: {answer}")
    return list(answer.body["entries"])
