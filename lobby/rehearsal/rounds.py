"""The lobby manager's rounds: looks again and again at what is to be seen to, and goes to some of it."""

from collections.abc import Mapping
from functools import partial
from random import Random
from typing import Any

from lobby.rehearsal import chances
from lobby.rehearsal.stage import Stage

_GAP_SECONDS = 0.1
"""Real seconds between two looks at least: the agenda has more to do."""


class Rounds:
    """Goes to each alert at most once while it is the same; the agenda's thread does it all."""

    def __init__(self, stage: Stage, chance: Random) -> None:
        self._stage = stage
        self._chance = chance
        self._gap = max(chances.LOOKS_AFTER_MINUTES, _GAP_SECONDS * stage.clock.speed / 60)
        self._shown: set[str] = set()
        self._seen: set[tuple[str, str, str]] = set()
        self._going: set[str] = set()

    def begin(self) -> None:
        """The first look is when the counters open."""
        self._stage.agenda.at(0.0, self.look)

    def look(self) -> None:
        """Every new alert that nobody sees to has been thought about, and the next look is on the agenda."""
        answer = self._stage.wire.get(f"/branches/{self._stage.house.id}/tablet", "manager")
        alerts = answer.body.get("alerts", ())
        self._shown = {str(alert["key"]) for alert in alerts}
        for alert in alerts:
            self._think_of(alert)
        self._stage.agenda.at(self._stage.clock.now() + self._gap, self.look)

    def _think_of(self, alert: Mapping[str, Any]) -> None:
        """Goes there in some minutes, or leaves it to others; thought of again when it begins anew or grows graver."""
        key, level = str(alert["key"]), str(alert["level"])
        seen = key, str(alert["since"]), level
        if alert["acknowledged"] or key in self._going or seen in self._seen:
            return
        self._seen.add(seen)
        if self._chance.random() < chances.GOES[level]:
            self._going.add(key)
            after = self._chance.uniform(*chances.GOES_AFTER_MINUTES[level])
            self._stage.agenda.at(self._stage.clock.now() + after, partial(self._go, key))

    def _go(self, key: str) -> None:
        """Everybody knows who sees to it; nothing, if it was over at the last look."""
        self._going.discard(key)
        if key in self._shown:
            self._stage.wire.post(f"/branches/{self._stage.house.id}/alerts/{key}/acknowledge", "manager", {})
