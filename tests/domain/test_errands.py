"""Another service, one more errand, another class: the place in the queue stays."""

from collections.abc import Callable

import pytest

from lobby.domain import errands
from lobby.domain.calls import finish, start
from lobby.domain.errors import LobbyError
from lobby.domain.ticket import TicketState
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch
from tests.domain.scene import Scene


@pytest.fixture
def scene() -> Scene:
    """Monday at ten: counter 1 serves cash and loans, counter 2 wealth; both are open."""
    scene = Scene(branch({"1": ("cash", "loan"), "2": ("wealth",)}))
    scene.opens("1")
    scene.opens("2")
    return scene


def served(scene: Scene) -> str:
    """Somebody came for cash at ten and is called two minutes later."""
    number = scene.issues()
    scene.passes(minutes=2)
    scene.next("1")
    return number


def at_one(scene: Scene, deed: str, service: str) -> None:
    """The ticket at counter 1 is reclassified, or has one more errand."""
    scene.does(lambda hall, now: getattr(errands, deed)(hall, "1", service, now, "teller"))


def test_a_transfer_keeps_seniority_and_skips_and_frees_the_counter(scene: Scene) -> None:
    number = scene.issues()
    scene.issues(class_id="platinum")
    scene.next("1")
    scene.at("1", finish)
    scene.passes(minutes=2)
    scene.next("1")

    scene.transfers(number, "wealth")

    moved = scene.hall.tickets[number]
    assert (moved.service, moved.state, moved.seniority) == ("wealth", TicketState.WAITING, MONDAY_TEN.timestamp())
    assert moved.skips == {"tier": 1}
    assert scene.hall.counters["1"].ticket is None
    assert (scene.facts[-1].counter, scene.facts[-1].detail) == ("1", {"service": "wealth", "from": "cash"})


def test_whoever_is_transferred_comes_before_those_who_came_later(scene: Scene) -> None:
    number = served(scene)
    other = scene.issues("wealth")

    scene.transfers(number, "wealth")

    assert scene.next("2") == number
    assert scene.hall.tickets[other].skips == {}


def test_a_ready_counter_takes_who_is_transferred_at_once(scene: Scene) -> None:
    number = served(scene)
    scene.next("2")

    scene.transfers(number, "wealth")

    assert scene.hall.counters["2"].ticket == number


def test_the_service_may_be_changed_before_any_call(scene: Scene) -> None:
    number = scene.issues()

    scene.transfers(number, "loan")

    assert scene.hall.queues["loan", "ordinary"] == (scene.hall.tickets[number],)
    assert scene.facts[-1].counter is None


def test_a_wrong_key_at_the_kiosk_is_put_right_while_the_customer_stays(scene: Scene) -> None:
    number = served(scene)
    scene.at("1", start)
    began = scene.now
    scene.passes(minutes=3)

    at_one(scene, "reclassify", "loan")

    right = scene.hall.tickets[number]
    assert (right.service, right.state, right.started_at) == ("loan", TicketState.SERVING, began)
    assert scene.hall.counters["1"].ticket == number


def test_one_more_errand_that_is_served_here_goes_on_at_once_with_a_clock_of_its_own(scene: Scene) -> None:
    number = served(scene)
    scene.passes(minutes=3)

    at_one(scene, "errand", "loan")

    going_on = scene.hall.tickets[number]
    assert (going_on.service, going_on.state, going_on.started_at) == ("loan", TicketState.SERVING, scene.now)
    assert scene.facts[-1].detail == {"service": "loan", "errand": True}


def test_one_more_errand_for_another_counter_waits_there_with_the_same_seniority(scene: Scene) -> None:
    number = served(scene)
    scene.passes(minutes=3)
    other = scene.issues("wealth")

    at_one(scene, "errand", "wealth")

    assert scene.facts[-1].detail == {"service": "wealth", "from": "cash", "errand": True}
    assert scene.hall.counters["1"].ticket is None
    assert scene.next("2") == number
    assert scene.hall.tickets[other].state is TicketState.WAITING


def test_a_class_is_granted_without_moving_seniority_or_skips(scene: Scene) -> None:
    first, second = scene.issues(), scene.issues()
    scene.passes(minutes=1)

    scene.grants(second, "platinum")

    granted = scene.hall.tickets[second]
    assert (granted.class_id, granted.seniority) == ("platinum", MONDAY_TEN.timestamp())
    assert scene.next("1") == second
    assert scene.hall.tickets[first].skips == {"tier": 1}


def test_a_class_can_be_taken_away_again(scene: Scene) -> None:
    first, second = scene.issues(), scene.issues(class_id="platinum")

    scene.grants(second, "ordinary")

    assert scene.next("1") == first


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda scene, number: scene.transfers(number, "cash"), "same_service"),
        (lambda scene, number: scene.transfers(number, "gold"), "unknown_service"),
        (lambda scene, number: at_one(scene, "reclassify", "wealth"), "not_served_here"),
        (lambda scene, number: at_one(scene, "reclassify", "cash"), "same_service"),
        (lambda scene, number: at_one(scene, "errand", "gold"), "unknown_service"),
        (lambda scene, number: scene.grants(number, "ordinary"), "same_class"),
        (lambda scene, number: scene.grants(number, "royal"), "unknown_class"),
        (lambda scene, number: scene.transfers("A999", "loan"), "already_closed"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    scene: Scene, deed: Callable[[Scene, str], None], code: str
) -> None:
    number = served(scene)
    hall = scene.hall

    with pytest.raises(LobbyError) as refused:
        deed(scene, number)

    assert refused.value.code == code
    assert scene.hall == hall


def test_who_is_aside_is_transferred_only_after_coming_back(scene: Scene) -> None:
    number = served(scene)
    scene.parks(number, 5)

    with pytest.raises(LobbyError, match="not_here"):
        scene.transfers(number, "loan")
