"""People: unique names that stand for one alone, a branch, a role and a password of which the database has a hash."""

from collections.abc import Iterator

import pytest

from lobby.actions.access import Role, make_token
from lobby.actions.demo import admit_demo_people, demo_people
from lobby.actions.lobby import Lobby
from lobby.actions.passwords import Passwords
from lobby.actions.staff import add_person, change_password, disable, person
from lobby.domain.errors import Conflict, NotFound, Refusal
from lobby.store.people import Person, person_called
from tests.clocks import HandClock
from tests.domain.builders import branch
from tests.store.databases import everything, lobby_on, opened

PASSWORD = "correct horse"


@pytest.fixture
def lobby(address: str, clock: HandClock) -> Iterator[Lobby]:
    """A lobby on an empty database."""
    store = opened(address, branch())
    yield lobby_on(store, clock)
    store.close()


def add(lobby: Lobby, name: str = "张晓雨", *, role: Role = Role.TELLER, short: str | None = None) -> bool:
    return add_person(lobby, Passwords(), name, "somewhere", role, PASSWORD, short)


def test_a_person_is_found_by_the_name_and_by_the_short_one(lobby: Lobby) -> None:
    add(lobby, "张晓雨", role=Role.MANAGER, short="zhang")

    found = person(lobby, "zhang")

    assert found == person(lobby, "张晓雨")
    assert found == Person("张晓雨", "zhang", "somewhere", "manager", found.password)


def test_the_database_keeps_only_an_argon2id_hash_of_a_password(lobby: Lobby) -> None:
    add(lobby)

    assert PASSWORD not in repr(everything(lobby.store))
    assert person(lobby, "张晓雨").password.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(("password", "code"), [("seven77", "password_too_short"), ("x" * 1001, "password_too_long")])
def test_a_password_is_neither_short_nor_endless(lobby: Lobby, password: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        add_person(lobby, Passwords(), "Wang", "somewhere", Role.TELLER, password)


@pytest.mark.parametrize("password", ["eight888", "八个字的密码也可以", "x" * 1000])
def test_any_password_between_is_one(lobby: Lobby, password: str) -> None:
    add_person(lobby, Passwords(), "Wang", "somewhere", Role.TELLER, password)

    assert Passwords().matches(password, person(lobby, "Wang").password)


@pytest.mark.parametrize(("name", "short"), [("Wang", None), ("wang", None), ("Li", "Wang"), ("Li", "wang")])
def test_no_name_means_two_people(lobby: Lobby, name: str, short: str | None) -> None:
    add(lobby, "Wang", short="wang")

    with pytest.raises(Conflict, match="name_taken"):
        add(lobby, name, short=short)


def test_a_person_and_a_token_may_not_share_a_name_at_a_branch(lobby: Lobby) -> None:
    make_token(lobby, "somewhere", Role.KIOSK, "door")
    add(lobby, "Wang")

    with pytest.raises(Conflict, match="name_taken"):
        add(lobby, "door")
    with pytest.raises(Conflict, match="name_taken"):
        make_token(lobby, "somewhere", Role.TELLER, "Wang")


@pytest.mark.parametrize("name", ["system", "holder of A001"])
def test_nobody_may_be_called_as_the_journal_calls_others(lobby: Lobby, name: str) -> None:
    with pytest.raises(Refusal, match="name_reserved"):
        add(lobby, name)


@pytest.mark.parametrize("name", ["", " Wang", "Wang ", "Wang  Li", "Wa\tng", "Wa\u200bng", "e\u0301va", "x" * 65])
def test_a_name_can_be_told_from_every_other_by_looking(lobby: Lobby, name: str) -> None:
    with pytest.raises(Refusal, match="bad_name"):
        add(lobby, name)
    with pytest.raises(Refusal, match="bad_name"):
        add(lobby, "Wang", short=name)


def test_a_person_belongs_to_a_branch_that_there_is(lobby: Lobby) -> None:
    with pytest.raises(NotFound, match="unknown_branch"):
        add_person(lobby, Passwords(), "Wang", "nowhere", Role.TELLER, PASSWORD)


def test_who_was_disabled_is_nobody_until_taken_back_under_the_same_name(lobby: Lobby) -> None:
    add(lobby, "Wang", short="wang")
    disable(lobby, "wang")

    with pytest.raises(NotFound, match="unknown_person"):
        person(lobby, "Wang")
    with pytest.raises(NotFound, match="unknown_person"):
        change_password(lobby, Passwords(), "Wang", PASSWORD)
    with pytest.raises(NotFound, match="unknown_person"):
        disable(lobby, "Wang")
    with pytest.raises(Conflict, match="name_taken"):
        add(lobby, "Li", short="wang")

    assert add(lobby, "Wang", role=Role.MANAGER, short="wang") is True
    assert person(lobby, "wang").role == "manager"


def test_a_new_password_takes_the_place_of_the_old_one(lobby: Lobby) -> None:
    add(lobby, "Wang")

    change_password(lobby, Passwords(), "Wang", "battery staple")

    kept = person(lobby, "Wang").password
    assert (Passwords().matches("battery staple", kept), Passwords().matches(PASSWORD, kept)) == (True, False)


def test_every_branch_of_a_demonstration_has_its_people_whose_names_are_all_different() -> None:
    people = demo_people([f"branch{n}" for n in range(9)], b"secret")

    assert [one.role for one in people if one.branch == "branch8"] == ["teller", "teller", "manager", "admin"]
    assert len({one.name for one in people} | {one.short for one in people}) == 2 * 9 * 4
    assert people == demo_people([f"branch{n}" for n in range(9)], b"secret")
    assert people[0].password != demo_people(["branch0"], b"another")[0].password


def test_somebody_made_up_makes_room_for_somebody_real_and_never_comes_back_in_their_place(lobby: Lobby) -> None:
    people = demo_people(["somewhere"], b"secret")
    admit_demo_people(lobby, people)

    add(lobby, "Li", short=people[0].short)
    admit_demo_people(lobby, people)

    with lobby.store.read() as connection:
        assert person_called(connection, people[0].name) is None
        real, other = person_called(connection, people[0].short), person_called(connection, people[1].name)
    assert real is not None
    assert (real.name, real.demo) == ("Li", False)
    assert other is not None
    assert other.demo
