"""Who is told to be next at the latest really is: to the boundary of each head start, and in random histories."""

import pytest

from lobby.domain import calls
from lobby.domain.next_in_line import is_next, say_what_comes
from tests.domain.builders import branch, fairness
from tests.domain.histories import History
from tests.domain.scene import Scene

ONLY_THE_RULE = {
    *("ticket_issued", "estimate_shown", "ticket_called", "ticket_recalled", "service_started", "service_finished"),
    "counter_ready",
}
"""After these nobody has decided anything but the rule."""


def a_queue(*, vip_first: bool = False) -> tuple[Scene, str]:
    """One who waits for cash, counter 1 busy with another; gold counts as ten minutes earlier, care as fifteen."""
    classes = {"ordinary": (0.0, None), "gold": (10.0, "tier"), "care": (15.0, "care")}
    scene = Scene(
        branch(
            {"1": ("cash",), "2": ("cash", "transfer")},
            vip_first=("1",) if vip_first else (),
            rules=fairness(classes, {"tier": 2, "care": 1}),
        )
    )
    scene.opens("1")
    scene.issues()
    scene.next("1")
    return scene, scene.issues()


def says(scene: Scene, number: str) -> bool:
    return is_next(scene.hall, scene.hall.tickets[number], scene.now)


@pytest.mark.parametrize(("minutes", "expected"), [(14.99, False), (15, True), (16, True)])
def test_who_has_waited_as_long_as_the_longest_head_start_can_be_passed_no_more(minutes: float, expected: bool) -> None:
    scene, number = a_queue()

    scene.passes(minutes=minutes)

    assert says(scene, number) is expected


def test_the_woman_of_s04_is_told_that_she_is_next_after_one_pass_of_three() -> None:
    scene, number = a_queue()
    scene.issues("cash", "gold")
    scene.at("1", calls.finish_then_next)

    scene.passes(minutes=15)

    said = say_what_comes(scene.hall, scene.hall.tickets[number], scene.now)
    assert said.zh == "您已被优先号超过 1 次，最多 3 次；最迟下一个就是您。"
    assert said.en == "Priority numbers were called before you once; 3 is the most. You are next at the latest."


def test_who_was_passed_as_often_as_may_be_is_next_at_once() -> None:
    scene, number = a_queue()
    for class_id in ("gold", "care", "gold"):
        scene.issues("cash", class_id)
        scene.at("1", calls.finish_then_next)

    assert scene.hall.tickets[number].passed == 3
    assert says(scene, number)


def test_a_counter_that_calls_tiers_first_keeps_the_door_open_until_their_passes_are_used_up() -> None:
    scene, number = a_queue(vip_first=True)
    scene.passes(minutes=30)
    before = says(scene, number)
    for _ in range(2):
        scene.issues("cash", "gold")
        scene.at("1", calls.finish_then_next)

    assert (before, says(scene, number)) == (False, True)


def test_nobody_is_next_behind_somebody_older_who_is_promised_to_come_back() -> None:
    scene, number = a_queue()
    scene.parks("A001", 60)
    scene.issues()
    scene.passes(minutes=20)
    first = scene.next("1")

    later = scene.hall.tickets["A003"]

    assert first == number
    assert not is_next(scene.hall, later, scene.now)
    scene.cancels("A001")
    assert is_next(scene.hall, later, scene.now)


def test_nobody_is_next_where_no_counter_serves_or_another_counter_would_call_somebody_else() -> None:
    scene, number = a_queue()
    scene.opens("2")
    scene.issues("transfer")
    scene.at("2", calls.finish_then_next)
    waiting = scene.issues("transfer")
    scene.passes(minutes=20)

    assert scene.hall.counters["2"].ticket == number
    assert not is_next(scene.hall, scene.hall.tickets[number], scene.now)
    assert not says(scene, waiting)
    scene.pauses("1")
    scene.pauses("2")
    assert not says(scene, "B001")


def test_first_come_first_served_says_so() -> None:
    scene = Scene(branch(rules=fairness({"ordinary": (0.0, None)}, {})))
    scene.opens("1")
    scene.issues()
    scene.next("1")
    number = scene.issues()

    said = say_what_comes(scene.hall, scene.hall.tickets[number], scene.now)

    assert said.zh == "按先来后到叫号；最迟下一个就是您。"


def test_whoever_was_told_so_is_called_next_unless_a_person_decides_otherwise() -> None:
    kept = [kept_in(seed) for seed in range(700, 730)]

    assert sum(kept) > 500


def kept_in(seed: int) -> int:
    """How often somebody was next in this history, and stayed so or was called. Raises AssertionError if not."""
    history, kept = History(seed), 0
    scene = history.scene
    for _ in range(250):
        hall, now, told = scene.hall, scene.now, len(scene.facts)
        were_next = [one for one in hall.tickets.values() if is_next(hall, one, now)]

        history.play(1)

        since = scene.facts[told:]
        kinds, rules = {fact.kind for fact in since}, {fact.detail.get("rule") for fact in since}
        if not kinds <= ONLY_THE_RULE or rules & {"override", "walk_up"} or scene.now < now:
            continue
        for one in were_next:
            kept += 1
            made = [fact for fact in since if fact.kind == "ticket_called"]
            here = [fact.ticket for fact in made if hall.counters[str(fact.counter)].serves(one.service)]
            stays = scene.hall.tickets.get(one.number)
            about = f"history {seed}, deed {history.deeds}: {one.number} was next, and {here} were called"
            if here:
                assert here[0] == one.number, about
            else:
                assert stays is not None, about
                assert is_next(scene.hall, stays, scene.now), about
    return kept
