"""The files of a configuration, put together to one tree. What the settings mean is not known here.

Of every table and value it is noted where it was written, so that a problem can name the place.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lobby.config.values import Problem, named, shown

Tree = dict[str, Any]
Place = tuple[str | int, ...]

INCLUDE = "include"
"""The one key that is no setting: further files, relative to the file that names them."""


@dataclass(slots=True)
class Sources:
    """The tree while it is put together; `written` says which file or variable a table or value came from."""

    tree: Tree = field(default_factory=dict)
    written: dict[Place, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: set[Path] = field(default_factory=set)

    def file_of(self, place: Place) -> str:
        """Where the setting was written; where it is missing, where the table around it was."""
        around = (place[:length] for length in range(len(place), -1, -1))
        return next(self.written[near] for near in around if near in self.written)

    def refuse(self, file: str, key: str, value: str, allowed: str) -> None:
        """One more problem is on record."""
        self.problems.append(Problem(file, key, value, allowed))


def read_sources(path: Path) -> Sources:
    """The tree of that file and of what it includes; problems are noted, not raised."""
    sources = Sources(written={(): str(path)})
    _read(sources, path, named_by=(str(path), "(file)"))
    return sources


def _read(sources: Sources, path: Path, named_by: tuple[str, str]) -> None:
    sources.files.add(path.resolve())
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        sources.refuse(*named_by, shown(str(path)), f"a file that can be read, in UTF-8; {error}")
        return
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        sources.refuse(str(path), *_bad_line(text, str(error)))
        return
    included = table.pop(INCLUDE, [])
    _merge(sources, sources.tree, table, (), str(path))
    _include(sources, path, included)


def _include(sources: Sources, path: Path, included: object) -> None:
    if not isinstance(included, list) or not all(isinstance(name, str) for name in included):
        sources.refuse(str(path), INCLUDE, shown(included), "a list of paths, relative to this file")
        return
    for position, name in enumerate(included):
        further = path.parent / name
        key = named((INCLUDE, position))
        if further.resolve() in sources.files:
            sources.refuse(str(path), key, shown(name), "each file once, and none that includes this one")
        else:
            _read(sources, further, named_by=(str(path), key))


def _bad_line(text: str, said: str) -> tuple[str, str, str]:
    """Key, value and what is allowed, for text that is no TOML."""
    lines = text.splitlines() or [""]
    at = re.search(r"at line (\d+)", said)
    number = min(int(at[1]), len(lines)) if at else len(lines)
    return f"line {number}", shown(lines[number - 1]), f"valid TOML; {said}"


def _merge(sources: Sources, into: Tree, table: Tree, place: Place, file: str) -> None:
    """The table's content is in `into`; what stands there already stays, and is a problem."""
    for key, value in table.items():
        here = (*place, key)
        if isinstance(value, dict) and isinstance(into.get(key, {}), dict):
            sources.written.setdefault(here, file)
            _merge(sources, into.setdefault(key, {}), value, here, file)
        elif key in into:
            sources.refuse(file, named(here), shown(value), f"written once; it is in {sources.file_of(here)} too")
        else:
            sources.written[here] = file
            into[key] = value
