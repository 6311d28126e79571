"""What a customer shows becomes keyed hashes; a key can be changed, and the one before is tried for a year."""

import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lobby.actions.identity import Identity, Keys
from lobby.domain.errors import Conflict
from tests.clocks import HandClock

CARD = Identity("card", "6222000011112222")


@pytest.fixture
def keys(tmp_path: Path, clock: HandClock) -> Keys:
    """A server's keys, just made."""
    return Keys(tmp_path / "secrets", clock)


@pytest.mark.parametrize(
    ("kind", "typed", "plain"),
    [
        ("card", "6222-0000-1111-2222", "6222000011112222"),
        ("card", " 6222 0000 1111 2222 ", "6222000011112222"),
        ("card", "６２２２００００１１１１２２２２", "6222000011112222"),
        ("id", "11010519491231002x", "11010519491231002X"),
        ("phone", "+86 138-0000-0000", "13800000000"),
        ("phone", "0086 13800000000", "13800000000"),
        ("phone", "13800000000", "13800000000"),
        ("card", "8613800000000", "8613800000000"),
    ],
)
def test_a_value_is_the_same_however_people_type_it(kind: str, typed: str, plain: str) -> None:
    assert Identity(kind, typed).plain == plain


def test_a_hash_names_the_kind_and_the_use(keys: Keys) -> None:
    shown = [CARD, Identity("phone", CARD.value), Identity("card", "6222000011112223")]

    found = [hashes for one in shown for hashes in (keys.of_customer(one), keys.of_ticket(one))]

    assert {len(hashes) for hashes in found} == {1}
    assert len({hashes[0] for hashes in found}) == 6
    assert {len(hashes[0]) for hashes in found} == {64}


def test_the_key_is_kept_for_its_owner_alone_and_is_the_same_after_a_restart(
    keys: Keys, tmp_path: Path, clock: HandClock
) -> None:
    before = keys.of_customer(CARD)
    keys.renew(drop_old=False)

    again = Keys(tmp_path / "secrets", clock)

    assert again.of_customer(CARD)[1:] == before
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "secrets").iterdir()}
    assert modes == {"directory": 0o600, "directory.old": 0o600}


def test_another_server_makes_other_hashes(keys: Keys, tmp_path: Path, clock: HandClock) -> None:
    assert Keys(tmp_path / "elsewhere", clock).of_customer(CARD) != keys.of_customer(CARD)


@pytest.mark.parametrize("of", [Keys.of_customer, Keys.of_ticket])
def test_a_new_key_is_first_and_the_one_before_is_tried_too(
    keys: Keys, of: Callable[[Keys, Identity], tuple[str, ...]]
) -> None:
    (before,) = of(keys, CARD)

    until = keys.renew(drop_old=False)

    present, old = of(keys, CARD)
    assert until == date(2027, 1, 5)
    assert old == before
    assert present != before


def test_a_process_that_runs_already_notices_the_new_key(keys: Keys, tmp_path: Path, clock: HandClock) -> None:
    running = Keys(tmp_path / "secrets", clock)
    running.of_customer(CARD)

    keys.renew(drop_old=False)

    assert running.of_customer(CARD) == keys.of_customer(CARD)


@pytest.mark.parametrize(("days", "tried"), [(364, 2), (365, 2), (366, 1)])
def test_the_key_before_is_tried_for_a_year(keys: Keys, clock: HandClock, days: int, tried: int) -> None:
    keys.renew(drop_old=False)

    clock.move(days=days)

    assert len(keys.of_customer(CARD)) == tried


def test_a_third_key_waits_until_nobody_needs_the_first(keys: Keys, clock: HandClock) -> None:
    (first,) = keys.of_customer(CARD)
    keys.renew(drop_old=False)

    with pytest.raises(Conflict) as refused:
        keys.renew(drop_old=False)
    unchanged = keys.of_customer(CARD)
    clock.move(days=366)
    keys.renew(drop_old=False)

    assert (refused.value.code, refused.value.values) == ("old_key_still_read", {"until": date(2027, 1, 5)})
    assert unchanged[1] == first
    assert keys.of_customer(CARD)[1] == unchanged[0]


def test_a_key_that_got_known_can_be_dropped_at_once(keys: Keys) -> None:
    keys.renew(drop_old=False)
    second, first = keys.of_customer(CARD)

    keys.renew(drop_old=True)

    assert first not in keys.of_customer(CARD)
    assert keys.of_customer(CARD)[1] == second


def test_a_change_that_was_broken_off_between_its_two_files_has_changed_nothing(keys: Keys, tmp_path: Path) -> None:
    (before,) = keys.of_customer(CARD)
    secret = (tmp_path / "secrets" / "directory").read_text()

    (tmp_path / "secrets" / "directory.old").write_text(f"{secret}\n2027-01-05\n")

    assert keys.of_customer(CARD) == (before,)
    assert keys.renew(drop_old=False) == date(2027, 1, 5)
    assert keys.of_customer(CARD)[1] == before
