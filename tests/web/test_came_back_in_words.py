"""Whatever brings a ticket back into the queue, the desk and the holder's phone have words for it."""

import json

import pytest

from lobby.domain.aside import IN_TIME, PROMISE_DUE, RETURN_REASONS
from lobby.domain.errands import ERRAND, TRANSFERRED
from lobby.domain.reason import OTHER
from tests.programs import ROOT

CODES = (*RETURN_REASONS, PROMISE_DUE, IN_TIME, "late", TRANSFERRED, ERRAND, OTHER)


@pytest.mark.parametrize(("page", "prefix"), [("lobby/desk", "came"), ("kiosk", "back")])
def test_every_reason_has_a_sentence_and_every_sentence_a_reason(page: str, prefix: str) -> None:
    words = json.loads((ROOT / page / "words.json").read_text(encoding="utf-8"))

    said = {key.removeprefix(f"{prefix}_") for key in words if key.startswith(f"{prefix}_")}

    assert said >= set(CODES)
    assert not said - set(CODES), "a sentence that no ticket can need"
