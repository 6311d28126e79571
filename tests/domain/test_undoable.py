"""What the teller at a counter is offered to take back: what undo would do, for as long as it would."""

from collections.abc import Callable

import pytest

from lobby.domain import errands
from lobby.domain.calls import finish, no_show, recall, start
from lobby.domain.desk import desk_view
from lobby.domain.estimate import Waits
from lobby.domain.undo import Undoable, undoable_at
from lobby.domain.views import instant_view
from tests.domain.builders import branch
from tests.domain.scene import Scene


@pytest.fixture
def scene() -> Scene:
    """Monday at ten: counter 1 has called the only customer, a minute ago and again now."""
    scene = Scene(branch({"1": ("cash", "loan"), "2": ("wealth",)}, machines={"m1": ("cash",)}))
    scene.opens("1")
    scene.opens("2")
    scene.issues()
    scene.next("1")
    scene.at("1", recall)
    scene.passes(minutes=1)
    return scene


Deed = Callable[[Scene], object]
DEEDS: dict[str, tuple[Deed, str]] = {
    "finish": (lambda scene: scene.at("1", finish), "finish"),
    "no-show": (lambda scene: scene.at("1", no_show), "no_show"),
    "park": (lambda scene: scene.parks("A001"), "park"),
    "redirect": (lambda scene: scene.sends_to("m1", "A001"), "redirect"),
    "transfer": (lambda scene: scene.transfers("A001", "wealth"), "transfer"),
    "errand elsewhere": (
        lambda scene: scene.does(lambda hall, now: errands.errand(hall, "1", "wealth", now, "teller")),
        "transfer",
    ),
}
EVERY_DEED = pytest.mark.parametrize(("deed", "name"), DEEDS.values(), ids=DEEDS.keys())


def offered(scene: Scene, counter: str = "1") -> Undoable | None:
    last = scene.hall.counters[counter].last
    return undoable_at(scene.hall.counters[counter], None if last is None else scene.ticket(last), scene.now)


@EVERY_DEED
def test_a_deed_that_took_the_ticket_away_is_offered_for_ten_seconds(scene: Scene, deed: Deed, name: str) -> None:
    deed(scene)
    done = scene.now

    scene.passes(seconds=10)
    last_moment = offered(scene)
    scene.passes(microseconds=1)

    assert last_moment is not None
    assert (last_moment.deed, last_moment.number) == (name, "A001")
    assert (last_moment.until - done).total_seconds() == 10
    assert offered(scene) is None


def test_nothing_is_offered_before_anything_was_done(scene: Scene) -> None:
    assert offered(scene) is None
    assert undoable_at(scene.hall.counters["2"], None, scene.now) is None


def test_a_deed_that_keeps_the_ticket_offers_nothing(scene: Scene) -> None:
    scene.at("1", start)

    assert offered(scene) is None


def test_nothing_is_offered_once_the_counter_holds_another(scene: Scene) -> None:
    scene.issues()
    scene.at("1", finish)
    assert offered(scene) is not None

    scene.next("1")

    assert offered(scene) is None


def test_nothing_is_offered_once_something_else_was_done_with_the_ticket(scene: Scene) -> None:
    scene.parks("A001")
    scene.parks("A001", minutes=30, actor="manager")

    assert offered(scene) is None


def test_nothing_is_offered_for_a_customer_who_came_back_by_themselves(scene: Scene) -> None:
    scene.parks("A001")
    scene.pauses("1")

    scene.returns("A001")

    assert offered(scene) is None


def test_what_is_offered_stands_on_the_desk(scene: Scene) -> None:
    scene.at("1", finish)
    gone = scene.ticket("A001")

    shown = desk_view(scene.hall, "1", Waits(), scene.now, gone)["undoable"]

    assert gone.before is not None
    until = instant_view(gone.before.at.replace(second=gone.before.at.second + 10))
    assert shown == {"deed": "finish", "number": "A001", "until": until}
    assert desk_view(scene.hall, "2", Waits(), scene.now)["undoable"] is None
