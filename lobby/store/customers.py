"""The directory of customers with a tier: keyed hashes of identities, the class of each, and who named it last."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Executable, Select, bindparam, delete, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from lobby.store import tables

_customer = tables.customer.c
_IS_THIS = (_customer.kind == bindparam("its_kind"), _customer.hash == bindparam("its_hash"))
_CLASS = select(_customer.class_id).where(*_IS_THIS)
_FORGET = delete(tables.customer).where(*_IS_THIS)
_COUNTS = select(_customer.kind, _customer.class_id, func.count()).group_by(_customer.kind, _customer.class_id)
_LATEST = select(func.max(_customer.imported))
_KEYS = (
    select(_customer.kind, _customer.hash, _customer.imported)
    .order_by(_customer.kind, _customer.hash)
    .limit(bindparam("at_most"))
)
_NEXT_KEYS = _KEYS.where(tuple_(_customer.kind, _customer.hash) > tuple_(bindparam("its_kind"), bindparam("its_hash")))

Key = tuple[str, str]
"""The kind and the hash of an identity."""


@dataclass(frozen=True, slots=True)
class Customer:
    """A line of the directory. `earlier` are the hashes of the same identity under keys that were replaced."""

    kind: str
    identity_hash: str
    class_id: str
    earlier: tuple[str, ...] = ()


def class_of_customer(connection: Connection, kind: str, hashes: Sequence[str]) -> str | None:
    """The class that the directory gives to the first of these hashes that it knows; None if it knows none."""
    for identity_hash in hashes:
        found = connection.execute(_CLASS, {"its_kind": kind, "its_hash": identity_hash}).scalar_one_or_none()
        if found is not None:
            return str(found)
    return None


def put_customers(connection: Connection, customers: Iterable[Customer], imported: int) -> None:
    """The directory knows these customers, by their first hash alone; one whom it knew has the class given now."""
    # In the order of the key: neighbours share pages, of which each is then written once.
    ordered = sorted(customers, key=lambda one: (one.kind, one.identity_hash))
    earlier = [{"its_kind": one.kind, "its_hash": old} for one in ordered for old in one.earlier]
    found = [
        {"kind": one.kind, "hash": one.identity_hash, "class_id": one.class_id, "imported": imported} for one in ordered
    ]
    if earlier:
        connection.execute(_FORGET, earlier)
    if found:
        connection.execute(_PUT[connection.dialect.name], found)


def forget_customer(connection: Connection, kind: str, hashes: Sequence[str]) -> bool:
    """The directory does not know this identity; answers whether it did."""
    gone = [connection.execute(_FORGET, {"its_kind": kind, "its_hash": one}).rowcount for one in hashes]
    return any(gone)


def forget_customers(connection: Connection, keys: Sequence[Key]) -> None:
    """The directory knows none of these identities."""
    if keys:
        connection.execute(_FORGET, [{"its_kind": kind, "its_hash": identity_hash} for kind, identity_hash in keys])


def latest_import(connection: Connection) -> int:
    """The number of the latest import that any line is of; 0 if there was none."""
    return int(connection.execute(_LATEST).scalar_one() or 0)


def keys_after(connection: Connection, after: Key | None, at_most: int) -> Sequence[tuple[Key, int]]:
    """The next identities in the order of their keys, each with the number of the import that named it last."""
    statement: Select[Any] = _KEYS if after is None else _NEXT_KEYS
    who = {} if after is None else {"its_kind": after[0], "its_hash": after[1]}
    found = connection.execute(statement, {**who, "at_most": at_most})
    return [((row.kind, row.hash), row.imported) for row in found]


def customers_by_class(connection: Connection) -> Iterator[tuple[str, str, int]]:
    """Kind, class and how many, for each pair that there is."""
    for kind, class_id, count in connection.execute(_COUNTS):
        yield str(kind), str(class_id), int(count)


def _put(upsert: Any) -> Executable:
    row = upsert(tables.customer)
    values = {"class_id": row.excluded.class_id, "imported": row.excluded.imported}
    statement: Executable = row.on_conflict_do_update(index_elements=["kind", "hash"], set_=values)
    return statement


_PUT: Mapping[str, Executable] = {"sqlite": _put(sqlite.insert), "postgresql": _put(postgresql.insert)}
