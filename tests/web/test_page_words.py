"""Every page's words stand in both languages, and both fill the same names."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path.relative_to(ROOT) for room in ("lobby", "kiosk", "display") for path in (ROOT / room).rglob("words.json")
)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_sentence_is_said_in_both_languages_and_about_the_same(path: Path) -> None:
    words = json.loads((ROOT / path).read_text(encoding="utf-8"))

    wrong = [
        key
        for key, said in words.items()
        if set(said) != {"zh", "en"}
        or not all(text.strip() for text in said.values())
        or set(re.findall(r"\{\w+\}", said["zh"])) != set(re.findall(r"\{\w+\}", said["en"]))
    ]

    assert words
    assert wrong == []
