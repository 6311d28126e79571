"""What a branch's days have taught, and the model that it makes. A fold over facts: nothing is lost at a restart."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from lobby.domain.errors import Refusal
from lobby.domain.fact import Fact, Kind
from lobby.domain.forecast.customers import Customers
from lobby.domain.forecast.day_pace import LASTS_MINUTES
from lobby.domain.forecast.model import HALF_HOURS, Model
from lobby.domain.forecast.paces import Paces
from lobby.domain.forecast.seen_day import SeenDay
from lobby.domain.forecast.staffing import Staffing

_HALF_HOUR = 1800
_HALF_A_DAY = 43_200
_LONGEST_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before anything was learned: `standards` are minutes for one ticket, by service (may be empty).

    `zone` is the branch's; None if facts come with its offset from UTC, as in a recorded journal they do.
    """

    standards: dict[str, float]
    zone: tzinfo | None = None


class Learned:
    """Everything learned up to the fact taken last. Changed in place by `take`; `model` makes a value of it."""

    def __init__(self, known: Known) -> None:
        self._begin(known, {})

    def _begin(self, known: Known, kept: dict[str, Any]) -> None:
        self._known = known
        self._paces = Paces(known.standards, kept.get("paces"))
        self._customers = Customers(kept.get("customers"))
        self._staffing = Staffing(kept.get("staffing"))
        self._day: SeenDay | None = None
        self._date, self._was_opened = date.min, False

    def take(self, fact: Fact) -> None:
        """This has happened. Facts come in order, a whole day after the other; what cannot be told teaches nothing."""
        day = self._day_of(fact)
        try:
            day.take(fact)
        except Refusal:
            return
        if fact.kind is Kind.DAY_CLOSED:
            self._end_day()

    def model(self, now: float, midnight: float) -> Model:
        """What is believed at this instant (seconds since the epoch; `midnight` begins the branch's day)."""
        half_hour = min(max(int(now - midnight) // _HALF_HOUR, 0), HALF_HOURS)
        weekday = datetime.fromtimestamp(midnight + _HALF_A_DAY, self._known.zone or UTC).weekday()
        day = self._paces.day(() if self._day is None else self._day.under_way(now))
        return Model(
            paces=self._paces.paces(day.effect),
            tellers=self._paces.tellers(),
            together=day.together(),
            afterwards=day.afterwards(),
            strange_minutes=LASTS_MINUTES,
            per_slip=self._paces.per_slip,
            between=self._staffing.between(),
            no_shows=self._customers.no_shows(),
            no_show_minutes=self._customers.no_show_minutes(),
            gives_up=self._customers.gives_up(),
            pauses=self._staffing.pauses(),
            pause_minutes=self._staffing.pause_minutes(),
            late_minutes=self._staffing.late_minutes(),
            returns=self._paces.returns(),
            arrivals=self._customers.arrivals(half_hour, weekday),
            reserves=self._staffing.reserves(),
        )

    def kept(self) -> dict[str, Any]:
        """All of it at the end of a day, ready for JSON. The day is over with that, even if nobody closed it."""
        self._end_day()
        return {
            "paces": self._paces.kept(),
            "customers": self._customers.kept(),
            "staffing": self._staffing.kept(),
        }

    @classmethod
    def again(cls, known: Known, kept: dict[str, Any]) -> "Learned":
        """What was kept."""
        learned = cls(known)
        learned._begin(known, kept)
        return learned

    def _day_of(self, fact: Fact) -> SeenDay:
        """The day that the fact belongs to. One that was opened lasts until it is closed, or another is opened; of one
        that was not, a new date is the end.
        """
        is_opening = fact.kind is Kind.DAY_OPENED
        longest = _LONGEST_DAY if self._was_opened else timedelta(0)
        if self._day is None or is_opening or not timedelta(0) <= fact.day - self._date <= longest:
            self._end_day()
            self._day = SeenDay(self._paces, self._customers, self._staffing, self._known.zone)
            self._date, self._was_opened = fact.day, is_opening
        return self._day

    def _end_day(self) -> None:
        if self._day is None:
            return
        self._day.end()
        self._day = None
        self._paces.end_day()
        self._customers.end_day(self._date.weekday())
        self._staffing.end_day()
