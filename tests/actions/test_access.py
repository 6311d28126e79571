"""Bearer tokens: shown once, kept as hashes, for one branch and one role."""

from collections.abc import Iterator

import pytest

from lobby.actions.access import Bearer, Bearers, Role, admit_token, make_token, revoke_token
from lobby.actions.lobby import Lobby
from lobby.domain.errors import Conflict, NotFound, Refusal
from lobby.domain.fact import SYSTEM
from lobby.store import digest
from tests.clocks import HandClock
from tests.domain.builders import branch
from tests.store.databases import everything, lobby_on, opened


@pytest.fixture
def lobby(address: str, clock: HandClock) -> Iterator[Lobby]:
    """A lobby on an empty database."""
    store = opened(address, branch())
    yield lobby_on(store, clock)
    store.close()


def bearers(lobby: Lobby, *, demo: bool = False) -> Bearers:
    """Who has just looked nothing up."""
    return Bearers(lobby.store, lobby.clock, demo=demo)


@pytest.mark.parametrize("role", Role)
def test_a_token_is_known_by_its_role_branch_and_name(lobby: Lobby, role: Role) -> None:
    token = make_token(lobby, "somewhere", role, "Wang")

    assert bearers(lobby).of(token) == Bearer(role, "somewhere", "Wang")


def test_a_token_that_nobody_made_bears_nothing(lobby: Lobby) -> None:
    assert bearers(lobby).of("guess") is None
    assert bearers(lobby).of("") is None
    assert bearers(lobby).of(digest(make_token(lobby, "somewhere", Role.TELLER, "Wang"))) is None


def test_the_database_keeps_only_the_hash_of_a_token(lobby: Lobby) -> None:
    token = make_token(lobby, "somewhere", Role.ADMIN, "Wang")

    assert token not in repr(everything(lobby.store))
    assert digest(token) in repr(everything(lobby.store))


def test_every_token_is_another(lobby: Lobby) -> None:
    assert len({make_token(lobby, "somewhere", Role.KIOSK, f"kiosk {n}") for n in range(20)}) == 20


def test_two_bearers_at_a_branch_may_not_share_a_name(lobby: Lobby) -> None:
    """The journal and the idempotency keys know them by it."""
    make_token(lobby, "somewhere", Role.TELLER, "Wang")

    with pytest.raises(Conflict, match="name_taken"):
        make_token(lobby, "somewhere", Role.ADMIN, "Wang")


def test_nobody_may_be_called_as_the_program_calls_itself(lobby: Lobby) -> None:
    with pytest.raises(Refusal, match="name_reserved"):
        make_token(lobby, "somewhere", Role.TELLER, SYSTEM)


@pytest.mark.parametrize(("length", "fits"), [(127, True), (128, True), (129, False)])
def test_a_name_fits_into_the_journal(lobby: Lobby, length: int, fits: bool) -> None:
    name = "王" * length
    if fits:
        assert bearers(lobby).of(make_token(lobby, "somewhere", Role.TELLER, name)) is not None
    else:
        with pytest.raises(Refusal, match="name_too_long"):
            make_token(lobby, "somewhere", Role.TELLER, name)


def test_no_token_is_made_for_an_unknown_branch(lobby: Lobby) -> None:
    with pytest.raises(NotFound, match="unknown_branch"):
        admit_token(lobby, "token", "nowhere", Role.KIOSK, "kiosk")


def test_a_revoked_token_bears_nothing_to_who_has_not_just_seen_it(lobby: Lobby) -> None:
    token = make_token(lobby, "somewhere", Role.TELLER, "Wang")
    assert bearers(lobby).of(token) is not None

    revoke_token(lobby, "somewhere", "Wang")

    assert bearers(lobby).of(token) is None


def test_only_a_token_that_works_can_be_revoked(lobby: Lobby) -> None:
    make_token(lobby, "somewhere", Role.TELLER, "Wang")
    revoke_token(lobby, "somewhere", "Wang")

    for branch_id, name in [("somewhere", "Wang"), ("somewhere", "Li"), ("nowhere", "Wang")]:
        with pytest.raises(NotFound, match="unknown_token"):
            revoke_token(lobby, branch_id, name)


def test_a_demonstrations_token_opens_nothing_elsewhere(lobby: Lobby) -> None:
    admit_token(lobby, "token", "somewhere", Role.KIOSK, "demo kiosk", demo=True)

    assert bearers(lobby, demo=True).of("token") == Bearer(Role.KIOSK, "somewhere", "demo kiosk")
    assert bearers(lobby).of("token") is None
