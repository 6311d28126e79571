"""When a flexible counter should help, whom, and when it goes back: just below, at and above every threshold."""

from datetime import timedelta

import pytest

from lobby.domain import calls
from lobby.domain.branch import Branch, LendingMeasure, LendingMode
from lobby.domain.flexible import leave_alone
from lobby.domain.lending import Step, StepCause, StepDeed, advised, by_itself
from tests.domain.lending_halls import NOTHING, come, lending_branch, lends, staffed, steps, takes_back, ticks
from tests.domain.scene import Scene

HOUSE = lending_branch()
AUTOMATIC = lending_branch(mode=LendingMode.AUTOMATIC)
BY_WAIT = lending_branch(measure=LendingMeasure.WAIT, lend_at=20, return_at=8)
LEND_3 = Step(StepDeed.LEND, "3", ("cash",), StepCause.WAITING)
LEND_5 = Step(StepDeed.LEND, "5", ("cash",), StepCause.WAITING)
ALL = ("1", "2", "3", "5")


def back(counter: str, cause: StepCause, *services: str) -> Step:
    return Step(StepDeed.TAKE_BACK, counter, services or ("cash",), cause)


def lent(counter: str, waiting: int, house: Branch = HOUSE) -> Scene:
    """So many wait for cash, and that counter is lent to it; nobody has called anybody."""
    scene = staffed(house, *ALL)
    come(scene, waiting)
    lends(scene, counter, "cash")
    return scene


@pytest.mark.parametrize(("waiting", "advice"), [(5, []), (6, [LEND_3, LEND_5]), (7, [LEND_3, LEND_5])])
def test_a_counter_is_lent_when_as_many_wait_as_the_threshold_says(waiting: int, advice: list[Step]) -> None:
    scene = staffed(HOUSE, *ALL)

    come(scene, waiting)

    assert steps(scene) == advice


def test_the_one_with_fewest_people_of_its_own_comes_first_then_the_least_flexible() -> None:
    scene = staffed(HOUSE, *ALL)
    come(scene, 6)
    with_nobody_of_their_own = steps(scene)

    come(scene, 1, "transfer")

    assert with_nobody_of_their_own == [LEND_3, LEND_5]
    assert steps(scene) == [LEND_5, LEND_3]


@pytest.mark.parametrize(("own", "advice"), [(2, [LEND_3]), (3, [])])
def test_it_is_not_lent_while_its_own_people_are_more_than_the_lower_threshold(own: int, advice: list[Step]) -> None:
    scene = staffed(HOUSE, "1", "2", "3")
    come(scene, 6)

    come(scene, own, "transfer")

    assert steps(scene) == advice


@pytest.mark.parametrize(("own", "advice"), [(5, []), (6, [back("3", StepCause.OWN_QUEUE)])])
def test_it_goes_back_when_its_own_people_reach_the_upper_threshold(own: int, advice: list[Step]) -> None:
    scene = lent("3", 9)
    scene.closes("5")

    come(scene, own, "transfer")

    assert steps(scene) == advice


def test_only_an_open_counter_is_lent() -> None:
    scene = staffed(HOUSE, "1", "3", "5")
    come(scene, 6)

    scene.pauses("3")
    scene.closes("5")

    assert steps(scene) == []


@pytest.mark.parametrize(
    ("waiting", "advice"), [(3, []), (2, [back("3", StepCause.WAITING)]), (0, [back("3", StepCause.WAITING)])]
)
def test_it_goes_back_at_the_lower_threshold_and_not_before(waiting: int, advice: list[Step]) -> None:
    scene = lent("3", 6)

    while scene.hall.count_waiting(["cash"]) > waiting:
        scene.at("1", calls.finish_then_next)

    assert steps(scene) == advice


def test_whom_the_lent_counter_has_would_be_waiting_without_it() -> None:
    scene = lent("3", 6)
    for _ in range(3):
        scene.at("1", calls.finish_then_next)

    scene.next("3")

    assert scene.hall.count_waiting(["cash"]) == 2
    assert steps(scene) == []
    scene.at("3", calls.finish)
    assert steps(scene) == [back("3", StepCause.WAITING)]


def test_in_minutes_a_counter_does_not_send_itself_back_by_helping() -> None:
    scene = staffed(BY_WAIT, *ALL)
    scene.next("1")
    scene.next("2")
    come(scene, 5)

    before = [step.counter for step in steps(scene)]
    lends(scene, "3", "cash")
    lends(scene, "5", "cash")
    scene.next("3")
    scene.next("5")

    assert before == ["3", "5"]
    assert scene.hall.count_waiting(["cash"]) == 1
    assert steps(scene) == []


def test_in_minutes_it_goes_back_when_the_others_manage() -> None:
    scene = staffed(BY_WAIT, *ALL)
    come(scene, 6)
    lends(scene, "3", "cash")

    while scene.hall.count_waiting(["cash"]) > 1:
        scene.at("1", calls.finish_then_next)

    assert steps(scene) == [back("3", StepCause.WAIT)]


