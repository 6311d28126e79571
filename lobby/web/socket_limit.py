"""A bound on sockets: each holds a thread as long as it lives, and deeds must always find one."""

from collections import Counter
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class SocketLimit:
    """A WSGI application that lets at most so many sockets in at once, in all and from one address; 503 above."""

    def __init__(self, application: "WSGIApplication", path: str, in_all: int, per_address: int) -> None:
        self._application = application
        self._path = path
        self._in_all = in_all
        self._per_address = per_address
        self._held: Counter[str] = Counter()
        self._lock = Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer; a socket's call lasts as long as the socket."""
        if not environ.get("PATH_INFO", "").startswith(self._path):
            return self._application(environ, start_response)
        address = environ.get("REMOTE_ADDR", "")
        with self._lock:
            if self._held.total() >= self._in_all or self._held[address] >= self._per_address:
                start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "5")])
                return [b"too many sockets\n"]
            self._held[address] += 1
        try:
            return self._application(environ, start_response)
        finally:
            with self._lock:
                self._held[address] -= 1
                if not self._held[address]:
                    del self._held[address]
