"""A teller's hands: they slip now and then, and take it back in time."""

from lobby.rehearsal.hands import Hands
from lobby.rehearsal.keys import Keys
from lobby.rehearsal.stage import Stage
from tests.rehearsal.far_end import FarEnd
from tests.rehearsal.luck import Luck

UNDO = "/api/v1/branches/zhongshan/counters/1/undo"


def hands(stage: Stage, luck: float) -> Hands:
    return Hands(Keys(stage.wire, stage.house.id, "1"), stage, Luck(luck))


def test_a_slip_of_the_hand_is_undone_some_seconds_later(far_end: FarEnd, stage: Stage) -> None:
    far_end.script = [(200, b'{"number": "A001"}')]

    assert hands(stage, 0.0).took_back()
    assert [path for path, _, _ in far_end.asked] == [UNDO]
    assert stage.clock.now() >= 1.5 / 60


def test_what_cannot_be_undone_any_more_stays_done(far_end: FarEnd, stage: Stage) -> None:
    far_end.script = [(409, b'{"code": "undo_too_late"}')]

    assert not hands(stage, 0.0).took_back()
    assert (stage.tally.counts().conflicts, stage.tally.counts().errors) == ({"undo_too_late": 1}, 0)


def test_a_steady_hand_takes_nothing_back(far_end: FarEnd, stage: Stage) -> None:
    assert not hands(stage, 0.99).took_back()
    assert far_end.asked == []


def test_on_a_day_that_is_broken_off_nothing_happens_any_more(far_end: FarEnd, stage: Stage) -> None:
    stage.over.set()

    assert not hands(stage, 0.0).took_back()
    assert not hands(stage, 0.0).work(1000.0)
    assert far_end.asked == []
