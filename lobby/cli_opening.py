"""What every command begins with: the configuration read, the database opened, and a sentence when that cannot be."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from lobby.actions.lobby import Lobby
from lobby.app import open_lobby
from lobby.clock import ReadsTime, WorldClock
from lobby.config import Config, ConfigError, read_config
from lobby.domain.errors import Unavailable
from lobby.store import NotAtHead

CONFIG = click.option(
    "--config", "path", envvar="LOBBY_CONFIG", default="config.toml", type=click.Path(path_type=Path), show_default=True
)


def read_or_stop(path: Path) -> Config:
    """The configuration; the command ends if it cannot stand."""
    try:
        return read_config(path, os.environ)
    except ConfigError as wrong:
        stop("\n".join(str(problem) for problem in wrong.problems))


def open_or_stop(config: Config, clock: ReadsTime | None = None) -> Lobby:
    """The lobby of this configuration; the command ends if its database cannot be used."""
    with said_of_database():
        return open_lobby(config, clock or WorldClock())


@contextmanager
def said_of_database() -> Iterator[None]:
    """What is wrong with the database is said in words, and the command ends."""
    try:
        yield
    except NotAtHead as not_ready:
        stop(str(not_ready))
    except Unavailable as away:
        stop(f"the database does not answer: {away.__cause__}")
    except ModuleNotFoundError as missing:
        stop(f"{missing}: PostgreSQL needs its driver, requirements/postgresql.txt")


def stop(words: str) -> NoReturn:
    """The command ends with these words: what was asked for cannot be done."""
    click.echo(words, err=True)
    raise SystemExit(2)
