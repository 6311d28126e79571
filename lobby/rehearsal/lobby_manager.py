"""The lobby manager: sees to people who wait, and lends counters. What somebody needs is drawn with the customer."""

from collections.abc import Mapping

from lobby.rehearsal import aside
from lobby.rehearsal.rota import Lent
from lobby.rehearsal.stage import Stage
from lobby.rehearsal.twists import AtMachine, Elsewhere, Granted, Meanwhile, Parked, PutFirst
from lobby.rehearsal.visits import Place, Visit
from lobby.rehearsal.wire import Answer


def see_to(stage: Stage, visit: Visit, meanwhile: Meanwhile) -> None:
    """What was drawn for somebody who waits has happened; nothing, if they do not wait any more, or once more."""
    if visit.place is not Place.WAITING or visit.has_come or stage.over.is_set():
        return
    match meanwhile.what:
        case PutFirst(reason):
            stage.visits.put_first(visit, reason)
        case Granted(class_id, reason):
            _press(stage, visit, "grant", {"class": class_id, "reason": reason})
        case Elsewhere(service):
            if _press(stage, visit, "transfer", {"service": service}).done and not _undone(stage, visit, meanwhile):
                visit.service = service
        case Parked(minutes, reason) as parked:
            if _set_aside(stage, visit, meanwhile, "park", {"minutes": minutes, "reason": reason}):
                aside.goes_out(stage, visit, parked)
        case AtMachine(machine, accompanied) as tried:
            body = {"machine": machine, "accompanied": accompanied}
            if _set_aside(stage, visit, meanwhile, "redirect", body):
                aside.tries_machine(stage, visit, tried)


def lend(stage: Stage, lent: Lent) -> None:
    """The counter serves more than its own for a while, if anybody sits there."""
    until = stage.clock.instant_of(lent.begins + lent.minutes)
    body = {"services": list(lent.services), "until": until.isoformat()}
    stage.wire.post(f"/branches/{stage.house.id}/counters/{lent.counter}/services", "manager", body)


def _set_aside(stage: Stage, visit: Visit, meanwhile: Meanwhile, deed: str, body: Mapping[str, object]) -> bool:
    """Whether the customer is aside and stays there."""
    stage.visits.settle(visit, Place.ASIDE)
    if _press(stage, visit, deed, body).done and not _undone(stage, visit, meanwhile):
        return True
    stage.visits.settle(visit, Place.WAITING)
    return False


def _undone(stage: Stage, visit: Visit, meanwhile: Meanwhile) -> bool:
    """Whether it was the wrong ticket, noticed in time."""
    return meanwhile.by_mistake and _on_ticket(stage, visit, "undo", {}).done


def _press(stage: Stage, visit: Visit, deed: str, body: Mapping[str, object]) -> Answer:
    """Done to somebody who waits, and not if they have just been called."""
    return _on_ticket(stage, visit, deed, {**body, "if_state": "waiting"})


def _on_ticket(stage: Stage, visit: Visit, deed: str, body: Mapping[str, object]) -> Answer:
    return stage.wire.post(f"/branches/{stage.house.id}/tickets/{visit.number}/{deed}", "manager", body)
