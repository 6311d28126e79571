"""Commands whose database is away, behind, or without its driver: one sentence, and exit code 2."""

import os
import subprocess
import sys

import pytest

from tests.databases import Databases
from tests.programs import ROOT

COMMANDS = {
    "serve": ["serve", "--bind", "127.0.0.1:1"],
    "migrate": ["migrate"],
    "token": ["token", "--branch", "zhongshan", "--role", "kiosk"],
    "journal": ["journal", "--branch", "zhongshan", "--day", "2026-01-05"],
}
NOWHERE = "postgresql+psycopg://lobby@127.0.0.1:1/lobby"
WITHOUT_DRIVER = "import sys; sys.modules['psycopg'] = None; from lobby.cli import main; main()"


def said(address: str, *command: str) -> tuple[int, str]:
    """The exit code, and the first line of what the command said."""
    environ = {**os.environ, "LOBBY_CONFIG": str(ROOT / "config.toml"), "LOBBY_SERVER__DATABASE": address}
    done = subprocess.run(
        [sys.executable, *command], env=environ, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, (done.stderr or done.stdout).partition("\n")[0]


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_says_that_its_database_does_not_answer(command: list[str]) -> None:
    code, words = said(NOWHERE, "-m", "lobby", *command)

    assert code == 2
    assert words.startswith("the database does not answer: connection failed")


def test_a_server_refuses_a_database_that_is_not_at_head(databases: Databases) -> None:
    code, words = said(databases.empty(), "-m", "lobby", *COMMANDS["serve"])

    assert code == 2
    assert words.startswith("the database is at nothing, the program needs ")
    assert words.endswith(": run `lobby migrate`")


def test_postgresql_without_its_driver_is_named() -> None:
    code, words = said(NOWHERE, "-c", WITHOUT_DRIVER, "migrate")

    assert code == 2
    assert words.endswith("PostgreSQL needs its driver, requirements/postgresql.txt")
