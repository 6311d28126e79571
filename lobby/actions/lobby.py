"""The frame of every deed: one transaction that decides, an answer kept under its key, and the telling afterwards.

The deeds themselves are in the other files of this folder, which alone may change the world and tell of it.
"""

import json
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lobby.clock import ReadsTime
from lobby.domain.days import apply_due
from lobby.domain.errors import Refusal
from lobby.domain.estimate import Waits
from lobby.domain.hall import Hall
from lobby.domain.reason import OTHER, Reason
from lobby.store import KeptAnswer, Store, Transaction, digest


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a deed, under which Idempotency-Key (None: under none), and a hash of what exactly is asked."""

    actor: str
    key: str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a deed answers: an HTTP-like status and a body ready for JSON. `replayed` if it was answered before."""

    status: int
    body: Any
    replayed: bool = False


class Change:
    """A branch held for one deed: `hall` is as the deed has made it so far, `now` the instant of the deed."""

    def __init__(self, transaction: Transaction, now: datetime) -> None:
        self.transaction = transaction
        self.now = now
        self.hall: Hall = transaction.hall

    def reason(self, words: str, known: Container[str]) -> Reason:
        """A known code stays a code; other words are kept as a note, out of the journal and off the screens."""
        if words in known:
            return Reason(words)
        return Reason(OTHER, self.transaction.add_note(words, self.now))


class Lobby:
    """What every action needs: the store, the one clock, the waits there are, and somebody to tell."""

    def __init__(
        self,
        store: Store,
        clock: ReadsTime,
        waits: Callable[[str], Waits],
        publish: Callable[[str, int], None],
    ) -> None:
        self.store = store
        self.clock = clock
        self.waits = waits
        self._publish = publish

    @contextmanager
    def change(self, branch_id: str) -> Iterator[Change]:
        """Hold the branch, with everything due already applied; save at the end, commit, and only then tell.

        `now` is taken once the branch is held, and is never earlier than its last fact.
        Raises NotFound `unknown_branch`.
        """
        with self.store.change(branch_id) as transaction:
            now = max(self.clock.now(), transaction.hall.last_at)
            change = Change(transaction, now)
            change.hall = apply_due(change.hall, now)
            yield change
            changed = bool(change.hall.facts)
            transaction.save(change.hall)
        if changed:
            self._publish(branch_id, change.hall.seq)

    def perform(self, branch_id: str, asked: Asked, deed: Callable[[Change], Answer]) -> Answer:
        """Do the deed once, however often it is asked for under its key.

        Raises what the deed raises, and Refusal `idempotency_key_reused` if the key was used for something else.
        """
        with self.change(branch_id) as change:
            day = change.hall.day
            if asked.key is None or day is None:
                return deed(change)
            kept = change.transaction.kept_answer(day, asked.actor, asked.key)
            if kept is not None and kept.asked != asked.digest:
                raise Refusal("idempotency_key_reused")
            if kept is not None:
                return Answer(200 if kept.status == 201 else kept.status, kept.body, replayed=True)
            answer = deed(change)
            change.transaction.keep_answer(
                day, asked.actor, asked.key, KeptAnswer(asked.digest, answer.status, answer.body)
            )
            return answer


def digest_of(path: str, body: Mapping[str, Any]) -> str:
    """A hash of what is asked: the same for the same path and the same values, in whatever order they came."""
    return digest(path + "\n" + json.dumps(body, sort_keys=True, default=str))
