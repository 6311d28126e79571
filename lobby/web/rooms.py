"""The rooms that a blueprint may enter: put together in `lobby/app.py`, found on the Flask application."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from flask import current_app

from lobby.actions.access import Bearers
from lobby.actions.demo import DemoPerson
from lobby.actions.directory import TellsTiers
from lobby.actions.identity import Keys
from lobby.actions.lobby import Lobby
from lobby.actions.sessions import Sessions
from lobby.clock import ReadsTime
from lobby.domain.branch import Branch
from lobby.pictures import Pictures
from lobby.pictures_what_if import WhatIfs


@dataclass(frozen=True, slots=True)
class Rooms:
    """Everything that requests are answered from.

    `public_url` is the address that phones reach the server at, None for whichever was asked.
    `sockets` counts those that watch something. `demo_tokens` has one per (branch, role), and `demo_people` are those
    whom anybody may sign in as; both empty unless a demo.
    """

    branches: Mapping[str, Branch]
    demo: bool
    public_url: str | None
    clock: ReadsTime
    lobby: Lobby
    pictures: Pictures
    what_ifs: WhatIfs
    bearers: Bearers
    sessions: Sessions
    directory: TellsTiers
    keys: Keys
    sockets: Callable[[], int]
    demo_tokens: Mapping[tuple[str, str], str]
    demo_people: Sequence[DemoPerson]


def rooms() -> Rooms:
    """The rooms of the application that answers the present request."""
    return cast(Rooms, current_app.extensions["lobby"])
