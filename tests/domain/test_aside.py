"""Parked, sent to a machine, missed, and back: out of the queue for a while, and never a new number."""

from datetime import timedelta

import pytest

from lobby.domain.calls import finish, no_show, recall
from lobby.domain.errors import Conflict, LobbyError
from lobby.domain.ticket import Aside, TicketState
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch
from tests.domain.scene import Scene

GRACE = timedelta(minutes=30)


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, counter 1 open for cash and loans, one machine for cash."""
    scene = Scene(branch({"1": ("cash", "loan")}, machines={"m1": ("cash",)}, late_grace=GRACE))
    scene.opens("1")
    return scene


def served(scene: Scene) -> str:
    """Somebody took a number at ten and is being served two minutes later."""
    number = scene.issues()
    scene.passes(minutes=2)
    scene.next("1")
    return number


def missed(scene: Scene) -> str:
    """Somebody took a number at ten and was given up four minutes later."""
    number = served(scene)
    scene.at("1", recall)
    scene.passes(minutes=2)
    scene.at("1", no_show)
    return number


def test_a_parked_ticket_leaves_its_counter_free_and_is_promised_an_instant(scene: Scene) -> None:
    number = served(scene)

    scene.parks(number, minutes=20)

    parked = scene.hall.tickets[number]
    until = scene.now + timedelta(minutes=20)
    assert (parked.state, parked.aside) == (TicketState.PARKED, Aside(scene.now, until=until, reason="approval"))
    assert (scene.hall.counters["1"].ticket, scene.hall.counters["1"].last) == (None, number)
    assert scene.entries[-1] == {
        "seq": scene.hall.seq,
        "at": scene.now,
        "kind": "ticket_parked",
        "actor": "teller",
        "ticket": f"2026-01-05/{number}",
        "counter": "1",
        "until": "2026-01-05T02:22:00.000000Z",
        "reason": "approval",
    }


def test_a_parked_ticket_waits_again_by_itself_at_the_promised_instant_before_those_who_came_later(
    scene: Scene,
) -> None:
    number = served(scene)
    scene.parks(number, minutes=20)
    scene.passes(minutes=1)
    later = scene.issues()

    scene.passes(minutes=18, seconds=59)
    before = scene.hall.tickets[number].state
    scene.passes(minutes=10)

    back = scene.hall.tickets[number]
    assert (before, back.state, back.came_back) == (TicketState.PARKED, TicketState.WAITING, "promise_due")
    assert scene.facts[-1].at == MONDAY_TEN + timedelta(minutes=22)
    assert (scene.next("1"), later) == (number, "A002")


def test_a_ready_counter_calls_a_parked_ticket_at_the_promised_instant(scene: Scene) -> None:
    number = served(scene)
    scene.parks(number, minutes=5)
    scene.next("1")

    scene.passes(minutes=7)

    called = scene.hall.tickets[number]
    assert (called.state, called.called_at) == (TicketState.CALLED, MONDAY_TEN + timedelta(minutes=7))


def test_who_waits_may_be_parked_and_who_is_parked_be_promised_another_time(scene: Scene) -> None:
    number = scene.issues()

    scene.parks(number, minutes=5)
    scene.passes(minutes=3)
    scene.parks(number, minutes=5)
    scene.passes(minutes=4)

    assert scene.hall.tickets[number].state is TicketState.PARKED


def test_who_tries_a_machine_comes_back_to_the_old_place(scene: Scene) -> None:
    first, second = served(scene), scene.issues()
    scene.sends_to("m1", first)
    scene.passes(minutes=5)

    scene.returns(first, "machine_failed")

    back = scene.hall.tickets[first]
    assert (back.state, back.aside, back.came_back) == (TicketState.WAITING, None, "machine_failed")
    assert scene.next("1") == first
    assert scene.hall.tickets[second].skips == {}


@pytest.mark.parametrize(
    ("service", "machine", "code"),
    [("loan", "m1", "machine_cannot"), ("cash", "m9", "unknown_machine")],
)
def test_nobody_is_sent_to_a_machine_that_cannot_do_it(scene: Scene, service: str, machine: str, code: str) -> None:
    number = scene.issues(service)

    with pytest.raises(LobbyError) as refused:
        scene.sends_to(machine, number)

    assert refused.value.code == code
    assert scene.hall.tickets[number].state is TicketState.WAITING


def test_an_errand_that_was_not_finished_needs_no_new_number(scene: Scene) -> None:
    number = served(scene)
    scene.at("1", finish)
    scene.passes(minutes=9)
    later = scene.issues()

    scene.returns(number, "unfinished")

    assert scene.next("1") == number
    assert scene.hall.tickets[later].state is TicketState.WAITING


def test_who_was_called_by_mistake_goes_back_and_the_counter_is_free(scene: Scene) -> None:
    number = served(scene)

    scene.returns(number, "called_by_mistake")

    assert scene.hall.counters["1"].ticket is None
    assert scene.hall.tickets[number].seniority == MONDAY_TEN.timestamp()
    assert scene.facts[-1].counter == "1"


def test_who_waits_has_nothing_to_come_back_from(scene: Scene) -> None:
    number = scene.issues()

    with pytest.raises(Conflict, match="already_waiting"):
        scene.returns(number)


@pytest.mark.parametrize(("late_by", "kind"), [(0, "ticket_returned"), (1, "ticket_back_late")])
def test_coming_back_after_a_missed_call_costs_the_place_only_beyond_the_grace(
    scene: Scene, late_by: int, kind: str
) -> None:
    number = missed(scene)
    scene.passes(minutes=10)
    other = scene.issues()
    scene.passes(minutes=20, seconds=late_by)

    scene.comes_after_all(number)

    expected = MONDAY_TEN if kind == "ticket_returned" else scene.now
    assert scene.facts[-1].kind == kind
    assert scene.hall.tickets[number].seniority == expected.timestamp()
    assert scene.next("1") == (number if kind == "ticket_returned" else other)


def test_the_skips_stay_when_the_place_is_lost(scene: Scene) -> None:
    number = scene.issues()
    scene.issues(class_id="platinum")
    scene.next("1")
    scene.at("1", finish)
    scene.next("1")
    scene.at("1", recall)
    scene.passes(minutes=2)
    scene.at("1", no_show)
    scene.passes(hours=1)

    scene.comes_after_all(number)

    assert scene.hall.tickets[number].skips == {"tier": 1}


def test_nobody_comes_back_from_a_call_that_was_not_missed(scene: Scene) -> None:
    number = served(scene)

    with pytest.raises(Conflict, match=r"not_missed \(ticket=A001, state=called, counter=1\)"):
        scene.comes_after_all(number)


def test_who_is_missed_or_gone_cannot_be_parked(scene: Scene) -> None:
    away = missed(scene)
    gone = served(scene)
    scene.at("1", finish)

    for number, code in ((away, "not_here"), (gone, "already_closed")):
        with pytest.raises(Conflict, match=code):
            scene.parks(number)


def test_at_the_end_of_the_day_nobody_aside_is_lost(scene: Scene) -> None:
    away, parked, at_machine = missed(scene), scene.issues(), scene.issues()
    scene.parks(parked, minutes=240)
    scene.sends_to("m1", at_machine)

    scene.passes(hours=14)

    how = {fact.ticket: fact.detail["how"] for fact in scene.facts if fact.kind == "ticket_left"}
    assert how == {parked: "day_closed", at_machine: "machine", away: "gave_up"}
