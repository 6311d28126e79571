"""Random deeds through the actions, on a real database: as many requests would come, refused ones among them."""

from collections.abc import Callable
from random import Random

from lobby.actions import calls, counters, tickets, visits
from lobby.actions.lobby import Asked, Lobby
from lobby.actions.which import AtCounter, ById, LastAt
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
                self._random.choices(self._deeds(), (36, 30, 12, 8, 10, 6))[0]()
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
            self._on_ticket,
            lambda: self._at_counter_rarely(counter),
        )

    def _issue(self) -> None:
        random, house = self._random, self.lobby.store.branches[self.branch_id]
        service = random.choice(list(house.services))
        tier = random.choice((None, None, "jiaoyin", "wode"))
        care = random.choice((None, None, None, "elderly"))
        answer = tickets.issue(self.lobby, self.branch_id, Order(service, tier, care), Asked("kiosk"))
        self.ids.append(answer.body["id"])

    def _on_ticket(self) -> None:
        """A deed on one of the tickets so far, whatever has become of it."""
        if not self.ids:
            return
        random, lobby, asked = self._random, self.lobby, Asked("manager")
        which = self._which(random.choice(self.ids[-12:]))
        service = random.choice(list(lobby.store.branches[self.branch_id].services))
        random.choices(
            (
                lambda: tickets.cancel(lobby, which, "left", Asked("holder")),
                lambda: visits.park(lobby, which, 5, random.choice(("form", "my own words")), asked),
                lambda: visits.redirect(lobby, which, "1", asked, accompanied=True),
                lambda: visits.come_back(lobby, which, "unfinished", asked),
                lambda: visits.come_back_as_holder(lobby, which, "machine_failed", Asked("holder")),
                lambda: visits.back(lobby, which, asked),
                lambda: visits.transfer(lobby, which, service, asked),
                lambda: visits.grant(lobby, which, random.choice(("care", "wode", "ordinary")), "elderly", asked),
                lambda: visits.undo(lobby, which, asked),
            ),
            (10, 20, 15, 15, 5, 5, 10, 10, 20),
        )[0]()

    def _at_counter_rarely(self, counter: str) -> None:
        random, lobby, branch, asked = self._random, self.lobby, self.branch_id, Asked("teller")
        service = random.choice(list(lobby.store.branches[branch].services))
        at = AtCounter(branch, counter)
        random.choice(
            (
                lambda: tickets.walk_up(lobby, branch, counter, Order(service), asked),
                lambda: visits.errand(lobby, at, service, asked),
                lambda: visits.reclassify(lobby, at, service, asked),
                lambda: visits.park(lobby, at, 3, "approval", asked),
                lambda: visits.undo(lobby, LastAt(branch, counter), asked),
                lambda: visits.override(
                    lobby, self._which(random.choice(self.ids)), counter, "a flight to catch", None, asked
                ),
            )
        )()

    def _which(self, ticket_id: str) -> ById:
        with self.lobby.store.read() as connection:
            return ById(ticket_by_id(connection, self.lobby.store.branches, ticket_id))
