"""The customer directory: tiers are looked up, and no identity is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lobby.actions.directory import Directory, tiers
from lobby.actions.identity import Identity, Keys
from lobby.store import Store
from tests.clocks import HandClock
from tests.domain.builders import branch, fairness
from tests.store.databases import everything, opened

CARD = Identity("card", "6222 0000 1111 2222")


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty database."""
    store = opened(address, branch())
    yield store
    store.close()


@pytest.fixture
def keys(tmp_path: Path, clock: HandClock) -> Keys:
    """The keys of this server."""
    return Keys(tmp_path / "secrets", clock)


@pytest.fixture
def directory(store: Store, keys: Keys) -> Directory:
    """An empty directory."""
    return Directory(store, keys)


def test_who_is_in_the_directory_has_the_class_given_there(directory: Directory) -> None:
    person = Identity("id", "11010519491231002X")
    directory.put([directory.line(CARD, "gold"), directory.line(person, "platinum")])

    assert directory.class_of(CARD) == "gold"
    assert directory.class_of(person) == "platinum"
    assert directory.class_of(Identity("phone", CARD.value)) is None
    assert directory.class_of(Identity("card", "6222000011112223")) is None
    assert directory.asked() == {"known": 2, "unknown": 2}


def test_no_identity_stands_in_the_database_and_another_key_finds_nobody(
    store: Store, directory: Directory, tmp_path: Path, clock: HandClock
) -> None:
    directory.put([directory.line(CARD, "gold")])

    assert "6222" not in repr(everything(store)["customer"])
    assert Directory(store, Keys(tmp_path / "elsewhere", clock)).class_of(CARD) is None


def test_a_customers_class_can_be_changed(directory: Directory) -> None:
    directory.put([directory.line(CARD, "gold")])

    directory.put([directory.line(CARD, "platinum")])

    assert directory.class_of(CARD) == "platinum"


def test_under_a_new_key_everybody_is_found_for_a_year_and_whoever_was_imported_anew_for_ever(
    directory: Directory, keys: Keys, clock: HandClock
) -> None:
    other = Identity("phone", "13800000000")
    directory.put([directory.line(CARD, "gold"), directory.line(other, "gold")])
    keys.renew(drop_old=False)
    found = [directory.class_of(CARD), directory.class_of(other)]

    directory.put([directory.line(CARD, "platinum")])
    clock.move(days=366)

    assert found == ["gold", "gold"]
    assert [directory.class_of(CARD), directory.class_of(other)] == ["platinum", None]


def test_a_line_imported_under_a_new_key_takes_the_place_of_the_old_one(directory: Directory, keys: Keys) -> None:
    directory.put([directory.line(CARD, "gold")])
    keys.renew(drop_old=False)

    directory.put([directory.line(CARD, "gold")])

    assert directory.counts() == [("card", "gold", 1)]


def test_a_customer_is_forgotten_under_both_keys(directory: Directory, keys: Keys) -> None:
    directory.put([directory.line(CARD, "gold")])
    keys.renew(drop_old=False)

    was_known = [directory.forget(CARD), directory.forget(CARD)]

    assert was_known == [True, False]
    assert directory.class_of(CARD) is None


def test_whoever_an_import_did_not_name_is_gone(directory: Directory) -> None:
    people = [Identity("phone", f"1380000{place:04}") for place in range(12)]
    directory.put([directory.line(one, "gold") for one in people])
    number = directory.new_import()

    directory.put([directory.line(one, "gold") for one in people[:5]], number)

    assert directory.forget_others(number) == 7
    assert [directory.class_of(one) for one in people] == ["gold"] * 5 + [None] * 7
    assert directory.new_import() == number + 1


def test_a_directory_gives_tiers_and_neither_care_nor_anything_else() -> None:
    assert tiers(fairness()) == {"ordinary", "gold", "platinum"}
