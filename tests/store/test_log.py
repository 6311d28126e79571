"""Nothing is answered before the disk has it, and nobody else waits for that."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from lobby.actions import tickets
from lobby.actions.lobby import Asked, Lobby
from lobby.domain.errors import Unavailable
from lobby.domain.tickets import Order
from lobby.store import Store
from tests.clocks import HandClock
from tests.databases import Files
from tests.domain.builders import branch
from tests.soon import soon
from tests.store.databases import KIOSK, hall_of, lobby_on, numbers_without_log, opened

CASH = Order("cash")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A SQLite file: PostgreSQL syncs its log itself."""
    return Path(Files(tmp_path).at_head().removeprefix("sqlite:///"))


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    """A store on it."""
    made = opened(f"sqlite:///{file}", branch({"1": ("cash",)}))
    yield made
    made.close()


@pytest.fixture
def lobby(store: Store, clock: HandClock) -> Lobby:
    """The actions on it."""
    return lobby_on(store, clock)


def test_a_deed_is_answered_and_told_only_after_its_log_is_synced(
    file: Path, store: Store, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    sync = os.fdatasync

    def noted(descriptor: int) -> None:
        happened.append(f"sync {Path(f'/proc/self/fd/{descriptor}').readlink().name}")
        sync(descriptor)

    monkeypatch.setattr(os, "fdatasync", noted)
    lobby = Lobby(store, clock, lobby_on(store, clock).waits, lambda branch_id, seq: happened.append("told"))

    tickets.issue(lobby, "somewhere", CASH, KIOSK)
    happened.append("answered")

    assert happened == [f"sync {file.name}-wal", "told", "answered"]


def test_the_next_deed_does_not_wait_for_the_disk_of_the_last(lobby: Lobby, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, sync = Event(), os.fdatasync
    waits = iter((lambda: slow.wait(10), lambda: True))
    monkeypatch.setattr(os, "fdatasync", lambda file: next(waits)() and sync(file))
    first = Thread(target=tickets.issue, args=(lobby, "somewhere", CASH, KIOSK))
    first.start()
    assert soon(lambda: hall_of(lobby.store).seq > 0)

    second = tickets.issue(lobby, "somewhere", CASH, KIOSK)

    assert first.is_alive()
    assert second.body["number"] == "A002"
    slow.set()
    first.join(10)


def test_a_deed_that_the_disk_did_not_take_is_not_answered_and_asked_again_happens_once(
    lobby: Lobby, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError("no space left on device")

    asked = Asked("kiosk", "key-1", "cash")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fdatasync", full)
        with pytest.raises(Unavailable, match="database_unavailable"):
            tickets.issue(lobby, "somewhere", CASH, asked)

    again = tickets.issue(lobby, "somewhere", CASH, asked)

    assert (again.body["number"], again.replayed) == ("A001", True)
    assert list(hall_of(lobby.store).tickets) == ["A001"]


def test_the_log_is_copied_back_beside_a_deed_and_the_deed_goes_on(file: Path, lobby: Lobby) -> None:
    tickets.issue(lobby, "somewhere", CASH, KIOSK)

    with lobby.change("somewhere"):
        lobby.store.keep_log_short()

        assert numbers_without_log(file) == 1
    tickets.issue(lobby, "somewhere", CASH, KIOSK)
    assert list(hall_of(lobby.store).tickets) == ["A001", "A002"]


def test_a_deed_does_not_stop_to_copy_the_log_back(file: Path, lobby: Lobby) -> None:
    enough_for_sqlite_unless_told_otherwise = 150
    for _ in range(enough_for_sqlite_unless_told_otherwise):
        tickets.issue(lobby, "somewhere", CASH, KIOSK)

    assert Path(f"{file}-wal").stat().st_size > 1_000 * 4_096
    assert numbers_without_log(file) == 0
