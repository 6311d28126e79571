"""When each counter is manned. Moments in minutes after the opening; pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from lobby.rehearsal.figures import FOURTH_COUNTER_OPENS, LUNCH_BEGINS, LUNCH_CHANGES, LUNCH_ENDS, SILENCE
from lobby.rehearsal.house import House


class After(Enum):
    """What a teller does when a stint is over. CLOSE waits until nobody is left who could be served there."""

    PAUSE = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Stint:
    """From `begins` to `ends` somebody is at the counter. `silent`: nobody is called there between these, if given."""

    begins: float
    ends: float
    after: After
    silent: tuple[float, float] | None = None


def shifts(house: House) -> Mapping[str, tuple[Stint, ...]]:
    """Each counter's stints in order, at least one each.

    Special counters are open all day. Of the others, in the order of the wall, three in four open with the branch and
    the rest half an hour later; for lunch every second one leaves, then the ones between; a single one stays.
    """
    ends = house.open_minutes
    line = [counter.id for counter in house.counters if not counter.special]
    at_opening = math.ceil(0.75 * len(line))
    lunch = house.lunch_reason is not None and len(line) > 1 and ends > LUNCH_ENDS
    plan: dict[str, tuple[Stint, ...]] = {
        counter.id: (Stint(0.0, ends, After.CLOSE),) for counter in house.counters if counter.special
    }
    for index, counter in enumerate(line):
        begins = 0.0 if index < at_opening else min(FOURTH_COUNTER_OPENS, ends)
        silent = SILENCE if _falls_silent(index, line) else None
        if not lunch:
            plan[counter] = (Stint(begins, ends, After.CLOSE, silent),)
            continue
        leaves, returns = (LUNCH_BEGINS, LUNCH_CHANGES) if index % 2 == 0 else (LUNCH_CHANGES, LUNCH_ENDS)
        plan[counter] = (Stint(begins, leaves, After.PAUSE, silent), Stint(returns, ends, After.CLOSE))
    return plan


def _falls_silent(index: int, line: list[str]) -> bool:
    """One of the two that work through the first hour of lunch; never the only one that does."""
    return index == 1 and len(line) > 3
