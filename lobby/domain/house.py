"""The house: what the bank has decided about a branch, in plain shapes for pages and for `GET /branches`."""

from lobby.domain.branch import Branch, Service
from lobby.domain.views import View, clock_view, text_view


def branch_line(branch: Branch) -> View:
    """A branch in a list."""
    return {"id": branch.id, "bank": text_view(branch.bank), "name": text_view(branch.name)}


def service_view(branch: Branch, service: Service) -> View:
    """A service's sheet, as the kiosk and the desk show it."""
    return {
        "id": service.id,
        "name": text_view(service.name),
        "summary": text_view(service.summary),
        "documents": text_view(service.documents),
        "group": service.group,
        "series": branch.series_of(service.id),
        "standard_minutes": service.standard.total_seconds() / 60,
    }


def house_view(branch: Branch) -> View:
    """Everything about a branch that does not change during a day. Times of day are HH:MM on the branch's wall."""
    hours = branch.hours
    return {
        **branch_line(branch),
        "time_zone": branch.time_zone.key,
        "languages": list(branch.languages),
        "complaint_line": branch.complaint_line,
        "hours": {
            "kiosk_opens_at": clock_view(hours.kiosk_opens_at),
            "opens_at": clock_view(hours.opens_at),
            "last_number_at": clock_view(hours.last_number_at),
            "closes_at": clock_view(hours.closes_at),
            "weekdays": sorted(hours.weekdays),
            "closed_days": [day.isoformat() for day in sorted(hours.closed_days)],
            "round_the_clock": hours.round_the_clock,
        },
        "groups": [
            {"id": group.id, "name": text_view(group.name), "series": group.series} for group in branch.groups.values()
        ],
        "services": [service_view(branch, service) for service in branch.services.values()],
        "counters": [
            {
                "id": plan.id,
                "group": plan.group,
                "place": plan.place,
                "services": list(plan.services),
                "flexible": list(plan.flexible),
                "vip_first": plan.vip_first,
            }
            for plan in branch.counters.values()
        ],
        "pause_reasons": [
            {"id": reason.id, "name": text_view(reason.name), "minutes": reason.typical.total_seconds() / 60}
            for reason in branch.pause_reasons.values()
        ],
        "park_reasons": [
            {"id": reason.id, "name": text_view(reason.name), "minutes": reason.typical.total_seconds() / 60}
            for reason in branch.park_reasons.values()
        ],
        "care": [
            {"id": kind.id, "name": text_view(kind.name), "help": text_view(kind.help)} for kind in branch.care.values()
        ],
        "screens": [
            {
                "id": screen.id,
                "zone": text_view(screen.zone),
                "counters": list(screen.counters),
                "voice": screen.voice.value,
            }
            for screen in branch.screens.values()
        ],
        "machines": [
            {"id": machine.id, "name": text_view(machine.name), "services": list(machine.services)}
            for machine in branch.machines.values()
        ],
        "classes": [
            {
                "id": ticket_class.id,
                "name": text_view(ticket_class.name),
                "head_start_minutes": ticket_class.head_start.total_seconds() / 60,
                "account": ticket_class.account,
            }
            for ticket_class in branch.fairness.classes.values()
        ],
        "caps": dict(branch.fairness.caps),
        "passed_by_at_most": branch.fairness.passed_by_at_most,
        "min_call_seconds": branch.calls.min_call.total_seconds(),
        "ready_minutes": branch.calls.ready.total_seconds() / 60,
        "promised_wait_minutes": branch.promises.wait.total_seconds() / 60,
    }
