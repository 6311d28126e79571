"""The shapes of what a change would do that nobody has made. Nothing is computed here: see `what_if_view.py`."""

from typing import Annotated

from pydantic import Field

from lobby.web.answers import Answer, Count, Instant, Minutes

Share = Annotated[float, Field(ge=0, le=1)]


class MinutesSpread(Answer):
    """Minutes as the replicas of the forecast have them: eight in ten between `low` and `high`, half at most `mid`."""

    low: Minutes
    mid: Minutes
    high: Minutes


class ShareSpread(Answer):
    """A share of people, likewise."""

    low: Share
    mid: Share
    high: Share


class Outlook(Answer):
    """The whole waits of some people, what they have waited already among it: the mean, what nine in ten do not exceed
    (null: not everybody is called today), the share that is longer than promised, how many give up, and how many others
    are not called."""

    mean: MinutesSpread | None
    p90: MinutesSpread | None
    over: ShareSpread
    left: Minutes
    uncalled: Minutes


class Compared(Answer):
    """So many people's waits, as things stand and with what was asked. `mean` and `p90` are of those who are called
    either way, if any are; the rest is of everybody."""

    people: Count
    before: Outlook
    after: Outlook


class ClassCompared(Compared):
    """Those of one class."""

    class_id: str = Field(alias="class")


class ServiceCompared(Compared):
    """Those who come for one service."""

    service: str


class WhatIf(Answer):
    """What would become of those who wait; `everybody` is null if nobody does. Nothing has been changed."""

    seq: Count
    at: Instant
    promised_minutes: Minutes
    everybody: Compared | None
    classes: list[ClassCompared]
    services: list[ServiceCompared]
