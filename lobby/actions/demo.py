"""The made-up staff of a demonstration: whoever tries it can sign in as one of them. Elsewhere they cannot sign in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from lobby.actions.access import Role
from lobby.actions.lobby import Lobby
from lobby.actions.passwords import Passwords
from lobby.store.people import Person, person_called, put_person, set_password

ROLES = (Role.TELLER, Role.TELLER, Role.MANAGER, Role.ADMIN)
"""Who works at each branch of a demonstration."""

NAMES = (
    *(("张晓雨", "zhang"), ("李明", "li"), ("王芳", "wang"), ("陈静", "chen")),
    *(("刘洋", "liu"), ("赵敏", "zhao"), ("周强", "zhou"), ("吴丽", "wu")),
    *(("徐磊", "xu"), ("孙悦", "sun"), ("马超", "ma"), ("朱琳", "zhu")),
)
"""Enough for three branches; then they come again with a figure behind them."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of them. `short` is quicker to type than `name`; the password is the same for all."""

    name: str
    short: str
    branch: str
    role: Role
    password: str


def demo_people(branch_ids: Iterable[str], secret: bytes) -> Sequence[DemoPerson]:
    """The same people for the same branches, with a password made of the server's secret."""
    password = f"demo-{secret.hex()[-8:]}"
    places = ((branch_id, role) for branch_id in branch_ids for role in ROLES)
    return [DemoPerson(*_name(n), branch_id, role, password) for n, (branch_id, role) in zip(count(), places)]


def admit_demo_people(lobby: Lobby, people: Sequence[DemoPerson]) -> None:
    """They can sign in with their password. Nothing happens to somebody real of the same name.

    Hashed anew at every start: that is simpler than to find out whether the password is still the same.
    """
    passwords = Passwords()
    hashes = {password: passwords.hashed(password) for password in {person.password for person in people}}
    with lobby.store.write() as connection:
        for one in people:
            hashed = hashes[one.password]
            known = person_called(connection, one.name) or person_called(connection, one.short)
            if known is None:
                person = Person(one.name, one.short, one.branch, one.role.value, hashed, demo=True)
                put_person(connection, person, lobby.clock.world_now())
            elif known.demo:
                set_password(connection, known.name, hashed)


def _name(place: int) -> tuple[str, str]:
    (name, short), again = NAMES[place % len(NAMES)], place // len(NAMES)
    return (f"{name}{again + 1}", f"{short}{again + 1}") if again else (name, short)
