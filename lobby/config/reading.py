"""From files and environment to a Config, or to all their problems. What is allowed stands in `shape` and `checks`."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from lobby.config import shape
from lobby.config.building import build_branches, build_directory, build_server
from lobby.config.checks import cross_check
from lobby.config.findings import Finding
from lobby.config.overrides import override
from lobby.config.sources import Place, Sources, Tree, read_sources
from lobby.config.values import MISSING, Config, ConfigError, Problem, did_you_mean, named, shown


def read_config(path: Path, environ: Mapping[str, str]) -> Config:
    """What the file, the files it includes and the variables `LOBBY_<SECTION>__<KEY>` say.

    Raises ConfigError with all problems found. With a file that cannot be read, those are the problems of reading
    alone: anything else might only follow from what is not there.
    """
    sources = read_sources(path)
    if sources.problems:
        raise ConfigError(sources.problems)
    override(sources, environ)
    try:
        document = shape.Document.model_validate(sources.tree)
        refused: list[Finding] = []
    except ValidationError as error:
        document = None
        refused = list(_refused(sources.tree, error))
    crossed = cross_check(_without(sources.tree, refused))
    problems = [*sources.problems, *(_problem(sources, finding) for finding in [*refused, *crossed])]
    if problems or document is None:
        raise ConfigError(problems)
    branches = build_branches(document)
    session_life = timedelta(hours=document.staff.session_hours)
    directory = build_directory(document.directory)
    return Config(build_server(document.server), document.demo.enabled, session_life, directory, branches, path)


def _problem(sources: Sources, finding: Finding) -> Problem:
    place, value, allowed = finding
    return Problem(sources.file_of(place), named(place), shown(value), allowed)


def _refused(tree: Tree, error: ValidationError) -> Iterator[Finding]:
    for detail in error.errors():
        place = tuple(part for part in detail["loc"] if part != "[key]")
        value: object = MISSING if detail["type"] == "missing" else _at(tree, place)
        yield place, place[-1] if detail["loc"][-1] == "[key]" else value, _allowed(detail, place)


def _allowed(detail: ErrorDetails, place: Place) -> str:
    table, setting = _table_and_setting(place)
    if detail["loc"][-1] == "[key]":
        return shape.ID_ALLOWED
    if detail["type"] == "extra_forbidden":
        known = ", ".join(table.model_fields)
        return f"a setting that exists, one of: {known}{did_you_mean(place[-1], table.model_fields)}"
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    return setting.description or "" if setting else "a table"


def _table_and_setting(place: Place) -> tuple[type[BaseModel], FieldInfo | None]:
    """The innermost table that the place leads through, and the setting there; None for a table under an id."""
    table: type[BaseModel] = shape.Document
    setting: FieldInfo | None = None
    keys = iter(place)
    for key in keys:
        setting = table.model_fields.get(str(key))
        if setting is None or not (inside := shape.table_of(setting) or shape.entry_of(setting)):
            return table, setting
        table = inside
        if shape.entry_of(setting) and next(keys, None) is not None:
            setting = None
    return table, setting


def _at(tree: Tree, place: Place) -> Any:
    value: Any = tree
    for part in place:
        value = value[part]
    return value


def _without(tree: Tree, refused: list[Finding]) -> Tree:
    """The tree without what was refused; of a list with a bad item the whole list, so that positions stay true."""
    kept = deepcopy(tree)
    for place, value, _ in sorted(refused, key=lambda finding: len(finding[0]), reverse=True):
        *around, last = [part for part in place if isinstance(part, str)]
        if value is not MISSING:
            _at(kept, tuple(around)).pop(last, None)
    return kept
