"""A branch and its board for tests of the hall screen: 10:42 on a Monday, one call made two seconds ago."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Picture = Mapping[str, Any]

NOW = datetime(2026, 1, 5, 2, 42, 7, tzinfo=UTC)

OPEN = {"open": True, "opens_at": None, "reason": None}


def text(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


HOUSE: Picture = {
    "id": "zhongshan",
    "bank": text("示例银行", "Example Bank"),
    "name": text("中山路支行", "Zhongshan Road Branch"),
    "time_zone": "Asia/Shanghai",
    "complaint_line": "95000",
    "hours": {"opens_at": "09:00"},
    "groups": [
        {"id": "cash", "name": text("现金业务", "Cash")},
        {"id": "noncash", "name": text("非现金业务", "Non-cash")},
        {"id": "corporate", "name": text("对公业务", "Corporate")},
    ],
    "services": [
        {"id": "cash", "name": text("现金业务", "Cash")},
        {"id": "wealth", "name": text("理财基金", "Wealth and funds")},
    ],
    "pause_reasons": [{"id": "handover", "name": text("交接现金", "Cash handover")}],
    "screens": [{"id": "east", "zone": text("东侧", "East"), "counters": ["1"], "voice": "off"}],
}


def at(time: str) -> str:
    """An instant of that Monday, in UTC."""
    return f"2026-01-05T{time}Z"


def call(seq: int, number: str, counter: str, time: str, *, answered: bool = True) -> Picture:
    return {"seq": seq, "number": number, "counter": counter, "at": at(time), "answered": answered}


def counter(counter_id: str, state: str, **more: object) -> Picture:
    quiet: Picture = {
        "since": at("02:30:00"),
        "until": None,
        "number": None,
        "reason": None,
        "pausing": False,
        "lent_groups": [],
    }
    return {"id": counter_id, "state": state, "services": [], "group": "cash", **quiet, **more}


def queue(service: str, waiting: int, shown: tuple[int, int] | None) -> Picture:
    wait = None if shown is None else {"low": 1.0, "mid": 2.0, "high": 3.0, "shown": list(shown)}
    return {"service": service, "waiting": waiting, "ahead": waiting, "longest_wait": None, "wait": wait, "slow": []}


def board(**more: object) -> Picture:
    """The board, with whatever a test wants different."""
    return {
        "epoch": "e1",
        "branch": "zhongshan",
        "day": "2026-01-05",
        "seq": 812,
        "at": at("02:42:07.000000"),
        "waits_seq": 812,
        "numbers": OPEN,
        "calls": [
            call(811, "A018", "2", "02:42:05", answered=False),
            call(805, "C005", "5", "02:41:00"),
            call(803, "A018", "2", "02:40:30"),
            call(800, "A017", "1", "02:39:00", answered=False),
        ],
        "counters": [counter("1", "serving"), counter("2", "called", number="A018")],
        "queues": [queue("cash", 14, (25, 35)), queue("wealth", 0, None)],
        "notices": [],
        **more,
    }
