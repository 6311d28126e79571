"""The `lobby` command. Each command reads the configuration, does one thing, and says in words what went wrong."""

import json
import secrets
import sys
from datetime import date
from pathlib import Path

import click
from tqdm import tqdm

from lobby.actions.access import Role, make_token, revoke_token
from lobby.app import build, demo_staff
from lobby.cli_directory import directory
from lobby.cli_notes import notes
from lobby.cli_opening import CONFIG, open_or_stop, read_or_stop, said_of_database, stop
from lobby.cli_replay import replay
from lobby.cli_staff import staff
from lobby.clock import ClockError, ReadsTime, WorldClock, read_clock
from lobby.config import Config, judge
from lobby.domain.errors import LobbyError
from lobby.domain.views import instant_view
from lobby.rehearsal import CannotPlay, Settings, rehearse
from lobby.serving import Server
from lobby.store import migrate
from lobby.store.reading import journal_of


@click.group()
def main() -> None:
    """Queue and lobby management for bank branches."""


main.add_command(staff)
main.add_command(directory)
main.add_command(replay)
main.add_command(notes)


@main.command()
@CONFIG
@click.option("--bind", help="HOST:PORT, instead of the configuration's.")
@click.option("--clock", "clock_words", help="START+SPEEDx, for example 2026-01-05T08:30+60x; demonstrations only.")
def serve(path: Path, bind: str | None, clock_words: str | None) -> None:
    """Serve the branches of the configuration."""
    config = read_or_stop(path)
    clock = _clock(config, clock_words)
    bind = bind or config.server.bind
    open_or_stop(config, clock).store.close()
    _greet(config, bind, clock)
    Server(config.server, bind, lambda: build(config, clock).start()).run()


@main.command("migrate")
@CONFIG
def migrate_database(path: Path) -> None:
    """Bring the database to head."""
    config = read_or_stop(path)
    with said_of_database():
        migrate(config.server.database)
    click.echo("the database is at head")


@main.command()
@click.argument("path", default="config.toml", type=click.Path(path_type=Path), envvar="LOBBY_CONFIG")
def check(path: Path) -> None:
    """Read a configuration and say what it means."""
    for sentence in judge(read_or_stop(path)):
        click.echo(sentence)


@main.command()
@CONFIG
@click.option("--branch", required=True)
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--name", help="How the journal calls the bearer; made up if missing.")
def token(path: Path, branch: str, role: str, name: str | None) -> None:
    """Print a new bearer token. It is shown this once; the database keeps its hash."""
    lobby = open_or_stop(read_or_stop(path))
    try:
        click.echo(make_token(lobby, branch, Role(role), name or f"{role} {secrets.token_hex(3)}"))
    except LobbyError as error:
        stop(str(error))


@main.command()
@CONFIG
@click.option("--branch", required=True)
@click.option("--name", required=True, help="How the journal calls the bearer.")
def revoke(path: Path, branch: str, name: str) -> None:
    """Make a bearer token worthless. Requests with it are refused within a second, its sockets end within a minute."""
    lobby = open_or_stop(read_or_stop(path))
    try:
        revoke_token(lobby, branch, name)
    except LobbyError:
        stop(f"branch {branch} has no token called {name}, or it was revoked before")
    click.echo(f"the token {name} of {branch} opens nothing any more")


@main.command()
@CONFIG
@click.option("--branch", required=True)
@click.option("--day", required=True, type=click.DateTime(["%Y-%m-%d"]))
def journal(path: Path, branch: str, day: date) -> None:
    """Print a business day's journal as JSON lines."""
    lobby = open_or_stop(read_or_stop(path))
    with lobby.store.read() as connection:
        for entry in journal_of(connection, branch, day):
            click.echo(json.dumps({**entry, "at": instant_view(entry["at"])}, ensure_ascii=False))


@main.command("rehearse")
@CONFIG
@click.option("--url", help="The server to play against; the configuration's address if missing.")
@click.option("--branch", help="The branch; the first of the configuration if missing.")
@click.option("--seed", default=1, show_default=True)
@click.option("--speed", type=float, help="Must be the speed of the server's clock; that one if missing.")
@click.option("--minutes", type=float, help="Stop after so many minutes of the day.")
@click.option("--scale", default=1.0, show_default=True, help="How many times the customers of an ordinary day.")
def rehearse_day(
    path: Path,
    url: str | None,
    branch: str | None,
    seed: int,
    speed: float | None,
    minutes: float | None,
    scale: float,
) -> None:
    """Play a day against a running server, through its public API alone, and print a JSON summary."""
    config = read_or_stop(path)
    branch = branch or next(iter(config.branches))
    lobby = open_or_stop(config)
    try:
        cast = secrets.token_hex(2)
        tokens = {
            role: make_token(lobby, branch, Role(role), f"rehearsal {role} {cast}")
            for role in ("kiosk", "teller", "manager")
        }
    except LobbyError as error:
        stop(str(error))
    settings = Settings(
        url=url or f"http://{config.server.bind}",
        branch=branch,
        tokens=tokens,
        seed=seed,
        speed=speed,
        minutes=minutes,
        scale=scale,
    )
    with tqdm(unit="min", file=sys.stderr, mininterval=0.5 if sys.stderr.isatty() else 30) as bar:

        def progress(done: float, total: float, tickets: int) -> None:
            bar.total = round(total)
            bar.set_postfix(tickets=tickets, refresh=False)
            bar.update(round(done) - bar.n)

        try:
            summary = rehearse(settings, progress)
        except CannotPlay as why:
            stop(str(why))
    click.echo(json.dumps(summary.as_json(), ensure_ascii=False, indent=2))
    if not summary.is_clean:
        sys.exit(1)


def _clock(config: Config, words: str | None) -> ReadsTime:
    if words is None:
        return WorldClock()
    if not config.demo:
        stop("--clock is for demonstrations: demo.enabled is false in this configuration")
    try:
        return read_clock(words, next(iter(config.branches.values())).time_zone)
    except ClockError as wrong:
        stop(f"--clock: {wrong}")


def _greet(config: Config, bind: str, clock: ReadsTime) -> None:
    click.echo(f"Lobby on http://{bind}")
    if clock.speed != 1.0:
        click.echo(f"  the clock runs {clock.speed:g} times as fast, from {clock.now():%Y-%m-%d %H:%M} UTC")
    people = demo_staff(config)
    for branch in config.branches.values():
        click.echo(f"  {branch.bank.zh} {branch.name.zh} · {branch.name.en}")
        click.echo(f"    kiosk  http://{bind}/kiosk/{branch.id}")
        click.echo(f"    hall   http://{bind}/hall/{branch.id}")
        for counter in branch.counters:
            click.echo(f"    desk   http://{bind}/desk/{branch.id}/{counter}")
        click.echo(f"    tablet http://{bind}/tablet/{branch.id}")
        for one in people:
            if one.branch == branch.id:
                click.echo(f"    staff  {one.short:8} {one.password}  {one.role.value}, {one.name}")
    if people:
        click.echo("  A demonstration: kiosk and hall let everybody in, desks and tablet those who sign in as staff.")
