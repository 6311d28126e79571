"""The scene of a recorded day: from its journal alone, and from what its counters did on the days before."""

from datetime import datetime, timedelta
from typing import Any

from lobby.domain.branch import TIER_ACCOUNT
from lobby.domain.forecast.habits import REMEMBERED_DAYS, Habits
from lobby.domain.forecast.learned import Known, Learned
from lobby.domain.forecast.model import Model, Pace
from lobby.domain.forecast.recorded_scene import NO_CAP, fairness_of_policy, scene_of_retelling
from lobby.domain.forecast.scene import Held, Scene, SceneCounter, Waiter
from lobby.domain.forecast.simulate import forecast
from lobby.domain.recorded import read_fact
from lobby.domain.retelling import Retelling
from tests.clocks import MONDAY_TEN
from tests.domain.forecast.told import believed, taking
from tests.domain.retold_days import OURS, Entry, called, issued, lines, on, opened, policy

LATER = MONDAY_TEN + timedelta(minutes=20)


def minute(n: int) -> float:
    """The instant of the n-th entry."""
    return (MONDAY_TEN + timedelta(minutes=n)).timestamp()


def gone_through(*entries: Entry, habits: Habits | None = None) -> tuple[Retelling, Habits]:
    """The day that these entries tell, and the habits after it."""
    day, habits = Retelling(), habits or Habits()
    for place, line in enumerate(lines(entries), start=1):
        fact = read_fact(line, place)
        day.take(fact)
        habits.take(fact, day)
    return day, habits


def scene_of(*entries: Entry, habits: Habits | None = None, now: datetime = LATER) -> Scene:
    day, habits = gone_through(*entries, habits=habits)
    return scene_of_retelling(day, now, habits, ("ordinary",))


def counter(**changed: Any) -> SceneCounter:
    """Counter 1, open for cash since the first entry and free."""
    plain: dict[str, Any] = {
        "id": "1",
        "services": ("cash",),
        "vip_first": False,
        "teller": "1",
        "is_open": True,
        "is_paused": False,
        "is_ready": False,
        "since": minute(1),
    }
    return SceneCounter(**{**plain, **changed})


def test_who_waits_is_there_with_place_and_skips() -> None:
    scene = scene_of(OURS, opened("1", "cash"), issued("a"), issued("g", "gold"), called("g"))

    assert scene.waiters == [
        Waiter("a", "cash", "ordinary", minute(3), 3, minute(3), {"tier": 1}),
    ]
    assert (scene.now, scene.services, scene.classes) == (LATER.timestamp(), ("cash",), ("ordinary",))


def test_who_came_back_waits_since_then_and_who_will_come_is_promised() -> None:
    scene = scene_of(
        *(issued("a"), issued("b"), issued("c"), on("ticket_redirected", "a", machine="m")),
        *(
            on("ticket_parked", "b", until="2026-01-05T02:30:00Z"),
            on("ticket_parked", "c", until="2026-01-05T02:10:00Z"),
        ),
        on("ticket_returned", "a"),
    )

    assert [(one.name, one.seniority, one.since) for one in scene.waiters] == [("a", minute(1), minute(7))]
    assert [(at, one.name, one.since) for at, one in scene.coming] == [
        (minute(30), "b", minute(30)),
        (minute(20), "c", minute(20)),
    ]


def test_a_free_counter_and_one_that_asked_and_got_nobody() -> None:
    free = scene_of(opened("1", "cash", teller="li"))
    ready = scene_of(opened("1", "cash", vip_first=True), {"kind": "counter_ready", "counter": "1"})

    assert free.counters == [counter(teller="li")]
    assert ready.counters == [counter(vip_first=True, is_ready=True)]


def test_a_counter_holds_its_ticket_since_the_call_though_somebody_says_later_that_it_began() -> None:
    told = (opened("1", "cash"), {**issued("a"), "count": 4}, called("a"))

    [before], [after] = scene_of(*told).counters, scene_of(*told, on("service_started", "a")).counters

    assert before == counter(held=Held("a", "cash", "ordinary", 2, minute(3), False, 4))
    assert after == counter(held=Held("a", "cash", "ordinary", 2, minute(3), True, 4))


def test_a_paused_counter_and_a_closed_one() -> None:
    paused = {"kind": "counter_paused", "counter": "1", "until": "2026-01-05T02:30:00Z"}

    [pausing] = scene_of(opened("1", "cash"), paused).counters
    [closed] = scene_of(opened("1", "cash"), {"kind": "counter_closed", "counter": "1"}).counters

    assert pausing == counter(is_paused=True, since=minute(2), resumes=minute(30))
    assert closed == counter(is_open=False, since=minute(2))


def test_a_teller_who_is_told_by_a_number_is_the_one_whose_times_were_learned() -> None:
    told = (opened("1", "cash", teller=17), issued("a"), called("a"), on("service_finished", "a"))
    more = (*told, issued("b"), called("b"))

    [found] = scene_of(*told).counters
    model = believed(taking(Learned(Known({})), [read_fact(line, n) for n, line in enumerate(lines(more), start=1)]))

    assert found.teller == "17"
    assert set(model.tellers) == {found.teller}


