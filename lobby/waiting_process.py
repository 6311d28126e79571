"""The hold that a server has on its worker process: it is started when first needed, asked, and replaced if it dies.

A program of its own, and not a fork: a forked child of a server with threads may hang, and would keep the server's
sockets open. It ends with the server, however that ends, because its pipe does.
"""

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Timer
from typing import IO, Any, ParamSpec, TypeVar

LONGEST_SECONDS = 20.0
"""Who has not answered by then hangs, and is replaced. A whole hall takes a twentieth of a second."""

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")


class WorkerFailed(Exception):
    """The worker could not work it out; the words are its own, or say that it died."""


class Worker:
    """One worker process, or none yet. Safe to use from every thread; one question at a time."""

    def __init__(self) -> None:
        self._asking = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def do(self, function: Callable[P, R], *arguments: P.args, **_none: P.kwargs) -> R:
        """What the function, which must be a module's own, answers over there. Raises WorkerFailed.

        A worker that died meanwhile is replaced and asked once again.
        """
        question = pickle.dumps((function, arguments), pickle.HIGHEST_PROTOCOL)
        with self._asking:
            for _ in range(2):
                answer = self._ask(question)
                if answer is not None:
                    break
            else:
                raise WorkerFailed("the worker process dies")
        is_done, value = answer
        if not is_done:
            raise WorkerFailed(value)
        return value  # type: ignore[no-any-return]

    def end(self) -> None:
        """The process has ended, if there was one; it would be started again if asked."""
        with self._asking:
            self._end()

    @property
    def pid(self) -> int | None:
        """The id of the process; None if there is none."""
        return None if self._process is None else self._process.pid

    def _ask(self, question: bytes) -> tuple[bool, Any] | None:
        """Its answer; None if it died or hung, and is no more."""
        process, stdin, stdout = self._started()
        # One that hangs may not even read: a question can be longer than a pipe holds, and writing it would never end.
        too_long = Timer(LONGEST_SECONDS, process.kill)
        too_long.daemon = True
        too_long.start()
        try:
            stdin.write(question)
            stdin.flush()
            answer: tuple[bool, Any] = pickle.load(stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            log.warning("the worker process %s did not answer and is replaced", self.pid)
            self._end()
            return None
        finally:
            too_long.cancel()
        return answer

    def _started(self) -> tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]:
        """The process, and its pipes."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "lobby.waiting_worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # The same code as here, wherever this process found it, and not what lies in the folder it runs in.
                env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
            )
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise ValueError("a process without pipes")
        return process, process.stdin, process.stdout

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(BrokenPipeError):  # what it was not told any more
            process.communicate()
