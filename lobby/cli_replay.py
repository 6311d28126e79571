"""`lobby replay`: recorded days scored for estimates and fairness, as a table for people or as JSON."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from tqdm import tqdm

from lobby.cli_replay_what_if import what_if_table, what_if_view
from lobby.domain.errors import Refusal
from lobby.domain.fairness import FairnessReport, fairness_of
from lobby.domain.fairness_view import replay_view
from lobby.domain.forecast.day_changes import DayChange
from lobby.domain.formulas import AHEAD, HEAD_OF_LINE, LAST_TO_ENTER
from lobby.domain.retold_call import RetoldCall
from lobby.domain.scores import Scores, scores_of, scores_view
from lobby.replay import facts_of
from lobby.replay_days import Replayed, replayed
from lobby.replay_settings import KEYS, read_setting, said
from lobby.replay_what_if import Settings, WhatIf, what_if

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


def _zone(_context: click.Context, _option: click.Parameter, name: str | None) -> ZoneInfo | None:
    try:
        return None if name is None else ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise click.BadParameter(f"there is no time zone {name}") from None


@click.command(cls=_ManyToLearn)
@click.argument("days", nargs=-1, required=True, type=_DAY, metavar="DAY.jsonl...")
@click.option(_LEARN, "before", multiple=True, type=_DAY, metavar="DAY.jsonl...", help="Days to learn from first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help=f"What if it had been so: {KEYS}.")
@click.option("--zone", callback=_zone, metavar="NAME", help="Where the branch stands, for --set: Asia/Shanghai.")
def replay(
    days: tuple[Path, ...], before: tuple[Path, ...], as_json: bool, settings: tuple[str, ...], zone: ZoneInfo | None
) -> None:
    """Score recorded days: how good estimates at issue were, how long people waited, and whether the order was kept.

    A day is the output of `lobby journal`, or any journal of the same kinds of facts. Several days are scored
    together. Lines that cannot be read are said on standard error, and do not stop the rest.

    With --set the days are also played again from their recorded arrivals and open counters, as they were and with what
    is set, which may be several things. A time of day is that of --zone, or as the journal writes its instants.
    """
    changes = _changes(settings)
    scored = _gone_through(days, before)
    scores, report = scores_of(scored.scored), fairness_of(scored.days)
    found = _played_again(before, days, Settings(changes, zone)) if changes else None
    if as_json:
        view = {**scores_view(scores), **replay_view(report)}
        if found is not None:
            view["what_if"] = what_if_view(found, settings)
        _say(json.dumps(view, ensure_ascii=False, indent=2))
    else:
        for line in table(scores, report, len(days)):
            _say(line)
        for line in () if found is None else ("", *what_if_table(found, settings)):
            _say(line)


def _say(words: str) -> None:
    """A name may hold half of a character, which only JSON can write: it is said as JSON does."""
    click.echo(words.encode("utf-8", "backslashreplace").decode("utf-8"))


def _changes(settings: Iterable[str]) -> dict[str, DayChange]:
    """What is set, by its words. Raises BadParameter in words."""
    changes = {}
    for setting in settings:
        try:
            changes[setting] = read_setting(setting)
        except Refusal as wrong:
            raise click.BadParameter(f"{setting}: {said(wrong)}", param_hint="--set") from None
    return changes


def _played_again(learn: Sequence[Path], days: Sequence[Path], settings: Settings) -> WhatIf:
    """Raises BadParameter if one of the settings can be followed on none of the days."""
    with tqdm(total=len(days), unit="day", file=sys.stderr, disable=None) as bar:
        found = what_if(map(facts_of, learn), map(facts_of, days), settings, bar.update)
    for one in found.refused:
        if one.days == found.days:
            raise click.BadParameter(f"{one.setting}: {said(one.why)}", param_hint="--set")
    return found


def _gone_through(days: Sequence[Path], before: Sequence[Path]) -> Replayed:
    bad = 0
    size = sum(path.stat().st_size for path in (*before, *days))
    with tqdm(total=size, unit="B", unit_scale=True, file=sys.stderr, disable=None) as bar:

        def complain(words: str) -> None:
            nonlocal bad
            bad += 1
            if bad <= COMPLAINTS:
                bar.write(words, file=sys.stderr)

        found = replayed(days, before, complain=complain, went_on=bar.update)
    if bad > COMPLAINTS:
        click.echo(f"and {bad - COMPLAINTS} lines more that cannot be read, or not in order", err=True)
    return found


def table(scores: Scores, report: FairnessReport, days: int) -> Iterator[str]:
    """The scores and the report for people, line by line."""
    counted = f"{days} day" if days == 1 else f"{days} days"
    yield f"{counted}: {report.tickets} tickets, {report.called} called, {report.no_shows} no-shows"
    yield ""
    yield from _scores(scores)
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


def _scores(scores: Scores) -> Iterator[str]:
    """The estimate beside the formulas, then by service and class."""
    if scores.all is None:
        yield "estimates   nobody who had to wait was called"
        yield ""
        return
    named = {f"{service}/{class_id}": score for (service, class_id), score in scores.by.items()}
    wide = max(len(name) for name in (*_FORMULA_NAMES.values(), *named))
    yield f"{'estimates at issue':{wide}}  tickets  error   rmse   bias  inside 80%  winkler"
    for name, score in {"this estimate": scores.all, **named}.items():
        errors = f"{score.mae:7.1f}{score.rmse:7.1f}{score.bias:+7.1f}"
        yield f"{name:{wide}}{score.tickets:9}{errors}{score.coverage:12.0%}{score.winkler:9.1f}"
        if score is scores.all:
            for formula, words in _FORMULA_NAMES.items():
                yield f"{words:{wide}}{score.tickets:9}{scores.formulas[formula]:7.1f}"
    yield ""


_FORMULA_NAMES = {
    AHEAD: "people ahead x mean / counters",
    LAST_TO_ENTER: "wait of the last to enter",
    HEAD_OF_LINE: "wait of the head of the line",
}


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
