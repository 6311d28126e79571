"""How long services take: by service, by teller, and by how this day goes (science.md section 2).

In the logarithm of minutes, a service is its service's mean, and its teller's effect, and the day's effect, and a
residual. What is kept of it is all but the teller's and the day's part: its shape and its mean are those of the last.
"""

from collections.abc import Iterable, Mapping
from math import exp, log, log1p, sqrt
from typing import Any, TypeAlias

from lobby.domain.forecast.day_pace import DayPace
from lobby.domain.forecast.fading import faded
from lobby.domain.forecast.model import Pace
from lobby.domain.forecast.recent import ENOUGH, Recent, mixed, normal_quantiles

REMEMBERED = 1500
"""Services of a kind (science.md section 2)."""

PRIOR_SPREAD = 0.6
"""Of a service's logarithm before anything was seen: day.md's services have coefficients of variation of .55 to .8."""

PRIOR_MINUTES = 8.0
"""Of a service of which nobody knows anything, at a branch of which nobody does. Assumed."""

PRIOR_WEIGHT = 2.0
"""A time standard is worth so many services: it is off by four tenths in the logarithm, give or take. Assumed; set
standards of Warsaw's public offices made an error of 37.8 minutes where learned ones made 14.7."""

TELLER_WEIGHT = 16.0
"""Shrinks a teller's effect (science.md section 2)."""

LONGEST_MINUTES = 180.0
FARTHEST = 6.0
"""A time longer than that, or so many robust standard deviations longer than its kind, was left open by mistake."""

LEAST_SPREAD = 0.2
"""A kind of service whose times are all alike is not taken for more alike than this."""

SHORTEST_MINUTES = 1 / 60

SLIP_SHARE, SLIP_WEIGHT = 0.5, 10.0
"""Half a service time more for each slip more, worth so many slips. Assumed."""

_SHAPE = 120
"""Quantiles of the shape that a service with few times of its own is given."""

UnderWay: TypeAlias = tuple[str, str, float, int]
"""A service that has not ended: which, by which teller, since how many minutes, and for how many slips."""


