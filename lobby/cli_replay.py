"""`lobby replay`: recorded days scored for fairness, as a table for people or as JSON."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from tqdm import tqdm

from lobby.domain.fairness import FairnessReport, fairness_of
from lobby.domain.fairness_view import replay_view
from lobby.domain.retelling import Retelling
from lobby.domain.retold_call import RetoldCall
from lobby.replay import retold_file

COMPLAINTS = 20
"""So many bad lines are said one by one; a file of another kind has nothing else."""

LISTED = 20
"""So many calls of each kind are listed."""

NAMED = 6
"""So many of those whom a call passed are named."""

_DAY = click.Path(exists=True, dir_okay=False, path_type=Path)
_LEARN = "--learn"


class _ManyToLearn(click.Command):
    """Takes several files after one --learn, up to the next option: `--learn MONDAY.jsonl TUESDAY.jsonl`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(spread(args)))


def spread(args: Sequence[str]) -> Iterator[str]:
    """The same arguments, with an option of its own for each file to learn from, as click wants it."""
    learning = without_file = False
    for place, arg in enumerate(args):
        if arg == "--":
            yield from args[place:]
            break
        if arg == _LEARN:
            learning = without_file = True
        elif arg.startswith("-"):
            learning = False
            yield arg
        elif learning:
            without_file = False
            yield from (_LEARN, arg)
        else:
            yield arg
    if without_file:
        yield _LEARN  # click says that something is missing after it


@click.command(cls=_ManyToLearn)
@click.argument("days", nargs=-1, required=True, type=_DAY, metavar="DAY.jsonl...")
@click.option(_LEARN, "before", multiple=True, type=_DAY, metavar="DAY.jsonl...", help="Days to learn from first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def replay(days: tuple[Path, ...], before: tuple[Path, ...], as_json: bool) -> None:
    """Score recorded days: how long people waited, and whether the order was kept.

    A day is the output of `lobby journal`, or any journal of the same kinds of facts. Several days are scored
    together. Lines that cannot be read are said on standard error, and do not stop the rest.
    """
    retold = _gone_through([*before, *days])[len(before) :]
    report = fairness_of(retold)
    if as_json:
        click.echo(json.dumps(replay_view(report), ensure_ascii=False, indent=2))
    else:
        for line in table(report, len(days)):
            click.echo(line)


def _gone_through(paths: Sequence[Path]) -> list[Retelling]:
    bad = 0
    size = sum(path.stat().st_size for path in paths)
    with tqdm(total=size, unit="B", unit_scale=True, file=sys.stderr, disable=None) as bar:

        def complain(words: str) -> None:
            nonlocal bad
            bad += 1
            if bad <= COMPLAINTS:
                bar.write(words, file=sys.stderr)

        retold = [retold_file(path, complain, bar.update) for path in paths]
    if bad > COMPLAINTS:
        click.echo(f"and {bad - COMPLAINTS} lines more that cannot be read", err=True)
    return retold


def table(report: FairnessReport, days: int) -> Iterator[str]:
    """The report for people, line by line."""
    counted = f"{days} day" if days == 1 else f"{days} days"
    yield f"{counted}: {report.tickets} tickets, {report.called} called, {report.no_shows} no-shows"
    yield ""
    wide = max(5, *(len(name) for name in report.waits), 0)
    yield f"{'waits':{wide}}  called   mean    p90  longest  over 20 minutes"
    for name, waits in report.waits.items():
        figures = f"{waits.mean:7.1f}{waits.p90:7.1f}{waits.longest:9.1f}{waits.over_20:16.0%}"
        yield f"{name:{wide}}{waits.tickets:8}{figures}"
    yield ""
    yield f"over the cap   {len(report.over_cap)} by the rule; overrides: {len(report.overrides)}"
    yield f"order breaks   {len(report.order_breaks)}"
    yield f"most skips     {_joined(_most(one.account, one.most, one.cap) for one in report.skips)}"
    yield f"calls by rule  {_joined(f'{rule} {calls}' for rule, calls in report.rules.items())}"
    yield f"promises       {report.kept} kept, {report.late} late"
    yield from _listed("over the cap", report.over_cap)
    yield from _listed("order breaks", report.order_breaks)
    yield from _listed("overrides", report.overrides)


def _some(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _joined(pieces: Iterator[str]) -> str:
    return ", ".join(pieces) or "none"


def _most(account: str, most: int, cap: int | None) -> str:
    return f"{account} {most}" if cap is None else f"{account} {most} of {cap}"


def _listed(title: str, calls: Sequence[RetoldCall]) -> Iterator[str]:
    """A call is dated in UTC: a journal does not say where its branch stands."""
    if not calls:
        return
    yield ""
    yield title
    for call in calls[:LISTED]:
        by = f" by {call.actor}" if call.actor else ""
        passed = f" past {_some(call.passed)}" if call.passed else ""
        yield f"  {call.at:%Y-%m-%d %H:%M:%S} UTC  {call.ticket} at counter {call.counter}{by}{passed}"
    if len(calls) > LISTED:
        yield f"  and {len(calls) - LISTED} more"
