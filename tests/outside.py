"""The system seen from outside: HTTP with a token, and screens that watch over websockets. Nothing of the inside."""

import csv
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import socketio

from tests.domain.recount import Recount
from tests.programs import ROOT
from tests.servers import Server
from tests.soon import SOON_SECONDS

Picture = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """An HTTP answer: its status and its JSON (None if it had no body)."""

    status: int
    body: Any


@dataclass
class Person:
    """Somebody with a role at the branch (role None: a customer with nothing but a ticket's id)."""

    server: Server
    role: str | None

    def get(self, path: str) -> Said:
        """Look at something below /api/v1."""
        return self._ask("GET", path, None, None)

    def post(self, path: str, body: Mapping[str, Any] | None = None, key: str | None = None) -> Said:
        """Do something below /api/v1."""
        return self._ask("POST", path, body or {}, key)

    def at(self, counter: str, deed: str, body: Mapping[str, Any] | None = None, key: str | None = None) -> Said:
        """Do something at a counter of the branch."""
        return self.post(f"/branches/{self.server.branch}/counters/{counter}/{deed}", body, key)

    def on(self, number: str, deed: str, body: Mapping[str, Any] | None = None, key: str | None = None) -> Said:
        """Do something to the branch's ticket of that number."""
        return self.post(f"/branches/{self.server.branch}/tickets/{number}/{deed}", body, key)

    def takes_number(self, service: str, **more: Any) -> Any:
        """The ticket that the kiosk gives."""
        said = self.post(f"/branches/{self.server.branch}/tickets", {"service": service, **more})
        assert said.status == 201, said
        return said.body

    def board(self) -> Picture:
        """The board as it is now."""
        body: Picture = self.get(f"/branches/{self.server.branch}/board").body
        return body

    def reads(self, path: str) -> str:
        """What stands on a page before any script has run, without marks, white space folded."""
        answer = self.server.http.request("GET", f"{self.server.url}{path}", timeout=10)
        assert answer.status == 200, answer.data[:500]
        text = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.data.decode(), flags=re.DOTALL)
        return re.sub(r"\s+", " ", text)

    def journal(self) -> list[Mapping[str, Any]]:
        """The branch's journal so far, oldest entry first."""
        path, entries = f"/branches/{self.server.branch}/journal?limit=1000&since=", list[Mapping[str, Any]]()
        while more := self.get(f"{path}{len(entries)}").body["entries"]:
            entries += more
        return entries

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None, key: str | None) -> Said:
        headers = {} if self.role is None else {"Authorization": f"Bearer {self.server.tokens[self.role]}"}
        if key is not None:
            headers["Idempotency-Key"] = key
        url = f"{self.server.url}/api/v1{path}"
        answer = self.server.http.request(method, url, json=body, headers=headers, retries=False, timeout=10)
        return Said(answer.status, answer.json() if answer.data else None)


@dataclass
class Screen:
    """Somebody who watches a view; `pictures` are all that came, in order of coming."""

    server: Server
    watched: Mapping[str, str]
    role: str | None = "display"
    pictures: list[Picture] = field(default_factory=list)
    refusals: list[Picture] = field(default_factory=list)

    def __enter__(self) -> "Screen":
        """Connected and watching; after a lost connection it comes back by itself and watches again."""
        self._came = threading.Condition()
        self._client = socketio.Client(reconnection_delay=0.2, reconnection_delay_max=0.5)
        self._client.on("connect", self._watch, namespace="/live")
        self._client.on(self.watched["view"], self._picture, namespace="/live")
        self._client.on("refused", self._refused, namespace="/live")
        auth = {"token": self.server.tokens[self.role]} if self.role else {}
        self._client.connect(self.server.url, auth=auth, transports=["websocket"], namespaces=["/live"])
        return self

    def __exit__(self, *_: object) -> None:
        self._client.disconnect()

    def sees(self, true: Callable[[Picture], bool]) -> Picture:
        """The first picture of which this is true, already come or still coming. Fails after SOON_SECONDS."""
        deadline = time.monotonic() + SOON_SECONDS
        with self._came:
            while True:
                found = next((picture for picture in self.pictures if true(picture)), None)
                if found is not None:
                    return found
                left = deadline - time.monotonic()
                assert left > 0, f"no such picture; the last was {self.pictures[-1:]}"
                self._came.wait(left)

    def is_refused(self) -> Picture:
        """The refusal that comes instead of a picture."""
        deadline = time.monotonic() + SOON_SECONDS
        with self._came:
            while not self.refusals:
                assert self._came.wait(deadline - time.monotonic()), "neither refused nor shown"
            return self.refusals[0]

    def forgets(self) -> None:
        """What has come so far is not looked at any more."""
        with self._came:
            self.pictures.clear()

    def _watch(self) -> None:
        self._client.emit("watch", dict(self.watched), namespace="/live")

    def _picture(self, picture: Picture) -> None:
        with self._came:
            self.pictures.append(picture)
            self._came.notify_all()

    def _refused(self, why: Picture) -> None:
        with self._came:
            self.refusals.append(why)
            self._came.notify_all()


def recounted(server: Server) -> Recount:
    """The branch's journal, in which every invariant holds. Raises AssertionError."""
    recount = Recount()
    recount.feed(*Person(server, "manager").journal())
    recount.rests()
    return recount


def cards_of(class_id: str) -> list[str]:
    """The cards of made-up customers to whom the demonstration's directory gives this class."""
    with (ROOT / "lobby/rehearsal/customers.csv").open(encoding="utf-8", newline="") as lines:
        return [row["value"] for row in csv.DictReader(lines) if row["class"] == class_id and row["kind"] == "card"]


def board_screen(server: Server, role: str = "display") -> Screen:
    """A hall screen."""
    return Screen(server, {"view": "board", "branch": server.branch}, role)
