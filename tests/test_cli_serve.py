"""`lobby serve` as an administrator types it: a new interpreter that answers, and goes when it is told to."""

import os
import subprocess
import sys
from collections.abc import Mapping
from time import monotonic, sleep

import pytest
import urllib3

from tests.programs import ROOT
from tests.servers import STOPPED_SECONDS, UP_SECONDS, free_place

pytestmark = pytest.mark.processes


def test_the_command_serves_and_ends_by_itself_when_it_is_told_to(environ: Mapping[str, str]) -> None:
    with free_place() as place, urllib3.PoolManager(retries=False, timeout=2) as http:
        bind = f"127.0.0.1:{place.getsockname()[1]}"
        command = [sys.executable, "-m", "lobby", "serve", "--bind", bind]
        with subprocess.Popen(command, env={**os.environ, **environ}, cwd=ROOT, stdout=subprocess.PIPE) as server:
            answer = _answer(http, f"http://{bind}/healthz", server)
            http.clear()
            server.terminate()
            ended = server.wait(STOPPED_SECONDS)
            assert server.stdout is not None
            said = server.stdout.read().decode()

    assert (answer, ended) == (200, 0)
    assert f"http://{bind}" in said


def _answer(http: urllib3.PoolManager, url: str, server: "subprocess.Popen[bytes]") -> int:
    """The status of the first answer."""
    deadline = monotonic() + UP_SECONDS
    while server.poll() is None and monotonic() < deadline:
        try:
            return http.request("GET", url).status
        except urllib3.exceptions.HTTPError:
            sleep(0.02)
    raise RuntimeError("the server does not answer")
