"""The mistakes that are made again and again where priority is bounded: a test for each, named after it.

Each fails if the program makes that mistake. What holds in general is in `test_histories.py`.
"""

from lobby.domain.calls import finish
from lobby.domain.dispatch import Rule
from lobby.domain.ticket import TicketState
from tests.domain.builders import branch
from tests.domain.scene import Scene


def open_scene(counters: dict[str, tuple[str, ...]]) -> Scene:
    """Monday at ten, every counter open. A tier may pass one ticket twice, care once."""
    scene = Scene(branch(counters))
    for counter in counters:
        scene.opens(counter)
    return scene


def calls(scene: Scene, counter: str, *numbers: str) -> list[str | None]:
    """Whom the counter calls, one after another."""
    called = []
    for _ in numbers:
        called.append(scene.next(counter))
        scene.at(counter, finish)
    return called


def test_the_cap_is_checked_on_every_older_ticket_and_not_on_the_heads_of_lines_alone() -> None:
    scene = open_scene({"1": ("cash",)})
    head, behind = scene.issues(), scene.issues()
    scene.parks(head)
    platinum = [scene.issues(class_id="platinum") for _ in range(2)]
    assert calls(scene, "1", *platinum) == platinum
    scene.returns(head)
    third = scene.issues(class_id="platinum")

    called = scene.next("1")

    # The head of the line has skips to spare; the one behind it has none left, and is older than the third too.
    assert scene.hall.tickets[behind].skips == {"tier": 2}
    assert called == head
    assert scene.hall.tickets[third].state is TicketState.WAITING


def test_a_cap_protects_tickets_of_every_class_and_not_ordinary_ones_alone() -> None:
    scene = open_scene({"1": ("cash",)})
    gold = scene.issues(class_id="gold")
    platinum = [scene.issues(class_id="platinum") for _ in range(3)]

    assert calls(scene, "1", *platinum) == [platinum[0], platinum[1], gold]


def test_skips_are_not_lost_on_a_transfer() -> None:
    scene = open_scene({"1": ("cash",), "2": ("loan",)})
    passed = scene.issues()
    platinum = [scene.issues(class_id="platinum") for _ in range(2)]
    calls(scene, "1", *platinum)

    scene.transfers(passed, "loan")
    scene.issues("loan", "platinum")

    assert scene.next("2") == passed


def test_no_skip_is_counted_at_a_counter_that_could_not_serve_the_ticket() -> None:
    scene = open_scene({"1": ("cash",), "2": ("loan",)})
    waits_for_cash = scene.issues("cash")
    scene.issues("loan", "platinum")

    scene.next("2")

    assert scene.hall.tickets[waits_for_cash].skips == {}
    assert scene.facts[-1].skipped == ()


def test_an_ordinary_ticket_does_not_pass_an_older_one_that_needs_care() -> None:
    scene = open_scene({"1": ("cash",)})
    older = scene.issues(class_id="care")
    scene.issues()

    assert scene.next("1") == older


def test_care_at_its_cap_leaves_the_older_ordinary_ticket_before_it() -> None:
    scene = open_scene({"1": ("cash",)})
    ordinary = scene.issues()
    care = [scene.issues(class_id="care") for _ in range(2)]

    assert calls(scene, "1", *care) == [care[0], ordinary]
    assert [f.detail["rule"] for f in scene.facts if f.kind == "ticket_called"] == [Rule.HEAD_START, Rule.CAP]


def test_a_ready_counter_is_asked_for_after_a_return() -> None:
    scene = open_scene({"1": ("cash",)})
    number = scene.issues()
    scene.parks(number, minutes=30)
    scene.next("1")
    assert scene.hall.counters["1"].is_ready

    scene.returns(number)

    assert scene.hall.counters["1"].ticket == number
