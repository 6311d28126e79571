"""S06: a VIP of branch A was told at branch B "you are A's VIP, not ours"."""

import subprocess
import sys
from pathlib import Path

from tests.outside import Person, cards_of
from tests.programs import ROOT
from tests.servers import Server


def directory(server: Server, *words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
    """A command of the administrator, beside the server that runs."""
    command = [sys.executable, "-m", "lobby", "directory", *words]
    env = dict(server.environ)
    return subprocess.run(
        command, env=env, cwd=ROOT, input=typed, capture_output=True, text=True, check=False, timeout=60
    )


def classes_of(server: Server, value: str) -> list[str]:
    """What both branches take somebody with this phone for."""
    shown = {"kind": "phone", "value": value}
    tickets = [Person(place, "kiosk").takes_number("cash", identity=shown) for place in (server, server.at("renmin"))]
    for place, ticket in zip((server, server.at("renmin")), tickets, strict=True):
        assert Person(place, None).post(f"/tickets/{ticket['id']}/cancel", {"reason": "left"}).status == 200
    return [ticket["class"] for ticket in tickets]


def test_every_branch_knows_the_same_customers(server: Server) -> None:
    card = {"kind": "card", "value": cards_of("wode")[0]}

    here = Person(server, "kiosk").takes_number("cash", identity=card)
    there = Person(server.at("renmin"), "kiosk").takes_number("cash", identity=card)

    assert [here["class"], there["class"]] == ["wode", "wode"]


def test_a_file_of_the_banks_customers_counts_at_every_branch_at_once_and_so_does_being_forgotten(
    server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("kind,value,class\nphone,13912345678,wode\nphone,13912340000,emperor\n", encoding="utf-8")
    before = classes_of(server, "13912345678")

    imported = directory(server, "import", str(file))
    known = classes_of(server, "139 1234 5678")
    forgotten = directory(server, "forget", "phone", typed="13912345678\n")

    assert (imported.returncode, forgotten.returncode) == (1, 0)
    assert "line 3 has a class that is no tier" in imported.stderr
    assert (before, known) == (["ordinary"] * 2, ["wode"] * 2)
    assert classes_of(server, "13912345678") == ["ordinary"] * 2


def test_the_key_is_changed_while_the_server_runs_and_nobody_is_forgotten(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("kind,value,class\nphone,13912345678,wode\n", encoding="utf-8")
    directory(server, "import", str(file))
    before = classes_of(server, "13912345678")

    changed = directory(server, "new-key")
    after = classes_of(server, "13912345678")
    again = directory(server, "import", str(file))

    assert (changed.returncode, again.returncode) == (0, 0)
    assert (before, after, classes_of(server, "13912345678")) == (["wode"] * 2,) * 3
    assert "13912345678" not in server.log()
