"""I9: what was decided follows from what was asked. The inputs of a journal, asked again, give the same calls."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from lobby.domain import aside, calls, chosen, counters, errands, flexible, tickets
from lobby.domain.days import apply_due
from lobby.domain.hall import Hall
from lobby.domain.reason import Reason
from lobby.domain.ticket import Ticket
from lobby.domain.tickets import NewTicket
from lobby.domain.undo import undo
from tests.domain.histories import History
from tests.domain.picture import Entry, instant
from tests.domain.scene import Scene, empty_hall, entry_of, order_for

Deed = Callable[[Hall, Entry, Ticket | None, datetime], Hall]
"""A deed as the fact says it was asked for; with the ticket that the fact names, live or closed, None if it is new."""


def _called(hall: Hall, entry: Entry, ticket: Ticket | None, now: datetime) -> Hall:
    if entry["rule"] != "override":
        return calls.next_ticket(hall, entry["counter"], now, entry["actor"])
    order = chosen.Chosen(_number(entry), _reason(entry), "a flight to catch", None)
    return chosen.override(hall, entry["counter"], order, now, entry["actor"])


def _issued(hall: Hall, entry: Entry, _: Ticket | None, now: datetime) -> Hall:
    return tickets.issue(hall, _new(entry), now, entry["actor"])


def _returned(hall: Hall, entry: Entry, ticket: Ticket | None, now: datetime) -> Hall:
    assert ticket is not None
    return aside.come_back(hall, ticket, _reason(entry), now, entry["actor"])


def _undone(hall: Hall, entry: Entry, ticket: Ticket | None, now: datetime) -> Hall:
    assert ticket is not None
    return undo(hall, ticket, now, entry["actor"])


def _transferred(hall: Hall, entry: Entry, _: Ticket | None, now: datetime) -> Hall:
    if entry.get("errand"):
        return errands.errand(hall, entry["counter"], entry["service"], now, entry["actor"])
    return errands.transfer(hall, _number(entry), entry["service"], now, entry["actor"])


def _reclassified(hall: Hall, entry: Entry, _: Ticket | None, now: datetime) -> Hall:
    deed = errands.errand if entry.get("errand") else errands.reclassify
    return deed(hall, entry["counter"], entry["service"], now, entry["actor"])


def _parked(hall: Hall, entry: Entry, _: Ticket | None, now: datetime) -> Hall:
    promised = datetime.fromisoformat(entry["until"]) - now
    return aside.park(hall, _number(entry), promised, _reason(entry), now, entry["actor"])


def _redirected(hall: Hall, entry: Entry, _: Ticket | None, now: datetime) -> Hall:
    machine, with_help = entry["machine"], entry["accompanied"]
    return aside.redirect(hall, _number(entry), machine, now, entry["actor"], accompanied=with_help)


def _granted(hall: Hall, entry: Entry, _: Ticket | None, now: datetime) -> Hall:
    return errands.grant(hall, _number(entry), entry["class"], None, _reason(entry), now, entry["actor"])


def _services_set(hall: Hall, entry: Entry, _: Ticket | None, now: datetime) -> Hall:
    return counters.set_services(hall, entry["counter"], entry["services"], None, now, entry["actor"])


def _paused(hall: Hall, entry: Entry, _: Ticket | None, now: datetime) -> Hall:
    return counters.pause(hall, entry["counter"], _reason(entry), None, now, entry["actor"])


def _left_alone(hall: Hall, entry: Entry, _: Ticket | None, now: datetime) -> Hall:
    length = datetime.fromisoformat(entry["until"]) - now
    return flexible.leave_alone(hall, entry["counter"], length, now, entry["actor"])


def _at_counter(deed: Callable[[Hall, str, datetime, str], Hall]) -> Deed:
    return lambda hall, entry, _, now: deed(hall, entry["counter"], now, entry["actor"])


INPUTS: dict[str, Deed] = {
    "counter_opened": lambda hall, e, _, now: counters.open_counter(hall, e["counter"], e["services"], now, e["actor"]),
    "counter_services_set": _services_set,
    "counter_paused": _paused,
    "counter_resumed": _at_counter(counters.resume),
    "counter_closed": _at_counter(counters.close_counter),
    "counter_left_alone": _left_alone,
    "counter_ready": _at_counter(calls.next_ticket),
    "ticket_called": _called,
    "ticket_recalled": _at_counter(calls.recall),
    "service_started": _at_counter(calls.start),
    "service_finished": _at_counter(calls.finish),
    "ticket_missed": _at_counter(calls.no_show),
    "ticket_left": lambda hall, e, _, now: tickets.cancel(hall, _number(e), _reason(e), now, e["actor"]),
    "ticket_issued": _issued,
    "ticket_parked": _parked,
    "ticket_redirected": _redirected,
    "ticket_returned": _returned,
    "ticket_back_late": lambda hall, e, _, now: aside.back(hall, _number(e), now, e["actor"]),
    "ticket_transferred": _transferred,
    "service_reclassified": _reclassified,
    "class_granted": _granted,
    "deed_undone": _undone,
}
"""What each fact that somebody asked for was asked with; the class stands for whatever established it."""


def _number(entry: Entry) -> str:
    return str(entry["ticket"]).partition("/")[2]


def _reason(entry: Entry) -> Reason:
    return Reason(entry["reason"])


def _new(entry: Entry) -> NewTicket:
    return NewTicket(order_for(entry["service"], entry["class"]), f"again-{entry['seq']}", entry["number"], None)


def played_again(scene: Scene) -> list[Entry]:
    """The journal of a hall of the same branch that is asked only what people asked for, not what followed from it."""
    hall, told, closed = empty_hall(scene.hall.branch), list[Entry](), dict[str, Ticket]()
    walked_up = {e["ticket"]: e["counter"] for e in scene.entries if e.get("rule") == "walk_up"}
    for entry in scene.entries:
        is_by_itself = entry["actor"] == "system" and entry["kind"] != "counter_services_set"
        if is_by_itself or entry.get("rule") == "walk_up":
            continue
        now = instant(entry)
        hall = apply_due(hall, now)
        if entry["kind"] == "ticket_issued" and entry["ticket"] in walked_up:
            hall = chosen.walk_up(hall, walked_up[entry["ticket"]], _new(entry), now, entry["actor"])
        else:
            number = _number(entry) if "ticket" in entry else ""
            ticket = hall.tickets.get(number) or closed.get(f"{hall.day}/{number}")
            hall = INPUTS[entry["kind"]](hall, entry, ticket, now)
        told += [entry_of(fact) for fact in hall.facts]
        closed |= {f"{day}/{number}": ticket for (day, number), ticket in hall.closed.items()}
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
