"""What a teller does with time and keys alone: works for some minutes, and takes back what the hand did by mistake."""

from random import Random

from lobby.rehearsal import chances
from lobby.rehearsal.keys import Keys
from lobby.rehearsal.stage import Stage

_MOMENT_MINUTES = 0.3


class Hands:
    """One teller's hands at one counter's keys."""

    def __init__(self, keys: Keys, stage: Stage, chance: Random) -> None:
        self._keys = keys
        self._over = stage.over
        self._clock = stage.clock
        self._chance = chance

    def work(self, minutes: float) -> bool:
        """So many minutes have passed; False if the day was broken off meanwhile."""
        return self._clock.wait_until(self._clock.now() + minutes, self._over)

    def happens(self, share: float) -> bool:
        """Whether this happens now; nothing does on a day that is broken off."""
        return self._chance.random() < share and not self._over.is_set()

    def took_back(self) -> bool:
        """Whether the last deed here was a slip of the hand and has been undone, and a moment has passed since."""
        if not self.happens(chances.SLIP_OF_THE_HAND):
            return False
        self.work(self._chance.uniform(*chances.NOTICED_AFTER_SECONDS) / 60)
        if not self._keys.press("undo").done:
            return False
        self.work(_MOMENT_MINUTES)
        return True
