"""The customers: they come and take a number, and they leave when their patience ends."""

from collections.abc import Mapping
from typing import Any

from lobby.rehearsal.day import Customer
from lobby.rehearsal.stage import Stage
from lobby.rehearsal.visits import Fate, Visit

_LOOK_ROUND_SECONDS = 0.05


def arrive(stage: Stage) -> None:
    """Everybody has come at his time and has a number, or was turned away; then the doors are closed."""
    try:
        for customer in stage.day.customers:
            if not stage.clock.wait_until(customer.comes_at, stage.over):
                return
            with stage.visits.arriving():
                _take_number(customer, stage)
    finally:
        stage.visits.doors_closed.set()


def lose_patience(stage: Stage) -> None:
    """Until the day is over, who has waited longer than his patience gives his number back."""
    while not stage.over.wait(_LOOK_ROUND_SECONDS):
        for visit in stage.visits.out_of_patience(stage.clock.now()):
            stage.clock.missed_by(stage.clock.now() - visit.issued_at - visit.customer.patience_minutes)
            # A 409 is no error: the number was called while its holder was turning to the door.
            if stage.wire.post(f"/tickets/{visit.ticket}/cancel", "holder", {"reason": "gave_up"}).done:
                stage.visits.settle(visit, Fate.CANCELLED)


def _take_number(customer: Customer, stage: Stage) -> None:
    path, wish = f"/branches/{stage.house.id}/tickets", _wish(customer)
    answer = stage.wire.post(path, "kiosk", wish)
    if answer.code == "number_already_taken":
        # Somebody of an earlier rehearsal that was broken off has the same card; this one goes without it.
        answer = stage.wire.post(path, "kiosk", {name: value for name, value in wish.items() if name != "identity"})
    if answer.done:
        now = stage.clock.now()
        leaves_at = now + customer.patience_minutes
        stage.visits.add(Visit(customer, answer.body["id"], answer.body["number"], now, leaves_at))
    else:
        stage.visits.turned_away += 1


def _wish(customer: Customer) -> Mapping[str, Any]:
    wish: dict[str, Any] = {"service": customer.service}
    if customer.card is not None:
        wish["identity"] = {"kind": "card", "value": customer.card.number}
    if customer.care is not None:
        wish["care"] = customer.care
    return wish
