"""Every deed of the API, once: what must have happened before, what is sent, and what doing it again comes to."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.clocks import HandClock
from tests.web.api import Body, Caller

Before = Callable[[Caller, HandClock], str]
"""Makes the deed possible; answers with the ticket's id if the deed is about one."""


@dataclass(frozen=True)
class Deed:
    """A deed by its name in OPERATIONS.

    `other` is another body that it would take, None if it takes an empty one alone. `again` is the code with which
    the same deed is refused afterwards, None if it can be done again. `role` may do it.
    """

    name: str
    path: str
    before: Before
    body: Body
    other: Body | None
    again: str | None
    role: str = "teller"

    def path_for(self, caller: Caller, clock: HandClock) -> str:
        """The path to send it to, once everything before it has happened."""
        ticket = self.before(caller, clock)
        return self.path.format(ticket=ticket)

    def elsewhere(self) -> str:
        """The path of the same deed at another counter, of the first ticket by its number, or about another alert."""
        by_number = "/branches/zhongshan/tickets/A001/"
        path = self.path.replace("/counters/2/", "/counters/1/").replace("/tickets/{ticket}/", by_number)
        return path.replace("/alerts/late/", "/alerts/stall/")


def nothing(caller: Caller, clock: HandClock) -> str:
    """The morning of a day on which nothing has been done."""
    return ""


def waiting(caller: Caller, clock: HandClock) -> str:
    """Somebody waits for cash."""
    return str(caller.issue().get_json()["id"])


def staffed(caller: Caller, clock: HandClock) -> str:
    """Counter 2 is open."""
    caller.counter("2", "open")
    return ""


def paused(caller: Caller, clock: HandClock) -> str:
    """Counter 2 is paused."""
    staffed(caller, clock)
    caller.counter("2", "pause", {"reason": "lunch"})
    return ""


def staffed_with_a_queue(caller: Caller, clock: HandClock) -> str:
    """Counter 2 is open and two wait."""
    staffed(caller, clock)
    caller.issue()
    return waiting(caller, clock)


def three_for_cash(caller: Caller, clock: HandClock) -> str:
    """Counters 1, 2 and 4 are open: counter 2 can be spared."""
    for counter in "124":
        caller.counter(counter, "open")
    return ""


def lent(caller: Caller, clock: HandClock) -> str:
    """Counter 2 is lent."""
    three_for_cash(caller, clock)
    caller.counter("2", "lend")
    return ""


def called(caller: Caller, clock: HandClock) -> str:
    """Counter 2 has called the only ticket."""
    staffed(caller, clock)
    ticket = waiting(caller, clock)
    caller.counter("2", "next")
    return ticket


def called_in_vain(caller: Caller, clock: HandClock) -> str:
    """Counter 2 has called and recalled a ticket, and may give it up."""
    ticket = called(caller, clock)
    caller.counter("2", "recall")
    clock.move(seconds=60)
    return ticket


def parked(caller: Caller, clock: HandClock) -> str:
    """Somebody who waits for cash was promised another time."""
    ticket = waiting(caller, clock)
    caller.post(f"/tickets/{ticket}/park", {"minutes": 10, "reason": "form"})
    return ticket


def missed(caller: Caller, clock: HandClock) -> str:
    """Somebody was called in vain."""
    ticket = called_in_vain(caller, clock)
    caller.counter("2", "no-show")
    return ticket


def late(caller: Caller, clock: HandClock) -> str:
    """Somebody waits for longer than was promised."""
    waiting(caller, clock)
    clock.move(minutes=21)
    return ""


_ISSUE = "/branches/zhongshan/tickets"
_AT_TWO = "/branches/zhongshan/counters/2/"
_NOT_TODAY: Body = {"opens_at": None, "closes_at": None, "breaks": []}
_UNTIL_NOON: Body = {"opens_at": "09:00", "closes_at": "12:00", "breaks": []}

DEEDS = (
    Deed("issue_ticket", _ISSUE, nothing, {"service": "cash"}, {"service": "transfer"}, None),
    Deed("cancel", "/tickets/{ticket}/cancel", waiting, {"reason": "bus"}, {"reason": "rain"}, "already_closed"),
    Deed(
        "park", "/tickets/{ticket}/park", waiting, {"minutes": 5, "reason": "form"}, {"minutes": 9, "reason": "x"}, None
    ),
    Deed("redirect", "/tickets/{ticket}/redirect", waiting, {"machine": "1"}, {"machine": "2"}, None),
    Deed("return", "/tickets/{ticket}/return", parked, {"reason": "x"}, {"reason": "y"}, "already_waiting"),
    Deed("late", "/tickets/{ticket}/late", missed, {}, None, "not_missed"),
    Deed("transfer", "/tickets/{ticket}/transfer", waiting, {"service": "loss"}, {"service": "other"}, "same_service"),
    Deed(
        "grant",
        "/tickets/{ticket}/grant",
        waiting,
        {"class": "care", "reason": "elderly"},
        {"class": "wode", "reason": "x"},
        "same_class",
    ),
    Deed("undo", "/tickets/{ticket}/undo", parked, {}, None, "nothing_to_undo"),
    Deed("reclassify", _AT_TWO + "reclassify", called, {"service": "loss"}, {"service": "other"}, "same_service"),
    Deed("errand", _AT_TWO + "errand", called, {"service": "loss"}, {"service": "other"}, None),
    Deed("walk-up", _AT_TWO + "walk-up", staffed, {"service": "cash"}, {"service": "loss"}, None),
    Deed(
        "call",
        _AT_TWO + "call",
        staffed_with_a_queue,
        {"ticket": "A002", "reason": {"staff": "x"}},
        {"ticket": "A001", "reason": {"staff": "x"}},
        "counter_busy",
    ),
    Deed(
        "acknowledge_alert",
        "/branches/zhongshan/alerts/late/acknowledge",
        late,
        {},
        None,
        "already_acknowledged",
        "manager",
    ),
    Deed("open_counter", _AT_TWO + "open", nothing, {}, {"services": ["cash"]}, "counter_not_closed"),
    Deed("set_services", _AT_TWO + "services", staffed, {"services": ["cash"]}, {"services": ["loss"]}, None),
    Deed("pause_counter", _AT_TWO + "pause", staffed, {"reason": "lunch"}, {"reason": "break"}, "counter_paused"),
    Deed("set_plan", _AT_TWO + "plan", nothing, _NOT_TODAY, _UNTIL_NOON, None, "manager"),
    Deed("resume", _AT_TWO + "resume", paused, {}, None, "counter_not_paused"),
    Deed("close", _AT_TWO + "close", staffed, {}, None, "counter_closed"),
    Deed("call_next", _AT_TWO + "next", staffed_with_a_queue, {}, {"finish": True}, "counter_busy"),
    Deed("recall", _AT_TWO + "recall", called, {}, None, None),
    Deed("start", _AT_TWO + "start", called, {}, None, "already_serving"),
    Deed("finish", _AT_TWO + "finish", called, {}, None, "no_ticket"),
    Deed("no-show", _AT_TWO + "no-show", called_in_vain, {}, None, "no_ticket"),
    Deed("lend", _AT_TWO + "lend", three_for_cash, {}, {"services": ["account"]}, "already_lent", "manager"),
    Deed("take-back", _AT_TWO + "take-back", lent, {}, None, "not_lent", "manager"),
    Deed("leave-alone", _AT_TWO + "leave-alone", staffed, {}, {"minutes": 5}, None, "manager"),
)
