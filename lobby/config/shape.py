"""The shape of config.toml: every setting, its type and its range. What lies between two settings is in `checks`.

The description of a field says what is allowed, in words that end the sentence "this setting must be ...".
"""

import re
from datetime import date, time
from typing import Annotated, Any, Literal, get_args, get_origin
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

from lobby.config.values import did_you_mean

ID_ALLOWED = "an id: small letters and digits, words joined by one underscore, at most 24 characters"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _whole(low: int, high: int) -> Any:
    return Field(ge=low, le=high, description=f"a whole number from {low} to {high}")


def _as_time(value: object) -> object:
    """A `time` for "HH:MM"; anything else is left for the strict type to refuse."""
    if isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
        return time.fromisoformat(value)
    return value


def _as_day(value: object) -> object:
    """A `date` for "YYYY-MM-DD"; anything else is left for the strict type to refuse."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (LookupError, ValueError, OSError):
        raise ValueError(ZONE_ALLOWED + did_you_mean(value, available_timezones())) from None
    return value


def _address(value: str) -> str:
    if not 1 <= int(value.rpartition(":")[2]) <= 65535:
        raise ValueError(ADDRESS_ALLOWED)
    return value


def _safe_url(value: str) -> str:
    """Numbers of cards go there, so nothing but this machine is reached in the clear."""
    parts = urlsplit(value)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ON_THIS_MACHINE)
    if value and not (is_safe and parts.hostname and parts.username is None):
        raise ValueError(URL_ALLOWED)
    return value


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=24)]
Words = Annotated[str, Field(pattern=r"\S", max_length=200)]
TimeOfDay = Annotated[time, BeforeValidator(_as_time)]
Break = Annotated[list[TimeOfDay], Field(min_length=2, max_length=2)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Day = Annotated[date, BeforeValidator(_as_day)]
WORDS_ALLOWED = "a text that is not blank, at most 200 characters"
TEXT_ALLOWED = 'a text in both languages: { zh = "…", en = "…" }'
TIME_ALLOWED = 'a time of day as "HH:MM", from "00:00" to "23:59"'
BREAKS_ALLOWED = 'a list of breaks, each ["HH:MM", "HH:MM"], from and until'
MINIMUM_ALLOWED = "whole numbers from 0 to 99, each under the id of a service: { cash = 2 }, or {} for none"
ZONE_ALLOWED = 'an IANA time zone such as "Asia/Shanghai"'
ADDRESS_ALLOWED = "HOST:PORT with a port from 1 to 65535"
URL_ALLOWED = 'https:// and a host, http:// on this machine alone, no password in it, or "" for none'
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
SERVICES_ALLOWED = "a list of ids of services"


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Text(_Table):
    zh: Words = Field(description=WORDS_ALLOWED)
    en: Words = Field(description=WORDS_ALLOWED)


class Server(_Table):
    database: str = Field(
        pattern=r"^(sqlite:///[^:].*|postgresql\+psycopg://.+)$",
        description="sqlite:/// and the path of a file, or postgresql+psycopg:// and the rest of the URL",
    )
    bind: Annotated[str, AfterValidator(_address)] = Field(
        pattern=r"^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):[0-9]{1,5}$", description=ADDRESS_ALLOWED
    )
    public_url: str = Field(
        pattern=r"^(https?://[^\s/]+(/[^\s]*)?)?$", description='http:// or https:// and a host, or "" for none'
    )
    threads: int = _whole(72, 4096)
    sockets_per_address: int = _whole(1, 4000)
    max_picture_gap_milliseconds: int = _whole(20, 5000)
    secrets: str = Field(pattern=r"\S", max_length=500, description="the path of a folder")


class Demo(_Table):
    enabled: bool = Field(description="true or false")


class Staff(_Table):
    session_hours: int = _whole(1, 72)


class Bank(_Table):
    name: Text = Field(description=TEXT_ALLOWED)
    languages: list[Literal["zh", "en"]] = Field(
        min_length=1, description='a list of "zh" and "en", the first one first'
    )
    complaint_line: str = Field(
        pattern=r"^\+?[0-9][0-9 -]{2,19}$", description="a telephone number in quotes: digits, spaces and hyphens"
    )


class Calls(_Table):
    min_call_seconds: int = _whole(5, 600)
    ready_minutes: int = _whole(1, 120)
    late_grace_minutes: int = _whole(0, 240)


class Promises(_Table):
    wait_minutes: int = _whole(1, 240)


class Directory(_Table):
    source: Literal["own", "http"] = Field(description='"own" or "http"')
    url: Annotated[str, AfterValidator(_safe_url)] = Field(description=URL_ALLOWED)
    timeout_milliseconds: int = _whole(20, 2000)
    token_file: str = Field(pattern=r"^(\S.*)?$", max_length=500, description='the path of a file, or "" for none')
    one_number_minutes: int = _whole(0, 720)


class Alerts(_Table):
    repeat_tickets_per_hour: int = _whole(1, 100)
    stall_minutes: int = _whole(1, 120)
    nobody_open_minutes: int = _whole(1, 120)
    over_standard_percent: int = _whole(100, 1000)
    park_overdue_minutes: int = _whole(1, 120)


class Account(_Table):
    cap: int = _whole(0, 20)


class TicketClass(_Table):
    name: Text = Field(description=TEXT_ALLOWED)
    head_start_minutes: int = _whole(0, 120)
    account: str = Field(description='the id of an account, or "" for the class `ordinary`')


class Group(_Table):
    name: Text = Field(description=TEXT_ALLOWED)
    series: str = Field(pattern=r"^[A-HJ-NPR-Z]$", description="one capital letter from A to Z without I, O and Q")


class Service(_Table):
    name: Text = Field(description=TEXT_ALLOWED)
    summary: Text = Field(description=TEXT_ALLOWED)
    documents: Text = Field(description=TEXT_ALLOWED)
    group: str = Field(description="the id of a group")
    standard_minutes: int = _whole(1, 240)


class PauseReason(_Table):
    name: Text = Field(description=TEXT_ALLOWED)
    typical_minutes: int = _whole(1, 240)


class ParkReason(_Table):
    name: Text = Field(description=TEXT_ALLOWED)
    typical_minutes: int = _whole(1, 240)


class CareKind(_Table):
    name: Text = Field(description=TEXT_ALLOWED)
    help: Text = Field(description=TEXT_ALLOWED)


class Hours(_Table):
    kiosk_opens_at: TimeOfDay = Field(description=TIME_ALLOWED)
    opens_at: TimeOfDay = Field(description=TIME_ALLOWED)
    last_number_at: TimeOfDay = Field(description=TIME_ALLOWED)
    closes_at: TimeOfDay = Field(description=TIME_ALLOWED)
    weekdays: list[Weekday] = Field(min_length=1, description=f"a list of {', '.join(WEEKDAYS)}")
    closed_days: list[Day] = Field(description='a list of days that exist, as "YYYY-MM-DD"')


class DayPlan(_Table):
    opens_at: TimeOfDay = Field(description=TIME_ALLOWED)
    closes_at: TimeOfDay = Field(description=TIME_ALLOWED)
    breaks: list[Break] = Field(description=BREAKS_ALLOWED)


class WeekPlan(DayPlan):
    weekdays: list[Weekday] = Field(description=f"a list of {', '.join(WEEKDAYS)}")
    other_days: dict[Id, DayPlan] = Field(description="a table of plans by weekday")


class Counter(_Table):
    place: int = _whole(1, 99)
    group: str = Field(description="the id of a group")
    services: list[str] = Field(min_length=1, description=f"{SERVICES_ALLOWED}, at least one")
    flexible: list[str] = Field(description=SERVICES_ALLOWED)
    vip_first: bool = Field(description="true or false")
    plan: WeekPlan = Field(description="a table of times")


class Lending(_Table):
    mode: Literal["off", "advise", "automatic"] = Field(description='"off", "advise" or "automatic"')
    measure: Literal["waiting", "wait"] = Field(description='"waiting" or "wait"')
    lend_at: int = _whole(1, 240)
    return_at: int = _whole(0, 239)
    leave_alone_minutes: int = _whole(1, 240)
    minimum: dict[str, Annotated[int, Field(ge=0, le=99)]] = Field(
        description="whole numbers from 0 to 99 by id of a service: { cash = 2 }"
    )


class Screen(_Table):
    zone: Text = Field(description=TEXT_ALLOWED)
    counters: list[str] = Field(description="a list of ids of counters; empty for all of them")
    voice: Literal["off", "zh", "en", "zh+en"] = Field(description='"off", "zh", "en" or "zh+en"')


class Machine(_Table):
    name: Text = Field(description=TEXT_ALLOWED)
    services: list[str] = Field(min_length=1, description=f"{SERVICES_ALLOWED}, at least one")


class Branch(_Table):
    name: Text = Field(description=TEXT_ALLOWED)
    time_zone: Annotated[str, AfterValidator(_zone)] = Field(description=ZONE_ALLOWED)
    services: list[str] = Field(min_length=1, description=f"{SERVICES_ALLOWED}, at least one")
    minimum_counters: dict[Id, Annotated[int, _whole(0, 99)]] = Field(description=MINIMUM_ALLOWED)
    hours: Hours = Field(description="a table of hours")
    counters: dict[Id, Counter] = Field(min_length=1, description="a table of counters by id, at least one")
    screens: dict[Id, Screen] = Field(description="a table of screens by id")
    machines: dict[Id, Machine] = Field(description="a table of machines by id")
    lending: Lending = Field(description="a table of when counters are lent")


class Document(_Table):
    """All files and overrides together, `include` left out: it says where to read, not what holds."""

    server: Server = Field(description="a table")
    demo: Demo = Field(description="a table")
    staff: Staff = Field(description="a table")
    bank: Bank = Field(description="a table")
    calls: Calls = Field(description="a table")
    promises: Promises = Field(description="a table")
    directory: Directory = Field(description="a table")
    alerts: Alerts = Field(description="a table")
    accounts: dict[Id, Account] = Field(description="a table of accounts by id")
    classes: dict[Id, TicketClass] = Field(description="a table of classes by id")
    groups: dict[Id, Group] = Field(min_length=1, description="a table of groups by id, at least one")
    services: dict[Id, Service] = Field(min_length=1, description="a table of services by id, at least one")
    pause_reasons: dict[Id, PauseReason] = Field(min_length=1, description="a table of reasons by id, at least one")
    park_reasons: dict[Id, ParkReason] = Field(min_length=1, description="a table of reasons by id, at least one")
    care: dict[Id, CareKind] = Field(description="a table of care kinds by id")
    branches: dict[Id, Branch] = Field(min_length=1, description="a table of branches by id, at least one")


def table_of(field: FieldInfo) -> type[BaseModel] | None:
    """The table that the field is, None when it is a value or has an id in between."""
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def entry_of(field: FieldInfo) -> type[BaseModel] | None:
    """The table that stands under each id of the field, None when the field has no ids."""
    kind = get_args(field.annotation)
    return kind[1] if get_origin(field.annotation) is dict and hasattr(kind[1], "model_fields") else None
