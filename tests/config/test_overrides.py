"""Every setting can be set from the environment, and nothing else can."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from pydantic import BaseModel

from lobby.config import ConfigError, read_config
from lobby.config.shape import Document, entry_of, table_of
from tests.config.changes import CONFIG, ENTRIES, changed


def test_a_setting_of_a_section_is_overridden() -> None:
    config = changed(SERVER__DATABASE="postgresql+psycopg://lobby@db/lobby")

    assert config.server.database == "postgresql+psycopg://lobby@db/lobby"


def test_a_setting_deep_in_a_branch_is_overridden_there_alone() -> None:
    config = changed(BRANCHES__ZHONGSHAN__HOURS__OPENS_AT="08:45")

    assert config.branches["zhongshan"].hours.opens_at == time(8, 45)
    assert config.branches["renmin"].hours.opens_at == time(9)


def test_values_are_read_as_toml_where_they_are_toml() -> None:
    config = changed(
        SERVER__THREADS="128",
        DEMO__ENABLED="false",
        BRANCHES__RENMIN__HOURS__CLOSED_DAYS="[2026-05-01]",
        BRANCHES__RENMIN__NAME='{ zh = "人民路", en = "Renmin" }',
        BANK__NAME__EN='"Quoted Bank"',
    )

    assert config.server.threads == 128
    assert not config.demo
    assert config.branches["renmin"].hours.closed_days == {date(2026, 5, 1)}
    assert config.branches["renmin"].name.en == "Renmin"
    assert config.branches["renmin"].bank.en == "Quoted Bank"


def test_text_need_not_be_quoted_even_where_it_looks_like_a_number() -> None:
    config = changed(BANK__COMPLAINT_LINE="95588", BANK__NAME__EN="true")

    assert config.branches["renmin"].complaint_line == "95588"
    assert config.branches["renmin"].bank.en == "true"


@pytest.mark.parametrize(
    ("variable", "key", "said"),
    [
        ("LOBBY_SERVR__THREADS", "servr.threads", 'did you mean "server"?'),
        ("LOBBY_SERVER__THREDS", "server.threds", 'did you mean "threads"?'),
        ("LOBBY_SERVER__THREADS__MOST", "server.threads.most", "threads is one, with nothing in it"),
        ("LOBBY_BRANCHES__ZHONGSAN__TIME_ZONE", "branches.zhongsan.time_zone", 'did you mean "zhongshan"?'),
        ("LOBBY_BRANCHES__RENMIN__COUNTERS__9__PLACE", "branches.renmin.counters.9.place", "9 is none of: 1, 2"),
        ("LOBBY__SERVER__THREADS", "_server.threads", 'did you mean "server"?'),
        ("LOBBY_SERVER__", "server.", "a setting that exists"),
        ("LOBBY_INCLUDE__FILE", "include.file", "a setting that exists"),
    ],
)
def test_a_variable_that_names_no_setting_is_refused_by_its_name(variable: str, key: str, said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        read_config(CONFIG, {variable: "128"})

    (problem,) = raised.value.problems
    assert (problem.file, problem.key) == (variable, key)
    assert said in problem.allowed


def test_a_bad_value_names_the_variable_it_came_from() -> None:
    with pytest.raises(ConfigError) as raised:
        changed(CALLS__READY_MINUTES="soon")

    assert str(raised.value) == 'LOBBY_CALLS__READY_MINUTES: calls.ready_minutes = "soon": a whole number from 1 to 120'


@pytest.mark.parametrize(
    "variable", ["LOBBY_CONFIG", "LOBBY_THREADS", "LOBBYSERVER__THREADS", "PATH", "lobby_server__threads"]
)
def test_other_variables_are_left_alone(variable: str) -> None:
    assert read_config(CONFIG, {variable: "nothing"}) == changed()


def test_a_second_setting_cannot_be_smuggled_in_with_a_line_break() -> None:
    with pytest.raises(ConfigError):
        changed(SERVER__THREADS="128\ndatabase = 'x'")


def test_every_setting_can_be_overridden() -> None:
    """A blank is allowed nowhere: refused at each setting, it was used at each setting."""
    names = list(_names(Document, ()))

    with pytest.raises(ConfigError) as raised:
        changed(**dict.fromkeys(names, " "))

    found = {problem.file.removeprefix("LOBBY_") for problem in raised.value.problems}
    assert set(names) - found == set()
    assert len(names) > 40


def _names(table: type[BaseModel], around: tuple[str, ...]) -> Iterator[str]:
    for key, setting in table.model_fields.items():
        if inner := table_of(setting):
            yield from _names(inner, (*around, key))
        elif entry := entry_of(setting):
            yield from _names(entry, (*around, key, ENTRIES[key]))
        else:
            yield "__".join((*around, key)).upper()
