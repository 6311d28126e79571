"""One day of a made branch, from its first number to the last service: the same for the same seed, load and date."""

import math
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

from tests.benchmarks.branch_days.agenda import Agenda
from tests.benchmarks.branch_days.hall import Counter, Hall
from tests.benchmarks.branch_days.journal import Entry, Journal
from tests.benchmarks.branch_days.layout import Clock, Layout, Seat
from tests.benchmarks.branch_days.people import coming, volume
from tests.benchmarks.branch_days.serving import Serving, Shift
from tests.benchmarks.branch_days.staffing import Spans
from tests.benchmarks.branch_days.truth import Truth, truth_of

OVERTIME = 7200
"""Seconds after closing at which the day ends, whoever is still there."""

SUBSTITUTED = 0.1
"""A counter's own teller is away on one day in ten."""

SHIFT_SECONDS = 7200


def play(layout: Layout, load: str, seed: int, day: date) -> tuple[list[Entry], Truth, Shift | None]:
    """The day's journal, what was true of it, and the two hours in which all was slower, if there were any."""
    chance = Random(f"{layout.id} {load} {seed} {day}")
    habits = layout.habits
    day_times = math.exp(habits.day_sd * chance.gauss(0.0, 1.0))
    tickets = volume(layout, load, day) * math.exp(habits.volume_sd * chance.gauss(0.0, 1.0))
    shift = _shift(layout, chance)
    journal, agenda = Journal(layout, day), Agenda()
    hall = Hall(layout, journal, agenda, chance)
    serving = Serving(hall, day_times, shift)
    staff = _staff(layout, seed, day, chance)
    _open_day(hall, serving, staff)
    people = coming(layout, tickets, chance)
    for person in people:
        agenda.at(person.issued_at, serving.arrive, person)
    ends = hall.closes + OVERTIME
    agenda.play(ends)
    for person in people:
        if not person.is_done:
            journal.tell(ends, "ticket_left", "system", ticket=person.name, how="day_closed")
    journal.tell(ends, "day_closed", "system")
    truth = truth_of(layout, hall.counters, tickets, serving.times, journal.half_hours_later(), chance)
    return journal.entries, truth, shift


def _open_day(hall: Hall, serving: Serving, staff: list[tuple[Counter, Spans]]) -> None:
    """The day begins a quarter of an hour before the first number, with the rule and everybody's plan."""
    layout, journal = hall.layout, hall.journal
    opens = _seconds(layout.opens) - 2700
    journal.tell(opens, "day_opened", "system")
    if layout.policy is not None:
        journal.tell(opens, "policy_set", "system", **layout.policy)
    for counter, spans in staff:
        hall.counters.append(counter)
        if not counter.seat.reserve_at:
            journal.tell(opens, "counter_planned", "system", counter=counter.id, **_plan_told(journal, counter, spans))
        serving.staff.plan(counter, spans)


def _plan_told(journal: Journal, counter: Counter, spans: Spans) -> dict[str, Any]:
    """A plan in instants; of a counter that is not meant to open today, nothing."""
    if not spans:
        return {"opens_at": None, "closes_at": None, "breaks": [], "vip_first": counter.seat.vip_first}
    return {
        "opens_at": journal.instant(spans[0][0]),
        "closes_at": journal.instant(spans[-1][1]),
        "breaks": [journal.instants((ends, begins)) for (_, ends), (begins, _) in pairwise(spans)],
        "vip_first": counter.seat.vip_first,
    }


def _staff(layout: Layout, seed: int, day: date, chance: Random) -> list[tuple[Counter, Spans]]:
    """Every counter with its teller of today and when it is meant to be open; a reserve has no such spans."""
    speeds = Random(f"{layout.id} {seed} tellers")
    names = layout.tellers or tuple(seat.id for seat in layout.seats)
    times = {name: math.exp(layout.habits.teller_sd * speeds.gauss(0.0, 1.0)) for name in names}
    spare = list(names[len(layout.seats) :])
    found = []
    for seat, own in zip(layout.seats, names, strict=False):
        teller = spare.pop(0) if spare and chance.random() < SUBSTITUTED else own
        found.append((Counter(seat, teller, times[teller], seat.services), _spans(layout, seat, day, chance)))
    return found


def _spans(layout: Layout, seat: Seat, day: date, chance: Random) -> Spans:
    if seat.reserve_at or day.weekday() not in seat.week:
        return []
    if layout.rota is None:
        edges = [seat.opens, *(edge for pause in seat.breaks for edge in pause), seat.closes]
        seconds = [_seconds(edge) for edge in edges]
        return list(zip(seconds[::2], seconds[1::2], strict=True))
    return _shift_of_agent(layout, chance)


def _shift_of_agent(layout: Layout, chance: Random) -> Spans:
    """Half an hour's difference between one agent and the next; breaks after a third and two thirds, or so."""
    rota = layout.rota
    if rota is None or chance.random() >= rota.present:
        return []
    begins = 3600 * chance.choice(rota.starts) + chance.randint(-900, 900)
    ends = min(begins + 3600 * rota.hours, _seconds(layout.closes))
    spans, last = [], begins
    for third in (1, 2):
        at = begins + (ends - begins) * third // 3 + chance.randint(-1200, 1200)
        spans.append((last, at))
        last = at + 60 * rota.break_minutes
    return [*spans, (last, ends)]


def _shift(layout: Layout, chance: Random) -> Shift | None:
    if chance.random() >= layout.habits.shift:
        return None
    begins = _seconds(layout.opens) + 60 * chance.randint(30, 270)
    return begins, begins + SHIFT_SECONDS


def _seconds(clock: Clock) -> int:
    return clock[0] * 3600 + clock[1] * 60
