"""From a deed to its picture: deeds at a steady pace, and when each is seen on every screen."""

import json
import os
import time
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import urllib3

from tests.benchmarks.load import Connection, at_share
from tests.benchmarks.screens import Came, Screens
from tests.programs import ROOT
from tests.servers import Server, start

SECONDS = 8.0
DEEDS_PER_S = 10.0
SETTLE_SECONDS = 2.0
WARM_UP_DEEDS = 5
"""The first deed of a server's life makes its SQL ready, once; of eighty it alone would be the 99th percentile."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A number given: when it was asked for by the monotonic clock, and the seq from which on pictures have it."""

    branch: str
    at: float
    seq: int


def pushing(folder: Path, branches: int, screens: int, environ: Mapping[str, str]) -> dict[str, float]:
    """Milliseconds from asking for a number to the picture with it, over all deeds and all screens of their branch.

    `screens` are shared out evenly over so many branches; the deeds go round the branches. `cpu_percent` is the
    server's, of one core.
    """
    folder.mkdir(parents=True)
    settings = {
        "LOBBY_CONFIG": str(config_with(folder, branches)),
        "LOBBY_SERVER__THREADS": str(screens + 128),
        "LOBBY_SERVER__SOCKETS_PER_ADDRESS": str(screens),
        **environ,
    }
    server = start(folder / "server", None, settings)
    try:
        names = [f"branch_{number}" for number in range(branches)]
        watching = Screens(server, [names[number % branches] for number in range(screens)])
        _do_deeds(server, names[-1:], WARM_UP_DEEDS)
        time.sleep(SETTLE_SECONDS)
        cpu = _cpu_seconds(server)
        began = time.monotonic()
        deeds = _do_deeds(server, names, int(SECONDS * DEEDS_PER_S))
        share = (_cpu_seconds(server) - cpu) / (time.monotonic() - began)
        time.sleep(1.0)
        came = watching.close()
    finally:
        server.end()
    taken = sorted(delays(deeds, came))
    return {
        "screens": screens,
        "branches": branches,
        "deeds_per_s": DEEDS_PER_S,
        "p50_ms": at_share(taken, 0.5) * 1000,
        "p99_ms": at_share(taken, 0.99) * 1000,
        "cpu_percent": share * 100,
    }


def delays(deeds: Sequence[Deed], came: Sequence[Came]) -> list[float]:
    """Seconds from each deed to the first picture with it, on each screen. Raises RuntimeError if one never came."""
    screens: dict[str, dict[int, list[Came]]] = {}
    for one in came:
        screens.setdefault(one.branch, {}).setdefault(one.screen, []).append(one)
    found: list[float] = []
    for deed in deeds:
        for screen, pictures in screens[deed.branch].items():
            place = bisect_left(pictures, deed.seq, key=lambda picture: picture.seq)
            if place == len(pictures):
                raise RuntimeError(f"screen {screen} never showed seq {deed.seq} of {deed.branch}")
            found.append(pictures[place].at - deed.at)
    return found


def config_with(folder: Path, branches: int) -> Path:
    """The demonstration's configuration with so many copies of its first branch, branch_0 and on."""
    head, _, rest = (ROOT / "config.toml").read_text(encoding="utf-8").partition("[branches.zhongshan]")
    one = ("[branches.zhongshan]" + rest).partition("[branches.renmin]")[0]
    path = folder / "config.toml"
    copies = (one.replace("branches.zhongshan", f"branches.branch_{number}") for number in range(branches))
    path.write_text(head + "\n".join(copies), encoding="utf-8")
    return path


def _do_deeds(server: Server, branches: Sequence[str], count: int) -> list[Deed]:
    """So many numbers given, one every 1 / DEEDS_PER_S seconds, going round the branches."""
    kiosks = {b: Connection(server.url, server.tokens["kiosk"].replace(server.branch, b)) for b in branches}
    asked: list[tuple[str, float, str]] = []
    began = time.monotonic()
    for number in range(count):
        time.sleep(max(0.0, began + number / DEEDS_PER_S - time.monotonic()))
        branch = branches[number % len(branches)]
        at = time.monotonic()
        answer = kiosks[branch].answer("POST", f"/api/v1/branches/{branch}/tickets", {"service": "cash"})
        asked.append((branch, at, json.loads(answer)["number"]))
    seqs = {branch: _seqs(server, branch) for branch in {branch for branch, _, _ in asked}}
    return [Deed(branch, at, seqs[branch][number]) for branch, at, number in asked]


def _seqs(server: Server, branch: str) -> dict[str, int]:
    """The seq of each number's issue."""
    found: dict[str, int] = {}
    since = 0
    while True:
        url = f"{server.url}/api/v1/branches/{branch}/journal?limit=1000&since={since}"
        token = server.tokens["manager"].replace(server.branch, branch)
        entries = urllib3.request("GET", url, headers={"Authorization": f"Bearer {token}"}).json()["entries"]
        if not entries:
            return found
        since = entries[-1]["seq"]
        found.update({entry["number"]: entry["seq"] for entry in entries if entry["kind"] == "ticket_issued"})


def _cpu_seconds(server: Server) -> float:
    """Processor time that the server's processes have used."""
    if server.process is None or server.process.pid is None:
        raise ValueError("the server does not run")
    return sum(map(_cpu_of, _family(server.process.pid)))


def _family(pid: int) -> list[int]:
    """The process and its children, on Linux."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def _cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
