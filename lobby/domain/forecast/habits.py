"""What a branch's counters usually serve, whom it knows and who passes whom: remembered over recorded days, which come
without a configuration.

A journal says what a counter serves when it opens, or never, and the rule in the morning, or never; a forecast needs
both.
"""

from collections.abc import Collection

from lobby.domain.branch import ORDINARY
from lobby.domain.fact import Fact, Kind
from lobby.domain.forecast.head_starts import HeadStarts
from lobby.domain.retelling import Retelling
from lobby.domain.retold import RetoldCounter

REMEMBERED_DAYS = 20
"""A counter that has not served a service for so many days is not taken to serve it any more. Assumed: a month."""


class Habits:
    """What was seen up to the fact taken last. Changed in place by `take`.

    `services` and `classes` are all that ever were, in the order in which they were first seen. `head_starts` are seen
    where no rule is told.
    """

    def __init__(self) -> None:
        self.services: dict[str, None] = {}
        self.classes: dict[str, None] = {ORDINARY: None}
        self.head_starts = HeadStarts()
        self._days = 0
        self._opened_with: dict[str, Collection[str]] = {}
        self._tellers: dict[str, str] = {}
        self._served: dict[str, dict[str, int]] = {}
        """By counter and service, the last day on which it called somebody for it."""

    def end_day(self) -> None:
        """The day is over."""
        self._days += 1

    def take(self, fact: Fact, day: Retelling) -> None:
        """This has happened in the day, which has been told of it already."""
        if fact.kind is Kind.TICKET_ISSUED:
            ticket = day.tickets[-1]
            self.services[ticket.service] = self.classes[ticket.class_id] = None
        elif fact.kind is Kind.CLASS_GRANTED:
            self.classes[day.ticket(str(fact.ticket)).class_id] = None
        elif fact.kind is Kind.TICKET_CALLED:
            call = day.calls[-1]
            self.classes[call.class_id] = None
            self._served.setdefault(call.counter, {})[call.service] = self._days
            if day.policy.caps is None:
                counter = day.counters[call.counter]
                self.head_starts.take(day.ticket(call.ticket), day.queues, self.services_of(counter))
        elif fact.kind is Kind.COUNTER_OPENED:
            counter = day.counters[str(fact.counter)]
            if counter.said is not None:
                self._opened_with[counter.id] = counter.said
                self.services.update(dict.fromkeys(counter.said))
            if counter.teller is not None:
                self._tellers[counter.id] = counter.teller

    def services_of(self, counter: RetoldCounter) -> tuple[str, ...]:
        """What the counter serves, or would if it opened now: what the journal said, last time if not today; else what
        it has called for of late; a counter of which nothing is known is taken to serve everything.
        """
        said = self._opened_with.get(counter.id) if counter.said is None else counter.said
        if said is not None:
            return tuple(said)
        since = self._days - REMEMBERED_DAYS
        lately = {service for service, day in self._served.get(counter.id, {}).items() if day >= since}
        return tuple(sorted(counter.called | lately)) or tuple(self.services)

    def teller_of(self, counter: RetoldCounter) -> str:
        """Who sits there, or sat there last; the counter itself if nobody ever said."""
        return counter.teller or self._tellers.get(counter.id) or counter.id
