"""The made bank branches: the demonstration's, a small one, a large one, somebody else's, and one with slow hours."""

from dataclasses import replace

from tests.benchmarks.branch_days.layout import Habits, Layout, Offered, Seat, half_hours

_MORNING = half_hours(17, (2.5, 7.5, 10, 11, 10.5, 8.5, 6.5, 4.5, 4, 4, 5.5, 7, 7, 5.5, 4.5, 3, 1))
"""day.md, from nine o'clock; and some who are there when the doors open."""

_AFTERNOON = half_hours(18, (3, 5, 6, 6, 5, 3, 2, 2, 4, 7, 11, 11, 8, 5, 3, 1))
"""Companies come from two to three."""

_VIPS = {"jiaoyin": 0.06, "wode": 0.03, "care": 0.07}
_BOOKING_VIPS = {"jiaoyin": 0.08, "wode": 0.05, "care": 0.05, "booked": 0.2}
_INVESTORS = {"jiaoyin": 0.25, "wode": 0.2, "care": 0.04, "booked": 0.25}

_CASH = Offered("cash", 0.37, 5.5, 0.55, _VIPS, transfers_to=("transfer", "other"))
_TRANSFER = Offered("transfer", 0.14, 8.0, 0.6, _VIPS, series="C", transfers_to=("cash", "account"))
_ACCOUNT = Offered("account", 0.12, 16.0, 0.6, _BOOKING_VIPS, 25, series="C", transfers_to=("cash",))
_LOSS = Offered("loss", 0.09, 12.0, 0.6, {"jiaoyin": 0.04, "wode": 0.02, "care": 0.12}, series="C")
_WEALTH = Offered("wealth", 0.07, 15.0, 0.7, _INVESTORS, 25, series="C", transfers_to=("account",))
_OTHER = Offered("other", 0.09, 5.0, 0.8, _VIPS, series="C", transfers_to=("cash", "transfer"))
_CORPORATE = Offered("corporate", 0.12, 9.0, 0.6, {"booked": 0.05}, weights=_AFTERNOON, series="E")

_RULE = {
    "head_start_minutes": {"ordinary": 0, "jiaoyin": 10, "wode": 30, "booked": 20, "care": 15},
    "max_skips": {"tier": 2, "care": 1},
    "accounts": {"jiaoyin": "tier", "wode": "tier", "booked": "tier", "care": "care"},
}

_COUNTER = ("cash", "transfer", "loss", "other")

DEMO = Layout(
    id="a",
    services=(_CASH, _TRANSFER, _ACCOUNT, _LOSS, _WEALTH, _OTHER, _CORPORATE),
    seats=(
        Seat("1", _COUNTER, breaks=(((11, 45), (12, 30)),)),
        Seat("2", _COUNTER, breaks=(((12, 30), (13, 15)),)),
        Seat("3", ("transfer", "account", "loss", "other"), breaks=(((12, 0), (12, 45)),)),
        Seat("4", ("cash", "transfer", "account", "loss", "other"), (9, 30), breaks=(((13, 15), (14, 0)),)),
        Seat("5", ("corporate",)),
        Seat("6", ("wealth", "account"), vip_first=True),
        Seat("7", _COUNTER, reserve_at=14),
    ),
    head_starts={"jiaoyin": 10, "wode": 30, "booked": 20, "care": 15},
    accounts={"jiaoyin": "tier", "wode": "tier", "booked": "tier", "care": "care"},
    caps={"tier": 2, "care": 1},
    policy=_RULE,
    tickets={"light": 125, "ordinary": 205, "heavy": 300},
    weights=_MORNING,
    tellers=("li", "wang", "zhang", "liu", "chen", "yang", "zhao", "huang", "zhou", "wu"),
)

SMALL = replace(
    DEMO,
    id="b",
    services=(
        replace(_CASH, share=0.6, transfers_to=("account",)),
        replace(_ACCOUNT, share=0.2),
        replace(_OTHER, share=0.2, transfers_to=("cash",)),
    ),
    seats=(
        Seat("1", ("cash", "other"), closes=(16, 30), breaks=(((12, 0), (13, 0)),)),
        Seat("2", ("cash", "account", "other"), closes=(16, 30), breaks=(((13, 0), (14, 0)),)),
    ),
    tickets={"light": 42, "ordinary": 75, "heavy": 108},
    tellers=("sun", "ma", "zhu"),
    last_number=(16, 15),
    closes=(16, 30),
    weekdays={0: 1.0, 1: 0.95, 2: 0.95, 3: 1.0, 4: 1.1},
)

