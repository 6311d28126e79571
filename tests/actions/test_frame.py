"""The frame of every deed: held, decided, saved, committed, and only then told; once per Idempotency-Key."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from lobby.actions import calls, counters, tickets
from lobby.actions.days import pass_time
from lobby.actions.lobby import Answer, Asked, Change, Lobby, digest_of
from lobby.domain.errors import Conflict, LobbyError, Refusal
from lobby.domain.fact import Kind
from lobby.domain.tickets import Order
from lobby.store import Store, tables
from lobby.waiting import Waiting
from tests.clocks import HandClock
from tests.domain.builders import branch
from tests.store.databases import KIOSK, TELLER, everything, hall_of, lobby_on, opened

HOUSE = branch({"1": ("cash",), "2": ("cash",)})
ISSUE = Asked("kiosk", "key-1", "asked")


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """A database with one branch."""
    store = opened(address, HOUSE)
    yield store
    store.close()


@pytest.fixture
def published() -> list[tuple[str, int]]:
    """What the lobby has told of."""
    return []


@pytest.fixture
def lobby(store: Store, clock: HandClock, published: list[tuple[str, int]]) -> Lobby:
    """The actions on that database, with counter 1 open."""
    lobby = lobby_on(store, clock, published)
    counters.open_counter(lobby, "somewhere", "1", None, TELLER)
    published.clear()
    return lobby


def issue(lobby: Lobby, asked: Asked = KIOSK, order: Order | None = None) -> Answer:
    return tickets.issue(lobby, "somewhere", order or Order("cash"), asked)


def test_a_deed_is_told_with_the_seq_it_reached(lobby: Lobby, published: list[tuple[str, int]]) -> None:
    issue(lobby)

    assert published == [("somewhere", hall_of(lobby.store).seq)]


def test_when_it_is_told_another_process_finds_it_already(
    address: str, store: Store, clock: HandClock, lobby: Lobby
) -> None:
    """Committed before told: whoever hears of it and reads, reads it."""
    other = opened(address, HOUSE)
    found: list[bool] = []
    listening = Lobby(store, clock, Waiting(store, clock).waits, lambda _, seq: found.append(hall_of(other).seq == seq))

    issue(listening)
    calls.next_ticket(listening, "somewhere", "1", finish=False, asked=TELLER)

    assert found == [True, True]
    other.close()


@pytest.mark.parametrize("failure", [Conflict("no"), ZeroDivisionError()])
def test_a_deed_that_fails_changes_nothing_and_is_not_told(
    lobby: Lobby, clock: HandClock, published: list[tuple[str, int]], failure: Exception
) -> None:
    """Not even what time had made due is half done: the next to come by does it, at the same instant."""
    calls.next_ticket(lobby, "somewhere", "1", finish=False, asked=TELLER)
    published.clear()
    clock.move(hours=1)
    before = everything(lobby.store)

    def deed(change: Change) -> Answer:
        change.transaction.add_note("words", change.now)
        change.transaction.next_ordinal(clock.now().date(), "A")
        raise failure

    with pytest.raises(type(failure)):
        lobby.perform("somewhere", ISSUE, deed)

    assert everything(lobby.store) == before
    assert published == []


def test_a_refused_deed_at_a_counter_changes_nothing(lobby: Lobby) -> None:
    issue(lobby)
    calls.next_ticket(lobby, "somewhere", "1", finish=False, asked=TELLER)
    before = everything(lobby.store)
    refused: list[Callable[[], object]] = [
        lambda: calls.next_ticket(lobby, "somewhere", "1", finish=False, asked=TELLER),
        lambda: calls.next_ticket(lobby, "somewhere", "9", finish=True, asked=TELLER),
        lambda: calls.no_show(lobby, "somewhere", "1", TELLER),
        lambda: counters.close_counter(lobby, "somewhere", "1", TELLER),
        lambda: counters.set_services(lobby, "somewhere", "1", ["pawn"], None, TELLER),
        lambda: counters.pause(lobby, "somewhere", "2", "my own words", TELLER),
        lambda: issue(lobby, order=Order("pawn")),
        lambda: issue(lobby, order=Order("cash", care="in a hurry")),
    ]

    for deed in refused:
        with pytest.raises(LobbyError):
            deed()

    assert everything(lobby.store) == before


def test_what_changes_nothing_is_not_told(lobby: Lobby, published: list[tuple[str, int]]) -> None:
    calls.next_ticket(lobby, "somewhere", "1", finish=False, asked=TELLER)
    assert len(published) == 1

    calls.next_ticket(lobby, "somewhere", "1", finish=False, asked=TELLER)
    pass_time(lobby)

    assert len(published) == 1


def test_a_clock_set_back_dates_nothing_before_the_last_fact(lobby: Lobby, clock: HandClock) -> None:
    first = issue(lobby).body["issued_at"]
    clock.move(minutes=-30)

    assert issue(lobby).body["issued_at"] == first


def test_the_same_key_is_answered_with_the_same_answer(lobby: Lobby, published: list[tuple[str, int]]) -> None:
    first = issue(lobby, ISSUE)
    again = issue(lobby, ISSUE)

    assert (first.status, first.replayed) == (201, False)
    assert (again.status, again.replayed, again.body) == (200, True, first.body)
    assert list(hall_of(lobby.store).tickets) == ["A001"]
    assert len(published) == 1


def test_the_answer_that_there_was_nobody_is_kept_too(lobby: Lobby) -> None:
    asked = Asked("teller", "key", "asked")
    first = calls.next_ticket(lobby, "somewhere", "1", finish=True, asked=asked)
    issue(lobby)

    again = calls.next_ticket(lobby, "somewhere", "1", finish=True, asked=asked)

    assert (first.status, again.status, again.body, again.replayed) == (204, 204, None, True)


def test_the_same_key_for_something_else_is_refused(lobby: Lobby) -> None:
    issue(lobby, ISSUE)
    before = everything(lobby.store)

    with pytest.raises(Refusal, match="idempotency_key_reused"):
        issue(lobby, Asked("kiosk", "key-1", "something else"))

    assert everything(lobby.store) == before


def test_a_key_belongs_to_its_actor(lobby: Lobby) -> None:
    issue(lobby, ISSUE)

    other = issue(lobby, Asked("kiosk 2", "key-1", "something else"))

    assert (other.body["number"], other.replayed) == ("A002", False)


def test_a_refusal_is_not_kept_so_that_it_may_be_asked_again(lobby: Lobby) -> None:
    asked = Asked("teller", "key", "asked")
    with pytest.raises(Conflict, match="no_ticket"):
        calls.finish(lobby, "somewhere", "1", asked)
    issue(lobby)
    calls.next_ticket(lobby, "somewhere", "1", finish=False, asked=TELLER)

    assert calls.finish(lobby, "somewhere", "1", asked).status == 200


def test_answers_are_forgotten_with_the_next_day(lobby: Lobby, clock: HandClock) -> None:
    issue(lobby, ISSUE)
    clock.move(hours=24)
    pass_time(lobby)

    with lobby.store.read() as connection:
        assert connection.execute(select(tables.answer)).all() == []
    assert issue(lobby, Asked("kiosk", "key-1", "something else")).replayed is False


def test_the_answer_is_kept_in_the_transaction_of_the_deed(lobby: Lobby, clock: HandClock) -> None:
    """If keeping the answer fails, the deed has not happened."""

    def deed(change: Change) -> Answer:
        change.hall = change.hall.told(Kind.COUNTER_READY, change.now, "teller", counter="1")
        return Answer(200, object())  # no JSON can be made of it

    before = everything(lobby.store)

    with pytest.raises(Exception, match="not JSON serializable"):
        lobby.perform("somewhere", ISSUE, deed)

    assert everything(lobby.store) == before


def test_what_is_asked_is_the_same_in_whatever_order_it_came() -> None:
    assert digest_of("/a", {"x": 1, "y": 2}) == digest_of("/a", {"y": 2, "x": 1})
    assert len({digest_of("/a", {"x": 1}), digest_of("/a", {"x": 2}), digest_of("/b", {"x": 1})}) == 3
