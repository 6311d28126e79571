"""The customer directory: which tier an identity has established. Only keyed hashes of identities are kept.

A tier belongs to the bank, not to a branch (S06), and is established, never chosen (S02). Unknown means ordinary, at
once.
"""

import csv
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from lobby.domain.errors import Refusal
from lobby.store.reading import class_of_customer
from lobby.store.store import Customer, Store

KINDS = ("card", "id", "phone")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a customer shows: a card, an identity document, or a phone number. It lives no longer than the request."""

    kind: str
    value: str


class Directory:
    """The directory with the key that its hashes are made with."""

    def __init__(self, store: Store, key: bytes) -> None:
        self._store = store
        self._key = key

    def class_of(self, identity: Identity) -> str | None:
        """The class that the bank gives this customer; None if the directory does not know them."""
        with self._store.read() as connection:
            return class_of_customer(connection, identity.kind, self._hash(identity))

    def put(self, customers: Iterable[tuple[Identity, str]]) -> None:
        """The directory gives each identity this class."""
        self._store.put_customers(
            Customer(identity.kind, self._hash(identity), class_id) for identity, class_id in customers
        )

    def _hash(self, identity: Identity) -> str:
        """HMAC-SHA256 of the identity, written without spaces and dashes and in capitals: as people type it."""
        plain = re.sub(r"[\s-]", "", identity.value).upper()
        return hmac.new(self._key, f"{identity.kind}:{plain}".encode(), sha256).hexdigest()


def read_customers(path: Path, classes: Iterable[str]) -> list[tuple[Identity, str]]:
    """The customers of a CSV file with the columns kind, value, class.

    Raises Refusal `bad_customer` with the line for a kind or class that does not exist.
    """
    known = set(classes)
    customers = []
    with path.open(encoding="utf-8", newline="") as lines:
        for line, row in enumerate(csv.DictReader(lines), start=2):
            if row.get("kind") not in KINDS or not row.get("value") or row.get("class") not in known:
                raise Refusal("bad_customer", file=str(path), line=line)
            customers.append((Identity(row["kind"], row["value"]), row["class"]))
    return customers
