"""From the checked document to the values that the domain and the server take. Nothing is judged here."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from lobby.config import shape
from lobby.config.values import DirectorySettings, ServerSettings
from lobby.domain.branch import (
    AlertRules,
    Branch,
    CallRules,
    CareKind,
    CounterPlan,
    Fairness,
    Group,
    Hours,
    Lending,
    LendingMeasure,
    LendingMode,
    Machine,
    ParkReason,
    PauseReason,
    Plan,
    Promises,
    RepeatRules,
    Screen,
    Service,
    Text,
    TicketClass,
    Voice,
)


def build_server(server: shape.Server) -> ServerSettings:
    """How the server runs; an empty message queue becomes None."""
    return ServerSettings(
        database=server.database,
        bind=server.bind,
        public_url=server.public_url.rstrip("/") or None,
        threads=server.threads,
        sockets_per_address=server.sockets_per_address,
        max_picture_gap=timedelta(milliseconds=server.max_picture_gap_milliseconds),
        secrets=Path(server.secrets),
    )


def build_directory(directory: shape.Directory) -> DirectorySettings:
    """Who is asked for a tier; the URL counts only where it is meant."""
    return DirectorySettings(
        url=directory.url if directory.source == "http" else None,
        timeout=timedelta(milliseconds=directory.timeout_milliseconds),
        token_file=Path(directory.token_file) if directory.token_file else None,
    )


def build_branches(document: shape.Document) -> dict[str, Branch]:
    """Every branch with all that the bank has decided for it.

    Plain dicts within: a branch is pickled to the process that computes waits, and a mapping proxy cannot be.
    """
    return {branch_id: _branch(document, branch_id, branch) for branch_id, branch in document.branches.items()}


def _branch(document: shape.Document, branch_id: str, branch: shape.Branch) -> Branch:
    services = {service_id: _service(service_id, document.services[service_id]) for service_id in branch.services}
    used = {service.group for service in services.values()} | {counter.group for counter in branch.counters.values()}
    return Branch(
        id=branch_id,
        bank=_text(document.bank.name),
        name=_text(branch.name),
        time_zone=ZoneInfo(branch.time_zone),
        languages=tuple(document.bank.languages),
        complaint_line=document.bank.complaint_line,
        fairness=_fairness(document),
        groups={key: Group(key, _text(one.name), one.series) for key, one in document.groups.items() if key in used},
        services=services,
        counters={key: _counter(key, one, services) for key, one in branch.counters.items()},
        hours=_hours(branch.hours),
        screens={
            key: Screen(key, _text(one.zone), tuple(one.counters), Voice(one.voice))
            for key, one in branch.screens.items()
        },
        machines={key: Machine(key, _text(one.name), tuple(one.services)) for key, one in branch.machines.items()},
        pause_reasons={
            key: PauseReason(key, _text(one.name), timedelta(minutes=one.typical_minutes))
            for key, one in document.pause_reasons.items()
        },
        park_reasons={
            key: ParkReason(key, _text(one.name), timedelta(minutes=one.typical_minutes))
            for key, one in document.park_reasons.items()
        },
        care={key: CareKind(key, _text(one.name), _text(one.help)) for key, one in document.care.items()},
        calls=CallRules(
            min_call=timedelta(seconds=document.calls.min_call_seconds),
            ready=timedelta(minutes=document.calls.ready_minutes),
            late_grace=timedelta(minutes=document.calls.late_grace_minutes),
        ),
        promises=Promises(wait=timedelta(minutes=document.promises.wait_minutes)),
        repeats=RepeatRules(
            one_number=timedelta(minutes=document.directory.one_number_minutes),
            per_hour=document.alerts.repeat_tickets_per_hour,
        ),
        lending=_lending(branch.lending),
        alerts=_alerts(document.alerts),
        minimum_counters=branch.minimum_counters,
    )


def _alerts(alerts: shape.Alerts) -> AlertRules:
    return AlertRules(
        stall=timedelta(minutes=alerts.stall_minutes),
        nobody_open=timedelta(minutes=alerts.nobody_open_minutes),
        over_standard=alerts.over_standard_percent / 100,
        park_overdue=timedelta(minutes=alerts.park_overdue_minutes),
    )


def _text(text: shape.Text) -> Text:
    return Text(text.zh, text.en)


def _fairness(document: shape.Document) -> Fairness:
    classes = {
        key: TicketClass(key, _text(one.name), timedelta(minutes=one.head_start_minutes), one.account or None)
        for key, one in document.classes.items()
    }
    return Fairness(classes, {key: one.cap for key, one in document.accounts.items()})


def _service(service_id: str, service: shape.Service) -> Service:
    return Service(
        id=service_id,
        name=_text(service.name),
        summary=_text(service.summary),
        group=service.group,
        documents=_text(service.documents),
        standard=timedelta(minutes=service.standard_minutes),
    )


def _counter(counter_id: str, counter: shape.Counter, offered: Iterable[str]) -> CounterPlan:
    """The services stand in the order of the branch, however the counter's own list has them."""
    return CounterPlan(
        id=counter_id,
        group=counter.group,
        services=tuple(service for service in offered if service in counter.services),
        flexible=tuple(counter.flexible),
        vip_first=counter.vip_first,
        place=counter.place,
        week=tuple(_plan_on(counter.plan, weekday) for weekday in shape.WEEKDAYS),
    )


def _lending(lending: shape.Lending) -> Lending:
    return Lending(
        mode=LendingMode(lending.mode),
        measure=LendingMeasure(lending.measure),
        lend_at=lending.lend_at,
        return_at=lending.return_at,
        leave_alone=timedelta(minutes=lending.leave_alone_minutes),
        minimum=dict(lending.minimum),
    )


def _plan_on(plan: shape.WeekPlan, weekday: str) -> Plan | None:
    if weekday not in plan.weekdays:
        return None
    day = plan.other_days.get(weekday, plan)
    return Plan(day.opens_at, day.closes_at, tuple((begins, ends) for begins, ends in day.breaks))


def _hours(hours: shape.Hours) -> Hours:
    return Hours(
        kiosk_opens_at=hours.kiosk_opens_at,
        opens_at=hours.opens_at,
        last_number_at=hours.last_number_at,
        closes_at=hours.closes_at,
        weekdays=frozenset(shape.WEEKDAYS.index(day) for day in hours.weekdays),
        closed_days=frozenset(hours.closed_days),
        round_the_clock=False,
    )
