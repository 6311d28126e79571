"""What people come for at this branch: its services, how often each is asked for, and how long it takes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from lobby.rehearsal.figures import CORPORATE_MINUTES, PERSONAL_BUSINESS, VARIATION_UNKNOWN, Business
from lobby.rehearsal.house import House, Service


@dataclass(frozen=True, slots=True)
class Errand:
    """`weight`: its share among the errands beside it. Minutes at the counter are lognormal with this mean."""

    service: str
    weight: float
    mean_minutes: float
    variation: float


def personal_errands(house: House) -> tuple[Errand, ...]:
    """The personal services by the day's shares; may be empty.

    Services that share a row of the table share its part. Those that are in no row get, in equal parts, what the
    rows without a service leave over; if there is nothing left over, nobody comes for them.
    """
    services = [service for service in house.services if not service.corporate]
    known = {service.id: _business(service) for service in services}
    strangers = [service for service in services if known[service.id] is None]
    rest = 1.0 - sum(business.share for business in PERSONAL_BUSINESS if business in known.values())
    errands = []
    for service in services:
        business = known[service.id]
        if business is None:
            weight = max(rest, 0.0) / len(strangers)
            errands.append(Errand(service.id, weight, service.standard_minutes, VARIATION_UNKNOWN))
        else:
            weight = business.share / sum(other == business for other in known.values())
            errands.append(Errand(service.id, weight, business.mean_minutes, business.variation))
    return tuple(errand for errand in errands if errand.weight > 1e-9)


def corporate_errands(house: House) -> tuple[Errand, ...]:
    """The corporate services in equal parts; may be empty."""
    services = [service for service in house.services if service.corporate]
    return tuple(Errand(service.id, 1.0, CORPORATE_MINUTES, VARIATION_UNKNOWN) for service in services)


def draw_errand(errands: Sequence[Errand], chance: Random) -> tuple[Errand, float]:
    """One of the errands by its weight, and the minutes it will take at the counter, at least half a minute."""
    errand = chance.choices(errands, [one.weight for one in errands])[0]
    variance = math.log(1 + errand.variation**2)
    minutes = chance.lognormvariate(math.log(errand.mean_minutes) - variance / 2, math.sqrt(variance))
    return errand, max(0.5, minutes)


def is_account(service: Service) -> bool:
    """Whether this is the opening of accounts, the business that can take 35 minutes."""
    business = _business(service)
    return business is not None and "account" in business.words and not service.corporate


def _business(service: Service) -> Business | None:
    return next((business for business in PERSONAL_BUSINESS if business.words & service.words), None)
