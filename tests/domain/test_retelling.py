"""A day retold from a journal that somebody else made: all that the contract lets be missing, one by one."""

from datetime import timedelta
from math import inf, nan

import pytest

from lobby.domain.counter import CounterState
from lobby.domain.dispatch import choose
from lobby.domain.errors import Refusal
from lobby.domain.ticket import TicketState
from tests.clocks import MONDAY_TEN
from tests.domain.builders import fairness
from tests.domain.retold_days import OURS, called, day_of, issued, on, opened, policy, skips

CROWD = (issued("a"), issued("b"), issued("g", "gold"))


def test_whom_a_call_passes_is_counted_by_the_definition_whatever_the_journal_says() -> None:
    day = day_of(OURS, opened("1", "cash"), *CROWD, called("g", rule="head_start", skipped=["z"]))

    assert skips(day) == {"a": {"tier": 1}, "b": {"tier": 1}}
    assert [call.passed for call in day.calls] == [("a", "b")]


def test_only_who_waits_for_what_the_counter_serves_is_passed() -> None:
    day = day_of(OURS, opened("1", "cash"), issued("a"), issued("l", service="loan"), *CROWD[2:], called("g"))

    assert skips(day) == {"a": {"tier": 1}}


def test_without_counter_opened_a_counter_serves_what_it_has_served_so_far() -> None:
    loan = issued("l", service="loan")

    before = day_of(OURS, loan, issued("a"), *CROWD[2:], called("g"))
    after = day_of(OURS, issued("m", service="loan"), called("m"), loan, issued("a"), *CROWD[2:], called("g"))

    assert skips(before) == {"a": {"tier": 1}}
    assert skips(after) == {"a": {"tier": 1}, "l": {"tier": 1}}


def test_counter_opened_without_services_says_nothing_of_them() -> None:
    day = day_of(OURS, opened("1"), issued("l", service="loan"), *CROWD, called("g"))

    assert skips(day) == {"a": {"tier": 1}, "b": {"tier": 1}}


def test_whom_a_counter_puts_first_is_known_from_its_plan_unless_its_opening_says_otherwise() -> None:
    planned = {"kind": "counter_planned", "counter": "1", "vip_first": True}

    day = day_of(planned, opened("1", "cash"))
    otherwise = day_of(planned, opened("1", "cash", vip_first=False))
    bare = day_of({"kind": "counter_planned", "counter": "1"}, opened("1", "cash"))

    assert [one.counters["1"].vip_first for one in (day, otherwise, bare)] == [True, False, False]


def test_a_counter_that_was_only_planned_is_closed() -> None:
    day = day_of({"kind": "counter_planned", "counter": "1", "opens_at": None, "closes_at": None, "breaks": []})

    assert day.counters["1"].state is CounterState.CLOSED


def test_a_second_counter_opened_means_that_its_services_changed() -> None:
    day = day_of(OURS, opened("1", "cash"), opened("1", "cash", "loan"), issued("l", service="loan"), *CROWD)
    again = day_of(
        *(OURS, opened("1", "cash"), opened("1", "cash", "loan"), issued("l", service="loan"), *CROWD, called("g"))
    )

    assert day.counters["1"].services == ("cash", "loan")
    assert skips(again) == {"a": {"tier": 1}, "b": {"tier": 1}, "l": {"tier": 1}}


def test_without_a_rule_a_call_is_by_the_rule() -> None:
    [call] = day_of(policy(10, 0), opened("1", "cash"), *CROWD, called("g")).calls

    assert (call.rule, call.over_cap) == (None, True)


def test_without_a_start_the_call_counts_as_the_start() -> None:
    day = day_of(issued("a"), called("a"), on("service_finished", "a"))

    [ticket] = day.tickets
    assert (ticket.state, ticket.started_at) == (TicketState.FINISHED, MONDAY_TEN + timedelta(minutes=2))
    assert ticket.closed_at == MONDAY_TEN + timedelta(minutes=3)


def test_without_a_policy_skips_are_counted_and_no_cap_is_judged() -> None:
    day = day_of(opened("1", "cash"), *CROWD, called("g"), on("service_finished", "g"), issued("h", "gold"))
    again = day_of(opened("1", "cash"), *CROWD, called("g"), issued("h", "gold"), called("h"))

    assert skips(day) == {"a": {"all": 1}, "b": {"all": 1}}
    assert skips(again) == {"a": {"all": 2}, "b": {"all": 2}}
    assert [call.over_cap for call in again.calls] == [False, False]


@pytest.mark.parametrize(("cap", "over"), [(0, [True, True]), (1, [False, True]), (2, [False, False])])
def test_a_plain_number_is_one_cap_for_one_account(cap: int, over: list[bool]) -> None:
    day = day_of(policy(10, cap), opened("1", "cash"), *CROWD, issued("c", "care"), called("g"), called("c"))

    assert skips(day) == {"a": {"all": 2}, "b": {"all": 2}}
    assert [call.over_cap for call in day.calls] == over


