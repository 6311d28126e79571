"""Whether the waits that were shown came true: what can be said of a day's journal, and of many days together.

Scored are those who were told a wait when they took their number and were called that day; whoever found a free counter
was told of none and is left out. The range is the one at issue before it is rounded for people, and the wait ends with
the first call, whoever chose it; time spent aside before that is in it. Service and class are those at issue.

The usual way to estimate, to measure ours against, is the wait of the last to enter service (LES; Ibrahim and Whitt
2009): somebody new will wait as long as had waited whoever was called last of those who came for the same service, or,
if none of them was called on that day, of all. It needs nothing but the journal, and of the simple formulas it erred
least (science.md section 2). Before the first call of a day it says nothing; such tickets are in neither error.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from lobby.domain.estimate import shown
from lobby.domain.fact import Fact, Kind
from lobby.domain.ticket import Wait

KINDS = (Kind.TICKET_ISSUED, Kind.ESTIMATE_SHOWN, Kind.TICKET_CALLED)
"""The kinds of facts that tell all of it."""

EXPECTED = 0.8
"""The share of waits that a range is meant to hold."""

FEW = 30
"""Fewer tickets than this are not judged: 24 of 30 may as well be nine in ten as two in three (Wilson interval)."""

DAYS = 30
"""Business days that are looked at unless somebody asks for more or fewer."""

MOST_DAYS = 92
"""So many can be asked for: a quarter of a year."""

Z95 = 1.96
"""A normal deviate is within this many standard deviations of its mean 95 times in 100."""

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Told:
    """An estimate and what came of it, in minutes. `usual` is what the usual way said, None if nothing."""

    service: str
    class_id: str
    shown: Wait
    waited: float
    usual: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """What was counted of some tickets. Of `tickets`, `inside` waits ended in the range, `shorter` before and `longer`
    after it; `as_printed` ended in the range as people saw it, rounded outwards. Of the `compared`, the sums of both
    errors, |mid - wait| and |usual - wait|, in minutes.
    """

    tickets: int = 0
    inside: int = 0
    shorter: int = 0
    longer: int = 0
    as_printed: int = 0
    compared: int = 0
    error: float = 0.0
    usual_error: float = 0.0


Kept = Mapping[tuple[str, str], Score]
"""The scores of a day, by (service, class). A closed day's never change."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of waits inside the range, and the interval that holds the true share 95 times in 100."""

    share: float
    low: float
    high: float


def scores_of(facts: Iterable[Fact]) -> Kept:
    """The scores of one day, from its facts, oldest first; those that are not of KINDS change nothing."""
    scores: dict[tuple[str, str], Score] = {}
    for told in told_on(facts):
        kind = told.service, told.class_id
        scores[kind] = summed([scores.get(kind, Score()), score_of(told)])
    return scores


def told_on(facts: Iterable[Fact]) -> list[Told]:
    """Every scored ticket of one day, in the order of the calls."""
    issued: dict[str, tuple[Fact, float | None]] = {}
    ranges: dict[str, Wait] = {}
    last: dict[str | None, float] = {}
    told: list[Told] = []
    for fact in facts:
        number = str(fact.ticket)
        if fact.kind is Kind.TICKET_ISSUED:
            issued[number] = fact, last.get(fact.detail["service"], last.get(None))
        elif fact.kind is Kind.ESTIMATE_SHOWN:
            ranges.setdefault(number, Wait(*(float(fact.detail[end]) for end in ("low", "mid", "high"))))
        elif fact.kind is Kind.TICKET_CALLED and number in issued:
            issue, usual = issued.pop(number)
            service, class_id = issue.detail["service"], issue.detail["class"]
            last[service] = last[None] = waited = (fact.at - issue.at) / _MINUTE
            if number in ranges and ranges[number].high > 0:
                told.append(Told(service, class_id, ranges[number], waited, usual))
    return told


def score_of(told: Told) -> Score:
    """The score of one ticket. Both ends are inside."""
    wait, waited = told.shown, told.waited
    low, high = shown(wait)
    is_compared = told.usual is not None
    return Score(
        tickets=1,
        inside=wait.low <= waited <= wait.high,
        shorter=waited < wait.low,
        longer=waited > wait.high,
        as_printed=low <= waited <= high,
        compared=is_compared,
        error=abs(wait.mid - waited) if is_compared else 0.0,
        usual_error=0.0 if told.usual is None else abs(told.usual - waited),
    )


def summed(scores: Iterable[Score]) -> Score:
    """The score of all of their tickets."""
    each = list(scores)
    return Score(**{field.name: sum(getattr(one, field.name) for one in each) for field in fields(Score)})


def coverage(days: Sequence[Score]) -> Coverage:
    """The coverage of these days together, of which at least one has tickets.

    The interval is Wilson's (1927), for as many tickets as these are worth: those of one day are late together, so the
    spread between days is set against what chance alone would make of single tickets, and never counted as less (the
    design effect of a sample in clusters; Kish 1965).
    """
    days = [day for day in days if day.tickets]
    tickets = sum(day.tickets for day in days)
    share = sum(day.inside for day in days) / tickets
    return Coverage(share, *_wilson(share, tickets / _design_effect(days, share, tickets)))


def _design_effect(days: Sequence[Score], share: float, tickets: int) -> float:
    by_chance = tickets * share * (1 - share)
    if len(days) < 2 or by_chance == 0:
        return 1.0
    between = math.fsum((day.inside - share * day.tickets) ** 2 for day in days) * len(days) / (len(days) - 1)
    return max(1.0, between / by_chance)


def _wilson(share: float, tickets: float) -> tuple[float, float]:
    """Its two ends, whatever rounding does, within 0 to 1 and around the share."""
    middle = share + Z95**2 / (2 * tickets)
    spread = Z95 * math.sqrt(share * (1 - share) / tickets + Z95**2 / (4 * tickets**2))
    whole = 1 + Z95**2 / tickets
    return max(0.0, min(share, (middle - spread) / whole)), min(1.0, max(share, (middle + spread) / whole))


@dataclass(frozen=True, slots=True)
class Calibration:
    """The scores of these business days, oldest first."""

    days: Mapping[date, Kept]

    @property
    def by_day(self) -> Mapping[date, Score]:
        """The scores of each day that has any."""
        return {day: summed(kept.values()) for day, kept in self.days.items() if kept}

    @property
    def by_kind(self) -> Mapping[tuple[str, str], Sequence[Score]]:
        """The scores by (service, class), one for each day that has any, oldest first."""
        kinds: dict[tuple[str, str], list[Score]] = {}
        for kept in self.days.values():
            for kind, score in kept.items():
                kinds.setdefault(kind, []).append(score)
        return kinds
