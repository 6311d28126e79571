"""How long a whole hall's forecast takes: everybody who waits, and a newcomer of each service and class.

The hall is a real branch's on a peak day, as day.md has it: the demonstration's counters with their plans and breaks,
day.md's services and classes (VIP 12%, care 6%, booked 10%, the rest ordinary) among those who wait and those who will
come, and its half hours.
"""

import time
from math import exp
from pathlib import Path
from random import Random

from lobby.domain.branch import ORDINARY, Branch
from lobby.domain.forecast.foretold import foretell
from lobby.domain.forecast.levels import Levels
from lobby.domain.forecast.model import Model, Pace
from lobby.domain.forecast.scene import Held, Scene, SceneCounter, Span, Waiter
from lobby.domain.hours import instant
from lobby.domain.plans import planned_for
from lobby.waiting_process import Worker
from tests.benchmarks.load import at_share
from tests.clocks import MONDAY_TEN
from tests.config.changes import changed

WAITING = 50
TIMES = 100
MINUTE = 60.0

TICKETS = 410
"""On a peak day."""

SERVICES = {
    "cash": (0.37, 5.5),
    "transfer": (0.14, 8.0),
    "account": (0.12, 16.0),
    "loss": (0.09, 12.0),
    "wealth": (0.07, 15.0),
    "other": (0.09, 5.0),
    "corporate": (0.12, 9.0),
}
"""The share of all tickets, companies' included, and the mean minutes."""

CLASSES = {ORDINARY: 0.72, "jiaoyin": 0.08, "wode": 0.04, "booked": 0.1, "care": 0.06}

HALF_HOURS = [0.0] * 18 + [7.5, 10, 11, 10.5, 8.5, 6.5, 4.5, 4, 4, 5.5, 7, 7, 5.5, 4.5, 3, 1] + [0.0] * 14
"""Percent of the day's tickets, from midnight."""


def estimating(_folder: Path, _address: str) -> dict[str, float]:
    """Milliseconds for the hall with WAITING people in it and every counter serving, from the question to the answer of
    the worker process."""
    branch = changed().branches["zhongshan"]
    hall, model, levels = _hall(branch), _model(branch), Levels()
    worker = Worker()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        worker.do(foretell, hall, model, levels)
        taken.append(time.perf_counter() - began)
    worker.end()
    return {"waiting": WAITING, "p95_ms": at_share(sorted(taken), 0.95) * 1000}


def _hall(branch: Branch) -> Scene:
    """Ten o'clock. Somebody came every minute and still waits; every counter serves."""
    now = MONDAY_TEN.timestamp()
    random = Random(1)
    services = random.choices(list(SERVICES), [share for share, _ in SERVICES.values()], k=WAITING)
    classes = random.choices(list(CLASSES), list(CLASSES.values()), k=WAITING)
    waiters = []
    for number, (service, class_id) in enumerate(zip(services, classes, strict=True)):
        at = now - MINUTE * (WAITING - number)
        waiters.append(Waiter(f"A{number}", service, class_id, at, number, at))
    counters = []
    for place, counter in enumerate(branch.counters.values()):
        held = Held(f"C{place}", counter.services[0], ORDINARY, 1000 + place, now - 2 * MINUTE, is_started=True)
        counters.append(
            SceneCounter(
                counter.id,
                counter.services,
                counter.vip_first,
                teller=counter.id,
                is_open=True,
                is_paused=False,
                is_ready=False,
                since=now - 60 * MINUTE,
                held=held,
                plan=_plan(branch, counter.id),
            )
        )
    return Scene(
        now,
        now - 600 * MINUTE,
        instant(branch, MONDAY_TEN.date(), branch.hours.last_number_at).timestamp(),
        branch.fairness,
        tuple(branch.services),
        tuple(branch.fairness.classes),
        waiters,
        [],
        counters,
    )


def _plan(branch: Branch, counter_id: str) -> tuple[Span, ...]:
    plan = planned_for(branch, counter_id, MONDAY_TEN.date())
    assert plan is not None
    edges = [plan.opens_at, *(edge for rest in plan.breaks for edge in rest), plan.closes_at]
    at = [instant(branch, MONDAY_TEN.date(), edge).timestamp() for edge in edges]
    return tuple(zip(at[::2], at[1::2], strict=True))


def _model(branch: Branch) -> Model:
    """Everything that can happen does, about as often as in day.md's branch."""
    random = Random(1)
    pool = sorted(exp(random.gauss(-0.18, 0.6)) for _ in range(1500))
    return Model(
        {service: Pace(minutes, pool) for service, (_, minutes) in SERVICES.items()},
        tellers={counter: random.uniform(0.8, 1.25) for counter in branch.counters},
        together=(0.8, 0.9, 1.0, 1.1, 1.25),
        per_slip=0.5,
        between=(0.1, 0.2, 0.4, 0.8),
        no_shows=(0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.12),
        no_show_minutes=(1.2, 1.5, 2.0),
        gives_up=(0.0, 0.001, 0.002, 0.005, 0.01),
        pauses=0.3,
        pause_minutes=(5.0, 10.0, 20.0),
        late_minutes=(-1.0, 0.0, 2.0),
        returns={(service, "other"): 0.03 for service in SERVICES if service != "other"},
        arrivals={
            (service, class_id): [TICKETS * percent / 100 * asks * share for percent in HALF_HOURS]
            for service, (asks, _) in SERVICES.items()
            for class_id, share in CLASSES.items()
            if class_id != ORDINARY
        },
    )