def test_a_plain_number_is_the_head_start_of_every_class_but_the_ordinary_one() -> None:
    rules = day_of(policy(10, 2)).policy

    assert [rules.head_start_minutes(class_id) for class_id in ("ordinary", "gold", "whatever")] == [0, 10, 10]


def test_caps_by_account_without_accounts_are_those_of_classes_with_these_names_or_of_the_only_one() -> None:
    several, one = day_of(policy(10, {"gold": 2, "care": 1})).policy, day_of(policy(10, {"tier": 2})).policy

    assert [several.account_of(class_id) for class_id in ("gold", "care", "silver")] == ["gold", "care", None]
    assert [one.account_of(class_id) for class_id in ("gold", "care", "ordinary")] == ["tier", "tier", None]


def test_a_cap_is_that_of_its_time() -> None:
    calls = day_of(
        *(policy(10, 1), opened("1", "cash"), issued("a"), issued("g", "gold"), called("g"), issued("h", "gold")),
        *(policy(10, 2), called("h"), policy(10, 1), issued("i", "gold"), called("i")),
    ).calls

    assert [call.over_cap for call in calls] == [False, False, True]


def test_any_names_will_do() -> None:
    day = day_of(
        policy({"街坊": 0, "金": 10}, {"优先": 1}, {"金": "优先"}),
        *(opened("东", "存款"), issued("甲", "街坊", "存款"), issued("乙", "金", "存款"), called("乙", "东")),
    )

    assert skips(day) == {"甲": {"优先": 1}}


def test_an_override_counts_and_breaks_nothing() -> None:
    day = day_of(OURS, opened("1", "cash"), issued("a"), issued("b"), called("b", rule="override"), issued("c"))

    [call] = day.calls
    assert (call.is_override, call.over_cap, call.breaks_order) == (True, False, False)
    assert [(t.name, t.skips, t.overridden) for t in day.tickets[:1]] == [("a", {"override": 1}, 1)]


def test_parked_and_redirected_tickets_are_passed_by_nobody_and_come_back_to_their_places() -> None:
    day = day_of(
        *(OURS, opened("1", "cash"), issued("a"), issued("b"), issued("c"), issued("g", "gold")),
        *(on("ticket_parked", "a", until="2026-01-05T02:30:00Z"), on("ticket_redirected", "b", machine="m")),
        *(called("g"), on("service_finished", "g"), on("ticket_returned", "b"), issued("h", "gold"), called("h")),
    )

    assert skips(day) == {"c": {"tier": 2}, "b": {"tier": 1}}
    assert [ticket.state.value for ticket in day.tickets[:3]] == ["parked", "waiting", "waiting"]


def test_who_comes_back_late_counts_as_having_come_then_and_keeps_the_skips() -> None:
    day = day_of(
        *(OURS, opened("1", "cash"), issued("a"), issued("g", "gold"), called("g"), called("a")),
        *(on("ticket_missed", "a"), issued("b"), on("ticket_back_late", "a"), issued("h", "gold"), called("b")),
    )

    [a] = day.tickets[:1]
    assert (a.skips, a.missed, a.seniority) == ({"tier": 1}, 1, (MONDAY_TEN + timedelta(minutes=9)).timestamp())
    assert day.calls[-1].passed == ()


def test_transfer_grant_and_a_new_service_keep_the_place() -> None:
    day = day_of(
        *(OURS, opened("1", "cash"), opened("2", "loan"), issued("a"), issued("l", service="loan")),
        *(called("a"), on("ticket_transferred", "a", service="loan"), on("class_granted", "l", **{"class": "gold"})),
        called("l", "2"),
    )

    assert skips(day) == {"a": {"tier": 1}}


def test_a_deed_undone_never_was_but_for_its_skips() -> None:
    day = day_of(
        *({**entry, "seq": place} for place, entry in enumerate((opened("1", "cash"), issued("a"), called("a")), 1)),
        {**on("ticket_missed", "a"), "seq": 4},
        {**on("deed_undone", "a", undone_seq=4), "seq": 5},
    )

    [a] = day.tickets
    assert (a.state, a.missed, a.counter) == (TicketState.CALLED, 0, "1")
    assert day.counters["1"].ticket == "a"


def test_who_calls_the_next_has_finished_with_the_one_before() -> None:
    day = day_of(issued("a"), issued("b"), called("a"), called("b"))

    assert [ticket.state.value for ticket in day.tickets] == ["finished", "called"]
    assert day.counters["1"].ticket == "b"


