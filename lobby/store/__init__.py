"""The store: the only room with SQL. It keeps what it is told to and decides nothing.

`Store.change` is the write path, `Store.read` the read path (design: "The write path", "The read path").
"""

from lobby.store.migrating import NotAtHead, migrate
from lobby.store.reading import FoundTicket, Token
from lobby.store.store import Store
from lobby.store.writing import KeptAnswer, Transaction, digest

__all__ = ["FoundTicket", "KeptAnswer", "NotAtHead", "Store", "Token", "Transaction", "digest", "migrate"]
