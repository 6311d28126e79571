"""Sessions: begun by a password, kept as hashes, and ended by every way that there is."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread

import pytest
from argon2 import PasswordHasher

from lobby.actions.access import Bearer, Bearers, Role
from lobby.actions.attempts import FREE_PER_NAME
from lobby.actions.demo import admit_demo_people, demo_people
from lobby.actions.lobby import Lobby
from lobby.actions.passwords import Passwords
from lobby.actions.sessions import Sessions, SignedIn, csrf_of
from lobby.actions.staff import add_person, change_password, disable, person
from lobby.clock import read_clock
from lobby.domain.errors import TooOften
from lobby.store.people import set_password
from tests.clocks import HandClock
from tests.domain.builders import branch
from tests.store.databases import everything, lobby_on, opened

PASSWORD = "correct horse"
LIFE = timedelta(hours=12)


@pytest.fixture
def lobby(address: str, clock: HandClock) -> Iterator[Lobby]:
    """A lobby with one teller, Wang."""
    store = opened(address, branch())
    lobby = lobby_on(store, clock)
    add_person(lobby, Passwords(), "Wang", "somewhere", Role.TELLER, PASSWORD, "w")
    yield lobby
    store.close()


def sessions(lobby: Lobby, *, demo: bool = False) -> Sessions:
    return Sessions(lobby.store, lobby.clock, LIFE, demo=demo)


def signed_in(lobby: Lobby) -> SignedIn:
    begun = sessions(lobby).begin("Wang", PASSWORD, "10.0.0.1")
    assert begun is not None
    return begun


def known(lobby: Lobby, value: str, *, demo: bool = False) -> Bearer | None:
    """Who that is to somebody who has not just looked."""
    return Bearers(lobby.store, lobby.clock, demo=demo).of_session(value)


def test_who_signs_in_is_known_by_role_branch_and_name(lobby: Lobby) -> None:
    begun = signed_in(lobby)

    assert begun.bearer == known(lobby, begun.value) == Bearer(Role.TELLER, "somewhere", "Wang")


def test_the_short_name_will_do_and_the_journal_has_the_whole_one(lobby: Lobby) -> None:
    begun = sessions(lobby).begin("w", PASSWORD, "10.0.0.1")

    assert begun is not None
    assert begun.bearer.name == "Wang"


@pytest.mark.parametrize(("name", "password"), [("Wang", "wrong horse"), ("Nobody", PASSWORD), ("wang", PASSWORD)])
def test_name_and_password_must_belong_together(lobby: Lobby, name: str, password: str) -> None:
    assert sessions(lobby).begin(name, password, "10.0.0.1") is None


def test_the_database_has_neither_the_cookie_nor_what_a_page_proves_itself_by(lobby: Lobby) -> None:
    value = signed_in(lobby).value

    assert value not in repr(everything(lobby.store))
    assert csrf_of(value) not in repr(everything(lobby.store))
    assert csrf_of(value) != csrf_of(signed_in(lobby).value)


def test_a_session_is_over_after_its_hours_and_forgotten_when_somebody_else_signs_in(
    lobby: Lobby, clock: HandClock
) -> None:
    value = signed_in(lobby).value
    clock.move(hours=11, minutes=59, seconds=59)
    assert known(lobby, value) is not None

    clock.move(seconds=1)

    assert known(lobby, value) is None
    signed_in(lobby)
    assert len(everything(lobby.store)["session"]) == 1


def test_a_session_lasts_by_the_worlds_clock_however_fast_a_day_is_played(lobby: Lobby) -> None:
    fast = read_clock("2026-01-05T08:30+3600x", lobby.store.branches["somewhere"].time_zone)

    begun = Sessions(lobby.store, fast, LIFE, demo=True).begin("Wang", PASSWORD, "10.0.0.1")

    [row] = everything(lobby.store)["session"]
    began_at, ends_at = row[2], row[3]
    assert begun is not None
    assert ends_at - began_at == LIFE
    assert abs((began_at - fast.world_now()).total_seconds()) < 60


def test_signing_out_ends_one_session_and_no_other(lobby: Lobby) -> None:
    first, second = signed_in(lobby).value, signed_in(lobby).value

    sessions(lobby).end(first)

    assert (known(lobby, first), known(lobby, second) is None) == (None, False)


def test_who_is_disabled_is_out_everywhere_and_cannot_come_in(lobby: Lobby) -> None:
    value = signed_in(lobby).value

    disable(lobby, "Wang")

    assert known(lobby, value) is None
    assert sessions(lobby).begin("Wang", PASSWORD, "10.0.0.1") is None
    assert everything(lobby.store)["session"] == []


def test_a_new_password_ends_every_session(lobby: Lobby) -> None:
    value = signed_in(lobby).value

    change_password(lobby, Passwords(), "Wang", "battery staple")

    assert known(lobby, value) is None
    assert sessions(lobby).begin("Wang", PASSWORD, "10.0.0.1") is None
    assert sessions(lobby).begin("Wang", "battery staple", "10.0.0.1") is not None


def test_a_hash_of_older_parameters_is_made_anew_at_the_next_sign_in(lobby: Lobby) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    with lobby.store.write() as connection:
        set_password(connection, "Wang", old)

    signed_in(lobby)

    assert not Passwords().is_outdated(person(lobby, "Wang").password)
    assert signed_in(lobby).bearer.name == "Wang"


def test_the_people_of_a_demonstration_cannot_sign_in_elsewhere_and_their_sessions_open_nothing(lobby: Lobby) -> None:
    people = demo_people(["somewhere"], b"secret")
    admit_demo_people(lobby, people)
    who = (people[0].short, people[0].password, "10.0.0.1")

    begun = sessions(lobby, demo=True).begin(*who)

    assert begun is not None
    assert known(lobby, begun.value, demo=True) == Bearer(Role.TELLER, "somewhere", people[0].name)
    assert known(lobby, begun.value) is None
    assert sessions(lobby).begin(*who) is None


def test_a_token_is_no_session_and_a_session_no_token(lobby: Lobby) -> None:
    value = signed_in(lobby).value

    assert Bearers(lobby.store, lobby.clock, demo=False).of(value) is None


def test_many_guesses_at_once_are_no_more_than_one_after_the_other(lobby: Lobby) -> None:
    door = sessions(lobby)
    came: list[object] = []

    def guess(n: int) -> None:
        try:
            came.append(door.begin("Wang", f"guess number {n}", f"10.0.0.{n}"))
        except TooOften as told:
            came.append(told.code)

    threads = [Thread(target=guess, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert came.count(None) == FREE_PER_NAME
    assert came.count("too_many_attempts") == len(threads) - FREE_PER_NAME
