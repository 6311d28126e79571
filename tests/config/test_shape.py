"""One setting by itself: its type and its range."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from lobby.config.shape import Document, entry_of, table_of
from tests.config.changes import ENTRIES, problems_in, refused, rewritten


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("SERVER__THREADS", 84, 4096),
        ("SERVER__SOCKETS_PER_ADDRESS", 1, 192),
        ("SERVER__MAX_PICTURE_GAP_MILLISECONDS", 20, 5000),
        ("CALLS__MIN_CALL_SECONDS", 5, 600),
        ("CALLS__READY_MINUTES", 1, 120),
        ("CALLS__LATE_GRACE_MINUTES", 0, 240),
        ("DIRECTORY__TIMEOUT_MILLISECONDS", 20, 2000),
        ("DIRECTORY__ONE_NUMBER_MINUTES", 0, 720),
        ("ALERTS__REPEAT_TICKETS_PER_HOUR", 1, 100),
        ("ACCOUNTS__TIER__CAP", 0, 20),
        ("CLASSES__WODE__HEAD_START_MINUTES", 0, 120),
        ("SERVICES__CASH__STANDARD_MINUTES", 1, 240),
        ("PAUSE_REASONS__LUNCH__TYPICAL_MINUTES", 1, 240),
        ("BRANCHES__ZHONGSHAN__COUNTERS__6__PLACE", 6, 99),
    ],
)
def test_numbers_are_allowed_just_within_their_range_and_not_just_outside(name: str, low: int, high: int) -> None:
    assert refused(**{name: str(low)}) == []
    assert refused(**{name: str(high)}) == []
    assert len(refused(**{name: str(low - 1)})) == 1
    assert len(refused(**{name: str(high + 1)})) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SERVER__THREADS", "true"),
        ("SERVER__THREADS", "256.0"),
        ("SERVER__DATABASE", "sqlite://"),
        ("SERVER__DATABASE", "sqlite:///:memory:"),
        ("SERVER__BIND", "8000"),
        ("SERVER__BIND", "127.0.0.1:0"),
        ("SERVER__BIND", "127.0.0.1:65536"),
        ("DEMO__ENABLED", "1"),
        ("BANK__NAME__ZH", " "),
        ("BANK__LANGUAGES", "[]"),
        ("BANK__LANGUAGES", '["zh", "fr"]'),
        ("BANK__LANGUAGES", '["zh", "zh"]'),
        ("BANK__COMPLAINT_LINE", "call us"),
        ("DIRECTORY__SOURCE", "ldap"),
        ("DIRECTORY__URL", "http://bank.example/tiers"),
        ("DIRECTORY__URL", "bank.example"),
        ("DIRECTORY__URL", "https:///tiers"),
        ("DIRECTORY__URL", "https://lobby:secret@bank.example/tiers"),
        ("GROUPS__CASH__SERIES", "O"),
        ("GROUPS__CASH__SERIES", "a"),
        ("GROUPS__CASH__SERIES", "AB"),
        ("BRANCHES__ZHONGSHAN__TIME_ZONE", "Asia/Nowhere"),
        ("BRANCHES__ZHONGSHAN__TIME_ZONE", "Asia"),
        ("BRANCHES__ZHONGSHAN__TIME_ZONE", "../zoneinfo"),
        ("BRANCHES__ZHONGSHAN__HOURS__OPENS_AT", "9:00"),
        ("BRANCHES__ZHONGSHAN__HOURS__OPENS_AT", "24:00"),
        ("BRANCHES__ZHONGSHAN__HOURS__WEEKDAYS", "[]"),
        ("BRANCHES__ZHONGSHAN__HOURS__WEEKDAYS", '["mon", "mon"]'),
        ("BRANCHES__ZHONGSHAN__HOURS__WEEKDAYS", '["monday"]'),
        ("BRANCHES__ZHONGSHAN__HOURS__CLOSED_DAYS", '["2026-02-30"]'),
        ("BRANCHES__ZHONGSHAN__HOURS__CLOSED_DAYS", '["20261001"]'),
        ("BRANCHES__ZHONGSHAN__HOURS__CLOSED_DAYS", '["2026-10-01", 2026-10-01]'),
        ("BRANCHES__ZHONGSHAN__SCREENS__HALL__VOICE", "loud"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(name: str, value: str) -> None:
    assert [key for key, _, _ in refused(**{name: value})] != []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SERVER__DATABASE", "sqlite:////srv/lobby/lobby.db"),
        ("SERVER__DATABASE", "postgresql+psycopg://lobby@db/lobby"),
        ("SERVER__BIND", "[::1]:65535"),
        ("DIRECTORY__URL", "https://bank.example:8443/tiers"),
        ("DIRECTORY__URL", "http://127.0.0.1:9000/tiers"),
        ("SERVER__BIND", "branch.example:1"),
        ("BRANCHES__ZHONGSHAN__TIME_ZONE", "Europe/Berlin"),
        ("BRANCHES__ZHONGSHAN__HOURS__KIOSK_OPENS_AT", "00:00"),
        ("BRANCHES__ZHONGSHAN__HOURS__CLOSES_AT", "23:59"),
        ("BRANCHES__ZHONGSHAN__HOURS__OPENS_AT", "08:45:00"),
        ("BRANCHES__ZHONGSHAN__HOURS__CLOSED_DAYS", '["2028-02-29"]'),
    ],
)
def test_a_value_that_makes_sense_is_taken(name: str, value: str) -> None:
    assert refused(**{name: value}) == []


@pytest.mark.parametrize("branch", ["Zhongshan", "zhong-shan", "zhong__shan", "_zhong", "z" * 25])
def test_an_id_is_small_letters_digits_and_single_underscores(tmp_path: Path, branch: str) -> None:
    path = rewritten(tmp_path, ("[branches.zhongshan", f"[branches.{branch}"))

    assert problems_in(path) == [
        f'{path}: branches.{branch} = "{branch}": '
        "an id: small letters and digits, words joined by one underscore, at most 24 characters"
    ]


def _tables_and_settings(table: type[BaseModel], around: tuple[str, ...]) -> Iterator[str]:
    for key, setting in table.model_fields.items():
        here = (*around, key)
        if around:
            yield "__".join(here).upper()
        if inner := table_of(setting):
            yield from _tables_and_settings(inner, here)
        elif entry := entry_of(setting):
            yield "__".join((*here, ENTRIES[key])).upper()
            yield from _tables_and_settings(entry, (*here, ENTRIES[key]))


ANYTHING = (
    "0",
    "-1",
    "true",
    "[]",
    "{}",
    "[[]]",
    "[1]",
    '["x"]',
    "{ x = 1 }",
    "{ x = {} }",
    "2026-01-01",
    "1e400",
    "x",
    "",
)


@settings(max_examples=300)
@given(
    st.dictionaries(st.sampled_from(list(_tables_and_settings(Document, ()))), st.sampled_from(ANYTHING), max_size=4)
)
def test_whatever_is_written_is_taken_or_refused_in_words(variables: dict[str, str]) -> None:
    problems = refused(**variables)

    assert all(key and allowed for key, _, allowed in problems)
