"""What holds in any hall, whatever is left to chance: replicas compare one by one, as draws stand still."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from lobby.domain.forecast.model import HALF_HOURS, Model, Pace
from lobby.domain.forecast.scene import Scene, SceneCounter, Waiter
from lobby.domain.forecast.simulate import REPLICAS, forecast
from tests.domain.builders import DEMO_CLASSES, fairness
from tests.domain.forecast.forecasts import NOW, counter, held, scene, span, waiter

SERVICES = ("cash", "transfer", "wealth")
CLASSES = tuple(DEMO_CLASSES)
POOL = tuple(0.2 + place * place / 400 for place in range(40))
CHANCY = Model(
    paces={"cash": Pace(4.0, POOL), "transfer": Pace(6.0, POOL), "wealth": Pace(9.0, POOL)},
    tellers={"lin": 0.8},
    between=(0.1, 0.5, 2.0),
    no_shows=(0.05, 0.2),
    no_show_minutes=(1.0, 2.0),
    pauses=0.5,
    pause_minutes=(5.0, 20.0),
    late_minutes=(-1.0, 0.0, 4.0),
    returns={("cash", "transfer"): 0.05},
)
GOLD_TO_COME = {(service, "gold"): [1.5] * HALF_HOURS for service in SERVICES}


@st.composite
def counters(draw: st.DrawFn) -> list[SceneCounter]:
    """One to four counters in any state."""
    found = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        state = draw(st.sampled_from(["free", "ready", "holds", "paused", "closed"]))
        plan = draw(st.sampled_from([None, (span(-60, 15), span(40, 400)), (span(-60, 400),), (span(10, 400),)]))
        found.append(
            counter(
                str(number),
                tuple(draw(st.lists(st.sampled_from(SERVICES), min_size=1, unique=True))),
                vip_first=draw(st.booleans()),
                teller=draw(st.sampled_from([None, "lin"])),
                is_open=state != "closed",
                is_paused=state == "paused",
                is_ready=state == "ready",
                since=span(-number, 0)[0],
                held=held(ago=draw(st.sampled_from([0.5, 7.0])), seq=900 + number) if state == "holds" else None,
                plan=plan,
            )
        )
    return found


@st.composite
def halls(draw: st.DrawFn) -> Scene:
    """Up to ten people of every class and service, some passed before, some promised a turn."""
    people = []
    for seq in range(1, draw(st.integers(0, 10)) + 1):
        skips = draw(st.sampled_from([{}, {"tier": 1}, {"tier": 2}, {"care": 1}]))
        people.append(
            waiter(
                seq,
                draw(st.sampled_from(CLASSES)),
                ago=draw(st.sampled_from([1.0, 5.0, 20.0, 40.0])),
                service=draw(st.sampled_from(SERVICES)),
                skips=skips,
            )
        )
    is_promised = draw(st.booleans()) and bool(people)
    coming = [(3.0, people.pop())] if is_promised else []
    return scene(people, draw(counters()), coming=coming, services=SERVICES, classes=CLASSES)


def last_in(hall: Scene, service: str, class_id: str) -> Waiter:
    """Somebody who came this moment, after everybody."""
    return Waiter("last", service, class_id, NOW, 800, NOW)


@settings(max_examples=25)
@given(halls(), st.sampled_from(SERVICES), st.sampled_from(CLASSES))
def test_a_ghost_is_called_when_a_real_ticket_that_came_last_would_be(hall: Scene, service: str, class_id: str) -> None:
    real = replace(hall, waiters=[*hall.waiters, last_in(hall, service, class_id)])

    foretold = forecast(hall, CHANCY).newcomers[service, class_id]

    assert foretold == forecast(real, CHANCY).waits["last"]


@settings(max_examples=25)
@given(halls(), st.sampled_from(SERVICES))
def test_a_real_ticket_and_its_ghost_are_passed_by_the_same_newcomers(hall: Scene, service: str) -> None:
    """Where a cap is never reached, a ticket that came last bars nobody, so that its ghost must be passed alike."""
    rules = fairness(caps={"tier": 1000, "care": 1000})
    before = replace(hall, fairness=rules)
    real = replace(before, waiters=[*hall.waiters, last_in(hall, service, "ordinary")])
    believed = replace(CHANCY, arrivals=GOLD_TO_COME)

    foretold = forecast(before, believed).newcomers[service, "ordinary"]

    assert foretold == forecast(real, believed).waits["last"]


@settings(max_examples=25)
@given(halls(), st.sampled_from(SERVICES))
def test_nobody_waits_longer_or_shorter_for_an_ordinary_ticket_that_came_last(hall: Scene, service: str) -> None:
    """Unless a promise or a transfer brings somebody back who finds a counter taken by it."""
    before, believed = replace(hall, coming=[]), replace(CHANCY, returns={})
    more = replace(before, waiters=[*hall.waiters, last_in(hall, service, "ordinary")])

    waits = dict(forecast(more, believed).waits)

    del waits["last"]
    assert waits == forecast(before, believed).waits


@settings(max_examples=25)
@given(halls())
def test_within_a_class_and_service_the_older_is_called_first_and_a_newcomer_last(hall: Scene) -> None:
    found = forecast(hall, replace(CHANCY, arrivals=GOLD_TO_COME))

    people = sorted(hall.waiters, key=lambda one: (one.seniority, one.seq))
    for kind, ghost in found.newcomers.items():
        alike = [found.waits[one.name] for one in people if (one.service, one.class_id) == kind]
        for earlier, later in pairwise([*alike, ghost]):
            assert len(earlier) == len(later) == REPLICAS
            assert all(0 <= early <= late for early, late in zip(earlier, later, strict=True))


@settings(max_examples=10)
@given(halls())
def test_the_same_hall_has_the_same_forecast(hall: Scene) -> None:
    believed = replace(CHANCY, arrivals=GOLD_TO_COME, gives_up=(0.0, 0.01))

    assert forecast(hall, believed) == forecast(hall, believed)
