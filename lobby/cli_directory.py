"""`lobby directory`: customers with a tier come in, are counted, are forgotten; the key of their hashes is changed."""

import csv
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any, TextIO

import click
from tqdm import tqdm

from lobby.actions.customer_file import ENCODINGS, BadLine, CustomerFile
from lobby.actions.directory_import import Outcome, import_customers, replace_customers, try_customers
from lobby.actions.identity import KINDS, Identity, Keys
from lobby.app import own_directory, tiers_of
from lobby.cli_opening import CONFIG, open_or_stop, read_or_stop, said_of_database, stop
from lobby.clock import WorldClock
from lobby.config import Config
from lobby.domain.errors import Conflict, Refusal

SHOWN = 20
"""Bad lines that stand on the screen; a report has all of them."""

SENTENCES = {
    "bad_encoding": "cannot be read in the encoding that was said (--encoding)",
    "wrong_columns": "has not just one kind, one value and one class",
    "unknown_kind": f"has a kind that is none of {', '.join(KINDS)}",
    "empty_value": "has no value",
    "bad_length": "has a value that nobody can show: less than 4 letters or more than 64",
    "unknown_class": "has a class that is no tier of the configuration",
    "other_class_before": "gives a customer another class than an earlier line, which stands",
}


@click.group()
def directory() -> None:
    """The customers with a tier. The database keeps keyed hashes of what they show, never a number or a name."""


@directory.command("import")
@CONFIG
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--encoding", type=click.Choice(ENCODINGS), default="utf-8", show_default=True, help="GBK is a GB18030.")
@click.option("--replace", is_flag=True, help="Afterwards remove whoever the file does not name, if no line was bad.")
@click.option("--dry-run", is_flag=True, help="Say what would come of it; nothing is changed.")
@click.option("--report", type=click.File("w", encoding="utf-8", lazy=False), help="Bad lines go there as CSV.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON.")
def import_file(
    path: Path, file: Path, encoding: str, replace: bool, dry_run: bool, report: TextIO | None, as_json: bool
) -> None:
    """Import FILE.csv, which has the columns kind (card, id, phone), value and class. Good lines go in, bad ones are
    reported by their number. Broken off it can be begun again. The exit status is 1 if any line was bad.
    """
    config = read_or_stop(path)
    ours = own_directory(config, open_or_stop(config))
    if config.directory.url is not None:
        click.echo("Note: directory.source is http, so that nobody looks a tier up in what is imported.", err=True)
    work = try_customers if dry_run else replace_customers if replace else import_customers
    began = time.monotonic()
    with _lines_of(file, encoding, config) as lines, _reporting(report) as tell, said_of_database():
        outcome = work(ours, lines, tell)
    _tell(outcome, time.monotonic() - began, replace=replace, dry_run=dry_run, as_json=as_json)
    if outcome.bad:
        sys.exit(1)


@directory.command()
@CONFIG
@click.option("--json", "as_json", is_flag=True)
def count(path: Path, as_json: bool) -> None:
    """Say how many customers there are of each kind and class."""
    config = read_or_stop(path)
    counts = own_directory(config, open_or_stop(config)).counts()
    if as_json:
        click.echo(json.dumps([{"kind": kind, "class": class_id, "count": n} for kind, class_id, n in counts]))
        return
    for kind, class_id, n in counts:
        click.echo(f"{kind:6} {class_id:16} {n:10,}")
    click.echo(f"{'in all':23} {sum(n for _, _, n in counts):10,}")


@directory.command()
@CONFIG
@click.argument("kind", type=click.Choice(KINDS))
def forget(path: Path, kind: str) -> None:
    """Forget one customer. The value is asked for, or is the first line of the input; it never stands in a command."""
    config = read_or_stop(path)
    ours = own_directory(config, open_or_stop(config))
    value = click.prompt("Value", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    if not ours.forget(Identity(kind, value.strip())):
        stop("the directory does not know this customer: nothing was done")
    click.echo("The customer is forgotten. Today's tickets forget what was shown when the day closes.")


@directory.command("new-key")
@CONFIG
@click.option("--drop-old", is_flag=True, help="Even if an earlier key is still read.")
def new_key(path: Path, drop_old: bool) -> None:
    """Make hashes under a new key from now on; running servers notice it. The key before it is read for a year."""
    config = read_or_stop(path)
    try:
        until: date = Keys(config.server.secrets, WorldClock()).renew(drop_old=drop_old)
    except Conflict as conflict:
        stop(
            f"an earlier key is still read until {conflict.values['until']}. Import the whole directory with --replace "
            "and then say --drop-old; or without, if that key must not be used any more"
        )
    click.echo(f"A new key is in use. The one before it is read until {until}: import the whole directory before then.")


@contextmanager
def _lines_of(file: Path, encoding: str, config: Config) -> Iterator[CustomerFile]:
    """The lines of the file, with a bar of how far they have been read; the command ends if it is no such file."""
    with (
        file.open("rb") as lines,
        tqdm(total=file.stat().st_size, unit="B", unit_scale=True, file=sys.stderr, mininterval=_interval()) as bar,
    ):
        try:
            yield CustomerFile(_counted(lines, bar), encoding, tiers_of(config))
        except Refusal:
            stop(f"{file}: the first line has to name the columns kind, value and class, in {encoding}")


def _counted(lines: IO[bytes], bar: Any) -> Iterator[bytes]:
    for line in lines:
        bar.update(len(line))
        yield line


def _interval() -> float:
    """Seconds between two looks at the bar: a log needs few."""
    return 0.5 if sys.stderr.isatty() else 30


@contextmanager
def _reporting(report: TextIO | None) -> Iterator[Callable[[BadLine], None]]:
    """Takes every bad line: the first ones are shown, all go to the report; a value goes nowhere."""
    told = 0
    rows = None if report is None else csv.writer(report)
    if rows is not None:
        rows.writerow(("kind", "line", "reason"))

    def tell(bad: BadLine) -> None:
        nonlocal told
        told += 1
        if told <= SHOWN:
            tqdm.write(f"line {bad.number} {SENTENCES[bad.wrong]}", file=sys.stderr)
        if rows is not None:
            rows.writerow((bad.kind, bad.number, bad.wrong.value))

    yield tell
    if told > SHOWN:
        more = "" if report else " (--report FILE has all of them)"
        click.echo(f"and {told - SHOWN:,} more bad lines{more}", err=True)


def _tell(outcome: Outcome, seconds: float, *, replace: bool, dry_run: bool, as_json: bool) -> None:
    """The summary: in words, or as JSON."""
    pace = round(outcome.lines / seconds) if seconds else 0
    if as_json:
        summary = {
            "lines": outcome.lines,
            "good": outcome.good,
            "bad": dict(outcome.bad),
            "removed": outcome.removed,
            "dry_run": dry_run,
            "seconds": round(seconds, 3),
            "lines_per_s": pace,
        }
        click.echo(json.dumps(summary))
        return
    verb = "would be imported" if dry_run else "imported"
    click.echo(
        f"{outcome.good:,} lines {verb}, {outcome.bad.total():,} bad, in {seconds:.1f} s ({pace:,} lines a second)"
    )
    if outcome.removed is not None:
        click.echo(f"{outcome.removed:,} customers removed, whom the file does not name")
    elif replace and not dry_run:
        click.echo("nobody was removed, as a bad line may be theirs: mend the file and import it again")