_ALL_DAY = ("cash", "transfer", "other")

LARGE = replace(
    DEMO,
    id="c",
    services=(
        replace(_CASH, share=0.42),
        replace(_TRANSFER, share=0.17),
        replace(_ACCOUNT, share=0.13),
        replace(_LOSS, share=0.09, transfers_to=("account",)),
        replace(_WEALTH, share=0.09),
        replace(_OTHER, share=0.1),
    ),
    seats=(
        Seat("1", ("cash",), breaks=(((11, 30), (12, 15)),)),
        Seat("2", ("cash", "other"), breaks=(((12, 15), (13, 0)),)),
        Seat("3", _ALL_DAY, breaks=(((13, 0), (13, 45)),)),
        Seat("4", _ALL_DAY, (8, 45), (15, 0), breaks=(((11, 45), (12, 15)),)),
        Seat("5", _COUNTER, (9, 30), breaks=(((12, 30), (13, 15)),)),
        Seat("6", _COUNTER, (10, 0), breaks=(((13, 15), (14, 0)),), week=frozenset((0, 2, 4))),
        Seat("7", ("account", "loss", "transfer"), breaks=(((11, 45), (12, 30)),)),
        Seat("8", ("account", "loss"), breaks=(((12, 30), (13, 15)),), lent=("cash", "transfer", "other")),
        Seat("9", ("account", "wealth"), (9, 30), vip_first=True),
        Seat("10", ("wealth",), breaks=(((12, 0), (13, 0)),), vip_first=True, lent=("account", "loss")),
        Seat("11", ("cash", "transfer", "account", "loss", "other"), (9, 0), (13, 0)),
        Seat("12", _ALL_DAY, reserve_at=24),
    ),
    tickets={"light": 290, "ordinary": 400, "heavy": 580},
    habits=Habits(slowing=-0.006, pauses=0.35),
    tellers=tuple(f"t{n:02d}" for n in range(1, 17)),
)

_GOLD = {"gold": 0.1, "std": 0.2}

ELSEWHERE = Layout(
    id="d",
    services=(
        Offered("1", 0.35, 4.0, 0.7, _GOLD, series="1-"),
        Offered("2", 0.25, 7.0, 0.65, _GOLD, series="2-", transfers_to=("1", "4")),
        Offered("3", 0.2, 11.0, 0.75, {"gold": 0.3, "std": 0.3}, 25, series="3-"),
        Offered("4", 0.15, 6.0, 0.8, _GOLD, series="4-"),
        Offered("5", 0.05, 20.0, 0.55, {"gold": 0.5}, series="5-"),
    ),
    seats=(
        Seat("A", ("1", "2", "4"), (8, 30), (15, 30)),
        Seat("B", ("1", "2", "4"), (8, 30), (16, 0), (((12, 0), (12, 30)),)),
        Seat("C", ("2", "3"), (8, 30), (16, 0), (((12, 30), (13, 0)),)),
        Seat("D", ("3", "4", "5"), (9, 0), (16, 0), (((11, 30), (12, 0)),)),
        Seat("E", ("1", "2", "3", "4", "5"), reserve_at=10),
    ),
    head_starts={"gold": 12, "std": 12},
    accounts={"gold": "all", "std": "all"},
    caps={"all": 2},
    policy={"head_start_minutes": 12, "max_skips": 2},
    tickets={"light": 105, "ordinary": 180, "heavy": 275},
    weights=half_hours(17, (8, 8, 7, 7, 7, 7, 8, 8, 7, 6, 6, 6, 5, 5, 3)),
    habits=Habits(pauses=0.4, pause_median=5.0, walk_median=0.5, between_median=0.1, several_slips=0.0),
    tellers=tuple(f"E{n}" for n in range(11, 18)),
    opens=(8, 30),
    last_number=(15, 45),
    closes=(16, 0),
    weekdays={0: 1.2, 1: 0.9, 2: 0.9, 3: 0.9, 4: 1.1},
    untold=frozenset({"service_started", "counter_ready", "ticket_recalled"}),
    tells_teller=False,
    wall_hours=1,
    written_hours=1,
)

SLOW_HOURS = replace(DEMO, id="e", habits=Habits(shift=0.5))
