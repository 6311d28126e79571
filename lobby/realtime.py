"""Sockets: who watches what, and the one thread that sends whole pictures. Pages never change anything here.

Only a deed's commit (`changed`), another process's commit (`look`) and a new watcher make a picture go out.
"""

import logging
from collections.abc import Callable, Mapping
from threading import Condition, Thread
from time import monotonic
from typing import Any

from lobby.pictures import Pictures, View

SHORTEST_GAP = 0.02
"""Seconds between two pictures of a branch at least (design: the read path)."""

log = logging.getLogger(__name__)


Send = Callable[[str, Mapping[str, Any], str], None]
"""Sends an event (named as the view) with a picture to everybody in a room."""


class Realtime:
    """Watchers by branch, and the sender. Safe to use from every thread."""

    def __init__(self, pictures: Pictures, send: Send, longest_gap: float) -> None:
        self._pictures = pictures
        self._send = send
        self._longest_gap = longest_gap
        self._rooms: dict[str, dict[View, set[str]]] = {}
        self._views: dict[str, View] = {}
        self._sent: dict[str, int] = {}
        self._due: dict[str, float] = {}
        self._rest_until: dict[str, float] = {}
        self._changed = Condition()

    def start(self) -> None:
        """The sender runs, until the process ends."""
        Thread(target=self._run, name="pictures", daemon=True).start()

    def watch(self, sid: str, view: View) -> Mapping[str, Any]:
        """This socket watches this view, and nothing else; answers the picture to begin with."""
        with self._changed:
            self._forget(sid)
            self._rooms.setdefault(view.branch, {}).setdefault(view, set()).add(sid)
            self._views[sid] = view
        # Read after the watching began: a deed in between is sent as well, and the page drops the older picture.
        return self._pictures.of(view)

    def leave(self, sid: str) -> None:
        """This socket watches nothing any more."""
        with self._changed:
            self._forget(sid)

    def changed(self, branch_id: str, seq: int) -> None:
        """The branch is at this seq: its watchers get a new picture as soon as its gap is over. Never waits."""
        with self._changed:
            # Woken once per picture, not once per deed: a branch that is due already will be read when its gap is over.
            if branch_id in self._rooms and branch_id not in self._due:
                self._due[branch_id] = self._rest_until.get(branch_id, 0.0)
                self._changed.notify()

    def look(self) -> None:
        """Compare every watched branch with the database: another process wrote, or a telling was lost."""
        with self._changed:
            watched = {branch_id: self._sent.get(branch_id, -1) for branch_id in self._rooms}
        for branch_id, sent in watched.items():
            seq = self._pictures.seq(branch_id)
            if seq != sent:
                self.changed(branch_id, seq)

    @property
    def sockets(self) -> int:
        """How many sockets watch something."""
        return len(self._views)

    def _forget(self, sid: str) -> None:
        view = self._views.pop(sid, None)
        if view is None:
            return
        rooms = self._rooms[view.branch]
        rooms[view].discard(sid)
        if not rooms[view]:
            del rooms[view]
        if not rooms:
            del self._rooms[view.branch]

    def _run(self) -> None:
        while True:
            branch_id = self._next_branch()
            began = monotonic()
            try:
                self._send_branch(branch_id)
            except Exception:  # a failed picture must not end the sender: the next change sends a whole one
                log.exception("picture of %s not sent", branch_id)
            took = monotonic() - began
            gap = min(max(2 * took, SHORTEST_GAP), self._longest_gap)
            with self._changed:
                self._rest_until[branch_id] = monotonic() + gap

    def _next_branch(self) -> str:
        """Wait for the branch whose picture is due first."""
        with self._changed:
            while True:
                if not self._due:
                    self._changed.wait()
                    continue
                branch_id = min(self._due, key=lambda branch: self._due[branch])
                rest = self._due[branch_id] - monotonic()
                if rest > 0:
                    self._changed.wait(rest)
                    continue
                del self._due[branch_id]
                return branch_id

    def _send_branch(self, branch_id: str) -> None:
        with self._changed:
            views = list(self._rooms.get(branch_id, ()))
        seq = None
        for view in views:
            picture = self._pictures.of(view)
            seq = picture["seq"] if seq is None else min(seq, picture["seq"])
            self._send(view.name, picture, view.room)
        if seq is not None:
            self._sent[branch_id] = seq