def test_nobody_is_left_over_from_a_day_that_is_closed_and_its_numbers_can_be_given_again() -> None:
    day = day_of(opened("1", "cash"), issued("a"), {"kind": "day_closed"}, issued("a"), issued("b"), called("b"))

    assert [(t.name, t.state.value, t.skips) for t in day.tickets] == [
        ("a", "left", {}),
        ("a", "waiting", {"all": 1}),
        ("b", "called", {}),
    ]


def test_two_tickets_of_one_seq_and_one_instant_are_still_two() -> None:
    same = {"seq": 1, "at": MONDAY_TEN.isoformat()}

    day = day_of({**issued("a"), **same}, {**issued("b"), **same}, on("ticket_left", "b", how="gave_up"))

    assert [list(line) for line in day.queues.values()] == [day.tickets[:1]]


def test_what_waits_can_be_put_to_the_rule_itself() -> None:
    day = day_of(OURS, opened("1", "cash"), *CROWD)

    choice = choose(day.queues, day.counters["1"].services, fairness(), vip_first=False)

    assert choice is not None
    assert (choice.ticket.name, choice.rule) == ("g", "head_start")


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ((called("a"),), "never_issued"),
        ((issued("a"), issued("a")), "issued_twice"),
        ((on("deed_undone", "a", undone_seq=9),), "nothing_to_undo"),
        ((on("deed_undone", "a", undone_seq=[9]),), "nothing_to_undo"),
        ((policy("ten", 2),), "not_a_policy"),
        ((policy({"gold": 1}, {"tier": "many"}),), "not_a_policy"),
        ((policy(10, 2, 3),), "not_a_policy"),
        ((policy(10, 2, {"gold": ["tier"]}),), "not_a_policy"),
        ((policy(nan, 2),), "not_a_policy"),
        ((policy({"gold": inf}, 2),), "not_a_policy"),
        ((policy(10, inf),), "not_a_policy"),
    ],
)
def test_what_cannot_be_told_is_refused(entries: tuple[dict[str, object], ...], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        day_of(*entries)

    assert caught.value.code == code


def test_since_when_a_counter_is_as_it_is() -> None:
    told = [
        opened("1", "cash"),
        issued("a"),
        called("a"),
        on("service_finished", "a"),
        {"kind": "counter_ready", "counter": "1"},
        {"kind": "counter_paused", "counter": "1", "until": "2026-01-05T02:30:00Z"},
        {"kind": "counter_resumed", "counter": "1"},
        {"kind": "counter_closed", "counter": "1"},
    ]

    since = [day_of(*told[:count]).counters["1"].since for count in range(1, len(told) + 1)]

    assert since == [MONDAY_TEN + timedelta(minutes=n) for n in (1, 1, 1, 4, 4, 6, 7, 8)]


def test_until_when_a_counter_is_paused_is_known_while_it_is() -> None:
    paused = (opened("1", "cash"), {"kind": "counter_paused", "counter": "1", "until": "2026-01-05T02:30:00Z"})

    before, after = day_of(*paused), day_of(*paused, {"kind": "counter_resumed", "counter": "1"})

    assert before.counters["1"].paused_until == MONDAY_TEN + timedelta(minutes=30)
    assert after.counters["1"].paused_until is None


def test_who_comes_back_waits_since_then_and_an_undo_brings_back_since_when_it_was() -> None:
    told = (
        issued("a"),
        on("ticket_parked", "a", until="2026-01-05T02:30:00Z"),
        {**on("ticket_returned", "a"), "seq": 3},
        {**on("deed_undone", "a", undone_seq=3), "seq": 4},
    )

    waits_since = [day_of(*told[:count]).tickets[0].waits_since for count in (1, 3, 4)]

    assert waits_since == [MONDAY_TEN + timedelta(minutes=n) for n in (1, 3, 1)]


@pytest.mark.parametrize(("said", "slips"), [(None, 1), (3, 3), (0, 1), ("many", 1), (10**400, 1)])
def test_a_ticket_is_for_so_many_slips_as_were_said(said: object, slips: int) -> None:
    assert day_of({**issued("a"), "count": said}).tickets[0].slips == slips


def test_a_day_begins_with_its_first_fact_or_its_opening() -> None:
    assert day_of(issued("a"), issued("b")).began_at == MONDAY_TEN + timedelta(minutes=1)
    assert day_of(issued("a"), {"kind": "day_opened"}).began_at == MONDAY_TEN + timedelta(minutes=2)


def test_the_plan_of_a_counter_is_known_from_when_it_is_told() -> None:
    day = day_of({"kind": "counter_planned", "counter": "1", "opens_at": "03:00", "closes_at": "05:00", "breaks": []})

    assert day.counters["1"].plan == ((MONDAY_TEN + timedelta(hours=1), MONDAY_TEN + timedelta(hours=3)),)
    assert day_of(opened("1", "cash")).counters["1"].plan is None
