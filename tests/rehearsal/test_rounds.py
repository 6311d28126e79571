"""The lobby manager looks at what is to be seen to, and goes to it: once, in some minutes, and not to everything."""

import json
from typing import Any

from lobby.rehearsal import chances
from lobby.rehearsal.rounds import Rounds
from lobby.rehearsal.stage import Stage
from tests.rehearsal.far_end import FarEnd
from tests.rehearsal.luck import Luck

LOOK = "/api/v1/branches/zhongshan/tablet"
UNLUCKY = 0.99


def alert(key: str, level: str, **changes: Any) -> dict[str, Any]:
    return {"key": key, "level": level, "since": "2026-01-05T01:00:00.000000Z", "acknowledged": None, **changes}


def tablet(*alerts: dict[str, Any]) -> tuple[int, bytes]:
    """What the tablet shows; to the far end's script also the answer to whoever goes there."""
    return 200, json.dumps({"key": "seen to", "alerts": alerts}).encode()


def goes(far_end: FarEnd, stage: Stage, luck: float, *seen: tuple[int, bytes]) -> list[str]:
    """To which alerts the manager goes who sees these one after the other, the last for ever: their keys, in order."""
    far_end.script = [*seen]
    rounds = Rounds(stage, Luck(luck))
    for _ in seen:
        rounds.look()
    done = len(far_end.asked)
    stage.agenda.at(max(after for _, after in chances.GOES_AFTER_MINUTES.values()) + 0.5, stage.over.set)
    stage.agenda.work(stage.over)
    return [path.split("/")[-2] for path, _, _ in far_end.asked[done:] if path.endswith("/acknowledge")]


def test_where_somebody_waits_too_long_the_manager_always_goes(far_end: FarEnd, stage: Stage) -> None:
    assert goes(far_end, stage, UNLUCKY, tablet(alert("late", "danger"))) == ["late"]
    assert stage.tally.counts().done_on == {("acknowledge", "seen to"): 1}


def test_what_is_less_grave_is_left_alone_now_and_then(far_end: FarEnd, stage: Stage) -> None:
    assert goes(far_end, stage, UNLUCKY, tablet(alert("repeat-A007", "warn"))) == []


def test_mostly_the_manager_goes_there_too(far_end: FarEnd, stage: Stage) -> None:
    assert goes(far_end, stage, 0.5, tablet(alert("repeat-A007", "warn"))) == ["repeat-A007"]


def test_nobody_goes_where_somebody_sees_to_it(far_end: FarEnd, stage: Stage) -> None:
    seen_to = alert("late", "danger", acknowledged={"by": "another", "at": "2026-01-05T01:01:00.000000Z"})

    assert goes(far_end, stage, UNLUCKY, tablet(seen_to)) == []


def test_who_is_on_the_way_does_not_go_twice(far_end: FarEnd, stage: Stage) -> None:
    first, again = alert("late", "danger"), alert("late", "danger", since="2026-01-05T01:01:00.000000Z")

    assert goes(far_end, stage, UNLUCKY, tablet(first), tablet(again)) == ["late"]


def test_nobody_goes_where_it_is_over(far_end: FarEnd, stage: Stage) -> None:
    assert goes(far_end, stage, UNLUCKY, tablet(alert("late", "danger")), tablet()) == []


def test_what_was_left_alone_is_thought_of_again_when_it_grows_graver(far_end: FarEnd, stage: Stage) -> None:
    mild, grave = alert("over_standard-3", "warn"), alert("over_standard-3", "danger")

    assert goes(far_end, stage, UNLUCKY, tablet(mild), tablet(mild), tablet(grave)) == ["over_standard-3"]


def test_the_manager_looks_again_every_minute(far_end: FarEnd, stage: Stage) -> None:
    far_end.script = [tablet()]

    Rounds(stage, Luck(UNLUCKY)).begin()
    stage.agenda.at(2.5, stage.over.set)
    stage.agenda.work(stage.over)

    assert [path for path, _, _ in far_end.asked] == [LOOK] * 3
