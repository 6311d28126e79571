"""Chance that is none, for tests of what the rehearsal leaves to chance."""

from random import Random


class Luck(Random):
    """Chance that always gives this."""

    def __init__(self, given: float) -> None:
        super().__init__(0)
        self._given = given

    def random(self) -> float:
        return self._given
