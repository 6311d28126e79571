"""The query that asks "what if": changes as short texts. The OpenAPI description is made from the same patterns."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

from lobby.domain.forecast.what_if import Cap, Change, HeadStart, OpenNow, Pause

MOST = 8
"""So many things of a kind at most: more than anybody would ask at once; a bound, so that no request is endless."""

_ID = "[a-z0-9_]{1,64}"


def _several(one: str) -> str:
    return rf"^{one}(,{one}){{0,{MOST - 1}}}$"


COUNTERS = _several(_ID)
PAUSES = _several(rf"{_ID}(:[0-9]{{1,3}})?")
CAPS = _several(rf"{_ID}:[0-9]{{1,2}}")
HEAD_STARTS = _several(rf"{_ID}:[0-9]{{1,3}}")


class WhatIfQuery(BaseModel):
    """What is imagined: counters `open`, counters to `pause` (`2` for as long as pauses last, `2:30` for so many
    minutes), caps (`tier:3`) and head starts (`wode:20`, minutes); several of each with commas between them."""

    opened: Annotated[str, Field(pattern=COUNTERS)] | None = Field(default=None, alias="open")
    pause: Annotated[str, Field(pattern=PAUSES)] | None = None
    cap: Annotated[str, Field(pattern=CAPS)] | None = None
    head_start: Annotated[str, Field(pattern=HEAD_STARTS)] | None = None

    @property
    def changes(self) -> list[Change]:
        """As the domain takes them: first what is opened, then what is paused, then the rules."""
        return [
            *(OpenNow(counter) for counter, _ in _read(self.opened)),
            *(Pause(counter, float(minutes) if minutes else None) for counter, minutes in _read(self.pause)),
            *(Cap(account, int(skips)) for account, skips in _read(self.cap)),
            *(HeadStart(class_id, float(minutes)) for class_id, minutes in _read(self.head_start)),
        ]


def _read(said: str | None) -> Iterator[tuple[str, str]]:
    """Names, each with what stands behind its colon, empty if nothing does."""
    for one in said.split(",") if said else ():
        name, _, value = one.partition(":")
        yield name, value


def _text(pattern: str) -> tuple[Mapping[str, Any], bool]:
    return {"type": "string", "pattern": pattern}, False


QUERY: Mapping[str, tuple[Mapping[str, Any], bool]] = {
    "open": _text(COUNTERS),
    "pause": _text(PAUSES),
    "cap": _text(CAPS),
    "head_start": _text(HEAD_STARTS),
}
"""The same for the description."""
