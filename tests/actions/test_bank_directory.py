"""The bank's own system says which tier somebody has: in time and in earnest, else they are ordinary, at once."""

import logging
import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from lobby.actions.bank_directory import BankDirectory
from lobby.actions.breaker import FAILURES, REST_SECONDS
from lobby.actions.identity import Identity
from tests.actions.bank import Bank, bank_at_work

CARD = Identity("card", "6222 0000 1111 2222")
TIERS = frozenset({"ordinary", "gold"})
LIMIT = timedelta(milliseconds=250)
SLACK_SECONDS = 1.0
"""A busy machine needs some time to notice that the limit is over."""


class Seconds:
    """The breaker's clock, moved by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def bank() -> Iterator[Bank]:
    """A bank that knows one card."""
    with bank_at_work() as bank:
        bank.classes[CARD.plain] = "gold"
        yield bank


@pytest.fixture
def seconds() -> Seconds:
    """The breaker's clock."""
    return Seconds()


@pytest.fixture
def directory(bank: Bank, seconds: Seconds) -> BankDirectory:
    """The bank's system as it is asked."""
    return BankDirectory(bank.url, LIMIT, None, TIERS, seconds)


def test_the_bank_is_asked_for_the_plain_value_and_its_class_is_believed(bank: Bank, directory: BankDirectory) -> None:
    stranger = Identity("phone", "13800000000")

    classes = [directory.class_of(CARD), directory.class_of(stranger)]

    assert classes == ["gold", None]
    assert bank.asked == [
        {"kind": "card", "value": "6222000011112222"},
        {"kind": "phone", "value": "13800000000"},
    ]
    assert directory.asked() == {"known": 1, "unknown": 1}


def test_one_connection_is_kept_for_many_questions(bank: Bank, directory: BankDirectory) -> None:
    for _ in range(5):
        directory.class_of(CARD)

    assert (len(bank.asked), bank.connections) == (5, 1)


def test_the_token_is_read_from_its_file_at_each_question(bank: Bank, tmp_path: Path) -> None:
    file = tmp_path / "token"
    directory = BankDirectory(bank.url, LIMIT, file, TIERS)

    for token in ("first\n", "second\n"):
        file.write_text(token)
        assert directory.class_of(CARD) == "gold"

    assert bank.tokens == ["Bearer first", "Bearer second"]


@pytest.mark.parametrize("token", [None, "two\nlines", "密"])
def test_a_token_that_cannot_be_read_or_sent_makes_everybody_ordinary(
    bank: Bank, tmp_path: Path, token: str | None
) -> None:
    file = tmp_path / "token"
    if token is not None:
        file.write_text(token)

    assert BankDirectory(bank.url, LIMIT, file, TIERS).class_of(CARD) is None
    assert bank.asked == []


@pytest.mark.parametrize(
    ("status", "raw", "outcome"),
    [
        (500, None, "refused"),
        (401, b"", "refused"),
        (302, b"", "refused"),
        (200, b"", "nonsense"),
        (200, b"gold", "nonsense"),
        (200, b'"gold"', "nonsense"),
        (200, b"{}", "nonsense"),
        (200, b'{"class": 1}', "nonsense"),
        (200, b'{"class": ["gold"]}', "nonsense"),
        (200, b"\xff\xfe", "nonsense"),
        (200, b"[" * 4000, "nonsense"),
        (200, b" " * 5000 + b'{"class": "gold"}', "nonsense"),
        (200, b'{"class": "emperor"}', "unknown_class"),
        (200, b'{"class": "care"}', "unknown_class"),
    ],
)
def test_an_error_and_nonsense_mean_ordinary(
    bank: Bank, directory: BankDirectory, status: int, raw: bytes | None, outcome: str
) -> None:
    bank.status, bank.raw = status, raw

    assert directory.class_of(CARD) is None
    assert directory.asked() == {outcome: 1}


def test_more_than_was_agreed_in_the_answer_does_no_harm(bank: Bank, directory: BankDirectory) -> None:
    bank.raw = '{"class": "gold", "名字": "王芳"}'.encode()

    assert directory.class_of(CARD) == "gold"


@pytest.mark.parametrize(("wait", "drip"), [(5.0, 0.0), (0.0, 0.1)], ids=["silent", "byte by byte"])
def test_a_slow_bank_delays_nobody_beyond_the_limit(
    bank: Bank, directory: BankDirectory, wait: float, drip: float
) -> None:
    bank.wait, bank.drip = wait, drip
    began = time.monotonic()

    class_id = directory.class_of(CARD)

    assert class_id is None
    assert time.monotonic() - began < LIMIT.total_seconds() + SLACK_SECONDS
    assert directory.asked() == {"too_late": 1}


def test_a_bank_that_is_not_there_means_ordinary() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        directory = BankDirectory(f"http://127.0.0.1:{nobody.getsockname()[1]}/", LIMIT, None, TIERS)

        assert directory.class_of(CARD) is None

    assert directory.asked() == {"unreachable": 1}


def test_after_failures_nobody_waits_until_it_answers_again_and_each_change_is_logged_once(
    bank: Bank, directory: BankDirectory, seconds: Seconds, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    bank.status = 503
    for _ in range(FAILURES):
        directory.class_of(CARD)
    bank.status = 200

    left_alone = [directory.class_of(CARD) for _ in range(4)]
    asked_meanwhile = len(bank.asked)
    seconds.at += REST_SECONDS
    again = [directory.class_of(CARD) for _ in range(2)]

    assert (left_alone, asked_meanwhile, again) == ([None] * 4, FAILURES, ["gold", "gold"])
    assert directory.asked() == {"refused": FAILURES, "not_asked": 4, "known": 2}
    told = [record.getMessage() for record in caplog.records if record.name == "lobby.actions.bank_directory"]
    assert told == [
        "the bank's directory: refused; not asked for 30 s at a time until it answers",
        "the bank's directory answers again",
    ]


def test_what_was_shown_stands_in_no_log_whatever_happens(
    bank: Bank, directory: BankDirectory, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for status, raw in ((200, None), (500, None), (200, CARD.plain.encode()), (302, b"")):
        bank.status, bank.raw = status, raw
        directory.class_of(CARD)

    assert caplog.records
    assert "6222" not in caplog.text