class Paces:
    """What is known of service times."""

    def __init__(self, standards: Mapping[str, float], kept: Mapping[str, Any] | None = None) -> None:
        kept = kept or {}
        self._standards = standards
        self._seen = {service: Recent(REMEMBERED, values) for service, values in kept.get("seen", {}).items()}
        self._tellers: dict[str, tuple[float, float]] = {
            teller: (total, count) for teller, (total, count) in kept.get("tellers", {}).items()
        }
        self._slips: tuple[float, float] = tuple(kept.get("slips", (0.0, 0.0)))
        self._ended: dict[str, float] = dict(kept.get("ended", {}))
        self._moved: dict[str, dict[str, float]] = {a: dict(to) for a, to in kept.get("moved", {}).items()}
        self._day = DayPace(kept.get("persistent", 0.0))
        self._pools: dict[str, tuple[float, ...]] = {}

    def held(self, service: str, teller: str, minutes: float, slips: int) -> None:
        """A counter was held so long by a ticket that was called for this service."""
        if minutes < 0 or minutes > LONGEST_MINUTES:
            return
        seen = self._seen.get(service)
        if seen is None:
            seen = self._seen[service] = Recent(REMEMBERED)
        of_teller, of_day, more = self._effect(teller), self._day.effect, log1p(self.per_slip * (slips - 1))
        rest = log(max(minutes, SHORTEST_MINUTES)) - of_teller - more
        usual, spread = self._usual(service, seen), self._spread(seen)
        robust = seen.robust_spread()
        if len(seen) >= ENOUGH and rest - usual - of_day > FARTHEST * max(robust, LEAST_SPREAD):
            return
        # While the service itself is hardly known, a day that seems odd may be the service.
        of_day *= len(seen) / (len(seen) + ENOUGH)
        if slips > 1:
            self._learn_slips(rest + more - usual - of_day, seen.spread(PRIOR_SPREAD, PRIOR_WEIGHT), slips)
        self._day.take(rest - usual, spread)
        total, count = self._tellers.get(teller, (0.0, 0.0))
        self._tellers[teller] = total + rest + of_teller - usual - of_day, count + 1
        seen.add(rest - of_day)
        self._pools.pop(service, None)

    def ended(self, service: str, moved_to: str | None) -> None:
        """A service has ended, perhaps with a transfer."""
        self._ended[service] = self._ended.get(service, 0.0) + 1
        if moved_to is not None:
            to = self._moved.setdefault(service, {})
            to[moved_to] = to.get(moved_to, 0.0) + 1

    def end_day(self) -> None:
        """A day is over: what was counted fades, and the next day has an effect of its own."""
        self._day.new_day()
        self._tellers = {one: (faded(total), faded(count)) for one, (total, count) in self._tellers.items()}
        self._slips = faded(self._slips[0]), faded(self._slips[1])
        self._ended = {service: faded(count) for service, count in self._ended.items()}
        for service, to in self._moved.items():
            self._moved[service] = {one: faded(count) for one, count in to.items()}

    @property
    def per_slip(self) -> float:
        """The share of a service time that each slip beside the first takes."""
        total, slips = self._slips
        return max(0.0, (total + SLIP_SHARE * SLIP_WEIGHT) / (slips + SLIP_WEIGHT))

    def day(self, under_way: Iterable[UnderWay]) -> DayPace:
        """How this day goes, as those who are still being served know it too."""
        return self._day.with_those_served(self._least(*one) for one in under_way)

    def _least(self, service: str, teller: str, minutes: float, slips: int) -> tuple[float, float]:
        seen = self._seen.get(service)
        usual = self._usual(service, seen) + self._effect(teller) + log1p(self.per_slip * (slips - 1))
        return log(max(minutes, SHORTEST_MINUTES)) - usual, self._spread(seen)

    def paces(self, effect: float) -> dict[str, Pace]:
        """The pace of every service that has a standard or was seen, on a day of this effect."""
        times = exp(effect + self._average())
        found: dict[str, Pace] = {}
        for service in {**self._standards, **self._seen}:
            seen = self._seen.get(service) or Recent(REMEMBERED)
            usual = exp(self._usual(service, seen))
            pool = self._pools.get(service) or self._pool(seen, usual)
            if len(seen) >= ENOUGH:
                self._pools[service] = pool  # until it is seen again; others depend on what is learned elsewhere
            found[service] = Pace(usual * times, pool)
        return found

    def tellers(self) -> dict[str, float]:
        """How many times an average teller's time each takes."""
        average = self._average()
        return {teller: exp(self._effect(teller) - average) for teller in self._tellers}

    def returns(self) -> dict[tuple[str, str], float]:
        """The chance that a service ends with a transfer, by (service, to which). Nothing is believed beforehand."""
        return {
            (service, one): count / (self._ended[service] + ENOUGH)
            for service, to in self._moved.items()
            for one, count in to.items()
        }

    def kept(self) -> dict[str, Any]:
        """All of it, ready for JSON."""
        return {
            "seen": {service: seen.kept() for service, seen in self._seen.items()},
            "tellers": {teller: list(known) for teller, known in self._tellers.items()},
            "slips": list(self._slips),
            "ended": dict(self._ended),
            "moved": {service: dict(to) for service, to in self._moved.items()},
            "persistent": self._day.persistent,
        }

    def _usual(self, service: str, seen: Recent | None) -> float:
        """The mean of the logarithm at an average teller on a usual day."""
        standard = self._standards.get(service)
        if standard is not None and standard > 0:
            prior = log(standard) - PRIOR_SPREAD**2 / 2
        elif seen is not None and len(seen) >= ENOUGH:
            prior = seen.total / 1000 / len(seen)
        else:
            prior = self._usual_of_others(service)
        return prior if seen is None else seen.mean(prior, PRIOR_WEIGHT)

    def _spread(self, seen: Recent | None) -> float:
        """Of the residuals, and of what is not known of their mean."""
        seen = seen or Recent(0)
        return seen.spread(PRIOR_SPREAD, PRIOR_WEIGHT) * sqrt(1 + ENOUGH / (len(seen) + 1))

    def _usual_of_others(self, service: str) -> float:
        known = [seen.total / 1000 / len(seen) for one, seen in self._seen.items() if one != service and len(seen)]
        known += [log(minutes) - PRIOR_SPREAD**2 / 2 for minutes in self._standards.values() if minutes > 0]
        return sum(known) / len(known) if known else log(PRIOR_MINUTES) - PRIOR_SPREAD**2 / 2

    def _effect(self, teller: str) -> float:
        total, count = self._tellers.get(teller, (0.0, 0.0))
        return total / (count + TELLER_WEIGHT)

    def _average(self) -> float:
        """The effect of the average teller, who may be anybody: services and tellers are only known together."""
        every = sum(count for _, count in self._tellers.values())
        return sum(self._effect(one) * count for one, (_, count) in self._tellers.items()) / every if every else 0.0

    def _learn_slips(self, longer: float, spread: float, slips: int) -> None:
        """The logarithm of how many times a time with one slip this was; its mean is taken out of the exponential."""
        total, count = self._slips
        longer = min(longer, log(slips) + 2 * spread)
        self._slips = total + exp(longer - spread**2 / 2) - 1, count + slips - 1

    def _pool(self, seen: Recent, usual: float) -> tuple[float, ...]:
        """The service's times as shares of its usual one; while there are few, the shape that all services have."""
        shares = [exp(value / 1000) / usual for value in seen.ranked]
        missing = ENOUGH - len(shares)
        return tuple(shares) if missing <= 0 else mixed(shares, self._shape(), missing)

    def _shape(self) -> list[float]:
        """Residuals of all services that are well known, each about its own mean; a lognormal law if none is."""
        residuals = sorted(
            (value - seen.total / len(seen)) / 1000
            for seen in self._seen.values()
            if len(seen) >= ENOUGH
            for value in seen.ranked[:: 1 + len(seen) // _SHAPE]
        )
        return [exp(value) for value in residuals or normal_quantiles(0.0, PRIOR_SPREAD, _SHAPE)]
