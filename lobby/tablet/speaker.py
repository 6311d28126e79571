"""How the pages of reports say things: in one language, by the names that the house gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lobby.web.words import Words, say, time_of_day


@dataclass(frozen=True, slots=True)
class Speaker:
    """The house whose names are said, the page's words, and the language: zh or en."""

    house: Mapping[str, Any]
    words: Words
    lang: str

    def say(self, key: str, **values: object) -> str:
        """The words of that key."""
        return say(self.words, key, self.lang, **values)

    def time(self, instant: str) -> str:
        """The time of day on the branch's wall."""
        return time_of_day(instant, self.house["time_zone"])

    def name(self, things: str, thing_id: str) -> str:
        """A service's or a class's; an id that the house no longer has is said as it stands."""
        found = (str(one["name"][self.lang]) for one in self.house[things] if one["id"] == thing_id)
        return next(found, thing_id)

    def place(self, things: str, thing_id: str) -> tuple[int, str]:
        """They stand in the order of the configuration; what it no longer has, after them."""
        known = [one["id"] for one in self.house[things]]
        return (known.index(thing_id) if thing_id in known else len(known), thing_id)
