"""Processes that do the same thing at the same instant. Each shares nothing with us nor with the others."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.synchronize import Barrier
from threading import BrokenBarrierError
from typing import Any

from tests.programs import copies

COUNT = 8
PATIENCE_SECONDS = 60

_together: Barrier


class Workers:
    """As many processes as COUNT, until `end`."""

    def __init__(self) -> None:
        context = copies()
        self._together = context.Barrier(COUNT)
        self._pool = ProcessPoolExecutor(COUNT, context, _begin, (self._together,))

    def all_do(self, work: Callable[..., Any], *each: Sequence[Any]) -> list[Any]:
        """What each of them comes back with, in their order; they begin together. Raises what one of them raised."""
        tasks = [self._pool.submit(_together_with_others, work, *given) for given in zip(*each, strict=True)]
        failures = [task.exception(2 * PATIENCE_SECONDS) for task in tasks]
        self._together.reset()
        for failure in sorted(filter(None, failures), key=lambda one: isinstance(one, BrokenBarrierError)):
            raise failure
        return [task.result() for task in tasks]

    def end(self) -> None:
        """They have ended."""
        self._pool.shutdown(cancel_futures=True)


def at_once() -> None:
    """All of them have come to this line, and go on together. Raises BrokenBarrierError if one does not come."""
    _together.wait(PATIENCE_SECONDS)


def _begin(together: Barrier) -> None:
    global _together
    _together = together


def _together_with_others(work: Callable[..., Any], *given: Any) -> Any:
    """Nobody is given two pieces of work: whoever has begun waits until all have."""
    at_once()
    try:
        return work(*given)
    except BrokenBarrierError:
        raise
    except Exception as error:
        _together.abort()  # the others must not wait for one who will not come
        raise RuntimeError(repr(error)) from error  # a plain one: not every error can be sent to another process
