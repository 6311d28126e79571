"""The bodies that the API takes. The OpenAPI description is made from these same models."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal, Self, TypeVar

from flask import request
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    model_validator,
)

from lobby.domain.calibration import DAYS, MOST_DAYS

Code = Annotated[str, Field(min_length=1, max_length=64)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("outside of the calendar") from error


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]


class Body(BaseModel):
    """A request body: unknown fields are refused, so that a slip of the pen is not taken for consent."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Identity(Body):
    """What a customer shows to establish a tier."""

    kind: Literal["card", "id", "phone"]
    value: str = Field(min_length=4, max_length=64)


class IssueBody(Body):
    """A number is wanted for a service. `amount` is in yuan, `count` the slips brought."""

    service: Code
    identity: Identity | None = None
    care: Code | None = None
    amount: int | None = Field(default=None, ge=0, le=10**12)
    count: int = Field(default=1, ge=1, le=99)
    language: Literal["zh", "en"] = "zh"


Words = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00]*$")]


class ReasonBody(Body):
    """Why: a code of the configuration, or words of one's own, which no screen shows."""

    reason: Words


class OnTicketBody(Body):
    """With `if_state` it is done only to a ticket that is still in that state: who means somebody who waits, or is
    aside, takes nobody out of a call that was made in between."""

    if_state: Literal["waiting", "parked", "redirected", "missed"] | None = None


class ReasonOnTicketBody(OnTicketBody):
    """Why: a code of the configuration, or words of one's own, which no screen shows; perhaps only `if_state`."""

    reason: Words


class ParkBody(OnTicketBody):
    """After how many minutes the customer is called again, and why not now: a code, or words, which no screen shows."""

    minutes: int = Field(ge=1, le=240)
    reason: Words


class RedirectBody(OnTicketBody):
    """To which machine, by its id, and whether somebody goes along."""

    machine: Code
    accompanied: bool = False


class ServiceBody(Body):
    """A service, by its id."""

    service: Code


class TransferBody(OnTicketBody):
    """The service to wait for from now on, by its id."""

    service: Code


class GrantBody(OnTicketBody):
    """A class, by its id, and on what grounds: a ground for care, or words of one's own."""

    class_id: Code = Field(alias="class")
    reason: Words


class OverrideReason(Body):
    """Why this one first: for staff, and, if the usual words will not do, for the customer."""

    staff: Words
    public: Words | None = None


class OverrideBody(Body):
    """The ticket to call, by its number of today or its id."""

    ticket: Code
    reason: OverrideReason


class OpenBody(Body):
    """The services to serve; those planned, if missing."""

    services: list[Code] | None = Field(default=None, min_length=1, max_length=64)


class ServicesBody(Body):
    """The services to serve from now on, until then."""

    services: list[Code] = Field(min_length=1, max_length=64)
    until: Instant | None = None


class LendBody(Body):
    """The services to serve beside the counter's own, until then; all that it may be lent to, if missing."""

    services: list[Code] | None = Field(default=None, min_length=1, max_length=64)
    until: Instant | None = None


class LeaveAloneBody(Body):
    """For how many minutes; as configured, if missing."""

    minutes: int | None = Field(default=None, ge=1, le=240)


class NextBody(Body):
    """Whether the present ticket is finished first."""

    finish: bool = False


class SignInBody(Body):
    """Who somebody is: the name or the short name, and the password."""

    name: str = Field(min_length=1, max_length=128, pattern=r"^[^\x00]*$")
    password: str = Field(min_length=1, max_length=1000, pattern=r"^[^\x00]*$")


class EmptyBody(Body):
    """A deed that needs no more than its address."""


class WatchBody(Body):
    """What a socket wants to watch."""

    view: Literal["board", "desk", "tablet", "ticket"]
    branch: Code | None = None
    counter: Code | None = None
    ticket: Code | None = None
    screen: Code | None = None

    @model_validator(mode="after")
    def has_what_its_view_needs(self) -> Self:
        """A ticket is named by its id alone; everything else by its branch, and a desk by its counter too."""
        more = {"desk": (self.branch, self.counter), "ticket": (self.ticket,)}
        if None in more.get(self.view, (self.branch,)):
            raise ValueError(f"view {self.view} needs more than that")
        return self


B = TypeVar("B", bound=Body)


def read_body(model: type[B]) -> B:
    """The request's body as this model; no body at all counts as an empty one. Raises pydantic's ValidationError."""
    return model.model_validate_json(request.get_data() or b"{}")


class JournalQuery(BaseModel):
    """Which part of the journal is wanted."""

    since: int = Field(default=0, ge=0, lt=2**63)
    limit: int = Field(default=100, ge=1)


def _as_day(value: object) -> object:
    """A `date` for "YYYY-MM-DD"; anything else is left for the strict type to refuse."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return value
    return date.fromisoformat(value)


class TimelineQuery(BaseModel):
    """Which day is wanted; the open or the last one, if missing."""

    day: Annotated[date, BeforeValidator(_as_day), Strict()] | None = None


class CalibrationQuery(BaseModel):
    """How many of the last business days are wanted."""

    days: int = Field(default=DAYS, ge=1, le=MOST_DAYS)


Q = TypeVar("Q", bound=BaseModel)


def read_query(model: type[Q]) -> Q:
    """The request's query as this model. Raises pydantic's ValidationError."""
    return model.model_validate_strings(request.args.to_dict())
