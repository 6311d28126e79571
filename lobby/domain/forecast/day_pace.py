"""How fast this day goes, all services together: a little differently from others, and now and then quite differently.

In the logarithm of time. A day *as usual* has an effect near that of the days before; days differ by .07 (day.md). But
something may have happened, so that everything takes far longer for an hour or two: then there is another effect since
some service or other. Both are believed at once, each as far as the services since then speak for it, which is Bayesian
online changepoint detection (Adams & MacKay 2007) for normal residuals of known spread, with a way back to the usual.
One effect that follows quickly enough would follow chance too: on an ordinary day it strays by .17, this one by less
than .07.

Those who are still being served say something too: the short ones are done first, so that the services that have ended
are always a little too short, by .04 in a hall of twelve counters.
"""

from collections.abc import Iterable
from copy import copy
from math import erfc, exp, pi, sqrt

from lobby.domain.forecast.recent import normal_quantiles

USUAL_SPREAD = 0.07
"""Between days, in the logarithm (day.md: months of real call centres)."""

WANDERING = 2e-5
"""By how much the variance of a usual day's effect grows from one service to the next. Assumed: .06 in 200 services."""

SHIFT_SPREAD = 0.45
"""How far an effect shifts if it does. Assumed: seven in ten shifts make times longer by less than six tenths."""

SHIFT_WANDERING = 5e-4

SHIFTS = 1 / 500
"""The chance that before a service the effect has shifted: about once in two days. Assumed."""

ENDS = 1 / 80
"""The chance that before a service the day is as usual again. Assumed: two hours of a hall with five counters."""

LASTS_MINUTES = 90.0
"""The same in minutes: how much longer a shift lasts on average, however long it has lasted. Assumed."""

_MOST = 6
"""So many instants at which a shift may have begun are believed at once; the least likely goes."""

_FAR = 2.5
"""A residual of more standard deviations than this says no more than one of so many: some services are just odd."""

_ODD = 0.2
"""So many of those who are being served for very long are odd cases, or were left open, and say nothing of the others.
Assumed: one service in 25 is far longer (day.md), and far longer it is under way. With .04, made days without anything
strange had an effect that strayed by .10 instead of .06; with .35 a real change was seen a tenth later."""

_FOLLOWS = 0.1
"""How much of a day's effect the days after it are expected to have: about ten days are remembered."""

_VALUES = 40

_Belief = tuple[float, float, float]
"""Weight, mean and variance."""


class DayPace:
    """The effect of this day. `persistent` is that of the days before."""

    def __init__(self, persistent: float = 0.0) -> None:
        self.persistent = persistent
        self._begin()

    def _begin(self) -> None:
        self._usual: _Belief = (1.0, self.persistent, USUAL_SPREAD**2)
        self._shifted: list[_Belief] = []
        self._count, self._sum = 0, 0.0
        self.effect = self.persistent

    def new_day(self) -> None:
        """A day is over: what it was like in the middle is expected of the next, but for its own chance."""
        drawn = self._sum / (self._count + ENDS**-1)
        self.persistent = round(self.persistent + _FOLLOWS * drawn, 6)
        self._begin()

    def take(self, residual: float, spread: float) -> None:
        """A service took `residual` longer, in the logarithm, than its kind and its teller make one expect."""
        noise = spread * spread
        residual = self.effect + max(-_FAR * spread, min(_FAR * spread, residual - self.effect))
        usual = self._usual[0]
        back = ENDS * (1 - usual)
        shifted = [
            _after(weight * (1 - ENDS), mean, variance + SHIFT_WANDERING, residual, noise)
            for weight, mean, variance in self._shifted
        ]
        shifted.append(_after(usual * SHIFTS, self.persistent, SHIFT_SPREAD**2, residual, noise))
        if len(shifted) > _MOST:
            shifted.remove(min(shifted))
        self._take_usual(usual * (1 - SHIFTS) + back, sum(one[0] for one in shifted), residual, noise)
        self._settle(self._usual, shifted)
        self._count += 1
        self._sum += self.effect - self.persistent

    def _settle(self, usual: _Belief, shifted: list[_Belief]) -> None:
        """Weights add up to one again."""
        every = usual[0] + sum(one[0] for one in shifted)
        self._usual = (usual[0] / every, *usual[1:])
        self._shifted = [(weight / every, mean, variance) for weight, mean, variance in shifted]
        self.effect = sum(weight * mean for weight, mean, _ in (self._usual, *self._shifted))

    def _take_usual(self, weight: float, shifted: float, residual: float, noise: float) -> None:
        """What a service says of the usual effect counts as far as it was a usual one."""
        _, mean, variance = self._usual
        variance += WANDERING
        mass, _, _ = _after(weight, mean, variance, residual, noise)
        share = max(mass / (mass + shifted), 1e-6)
        _, mean, variance = _after(weight, mean, variance, residual, noise / share)
        self._usual = mass, mean, variance

    def with_those_served(self, under_way: Iterable[tuple[float, float]]) -> "DayPace":
        """The same knowing of some, each with its spread, that their residual will be greater than so much."""
        now = copy(self)
        for least, spread in under_way:
            noise = spread * spread
            usual, *shifted = (_at_least(*belief, least, noise) for belief in (now._usual, *now._shifted))
            now._settle(usual, shifted)
        return now

    def together(self) -> tuple[float, ...]:
        """How many times as long as `effect` says everything may take at present: equally likely values, sorted."""
        values: list[float] = []
        for weight, mean, variance in (self._usual, *self._shifted):
            if count := round(weight * _VALUES):
                values += normal_quantiles(mean - self.effect, sqrt(variance), count)
        return tuple(sorted(map(exp, values)))

    def afterwards(self) -> tuple[float, ...]:
        """The same for when nothing is strange about the day any more."""
        _, mean, variance = self._usual
        return tuple(map(exp, normal_quantiles(mean - self.effect, sqrt(variance), _VALUES)))


def _after(weight: float, mean: float, variance: float, residual: float, noise: float) -> _Belief:
    """Kalman's step for an effect that is believed to be normal; the weight is now that times the likelihood."""
    both, off, gain = variance + noise, residual - mean, variance / (variance + noise)
    return weight * exp(-off * off / (2 * both)) / sqrt(both), mean + gain * off, variance * (1 - gain)


def _at_least(weight: float, mean: float, variance: float, least: float, noise: float) -> _Belief:
    """The same for a residual of which only so much is known: mean and variance of a normal law cut off there."""
    deviation = sqrt(variance + noise)
    z = (least - mean) / deviation
    likely = _ODD + (1 - _ODD) * erfc(z / sqrt(2)) / 2
    hazard = (1 - _ODD) * exp(-z * z / 2) / sqrt(2 * pi) / likely
    told = max(0.0, hazard * (hazard - z)) * variance / (variance + noise)
    return weight * likely, mean + variance / deviation * hazard, variance * (1 - told)
