"""Which part of a forecast is shown as the interval: levels that follow how often reality was outside.

Gibbs & Candès 2021, adaptive conformal inference, as science.md section 2 gives it: by class, and within it by service,
for what a forecast knows less of than of others stays so; and the middle likewise. On made days of a busy branch one
service was within its interval 72% of the time by the levels of its class; on a call centre's, of whose agents nobody
tells when they come, the middle lay above 63% of the waits.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import floor, inf
from operator import add
from typing import Any

from lobby.domain.forecast.model import Pool
from lobby.domain.ticket import Wait

Three = tuple[float, float, float]
"""For the low end, the middle, and the high end."""

FIRST: Three = (0.1, 0.5, 0.9)
"""The shares of waits that are to be less; and the levels at which they are, of a forecast that is right."""

RATES: Three = (0.01, 0.004, 0.01)
"""How far one call moves a level. The middle's is assumed: half of the calls move it one way, so it must move less."""

NOTHING: Three = (0.0, 0.0, 0.0)

APART = 0.2
"""As far as a service's level may be from that of its class. Assumed."""

LEAST = 0.02
"""Below this level the low end is less than the forecast says. Assumed: two or four of the replicas."""

WITHIN = ((0.0, 0.4), (0.35, 0.65), (0.6, 1.0))
"""What levels stay within: the ends' by science.md, the middle's assumed."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels by class, FIRST for one that is missing; and by (service, class) how much more they are for that
    service than for its class, NOTHING for one that is missing.
    """

    by_class: Mapping[str, Three] = field(default_factory=dict)
    by_service: Mapping[tuple[str, str], Three] = field(default_factory=dict)

    def of(self, service: str, class_id: str) -> Three:
        """The levels."""
        more = self.by_service.get((service, class_id), NOTHING)
        return _kept_within(map(add, self.by_class.get(class_id, FIRST), more))

    def interval(self, service: str, class_id: str, waits: Pool) -> Wait | None:
        """The interval and the middle of these waits; None if most of them never end, or there are none.

        Those that never end are left out otherwise: it is said when the call comes, if it does.
        """
        ending = bisect_left(waits, inf)
        return None if 2 * ending <= len(waits) else self.within(service, class_id, waits[:ending])

    def within(self, service: str, class_id: str, waits: Pool) -> Wait:
        """The interval and the middle of these waits, of which there is at least one and none is endless.

        Where even the shortest of them is too long too often, the low end goes down to no wait at all, at level 0:
        somebody may be there whom no journal tells of.
        """
        levels = self.of(service, class_id)
        low, mid, high = (_quantile(waits, level) for level in levels)
        low *= min(1.0, levels[0] / LEAST)
        return Wait(low, min(max(low, mid), high), high)

    def after(self, service: str, class_id: str, shown: Wait, waited: float) -> "Levels":
        """The levels once somebody who was told `shown` has been called after `waited` minutes."""
        is_less = (waited < shown.low, waited < shown.mid, waited <= shown.high)
        steps = [rate * (share - less) for rate, share, less in zip(RATES, FIRST, is_less, strict=True)]
        of_class = _kept_within(map(add, self.by_class.get(class_id, FIRST), steps))
        low, mid, high = map(add, self.by_service.get((service, class_id), NOTHING), steps)
        return Levels(
            {**self.by_class, class_id: of_class},
            {**self.by_service, (service, class_id): (_small(low), _small(mid), _small(high))},
        )

    def kept(self) -> dict[str, Any]:
        """All of it, ready for JSON."""
        return {
            "by_class": {class_id: list(levels) for class_id, levels in self.by_class.items()},
            "by_service": [[*pair, *levels] for pair, levels in self.by_service.items()],
        }

    @classmethod
    def again(cls, kept: Mapping[str, Any]) -> "Levels":
        """What was kept. Raises KeyError, TypeError or ValueError if that was in another shape."""
        return cls(
            {class_id: _three(levels) for class_id, levels in kept["by_class"].items()},
            {(service, class_id): _three(levels) for service, class_id, *levels in kept["by_service"]},
        )


def _quantile(ordered: Pool, level: float) -> float:
    """The first value is level 0 and the last level 1; between two of them in proportion."""
    place = level * (len(ordered) - 1)
    before = floor(place)
    after = min(before + 1, len(ordered) - 1)
    return ordered[before] + (place - before) * (ordered[after] - ordered[before])


def _three(levels: Iterable[float]) -> Three:
    low, mid, high = map(float, levels)
    return low, mid, high


def _small(more: float) -> float:
    return min(max(more, -APART), APART)


def _kept_within(levels: Iterable[float]) -> Three:
    low, mid, high = (min(max(level, least), most) for level, (least, most) in zip(levels, WITHIN, strict=True))
    return low, mid, high
