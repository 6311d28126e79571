"""A ticket's story: everything that happened to one number of one day, retold from the journal alone (S04, S07).

What was done to the ticket itself, each later one that was called before it, and how many earlier ones were. What is
said of each to staff and to the customer is in `story_words` and `story_said`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lobby.domain.errors import NotFound
from lobby.domain.fact import Fact, Kind
from lobby.domain.retelling import Retelling
from lobby.domain.retold import RetoldTicket
from lobby.domain.retold_call import RetoldCall
from lobby.domain.retold_policy import RetoldPolicy
from lobby.domain.ticket import TicketState, Wait

TOLD = frozenset(
    {
        *(Kind.TICKET_ISSUED, Kind.CLASS_GRANTED, Kind.SERVICE_RECLASSIFIED, Kind.TICKET_CALLED, Kind.TICKET_RECALLED),
        *(Kind.SERVICE_STARTED, Kind.SERVICE_FINISHED, Kind.TICKET_MISSED, Kind.TICKET_BACK_LATE, Kind.TICKET_PARKED),
        *(Kind.TICKET_TRANSFERRED, Kind.TICKET_REDIRECTED, Kind.TICKET_RETURNED, Kind.TICKET_LEFT, Kind.DEED_UNDONE),
    }
)
"""What can be done to a ticket. The estimate that was printed is told with the issue."""


@dataclass(frozen=True, slots=True)
class Passes:
    """How often later tickets were called before this one: by the rule, of at most so many, and by a person."""

    by_rule: int
    by_override: int
    of_at_most: int


@dataclass(frozen=True, slots=True)
class Account:
    """How often it was passed on one account, and the cap (None: nobody said one)."""

    id: str
    used: int
    cap: int | None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to the ticket: `fact`, `passes` as they stood, and the rules of that moment.

    Of the issue, `shown` is the wait that was printed. Of a call, `call` says how it was made, `at_cap` that nobody
    might pass this ticket any more on some account. Of an undo, `undone` is the kind of what never was.
    """

    fact: Fact
    passes: Passes
    policy: RetoldPolicy
    shown: Wait | None = None
    call: RetoldCall | None = None
    at_cap: bool = False
    undone: Kind | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A later ticket was called before this one, with `call`; `account` and `passes` are as they stood afterwards."""

    call: RetoldCall
    account: Account
    passes: Passes
    policy: RetoldPolicy


@dataclass(frozen=True, slots=True)
class InOrder:
    """So many earlier tickets were called, one after the other, where this one waited too: `first` to `last`."""

    first: Fact
    last: Fact
    count: int


Entry = Deed | Passed | InOrder


@dataclass(frozen=True, slots=True)
class Story:
    """Everything about one ticket: as it stands in the end, and `entries`, oldest first; the first is its issue."""

    ticket: RetoldTicket
    passes: Passes
    accounts: tuple[Account, ...]
    entries: tuple[Entry, ...]

    @property
    def shown(self) -> Wait | None:
        """The wait that was printed; None if no counter served the service then."""
        return next((entry.shown for entry in self.entries if isinstance(entry, Deed)), None)

    @property
    def notes(self) -> list[int]:
        """The notes that hold words of this story."""
        return [note for entry in self.entries if (note := note_of(entry)) is not None]


def story_of(number: str, facts: Iterable[Fact]) -> Story:
    """The story of the ticket of that number, as these facts tell it: one day's, in order.

    Raises NotFound `unknown_ticket`, and Refusal as `Retelling.take`.
    """
    fold = _Fold(number)
    for fact in facts:
        fold.take(fact)
    return fold.story()


def note_of(entry: Entry) -> int | None:
    """The note that says in free words why; None if there is none."""
    if isinstance(entry, InOrder):
        return None
    note = entry.call.note if isinstance(entry, Passed) else entry.fact.detail.get("note")
    return note if isinstance(note, int) else None


class _Fold:
    """The story while facts are taken in: the whole day is retold, and what concerns the ticket is kept."""

    def __init__(self, number: str) -> None:
        self._number = number
        self._day = Retelling()
        self._ticket: RetoldTicket | None = None
        self._entries: list[Entry] = []

    def story(self) -> Story:
        if self._ticket is None:
            raise NotFound("unknown_ticket")
        accounts = dict.fromkeys([*self._day.policy.accounts_capped, *self._ticket.skips])
        told = tuple(self._account(account) for account in accounts)
        return Story(self._ticket, self._passes(), told, tuple(self._entries))

    def take(self, fact: Fact) -> None:
        ticket = self._ticket
        waits = ticket is not None and ticket.state is TicketState.WAITING
        at_cap = ticket is not None and any(self._is_used_up(account) for account in ticket.skips)
        self._day.take(fact)
        if fact.ticket != self._number:
            if waits and fact.kind is Kind.TICKET_CALLED:
                self._call_of_another(fact)
        elif fact.kind is Kind.ESTIMATE_SHOWN:
            self._printed(fact)
        elif fact.kind in TOLD:
            self._ticket = self._day.ticket(self._number)
            call = self._day.calls[-1] if fact.kind is Kind.TICKET_CALLED else None
            undone = self._kind_of(fact.detail["undone_seq"]) if fact.kind is Kind.DEED_UNDONE else None
            deed = Deed(fact, self._passes(), self._day.policy, call=call, at_cap=at_cap, undone=undone)
            self._entries.append(deed)

    def _printed(self, fact: Fact) -> None:
        """The estimate of the issue that was told just before."""
        last = self._entries[-1] if self._entries else None
        if isinstance(last, Deed) and last.fact.kind is Kind.TICKET_ISSUED:
            shown = Wait(*(float(fact.detail[name]) for name in ("low", "mid", "high")))
            self._entries[-1] = replace(last, shown=shown)

    def _call_of_another(self, fact: Fact) -> None:
        """It passed this ticket, or was older; at a counter that does not serve this one it does not matter."""
        call = self._day.calls[-1]
        if self._number in call.passed:
            account = self._account(call.account)
            self._entries.append(Passed(call, account, self._passes(), self._day.policy))
        elif self._waiting.service in self._day.counters[call.counter].services:
            last = self._entries[-1]
            if isinstance(last, InOrder):
                self._entries[-1] = replace(last, last=fact, count=last.count + 1)
            else:
                self._entries.append(InOrder(fact, fact, 1))

    @property
    def _waiting(self) -> RetoldTicket:
        if self._ticket is None:
            raise ValueError(f"{self._number} has not been issued yet")
        return self._ticket

    def _passes(self) -> Passes:
        ticket, policy = self._waiting, self._day.policy
        caps = (policy.cap_of(account) for account in policy.accounts_capped)
        return Passes(
            by_rule=sum(ticket.skips.values()) - ticket.overridden,
            by_override=ticket.overridden,
            of_at_most=sum(cap for cap in caps if cap is not None),
        )

    def _account(self, account: str) -> Account:
        return Account(account, self._waiting.skips.get(account, 0), self._day.policy.cap_of(account))

    def _is_used_up(self, account: str) -> bool:
        cap = self._day.policy.cap_of(account)
        return cap is not None and self._waiting.skips.get(account, 0) >= cap

    def _kind_of(self, seq: object) -> Kind | None:
        return next((deed.fact.kind for deed in self._deeds() if deed.fact.seq == seq), None)

    def _deeds(self) -> Iterator[Deed]:
        return (entry for entry in self._entries if isinstance(entry, Deed))
