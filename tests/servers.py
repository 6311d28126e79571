"""Real servers for tests: a process, a port, a database, tokens. They end by their own process id."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import urllib3

from tests.databases import Files

ROOT = Path(__file__).parents[1]
UP_SECONDS = 30
SESSION_COOKIE = "lobby_session"


@dataclass
class Server:
    """A server under test. `tokens` are the demo branch's, by role; `password` is what its people sign in with."""

    folder: Path
    url: str
    arguments: list[str]
    environ: Mapping[str, str]
    branch: str = "zhongshan"
    tokens: dict[str, str] = field(default_factory=dict)
    password: str = ""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """It runs and answers; raises RuntimeError with its log if it does not."""
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(
            self.arguments, env=dict(self.environ), cwd=ROOT, stdout=log, stderr=log, start_new_session=True
        )
        log.close()
        deadline = time.monotonic() + UP_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                if urllib3.request("GET", f"{self.url}/healthz", retries=False, timeout=2).status == 200:
                    self._read_tokens()
                    return
            except urllib3.exceptions.HTTPError:
                time.sleep(0.05)
        raise RuntimeError(self.log())

    def sign_in(self, name: str = "zhang") -> str:
        """One of the demonstration's people has signed in; answers with the cookie's value."""
        body = {"name": name, "password": self.password}
        answer = urllib3.request("POST", f"{self.url}/api/v1/sessions", json=body, retries=False, timeout=10)
        if answer.status != 201:
            raise RuntimeError(answer.data.decode())
        return answer.headers["Set-Cookie"].partition(f"{SESSION_COOKIE}=")[2].partition(";")[0]

    def stop(self) -> None:
        """It has ended as an administrator would end it."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """It has ended as if the plug had been pulled."""
        self._end(signal.SIGKILL)

    def at(self, branch: str) -> "Server":
        """The same server, as it is known at another branch."""
        there = replace(self, branch=branch, tokens={})
        there._read_tokens()
        return there

    def log(self) -> str:
        """What it has said so far."""
        return (self.folder / "log").read_text()

    def _end(self, by: signal.Signals) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        os.killpg(self.process.pid, by)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)

    def _read_tokens(self) -> None:
        secret = (Path(self.environ["LOBBY_SERVER__SECRETS"]) / "demo").read_text()
        key, self.password = secret[:24], f"demo-{secret[-8:]}"
        for role in ("teller", "manager", "admin", "kiosk", "display"):
            self.tokens[role] = f"demo-{self.branch}-{role}-{key}"


def start(folder: Path, clock: str | None, environ: Mapping[str, str]) -> Server:
    """A server that answers already; on an SQLite file of its own, if the environment names no other database."""
    folder.mkdir(parents=True)
    port = _free_port()
    settings = {
        **os.environ,
        "LOBBY_CONFIG": str(ROOT / "config.toml"),
        "LOBBY_SERVER__SECRETS": str(folder / "secrets"),
        **environ,
    }
    if "LOBBY_SERVER__DATABASE" not in environ:
        settings["LOBBY_SERVER__DATABASE"] = Files(folder).at_head()
    command = [sys.executable, "-m", "lobby"]
    arguments = [*command, "serve", "--bind", f"127.0.0.1:{port}", *(["--clock", clock] if clock else [])]
    server = Server(folder, f"http://127.0.0.1:{port}", arguments, settings)
    server.start()
    return server


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
