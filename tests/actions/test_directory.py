"""The customer directory: tiers are looked up, and no identity is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lobby.actions.directory import Directory, Identity, read_customers
from lobby.domain.errors import Refusal
from lobby.store import Store
from tests.domain.builders import branch
from tests.store.databases import everything, opened

CARD = Identity("card", "6222 0000 1111 2222")


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty database."""
    store = opened(address, branch())
    yield store
    store.close()


def test_who_is_in_the_directory_has_the_class_given_there(store: Store) -> None:
    directory = Directory(store, b"key")
    directory.put([(CARD, "gold"), (Identity("id", "11010519491231002X"), "platinum")])

    assert directory.class_of(CARD) == "gold"
    assert directory.class_of(Identity("id", "11010519491231002X")) == "platinum"
    assert directory.class_of(Identity("phone", CARD.value)) is None
    assert directory.class_of(Identity("card", "6222000011112223")) is None


@pytest.mark.parametrize("typed", ["6222000011112222", "6222-0000-1111-2222", " 6222 0000\t11112222 "])
def test_an_identity_is_known_however_it_is_spaced(store: Store, typed: str) -> None:
    directory = Directory(store, b"key")
    directory.put([(CARD, "gold")])

    assert directory.class_of(Identity("card", typed)) == "gold"


def test_an_identity_is_known_in_small_letters_too(store: Store) -> None:
    directory = Directory(store, b"key")
    directory.put([(Identity("id", "11010519491231002X"), "gold")])

    assert directory.class_of(Identity("id", "11010519491231002x")) == "gold"


def test_nothing_in_the_database_tells_an_identity_without_the_key(store: Store) -> None:
    Directory(store, b"key").put([(CARD, "gold")])

    assert "6222" not in repr(everything(store)["customer"])
    assert Directory(store, b"another key").class_of(CARD) is None


def test_a_customers_class_can_be_changed(store: Store) -> None:
    directory = Directory(store, b"key")
    directory.put([(CARD, "gold")])

    directory.put([(CARD, "platinum")])

    assert directory.class_of(CARD) == "platinum"


@pytest.mark.parametrize("line", ["passport,12345678,gold", "card,,gold", "card,12345678,titanium", "card,12345678"])
def test_a_wrong_line_of_the_file_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "customers.csv"
    path.write_text(f"kind,value,class\nphone,13800138000,gold\n{line}\n", encoding="utf-8")

    with pytest.raises(Refusal) as refused:
        read_customers(path, ["gold"])

    assert (refused.value.code, refused.value.values["line"]) == ("bad_customer", 3)


def test_the_file_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("kind,value,class\nphone,13800138000,gold\ncard,1,platinum\n", encoding="utf-8")

    assert read_customers(path, ["gold", "platinum"]) == [
        (Identity("phone", "13800138000"), "gold"),
        (Identity("card", "1"), "platinum"),
    ]
