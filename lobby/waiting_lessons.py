"""What a branch's journal has taught, caught up by seq in every process, with a checkpoint when a day is closed."""

from lobby.domain.branch import Branch
from lobby.domain.fact import Kind
from lobby.domain.forecast.learned import Known
from lobby.domain.forecast.taught import Taught
from lobby.store import Store
from lobby.store.looking_back import latest_days
from lobby.store.reading import checkpoint, day_begins, facts_after

DAYS_BACK = 20
"""Business days that are read again where no checkpoint is: enough to know a branch by."""

AT_ONCE = 2000
"""Facts read in one go, so that no transaction is held open for long."""


class Lessons:
    """One branch's. Only one thread may use it: what was taught is changed in place."""

    def __init__(self, store: Store, branch: Branch) -> None:
        self._store = store
        self._branch = branch
        minutes = {service.id: service.standard.total_seconds() / 60 for service in branch.services.values()}
        self._known = Known(minutes, branch.time_zone)
        self._taught: Taught | None = None

    def caught_up(self) -> Taught:
        """What was learned up to now, whichever process did the deeds."""
        taught = self._taught = self._taught or self._begun()
        while True:
            with self._store.read() as connection:
                facts = facts_after(connection, self._branch.id, taught.seq, AT_ONCE)
            for fact in facts:
                taught.take(fact)
                if fact.kind is Kind.DAY_CLOSED:
                    self._store.keep_taught(self._branch.id, fact.day, fact.seq, taught.kept())
            if len(facts) < AT_ONCE:
                return taught

    def _begun(self) -> Taught:
        """From the latest checkpoint; without one that can be read, from some days ago."""
        with self._store.read() as connection:
            kept = checkpoint(connection, self._branch.id)
            if kept is not None:
                try:
                    return Taught.again(self._known, kept.seq, kept.taught)
                except ValueError:
                    pass  # kept by another version of the program
            days = latest_days(connection, self._branch.id, DAYS_BACK)
            taught = Taught(self._known)
            taught.seq = day_begins(connection, self._branch.id, days[-1]) - 1 if days else 0
        return taught
