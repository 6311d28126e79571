"""The laws that chance follows in a made branch: drawn from, and told to an oracle as pools of values."""

import math
from random import Random
from statistics import NormalDist

from tests.benchmarks.branch_days.layout import Habits, Offered

LONGEST = 150.0
"""Minutes that no service exceeds: by then somebody else is sent for."""

_NORMAL = NormalDist()


def log_sd(cv: float) -> float:
    """The deviation of the logarithm of a lognormal with this coefficient of variation."""
    return math.sqrt(math.log1p(cv * cv))


def service_minutes(service: Offered, chance: Random) -> float:
    """What one ticket of one slip takes at an average teller on an average day."""
    return _stretched(service, chance, math.exp(log_sd(service.cv) * chance.gauss(0.0, 1.0)))


def service_pool(service: Offered, size: int, chance: Random) -> list[float]:
    """Many of those, spread evenly over the law."""
    sd = log_sd(service.cv)
    return sorted(_stretched(service, chance, one) for one in lognormals(1.0, sd, size))


def _stretched(service: Offered, chance: Random, times: float) -> float:
    median = service.minutes / math.sqrt(1.0 + service.cv**2)
    if service.long_one_in:
        median /= 1.0 + (service.long_times - 1.0) / service.long_one_in
        if chance.random() * service.long_one_in < 1.0:
            times *= service.long_times
    return min(LONGEST, median * times)


def lognormals(median: float, sd: float, size: int) -> list[float]:
    """So many values of a lognormal, smallest first, each standing for an equal part of it."""
    return [median * math.exp(sd * _NORMAL.inv_cdf((n + 0.5) / size)) for n in range(size)]


def normals(mean: float, sd: float, size: int) -> list[float]:
    """The same of a normal law."""
    return [mean + sd * _NORMAL.inv_cdf((n + 0.5) / size) for n in range(size)]


def no_show(habits: Habits, waited_minutes: float) -> float:
    """The chance that somebody who is called after so long does not come."""
    return min(habits.no_show_most, habits.no_show_at_once + habits.no_show_a_minute * waited_minutes)


def hang_ups(habits: Habits, begins: float, ends: float) -> float:
    """The chance a minute of losing patience, of who has waited `begins` minutes, up to `ends`."""
    still = [
        1.0 - _NORMAL.cdf(math.log(max(at, 1e-9) / habits.patience_median) / habits.patience_sd)
        for at in (begins, ends)
    ]
    return math.log(still[0] / still[1]) / (ends - begins)
