"""What a process of its own does to a branch, through its own store: a teller at one counter, and a kiosk beside."""

from collections import Counter as Tally
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from random import Random
from secrets import token_hex
from time import monotonic

from lobby.actions import calls, counters, tickets
from lobby.actions.lobby import Answer, Asked, Lobby
from lobby.actions.which import ById
from lobby.domain.errors import LobbyError, Unavailable
from lobby.domain.tickets import Order
from lobby.store import digest
from lobby.store.reading import ticket_by_id
from tests.clocks import HandClock
from tests.domain.builders import branch
from tests.processes.workers import COUNT, PATIENCE_SECONDS, at_once
from tests.store.databases import KIOSK, TELLER, hall_of, lobby_on, opened

SERVICES = ("cash", "transfer")
HOUSE = branch({str(n): SERVICES if n % 4 else SERVICES[:1] for n in range(1, COUNT + 1)})
"""Counters 4 and 8 serve cash alone, so that what is called depends on who asks."""

TIERS = (None, None, None, "gold", "platinum")
WEIGHTS = {"issue": 20, "next": 24, "start": 1, "finish": 1, "recall": 1, "pause": 1, "close": 1}
BACK_TO_WORK = {"counter_closed": "open", "counter_paused": "resume"}
"""What a teller does who wanted something of a counter that is not staffed."""

AGAIN = 0.2
"""How often a kiosk that has its answer asks once more under the same key."""

Deed = Callable[[Asked], Answer]

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
        call = _deed(lambda asked: calls.next_ticket(lobby, "somewhere", counter, finish=False, asked=asked))
        deeds["open"]()
        for turn in range(rounds):
            if counter == str(turn % COUNT + 1):
                _issue_cash(lobby)
            at_once()
            called = _outcome(call)
            at_once()
            holder = next(one.id for one in hall_of(lobby.store).counters.values() if one.ticket)
            at_once()
            finished = _outcome(_deed(partial(calls.finish, lobby, "somewhere", holder)))
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
        call = _deed(lambda asked: calls.next_ticket(lobby, "somewhere", counter, finish=False, asked=asked))
        cancels = int(counter) % 2 == 0
        if not cancels:
            deeds["open"]()
        for turn in range(rounds):
            if counter == str(turn % COUNT + 1):
                _issue_cash(lobby)
            at_once()
            (waiting,) = hall_of(lobby.store).tickets.values()
            with lobby.store.read() as connection:
                found = ticket_by_id(connection, lobby.store.branches, waiting.id)
            at_once()
            cancel = _deed(partial(tickets.cancel, lobby, ById(found), "left"), Asked("holder"))
            seen.append(_outcome(cancel if cancels else call))
            at_once()
            if not cancels:
                _outcome(deeds["finish"])
                deeds["pause"]()
                deeds["resume"]()
            at_once()
        return seen


def _deeds(lobby: Lobby, counter: str, chance: Random) -> dict[str, Callable[[], Answer]]:
    at = (lobby, "somewhere", counter)
    deeds: dict[str, Deed] = {
        "next": lambda asked: calls.next_ticket(*at, finish=True, asked=asked),
        "start": partial(calls.start, *at),
        "finish": partial(calls.finish, *at),
        "pause": lambda asked: counters.pause(*at, chance.choice(("lunch", "my own words")), asked),
        "close": partial(counters.close_counter, *at),
        "resume": partial(counters.resume, *at),
        "recall": partial(calls.recall, *at),
        "open": partial(counters.open_counter, *at, None),
    }
    return {"issue": lambda: _issue(lobby, chance), **{name: _deed(deed) for name, deed in deeds.items()}}


def _issue(lobby: Lobby, chance: Random) -> Answer:
    """A number, asked for under a key, sometimes twice."""
    order = Order(chance.choice(SERVICES), chance.choice(TIERS))
    asked = Asked("kiosk", f"{chance.random()}", digest(repr(order)))
    issue = partial(tickets.issue, lobby, "somewhere", order)
    answer = _until_answered(issue, asked)
    if chance.random() < AGAIN:
        again = _until_answered(issue, asked)
        assert (again.replayed, again.body) == (True, answer.body)
    return answer


def _issue_cash(lobby: Lobby) -> None:
    _deed(partial(tickets.issue, lobby, "somewhere", Order("cash")), KIOSK)()


def _deed(deed: Deed, by: Asked = TELLER) -> Callable[[], Answer]:
    """The deed, each time under a key of its own."""
    return lambda: _until_answered(deed, Asked(by.actor, token_hex(8)))


def _until_answered(deed: Deed, asked: Asked) -> Answer:
    """What the deed answers. A database that is too busy for it is asked again under the key, as a client would."""
    deadline = monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return deed(asked)
        except Unavailable:
            if monotonic() > deadline:
                raise


def _outcome(deed: Callable[[], Answer]) -> Outcome:
    """What came of it. A database that does not answer is no outcome: it is raised."""
    try:
        return str(deed().status), None
    except Unavailable:
        raise
    except LobbyError as refused:
        return refused.code, refused.values.get("counter")
