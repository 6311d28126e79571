"""Customers who are aside: at a machine, fetching papers, or not there when called; and how they come back."""

from collections.abc import Mapping

from lobby.rehearsal.stage import Stage
from lobby.rehearsal.twists import AtMachine, Parked
from lobby.rehearsal.visits import Place, Visit

_FAILED = {"reason": "machine_failed", "if_state": "redirected"}


def tries_machine(stage: Stage, visit: Visit, tried: AtMachine) -> None:
    """In some minutes the machine has done it, and the number is given back; or it has not, and they wait again."""

    def is_done() -> None:
        if not tried.works:
            _comes_back(stage, visit, "return", _FAILED, to_staff=tried.accompanied)
        elif visit.place is Place.ASIDE:
            stage.wire.post(f"/tickets/{visit.ticket}/cancel", "holder", {"reason": "done_elsewhere"})
            stage.visits.settle(visit, Place.GONE)

    stage.agenda.at(stage.clock.now() + tried.minutes, is_done)


def goes_out(stage: Stage, visit: Visit, parked: Parked) -> None:
    """When the promise is due the ticket waits again by itself; some are back before, and say so on the phone."""
    if parked.early is not None:
        stage.agenda.at(
            stage.clock.now() + parked.early,
            lambda: _comes_back(stage, visit, "return", {"reason": "unfinished"}, to_staff=False),
        )


def was_missed(stage: Stage, visit: Visit) -> None:
    """Whoever was not there when called comes late, once and while the branch is open, or never."""
    late = visit.customer.late
    if late is None or visit.has_come or stage.clock.now() + late.after >= stage.day.minutes:
        stage.visits.settle(visit, Place.AWAY)
        return
    visit.has_come = True  # from now on: who has come late does wait for the call
    stage.agenda.at(
        stage.clock.now() + late.after, lambda: _comes_back(stage, visit, "late", {}, to_staff=late.to_manager)
    )


def _comes_back(stage: Stage, visit: Visit, deed: str, body: Mapping[str, str], *, to_staff: bool) -> None:
    """The ticket waits again: the customer says so on the phone, or to the lobby manager."""
    if visit.place is not Place.ASIDE:
        return
    # Settled before it is sent: a ready counter may call them before the answer is here.
    stage.visits.settle(visit, Place.WAITING)
    if to_staff:
        answer = stage.wire.post(f"/branches/{stage.house.id}/tickets/{visit.number}/{deed}", "manager", body)
    else:
        answer = stage.wire.post(f"/tickets/{visit.ticket}/{deed}", "holder", body)
    if answer.code == "already_closed":
        stage.visits.settle(visit, Place.GONE)
