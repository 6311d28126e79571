"""The worker process: it answers, it is replaced when it dies, and it ends with whoever started it."""

import math
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from lobby import waiting_process
from lobby.waiting_process import Worker, WorkerFailed
from lobby.waiting_worker import NICENESS
from tests.soon import soon

ROOT = Path(__file__).parents[1]

STARTS_ONE = """
from lobby.waiting_process import Worker
import os, sys, time
worker = Worker()
print(worker.do(os.getpid), flush=True)
time.sleep(600)
"""


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.end()


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return "Z" in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_it_answers_from_one_other_process_that_lets_everybody_else_go_first(worker: Worker) -> None:
    assert worker.pid is None

    answers = [worker.do(math.sqrt, 9), worker.do(os.getpid), worker.do(os.getpid), worker.do(os.nice, 0)]

    assert answers == [3, worker.pid, worker.pid, os.nice(0) + NICENESS]
    assert worker.pid != os.getpid()


def test_it_runs_the_same_program_whatever_lies_in_the_folder_that_the_server_was_started_in(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "lobby").mkdir()
    for name in ("__init__", "waiting_worker"):
        (tmp_path / "lobby" / f"{name}.py").write_text("raise SystemExit('another program of this name')\n")
    monkeypatch.chdir(tmp_path)

    assert worker.do(os.getcwd) == str(tmp_path)


def test_what_goes_wrong_there_is_said_here_and_the_process_stays(worker: Worker) -> None:
    pid = worker.do(os.getpid)

    with pytest.raises(WorkerFailed, match="math domain error"):
        worker.do(math.sqrt, -1)

    assert worker.do(os.getpid) == pid


def test_what_is_printed_there_does_not_mix_with_the_answers(worker: Worker) -> None:
    assert worker.do(print, "a word") is None
    assert worker.do(os.system, "echo another") == 0


def test_one_that_died_is_replaced(worker: Worker) -> None:
    pid = worker.do(os.getpid)
    os.kill(pid, signal.SIGKILL)

    assert worker.do(math.sqrt, 16) == 4
    assert worker.do(os.getpid) != pid
    assert is_gone(pid)


def test_one_that_hangs_is_replaced_though_it_does_not_even_read(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    longer_than_a_pipe_holds = b"x" * 1_000_000
    pid = worker.do(os.getpid)
    os.kill(pid, signal.SIGSTOP)
    monkeypatch.setattr(waiting_process, "LONGEST_SECONDS", 3.0)
    answers = list[int]()
    asking = Thread(target=lambda: answers.append(worker.do(len, longer_than_a_pipe_holds)), daemon=True)

    asking.start()
    asking.join(30)

    hangs = asking.is_alive()
    if hangs:
        os.kill(pid, signal.SIGKILL)
    assert not hangs
    assert answers == [1_000_000]
    assert is_gone(pid)


def test_a_question_that_kills_it_is_given_up(worker: Worker) -> None:
    with pytest.raises(WorkerFailed, match="dies"):
        worker.do(os.abort)

    assert worker.do(math.sqrt, 16) == 4


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_its_server(how: signal.Signals) -> None:
    server = subprocess.Popen([sys.executable, "-c", STARTS_ONE], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    pid = int(server.stdout.readline())

    server.send_signal(how)
    server.communicate()

    assert soon(lambda: is_gone(pid))


def test_ctrl_c_in_the_terminal_does_not_end_it_before_its_server(worker: Worker) -> None:
    pid = worker.do(os.getpid)
    os.kill(pid, signal.SIGINT)

    assert worker.do(os.getpid) == pid
