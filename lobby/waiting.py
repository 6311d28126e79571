"""What has been learned about service times, caught up by seq in every process.

The forward simulation and its worker will stand here; today the estimate is quick enough to be asked for directly
(`lobby/domain/estimate.py`).
"""

from lobby.domain.estimate import Learned
from lobby.store import Store
from lobby.store.reading import checkpoint, learned_since


class Waiting:
    """What each branch's closed tickets have taught. Values are replaced whole, so any thread may read them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._learned: dict[str, Learned] = {}

    def learned(self, branch_id: str) -> Learned:
        """What was learned up to the last catching up."""
        return self._learned.get(branch_id) or self.catch_up(branch_id)

    def catch_up(self, branch_id: str) -> Learned:
        """What was learned up to now, whichever process finished the tickets."""
        with self._store.read() as connection:
            learned = self._learned.get(branch_id) or checkpoint(connection, branch_id)
            learned = learned_since(connection, branch_id, learned)
        self._learned[branch_id] = learned
        return learned
