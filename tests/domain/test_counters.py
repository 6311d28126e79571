"""Deeds of a counter: what is true afterwards, and when they are refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from lobby.domain import calls
from lobby.domain.counter import Counter, CounterState
from lobby.domain.errors import Conflict, LobbyError, NotFound
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch
from tests.domain.scene import Scene

HOUSE = branch({"1": ("cash", "transfer"), "2": ("transfer",), "6": ("wealth",)}, vip_first=("6",))


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, all counters closed."""
    return Scene(HOUSE)


def refusal(deed: Callable[[], object]) -> str:
    """The code with which the deed is refused."""
    with pytest.raises(LobbyError) as refused:
        deed()
    return refused.value.code


def test_an_opened_counter_serves_what_is_planned_for_it(scene: Scene) -> None:
    scene.opens("1", actor="teller 7")

    assert scene.hall.counters["1"] == Counter(
        id="1",
        vip_first=False,
        since=MONDAY_TEN,
        state=CounterState.OPEN,
        services=("cash", "transfer"),
        teller="teller 7",
    )
    assert scene.facts[-1].detail == {"services": ["cash", "transfer"], "teller": "teller 7", "vip_first": False}


def test_a_counter_may_be_opened_for_other_services_which_are_then_lent(scene: Scene) -> None:
    scene.opens("2", "wealth", "cash", "cash")

    counter = scene.hall.counters["2"]
    assert (counter.services, counter.lent) == (("cash", "wealth"), ("cash", "wealth"))


def test_a_vip_first_counter_says_so_in_the_journal(scene: Scene) -> None:
    scene.opens("6")

    assert scene.facts[-1].detail["vip_first"] is True


@pytest.mark.parametrize("before", ["opens", "pauses"])
def test_an_open_or_paused_counter_cannot_be_opened(scene: Scene, before: str) -> None:
    scene.opens("1")
    if before == "pauses":
        scene.pauses("1")

    assert refusal(lambda: scene.opens("1")) == "counter_not_closed"


def test_no_counter_opens_while_no_day_is_open(scene: Scene) -> None:
    scene.passes(hours=8)
    assert scene.hall.day is None

    assert refusal(lambda: scene.opens("1")) == "day_closed"


def test_an_unknown_service_is_not_served(scene: Scene) -> None:
    assert refusal(lambda: scene.opens("1", "cash", "pawn")) == "unknown_service"
    scene.opens("1")
    assert refusal(lambda: scene.serves("1", "pawn")) == "unknown_service"


@pytest.mark.parametrize(
    "deed",
    [
        lambda scene: scene.opens("9"),
        lambda scene: scene.serves("9", "cash"),
        lambda scene: scene.pauses("9"),
        lambda scene: scene.resumes("9"),
        lambda scene: scene.closes("9"),
        lambda scene: scene.next("9"),
        *(
            lambda scene, deed=deed: scene.at("9", deed)
            for deed in (calls.finish_then_next, calls.recall, calls.start, calls.finish, calls.no_show)
        ),
    ],
)
def test_an_unknown_counter_is_not_found(scene: Scene, deed: Callable[[Scene], object]) -> None:
    with pytest.raises(NotFound, match="unknown_counter"):
        deed(scene)


def test_services_set_with_an_end_must_end_in_the_future(scene: Scene) -> None:
    scene.opens("2")

    assert refusal(lambda: scene.serves("2", "cash", until=scene.now)) == "until_is_past"
    scene.serves("2", "cash", until=scene.now + timedelta(microseconds=1))

    assert scene.hall.counters["2"].services == ("cash",)


def test_services_set_again_replace_the_end_too(scene: Scene) -> None:
    scene.opens("2")
    scene.serves("2", "cash", until=scene.now + timedelta(minutes=5))

    scene.serves("2", "wealth")

    assert scene.hall.counters["2"].services_until is None


def test_a_paused_counter_says_until_when_it_will_probably_be(scene: Scene) -> None:
    scene.opens("1")
    scene.next("1")
    scene.passes(minutes=1)

    scene.pauses("1", "lunch")

    counter = scene.hall.counters["1"]
    assert (counter.state, counter.reason, counter.ready_since) == (CounterState.PAUSED, "lunch", None)
    assert (counter.since, counter.until) == (scene.now, scene.now + timedelta(minutes=45))


def test_nothing_happens_by_itself_when_a_pause_has_lasted_as_long_as_usual(scene: Scene) -> None:
    scene.opens("1")
    scene.pauses("1")

    assert scene.passes(hours=2) == []


def test_a_counter_paused_with_a_ticket_finishes_that_one_first(scene: Scene) -> None:
    scene.opens("1")
    scene.issues()
    number = scene.next("1")
    scene.pauses("1")

    scene.at("1", calls.start)
    assert scene.hall.counters["1"].ticket == number
    scene.at("1", calls.finish)

    assert scene.hall.counters["1"].ticket is None
    assert refusal(lambda: scene.next("1")) == "counter_paused"
    assert refusal(lambda: scene.at("1", calls.finish_then_next)) == "counter_paused"


def test_finish_and_next_at_a_paused_counter_finishes_nothing(scene: Scene) -> None:
    scene.opens("1")
    scene.issues()
    scene.next("1")
    scene.pauses("1")
    before = scene.hall

    assert refusal(lambda: scene.at("1", calls.finish_then_next)) == "counter_paused"

    assert scene.hall == before


def test_a_resumed_counter_has_lost_reason_and_end(scene: Scene) -> None:
    scene.opens("1")
    before = scene.hall.counters["1"]
    scene.pauses("1")
    scene.passes(minutes=3)

    scene.resumes("1")

    assert scene.hall.counters["1"] == replace(before, since=scene.now)


def test_a_counter_with_a_ticket_cannot_be_closed(scene: Scene) -> None:
    scene.opens("1")
    scene.issues()
    scene.next("1")

    with pytest.raises(Conflict) as refused:
        scene.closes("1")

    assert (refused.value.code, refused.value.values["ticket"]) == ("counter_busy", "A001")


def test_a_closed_counter_keeps_nothing_of_its_day(scene: Scene) -> None:
    scene.opens("2", "cash")
    scene.serves("2", "wealth", until=scene.now + timedelta(hours=1))
    scene.pauses("2")
    scene.passes(minutes=1)

    scene.closes("2")

    assert scene.hall.counters["2"] == Counter("2", False, scene.now)


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda scene: scene.serves("1", "cash"), "counter_closed"),
        (lambda scene: scene.pauses("1"), "counter_closed"),
        (lambda scene: scene.closes("1"), "counter_closed"),
        (lambda scene: scene.next("1"), "counter_closed"),
        (lambda scene: scene.at("1", calls.finish_then_next), "counter_closed"),
        (lambda scene: scene.resumes("1"), "counter_not_paused"),
    ],
)
def test_a_closed_counter_does_nothing(scene: Scene, deed: Callable[[Scene], object], code: str) -> None:
    before = scene.hall

    assert refusal(lambda: deed(scene)) == code
    assert scene.hall == before


def test_who_is_paused_cannot_be_paused_again_and_who_is_open_cannot_resume(scene: Scene) -> None:
    scene.opens("1")
    assert refusal(lambda: scene.resumes("1")) == "counter_not_paused"

    scene.pauses("1")

    assert refusal(lambda: scene.pauses("1")) == "counter_paused"
