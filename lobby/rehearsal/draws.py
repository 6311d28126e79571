"""What else becomes of a customer, drawn in advance from the chances. Pure: a source of chance in, a customer out."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from lobby.rehearsal import chances
from lobby.rehearsal.customers import Customer
from lobby.rehearsal.errands import Errand, draw_errand
from lobby.rehearsal.house import House
from lobby.rehearsal.twists import (
    Again,
    AtMachine,
    Elsewhere,
    Granted,
    InHall,
    Late,
    Meanwhile,
    OneMore,
    Parked,
    PutFirst,
    Turn,
    WrongKey,
)

T = TypeVar("T")
Kinds = Sequence[tuple[float, T]]
"""What may be drawn, each with its share; None where it cannot be in this house."""

_MANAGERS_REASONS = ("a train to catch", "a complaint, to be settled at once", "was sent away by mistake")
_BOOKING = "booked by telephone"


class Draws:
    """Draws for the customers of one house. `errands`: the services that one may turn out to need instead."""

    def __init__(self, house: House, errands: tuple[Errand, ...], chance: Random) -> None:
        self._house = house
        self._errands = errands
        self._chance = chance

    def more_of(self, customer: Customer) -> Customer:
        """The same customer, with all that may happen drawn. Who is sure to come when called is left alone."""
        if customer.luck >= 1.0:
            return customer
        customer = self._at_kiosk(customer)
        meanwhile, turn = self._meanwhile(customer), self._turn(customer.service)
        # Who has changed their mind while waiting does not need yet another service: one surprise is enough.
        needs_another = meanwhile is not None and isinstance(meanwhile.what, Elsewhere)
        return replace(
            customer,
            meanwhile=meanwhile,
            turn=None if needs_another else turn,
            part=self._chance.uniform(*chances.PART_BEFORE),
            late=self._late(),
            again=self._again() if customer.card or customer.phone else None,
        )

    def _at_kiosk(self, customer: Customer) -> Customer:
        has_claim = customer.card is not None or customer.care is not None
        shows_phone, digits = self._happens(chances.SHOWS_PHONE), self._chance.randrange(10**8)
        several, slips = self._happens(chances.SEVERAL_SLIPS), self._chance.randint(*chances.SLIPS)
        return replace(
            customer,
            phone=f"100{digits:08}" if shows_phone and not has_claim else None,
            slips=slips if several else 1,
            by_manager=self._happens(chances.BY_MANAGER),
        )

    def _meanwhile(self, customer: Customer) -> Meanwhile | None:
        after, luck = self._chance.uniform(*chances.SEEN_TO_AFTER_MINUTES), self._chance.random()
        by_mistake = self._happens(chances.SLIP_OF_THE_HAND)
        ordinary = customer.card is None and customer.care is None
        kinds: Kinds[InHall | None] = (
            (chances.BOOKED, self._booked() if ordinary else None),
            (chances.CARE_NOT_SAID, self._cared_for() if ordinary else None),
            (chances.SENT_TO_MACHINE, self._at_machine(customer.service)),
            (chances.CHANGES_MIND, self._elsewhere(customer.service)),
            (chances.GOES_OUT, self._parked()),
            (chances.PUT_FIRST, PutFirst(self._chance.choice(_MANAGERS_REASONS))),
        )
        drawn = _one_of(kinds, luck)
        return None if drawn is None else Meanwhile(after, drawn, by_mistake)

    def _turn(self, service: str) -> Turn | None:
        luck = self._chance.random()
        kinds: Kinds[Turn | None] = (
            (chances.TRANSFERRED, self._elsewhere(service)),
            (chances.WRONG_KEY, self._wrong_key(service)),
            (chances.ONE_MORE, self._one_more()),
            (chances.PARKED, self._parked()),
            (chances.SENT_TO_MACHINE_FROM_COUNTER, self._at_machine(service)),
        )
        return _one_of(kinds, luck)

    def _booked(self) -> Granted | None:
        return Granted("booked", _BOOKING) if "booked" in self._house.accounts else None

    def _cared_for(self) -> Granted | None:
        if not self._house.care or "care" not in self._house.accounts:
            return None
        return Granted("care", self._chance.choice(self._house.care))

    def _at_machine(self, service: str) -> AtMachine | None:
        machines = [machine.id for machine in self._house.machines if service in machine.services]
        accompanied, works = self._happens(chances.ACCOMPANIED), self._happens(chances.MACHINE_WORKS)
        minutes = self._chance.uniform(*chances.MACHINE_MINUTES)
        return AtMachine(self._chance.choice(machines), accompanied, works, minutes) if machines else None

    def _parked(self) -> Parked | None:
        early, share = self._happens(chances.COMES_EARLY), self._chance.random()
        if not self._house.park_reasons:
            return None
        reason = self._chance.choice(self._house.park_reasons)
        return Parked(round(reason.minutes), reason.id, share * reason.minutes if early else None)

    def _elsewhere(self, service: str) -> Elsewhere | None:
        other = self._another(service)
        return None if other is None else Elsewhere(other)

    def _wrong_key(self, service: str) -> WrongKey | None:
        other = self._another(service)
        return None if other is None else WrongKey(other)

    def _one_more(self) -> OneMore:
        errand, minutes = draw_errand(self._errands, self._chance)
        return OneMore(errand.service, minutes)

    def _another(self, service: str) -> str | None:
        others = [errand for errand in self._errands if errand.service != service]
        return draw_errand(others, self._chance)[0].service if others else None

    def _late(self) -> Late | None:
        comes, to_manager = self._happens(chances.COMES_LATE), self._happens(chances.LATE_TO_MANAGER)
        after = self._chance.uniform(*self._chance.choice(chances.LATE_MINUTES))
        return Late(after, to_manager) if comes else None

    def _again(self) -> Again | None:
        asks, insists = self._happens(chances.ASKS_AGAIN), self._happens(chances.INSISTS)
        after = self._chance.uniform(*chances.ASKS_AGAIN_AFTER_MINUTES)
        return Again(after, insists) if asks else None

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share


def _one_of(kinds: Kinds[T], luck: float) -> T | None:
    """The kind in whose share this luck falls, None if in nobody's: two never happen to one."""
    for share, kind in kinds:
        if luck < share:
            return kind
        luck -= share
    return None
