"""I9: what was decided follows from what was asked. The inputs of a journal, asked again, give the same calls."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from lobby.domain import calls, counters, tickets
from lobby.domain.days import apply_due
from lobby.domain.hall import Hall
from tests.domain.histories import History
from tests.domain.picture import Entry, instant
from tests.domain.scene import Scene, empty_hall, entry_of, order_for

Deed = Callable[[Hall, str, datetime, str, Entry], Hall]


def _services_set(hall: Hall, counter: str, now: datetime, actor: str, entry: Entry) -> Hall:
    return counters.set_services(hall, counter, entry["services"], None, now, actor)


def _paused(hall: Hall, counter: str, now: datetime, actor: str, entry: Entry) -> Hall:
    return counters.pause(hall, counter, entry["reason"], None, None, now, actor)


INPUTS: dict[str, Deed] = {
    "counter_opened": lambda hall, c, now, actor, entry: counters.open_counter(hall, c, entry["services"], now, actor),
    "counter_services_set": _services_set,
    "counter_paused": _paused,
    "counter_resumed": lambda hall, c, now, actor, _: counters.resume(hall, c, now, actor),
    "counter_closed": lambda hall, c, now, actor, _: counters.close_counter(hall, c, now, actor),
    "counter_ready": lambda hall, c, now, actor, _: calls.next_ticket(hall, c, now, actor),
    "ticket_called": lambda hall, c, now, actor, _: calls.next_ticket(hall, c, now, actor),
    "ticket_recalled": lambda hall, c, now, actor, _: calls.recall(hall, c, now, actor),
    "service_started": lambda hall, c, now, actor, _: calls.start(hall, c, now, actor),
    "service_finished": lambda hall, c, now, actor, _: calls.finish(hall, c, now, actor),
    "ticket_missed": lambda hall, c, now, actor, _: calls.no_show(hall, c, now, actor),
    "ticket_left": lambda hall, _c, now, actor, entry: tickets.cancel(hall, _number(entry), now, actor),
    "ticket_issued": lambda hall, _c, now, actor, entry: tickets.issue(
        hall, order_for(entry["service"], entry["class"]), f"again-{entry['seq']}", entry["number"], None, now, actor
    ),
}
"""What each fact that somebody asked for was asked with; the class stands for whatever established it."""


def _number(entry: Entry) -> str:
    return str(entry["ticket"]).partition("/")[2]


def played_again(scene: Scene) -> list[Entry]:
    """The journal of a hall of the same branch that is asked only what people asked for, not what followed from it."""
    hall, told = empty_hall(scene.hall.branch), list[Entry]()
    for entry in scene.entries:
        if entry["actor"] == "system" and entry["kind"] != "counter_services_set":
            continue
        hall = apply_due(hall, instant(entry))
        hall = INPUTS[entry["kind"]](hall, entry.get("counter", ""), instant(entry), entry["actor"], entry)
        told += [entry_of(fact) for fact in hall.facts]
        hall = hall.settled()
    hall = apply_due(hall, scene.now)
    return told + [entry_of(fact) for fact in hall.facts]


def called(entries: list[Entry]) -> list[tuple[Any, ...]]:
    """Every call: where it stands, whom, where, by which rule, past whom, and who asked."""
    made = [entry for entry in entries if entry["kind"] == "ticket_called"]
    names = ("seq", "at", "ticket", "counter", "rule", "actor")
    return [(*(entry[name] for name in names), sorted(entry.get("skipped", ()))) for entry in made]


@pytest.mark.parametrize("seed", range(900, 930))
def test_the_same_inputs_give_the_same_calls(seed: int) -> None:
    history = History(seed)
    history.play(200)

    again = played_again(history.scene)

    assert called(again) == called(history.scene.entries)
    assert [(e["seq"], e["kind"]) for e in again] == [(e["seq"], e["kind"]) for e in history.scene.entries]
