"""What a ticket's holder is shown of being out of the queue, of being back in it, and of care."""

from datetime import timedelta

import pytest

from lobby.domain.aside import in_time_until
from lobby.domain.calls import no_show, recall
from lobby.domain.errands import errand
from lobby.domain.estimate import Waits
from lobby.domain.slip import ticket_view
from lobby.domain.views import View, instant_view
from tests.domain.builders import branch
from tests.domain.scene import Scene

GRACE = timedelta(minutes=30)


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, counter 1 open for cash and loans, counter 2 for wealth, one machine for cash."""
    house = branch({"1": ("cash", "loan"), "2": ("wealth",)}, machines={"m1": ("cash",)}, late_grace=GRACE)
    scene = Scene(house)
    scene.opens("1")
    return scene


def shown(scene: Scene, number: str) -> View:
    """The holder's picture."""
    return ticket_view(scene.hall, scene.ticket(number), Waits(), scene.now)


def missed(scene: Scene) -> str:
    """Somebody who was called at counter 1 and did not come."""
    number = scene.issues()
    scene.next("1")
    scene.at("1", recall)
    scene.passes(minutes=2)
    scene.at("1", no_show)
    return number


def test_who_missed_the_call_is_shown_where_it_was_and_until_when_the_place_is_kept(scene: Scene) -> None:
    number = missed(scene)

    told = shown(scene, number)

    assert (told["state"], told["counter"]) == ("missed", "1")
    assert told["in_time_until"] == instant_view(scene.now + GRACE)


def test_the_place_is_kept_until_just_the_instant_that_is_shown(scene: Scene) -> None:
    first, second = missed(scene), missed(scene)
    until = in_time_until(scene.hall, scene.ticket(second))
    assert until is not None

    scene.passes(seconds=(until - scene.now).total_seconds())
    scene.comes_after_all(second)
    scene.comes_after_all(first)

    assert [scene.ticket(number).came_back for number in (second, first)] == ["in_time", "late"]


def test_nobody_else_has_a_place_that_is_kept_until_some_time(scene: Scene) -> None:
    number = scene.issues()

    assert shown(scene, number)["in_time_until"] is None
    scene.next("1")
    assert shown(scene, number)["in_time_until"] is None
    scene.parks(number)
    assert shown(scene, number)["in_time_until"] is None


def test_who_says_to_be_ready_before_the_promised_time_is_back_for_that_reason(scene: Scene) -> None:
    number = scene.issues()
    scene.parks(number, minutes=20)

    scene.returns(number, "ready", actor="holder")

    assert (shown(scene, number)["state"], shown(scene, number)["came_back"]) == ("waiting", "ready")


def test_who_waits_for_another_service_or_one_more_is_shown_that_and_no_older_reason(scene: Scene) -> None:
    number = scene.issues()
    scene.next("1")
    scene.returns(number, "unfinished")
    scene.next("1")

    scene.transfers(number, "loan")
    moved = shown(scene, number)
    scene.next("1")
    scene.does(lambda hall, now: errand(hall, "1", "wealth", now, "teller"))
    more = shown(scene, number)

    assert (moved["service"], moved["came_back"]) == ("loan", "transferred")
    assert (more["service"], more["came_back"]) == ("wealth", "errand")


def test_a_transfer_that_is_taken_back_leaves_the_reason_as_it_was(scene: Scene) -> None:
    number = scene.issues()
    scene.next("1")
    scene.transfers(number, "loan")

    scene.undoes(number)

    assert (scene.ticket(number).state, scene.ticket(number).came_back) == ("called", None)


def test_from_a_counter_one_waits_since_the_transfer_and_in_the_queue_since_one_came(scene: Scene) -> None:
    served, waiting = scene.issues(), scene.issues()
    scene.next("1")
    scene.passes(minutes=5)

    for number in (served, waiting):
        scene.transfers(number, "loan")

    assert scene.ticket(served).came_back_at == scene.now
    assert scene.ticket(waiting).came_back_at is None


def test_who_is_given_care_is_shown_what_staff_do_and_not_on_which_ground(scene: Scene) -> None:
    care, other = scene.issues(class_id="care"), scene.issues()

    assert shown(scene, care)["help"] == {"zh": "help-elderly中", "en": "help-elderly en"}
    assert shown(scene, other)["help"] is None
    assert '"elderly"' not in str(shown(scene, care)).replace("'", '"')
