"""The shapes of what staff are shown of lending. Nothing is computed here: see `lobby/domain/lending_view.py`."""

from typing import Annotated

from pydantic import Field

from lobby.domain.lending import StepCause, StepDeed
from lobby.web.answers import Answer, Instant, Wait


class Lent(Answer):
    """To which services a counter is lent, since when, until when (null: until taken back), and by whom."""

    services: list[str] = Field(min_length=1)
    groups: list[str] = Field(min_length=1)
    since: Instant | None
    until: Instant | None
    by: str | None


class Cost(Answer):
    """Whole minutes that those who come for a group of services will wait longer."""

    group: str
    minutes: Annotated[int, Field(ge=1)]


class Advice(Answer):
    """A lending or a taking back that is worth making: the longest wait of somebody who comes now, without it and with
    it (null: no counter would serve them), which is true for whoever is called from `from_at` on, and what it costs."""

    deed: StepDeed
    counter: str
    services: list[str] = Field(min_length=1)
    groups: list[str] = Field(min_length=1)
    reason: StepCause
    before: Wait | None
    after: Wait | None
    from_at: Instant | None
    costs: list[Cost]
