"""Whoever opens config.toml finds every setting explained where it first stands."""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from lobby.config.shape import Document, Text, entry_of, table_of
from tests.config.changes import CONFIG

Setting = tuple[str, ...]


def test_every_setting_is_explained_in_the_configuration_where_it_first_stands() -> None:
    comments = _first_comments(CONFIG.read_text(encoding="utf-8"))

    unexplained = [".".join(setting) for setting in _settings(Document) if not comments.get(setting)]

    assert unexplained == []


def test_a_length_of_time_is_explained_with_its_unit() -> None:
    comments = _first_comments(CONFIG.read_text(encoding="utf-8"))
    lengths = [
        (setting, setting[-1].rpartition("_")[2])
        for setting in _settings(Document)
        if re.search(r"_(hours|minutes|seconds|milliseconds)$", setting[-1])
    ]

    assert len(lengths) == 16
    assert [setting for setting, unit in lengths if unit not in comments[setting].lower()] == []


def test_an_include_is_explained_too() -> None:
    assert _first_comments(CONFIG.read_text(encoding="utf-8"))[("include",)]


def test_a_comment_explains_the_next_line_only_and_counts_only_where_the_setting_first_stands() -> None:
    text = "[server]\n# What it is.\nthreads = 1\nbind = 2\n[services.a]\ngroup = 1\n[services.b]\n# Late.\ngroup = 2\n"

    comments = _first_comments(text)

    assert comments == {("server", "threads"): "# What it is.", ("server", "bind"): "", ("services", "*", "group"): ""}


def _settings(table: type[BaseModel], around: Setting = ()) -> Iterator[Setting]:
    """Every setting that has a value; `*` stands for an id."""
    for key, setting in table.model_fields.items():
        inner, entry = table_of(setting), entry_of(setting)
        if entry:
            yield from _settings(entry, (*around, key, "*"))
        elif inner and inner is not Text:
            yield from _settings(inner, (*around, key))
        else:
            yield (*around, key)


def _first_comments(text: str) -> dict[Setting, str]:
    """The comment right above each setting, where the setting first stands; empty where there is none."""
    comments: dict[Setting, str] = {}
    table: Setting = ()
    comment = ""
    for line in text.splitlines():
        if header := re.match(r"\[([\w.]+)\]", line):
            table = _without_ids(header[1].split("."))
        elif assigned := re.match(r"(\w+) *=", line):
            comments.setdefault((*table, assigned[1]), comment)
        comment = f"{comment}\n{line}".strip() if line.startswith("#") else ""
    return comments


def _without_ids(parts: list[str]) -> Setting:
    with_ids = {
        setting[: place + 1] for setting in _settings(Document) for place, part in enumerate(setting) if part == "*"
    }
    table: Setting = ()
    for part in parts:
        table = (*table, "*") if (*table, "*") in with_ids else (*table, part)
    return table
