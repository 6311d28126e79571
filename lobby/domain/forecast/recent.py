"""The last values of a kind: no shape is assumed of them, and what is old goes as new ones come.

Values are whole thousandths, so that what is kept between days is short and comes back exactly.
"""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import NormalDist

ENOUGH = 30
"""From so many values on they speak for themselves (science.md section 2)."""

_COPIES = 4
"""Of each value while it is mixed with a prior, so that the prior's tails are told finely too."""

_NORMAL = NormalDist()


class Recent:
    """At most `most` values, those that came last. `total` and `squares` are the sums of them and of their squares."""

    __slots__ = ("_most", "_order", "ranked", "squares", "total")

    def __init__(self, most: int, values: Iterable[int] = ()) -> None:
        self._most = most
        self._order: deque[int] = deque(values)
        self.ranked = sorted(self._order)
        self.total = sum(self._order)
        self.squares = sum(value * value for value in self._order)

    def __len__(self) -> int:
        return len(self._order)

    def add(self, value: float) -> None:
        """One more, rounded to thousandths; the oldest goes if it is one too many."""
        whole = round(value * 1000)
        self._order.append(whole)
        insort(self.ranked, whole)
        self.total += whole
        self.squares += whole * whole
        if len(self._order) > self._most:
            oldest = self._order.popleft()
            del self.ranked[bisect_left(self.ranked, oldest)]
            self.total -= oldest
            self.squares -= oldest * oldest

    def mean(self, prior: float, weight: float) -> float:
        """The mean, drawn to `prior` as if that had been seen `weight` times."""
        return (self.total / 1000 + weight * prior) / (len(self) + weight)

    def spread(self, prior: float, weight: float) -> float:
        """The standard deviation, drawn to `prior` likewise."""
        count = len(self)
        about_mean = (self.squares - self.total**2 / count) / 1e6 if count else 0.0
        return sqrt((max(about_mean, 0.0) + weight * prior**2) / (count + weight))

    def robust_spread(self) -> float:
        """The standard deviation as the quartiles tell it, whatever the tails do; 0 of no value at all."""
        count = len(self)
        return (self.ranked[3 * count // 4] - self.ranked[count // 4]) / 1349 if count else 0.0

    def pool(self, prior: Sequence[float]) -> tuple[float, ...]:
        """The values, sorted, filled up with quantiles of the sorted `prior` while there are too few."""
        seen = [value / 1000 for value in self.ranked]
        missing = ENOUGH - len(seen)
        return tuple(seen) if missing <= 0 else mixed(seen, prior, missing)

    def kept(self) -> list[int]:
        """The values in the order in which they came, in thousandths."""
        return list(self._order)


def mixed(seen: Sequence[float], prior: Sequence[float], missing: int) -> tuple[float, ...]:
    """What was seen, and beside it the prior, as if it had been seen `missing` times; sorted."""
    wanted = _COPIES * missing
    quantiles = (prior[int((n + 0.5) / wanted * len(prior))] for n in range(wanted))
    return tuple(sorted([*quantiles, *(value for value in seen for _ in range(_COPIES))]))


def normal_quantiles(mean: float, spread: float, count: int) -> list[float]:
    """So many values that are equally likely of a normal distribution, sorted."""
    return [mean + spread * _NORMAL.inv_cdf((n + 0.5) / count) for n in range(count)]
