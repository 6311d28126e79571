"""`lobby notes`: what people wrote in free words is erased once nobody may keep it any longer."""

from datetime import datetime
from pathlib import Path

import click

from lobby.actions.notes import erase
from lobby.cli_opening import CONFIG, open_or_stop, read_or_stop, stop
from lobby.domain.errors import LobbyError

SENTENCES = {
    "unknown_branch": "there is no branch {branch} in the configuration",
    "day_is_open": "{day} is still open: the words of a day can be erased once it is closed",
}


@click.group()
def notes() -> None:
    """The free words that the journal only names: why somebody was chosen, or a counter paused."""


@notes.command("erase")
@CONFIG
@click.option("--branch", required=True)
@click.option("--day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="A business day that is closed.")
@click.option("--and-before", is_flag=True, help="And every business day before it.")
def erase_notes(path: Path, branch: str, day: datetime, and_before: bool) -> None:
    """Erase every free word of a day. Who did what, and when, stays; the words cannot be brought back."""
    lobby = open_or_stop(read_or_stop(path))
    try:
        count = erase(lobby, branch, day.date(), and_before=and_before)
    except LobbyError as error:
        stop(SENTENCES[error.code].format(**error.values))
    click.echo(f"{count} {'note' if count == 1 else 'notes'} erased")
