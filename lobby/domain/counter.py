"""A counter during the day: whether it is staffed, what it serves now, and the ticket at it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

NEVER_YET = datetime(1970, 1, 1, tzinfo=UTC)
"""Since when a counter that nobody ever opened is closed."""


class CounterState(StrEnum):
    """Whether somebody sits there. Ready, called and serving are seen from the other fields: `Counter.shows`."""

    CLOSED = "closed"
    OPEN = "open"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter as it stands.

    `services` is what it serves now (empty while closed), in the order of the configuration. `ticket` is the number
    of the one ticket it holds, None if none, `last` of the one it held before. `ready_since` is set while it asked and
    got nobody: it then takes the next eligible arrival by itself, until it lapses. A counter paused while it holds a
    ticket finishes that ticket first. `until` is when a pause will probably end; nothing happens by itself then.
    `services_until` is when the services go back to those planned, None if they stay. `lent` are those of its services
    that are not planned for it, since `lent_at`, by the actor `lent_by`; both None while it is lent to none.
    Until `left_alone_until` nobody is advised to lend it or to take it back.
    """

    id: str
    vip_first: bool
    since: datetime
    state: CounterState = CounterState.CLOSED
    services: tuple[str, ...] = ()
    lent: tuple[str, ...] = ()
    teller: str | None = None
    ticket: str | None = None
    last: str | None = None
    ready_since: datetime | None = None
    reason: str | None = None
    until: datetime | None = None
    services_until: datetime | None = None
    lent_at: datetime | None = None
    lent_by: str | None = None
    left_alone_until: datetime | None = None

    def serves(self, service: str) -> bool:
        """True if this counter serves the service now."""
        return service in self.services

    def is_staffed_for(self, service: str) -> bool:
        """True if it serves the service and is not paused."""
        return self.state is CounterState.OPEN and self.serves(service)

    def serving(
        self, services: tuple[str, ...], lent: tuple[str, ...], until: datetime | None, now: datetime, actor: str
    ) -> "Counter":
        """The counter serving just these, `lent` of them not planned for it, until then."""
        return replace(
            self,
            services=services,
            lent=lent,
            services_until=until,
            lent_at=now if lent else None,
            lent_by=actor if lent else None,
        )

    def freed(self, now: datetime) -> "Counter":
        """The counter after its ticket has left it."""
        return replace(self, ticket=None, last=self.ticket, since=now)

    @property
    def is_calling(self) -> bool:
        """True if it is open and free to take a ticket when it asks."""
        return self.state is CounterState.OPEN and self.ticket is None

    @property
    def is_ready(self) -> bool:
        """True if it asked, got nobody, and waits for the next eligible arrival."""
        return self.is_calling and self.ready_since is not None
