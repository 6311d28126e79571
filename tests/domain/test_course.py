"""The course of a day: how many waited and how long, recounted by its definition from random histories."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from lobby.domain import calls
from lobby.domain.course import SLOT, Course, Slot, course_view, followed, until
from lobby.domain.fact import Fact, Kind
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch
from tests.domain.histories import History
from tests.domain.picture import Picture
from tests.domain.scene import Scene, entry_of

PROMISE = timedelta(minutes=20)
MONDAY = date(2026, 1, 5)


def course_of(scene: Scene, day: date = MONDAY) -> Course:
    return until(followed(Course(day), scene.facts, PROMISE), scene.now)


def slots_from_ten(course: Course) -> list[tuple[int, float]]:
    """(most, longest in minutes) of each slot from ten o'clock on."""
    return [(slot.most, slot.longest.total_seconds() / 60) for slot in course.slots if slot.start >= MONDAY_TEN]


def test_a_slot_keeps_its_peak_although_it_was_over_when_the_slot_ended() -> None:
    scene = Scene(branch())
    scene.opens("1")
    for _ in range(3):
        scene.issues()
    scene.passes(minutes=3)
    for _ in range(3):
        scene.at("1", calls.finish_then_next)
    scene.passes(minutes=8)

    assert slots_from_ten(course_of(scene)) == [(3, 3.0), (0, 0.0), (0, 0.0)]


def test_a_wait_grows_over_slots_in_which_nothing_happens() -> None:
    scene = Scene(branch())
    scene.issues()

    scene.passes(minutes=12)

    assert slots_from_ten(course_of(scene)) == [(1, 5.0), (1, 10.0), (1, 12.0)]


def test_what_happens_where_two_slots_meet_belongs_to_both_but_who_came_then_to_the_later_alone() -> None:
    scene = Scene(branch())
    scene.opens("1")
    scene.issues()
    scene.passes(minutes=5)

    scene.at("1", calls.next_ticket)
    scene.issues()
    scene.issues()

    assert slots_from_ten(course_of(scene)) == [(1, 5.0), (2, 5.0)]


def test_a_missed_ticket_and_a_cancelled_one_wait_no_more() -> None:
    scene = Scene(branch())
    scene.opens("1")
    scene.issues()
    cancelled = scene.issues()
    scene.at("1", calls.next_ticket)
    scene.at("1", calls.recall)
    scene.passes(minutes=1)
    scene.at("1", calls.no_show)
    scene.cancels(cancelled)

    scene.passes(minutes=5)

    assert slots_from_ten(course_of(scene)) == [(2, 1.0), (0, 0.0)]


@pytest.mark.parametrize(("minutes", "in_time"), [(19.99, 1), (20, 1), (20.01, 0)])
def test_who_was_called_within_the_promise_is_counted(minutes: float, in_time: int) -> None:
    scene = Scene(branch())
    scene.opens("1")
    scene.issues()
    scene.passes(minutes=minutes)
    scene.at("1", calls.next_ticket)
    scene.at("1", calls.recall)

    course = course_of(scene)

    assert (course.called, course.in_time) == (1, in_time)


def test_a_day_that_is_over_stays_as_it_ended_and_the_next_begins_anew() -> None:
    scene = Scene(branch())
    scene.issues()
    scene.passes(hours=24)  # Monday ends and Tuesday begins in one deed
    scene.issues()

    monday, tuesday = course_of(scene), course_of(scene, date(2026, 1, 6))

    assert monday.is_over
    assert monday.slots[-1] == Slot(datetime.fromisoformat("2026-01-06T00:00:00+08:00"), 1, timedelta(hours=14))
    assert not tuesday.is_over
    assert (tuesday.slots[0].most, tuesday.slots[-1].most) == (0, 1)


def test_people_are_shown_one_figure_a_slot_and_the_hours_of_that_day() -> None:
    scene = Scene(branch())
    scene.issues()
    scene.passes(minutes=6)

    view = course_view(scene.hall.branch, course_of(scene), scene.now + timedelta(minutes=1))

    assert view["first_slot_at"] == "2026-01-05T00:30:00.000000Z"  # the day opened with the first number to be had
    assert (len(view["most_waiting"]), view["most_waiting"][-2:]) == (20, [1, 1])
    assert view["longest_wait"][-2:] == [5.0, 7.0]
    assert (view["opens_at"][11:16], view["closes_at"][11:16], view["is_over"]) == ("00:30", "09:00", False)


def recounted(facts: Sequence[Fact], now: datetime) -> list[Slot]:
    """The slots by their definition: every instant looked at by itself, by who waits as the journal's own recount says,
    and everybody's wait from when the number was taken.
    """
    issued = {f"{f.day}/{f.ticket}": f.at for f in facts if f.kind is Kind.TICKET_ISSUED}
    picture, waiting = Picture(), dict[int, list[str]]()
    for fact in facts:
        picture.take(entry_of(fact))
        waiting[fact.seq] = [ticket.name for ticket in picture.waiting]

    def waits_after(seq: int, at: datetime) -> list[timedelta]:
        return [at - issued[name] for name in waiting.get(seq, ())]

    start = facts[0].at.replace(minute=facts[0].at.minute // 5 * 5, second=0, microsecond=0)
    end = facts[-1].at if facts[-1].kind is Kind.DAY_CLOSED else now
    slots = []
    while start <= end:
        before = max((f.seq for f in facts if f.at < start), default=0)
        inside = [f for f in facts if start <= f.at < start + SLOT]
        last = inside[-1].seq if inside else before
        looks = [waits_after(before, start)]
        looks += [waits_after(seq, f.at) for f in inside for seq in (f.seq - 1, f.seq)]
        counts = [len(waits) for waits in looks]
        looks.append(waits_after(last, min(start + SLOT, end)))
        slots.append(Slot(start, max(counts), max((w for waits in looks for w in waits), default=timedelta())))
        start += SLOT
    return slots


@pytest.mark.parametrize("seed", range(40))
def test_any_history_has_the_course_that_its_definition_says_however_it_is_caught_up(seed: int) -> None:
    history = History(seed)
    pieces: list[int] = [0]
    for _ in range(6):
        history.play(25)
        pieces.append(len(history.scene.facts))
    facts, now = history.scene.facts, history.scene.now

    for day in sorted({fact.day for fact in facts}):
        course = Course(day)
        for start, end in pairwise(pieces):
            course = followed(course, facts[max(0, start - 3) : end], PROMISE)  # some of them for the second time
        own = [fact for fact in facts if fact.day == day]
        waited = {f.ticket: f.at for f in own if f.kind is Kind.TICKET_ISSUED}
        first = {f.ticket: f.at for f in reversed(own) if f.kind is Kind.TICKET_CALLED}
        waits = [at - waited[number] for number, at in first.items()]

        assert list(until(course, now).slots) == recounted(own, now), f"seed {seed}"
        assert (course.called, course.in_time) == (len(waits), sum(wait <= PROMISE for wait in waits))
