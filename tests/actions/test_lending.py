"""Counters lent by themselves, by the timer, on a real database; and the marks of a lending saved and read again."""

from pathlib import Path

from lobby.actions import calls, counters, tickets
from lobby.actions.lending import lend_by_itself
from lobby.actions.lobby import Asked, Lobby
from lobby.app import build
from lobby.domain.counter import Counter
from lobby.domain.hall import Hall
from lobby.domain.tickets import Order
from lobby.store.reading import journal_since
from tests.clocks import HandClock
from tests.config.changes import changed

HERE = "zhongshan"


def lobby_of(address: str, folder: Path, clock: HandClock, mode: str) -> Lobby:
    settings = {"SERVER__DATABASE": address, "SERVER__SECRETS": str(folder), "BRANCHES__ZHONGSHAN__LENDING__MODE": mode}
    return build(changed(**settings), clock).rooms.lobby


def hall(lobby: Lobby) -> Hall:
    with lobby.store.read() as connection:
        return lobby.store.hall(connection, HERE)


def counter_5(lobby: Lobby) -> Counter:
    return hall(lobby).counters["5"]


def eight_wait_for_cash(lobby: Lobby) -> None:
    """Counters 1, 2 and 5 are open."""
    for counter in ("1", "2", "5"):
        counters.open_counter(lobby, HERE, counter, None, Asked("zhang"))
    for _ in range(8):
        tickets.issue(lobby, HERE, Order("cash"), Asked("kiosk"))


def test_a_tick_lends_a_counter_and_another_tick_takes_it_back(address: str, tmp_path: Path, clock: HandClock) -> None:
    lobby = lobby_of(address, tmp_path, clock, "automatic")
    eight_wait_for_cash(lobby)

    lend_by_itself(lobby, [hall(lobby)])
    lent = counter_5(lobby)
    for _ in range(6):
        clock.move(seconds=30)
        calls.next_ticket(lobby, HERE, "1", finish=True, asked=Asked("zhang"))
    lend_by_itself(lobby, [hall(lobby)])

    assert (lent.lent, lent.lent_by, lent.lent_at) == (("cash",), "system", HandClock().at)
    assert counter_5(lobby).lent == ()
    with lobby.store.read() as connection:
        entries = journal_since(connection, HERE, 0, 1000)
    told = [entry for entry in entries if entry["kind"] == "counter_services_set"]
    assert [(one["actor"], one["lent"], one["reason"]) for one in told] == [
        ("system", ["cash"], "waiting"),
        ("system", [], "waiting"),
    ]
    lobby.store.close()


def test_a_tick_at_which_nothing_is_needed_writes_nothing(address: str, tmp_path: Path, clock: HandClock) -> None:
    lobby = lobby_of(address, tmp_path, clock, "automatic")
    eight_wait_for_cash(lobby)
    lend_by_itself(lobby, [hall(lobby)])
    before = hall(lobby).seq

    lend_by_itself(lobby, [hall(lobby)])

    assert hall(lobby).seq == before
    lobby.store.close()


def test_what_another_process_did_since_the_tick_looked_is_not_done_again(
    address: str, tmp_path: Path, clock: HandClock
) -> None:
    lobby = lobby_of(address, tmp_path, clock, "automatic")
    eight_wait_for_cash(lobby)
    seen = hall(lobby)
    lend_by_itself(lobby, [seen])
    before = hall(lobby).seq

    lend_by_itself(lobby, [seen])

    assert hall(lobby).seq == before
    lobby.store.close()


def test_where_the_manager_decides_no_tick_does_anything(address: str, tmp_path: Path, clock: HandClock) -> None:
    lobby = lobby_of(address, tmp_path, clock, "advise")
    eight_wait_for_cash(lobby)

    lend_by_itself(lobby, [hall(lobby)])

    assert counter_5(lobby).lent == ()
    lobby.store.close()
