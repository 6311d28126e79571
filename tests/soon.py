"""Waiting for something to become so, and no longer: the one loop of its kind."""

import time
from collections.abc import Callable

SOON_SECONDS = 10
"""How long a test waits for something before it fails; generous, because machines that test are busy."""

LOOKS_AFTER_SECONDS = 0.02


def soon(is_so: Callable[[], bool], within_seconds: float = SOON_SECONDS) -> bool:
    """Whether it becomes so before long: looked at again and again, and a last time when it is too late."""
    deadline = time.monotonic() + within_seconds
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(LOOKS_AFTER_SECONDS)
    return is_so()
