"""What comes of being at a counter: the errand is done here, or the customer leaves it and keeps the number."""

from collections.abc import Mapping

from lobby.rehearsal import aside
from lobby.rehearsal.hands import Hands
from lobby.rehearsal.keys import Keys
from lobby.rehearsal.stage import Stage
from lobby.rehearsal.twists import AtMachine, Elsewhere, OneMore, Parked, WrongKey
from lobby.rehearsal.visits import Place, Visit


class Turns:
    """The turns that visits take at one counter. Each happens once: who comes back is served to the end."""

    def __init__(self, keys: Keys, stage: Stage, hands: Hands) -> None:
        self._keys = keys
        self._stage = stage
        self._hands = hands
        self._services = next(one.services for one in stage.house.counters if one.id == keys.counter)

    def serve(self, visit: Visit) -> bool:
        """Whether the customer, who stands at the counter, has got everything and is still there, to be finished."""
        turn, visit.turn = visit.turn, None
        part = visit.minutes * (0.0 if turn is None else visit.customer.part)
        if turn is None or not self._hands.work(part):
            self._hands.work(visit.minutes)
            return True
        match turn:
            case WrongKey(service) if service in self._services:
                self._keys.press("reclassify", {"service": service})
                self._hands.work(visit.minutes - part)
                return True
            case WrongKey(service) | Elsewhere(service):
                visit.service = service
                self._leaves(visit, "transfer", {"service": service}, Place.WAITING)
            case OneMore(service, minutes):
                self._hands.work(visit.minutes - part)
                return self._begins_another(visit, service, minutes)
            case Parked(minutes, reason) as parked:
                visit.minutes -= part
                if self._leaves(visit, "park", {"minutes": minutes, "reason": reason}, Place.ASIDE):
                    aside.goes_out(self._stage, visit, parked)
            case AtMachine(machine, accompanied) as tried:
                body = {"machine": machine, "accompanied": accompanied}
                if self._leaves(visit, "redirect", body, Place.ASIDE):
                    aside.tries_machine(self._stage, visit, tried)
        return False

    def _begins_another(self, visit: Visit, service: str, minutes: float) -> bool:
        """One more errand: here at once, or at another counter, for which the customer waits at the old place."""
        visit.service, visit.minutes = service, minutes
        if service not in self._services:
            self._stage.visits.settle(visit, Place.WAITING)
        answer = self._keys.press("errand", {"service": service})
        if answer.body.get("state") != "serving":
            return False
        self._stage.visits.settle(visit, Place.AT_COUNTER)
        self._hands.work(minutes)
        return True

    def _leaves(self, visit: Visit, deed: str, body: Mapping[str, object], place: Place) -> bool:
        """Whether the customer has left the counter for that place, however often the hand slipped before."""
        while True:
            # Settled before it is pressed: another counter may call them before the answer is here.
            self._stage.visits.settle(visit, place)
            if not self._keys.press(deed, body).done:
                self._stage.visits.settle(visit, Place.GONE)
                return False
            if not self._hands.took_back():
                return True
            self._stage.visits.settle(visit, Place.AT_COUNTER)
