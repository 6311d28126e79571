"""A far end that answers by a script, whatever it is asked."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOST = 0
"""In a script: the deed is done, and the connection breaks before the answer."""


class FarEnd(ThreadingHTTPServer):
    """Gives the statuses of `script` one after the other, the last one for ever.

    `asked`: what it was asked, as (path, key, token). `told`: the bodies of what it was asked to do.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script: list[tuple[int, bytes]] = []
        self.asked: list[tuple[str, str | None, str | None]] = []
        self.told: list[bytes] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FarEnd

    def do_POST(self) -> None:
        self.server.told.append(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass

    def _answer(self) -> None:
        self.server.asked.append((self.path, self.headers["Idempotency-Key"], self.headers["Authorization"]))
        status, body = self.server.script[0] if len(self.server.script) == 1 else self.server.script.pop(0)
        if status == LOST:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
