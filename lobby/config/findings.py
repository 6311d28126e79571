"""How the checks say what they found, and the questions that all of them ask."""

from collections.abc import Iterable, Iterator
from typing import Any

from lobby.config.sources import Place, Tree
from lobby.config.values import MISSING, did_you_mean, shown

Finding = tuple[Place, object, str]
"""Where, the value there (MISSING if it ought to be there), and what is allowed."""


def ids_known(here: Place, ids: list[str] | None, kind: str, known: Iterable[str]) -> Iterator[Finding]:
    """Each id of the list is known, and there once; None, a list that was refused, is left alone."""
    for position, one in enumerate(ids or []):
        if one not in known:
            yield (*here, position), one, an_id_of(kind, one, known)
    yield from each_once(here, ids)


def each_once(here: Place, words: list[Any] | None) -> Iterator[Finding]:
    """Nothing is in the list twice; None, a list that was refused, is left alone."""
    # Compared as text: a day may be quoted or TOML's own.
    said = [str(word) for word in words or []]
    for position, word in enumerate(said):
        if word in said[:position]:
            yield (*here, position), word, "in the list once"


def an_id_of(kind: str, word: str, known: Iterable[str]) -> str:
    """What is allowed where an id is meant and this word stands."""
    return f"the id of {kind}: {', '.join(shown(one) for one in known) or 'there is none'}{did_you_mean(word, known)}"


def earlier_with(tables: Tree, entry: str, key: str) -> str | None:
    """The entry before this one that has the same value there; None if there is none, or no value."""
    value = tables[entry].get(key, MISSING)
    before = list(tables)[: list(tables).index(entry)]
    return next((other for other in before if tables[other].get(key) == value), None)
