"""Settings from the environment: `LOBBY_SERVER__THREADS=128` stands for `server.threads`, over what the files say.

Only settings that exist can be overridden, and only under ids that the files have; `LOBBY_CONFIG` is no setting.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from lobby.config.shape import Document, entry_of, table_of
from lobby.config.sources import Sources, Tree
from lobby.config.values import did_you_mean, named, shown

PREFIX = "LOBBY_"
BETWEEN = "__"


def override(sources: Sources, environ: Mapping[str, str]) -> None:
    """The tree has the settings of the environment; a variable that names no setting is noted as a problem."""
    for variable in sorted(environ):
        rest = variable.removeprefix(PREFIX)
        if rest == variable or BETWEEN not in rest:
            continue
        place = tuple(rest.lower().split(BETWEEN))
        try:
            setting = _setting_at(Document, sources.tree, place)
        except LookupError as unknown:
            sources.refuse(variable, named(place), shown(environ[variable]), str(unknown.args[0]))
        else:
            _write(sources, place, _value(environ[variable], setting), variable)


def _setting_at(table: type[BaseModel], tree: object, place: Sequence[str]) -> FieldInfo:
    """The setting at that place; raises LookupError with what is allowed instead."""
    key, *rest = place
    known = tree if isinstance(tree, dict) else {}
    setting = table.model_fields.get(key)
    if setting is None:
        raise LookupError(_one_of(key, table.model_fields))
    inside, within = table_of(setting), known.get(key)
    if rest and (entry := entry_of(setting)):
        inside, within, rest = entry, _entry(within, rest[0]), rest[1:]
    if not rest:
        return setting
    if inside is None:
        raise LookupError(f"a setting that exists; {key} is one, with nothing in it")
    return _setting_at(inside, within, rest)


def _entry(tree: object, key: str) -> Any:
    known = tree if isinstance(tree, dict) else {}
    if key not in known:
        raise LookupError(_one_of(key, known))
    return known[key]


def _one_of(word: str, known: Iterable[str]) -> str:
    return f"a setting that exists; {word} is none of: {', '.join(known)}{did_you_mean(word, known)}"


def _value(raw: str, setting: FieldInfo) -> Any:
    """The text as a TOML value if it is one, else the text; a setting that is text need not be quoted."""
    try:
        read = tomllib.loads(f"value = {raw}")
    except tomllib.TOMLDecodeError:
        return raw
    value = read["value"]
    if len(read) > 1 or (setting.annotation is str and not isinstance(value, str)):
        return raw
    return value


def _write(sources: Sources, place: tuple[str, ...], value: Any, variable: str) -> None:
    table: Tree = sources.tree
    for key in place[:-1]:
        inner = table.setdefault(key, {})
        if not isinstance(inner, dict):
            return  # The file has a value where a table belongs; that is reported, and nothing can stand inside it.
        table = inner
    table[place[-1]] = value
    for overridden in [known for known in sources.written if known[: len(place)] == place]:
        del sources.written[overridden]
    sources.written[place] = variable
