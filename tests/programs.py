"""The `lobby` command in a process of its own, begun as a copy of one that has read the program's code already.

Reading it takes most of a start. The copy shares nothing else: its own environment, log, session, and memory from there
on. That `python -m lobby` does the same from nothing is for the tests of commands to see.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import chdir
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from lobby.cli import main

ROOT = Path(__file__).parents[1]

_original = get_context("forkserver")


def begun(arguments: Sequence[str], environ: Mapping[str, str], log: Path) -> ForkServerProcess:
    """The command with these arguments, which writes to the end of the log whatever it says, and ends by itself."""
    _original.set_forkserver_preload([__name__])
    with chdir(ROOT):  # where the original looks for the code
        forkserver.ensure_running()
    process = _original.Process(target=_run, args=(arguments, dict(environ), log))
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
