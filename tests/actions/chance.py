"""Random deeds through the actions, on a real database: as many requests would come, refused ones among them."""

from collections.abc import Callable
from random import Random

from lobby.actions import calls, counters, tickets
from lobby.actions.lobby import Asked, Lobby
from lobby.domain.errors import LobbyError
from lobby.domain.hall import Hall
from lobby.domain.tickets import Order
from lobby.store.reading import ticket_by_id
from tests.clocks import HandClock

AT_COUNTER = (calls.start, calls.finish, calls.recall, calls.no_show)


class Chance:
    """Does random deeds to one branch of a lobby; the seed decides which."""

    def __init__(self, lobby: Lobby, branch_id: str, clock: HandClock, seed: int) -> None:
        self.lobby = lobby
        self.branch_id = branch_id
        self.clock = clock
        self.ids: list[str] = []
        self._random = Random(seed)

    def hall(self) -> Hall:
        """The branch as it stands."""
        with self.lobby.store.read() as connection:
            return self.lobby.store.hall(connection, self.branch_id)

    def opens_everything(self) -> None:
        """Every counter is open."""
        for counter in self.hall().counters:
            counters.open_counter(self.lobby, self.branch_id, counter, None, Asked("teller"))

    def does(self, deeds: int) -> None:
        """So many deeds, time going by between them."""
        for _ in range(deeds):
            self.clock.move(seconds=self._random.choice((0, 0, 1, 20, 70, 200)))
            try:
                self._random.choices(self._deeds(), (40, 36, 14, 8, 2))[0]()
            except LobbyError:
                continue

    def _deeds(self) -> tuple[Callable[[], object], ...]:
        random, lobby, branch = self._random, self.lobby, self.branch_id
        counter = random.choice(list(self.hall().counters))
        services = random.sample(list(lobby.store.branches[branch].services), 2)
        asked = Asked("teller")
        return (
            self._issue,
            lambda: calls.next_ticket(lobby, branch, counter, finish=random.random() < 0.7, asked=asked),
            lambda: random.choice(AT_COUNTER)(lobby, branch, counter, asked),
            random.choice(
                (
                    lambda: counters.open_counter(lobby, branch, counter, None, asked),
                    lambda: counters.set_services(lobby, branch, counter, services, None, asked),
                    lambda: counters.pause(lobby, branch, counter, random.choice(("lunch", "my own words")), asked),
                    lambda: counters.resume(lobby, branch, counter, asked),
                    lambda: counters.close_counter(lobby, branch, counter, asked),
                )
            ),
            self._cancel,
        )

    def _issue(self) -> None:
        random, house = self._random, self.lobby.store.branches[self.branch_id]
        service = random.choice(list(house.services))
        tier = random.choice((None, None, "jiaoyin", "wode"))
        care = random.choice((None, None, None, "elderly"))
        answer = tickets.issue(self.lobby, self.branch_id, Order(service, tier, care), Asked("kiosk"))
        self.ids.append(answer.body["id"])

    def _cancel(self) -> None:
        if not self.ids:
            return
        with self.lobby.store.read() as connection:
            found = ticket_by_id(connection, self.lobby.store.branches, self._random.choice(self.ids))
        tickets.cancel(self.lobby, found, Asked("holder"))
