"""The recount catches what it is there to catch: a journal in which one thing is wrong, for each invariant."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from tests.clocks import MONDAY_TEN
from tests.domain.recount import Recount

POLICY: dict[str, Any] = {
    "kind": "policy_set",
    "head_start_minutes": {"ordinary": 0, "gold": 10, "platinum": 30, "care": 15},
    "max_skips": {"tier": 1, "care": 1},
    "accounts": {"gold": "tier", "platinum": "tier", "care": "care"},
}
DAY = ({"kind": "day_opened"}, POLICY)


def opened(counter: str = "1", *services: str, vip_first: bool = False) -> dict[str, Any]:
    return {"kind": "counter_opened", "counter": counter, "services": services or ("cash",), "vip_first": vip_first}


def issued(name: str, class_id: str = "ordinary", service: str = "cash") -> dict[str, Any]:
    return {"kind": "ticket_issued", "ticket": name, "number": name, "service": service, "class": class_id}


def called(name: str, rule: str, *skipped: str, counter: str = "1") -> dict[str, Any]:
    return {"kind": "ticket_called", "ticket": name, "counter": counter, "rule": rule, "skipped": list(skipped)}


def at(kind: str, name: str | None = None, counter: str | None = "1", **detail: Any) -> dict[str, Any]:
    return {"kind": kind, "ticket": name, "counter": counter, **detail}


def told(*entries: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """The entries with a seq each, one minute after another, unless they say otherwise."""
    for n, entry in enumerate((*DAY, *entries), start=1):
        yield {"seq": n, "at": (MONDAY_TEN + timedelta(minutes=n)).isoformat(), **entry}


def recounted(*entries: dict[str, Any]) -> Recount:
    recount = Recount()
    recount.feed(*told(*entries))
    recount.rests()
    return recount


def test_a_true_journal_is_recounted_without_a_word() -> None:
    recount = recounted(
        opened(),
        issued("a"),
        issued("g", "gold"),
        issued("h", "gold"),
        called("g", "head_start", "a"),
        at("ticket_recalled", "g"),
        at("ticket_missed", "g"),
        called("a", "cap"),
        at("service_started", "a"),
        at("service_finished", "a"),
        called("h", "only"),
        at("service_finished", "h"),
        at("counter_ready"),
        at("counter_closed"),
        at("ticket_left", "g", how="gave_up"),
        at("day_closed"),
    )

    assert recount.calls == {"head_start": 1, "cap": 1, "only": 1}
    assert recount.most_skips == {"tier": 1}


CROWD = (opened(), issued("a"), issued("g", "gold"), issued("h", "gold"))
BROKEN: dict[str, tuple[str, tuple[dict[str, Any], ...]]] = {
    "passed above the cap": (
        "seq 10: I1",
        (*CROWD, called("g", "head_start", "a"), at("service_finished", "g"), issued("b"), called("h", "cap", "a")),
    ),
    "a ready counter left idle": ("seq 6: I2", (opened(), at("counter_ready"), issued("a"), at("counter_paused"))),
    "a ready counter left idle at rest": ("seq 6: I2", (opened(), at("counter_ready"), issued("a"))),
    "the more flexible ready counter first": (
        "seq 8: I2",
        (
            *(opened("1", "cash", "loan"), at("counter_ready"), opened("2"), at("counter_ready", counter="2")),
            *(issued("a"), called("a", "only")),
        ),
    ),
    "a teller helped before a ready counter": (
        "seq 7: I2",
        (opened("1"), at("counter_ready"), opened("2"), issued("a"), called("a", "only", counter="2")),
    ),
    "not the oldest of its class": ("seq 7: I3", (*CROWD, called("h", "head_start", "g", "a"))),
    "an ordinary ticket past an older one": (
        "seq 6: I4",
        (opened(), issued("g", "gold"), issued("a"), called("a", "oldest", "g")),
    ),
    "no greater head start on the same account": (
        "seq 6: I4",
        (opened(), issued("p", "platinum"), issued("g", "gold"), called("g", "head_start", "p")),
    ),
    "past somebody who came longer before than the head start": (
        "seq 6: I5",
        (
            opened(),
            issued("a"),
            {**issued("g", "gold"), "at": (MONDAY_TEN + timedelta(minutes=14)).isoformat()},
            {**called("g", "head_start", "a"), "at": (MONDAY_TEN + timedelta(minutes=14)).isoformat()},
        ),
    ),
    "overtaken by more than was printed": (
        "seq 13: I7",
        (
            *(opened(), issued("a"), issued("g", "gold"), called("g", "head_start", "a"), at("service_finished", "g")),
            *(issued("c", "care"), called("c", "head_start", "a"), at("service_finished", "c")),
            {**POLICY, "max_skips": {"tier": 2, "care": 0}},
            issued("h", "gold"),
            called("h", "head_start", "a"),
        ),
    ),
    "served twice at once": ("seq 7: I8", (*CROWD[:3], called("g", "head_start", "a"), called("a", "only"))),
    "one ticket at two counters": (
        "seq 7: I8",
        (opened("1"), opened("2"), issued("a"), called("a", "only"), called("a", "only", counter="2")),
    ),
    "finished at a counter that does not hold it": (
        "seq 7: I8",
        (opened("1"), opened("2"), issued("a"), called("a", "only"), at("service_finished", "a", "2")),
    ),
    "a number given twice": ("seq 4: I8", (issued("a"), issued("a"))),
    "a number never given": ("seq 4: I8", (opened(), called("z", "only"))),
    "called where it cannot be served": (
        "seq 5: I8",
        (opened(), issued("a", service="loan"), called("a", "only")),
    ),
    "lost at the end of the day": ("seq 4: I8", (issued("a"), at("day_closed"))),
    "a skip not written down": ("seq 7: I9", (*CROWD, called("g", "head_start"))),
    "not the one of the definition": ("seq 7: I9", (*CROWD, called("a", "oldest"))),
    "the wrong rule": ("seq 7: I9", (*CROWD, called("g", "vip_first", "a"))),
    "a gap": ("seq 9: a gap", (issued("a"), {**issued("b"), "seq": 9})),
    "time running back": ("seq 4: time", (issued("a"), {**issued("b"), "at": MONDAY_TEN.isoformat()})),
    "a kind that nobody explained": ("seq 3: I8", (at("ticket_vanished", "a"),)),
}


@pytest.mark.parametrize(("sentence", "entries"), BROKEN.values(), ids=BROKEN.keys())
def test_a_journal_with_one_thing_wrong_is_caught(sentence: str, entries: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(AssertionError) as caught:
        recounted(*entries)

    assert str(caught.value).startswith(sentence)
