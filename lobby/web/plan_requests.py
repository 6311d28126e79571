"""The body with which a counter's plan is changed. The OpenAPI description is made from this same model."""

from datetime import time
from typing import Annotated, Self

from pydantic import Field, model_validator

from lobby.domain.branch import Plan
from lobby.web.requests import Body, Clock

MOST_BREAKS = 8
"""More than anybody takes; a bound, so that no request is endless."""


class PlanBody(Body):
    """When the counter is meant to be open today, in times of day; both null: not at all, and without breaks."""

    opens_at: Clock | None
    closes_at: Clock | None
    breaks: list[Annotated[list[Clock], Field(min_length=2, max_length=2)]] = Field(max_length=MOST_BREAKS)

    @model_validator(mode="after")
    def opens_and_closes_or_neither(self) -> Self:
        """A counter that opens closes, and one that does not has no breaks."""
        if (self.opens_at is None) != (self.closes_at is None) or (self.opens_at is None and self.breaks):
            raise ValueError("opens_at and closes_at are both times, or both null and breaks empty")
        return self

    @property
    def plan(self) -> Plan | None:
        """As the domain takes it."""
        if self.opens_at is None or self.closes_at is None:
            return None
        breaks = tuple((time.fromisoformat(begins), time.fromisoformat(ends)) for begins, ends in self.breaks)
        return Plan(time.fromisoformat(self.opens_at), time.fromisoformat(self.closes_at), breaks)
