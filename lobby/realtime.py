"""Sockets: who watches what, and the one thread that sends whole pictures. Pages never change anything here.

Only a deed's commit or a queue that time alone has made slow (`changed`), another process's commit or an alert that
time alone has made (`look`), other waits (`other_waits`), and a new watcher make a picture go out.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from threading import Condition, Lock, Thread
from time import monotonic
from typing import Any

from lobby.pictures import Pictures, View

SHORTEST_GAP = 0.02
"""Seconds between two pictures of a branch at least (design: the read path)."""

TABLET = "tablet"
"""The view that shows alerts; where nobody watches it, nobody looks for them."""

log = logging.getLogger(__name__)


Send = Callable[[str, Mapping[str, Any], Collection[str]], set[str]]
"""Sends a picture, as an event named like the view, to these sockets; answers those whose line cannot take it now."""


class Realtime:
    """Watchers by branch, and the sender. Safe to use from every thread."""

    def __init__(self, pictures: Pictures, send: Send, longest_gap: float) -> None:
        self._pictures = pictures
        self._send = send
        self._longest_gap = longest_gap
        self._rooms: dict[str, dict[View, set[str]]] = {}
        self._views: dict[str, View] = {}
        self._sent: dict[str, int] = {}
        self._alerts: dict[str, list[Mapping[str, Any]] | None] = {}
        self._news: set[str] = set()
        self._waits: set[str] = set()
        self._behind: dict[str, set[str]] = {}
        self._rest_until: dict[str, float] = {}
        self._changed = Condition()
        self._sending = Lock()

    def start(self) -> None:
        """The sender runs, until the process ends."""
        Thread(target=self._run, name="pictures", daemon=True).start()

    def watch(self, sid: str, view: View) -> None:
        """This socket watches this view, and nothing else, and has been sent the picture to begin with.

        Raises as the picture does; it is then for the caller to let the socket leave.
        """
        with self._sending:  # so that no newer picture overtakes the first
            with self._changed:
                self._forget(sid)
                self._rooms.setdefault(view.branch, {}).setdefault(view, set()).add(sid)
                self._views[sid] = view
            # Read after the watching began: a deed in between is sent as well.
            late = self._send(view.name, self._pictures.of(view), {sid})
        if late:
            with self._changed:
                self._behind.setdefault(view.branch, set()).update(late)
                self._changed.notify()

    def leave(self, sid: str) -> None:
        """This socket watches nothing any more."""
        with self._changed:
            self._forget(sid)

    def changed(self, branch_id: str, seq: int) -> None:
        """The branch is at this seq: its watchers get a new picture as soon as its gap is over. Never waits."""
        with self._changed:
            # Woken once per picture, not once per deed: a branch that has news already is read when its gap is over.
            if branch_id in self._rooms and branch_id not in self._news:
                self._news.add(branch_id)
                self._changed.notify()

    def other_waits(self, branch_id: str, seq: int) -> None:
        """The branch is where it was, but its waits are others: its watchers get them when its gap is over.

        No gap comes after that picture: a deed that follows must not wait because there were better waits just before.
        """
        with self._changed:
            if branch_id in self._rooms and branch_id not in self._waits:
                self._waits.add(branch_id)
                self._changed.notify()

    def look(self, seqs: Mapping[str, int]) -> None:
        """Branches are at these seqs in the database: if one was not sent yet, another process wrote it, or the
        telling was lost. In a silent hall alerts begin all the same: a watched tablet is told of them too.
        """
        with self._changed:
            watched = {branch_id: self._sent.get(branch_id, -1) for branch_id in self._rooms}
            tablets = {view.branch for views in self._rooms.values() for view in views if view.name == TABLET}
        for branch_id, sent in watched.items():
            if seqs[branch_id] != sent or (branch_id in tablets and self._has_other_alerts(branch_id)):
                self.changed(branch_id, seqs[branch_id])

    def is_watched(self, branch_id: str) -> bool:
        """Whether anybody here watches the branch."""
        return branch_id in self._rooms

    @property
    def sockets(self) -> int:
        """How many sockets watch something."""
        return len(self._views)

    def _has_other_alerts(self, branch_id: str) -> bool:
        """Whether the alerts are no more what the last picture of them said."""
        return self._pictures.alerts(branch_id) != self._alerts.get(branch_id)

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
            began, has_news = monotonic(), branch_id in self._news
            try:
                with self._sending:
                    self._send_branch(branch_id)
            except Exception:  # a failed picture must not end the sender: the next change sends a whole one
                log.exception("picture of %s not sent", branch_id)
            took = monotonic() - began
            gap = min(max(2 * took, SHORTEST_GAP), self._longest_gap)
            with self._changed:
                if has_news:
                    self._rest_until[branch_id] = monotonic() + gap

    def _next_branch(self) -> str:
        """Wait for the branch whose picture is due first."""
        with self._changed:
            while True:
                now, due = monotonic(), self._due()
                branch_id = min(due, key=lambda branch: due[branch], default=None)
                if branch_id is not None and due[branch_id] <= now:
                    return branch_id
                self._changed.wait(None if branch_id is None else due[branch_id] - now)

    def _due(self) -> dict[str, float]:
        """When each branch may be sent: with news after its gap, for those behind later, lest they slow the others."""
        rest_until = defaultdict(float, self._rest_until)
        again = {branch_id: rest_until[branch_id] + self._longest_gap for branch_id in self._behind}
        return again | {branch_id: rest_until[branch_id] for branch_id in self._news | self._waits}

    def _send_branch(self, branch_id: str) -> None:
        """With news everybody gets the picture, else those whose line could not take the last one."""
        with self._changed:
            has_news = branch_id in self._news or branch_id in self._waits
            self._news.discard(branch_id)
            self._waits.discard(branch_id)
            behind = self._behind.pop(branch_id, set())
            rooms = self._rooms.get(branch_id, {})
            wanted = {view: set(sids) if has_news else sids & behind for view, sids in rooms.items()}
        seqs, alerts = [], None
        for view, sids in wanted.items():
            if sids:
                picture = self._pictures.of(view)
                seqs.append(picture["seq"])
                alerts = picture.get("alerts", alerts)
                late = self._send(view.name, picture, sids)
                if late:
                    self._behind.setdefault(branch_id, set()).update(late)
        if seqs and has_news:
            self._sent[branch_id], self._alerts[branch_id] = min(seqs), alerts
