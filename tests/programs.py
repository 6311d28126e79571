"""Processes of their own, begun as copies of one that has read the program's code already: the `lobby` command, and
whatever else asks for `copies`.

Reading it takes most of a start. A copy shares nothing else, neither with us nor with other copies. That
`python -m lobby` does the same from nothing is for the tests of commands to see.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import chdir
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from lobby.cli import main

ROOT = Path(__file__).parents[1]


def copies() -> ForkServerContext:
    """Where the copies come from; the original runs until we and all of them have ended."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with chdir(ROOT):  # where the original looks for the code
        forkserver.ensure_running()
    return context


def begun(arguments: Sequence[str], environ: Mapping[str, str], log: Path) -> ForkServerProcess:
    """The command with these arguments. It has a session of its own, and what it says goes to the end of the log."""
    process = copies().Process(target=_run, args=(arguments, dict(environ), log))
    process.start()
    return process


def _run(arguments: Sequence[str], environ: Mapping[str, str], log: Path) -> None:
    os.setsid()
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environ)
    with log.open("ab", buffering=0) as file:
        for output in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), output.fileno())
    main(arguments)
