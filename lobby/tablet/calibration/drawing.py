"""The lengths and places of what is drawn on the page of the estimates, in pixels. Pure; it has no words."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

WIDTH, HEIGHT = 332, 150
"""Of the drawing of some days."""

LEFT, RIGHT, TOP, BOTTOM = 40, 8, 10, 24
"""Around the days: figures stand on the left of them, dates below."""

Values = Mapping[str, Any]
View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `begin` to `end` along a line from `near` to `far`; what lies beyond stands at its end."""

    begin: float
    end: float
    near: float
    far: float

    def place(self, value: float) -> float:
        """To a tenth of a pixel."""
        part = (min(max(value, self.begin), self.end) - self.begin) / (self.end - self.begin)
        return round(self.near + part * (self.far - self.near), 1)

    def marks(self, step: float) -> list[float]:
        """Every multiple of the step on it."""
        first, last = math.ceil(self.begin / step - 1e-9), math.floor(self.end / step + 1e-9)
        return [step * place for place in range(first, last + 1)]


def share_scale(least: float, near: float, far: float) -> Scale:
    """A scale of shares up to 1, from the tenth below `least`."""
    return Scale(math.floor(round(least * 10, 6)) / 10, 1.0, near, far)


def minutes_step(most: float) -> int:
    """Minutes between two marks of a scale up to `most`, of which at most four stand above the first."""
    return next((step for step in (1, 2, 5, 10, 20, 30) if most / step <= 4), math.ceil(most / 4))


def day_scale(days: Sequence[date]) -> Scale:
    """The days from the first to the last; a single one stands in the middle."""
    first, last = days[0].toordinal(), days[-1].toordinal()
    room = 0.5 if first == last else 0.0
    return Scale(first - room, last + room, LEFT + 4, WIDTH - RIGHT)


def shares_drawn(days: Sequence[date], scores: Sequence[Values], expected: float) -> View:
    """A dot for each day with a stroke of where its share may truly be, and the line of what is expected."""
    across = day_scale(days)
    up = share_scale(min(0.5, *(one["inside"] for one in scores)), HEIGHT - BOTTOM, TOP)
    return {
        "marks": [{"y": up.place(share), "share": share} for share in up.marks(0.1 if up.begin >= 0.5 else 0.2)],
        "expected": up.place(expected),
        "days": [
            {
                "x": across.place(day.toordinal()),
                "y": up.place(one["inside"]),
                "from": up.place(one["inside_from"]),
                "to": up.place(one["inside_to"]),
                "isFew": one["is_few"],
            }
            for day, one in zip(days, scores, strict=True)
        ],
    }


def errors_drawn(days: Sequence[date], scores: Sequence[Values]) -> View:
    """Both errors from day to day, each a line through the days that have one."""
    compared = [(day, one) for day, one in zip(days, scores, strict=True) if one["compared"]]
    names = ("error_minutes", "usual_error_minutes")
    most = max((one[name] for _, one in compared for name in names), default=0.0)
    across, step = day_scale(days), minutes_step(most)
    up = Scale(0.0, max(step * math.ceil(most / step), step), HEIGHT - BOTTOM, TOP)
    ours, usual = ([(across.place(day.toordinal()), up.place(one[name])) for day, one in compared] for name in names)
    return {
        "marks": [{"y": up.place(minutes), "minutes": int(minutes)} for minutes in up.marks(step)],
        "ours": ours,
        "usual": usual,
    }
