"""Mornings played on a hand-moved clock, for tests of what can be said of them afterwards."""

from collections.abc import Iterator, Mapping
from random import Random

from lobby.app import Application
from tests.clocks import HandClock
from tests.outside import cards_of
from tests.web.api import Caller, caller

MINUTES = 120
SERVED_FOR = (3, 5, 6, 8, 14)
"""Minutes at a counter, one as likely as the other."""

REASONS = ("A flight at noon, the boarding card was shown", "客户身体不适，家属同来，已经等了四十分钟，先请他办")


def busy_morning(application: Application, clock: HandClock, *, seed: int = 7, chosen: int = 2) -> Caller:
    """Two hours with three counters: tiers, care, a park, a customer who did not come, and so many overrides.

    Answers the manager who did it all.
    """
    random, manager = Random(seed), caller(application, "manager")
    cards = {name: iter(cards_of(name)) for name in ("wode", "jiaoyin")}
    busy_until = dict.fromkeys(("1", "2", "4"), 0)
    overrides_at = {MINUTES // 2 + 4 * place: REASONS[place % 2] for place in range(chosen)}
    for counter in busy_until:
        manager.counter(counter, "open")
        _comes(manager, random, cards)
    for minute in range(MINUTES):
        clock.move(minutes=1)
        for _ in range(random.choice((0, 0, 0, 1, 1, 2))):
            _comes(manager, random, cards)
        if minute in overrides_at:
            _overrides(manager, overrides_at[minute])
            continue
        for counter, until in busy_until.items():
            if minute >= until and manager.counter(counter, "next", {"finish": True}).status_code == 200:
                busy_until[counter] = minute + random.choice(SERVED_FOR)
        if minute == MINUTES // 3:
            manager.counter("1", "park", {"minutes": 10, "reason": "papers"})
        if minute == MINUTES // 4:
            _does_not_come(manager, clock)
    return manager


def _comes(manager: Caller, random: Random, cards: Mapping[str, Iterator[str]]) -> None:
    """One customer takes a number: most are ordinary, some show a card of a tier, some are given care."""
    kind = random.choices(("ordinary", "wode", "jiaoyin", "care"), (70, 10, 12, 8))[0]
    if kind == "ordinary":
        manager.issue("cash")
    elif kind == "care":
        manager.issue("cash", care="elderly")
    else:
        manager.issue("cash", identity={"kind": "card", "value": next(cards[kind])})


def _overrides(manager: Caller, words: str) -> None:
    """Counter 2 has finished and calls the one who came last."""
    manager.counter("2", "finish")
    last = manager.here("/tablet").get_json()["queue"][-1]["number"]
    manager.counter("2", "call", {"ticket": last, "reason": {"staff": words}})


def _does_not_come(manager: Caller, clock: HandClock) -> None:
    """Counter 4's customer is called twice, and is not there."""
    clock.move(minutes=1)
    manager.counter("4", "recall")
    manager.counter("4", "no-show")
