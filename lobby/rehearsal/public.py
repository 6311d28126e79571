"""The customers: they come and take a number, some ask for a second one, and they leave when their patience ends."""

import math
from collections.abc import Mapping
from typing import Any

from lobby.rehearsal.customers import Customer
from lobby.rehearsal.lobby_manager import see_to
from lobby.rehearsal.stage import Stage
from lobby.rehearsal.visits import Place, Visit
from lobby.rehearsal.wire import Answer, Role


def arrive(stage: Stage) -> None:
    """Everybody has come at his time and has a number, or was turned away; then the doors are closed."""
    try:
        for customer in stage.day.customers:
            if not stage.clock.wait_until(customer.comes_at, stage.over):
                return
            _come(stage, customer)
    finally:
        stage.visits.doors_closed.set()


def wish(customer: Customer) -> Mapping[str, Any]:
    """What the customer asks for, as a request for a number has it."""
    wish: dict[str, Any] = {"service": customer.service}
    if customer.card is not None:
        wish["identity"] = {"kind": "card", "value": customer.card.number}
    elif customer.phone is not None:
        wish["identity"] = {"kind": "phone", "value": customer.phone}
    if customer.care is not None:
        wish["care"] = customer.care
    if customer.slips > 1:
        wish["count"] = customer.slips
    return wish


def begin_visit(stage: Stage, customer: Customer, issued: Mapping[str, Any]) -> Visit:
    """The customer has this number in hand, and all that was drawn about the wait will come."""
    now = stage.clock.now()
    visit = stage.visits.begin(customer, str(issued["id"]), str(issued["number"]), now)
    _will_lose_patience(stage, visit, now)
    meanwhile, again = customer.meanwhile, customer.again
    if meanwhile is not None:
        stage.agenda.at(now + meanwhile.after, lambda: see_to(stage, visit, meanwhile))
    if again is not None:
        stage.agenda.at(now + again.after, lambda: _ask_again(stage, customer, insists=again.insists))
    return visit


def _come(stage: Stage, customer: Customer) -> None:
    with stage.visits.arriving():
        answer = _ask(stage, "manager" if customer.by_manager else "kiosk", wish(customer))
        if answer.code == "number_already_taken":
            # Somebody of an earlier rehearsal that was broken off has the same card; this one goes without it.
            bare = {name: value for name, value in wish(customer).items() if name != "identity"}
            answer = _ask(stage, "kiosk", bare)
        if answer.done:
            begin_visit(stage, customer, answer.body)
        else:
            stage.visits.turn_away()


def _ask_again(stage: Stage, customer: Customer, *, insists: bool) -> None:
    """The kiosk shows the number that they have, unless that is done with; the manager gives a second one."""
    if stage.over.is_set():
        return
    with stage.visits.arriving():
        answer = _ask(stage, "kiosk", wish(customer))
        if answer.code == "number_already_taken" and insists:
            answer = _ask(stage, "manager", wish(customer))
        if answer.done:
            begin_visit(stage, _as_second(customer), answer.body)


def _as_second(customer: Customer) -> Customer:
    """The same person once more: one plain errand."""
    return Customer(
        customer.comes_at, customer.service, customer.service_minutes, customer.patience_minutes, customer.luck
    )


def _ask(stage: Stage, role: Role, body: Mapping[str, Any]) -> Answer:
    return stage.wire.post(f"/branches/{stage.house.id}/tickets", role, body)


def _will_lose_patience(stage: Stage, visit: Visit, begins: float) -> None:
    """After so long whoever waits gives the number back. Who has been served or aside since is patient once more."""
    leaves_at = begins + visit.customer.patience_minutes
    if not math.isinf(leaves_at):
        stage.agenda.at(leaves_at, lambda: _leave(stage, visit, leaves_at))


def _leave(stage: Stage, visit: Visit, leaves_at: float) -> None:
    if visit.place is not Place.WAITING:
        if visit.place is not Place.GONE:
            _will_lose_patience(stage, visit, leaves_at)
        return
    answer = stage.wire.post(f"/tickets/{visit.ticket}/cancel", "holder", {"reason": "too_long"})
    # Refused, the number was called while its holder was turning to the door.
    if answer.done or answer.code == "already_closed":
        stage.visits.settle(visit, Place.GONE)
