"""One forecast as people are told of it: an interval for everybody. It is what the worker process is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from lobby.domain.forecast.levels import Levels
from lobby.domain.forecast.model import Model
from lobby.domain.forecast.scene import Scene
from lobby.domain.forecast.simulate import forecast
from lobby.domain.ticket import Wait


@dataclass(frozen=True, slots=True)
class Foretold:
    """The waits of everybody who waits, by name, and of somebody who came now, by (service, class).

    None where most replicas end without a call: no counter is expected to serve it.
    """

    holders: Mapping[str, Wait | None]
    newcomers: Mapping[tuple[str, str], Wait | None]


def foretell(scene: Scene, model: Model, levels: Levels) -> Foretold:
    """The scene played forward, and of each wait the part that is shown at these levels."""
    found = forecast(scene, model)
    return Foretold(
        {one.name: levels.interval(one.service, one.class_id, found.waits[one.name]) for one in scene.waiters},
        {key: levels.interval(*key, pool) for key, pool in found.newcomers.items()},
    )
