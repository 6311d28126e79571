"""Those who wait in a retold day, in sorted lines by service and class, so that nobody looks through all of them."""

from bisect import bisect_left, insort
from collections.abc import Collection

from lobby.domain.branch import ORDINARY
from lobby.domain.dispatch import Queues, seniority_order
from lobby.domain.retold import RetoldTicket
from lobby.domain.ticket import TicketState


class Lines:
    """The lines, each with the oldest first. A ticket stands in one exactly while it waits."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], list[RetoldTicket]] = {}
        self._classes: dict[str, None] = {ORDINARY: None}

    @property
    def queues(self) -> Queues[RetoldTicket]:
        """The same, as `dispatch.choose` wants them."""
        return self._lines

    def enter(self, ticket: RetoldTicket) -> None:
        """The ticket stands in its line if it waits. Its service, class and seniority must not change while it does."""
        if ticket.state is TicketState.WAITING:
            self._classes[ticket.class_id] = None
            insort(self._lines.setdefault((ticket.service, ticket.class_id), []), ticket, key=seniority_order)

    def leave(self, ticket: RetoldTicket) -> None:
        """The ticket stands in no line."""
        if ticket.state is TicketState.WAITING:
            line = self._lines[ticket.service, ticket.class_id]
            place = bisect_left(line, seniority_order(ticket), key=seniority_order)
            while line[place] is not ticket:  # a journal of somebody else's may give two tickets one seq
                place += 1
            del line[place]

    def older(self, ticket: RetoldTicket, services: Collection[str]) -> list[RetoldTicket]:
        """Everybody who waits for one of the services and is older than this ticket, oldest first."""
        order = seniority_order(ticket)
        found: list[RetoldTicket] = []
        for service in services:
            for class_id in self._classes:
                line = self._lines.get((service, class_id))
                if line and seniority_order(line[0]) < order:
                    found += line[: bisect_left(line, order, key=seniority_order)]
        return sorted(found, key=seniority_order)
