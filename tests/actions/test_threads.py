"""Many at once: every ticket to one counter, every number once, the journal without a gap."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from lobby.actions import calls, counters, tickets, visits
from lobby.actions.lobby import Asked, Lobby
from lobby.actions.which import AsSeen, ById, ByNumber
from lobby.domain.errors import LobbyError
from lobby.domain.ticket import TicketState
from lobby.domain.tickets import Order
from lobby.store import Store
from lobby.store.reading import ticket_by_id
from tests.clocks import HandClock
from tests.domain.builders import branch
from tests.store.databases import KIOSK, TELLER, everything, hall_of, lobby_on, opened, recounted

THREADS = 8
EACH = 12
HOUSE = branch({str(n): ("cash", "transfer") for n in range(1, THREADS + 1)})


@pytest.fixture
def stores(address: str) -> Iterator[tuple[Store, Store]]:
    """Two stores on one database, as two processes would have them."""
    both = opened(address, HOUSE), opened(address, HOUSE)
    yield both
    for store in both:
        store.close()


@pytest.fixture
def lobby(stores: tuple[Store, Store], clock: HandClock) -> Lobby:
    """A lobby with every counter open."""
    lobby = lobby_on(stores[0], clock)
    for counter in HOUSE.counters:
        counters.open_counter(lobby, "somewhere", counter, None, TELLER)
    return lobby


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """All deeds, each in its own thread, begun together; what each answered or was refused with."""
    together = Barrier(len(deeds))

    def one(deed: Callable[[], object]) -> object:
        together.wait()
        try:
            return deed()
        except LobbyError as refused:
            return refused.code

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def test_eight_threads_issue_call_and_finish_without_a_gap_or_a_double(lobby: Lobby) -> None:
    def work(counter: str) -> Callable[[], object]:
        def deeds() -> None:
            for n in range(EACH):
                tickets.issue(lobby, "somewhere", Order(("cash", "transfer")[n % 2]), KIOSK)
                calls.next_ticket(lobby, "somewhere", counter, finish=True, asked=TELLER)

        return deeds

    assert at_once(*(work(counter) for counter in HOUSE.counters)) == [None] * THREADS

    recount = recounted(lobby.store)
    assert len(recount.picture.tickets) == THREADS * EACH
    each_series = range(1, THREADS * EACH // 2 + 1)
    assert sorted(recount.picture.tickets) == [f"2026-01-05/{letter}{n:03d}" for letter in "AB" for n in each_series]


def test_eight_who_call_at_once_get_eight_different_tickets(lobby: Lobby) -> None:
    for _ in range(THREADS):
        tickets.issue(lobby, "somewhere", Order("cash"), KIOSK)

    at_once(
        *(
            partial(calls.next_ticket, lobby, "somewhere", counter, finish=False, asked=TELLER)
            for counter in HOUSE.counters
        )
    )

    held = [counter.ticket for counter in hall_of(lobby.store).counters.values()]
    assert sorted(map(str, held)) == [f"A{n:03d}" for n in range(1, THREADS + 1)]


def test_two_processes_that_call_the_last_ticket_at_once_call_it_once(
    lobby: Lobby, stores: tuple[Store, Store], clock: HandClock
) -> None:
    other = lobby_on(stores[1], clock)
    for n in range(10):
        tickets.issue(lobby, "somewhere", Order("cash"), KIOSK)

        answers = at_once(
            lambda: calls.next_ticket(lobby, "somewhere", "1", finish=True, asked=TELLER),
            lambda: calls.next_ticket(other, "somewhere", "2", finish=True, asked=TELLER),
        )

        assert sorted(getattr(answer, "status", 0) for answer in answers) == [200, 204], n
        for counter in ("1", "2"):
            if hall_of(lobby.store).counters[counter].ticket is not None:
                calls.finish(lobby, "somewhere", counter, TELLER)
        for counter in ("1", "2"):
            counters.close_counter(lobby, "somewhere", counter, TELLER)
            counters.open_counter(lobby, "somewhere", counter, None, TELLER)
    recounted(stores[1])


def test_one_who_presses_twice_at_once_is_answered_twice_and_done_once(lobby: Lobby) -> None:
    asked = Asked("kiosk", "key", "asked")

    answers = at_once(*[lambda: tickets.issue(lobby, "somewhere", Order("cash"), asked)] * THREADS)

    assert len({getattr(answer, "body", {})["id"] for answer in answers}) == 1
    assert sorted(getattr(answer, "status", 0) for answer in answers) == [200] * (THREADS - 1) + [201]
    assert len(everything(lobby.store)["ticket"]) == 1


def test_a_customer_who_cancels_while_called_is_either_gone_or_called(lobby: Lobby) -> None:
    for n in range(10):
        issued = tickets.issue(lobby, "somewhere", Order("cash"), KIOSK).body
        with lobby.store.read() as connection:
            found = ticket_by_id(connection, lobby.store.branches, issued["id"])

        cancelled, called = at_once(
            partial(tickets.cancel, lobby, ById(found), "left", Asked("holder")),
            lambda: calls.next_ticket(lobby, "somewhere", "1", finish=False, asked=TELLER),
        )

        assert (cancelled == "already_called") == (getattr(called, "status", 0) == 200), n
        if cancelled == "already_called":
            calls.finish(lobby, "somewhere", "1", TELLER)
        else:
            counters.close_counter(lobby, "somewhere", "1", TELLER)
            counters.open_counter(lobby, "somewhere", "1", None, TELLER)
    recounted(lobby.store)


def test_a_transfer_from_the_tablet_while_a_counter_calls_is_too_late_or_in_time_and_never_both(lobby: Lobby) -> None:
    for n in range(10):
        number = tickets.issue(lobby, "somewhere", Order("cash"), KIOSK).body["number"]
        as_seen = AsSeen(ByNumber("somewhere", number), TicketState.WAITING)
        counters.set_services(lobby, "somewhere", "1", ["cash"], None, TELLER)

        transferred, called = at_once(
            partial(visits.transfer, lobby, as_seen, "transfer", Asked("manager")),
            lambda: calls.next_ticket(lobby, "somewhere", "1", finish=False, asked=TELLER),
        )

        ticket = hall_of(lobby.store).tickets[number]
        if transferred == "already_called":
            assert (getattr(called, "status", 0), ticket.at_counter, ticket.service) == (200, "1", "cash"), n
        else:
            assert (getattr(called, "status", 0), ticket.at_counter, ticket.service) == (204, None, "transfer"), n
        if ticket.at_counter is None:
            tickets.cancel(lobby, ByNumber("somewhere", number), "left", TELLER)
        else:
            calls.finish(lobby, "somewhere", "1", TELLER)
        counters.close_counter(lobby, "somewhere", "1", TELLER)
        counters.open_counter(lobby, "somewhere", "1", None, TELLER)
    recounted(lobby.store)
