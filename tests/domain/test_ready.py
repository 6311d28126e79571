"""Ready counters: whoever may be served is called, whatever fact made it possible (invariant I2)."""

from datetime import timedelta

import pytest

from lobby.domain.fact import Kind
from tests.domain.builders import branch
from tests.domain.scene import Scene

CASH, BOTH = ("cash",), ("cash", "transfer")


def ready_scene(**counters: tuple[str, ...]) -> Scene:
    """Counters c1, c2... have asked a minute after one another, in the order given, and got nobody."""
    scene = Scene(branch(counters))
    for counter in counters:
        scene.opens(counter)
        assert scene.next(counter) is None
        scene.passes(minutes=1)
    return scene


def test_who_takes_a_number_is_called_by_a_counter_that_is_ready() -> None:
    """Mistake: not asking the ready counters after an issue."""
    scene = ready_scene(c1=CASH)

    number = scene.issues("cash")

    assert scene.hall.counters["c1"].ticket == number
    assert [fact.kind for fact in scene.facts[-2:]] == [Kind.TICKET_ISSUED, Kind.TICKET_CALLED]
    assert scene.facts[-1].actor == "system"


def test_a_ready_counter_lent_to_a_service_calls_who_waits_for_it() -> None:
    """Mistake: not asking the ready counters after their services changed."""
    scene = ready_scene(c1=CASH, c2=("wealth",))
    number = scene.issues("wealth")
    assert scene.hall.counters["c2"].ticket == number
    waiting = scene.issues("wealth")

    scene.serves("c1", "cash", "wealth")

    assert scene.hall.counters["c1"].ticket == waiting


def test_a_ready_counter_whose_services_go_back_by_themselves_calls_who_waits_for_them() -> None:
    """Mistake: not asking the ready counters after what time did."""
    scene = Scene(branch({"c1": CASH, "c2": ("wealth",)}))
    scene.opens("c1")
    back = scene.now + timedelta(minutes=5)
    scene.serves("c1", "wealth", until=back)
    scene.next("c1")
    waiting = scene.issues("cash")

    scene.passes(minutes=20)

    called = [fact for fact in scene.facts if fact.kind is Kind.TICKET_CALLED]
    assert [(fact.ticket, fact.counter, fact.at) for fact in called] == [(waiting, "c1", back)]


def test_the_least_flexible_ready_counter_is_asked_first() -> None:
    scene = ready_scene(c1=BOTH, c2=CASH)

    number = scene.issues("cash")

    assert scene.hall.counters["c2"].ticket == number


def test_of_equally_flexible_ones_the_counter_that_is_ready_longest_is_asked_first() -> None:
    scene = Scene(branch({"c1": CASH, "c2": CASH}))
    for counter in ("c2", "c1"):
        scene.opens(counter)
        scene.next(counter)
        scene.passes(seconds=1)

    number = scene.issues("cash")

    assert scene.hall.counters["c2"].ticket == number


def test_each_ready_counter_takes_one_and_the_others_wait() -> None:
    scene = ready_scene(c1=CASH, c2=CASH)

    first, second, third = (scene.issues("cash") for _ in range(3))

    assert [scene.hall.counters[c].ticket for c in ("c1", "c2")] == [first, second]
    assert [ticket.number for line in scene.hall.lines(["cash"]) for ticket in line] == [third]


@pytest.mark.parametrize("deed", ["pauses", "closes"])
def test_a_counter_that_is_no_longer_staffed_is_no_longer_ready(deed: str) -> None:
    scene = ready_scene(c1=CASH)
    getattr(scene, deed)("c1")

    scene.issues("cash")

    assert scene.hall.counters["c1"].ticket is None
    assert scene.hall.count_waiting(["cash"]) == 1


def test_a_counter_that_resumes_has_to_ask_anew() -> None:
    scene = ready_scene(c1=CASH)
    scene.pauses("c1")
    scene.issues("cash")

    scene.resumes("c1")

    assert scene.hall.counters["c1"].ticket is None
    assert scene.next("c1") == "A001"


def test_a_counter_that_asks_again_stays_ready_since_it_first_asked() -> None:
    scene = ready_scene(c1=CASH)
    before = scene.hall

    scene.next("c1")

    assert scene.hall == before
