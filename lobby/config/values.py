"""What reading a configuration ends in: the frozen values, or the problems found. No file is read here.

A setting is named by its path, `branches.zhongshan.hours.opens_at`, in code as a tuple of its parts.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path

from lobby.domain.branch import Branch

REQUEST_THREADS = 64
"""Threads that sockets may never take, so that a deed always finds one (the server holds a thread per socket)."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How the server runs. `database` is an SQLAlchemy URL; a relative SQLite path counts from the working directory.

    `public_url` is where phones reach the server, without a slash at its end; None: wherever it was asked.
    `max_picture_gap` is the longest that a changed branch's next picture may be held back.
    `secrets` is the folder with the keys that this server made for itself; relative to the working directory.
    """

    database: str
    bind: str
    public_url: str | None
    threads: int
    sockets_per_address: int
    max_picture_gap: timedelta
    secrets: Path

    @property
    def sockets(self) -> int:
        """How many sockets are held at once in all; one more is turned away."""
        return self.threads - REQUEST_THREADS


@dataclass(frozen=True, slots=True)
class DirectorySettings:
    """Who is asked which tier somebody has. `url` is the bank's own system, None for the directory that is kept here.

    `timeout` is how long a number waits for it at most. `token_file` holds its bearer token, None if it needs none.
    """

    url: str | None
    timeout: timedelta
    token_file: Path | None


@dataclass(frozen=True, slots=True)
class Config:
    """All that the configuration says. `branches` is keyed by id, in the order of the files, and never empty.

    With `demo` a clock other than the real one may be used, and on the real one the branches are open round the clock.
    `session_life` is how long somebody stays signed in at most, by the world's clock.
    """

    server: ServerSettings
    demo: bool
    session_life: timedelta
    directory: DirectorySettings
    branches: Mapping[str, Branch]
    path: Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One setting that cannot stand: where it was written (a file, or an environment variable), and what may stand."""

    file: str
    key: str
    value: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key} = {self.value}: {self.allowed}"


class ConfigError(Exception):
    """The configuration is not usable; `problems` holds all that was found, and is not empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def round_the_clock(branch: Branch) -> Branch:
    """The branch open at every hour of every day: a demonstration on the real clock."""
    return replace(branch, hours=replace(branch.hours, round_the_clock=True))


class _Missing:
    """The value of a setting that was not written."""


MISSING = _Missing()


def named(path: Iterable[str | int]) -> str:
    """The path as people write it: `branches.zhongshan.services[0]`."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def shown(value: object) -> str:
    """The value as it may stand in a message: one line, at most 100 characters, no password of a URL."""
    if value is MISSING:
        return "(missing)"
    text = json.dumps(value, ensure_ascii=False, default=str)
    text = re.sub(r"(://[^:/@]*:).*@", r"\1***@", text)
    text = re.sub(r"(password=)[^&\"]*", r"\1***", text)
    return text if len(text) <= 100 else f"{text[:99]}…"


def did_you_mean(word: object, words: Iterable[str]) -> str:
    """`; did you mean "cash"?`, or nothing when no word is near."""
    near = get_close_matches(str(word), list(words), n=1)
    return f'; did you mean "{near[0]}"?' if near else ""