@pytest.mark.parametrize(("waiting", "advice"), [(11, []), (12, [LEND_5])])
def test_a_second_counter_for_the_same_people_needs_twice_as_many(waiting: int, advice: list[Step]) -> None:
    scene = lent("3", 6)

    come(scene, waiting - 6)

    assert steps(scene) == advice


def test_of_two_the_one_lent_last_goes_back_first_and_at_twice_the_threshold() -> None:
    scene = lent("3", 12)
    scene.passes(minutes=1)
    lends(scene, "5", "cash")
    gone = []

    while scene.hall.count_waiting(["cash"]):
        scene.at("1", calls.finish_then_next)
        if found := steps(scene):
            gone.append((scene.hall.count_waiting(["cash"]), found[0].counter))
            takes_back(scene, found[0].counter)

    assert gone == [(4, "5"), (2, "3")]


def test_one_lent_to_other_people_does_not_raise_the_threshold() -> None:
    scene = staffed(HOUSE, *ALL)
    come(scene, 6)

    lends(scene, "5", "transfer")

    assert LEND_3 in steps(scene)


@pytest.mark.parametrize(("minimum", "advice"), [(1, [LEND_3]), (2, [])])
def test_it_is_not_lent_if_its_own_services_would_keep_too_few_counters(minimum: int, advice: list[Step]) -> None:
    served = {"1": ("cash",), "3": ("transfer",), "4": ("transfer",)}
    house = lending_branch(minimum={"transfer": minimum}, served=served, flexible={"3": ("cash",)})
    scene = staffed(house, "1", "3", "4")

    come(scene, 6)

    assert steps(scene) == advice


@pytest.mark.parametrize("goes", [lambda scene: scene.pauses("4"), lambda scene: scene.closes("4")])
def test_it_goes_back_when_its_own_services_have_too_few_counters_without_it(goes: object) -> None:
    served = {"1": ("cash",), "3": ("transfer",), "4": ("transfer",)}
    scene = staffed(lending_branch(minimum={"transfer": 1}, served=served), "1", "3", "4")
    come(scene, 9)
    lends(scene, "3", "cash")
    before = steps(scene)

    assert callable(goes)
    goes(scene)

    assert (before, steps(scene)) == ([], [back("3", StepCause.MINIMUM)])


def test_a_counter_that_is_lent_itself_counts_for_no_minimum() -> None:
    served = {"1": ("cash",), "3": ("transfer",), "4": ("transfer",)}
    house = lending_branch(minimum={"transfer": 1}, served=served, flexible={"3": ("cash",), "4": ("cash",)})
    scene = staffed(house, "1", "3", "4")
    come(scene, 12)

    lends(scene, "3", "cash")

    assert steps(scene) == []


def test_what_somebody_lent_until_an_instant_stays_until_then_if_its_own_people_can_wait() -> None:
    scene = staffed(HOUSE, *ALL)
    scene.serves("5", "cash", "corporate", until=scene.now + timedelta(minutes=30))
    before = steps(scene)

    come(scene, 6, "corporate")

    assert (before, steps(scene)) == ([], [back("5", StepCause.OWN_QUEUE)])


def test_a_counter_that_is_left_alone_is_advised_again_when_its_time_is_over() -> None:
    scene = staffed(HOUSE, "1", "3")
    come(scene, 6)
    scene.does(lambda hall, now: leave_alone(hall, "3", None, now, "manager"))

    scene.passes(minutes=15, seconds=-1)
    before = steps(scene)
    scene.passes(seconds=1)

    assert (before, steps(scene)) == ([], [LEND_3])


def test_nothing_is_advised_where_it_is_off() -> None:
    scene = staffed(lending_branch(mode=LendingMode.OFF), *ALL)

    come(scene, 60)

    assert steps(scene) == []


def test_where_it_happens_by_itself_nobody_is_asked_and_the_journal_says_why() -> None:
    scene = staffed(AUTOMATIC, *ALL)
    come(scene, 6)
    asked = advised(scene.hall, NOTHING, scene.now)

    made = ticks(scene)

    assert (asked, made) == (None, LEND_3)
    assert (scene.facts[-1].actor, scene.facts[-1].kind) == ("system", "counter_services_set")
    assert scene.facts[-1].detail == {"services": ["cash", "transfer"], "lent": ["cash"], "reason": "waiting"}
    assert ticks(scene) is None


def test_where_people_decide_nothing_happens_by_itself() -> None:
    scene = staffed(HOUSE, *ALL)

    come(scene, 6)

    assert by_itself(scene.hall, NOTHING, scene.now) is None
    assert advised(scene.hall, NOTHING, scene.now) == LEND_3


def test_what_a_person_lent_no_clock_takes_back_but_the_person_is_told() -> None:
    scene = staffed(AUTOMATIC, *ALL)

    lends(scene, "3", "cash")

    assert ticks(scene) is None
    assert advised(scene.hall, NOTHING, scene.now) == back("3", StepCause.WAITING)


def test_what_a_person_took_back_is_not_lent_again_at_once() -> None:
    scene = staffed(AUTOMATIC, "1", "2", "3")
    come(scene, 6)
    ticks(scene)

    takes_back(scene, "3")

    assert ticks(scene) is None
    scene.passes(minutes=15)
    assert ticks(scene) == LEND_3
