"""The whole day drawn in advance: who comes, when, for what, and what becomes of them. Pure: a seed in, a day out.

Played of the day's figures: shape and volume, services and their minutes, VIPs, care, bookings, no-shows that grow with
the wait, patience, transfers; four VIPs within ten minutes (10:05), a counter on a 35-minute account (10:40), lunch
pauses, a silent counter (12:10), the last half hour (16:40: few come, and after the last number they are turned away).
Not played, because no deed of a branch's people makes them: ticket paper out (11:20), large cash without a booking
(14:15), the network gone (15:30).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from math import log
from random import Random

from lobby.rehearsal import chances, figures
from lobby.rehearsal.cards import Card
from lobby.rehearsal.customers import Customer
from lobby.rehearsal.draws import Draws
from lobby.rehearsal.errands import Errand, corporate_errands, draw_errand, is_account, personal_errands
from lobby.rehearsal.house import House
from lobby.rehearsal.rota import Break, Foreseen, Lent, breaks, foreseen, lendings
from lobby.rehearsal.settings import CannotPlay
from lobby.rehearsal.shifts import Stint, shifts


@dataclass(frozen=True, slots=True)
class Day:
    """`customers` in the order of their coming; `stints` for every counter; `minutes` are played after the opening.

    `walk_ups`: who comes to a counter without a number, by counter, in the order of their coming; like `breaks`, which
    may be none for a counter, they are seen to when nobody is at it. `whole`: played until the last customer has gone,
    else broken off calmly after `minutes`.
    """

    customers: tuple[Customer, ...]
    stints: Mapping[str, tuple[Stint, ...]]
    breaks: Mapping[str, tuple[Break, ...]]
    lendings: tuple[Lent, ...]
    foreseen: tuple[Foreseen, ...]
    walk_ups: Mapping[str, tuple[Customer, ...]]
    minutes: float
    whole: bool


def draw_day(seed: int, scale: float, house: House, minutes: float | None, cards: Sequence[Card]) -> Day:
    """The day of this seed. A shorter day is the beginning of the whole one. Raises CannotPlay if nobody could come."""
    personal, corporate = personal_errands(house), corporate_errands(house)
    if not personal and not corporate:
        raise CannotPlay(f"no counter of {house.id} serves anything that a customer could come for")
    chance = Random(f"{seed}/customers")
    drawn = _people(figures.PERSONAL_TICKETS, scale, personal, house, chance)
    deck = cycle(chance.sample(list(cards), len(cards)))
    drawn = _four_vips(_with_claims(drawn, house, deck, chance), deck, chance)
    drawn = _long_account(drawn, house)
    companies = _people(figures.CORPORATE_TICKETS, scale, corporate, house, chance)
    more = Random(f"{seed}/more")
    walk_ups = _walk_ups(scale, personal, house, more)
    drawn = _with_more(drawn, house, personal, more) + _with_more(companies, house, corporate, more)
    whole = minutes is None or minutes >= house.open_minutes
    played = house.open_minutes if minutes is None or whole else minutes
    customers = sorted((one for one in drawn if one.comes_at < played), key=lambda one: one.comes_at)
    rota, stints = Random(f"{seed}/rota"), shifts(house)
    pauses = breaks(house, rota)
    return Day(
        customers=tuple(customers),
        stints=stints,
        breaks=pauses,
        lendings=lendings(house, rota),
        foreseen=foreseen(stints, pauses, Random(f"{seed}/foreseen")),
        walk_ups=walk_ups,
        minutes=played,
        whole=whole,
    )


def _people(tickets: int, scale: float, errands: Sequence[Errand], house: House, chance: Random) -> list[Customer]:
    """`tickets` times `scale` customers without any claim; none if there is no errand for them."""
    if not errands:
        return []
    parts = len(figures.HALF_HOUR_WEIGHTS)
    people = []
    for _ in range(round(tickets * scale)):
        part = chance.choices(range(parts), figures.HALF_HOUR_WEIGHTS)[0]
        comes_at = (part + chance.random()) * house.open_minutes / parts
        errand, service_minutes = draw_errand(errands, chance)
        patience = chance.lognormvariate(log(figures.PATIENCE_MEDIAN), figures.PATIENCE_LOG_SD)
        people.append(Customer(comes_at, errand.service, service_minutes, patience, chance.random()))
    return people


def _with_claims(people: list[Customer], house: House, deck: Iterator[Card], chance: Random) -> list[Customer]:
    """Some have a card that makes them VIP, some others need care. No card comes twice before all have come."""
    claimed = []
    for customer in people:
        claim, kind = chance.random(), chance.random()
        if claim < figures.VIP_SHARE:
            customer = replace(customer, card=next(deck, None))
        elif claim < figures.VIP_SHARE + figures.CARE_SHARE and house.care:
            customer = replace(customer, care=house.care[int(kind * len(house.care))])
        claimed.append(customer)
    return claimed


def _four_vips(people: list[Customer], deck: Iterator[Card], chance: Random) -> list[Customer]:
    """Of those who would come at about 10:05 four are VIPs and come within ten minutes; nobody is added."""
    begins, ends = figures.VIPS_BETWEEN
    nearest = sorted(range(len(people)), key=lambda index: abs(people[index].comes_at - begins))
    for index in nearest[: figures.VIPS_TOGETHER]:
        card = people[index].card or next(deck, None)
        people[index] = replace(people[index], comes_at=chance.uniform(begins, ends), card=card, care=None)
    return people


def _long_account(people: list[Customer], house: House) -> list[Customer]:
    """The first who comes for an account after 10:20 takes 35 minutes, and does come when called."""
    accounts = {service.id for service in house.services if is_account(service)}
    coming = [one for one in people if one.service in accounts and one.comes_at >= figures.LONG_ACCOUNT_COMES_AT]
    if not coming:
        return people
    first = min(coming, key=lambda one: one.comes_at)
    long = replace(first, service_minutes=figures.LONG_ACCOUNT_MINUTES, patience_minutes=float("inf"), luck=1.0)
    return [long if one is first else one for one in people]


def _with_more(people: list[Customer], house: House, errands: tuple[Errand, ...], chance: Random) -> list[Customer]:
    draws = Draws(house, errands, chance)
    return [draws.more_of(customer) for customer in people]


def _walk_ups(
    scale: float, errands: tuple[Errand, ...], house: House, chance: Random
) -> Mapping[str, tuple[Customer, ...]]:
    """Beside all others some come to a counter that serves what they need, and have no number."""
    people = _people(figures.PERSONAL_TICKETS, scale * chances.WALKS_UP, errands, house, chance)
    at: dict[str, list[Customer]] = {counter.id: [] for counter in house.counters}
    for customer in sorted(_with_more(people, house, errands, chance), key=lambda one: one.comes_at):
        serving = [counter.id for counter in house.counters if customer.service in counter.services]
        at[chance.choice(serving)].append(customer)
    return {counter: tuple(queue) for counter, queue in at.items()}
