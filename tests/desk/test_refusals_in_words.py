"""Whatever the API may refuse a teller, the desk says it in words."""

import json
from pathlib import Path

import pytest

from lobby.web.operations import OPERATIONS

WORDS = json.loads((Path(__file__).parents[2] / "lobby/desk/words.json").read_text(encoding="utf-8"))

OF_THE_DESK = (
    *("call_next", "recall", "start", "finish", "no-show", "pause_counter", "resume", "close", "open_counter"),
    *("park", "transfer", "redirect", "return", "late", "reclassify", "errand", "walk-up", "call", "grant", "undo"),
)
BY_STATUS = (401, 403, 503)
"""Said by the status: signed out, and a server in trouble."""

NEVER_HERE = {"invalid_json", "bad_idempotency_key", "idempotency_key_reused"}
"""A page that builds its bodies and keys as this one does is never answered these."""


@pytest.mark.parametrize("deed", OF_THE_DESK)
def test_every_code_with_which_a_deed_may_be_refused_has_its_sentence(deed: str) -> None:
    codes = {
        code for status, said in OPERATIONS[deed].codes.items() if status not in BY_STATUS for code in said
    } - NEVER_HERE

    assert codes
    assert sorted(code for code in codes if f"late_{code}" not in WORDS) == []
