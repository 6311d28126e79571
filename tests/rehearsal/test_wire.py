"""Requests and their retries, against a far end that answers by a script."""

from collections.abc import Iterator

import pytest

from lobby.rehearsal.tally import Tally
from lobby.rehearsal.wire import Answer, Wire
from tests.rehearsal.far_end import LOST, FarEnd


@pytest.fixture
def tally() -> Tally:
    return Tally()


@pytest.fixture
def wire(far_end: FarEnd, tally: Tally) -> Iterator[Wire]:
    with Wire(far_end.url, {"kiosk": "k-token", "teller": "t-token", "manager": "m-token"}, tally) as wire:
        yield wire


@pytest.mark.parametrize("trouble", [LOST, 502, 503, 500])
def test_what_was_asked_again_carries_the_same_key_and_is_no_error(
    far_end: FarEnd, wire: Wire, tally: Tally, trouble: int
) -> None:
    far_end.script = [(trouble, b""), (trouble, b""), (200, b'{"number": "A001"}')]

    answer = wire.post("/branches/b/tickets", "kiosk", {"service": "cash"})

    counts = tally.counts()
    assert answer == Answer(200, {"number": "A001"})
    assert len(far_end.asked) == 3
    assert len(set(far_end.asked)) == 1
    assert (counts.requests, sum(counts.retries.values()), counts.errors) == (3, 2, 0)
    assert counts.held_up_seconds > 0


def test_two_deeds_have_two_keys_and_reading_has_none(far_end: FarEnd, wire: Wire) -> None:
    far_end.script = [(200, b"{}")]

    wire.post("/a", "teller", {})
    wire.post("/a", "teller", {})
    wire.get("/a", "teller")

    first, second, reading = (key for _, key, _ in far_end.asked)
    assert first
    assert second
    assert first != second
    assert reading is None


def test_each_role_shows_its_token_and_a_holder_none(far_end: FarEnd, wire: Wire) -> None:
    far_end.script = [(200, b"{}")]

    wire.get("/a", "kiosk")
    wire.get("/a", "teller")
    wire.get("/a", "manager")
    wire.post("/tickets/id/cancel", "holder", {})

    assert [token for _, _, token in far_end.asked] == ["Bearer k-token", "Bearer t-token", "Bearer m-token", None]


def test_a_race_is_counted_by_its_code_and_is_no_error(far_end: FarEnd, wire: Wire, tally: Tally) -> None:
    far_end.script = [(409, b'{"code": "too_early"}')]

    answer = wire.post("/branches/b/counters/1/no-show", "teller", {})

    assert (answer.done, answer.code) == (False, "too_early")
    assert (tally.counts().conflicts, tally.counts().errors) == ({"too_early": 1}, 0)


def test_an_alert_that_is_over_before_anybody_went_there_is_nobodys_mistake(
    far_end: FarEnd, wire: Wire, tally: Tally
) -> None:
    far_end.script = [(404, b'{"code": "unknown_alert"}'), (404, b'{"code": "unknown_branch"}')]

    wire.post("/branches/b/alerts/late/acknowledge", "manager", {})
    wire.post("/branches/b/alerts/late/acknowledge", "manager", {})

    said = "POST /branches/b/alerts/late/acknowledge: 404 unknown_branch"
    assert (tally.counts().conflicts, tally.counts().first_errors) == ({"unknown_alert": 1}, (said,))


@pytest.mark.parametrize(("deed", "code"), [("transfer", "same_service"), ("no-show", "recall_first"), ("pause", "")])
def test_a_conflict_that_is_nobodys_haste_is_an_error(
    far_end: FarEnd, wire: Wire, tally: Tally, deed: str, code: str
) -> None:
    far_end.script = [(409, f'{{"code": "{code}"}}'.encode())]

    wire.post(f"/branches/b/counters/1/{deed}", "teller", {})

    said = f"POST /branches/b/counters/1/{deed}: 409 {code}".rstrip()
    assert (tally.counts().first_errors, tally.counts().conflicts) == ((said,), {})


def test_what_is_done_is_counted_by_deed_and_by_the_ticket_that_the_answer_names(
    far_end: FarEnd, wire: Wire, tally: Tally
) -> None:
    answers = [b'{"number": "A001"}', b'{"ticket": {"number": "A001"}}', b'{"number": "A001"}', b'{"number": null}']
    far_end.script = [(200, answer) for answer in answers]

    for deed in ("tickets", "counters/1/next", "tickets/A001/cancel", "counters/1/open"):
        wire.post(f"/branches/b/{deed}", "teller", {})
    wire.get("/branches/b/desk", "teller")

    counts = tally.counts()
    assert counts.deeds == {"cancel": 1, "issue": 1, "next": 1, "open": 1}
    assert counts.done_on == {("issue", "A001"): 1, ("next", "A001"): 1, ("cancel", "A001"): 1}


def test_what_is_done_about_an_alert_or_a_plan_is_counted_by_its_key_or_its_counter(
    far_end: FarEnd, wire: Wire, tally: Tally
) -> None:
    far_end.script = [(200, b'{"key": "late", "about": {"number": "A001"}}'), (200, b'{"counter": "1"}')]

    wire.post("/branches/b/alerts/late/acknowledge", "manager", {})
    wire.post("/branches/b/counters/1/plan", "manager", {})

    assert tally.counts().done_on == {("acknowledge", "late"): 1, ("plan", "1"): 1}


def test_a_deed_still_under_way_is_asked_for_again_and_is_no_conflict(
    far_end: FarEnd, wire: Wire, tally: Tally
) -> None:
    far_end.script = [(409, b'{"code": "idempotency_key_in_use"}'), (204, b"")]

    answer = wire.post("/a", "teller", {})

    assert answer == Answer(204)
    assert tally.counts().conflicts == {}


def test_a_server_that_fails_at_the_same_deed_three_times_is_an_error(
    far_end: FarEnd, wire: Wire, tally: Tally
) -> None:
    far_end.script = [(500, b'{"code": "bug"}')]

    answer = wire.post("/a", "teller", {})

    assert (answer.status, len(far_end.asked)) == (500, 3)
    assert tally.counts().first_errors == ("POST /a: 500 after 3 tries",)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_any_other_status_is_an_error_at_once(far_end: FarEnd, wire: Wire, tally: Tally, status: int) -> None:
    far_end.script = [(status, b'{"code": "why"}')]

    wire.get("/a", "teller")

    assert tally.counts().first_errors == (f"GET /a: {status} why",)
    assert len(far_end.asked) == 1


def test_an_answer_that_is_no_object_is_empty(far_end: FarEnd, wire: Wire) -> None:
    far_end.script = [(200, b"<html>"), (200, b"[1]")]

    assert [wire.get("/a", "teller"), wire.get("/a", "teller")] == [Answer(200), Answer(200)]
