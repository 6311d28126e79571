"""What a process of its own does to a branch, through its own store: a teller at one counter, and a kiosk beside."""

from collections import Counter as Tally
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from random import Random

from lobby.actions import calls, counters, tickets
from lobby.actions.lobby import Answer, Asked, Lobby
from lobby.actions.which import ById
from lobby.domain.errors import LobbyError, Unavailable
from lobby.domain.tickets import Order
from lobby.store import digest
from lobby.store.reading import ticket_by_id
from tests.clocks import HandClock
from tests.domain.builders import branch
from tests.processes.workers import COUNT, at_once
from tests.store.databases import TELLER, hall_of, lobby_on, opened

SERVICES = ("cash", "transfer")
HOUSE = branch({str(n): SERVICES if n % 4 else SERVICES[:1] for n in range(1, COUNT + 1)})
"""Counters 4 and 8 serve cash alone, so that what is called depends on who asks."""

TIERS = (None, None, None, "gold", "platinum")
WEIGHTS = {"issue": 20, "next": 24, "start": 1, "finish": 1, "recall": 1, "pause": 1, "close": 1}
BACK_TO_WORK = {"counter_closed": "open", "counter_paused": "resume"}
"""What a teller does who wanted something of a counter that is not staffed."""

AGAIN = 0.2
"""How often a kiosk that has its answer asks once more under the same key."""

Outcome = tuple[str, str | None]
"""A status or a code of refusal, and the counter that it names."""


@contextmanager
def at_work(address: str) -> Iterator[Lobby]:
    """A lobby of this process's own."""
    store = opened(address, HOUSE)
    yield lobby_on(store, HandClock())
    store.close()


def busy(address: str, counter: str, issues: int) -> Tally[str]:
    """So many numbers given, while the counter does what it likes. Answers how often it did what.

    Each process's clock goes on by itself, as those of different machines do.
    """
    with at_work(address) as lobby:
        chance, done = Random(counter), Tally[str]()
        while done["issue"] < issues:
            assert isinstance(lobby.clock, HandClock)
            lobby.clock.move(seconds=chance.choice((0, 0, 0, 1, 5)))
            deeds = _deeds(lobby, counter, chance)
            name: str | None = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
            while name is not None:
                came_of_it, _ = _outcome(deeds[name])
                done[name] += came_of_it.isdigit()
                name = BACK_TO_WORK.get(came_of_it)
        return done


def drain(address: str, counter: str) -> None:
    """The counter has called and finished as long as there was anybody for it."""
    with at_work(address) as lobby:
        deeds = _deeds(lobby, counter, Random())
        for name in ("resume", "open"):
            _outcome(deeds[name])
        while deeds["next"]().status == 200:
            pass


def one_for_all(address: str, counter: str, rounds: int) -> list[tuple[Outcome, Outcome]]:
    """Everybody calls at once where one waits, then finishes at once what the one has called; by round."""
    with at_work(address) as lobby:
        deeds, seen = _deeds(lobby, counter, Random()), []
        call = partial(calls.next_ticket, lobby, "somewhere", counter, finish=False, asked=TELLER)
        deeds["open"]()
        for turn in range(rounds):
            if counter == str(turn % COUNT + 1):
                tickets.issue(lobby, "somewhere", Order("cash"), TELLER)
            at_once()
            called = _outcome(call)
            at_once()
            holder = next(one.id for one in hall_of(lobby.store).counters.values() if one.ticket)
            at_once()
            finished = _outcome(partial(calls.finish, lobby, "somewhere", holder, TELLER))
            at_once()
            if called[0] == "204":
                deeds["pause"]()
                deeds["resume"]()
            at_once()
            seen.append((called, finished))
        return seen


def call_or_cancel(address: str, counter: str, rounds: int) -> list[Outcome]:
    """Half of them call the one who waits, while for the holder the others cancel; by round."""
    with at_work(address) as lobby:
        deeds, seen = _deeds(lobby, counter, Random()), []
        call = partial(calls.next_ticket, lobby, "somewhere", counter, finish=False, asked=TELLER)
        cancels = int(counter) % 2 == 0
        if not cancels:
            deeds["open"]()
        for turn in range(rounds):
            if counter == str(turn % COUNT + 1):
                tickets.issue(lobby, "somewhere", Order("cash"), TELLER)
            at_once()
            (waiting,) = hall_of(lobby.store).tickets.values()
            with lobby.store.read() as connection:
                found = ticket_by_id(connection, lobby.store.branches, waiting.id)
            at_once()
            seen.append(
                _outcome(partial(tickets.cancel, lobby, ById(found), "left", Asked("holder")) if cancels else call)
            )
            at_once()
            if not cancels:
                _outcome(deeds["finish"])
                deeds["pause"]()
                deeds["resume"]()
            at_once()
        return seen


def _deeds(lobby: Lobby, counter: str, chance: Random) -> dict[str, Callable[[], Answer]]:
    branch_id = "somewhere"
    return {
        "issue": lambda: _issue(lobby, chance),
        "next": lambda: calls.next_ticket(lobby, branch_id, counter, finish=True, asked=TELLER),
        "start": lambda: calls.start(lobby, branch_id, counter, TELLER),
        "finish": lambda: calls.finish(lobby, branch_id, counter, TELLER),
        "pause": lambda: counters.pause(lobby, branch_id, counter, chance.choice(("lunch", "my own words")), TELLER),
        "close": lambda: counters.close_counter(lobby, branch_id, counter, TELLER),
        "resume": lambda: counters.resume(lobby, branch_id, counter, TELLER),
        "recall": lambda: calls.recall(lobby, branch_id, counter, TELLER),
        "open": lambda: counters.open_counter(lobby, branch_id, counter, None, TELLER),
    }


def _issue(lobby: Lobby, chance: Random) -> Answer:
    """A number, asked for under a key, sometimes twice."""
    order = Order(chance.choice(SERVICES), chance.choice(TIERS))
    asked = Asked("kiosk", f"{chance.random()}", digest(repr(order)))
    answer = tickets.issue(lobby, "somewhere", order, asked)
    if chance.random() < AGAIN:
        again = tickets.issue(lobby, "somewhere", order, asked)
        assert (again.replayed, again.body) == (True, answer.body)
    return answer


def _outcome(deed: Callable[[], Answer]) -> Outcome:
    """What came of it. A database that does not answer is no outcome: it is raised."""
    try:
        return str(deed().status), None
    except Unavailable:
        raise
    except LobbyError as refused:
        return refused.code, refused.values.get("counter")
