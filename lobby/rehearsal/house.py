"""What the rehearsal needs to know of a branch, read from the answer of `GET /branches/{b}`. No network here."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from lobby.rehearsal.settings import CannotPlay

_CORPORATE = frozenset({"corporate", "company", "companies"})
_LUNCH = frozenset({"lunch", "meal"})
_NO_ANSWER = "no_answer"
"""The reason by which a server says that a teller was not heard of. No teller gives it."""


@dataclass(frozen=True, slots=True)
class Service:
    """`words`: the English words of its id and name, lower case, by which the day's figures know it."""

    id: str
    words: frozenset[str]
    standard_minutes: float
    corporate: bool


@dataclass(frozen=True, slots=True)
class Counter:
    """`special`: it is kept for companies, or puts tiers first; it keeps no lunch rota with the others.

    `flexible`: services that it may be lent to.
    """

    id: str
    services: tuple[str, ...]
    flexible: tuple[str, ...]
    special: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a counter pauses, or a customer comes back later, and how many minutes that usually takes."""

    id: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Machine:
    """A self-service machine, and the services that can be done on it."""

    id: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class House:
    """A branch as built. `counters` stand in the order of the wall; `services` are those that some counter serves.

    `speed`: seconds of the server's clock in one real second. `accounts`: class -> account, None for ordinary.
    `lunch_reason` is None where a counter can give no reason for a pause; `pause_reasons` are all others.
    """

    id: str
    speed: float
    time_zone: ZoneInfo
    opens_at: time
    open_minutes: float
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    care: tuple[str, ...]
    lunch_reason: str | None
    pause_reasons: tuple[Reason, ...]
    park_reasons: tuple[Reason, ...]
    machines: tuple[Machine, ...]
    min_call_minutes: float
    accounts: Mapping[str, str | None]
    caps: Mapping[str, int]


def read_house(told: Mapping[str, Any]) -> House:
    """The branch as the server tells it. Raises CannotPlay naming what is missing or not understood."""
    try:
        return _read(told)
    except (KeyError, TypeError, ValueError) as wrong:
        raise CannotPlay(f"the server's description of the branch is not understood: {wrong!r}") from wrong


def _read(told: Mapping[str, Any]) -> House:
    corporate_groups = {
        group["id"] for group in told["groups"] if _words(group["id"], group["name"]["en"]) & _CORPORATE
    }
    offered = {one["id"]: _service(one, corporate_groups) for one in told["services"]}
    counters = tuple(_counter(one, offered) for one in sorted(told["counters"], key=lambda one: int(one["place"])))
    served = {service for counter in counters for service in counter.services}
    opens_at = time.fromisoformat(told["hours"]["opens_at"])
    closes_at = time.fromisoformat(told["hours"]["closes_at"])
    lunch_reason = _lunch_reason(told["pause_reasons"])
    return House(
        id=str(told["id"]),
        speed=float(told["clock"]["speed"]),
        time_zone=ZoneInfo(told["time_zone"]),
        opens_at=opens_at,
        open_minutes=_minute(closes_at) - _minute(opens_at),
        services=tuple(service for service in offered.values() if service.id in served),
        counters=counters,
        care=tuple(str(kind["id"]) for kind in told["care"]),
        lunch_reason=lunch_reason,
        pause_reasons=_reasons(told["pause_reasons"], {lunch_reason, _NO_ANSWER}),
        park_reasons=_reasons(told["park_reasons"], frozenset()),
        machines=tuple(Machine(str(one["id"]), tuple(map(str, one["services"]))) for one in told["machines"]),
        min_call_minutes=float(told["min_call_seconds"]) / 60,
        accounts={str(one["id"]): one["account"] for one in told["classes"]},
        caps={str(account): int(cap) for account, cap in told["caps"].items()},
    )


def _service(told: Mapping[str, Any], corporate_groups: set[str]) -> Service:
    words = _words(told["id"], told["name"]["en"])
    corporate = told["group"] in corporate_groups or bool(words & _CORPORATE)
    return Service(str(told["id"]), words, float(told["standard_minutes"]), corporate)


def _counter(told: Mapping[str, Any], offered: Mapping[str, Service]) -> Counter:
    services = tuple(str(service) for service in told["services"])
    flexible = tuple(str(service) for service in told["flexible"])
    companies_only = all(offered[service].corporate for service in services)
    return Counter(str(told["id"]), services, flexible, special=bool(told["vip_first"]) or companies_only)


def _reasons(told: list[Mapping[str, Any]], but: Collection[str | None]) -> tuple[Reason, ...]:
    return tuple(Reason(str(one["id"]), float(one["minutes"])) for one in told if one["id"] not in but)


def _lunch_reason(reasons: list[Mapping[str, Any]]) -> str | None:
    lunch = [one for one in reasons if _words(one["id"], one["name"]["en"]) & _LUNCH]
    chosen = lunch or reasons
    return str(chosen[0]["id"]) if chosen else None


def _words(*texts: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", " ".join(texts).lower()))


def _minute(moment: time) -> float:
    return moment.hour * 60 + moment.minute + moment.second / 60
