"""`lobby staff`: people are added, disabled, and given a password."""

import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from lobby.actions.access import Role
from lobby.actions.lobby import Lobby
from lobby.actions.passwords import Passwords
from lobby.actions.staff import STAFF_ROLES, add_person, change_password, disable, person
from lobby.cli_opening import CONFIG, open_or_stop, read_or_stop, stop
from lobby.domain.errors import LobbyError

MADE_UP_BYTES = 9
"""Of a password that nobody chose: twelve letters and figures."""

SENTENCES = {
    "unknown_branch": "there is no branch {branch} in the configuration",
    "unknown_person": "there is nobody called {name}, or they are disabled",
    "name_taken": "{name} is taken, by somebody else or by a token: names stand in the journal for one alone",
    "name_reserved": "{name} is what the journal calls the program or a ticket's holder: choose another name",
    "bad_name": "{name!r} is no name: at most {longest} letters that can be seen, with single spaces between",
    "password_too_short": "the password is too short: at least {shortest} characters",
    "password_too_long": "the password is too long: at most {longest} characters",
}

ROLES = click.Choice([role.value for role in STAFF_ROLES])
Command = Callable[..., Any]


@click.group()
def staff() -> None:
    """The people who sign in: tellers, managers and administrators."""


@staff.command()
@CONFIG
@click.argument("name")
@click.option("--branch", required=True, help="The one branch that they belong to.")
@click.option("--role", required=True, type=ROLES)
@click.option("--short", help="A short name that they may type instead, such as a staff number.")
def add(path: Path, name: str, branch: str, role: str, short: str | None) -> None:
    """Let somebody sign in. The password is asked for, or is the first line of the input; an empty one is made up."""
    lobby = open_or_stop(read_or_stop(path))
    password, made_up = _password()
    with _in_words():
        came_back = add_person(lobby, Passwords(), name, branch, Role(role), password, short)
    click.echo(f"{name} is {'back as ' if came_back else ''}{role} of {branch}.")
    _tell(password, made_up)


@staff.command("disable")
@CONFIG
@click.argument("name")
@click.option("--branch", help="Only if this is their branch.")
@click.option("--role", type=ROLES, help="Only if this is their role.")
def disable_person(path: Path, name: str, branch: str | None, role: str | None) -> None:
    """Let somebody sign in no more. Who is signed in is out at once; the name stays in the journal."""
    lobby = open_or_stop(read_or_stop(path))
    with _in_words():
        name = _the_one_meant(lobby, name, branch, role)
        disable(lobby, name)
    click.echo(f"{name} cannot sign in any more. `lobby staff add {name}` takes them back.")


@staff.command("password")
@CONFIG
@click.argument("name")
@click.option("--branch", help="Only if this is their branch.")
@click.option("--role", type=ROLES, help="Only if this is their role.")
def set_password(path: Path, name: str, branch: str | None, role: str | None) -> None:
    """Give somebody a new password, as with `add`. Wherever they are signed in, they have to sign in anew."""
    lobby = open_or_stop(read_or_stop(path))
    with _in_words():
        name = _the_one_meant(lobby, name, branch, role)
        password, made_up = _password()
        change_password(lobby, Passwords(), name, password)
    click.echo(f"{name} has a new password.")
    _tell(password, made_up)


def _the_one_meant(lobby: Lobby, name: str, branch: str | None, role: str | None) -> str:
    """The person's full name; ends the command if they are not of the branch or role that was said."""
    one = person(lobby, name)
    if branch not in (None, one.branch) or role not in (None, one.role):
        stop(f"{one.name} is {one.role} of {one.branch}: nothing was done")
    return one.name


def _password() -> tuple[str, bool]:
    """The password, and whether it was made up. Asked twice on a terminal, which does not show it."""
    if sys.stdin.isatty():
        said = click.prompt("Password (empty: one is made up)", default="", show_default=False, hide_input=True)
        if said and click.prompt("Once more", default="", show_default=False, hide_input=True) != said:
            stop("the two are not the same: nothing was done")
    else:
        said = sys.stdin.readline().rstrip("\r\n")
    return (said, False) if said else (secrets.token_urlsafe(MADE_UP_BYTES), True)


def _tell(password: str, made_up: bool) -> None:
    if made_up:
        click.echo(f"The password is {password} and is shown this once.")


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except LobbyError as error:
        stop(SENTENCES[error.code].format(**error.values))
