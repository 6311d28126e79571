"""What a change would do that nobody has made, worked out for the hall as it stands when somebody asks."""

from collections.abc import Callable, Sequence
from datetime import datetime

from lobby.clock import ReadsTime
from lobby.domain.forecast.compared import Comparison
from lobby.domain.forecast.live_scene import scene_of
from lobby.domain.forecast.model import Model
from lobby.domain.forecast.scene import Scene
from lobby.domain.forecast.what_if import Change, applied
from lobby.domain.hall import Hall
from lobby.domain.views import View, instant_view
from lobby.domain.what_if_view import what_if_view
from lobby.store import Store

NOBODY = Comparison(None, {}, {})

Believes = Callable[[Hall, datetime], Model]
"""What is believed of a hall's branch at an instant."""

Weighs = Callable[[Scene, Scene, Model, float], Comparison]
"""`compared.weighed`, wherever it is worked out."""


class WhatIfs:
    """Answers "what if" about every branch. Nothing is changed by that, and nothing kept."""

    def __init__(self, store: Store, clock: ReadsTime, believes: Believes, weighs: Weighs) -> None:
        self._store = store
        self._clock = clock
        self._believes = believes
        self._weighs = weighs

    def of(self, branch_id: str, changes: Sequence[Change]) -> View:
        """The waits without the changes and with them; nobody's before a day is opened. Raises NotFound
        `unknown_branch`, what `applied` raises if a change cannot be made, and Unavailable `waits_unavailable`."""
        with self._store.read() as connection:
            hall = self._store.hall(connection, branch_id)
        now = max(self._clock.now(), hall.last_at)
        promised = hall.branch.promises.wait.total_seconds() / 60
        told = NOBODY if hall.day is None else self._told(hall, changes, now, promised)
        return {"seq": hall.seq, "at": instant_view(now), **what_if_view(told, promised)}

    def _told(self, hall: Hall, changes: Sequence[Change], now: datetime, promised: float) -> Comparison:
        scene = scene_of(hall, now)
        return self._weighs(scene, applied(scene, changes), self._believes(hall, now), promised)
