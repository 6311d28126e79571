"""`lobby staff` and `lobby revoke` as an administrator uses them: a real database, and a real terminal for one."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping

import pytest
from click.testing import CliRunner, Result

from lobby.cli import main
from lobby.store import Store
from lobby.store.people import Person, person_called
from tests.programs import ROOT


def lobby(environ: Mapping[str, str], *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, words, input=typed, env=environ)


def add(environ: Mapping[str, str], name: str, *more: str, typed: str = "correct horse\n") -> Result:
    return lobby(environ, "staff", "add", name, "--branch", "zhongshan", "--role", "teller", *more, typed=typed)


def known(environ: Mapping[str, str], name: str) -> Person | None:
    store = Store(environ["LOBBY_SERVER__DATABASE"], {})
    with store.read() as connection:
        found = person_called(connection, name)
    store.close()
    return found


def test_somebody_is_added_with_the_password_of_the_inputs_first_line(environ: Mapping[str, str]) -> None:
    told = add(environ, "张晓雨", "--short", "zhang", typed="correct horse\nand more\n")

    found = known(environ, "zhang")
    assert (told.exit_code, told.stdout) == (0, "张晓雨 is teller of zhongshan.\n")
    assert found is not None
    assert (found.name, found.branch, found.role) == ("张晓雨", "zhongshan", "teller")


@pytest.mark.parametrize("typed", ["", "\n"])
def test_without_a_password_one_is_made_up_and_shown(environ: Mapping[str, str], typed: str) -> None:
    told = add(environ, "Wang", typed=typed)

    words = told.stdout.splitlines()[1].split()
    assert told.exit_code == 0
    assert words[:3] == ["The", "password", "is"]
    assert len(words[3]) == 12


@pytest.mark.parametrize(
    ("words", "typed", "sentence"),
    [
        (("Wang", "--branch", "nowhere", "--role", "teller"), "correct horse", "there is no branch nowhere"),
        (("Li", "--branch", "zhongshan", "--role", "teller"), "seven77", "too short: at least 8 characters"),
        (("Wang", "--branch", "zhongshan", "--role", "teller"), "correct horse", "Wang is taken"),
        (("door", "--branch", "zhongshan", "--role", "teller"), "correct horse", "door is taken"),
        (("system", "--branch", "zhongshan", "--role", "teller"), "correct horse", "system is what the journal calls"),
        ((" ", "--branch", "zhongshan", "--role", "teller"), "correct horse", "' ' is no name"),
        (("Li", "--branch", "zhongshan", "--role", "kiosk"), "correct horse", "'kiosk' is not one of"),
        (("Li", "--branch", "zhongshan"), "correct horse", "Missing option '--role'"),
    ],
)
def test_a_mistake_is_named_in_a_sentence_and_nothing_is_done(
    environ: Mapping[str, str], words: tuple[str, ...], typed: str, sentence: str
) -> None:
    add(environ, "Wang")
    lobby(environ, "token", "--branch", "zhongshan", "--role", "kiosk", "--name", "door")

    told = lobby(environ, "staff", "add", *words, typed=typed)

    assert (told.exit_code, told.stdout) == (2, "")
    assert sentence in told.stderr
    assert known(environ, "Li") is None


def test_who_is_disabled_is_nobody_until_added_again(environ: Mapping[str, str]) -> None:
    add(environ, "Wang")

    gone = lobby(environ, "staff", "disable", "Wang")
    again = lobby(environ, "staff", "disable", "Wang")
    password = lobby(environ, "staff", "password", "Wang", typed="battery staple\n")
    back = add(environ, "Wang")

    assert (gone.exit_code, gone.stdout[:31]) == (0, "Wang cannot sign in any more. `")
    assert [(told.exit_code, told.stderr) for told in (again, password)] == [
        (2, "there is nobody called Wang, or they are disabled\n")
    ] * 2
    assert (back.exit_code, back.stdout) == (0, "Wang is back as teller of zhongshan.\n")


def test_a_password_is_set_for_the_one_who_is_meant(environ: Mapping[str, str]) -> None:
    add(environ, "Wang")
    before = known(environ, "Wang")

    other = lobby(environ, "staff", "password", "Wang", "--branch", "renmin", typed="battery staple\n")
    short = lobby(environ, "staff", "password", "Wang", typed="short\n")
    unchanged = known(environ, "Wang")
    done = lobby(environ, "staff", "password", "Wang", "--role", "teller", typed="battery staple\n")

    assert (other.exit_code, other.stderr) == (2, "Wang is teller of zhongshan: nothing was done\n")
    assert (short.exit_code, short.stderr) == (2, "the password is too short: at least 8 characters\n")
    assert unchanged == before
    assert (done.exit_code, done.stdout) == (0, "Wang has a new password.\n")
    assert known(environ, "Wang") != before


def test_a_token_is_revoked_by_its_name(environ: Mapping[str, str]) -> None:
    lobby(environ, "token", "--branch", "zhongshan", "--role", "kiosk", "--name", "door")

    first = lobby(environ, "revoke", "--branch", "zhongshan", "--name", "door")
    second = lobby(environ, "revoke", "--branch", "zhongshan", "--name", "door")

    assert (first.exit_code, first.stdout) == (0, "the token door of zhongshan opens nothing any more\n")
    assert (second.exit_code, second.stdout) == (2, "")
    assert "has no token called door" in second.stderr


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        (["correct horse", "correct horse"], 0, "Wang is teller of zhongshan."),
        (["correct horse", "correct house"], 2, "the two are not the same"),
        ([""], 0, "The password is "),
    ],
)
def test_on_a_terminal_the_password_is_asked_twice_and_never_shown(
    environ: Mapping[str, str], lines: list[str], code: int, said: str
) -> None:
    command = [sys.executable, "-m", "lobby", "staff", "add", "Wang", "--branch", "zhongshan", "--role", "teller"]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, env={**os.environ, **environ}, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)

    shown = ""
    for line, question in zip(lines, ["made up): ", "Once more: "], strict=False):
        while question not in shown:
            shown += os.read(ours, 1000).decode()
        os.write(ours, f"{line}\n".encode())
    try:
        while piece := os.read(ours, 1000).decode():
            shown += piece
    except OSError:  # how Linux tells that the other end is closed
        pass
    os.close(ours)

    assert process.wait(10) == code
    assert said in shown
    assert "correct" not in shown
