"""What the server's process writes down. Whoever knows a ticket's id is its holder: no id may stand in a log."""

import logging
import re

from gunicorn.config import Config
from gunicorn.glogging import Logger

_TICKET_PATH = re.compile(r"(/t(?:ickets)?/)[A-Za-z0-9_-]+")


class Discreet(logging.Formatter):
    """Writes a record with its trace, and paths of tickets without their ids."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        return _TICKET_PATH.sub(r"\1…", super().format(record))


class DiscreetLogger(Logger):
    """gunicorn's own records: it repeats what it could not read of a request, and the address of one that failed."""

    def setup(self, cfg: Config) -> None:
        """gunicorn asks for its handlers."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Discreet(self.error_fmt, self.datefmt))


def log_discreetly() -> None:
    """Warnings and errors of this process go to its standard error, with the time."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("[%(asctime)s] [%(levelname)s] %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
