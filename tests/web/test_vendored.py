"""What is vendored is what VENDORED.md says it is, byte for byte, with its licence beside it."""

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "lobby" / "web" / "static" / "vendor"


def test_every_vendored_file_has_the_sum_that_is_written_down() -> None:
    written = dict(
        re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", (VENDOR / "VENDORED.md").read_text("utf-8"), re.M)
    )

    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.glob("*.js")}

    assert found
    assert found == written


def test_every_vendored_file_has_its_licence_beside_it() -> None:
    told = (VENDOR / "VENDORED.md").read_text("utf-8")

    assert all(licence.name in told for licence in VENDOR.glob("*.LICENSE"))
    assert len(list(VENDOR.glob("*.LICENSE"))) == len(list(VENDOR.glob("*.js")))
