"""The shape of the checkout: what stands at its top, how long a file may be, and which names are not names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("lobby", "kiosk", "display", "migrations", "tests")
TOP = (*ROOMS, "config.toml", "setup.cfg", "pyproject.toml", "Makefile", ".ci/run", "requirements", "docs/decisions")
PAPERS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE")

LONGEST_FILE = 300
LONGEST_RECORD = 25
WRITTEN_BY_HAND = {".py", ".js", ".css", ".html", ".sh", ".mako"}
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "data", "info", "misc"}


def written_by_hand() -> Iterator[Path]:
    """Every file of code in the rooms; what others wrote lies in folders named `vendor` and is left out."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in WRITTEN_BY_HAND and "vendor" not in path.parts:
                yield path.relative_to(ROOT)


def lines(path: Path) -> int:
    return len((ROOT / path).read_text("utf-8").splitlines())


@pytest.mark.parametrize("name", TOP + PAPERS)
def test_the_top_of_the_checkout_has_what_the_readme_promises(name: str) -> None:
    assert (ROOT / name).exists()


def test_no_file_is_longer_than_can_be_held_in_mind() -> None:
    long = [f"{path}: {count} lines" for path in written_by_hand() if (count := lines(path)) > LONGEST_FILE]

    assert long == [], f"a file of more than {LONGEST_FILE} lines is two rooms"


def test_no_module_has_a_name_that_says_nothing() -> None:
    """`base.css` and `base.html` are what the others build on; a Python module of that name would only be a drawer."""
    modules = {path for path in written_by_hand() if path.suffix in {".py", ".js"}}

    nameless = sorted(str(path) for path in modules if NO_NAMES & {path.stem, *path.parent.parts})

    assert nameless == []


def test_a_decision_record_is_short() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    long = [record.name for record in records if lines(record.relative_to(ROOT)) > LONGEST_RECORD]

    assert records
    assert long == [], f"a decision record has at most {LONGEST_RECORD} lines"


def test_a_lock_has_hashes_and_no_address() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text("utf-8")

        assert "--hash=sha256:" in text, lock.name
        assert "://" not in text, f"{lock.name} names a place to download from, which is each machine's own affair"
