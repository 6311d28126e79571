"""The scene of a recorded day at an instant, from its retelling alone, with no configuration beside it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from lobby.domain.branch import ORDINARY, TIER_ACCOUNT, Fairness, Text, TicketClass
from lobby.domain.counter import CounterState
from lobby.domain.forecast.closing import with_who_stays
from lobby.domain.forecast.habits import Habits
from lobby.domain.forecast.scene import Held, Scene, SceneCounter, Span, Waiter
from lobby.domain.retelling import Retelling
from lobby.domain.retold import RetoldCounter, RetoldTicket
from lobby.domain.retold_policy import ONE_ACCOUNT, RetoldPolicy
from lobby.domain.ticket import TicketState

NO_CAP = 1_000_000
"""More often than that nobody is passed in a day."""


def scene_of_retelling(day: Retelling, now: datetime, habits: Habits, classes: tuple[str, ...]) -> Scene:
    """The day as it stands; newcomers of these classes are to be foretold.

    Half hours are those on the wall where the day began. When the last number is given, no journal says.
    """
    return Scene(
        now=now.timestamp(),
        midnight=midnight_of(day, now),
        last_number=None,
        fairness=fairness_of_policy(day.policy, [*habits.classes, *classes], habits.head_starts.minutes()),
        services=tuple(habits.services),
        classes=classes,
        waiters=[_waiter(ticket, ticket.waits_since) for line in day.queues.values() for ticket in line],
        coming=list(_coming(day, now)),
        counters=with_who_stays(
            [_scene_counter(counter, day, habits) for counter in day.counters.values()], now.timestamp()
        ),
    )


def midnight_of(day: Retelling, now: datetime) -> float:
    """When the day began on the branch's wall, in seconds since the epoch; of `now` if nothing has happened yet."""
    began_at = day.began_at or now
    return began_at.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()


def fairness_of_policy(
    policy: RetoldPolicy, classes: Iterable[str], head_starts: Mapping[str, float] | None = None
) -> Fairness:
    """The rule that the journal was told, for these classes and those that it names. Without a policy nobody passes but
    who was seen to have one of these `head_starts`, in minutes.

    The one account of a journal that names none is that of tiers, so that a counter can put it first.
    """
    if policy.caps is None and head_starts:
        policy = RetoldPolicy(head_starts, NO_CAP, dict.fromkeys(head_starts, ONE_ACCOUNT))
    named = dict.fromkeys(classes)
    for said in (policy.head_starts, policy.accounts):
        named.update(dict.fromkeys(said if isinstance(said, Mapping) else ()))
    rights = {class_id: _account(policy, class_id) for class_id in named}
    caps = {_named(account): policy.cap_of(account) for account in rights.values() if account is not None}
    return Fairness(
        classes={
            class_id: TicketClass(
                class_id,
                Text(class_id, class_id),
                timedelta(minutes=policy.head_start_minutes(class_id)),
                None if account is None else _named(account),
            )
            for class_id, account in rights.items()
        },
        caps={account: NO_CAP if cap is None else cap for account, cap in caps.items()},
    )


def _account(policy: RetoldPolicy, class_id: str) -> str | None:
    if policy.caps is None or class_id == ORDINARY:
        return None
    return policy.account_of(class_id)


def _named(account: str) -> str:
    return TIER_ACCOUNT if account == ONE_ACCOUNT else account


def _waiter(ticket: RetoldTicket, since: datetime) -> Waiter:
    return Waiter(
        name=ticket.name,
        service=ticket.service,
        class_id=ticket.class_id,
        seniority=ticket.seniority,
        seq=ticket.seq,
        since=since.timestamp(),
        skips={_named(account): count for account, count in ticket.skips.items()},
        slips=ticket.slips,
    )


def _coming(day: Retelling, now: datetime) -> Iterator[tuple[float, Waiter]]:
    """A promise that is due, though nobody came back yet, is due now."""
    for ticket in day.tickets:
        if ticket.state is TicketState.PARKED and ticket.until is not None:
            again_at = max(ticket.until, now)
            yield again_at.timestamp(), _waiter(ticket, again_at)


def _scene_counter(counter: RetoldCounter, day: Retelling, habits: Habits) -> SceneCounter:
    return SceneCounter(
        id=counter.id,
        services=habits.services_of(counter),
        vip_first=counter.vip_first,
        teller=habits.teller_of(counter),
        is_open=counter.state is not CounterState.CLOSED,
        is_paused=counter.state is CounterState.PAUSED,
        is_ready=counter.ready_since is not None and counter.ticket is None,
        since=_seconds(counter.since) or 0.0,
        held=None if counter.ticket is None else _held(day.ticket(counter.ticket)),
        resumes=_seconds(counter.paused_until),
        plan=None if counter.plan is None else tuple(_span(begins, ends) for begins, ends in counter.plan),
    )


def _held(ticket: RetoldTicket) -> Held:
    begun_at = ticket.called_at or ticket.issued_at
    return Held(
        name=ticket.name,
        service=ticket.service,
        class_id=ticket.class_id,
        seq=ticket.seq,
        begun=begun_at.timestamp(),
        is_started=ticket.started_at is not None,
        slips=ticket.slips,
    )


def _span(begins: datetime, ends: datetime) -> Span:
    return begins.timestamp(), ends.timestamp()


def _seconds(at: datetime | None) -> float | None:
    return None if at is None else at.timestamp()
