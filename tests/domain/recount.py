"""The invariants of who is next, recounted from the journal by their definitions, never from the program's counts.

Fed entry by entry, `Recount` raises AssertionError naming the seq and the invariant that is broken. I1 to I5, I7 and
I9 are judged here, I8 in `picture.py`. I6 (seniority and skips survive every deed) needs no line of its own: the
recount keeps its own, lets no deed touch them, and judges every call by them; `test_histories.py` compares them.
"""

from collections import Counter as Tally
from datetime import datetime

from tests.domain.oracle import Verdict, ask
from tests.domain.picture import Entry, Picture, SeenCounter, SeenTicket, instant

STILL_ASKING = frozenset({"estimate_shown", "ticket_called"})
"""Facts that may stand between a fact that makes a pair and the calls of the ready counters that it ends with."""


class Recount:
    """The journal so far, recounted. `facts`, `calls` by rule and `most_skips` by account say what was tried."""

    def __init__(self) -> None:
        self.picture = Picture()
        self.facts = 0
        self.calls: Tally[str] = Tally()
        self.most_skips: Tally[str] = Tally()
        self._seq: int | None = None
        self._at: datetime | None = None

    def feed(self, *entries: Entry) -> None:
        """These happened, oldest first. Raises AssertionError naming seq and invariant."""
        for entry in entries:
            self._in_order(entry)
            if entry["kind"] not in STILL_ASKING:
                self._nobody_ready_is_idle(entry["seq"])
            if entry["kind"] == "ticket_called":
                self._judge(entry)
            self.picture.take(entry)
            self.facts += 1

    def rests(self) -> None:
        """Nothing follows from what happened: between two deeds this must hold. Raises AssertionError."""
        self._nobody_ready_is_idle((self._seq or 0) + 1)

    def _in_order(self, entry: Entry) -> None:
        seq, at = entry["seq"], instant(entry)
        assert self._seq is None or seq == self._seq + 1, f"seq {seq}: a gap after {self._seq}"
        assert self._at is None or at >= self._at, f"seq {seq}: time ran back from {self._at} to {at}"
        self._seq, self._at = seq, at

    def _ask(self, counter: SeenCounter) -> Verdict | None:
        picture = self.picture
        return ask(picture.waiting, counter.services, vip_first=counter.vip_first, policy=picture.policy)

    def _nobody_ready_is_idle(self, seq: int) -> None:
        for counter in self.picture.ready:
            waits = [t.name for t in self.picture.waiting if t.service in counter.services]
            assert not waits, f"seq {seq}: I2: counter {counter.id} stayed ready although {waits} waited"

    def _judge(self, entry: Entry) -> None:
        seq, picture = entry["seq"], self.picture
        ticket, counter = picture.tickets.get(entry["ticket"]), picture.counters.get(entry["counter"])
        assert ticket is not None, f"seq {seq}: I8: {entry['ticket']} was never issued"
        assert ticket.state == "waiting", f"seq {seq}: I8: {ticket.name} is called but {ticket.state}"
        assert counter is not None, f"seq {seq}: I8: counter {entry['counter']} was never opened"
        assert ticket.service in counter.services, f"seq {seq}: I8: counter {counter.id} does not serve {ticket.name}"
        eligible = [t for t in picture.waiting if t.service in counter.services]
        passed = [y for y in eligible if y.is_older(ticket)]
        if entry["rule"] == "override":
            self._nobody_ready_is_idle(seq)
            self._overridden(entry, ticket, passed)
            return
        if entry["rule"] == "walk_up":
            assert eligible == [ticket], f"seq {seq}: I4: {ticket.name} walked up while {eligible} waited there"
        else:
            self._asked_in_turn(seq, counter)
        self._guarantees(seq, ticket, counter, passed)
        if entry["rule"] != "walk_up":
            self._as_defined(entry, counter)
        self._count_skips(ticket, passed)
        self._count(entry["rule"], ticket, passed)

    def _asked_in_turn(self, seq: int, counter: SeenCounter) -> None:
        """A teller asks when nothing is pending; ready counters are asked for in the order of the definition."""
        if counter.ready_since is None:
            self._nobody_ready_is_idle(seq)
            return
        first = next((ready for ready in self.picture.ready if self._ask(ready) is not None), counter)
        assert first is counter, f"seq {seq}: I2: ready counter {first.id} comes before {counter.id}"

    def _guarantees(self, seq: int, z: SeenTicket, counter: SeenCounter, passed: list[SeenTicket]) -> None:
        """I1, I3, I4 and I5: what holds of any call, however it was chosen."""
        policy = self.picture.policy
        account, head_start = policy.account[z.class_id], policy.head_start[z.class_id]
        tier_first = counter.vip_first and account == "tier"
        for y in passed:
            about = f"{z.name} ({z.class_id}) was called past {y.name} ({y.class_id}) at counter {counter.id}"
            assert account is not None, f"seq {seq}: I4: {about}: its class passes nobody"
            had = y.skips.get(account, 0)
            assert had < policy.cap[account], f"seq {seq}: I1: {about}, which stood at its cap, {had} on {account}"
            assert y.class_id != z.class_id, f"seq {seq}: I3: {about}, older in the same class"
            if policy.account[y.class_id] == account:
                longer = head_start > policy.head_start[y.class_id]
                assert longer, f"seq {seq}: I4: {about}: on one account, with no greater head start"
            if not tier_first:
                younger = z.seniority - y.seniority
                assert younger < head_start, f"seq {seq}: I5: {about}, {younger} s older, head start {head_start} s"

    def _as_defined(self, entry: Entry, counter: SeenCounter) -> None:
        """I9: the same hall gives the same call, by the same rule, past the same tickets."""
        verdict = self._ask(counter)
        assert verdict is not None
        expected = verdict.called.name, verdict.rule, sorted(y.name for y in verdict.passed)
        found = entry["ticket"], entry["rule"], sorted(entry.get("skipped", ()))
        assert found == expected, f"seq {entry['seq']}: I9: called {found}, by the definition {expected}"

    def _overridden(self, entry: Entry, z: SeenTicket, passed: list[SeenTicket]) -> None:
        """I10: the skips of an override count, on the account of the called one's class if it has one, and apart."""
        found, expected = sorted(entry.get("skipped", ())), sorted(y.name for y in passed)
        assert found == expected, f"seq {entry['seq']}: I10: it passed {expected}, the journal says {found}"
        self._count_skips(z, passed)
        for y in passed:
            y.overridden += 1
        self.calls["override"] += 1

    def _count_skips(self, z: SeenTicket, passed: list[SeenTicket]) -> None:
        """Step 4."""
        account = self.picture.policy.account[z.class_id] or "override"
        for y in passed:
            y.skips[account] = y.skips.get(account, 0) + 1

    def _count(self, rule: str, z: SeenTicket, passed: list[SeenTicket]) -> None:
        """I7: at most sum of the caps *different* later tickets are called while one is eligible there."""
        self.calls[rule] += 1
        most = sum(self.picture.policy.cap.values())
        for y in passed:
            y.overtaken_by.add(z.name)
            assert len(y.overtaken_by) <= most, f"seq {self._seq}: I7: {y.name} was overtaken by {y.overtaken_by}"
            for account, count in y.skips.items():
                self.most_skips[account] = max(count, self.most_skips[account])
