"""A short day made by hand, in which everybody has something of their own: each comes through it, deed by deed.

Against a real server; what became of whom is read from its journal.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from lobby.rehearsal.adding_up import add_up
from lobby.rehearsal.agenda import Agenda
from lobby.rehearsal.board import Board
from lobby.rehearsal.customers import Customer
from lobby.rehearsal.day import Day
from lobby.rehearsal.day_clock import DayClock
from lobby.rehearsal.house import read_house
from lobby.rehearsal.opening import first_look, opening
from lobby.rehearsal.play import play
from lobby.rehearsal.rota import Break, Foreseen, Lent
from lobby.rehearsal.shifts import After, Stint
from lobby.rehearsal.stage import Stage
from lobby.rehearsal.summary import Summary
from lobby.rehearsal.tally import Tally
from lobby.rehearsal.twists import (
    Again,
    AtMachine,
    Elsewhere,
    Granted,
    InHall,
    Late,
    Meanwhile,
    OneMore,
    Parked,
    PutFirst,
    Turn,
    WrongKey,
)
from lobby.rehearsal.visits import Visits
from lobby.rehearsal.wire import Wire
from tests.conftest import StartServer
from tests.outside import Person
from tests.servers import Server

pytestmark = pytest.mark.processes

SPEED = 150.0
COUNTERS_OPEN = 12.0
"""Until then everybody waits, so that there is time for what happens to those who wait; and for the lobby manager, who
is told after five minutes that no counter is open, looks every minute and goes there within three.
"""

MINUTES = 48.0


def somebody(turn: Turn | None = None, in_hall: InHall | None = None, **more: Any) -> Customer:
    """Who comes for cash at the opening of the branch, and takes a minute."""
    meanwhile = None if in_hall is None else Meanwhile(0.5, in_hall, by_mistake=False)
    plain: dict[str, Any] = {"comes_at": 0.0, "service": "cash", "service_minutes": 1.0}
    return Customer(**plain | {"patience_minutes": 300.0, "luck": 1.0, "turn": turn, "meanwhile": meanwhile} | more)


PEOPLE: Mapping[str, tuple[Customer, Sequence[str]]] = {
    "nothing": (somebody(), ["called", "finished"]),
    "parked": (somebody(Parked(3, "form", None)), ["called", "parked", "returned", "called", "finished"]),
    "parked, back early": (somebody(Parked(30, "form", 2.0)), ["called", "parked", "returned", "called", "finished"]),
    "helped by a machine": (
        somebody(AtMachine("1", accompanied=False, works=True, minutes=1.0)),
        ["called", "redirected", "left"],
    ),
    "not helped by a machine": (
        somebody(AtMachine("1", accompanied=False, works=False, minutes=1.0)),
        ["called", "redirected", "returned", "called", "finished"],
    ),
    "not helped by a machine, accompanied": (
        somebody(AtMachine("3", accompanied=True, works=False, minutes=1.0)),
        ["called", "redirected", "returned", "called", "finished"],
    ),
    "transferred": (somebody(Elsewhere("wealth")), ["called", "transferred", "called", "finished"]),
    "wrong key": (somebody(WrongKey("loss")), ["called", "reclassified", "finished"]),
    "wrong key, not served here": (somebody(WrongKey("wealth")), ["called", "transferred", "called", "finished"]),
    "one more errand": (somebody(OneMore("cash", 1.0)), ["called", "reclassified", "finished"]),
    "one more elsewhere": (somebody(OneMore("wealth", 1.0)), ["called", "transferred", "called", "finished"]),
    "missed": (somebody(luck=0.0), ["called", "missed"]),
    "late": (somebody(luck=0.0, late=Late(1.0, to_manager=False)), ["missed", "returned", "called", "finished"]),
    "late, to the manager": (
        somebody(luck=0.0, late=Late(1.0, to_manager=True)),
        ["missed", "returned", "called", "finished"],
    ),
    "booked": (somebody(in_hall=Granted("booked", "by telephone")), ["granted", "called", "finished"]),
    "put first": (somebody(in_hall=PutFirst("a train to catch")), ["called", "finished"]),
    "goes out": (somebody(in_hall=Parked(2, "form", None)), ["parked", "returned", "called", "finished"]),
    "to a machine meanwhile": (
        somebody(in_hall=AtMachine("1", accompanied=True, works=True, minutes=1.0)),
        ["redirected", "left"],
    ),
    "changes their mind": (somebody(in_hall=Elsewhere("loss")), ["transferred", "called", "finished"]),
    "of no patience": (somebody(patience_minutes=2.0), ["left"]),
    "several slips": (somebody(slips=3), ["called", "finished"]),
    "by the manager": (somebody(by_manager=True), ["called", "finished"]),
    "again": (somebody(phone="10000000001", again=Again(1.0, insists=False)), ["called", "finished"]),
    "again, insisting": (somebody(phone="10000000002", again=Again(1.0, insists=True)), ["called", "finished"]),
}
"""What each goes through, in the words of the journal without their beginnings; other deeds may come between."""


@contextmanager
def stage_on(server: Server) -> Iterator[tuple[Stage, Mapping[str, Any]]]:
    """The day by hand, ready to be played on this server; and the board before it."""
    tally = Tally()
    with Wire(server.url, server.tokens, tally) as wire:
        house = read_house(wire.get(f"/branches/{server.branch}", "kiosk").body)
        clock = DayClock(house.speed)
        board = Board(wire, house.id, clock)
        first = first_look(board)
        clock.begin(opening(house, clock.instant(), first["numbers"]))
        counters = [counter.id for counter in house.counters]
        walk_ups = {counter: (somebody(),) if counter == "1" else () for counter in counters}
        breaks = {counter: (Break(20.0, 2.0, "meeting"),) if counter == "1" else () for counter in counters}
        day = Day(
            customers=tuple(customer for customer, _ in PEOPLE.values()),
            stints={counter: (Stint(COUNTERS_OPEN, MINUTES, After.CLOSE),) for counter in counters},
            breaks=breaks,
            lendings=(Lent(18.0, 5.0, "5", ("corporate", "cash")),),
            foreseen=(Foreseen(2.0, "1", 20.0, 22.0),),
            walk_ups=walk_ups,
            minutes=MINUTES,
            whole=True,
        )
        yield Stage(house, day, wire, tally, clock, board, Agenda(clock), Visits(), threading.Event()), first


@pytest.fixture
def server(start_server: StartServer) -> Server:
    return start_server(clock=f"2026-01-05T08:50+{SPEED:g}x")


def courses(server: Server) -> list[tuple[Mapping[str, Any], list[str]]]:
    """Of each number in the order of their issue: the entry of that, and the last words of what came after it."""
    entries = [entry for entry in Person(server, "manager").journal() if entry.get("ticket")]
    issued = [entry for entry in entries if entry["kind"] == "ticket_issued"]
    return [
        (first, [entry["kind"].rpartition("_")[2] for entry in entries if entry["ticket"] == first["ticket"]][1:])
        for first in issued
    ]


def rounds(server: Server) -> tuple[set[str], list[tuple[str, list[str]]]]:
    """What the lobby manager did beside tickets: alerts seen to, and of plans changed the counter and first break."""
    entries = [entry for entry in Person(server, "manager").journal() if entry["actor"] == "demo manager"]
    seen_to = {str(entry["alert"]) for entry in entries if entry["kind"] == "alert_acknowledged"}
    planned = [entry for entry in entries if entry["kind"] == "counter_planned"]
    return seen_to, [(entry["counter"], entry["breaks"][0]) for entry in planned]


def goes_through(steps: Sequence[str], course: Sequence[str]) -> bool:
    """Whether these steps are among those of the course, in this order."""
    left = iter(course)
    return all(step in left for step in steps)


def played(server: Server) -> Summary:
    with stage_on(server) as (stage, first):
        play(stage, 1, None)
        return add_up(stage, first, 1, 1.0, 0.0)


def test_everybody_comes_through_the_day_deed_by_deed(server: Server) -> None:
    summary = played(server)

    found, (seen_to, planned) = courses(server), rounds(server)
    at_opening = dict(zip(PEOPLE, found[: len(PEOPLE)], strict=True))
    left_out = {name: course for name, (_, course) in at_opening.items() if not goes_through(PEOPLE[name][1], course)}
    assert (summary.errors.first, summary.is_clean, summary.recount.unasked.first) == ((), True, ())
    assert left_out == {}
    assert at_opening["several slips"][0]["count"] == 3
    assert at_opening["by the manager"][0]["actor"] == "demo manager"
    assert [first["actor"] for first, _ in found[len(PEOPLE) :]] == ["demo manager", "demo teller"]
    assert summary.conflicts["number_already_taken"] == 2
    assert summary.calls_by_rule["override"] == summary.recount.overrides == 1
    assert summary.tickets["unserved"] == 0
    assert (summary.deeds["services"], summary.deeds["pause"], summary.deeds["walk-up"]) == (1, 1, 1)
    assert "nobody_open" in seen_to
    assert planned == [("1", ["2026-01-05T01:20:00.000000Z", "2026-01-05T01:22:00.000000Z"])]
    assert (summary.deeds["acknowledge"] >= len(seen_to), summary.deeds["plan"]) == (True, 1)
