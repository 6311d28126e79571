"""gunicorn around the application: one worker process with many threads, no monkey-patching (decision record 0006).

The application is built in the worker, after the fork: threads and database connections do not survive one.
"""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from lobby.config import ServerSettings
from lobby.serving_log import DiscreetLogger, log_discreetly

MEMORY_FOLDER = "/dev/shm"

GRACE_SECONDS = 2
"""How long a stopping server waits for requests under way; sockets would otherwise hold it for ever."""

GARBAGE_THRESHOLDS = (10_000, 20, 100)
"""How rarely Python looks for circles of garbage: with a thousand sockets one whole look holds every request up for
100 ms (measured), and requests here leave next to none."""


SWITCH_SECONDS = 0.0005
"""For how long a thread that has much to compute may keep the interpreter from one that waits for it. With Python's
own 0.005 a deed, which asks for it anew after each statement, would wait for the forecasts' thread each time."""


class Server(BaseApplication):
    """A gunicorn that takes its settings from the configuration and nothing from files or the command line.

    `start` is called in the worker; it starts what runs beside requests and answers the WSGI application.
    """

    def __init__(self, settings: ServerSettings, bind: str, start: Callable[[], Any]) -> None:
        self._start = start
        self._options = {
            "bind": bind,
            "worker_class": "gthread",
            "workers": 1,
            "threads": settings.threads,
            # Bounds connections, sockets included; its default of 1,000 would hang all HTTP once so many are open.
            "worker_connections": settings.threads * 4,
            "graceful_timeout": GRACE_SECONDS,
            "timeout": 60,
            "keepalive": 30,
            # Touched after every request; on a disk that is busy syncing deeds, that would hold up all of them.
            "worker_tmp_dir": MEMORY_FOLDER if Path(MEMORY_FOLDER).is_dir() else None,
            "loglevel": "warning",
            "logger_class": DiscreetLogger,
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        """gunicorn asks for its settings."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """gunicorn, in the worker, asks for the application."""
        log_discreetly()
        application = self._start()
        sys.setswitchinterval(SWITCH_SECONDS)
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GARBAGE_THRESHOLDS)
        return application
