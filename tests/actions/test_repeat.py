"""One customer, several numbers: counted on a real database, refused at the kiosk alone, and forgotten at the close."""

from collections.abc import Iterator

import pytest

from lobby.actions import tickets
from lobby.actions.lobby import Asked, Lobby
from lobby.actions.which import ByNumber
from lobby.domain.errors import Conflict
from lobby.domain.tickets import Order
from lobby.store import Store, tables
from tests.clocks import HandClock
from tests.domain.builders import branch
from tests.store.databases import KIOSK, TELLER, everything, hall_of, lobby_on, opened

WANG = Order("cash", identity=("wang",))
HOUSE = branch({"1": ("cash",)})


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty database."""
    store = opened(address, HOUSE)
    yield store
    store.close()


@pytest.fixture
def lobby(store: Store, clock: HandClock) -> Lobby:
    """The actions on this store."""
    return lobby_on(store, clock)


def takes(lobby: Lobby, order: Order = WANG) -> str:
    """Staff give a number, whoever has one already."""
    return str(tickets.issue(lobby, HOUSE.id, order, TELLER).body["number"])


def identities(store: Store) -> list[str | None]:
    places = [place for place, column in enumerate(tables.ticket.c) if column.name == "identity"]
    return [row[place] for row in everything(store)["ticket"] for place in places]


def test_a_second_number_is_refused_at_the_kiosk_and_given_by_staff(lobby: Lobby) -> None:
    first = tickets.issue_the_only(lobby, HOUSE.id, WANG, KIOSK)

    with pytest.raises(Conflict) as refused:
        tickets.issue_the_only(lobby, HOUSE.id, WANG, KIOSK)
    second = tickets.issue(lobby, HOUSE.id, WANG, TELLER)

    assert refused.value.code == "number_already_taken"
    assert (first.body["number"], second.body["number"]) == ("A001", "A002")


def test_asking_again_under_the_same_key_gives_the_same_number_and_no_refusal(lobby: Lobby) -> None:
    asked = Asked("kiosk", "a key", "the same")

    first = tickets.issue_the_only(lobby, HOUSE.id, WANG, asked)
    again = tickets.issue_the_only(lobby, HOUSE.id, WANG, asked)

    assert (again.body, again.replayed) == (first.body, True)


def test_a_ticket_says_the_how_manieth_of_the_hour_it_is(store: Store, lobby: Lobby, clock: HandClock) -> None:
    for _ in range(3):
        takes(lobby)
        clock.move(minutes=15)
    takes(lobby, Order("cash", identity=("li",)))
    takes(lobby, Order("cash"))
    clock.move(minutes=15)

    takes(lobby)

    taken = {number: ticket.taken for number, ticket in hall_of(store).tickets.items()}
    # The first was taken just an hour before the last, and does not count any more.
    assert taken == {"A001": 1, "A002": 2, "A003": 3, "A004": 1, "A005": 1, "A006": 3}


def test_one_that_was_given_up_counts_too(store: Store, lobby: Lobby) -> None:
    takes(lobby)
    tickets.cancel(lobby, ByNumber(HOUSE.id, "A001"), "left", TELLER)

    takes(lobby)

    assert hall_of(store).tickets["A002"].taken == 2


def test_under_a_new_key_the_numbers_of_the_day_are_counted_on(store: Store, lobby: Lobby) -> None:
    takes(lobby, Order("cash", identity=("old",)))

    takes(lobby, Order("cash", identity=("new", "old")))

    assert hall_of(store).tickets["A002"].taken == 2


def test_what_was_shown_is_forgotten_when_the_day_closes(store: Store, lobby: Lobby, clock: HandClock) -> None:
    takes(lobby)
    takes(lobby)
    tickets.cancel(lobby, ByNumber(HOUSE.id, "A001"), "left", TELLER)
    before = identities(store)

    clock.move(hours=24)
    takes(lobby)

    assert before == ["wang", "wang"]
    assert sorted(map(str, identities(store))) == ["None", "None", "wang"]
    assert hall_of(store).tickets["A001"].taken == 1