def test_a_plan_is_there_without_its_breaks() -> None:
    plan = {"kind": "counter_planned", "opens_at": "02:00", "closes_at": "09:00"}
    other = {**plan, "counter": "2", "closes_at": "09:30"}

    planned, _ = scene_of({**plan, "counter": "1", "breaks": [["04:00", "05:00"]]}, other, issued("a")).counters

    assert planned == counter(
        is_open=False, since=0.0, plan=((minute(0), minute(120)), (minute(180), minute(420))), services=("cash",)
    )


def test_who_still_waits_when_the_last_counter_is_meant_to_close_is_served() -> None:
    plan = {"kind": "counter_planned", "counter": "1", "opens_at": "02:00", "closes_at": "02:30"}
    scene = scene_of(plan, opened("1", "cash"), issued("a"), issued("b"), called("a"), issued("c"))

    [waits] = forecast(scene, Model({"cash": Pace(20.0, (1.0,))}), only=("cash", "ordinary")).newcomers.values()

    assert max(waits) < 60


def test_the_day_begins_at_midnight_on_the_wall_where_it_was_recorded() -> None:
    scene = scene_of({**issued("a"), "at": "2026-01-05T10:01:00+08:00"})

    assert scene.midnight == datetime.fromisoformat("2026-01-05T00:00:00+08:00").timestamp()


def test_an_open_counter_of_which_nothing_is_known_serves_everything() -> None:
    [unknown] = scene_of(opened("1"), issued("a"), issued("l", service="loan")).counters

    assert unknown.services == ("cash", "loan")


def test_what_a_counter_served_on_earlier_days_it_serves_until_that_is_long_ago() -> None:
    _, habits = gone_through(issued("a"), called("a"), issued("l", service="loan"), called("l"))

    habits.end_day()
    [next_day] = scene_of(issued("m", service="loan"), called("m"), habits=habits).counters
    for _ in range(REMEMBERED_DAYS):
        habits.end_day()
    [much_later] = scene_of(issued("m", service="loan"), called("m"), habits=habits).counters

    assert next_day.services == ("cash", "loan")
    assert much_later.services == ("loan",)


def test_a_counter_that_is_closed_yet_will_serve_what_it_opened_with_last_and_by_the_same_teller() -> None:
    _, habits = gone_through(opened("1", "cash", teller="li"), issued("l", service="loan"))

    [planned] = scene_of({"kind": "counter_planned", "counter": "1"}, habits=habits).counters

    assert (planned.is_open, planned.services, planned.teller) == (False, ("cash",), "li")


def test_classes_have_the_rights_that_the_journal_told() -> None:
    fairness = scene_of(OURS, issued("a")).fairness

    assert {one.id: (one.head_start_seconds, one.account) for one in fairness.classes.values()} == {
        "ordinary": (0, None),
        "gold": (600, "tier"),
        "care": (900, "care"),
    }
    assert fairness.caps == {"tier": 2, "care": 1}


def test_a_class_that_nobody_had_until_it_was_granted_is_known() -> None:
    scene = scene_of(opened("1", "cash"), issued("a"), {**on("class_granted", "a"), "class": "gold"})

    assert [one.class_id for one in scene.waiters] == ["gold"]
    assert "gold" in scene.fairness.classes


def test_a_plain_number_is_one_account_that_a_counter_can_put_first() -> None:
    scene = scene_of(policy(10, 2), opened("1", "cash"), issued("a"), issued("s", "std"), called("s"))

    assert scene.fairness.classes["std"].account == "tier"
    assert (scene.fairness.caps, scene.waiters[0].skips) == ({"tier": 2}, {"tier": 1})


def test_without_a_policy_everybody_is_called_in_the_order_of_coming() -> None:
    fairness = scene_of(issued("a"), issued("g", "gold")).fairness

    assert {one.id: (one.head_start_seconds, one.account) for one in fairness.classes.values()} == {
        "ordinary": (0, None),
        "gold": (0, None),
    }
    assert fairness.caps == {}


def test_an_account_without_a_cap_is_as_good_as_never_full() -> None:
    told, _ = gone_through(policy({"gold": 5}, {"care": 1}, {"gold": "tier", "care": "care"}))

    assert fairness_of_policy(told.policy, ["ordinary"]).caps == {"tier": NO_CAP, "care": 1}


FAST_FIRST = [
    opened("1", "cash"),
    *(
        entry
        for name in ("a", "b", "c", "d", "e")
        for entry in (issued(f"{name}1"), issued(f"{name}2", "fast"), called(f"{name}2"), called(f"{name}1"))
    ),
    *(entry for name in "fghijk" for entry in (issued(name), called(name))),
]
"""Five times a fast one is called before somebody a minute older; ordinary ones are called more often."""


def test_where_no_rule_is_told_a_class_has_the_head_start_that_it_was_seen_to_have() -> None:
    fairness = scene_of(*FAST_FIRST).fairness

    assert fairness.classes["fast"].head_start == timedelta(minutes=1)
    assert fairness.caps == {TIER_ACCOUNT: NO_CAP}
    assert fairness.classes["ordinary"].account is None


def test_what_the_rule_tells_counts_more_than_what_was_seen() -> None:
    told = policy({"fast": 10}, {"tier": 2}, {"fast": "tier"})

    fairness = scene_of(told, *FAST_FIRST).fairness

    assert fairness.classes["fast"].head_start == timedelta(minutes=10)
    assert fairness.caps == {"tier": 2}
