"""The customer directory: which tier an identity has established. Only keyed hashes of identities are kept.

A tier belongs to the bank, not to a branch (S06), and is established, never chosen (S02). Unknown means ordinary, at
once. `TellsTiers` is the seam: this directory, or the bank's own system (`bank_directory.py`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import Protocol

from lobby.actions.identity import Identity, Keys
from lobby.domain.branch import ORDINARY, TIER_ACCOUNT, Fairness
from lobby.store import Store
from lobby.store.customers import (
    Customer,
    Key,
    class_of_customer,
    customers_by_class,
    forget_customer,
    forget_customers,
    keys_after,
    latest_import,
    put_customers,
)

KEYS_AT_ONCE = 5000
"""Lines looked through at once for what an import did not name: some milliseconds."""


class TellsTiers(Protocol):
    """Whoever knows which tier somebody has established. Never raises for a customer, and never takes long."""

    def class_of(self, identity: Identity) -> str | None:
        """The class that the bank gives this customer; None if it is not known, or not in time."""
        ...

    def asked(self) -> Mapping[str, int]:
        """How often it has been asked since the start, by what came of it."""
        ...


class Tally:
    """Counts by what came of a question; many threads may count at once."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._lock = Lock()

    def count(self, outcome: str) -> None:
        """One more of these."""
        with self._lock:
            self._counts[outcome] += 1

    def so_far(self) -> Mapping[str, int]:
        """All of them."""
        with self._lock:
            return dict(self._counts)


class Directory:
    """The directory that is kept here, with the keys that its hashes are made with."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store = store
        self._keys = keys
        self._tally = Tally()

    def class_of(self, identity: Identity) -> str | None:
        """The class that the bank gives this customer; None if the directory does not know them."""
        with self._store.read() as connection:
            class_id = class_of_customer(connection, identity.kind, self._keys.of_customer(identity))
        self._tally.count("unknown" if class_id is None else "known")
        return class_id

    def asked(self) -> Mapping[str, int]:
        """How often somebody was known, and unknown."""
        return self._tally.so_far()

    def line(self, identity: Identity, class_id: str) -> Customer:
        """The line that gives this identity this class, by hashes alone."""
        present, *earlier = self._keys.of_customer(identity)
        return Customer(identity.kind, present, class_id, tuple(earlier))

    def put(self, lines: Iterable[Customer], imported: int = 0) -> None:
        """The directory has these lines, as named by the import of that number (0: by none)."""
        with self._store.write() as connection:
            put_customers(connection, lines, imported)

    def new_import(self) -> int:
        """A number greater than that of every import before."""
        with self._store.read() as connection:
            return latest_import(connection) + 1

    def forget_others(self, imported: int) -> int:
        """Whoever that import did not name is gone; answers how many. Bit by bit, so that nobody waits for it."""
        removed, after = 0, None
        while True:
            with self._store.read() as connection:
                found = keys_after(connection, after, KEYS_AT_ONCE)
            if not found:
                return removed
            after = found[-1][0]
            removed += self._forget([key for key, number in found if number != imported])

    def forget(self, identity: Identity) -> bool:
        """The directory does not know this identity; answers whether it did."""
        with self._store.write() as connection:
            return forget_customer(connection, identity.kind, self._keys.of_customer(identity))

    def counts(self) -> list[tuple[str, str, int]]:
        """Kind, class and how many, in order."""
        with self._store.read() as connection:
            return sorted(customers_by_class(connection))

    def _forget(self, keys: Sequence[Key]) -> int:
        if keys:
            with self._store.write() as connection:
                forget_customers(connection, keys)
        return len(keys)


def tiers(fairness: Fairness) -> frozenset[str]:
    """The classes that a directory may give: those on the tiers' account, and ordinary for whoever has lost theirs."""
    return frozenset(one.id for one in fairness.classes.values() if one.account == TIER_ACCOUNT) | {ORDINARY}
