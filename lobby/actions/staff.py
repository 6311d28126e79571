"""People: who belongs to a branch, with which role and password. A name stays its person's for ever: the journal's."""

import unicodedata

from sqlalchemy import Connection

from lobby.actions.access import Role, must_not_be_reserved
from lobby.actions.lobby import Lobby
from lobby.actions.passwords import Passwords
from lobby.domain.errors import Conflict, NotFound, Refusal
from lobby.store.people import (
    Person,
    disable_person,
    end_sessions_of,
    person_called,
    put_person,
    remove_person,
    set_password,
)
from lobby.store.reading import token_name_is_taken

LONGEST_NAME = 64
STAFF_ROLES = (Role.TELLER, Role.MANAGER, Role.ADMIN)


def add_person(
    lobby: Lobby, passwords: Passwords, name: str, branch_id: str, role: Role, password: str, short: str | None = None
) -> bool:
    """The person may sign in, by the name or by the short one. Answers True if they were disabled before.

    Raises NotFound `unknown_branch`; Refusal `bad_name`, `name_reserved` and what a password is refused for;
    Conflict `name_taken`.
    """
    if branch_id not in lobby.store.branches:
        raise NotFound("unknown_branch", branch=branch_id)
    for word in (name, short):
        if word is not None:
            _must_be_a_name(word)
    must_not_be_reserved(name)
    person = Person(name, short, branch_id, role.value, passwords.hashed(password))
    comes_back = False
    with lobby.store.write() as connection:
        for word in (name, short):
            known = None if word is None else person_called(connection, word)
            if known is None:
                continue
            if known.demo:  # made up for a demonstration: makes room for somebody real
                remove_person(connection, known.name)
            elif known.name == name and known.disabled:
                comes_back = True
            else:
                raise Conflict("name_taken", name=word)
        if token_name_is_taken(connection, branch_id, name):
            raise Conflict("name_taken", name=name)
        put_person(connection, person, lobby.clock.world_now())
    return comes_back


def disable(lobby: Lobby, name: str) -> None:
    """The person is signed in nowhere and cannot sign in any more. Raises NotFound `unknown_person`."""
    with lobby.store.write() as connection:
        known = _known(connection, name)
        disable_person(connection, known.name, lobby.clock.world_now())
        end_sessions_of(connection, known.name)


def change_password(lobby: Lobby, passwords: Passwords, name: str, password: str) -> None:
    """The person has this password, and is signed in nowhere.

    Raises NotFound `unknown_person`, and what a password is refused for.
    """
    hashed = passwords.hashed(password)
    with lobby.store.write() as connection:
        known = _known(connection, name)
        set_password(connection, known.name, hashed)
        end_sessions_of(connection, known.name)


def person(lobby: Lobby, name: str) -> Person:
    """The person with this name or short name, who is not disabled. Raises NotFound `unknown_person`."""
    with lobby.store.read() as connection:
        return _known(connection, name)


def _known(connection: Connection, name: str) -> Person:
    known = person_called(connection, name)
    if known is None or known.disabled:
        raise NotFound("unknown_person", name=name)
    return known


def _must_be_a_name(word: str) -> None:
    """Raises Refusal `bad_name` for what could be mistaken for another name in a list, or cannot be read."""
    printable = all(unicodedata.category(letter)[0] not in "CZ" or letter == " " for letter in word)
    is_plain = word == " ".join(word.split()) and word == unicodedata.normalize("NFC", word)
    if not 1 <= len(word) <= LONGEST_NAME or not printable or not is_plain:
        raise Refusal("bad_name", name=word, longest=LONGEST_NAME)
