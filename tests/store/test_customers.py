"""The directory's lines on a real database: looked up, replaced, forgotten, gone through in order."""

from collections.abc import Iterator

import pytest

from lobby.store import Store
from lobby.store.customers import (
    Customer,
    class_of_customer,
    customers_by_class,
    forget_customer,
    forget_customers,
    keys_after,
    latest_import,
    put_customers,
)
from tests.domain.builders import branch
from tests.store.databases import everything, opened


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty database."""
    store = opened(address, branch())
    yield store
    store.close()


def put(store: Store, *customers: Customer, imported: int = 0) -> None:
    with store.write() as connection:
        put_customers(connection, customers, imported)


def test_the_latest_class_of_a_customer_stands_with_the_import_that_gave_it(store: Store) -> None:
    put(store, Customer("card", "h", "gold"), Customer("phone", "h", "gold"))

    put(store, Customer("card", "h", "platinum"), imported=2)
    put(store, imported=3)

    assert everything(store)["customer"] == [("card", "h", "platinum", 2), ("phone", "h", "gold", 0)]


def test_what_stood_under_an_earlier_key_is_replaced(store: Store) -> None:
    put(store, Customer("card", "old", "gold"), Customer("phone", "old", "gold"))

    put(store, Customer("card", "new", "gold", earlier=("old",)))

    assert everything(store)["customer"] == [("card", "new", "gold", 0), ("phone", "old", "gold", 0)]


def test_the_first_known_hash_says_the_class(store: Store) -> None:
    put(store, Customer("card", "new", "platinum"), Customer("card", "old", "gold"))

    with store.read() as connection:
        classes = [class_of_customer(connection, "card", hashes) for hashes in (["new", "old"], ["no", "old"], ["no"])]
        other_kind = class_of_customer(connection, "phone", ["new"])

    assert classes == ["platinum", "gold", None]
    assert other_kind is None


def test_a_customer_is_forgotten_under_every_hash_and_alone(store: Store) -> None:
    put(store, *(Customer("card", word, "gold") for word in ("new", "old", "other")))

    with store.write() as connection:
        first = forget_customer(connection, "card", ["new", "old"])
        second = forget_customer(connection, "card", ["new", "old"])
        forget_customers(connection, [])

    assert (first, second) == (True, False)
    assert everything(store)["customer"] == [("card", "other", "gold", 0)]


def test_several_are_forgotten_at_once(store: Store) -> None:
    put(store, *(Customer(kind, word, "gold") for kind in ("card", "phone") for word in ("a", "b")))

    with store.write() as connection:
        forget_customers(connection, [("card", "a"), ("phone", "b")])

    assert everything(store)["customer"] == [("card", "b", "gold", 0), ("phone", "a", "gold", 0)]


def test_lines_are_gone_through_in_order_each_once(store: Store) -> None:
    put(store, Customer("phone", "a", "gold"), Customer("card", "b", "gold"), imported=1)
    put(store, Customer("card", "a", "gold"), imported=2)

    with store.read() as connection:
        first = keys_after(connection, None, 2)
        rest = keys_after(connection, first[-1][0], 2)
        end = keys_after(connection, rest[-1][0], 2)

    assert (first, rest, end) == ([(("card", "a"), 2), (("card", "b"), 1)], [(("phone", "a"), 1)], [])


def test_the_latest_import_and_the_counts_are_told(store: Store) -> None:
    with store.read() as connection:
        before = latest_import(connection), list(customers_by_class(connection))
    put(store, Customer("card", "a", "gold"), Customer("card", "b", "gold"), imported=7)
    put(store, Customer("card", "c", "platinum"), imported=3)

    with store.read() as connection:
        after = latest_import(connection), sorted(customers_by_class(connection))

    assert before == (0, [])
    assert after == (7, [("card", "gold", 2), ("card", "platinum", 1)])
