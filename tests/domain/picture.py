"""The hall as the journal alone tells it: who waits, what each counter serves, who stands where. And I8.

Fed with journal entries as the contract shows them; takes nothing from the program's own state or counts. A kind that
it does not know is an error: whoever adds a deed says here what it means.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.domain.oracle import Policy, Waiter

Entry = Mapping[str, Any]

GONE = ("finished", "left")
LIVE = ("waiting", "called", "serving", "missed", "parked", "redirected")


@dataclass(slots=True)
class SeenTicket(Waiter):
    """A ticket, its skips counted by the definition. `state` is one word, so it is in exactly one."""

    state: str = "waiting"
    counter: str | None = None
    overridden: int = 0
    overtaken_by: set[str] = field(default_factory=set)


@dataclass(slots=True)
class SeenCounter:
    """A counter: `state` is closed, open or paused; `ready_since` is set while it asked and got nobody."""

    id: str
    state: str = "closed"
    services: tuple[str, ...] = ()
    vip_first: bool = False
    ticket: str | None = None
    ready_since: datetime | None = None


def instant(entry: Entry) -> datetime:
    """When it happened, read from JSON or still an instant."""
    at = entry["at"]
    return at if isinstance(at, datetime) else datetime.fromisoformat(at)


class Picture:
    """What is true after the entries taken so far. Tickets by `day/number`, closed ones included."""

    def __init__(self) -> None:
        self.tickets: dict[str, SeenTicket] = {}
        self.counters: dict[str, SeenCounter] = {}
        self.policy = Policy({}, {}, {})
        self.is_open = False
        self._live: dict[str, SeenTicket] = {}
        self._before: dict[str, tuple[int, tuple[str, str, str | None]]] = {}

    @property
    def live(self) -> list[SeenTicket]:
        """Every ticket that has not been finished and has not left."""
        return list(self._live.values())

    @property
    def waiting(self) -> list[SeenTicket]:
        """Everybody who waits."""
        return [ticket for ticket in self._live.values() if ticket.state == "waiting"]

    @property
    def ready(self) -> list[SeenCounter]:
        """The ready counters: least flexible first, then the one ready longest."""
        ready = [(c.ready_since, c) for c in self.counters.values() if c.ready_since is not None]
        return [c for _, c in sorted(ready, key=lambda pair: (len(pair[1].services), pair[0], pair[1].id))]

    def take(self, entry: Entry) -> None:
        """The entry has happened. Raises AssertionError naming seq and I8 if it cannot have."""
        known = getattr(self, f"_{entry['kind']}", None)
        _must(known is not None, entry, f"of a kind that nobody has explained to the recount: {entry['kind']}")
        assert known is not None
        known(entry)

    def _day_opened(self, entry: Entry) -> None:
        _must(not self.is_open, entry, "a day within a day")
        self.is_open = True

    def _day_closed(self, entry: Entry) -> None:
        _must(not self._live, entry, f"lost in a closed day: {sorted(self._live)}")
        _must(all(c.state == "closed" for c in self.counters.values()), entry, "a counter open in a closed day")
        self.is_open = False

    def _policy_set(self, entry: Entry) -> None:
        head_starts = {id_: minutes * 60.0 for id_, minutes in entry["head_start_minutes"].items()}
        accounts = {id_: entry["accounts"].get(id_) for id_ in head_starts}
        self.policy = Policy(head_starts, accounts, dict(entry["max_skips"]))

    def _counter_planned(self, entry: Entry) -> None:
        _must(self.is_open, entry, "a plan for a day that is not open")

    def _counter_opened(self, entry: Entry) -> None:
        counter = self._counter(entry, "closed")
        counter.state, counter.services, counter.vip_first = "open", tuple(entry["services"]), entry["vip_first"]

    def _counter_services_set(self, entry: Entry) -> None:
        self._counter(entry, "open", "paused").services = tuple(entry["services"])

    def _counter_paused(self, entry: Entry) -> None:
        counter = self._counter(entry, "open")
        counter.state, counter.ready_since = "paused", None

    def _counter_resumed(self, entry: Entry) -> None:
        self._counter(entry, "paused").state = "open"

    def _counter_ready(self, entry: Entry) -> None:
        counter = self._counter(entry, "open")
        _must(counter.ticket is None, entry, f"counter {counter.id} is ready and holds {counter.ticket}")
        counter.ready_since = instant(entry)

    def _counter_closed(self, entry: Entry) -> None:
        counter = self._counter(entry, "open", "paused")
        held = self._live.get(counter.ticket or "")
        _must(held is None, entry, f"counter {counter.id} closed with {counter.ticket}")
        self.counters[counter.id] = SeenCounter(counter.id)

    def _counter_left_alone(self, entry: Entry) -> None:
        self._counter(entry, "open", "paused")

    def _ticket_issued(self, entry: Entry) -> None:
        name = entry["ticket"]
        _must(self.is_open, entry, f"{name} issued while no day is open")
        _must(name not in self.tickets, entry, f"{name} issued twice")
        issued = SeenTicket(name, entry["service"], entry["class"], instant(entry).timestamp(), entry["seq"])
        self.tickets[name] = self._live[name] = issued

    def _estimate_shown(self, entry: Entry) -> None:
        self._ticket(entry, "waiting")

    def _alert_acknowledged(self, entry: Entry) -> None:
        _must(self.is_open, entry, "somebody sees to an alert while no day is open")

    def _class_granted(self, entry: Entry) -> None:
        self._ticket(entry, *LIVE).class_id = entry["class"]

    def _service_reclassified(self, entry: Entry) -> None:
        ticket = self._held(entry, "called", "serving")
        ticket.service = entry["service"]
        if entry.get("errand"):
            ticket.state = "serving"

    def _ticket_parked(self, entry: Entry) -> None:
        self._set_aside(entry, "parked", "waiting", "called", "serving", "parked")

    def _ticket_redirected(self, entry: Entry) -> None:
        self._set_aside(entry, "redirected", "waiting", "called", "serving", "parked", "redirected")

    def _ticket_transferred(self, entry: Entry) -> None:
        ticket = self._set_aside(entry, "waiting", "waiting", "called", "serving")
        ticket.service = entry["service"]

    def _ticket_returned(self, entry: Entry) -> None:
        self._wait_again(entry, "parked", "redirected", "missed", "called", "serving", *GONE)

    def _ticket_back_late(self, entry: Entry) -> None:
        self._wait_again(entry, "missed").seniority = instant(entry).timestamp()

    def _deed_undone(self, entry: Entry) -> None:
        """The ticket is as it was before that fact, but for skips, which stay."""
        ticket = self.tickets[entry["ticket"]]
        undone, before = self._before[ticket.name]
        _must(undone == entry["undone_seq"], entry, f"{ticket.name}: its last deed is {undone}")
        ticket.state, ticket.service, ticket.counter = before
        self._live[ticket.name] = ticket
        if ticket.state in ("called", "serving"):
            counter = self.counters[str(ticket.counter)]
            _must(counter.state != "closed", entry, f"counter {counter.id} is closed")
            _must(counter.ticket is None, entry, f"counter {counter.id} serves {counter.ticket}")
            counter.ticket, counter.ready_since = ticket.name, None

    def _ticket_called(self, entry: Entry) -> None:
        ticket, counter = self._ticket(entry, "waiting"), self._counter(entry, "open")
        _must(counter.ticket is None, entry, f"counter {counter.id} serves {counter.ticket} and calls {ticket.name}")
        ticket.state, ticket.counter = "called", counter.id
        counter.ticket, counter.ready_since = ticket.name, None

    def _ticket_recalled(self, entry: Entry) -> None:
        self._held(entry, "called")

    def _service_started(self, entry: Entry) -> None:
        self._held(entry, "called").state = "serving"

    def _service_finished(self, entry: Entry) -> None:
        ticket = self._held(entry, "called", "serving")
        self._remember(entry, ticket)
        self._leave(ticket, "finished")

    def _ticket_missed(self, entry: Entry) -> None:
        self._set_aside(entry, "missed", "called")

    def _ticket_left(self, entry: Entry) -> None:
        states = {"machine": ("redirected",), "gave_up": ("missed",), "day_closed": LIVE}
        usual = ("waiting", "missed", "parked")
        self._leave(self._ticket(entry, *states.get(entry["how"], usual)), "left")

    def _set_aside(self, entry: Entry, state: str, *states: str) -> SeenTicket:
        """The ticket has this state now, and its counter, which the entry names, is free."""
        ticket = self._ticket(entry, *states)
        if ticket.state in ("called", "serving"):
            self._held(entry, *states)
        self._remember(entry, ticket)
        self._free(ticket)
        ticket.state = state
        return ticket

    def _wait_again(self, entry: Entry, *states: str) -> SeenTicket:
        ticket = self._ticket(entry, *states)
        if ticket.state in ("called", "serving"):
            self._held(entry, *states)
        self._free(ticket)
        ticket.state = "waiting"
        self._live[ticket.name] = ticket
        return ticket

    def _remember(self, entry: Entry, ticket: SeenTicket) -> None:
        self._before[ticket.name] = entry["seq"], (ticket.state, ticket.service, ticket.counter)

    def _leave(self, ticket: SeenTicket, state: str) -> None:
        self._free(ticket)
        ticket.state = state
        del self._live[ticket.name]

    def _free(self, ticket: SeenTicket) -> None:
        if ticket.state in ("called", "serving") and ticket.counter is not None:
            self.counters[ticket.counter].ticket = None

    def _ticket(self, entry: Entry, *states: str) -> SeenTicket:
        ticket = self.tickets.get(entry["ticket"])
        _must(ticket is not None, entry, f"{entry['ticket']} was never issued")
        assert ticket is not None
        _must(ticket.state in states, entry, f"{ticket.name} is {ticket.state}, not {' or '.join(states)}")
        return ticket

    def _held(self, entry: Entry, *states: str) -> SeenTicket:
        ticket = self._ticket(entry, *states)
        held = self.counters[entry["counter"]].ticket
        _must(held == ticket.name, entry, f"counter {entry['counter']} holds {held}, not {ticket.name}")
        return ticket

    def _counter(self, entry: Entry, *states: str) -> SeenCounter:
        counter = self.counters.setdefault(entry["counter"], SeenCounter(entry["counter"]))
        _must(counter.state in states, entry, f"counter {counter.id} is {counter.state}, not {' or '.join(states)}")
        return counter


def _must(holds: bool, entry: Entry, otherwise: str) -> None:
    assert holds, f"seq {entry['seq']}: I8: {otherwise}"
