"""An hour of the day against a real server at six hundred times its speed, through the public API alone."""

import json
from collections.abc import Mapping
from typing import Any, Protocol

import pytest

from lobby.rehearsal import CannotPlay, Settings, Summary, rehearse
from lobby.rehearsal.summary import Errors, Proof

pytestmark = pytest.mark.processes


class Server(Protocol):
    """A server that a test has started."""

    @property
    def url(self) -> str: ...
    @property
    def branch(self) -> str: ...
    @property
    def tokens(self) -> Mapping[str, str]: ...


class StartServer(Protocol):
    """Starts one that is stopped after the test."""

    def __call__(self, *, clock: str) -> Server: ...


@pytest.fixture
def server(start_server: StartServer) -> Server:
    """A demo branch half an hour before its counters open, on a clock of six hundred times the speed."""
    return start_server(clock="2026-01-05T08:30+600x")


def settings(server: Server, **changes: Any) -> Settings:
    asked: dict[str, Any] = {"seed": 1, "speed": 600.0, "minutes": 60.0, "scale": 1.0}
    return Settings(url=server.url, branch=server.branch, tokens=server.tokens, **asked | changes)


def proven(summary: Summary) -> Proof:
    """What the recount must say of a day on which nobody else was at work."""
    none = Errors(0, ())
    overrides = summary.calls_by_rule.get("override", 0)
    return Proof(summary.recount.entries, 0, overrides, none, none, none, compared=True, disagreements=())


def ended(summary: Summary) -> int:
    return sum(summary.tickets[end] for end in ("finished", "missed", "cancelled", "unserved"))


def test_an_hour_of_the_day_is_played_without_an_error_and_within_the_caps(server: Server) -> None:
    seen: list[tuple[float, float, int]] = []

    summary = rehearse(settings(server), lambda *step: seen.append(step))

    tickets = summary.tickets
    assert (summary.errors.first, summary.is_clean) == ((), True)
    assert summary.recount == proven(summary)
    assert tickets["issued"] == ended(summary) >= 20
    assert tickets["finished"] + tickets["missed"] <= tickets["called"] <= tickets["issued"]
    assert sum(waits.tickets for waits in summary.waits.values()) == tickets["called"]
    assert seen[-1][1:] == (60.0, tickets["issued"])
    assert json.loads(json.dumps(summary.as_json()))["speed"] == 600.0


def test_a_speed_that_the_servers_clock_does_not_have_is_refused(server: Server) -> None:
    with pytest.raises(CannotPlay, match="runs at 600x, not at 60x"):
        rehearse(settings(server, speed=60.0))


def test_a_branch_that_the_server_does_not_know_is_named(server: Server) -> None:
    with pytest.raises(CannotPlay, match="does not tell of branch nowhere: 4"):
        rehearse(Settings(server.url, "nowhere", server.tokens, 1, None, 5.0, 1.0))
