"""Issue and cancel: what a new ticket is, which class it gets, and when there is none."""

from dataclasses import replace

import pytest

from lobby.domain.branch import ORDINARY
from lobby.domain.errors import Conflict, NotFound, Refusal
from lobby.domain.fact import Kind
from lobby.domain.ticket import Ticket, TicketState, Wait
from lobby.domain.tickets import NewTicket, Order, class_for, issue, must_be_issuable
from tests.clocks import MONDAY_TEN
from tests.domain.builders import branch, fairness
from tests.domain.scene import Scene


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, counter 1 open."""
    scene = Scene(branch())
    scene.opens("1")
    return scene


def test_a_new_ticket_waits_with_the_seniority_of_its_issue(scene: Scene) -> None:
    order = Order("cash", tier="gold", amount=5000, slips=3, language="en")
    shown = Wait(1.0, 2.0, 3.0)

    scene.does(lambda hall, now: issue(hall, NewTicket(order, "the-id", "A001", shown), now, "kiosk 1"))

    assert scene.hall.tickets["A001"] == Ticket(
        id="the-id",
        number="A001",
        service="cash",
        class_id="gold",
        seniority=MONDAY_TEN.timestamp(),
        seq=4,
        issued_at=MONDAY_TEN,
        state=TicketState.WAITING,
        language="en",
        amount=5000,
        slips=3,
        shown=shown,
    )
    facts = [(fact.seq, fact.kind, fact.actor, fact.detail) for fact in scene.facts[-2:]]
    assert facts == [
        (4, Kind.TICKET_ISSUED, "kiosk 1", {"number": "A001", "service": "cash", "class": "gold", "count": 3}),
        (5, Kind.ESTIMATE_SHOWN, "kiosk 1", {"low": 1.0, "mid": 2.0, "high": 3.0}),
    ]


def test_without_an_estimate_none_is_told(scene: Scene) -> None:
    scene.issues(shown=None)

    assert scene.facts[-1].kind is Kind.TICKET_ISSUED


def test_neither_the_id_nor_the_ground_for_care_nor_the_amount_is_told(scene: Scene) -> None:
    order = Order("cash", care="elderly", amount=4171)

    scene.does(lambda hall, now: issue(hall, NewTicket(order, "the-id", "A001", None), now, "kiosk"))

    told = str(scene.entries)
    assert not any(word in told for word in ("the-id", "elderly", "4171"))


@pytest.mark.parametrize(
    ("order", "class_id"),
    [
        (Order("cash"), ORDINARY),
        (Order("cash", tier="gold"), "gold"),
        (Order("cash", tier="a tier that the bank no longer has"), ORDINARY),
        (Order("cash", care="elderly"), "care"),
        (Order("cash", tier="gold", care="elderly"), "care"),
        (Order("cash", tier="platinum", care="elderly"), "platinum"),
    ],
)
def test_the_class_is_the_one_that_counts_as_having_come_earliest(order: Order, class_id: str) -> None:
    assert class_for(branch(), order) == class_id


def test_a_tier_of_no_head_start_is_a_tier_all_the_same() -> None:
    """It still comes first at `vip_first` counters."""
    house = branch(rules=fairness({"ordinary": (0, None), "gold": (0, "tier")}, {"tier": 2}))

    assert class_for(house, Order("cash", tier="gold")) == "gold"


def test_of_care_and_a_tier_that_count_alike_it_is_care() -> None:
    classes = {"ordinary": (0.0, None), "gold": (15.0, "tier"), "care": (15.0, "care")}
    house = branch(rules=fairness(classes))

    assert class_for(house, Order("cash", tier="gold", care="elderly")) == "care"


def test_nobody_gets_a_number_for_what_is_not_offered(scene: Scene) -> None:
    with pytest.raises(NotFound, match="unknown_service"):
        must_be_issuable(scene.hall, Order("pawn"), scene.now)


def test_a_ground_for_care_must_be_one_of_the_branchs(scene: Scene) -> None:
    with pytest.raises(Refusal) as refused:
        must_be_issuable(scene.hall, Order("cash", care="in a hurry"), scene.now)

    assert refused.value.code == "unknown_care"
    assert refused.value.values["allowed"] == ["elderly"]


@pytest.mark.parametrize(
    ("minutes", "reason"), [(-90.01, "before_hours"), (404.99, None), (405, "after_last_number"), (14 * 60, "before")]
)
def test_numbers_are_given_within_the_kiosks_hours(minutes: float, reason: str | None) -> None:
    scene = Scene(branch(), MONDAY_TEN)
    if minutes < 0:
        scene = Scene(branch(), MONDAY_TEN.replace(hour=0, minute=29))
    else:
        scene.passes(minutes=minutes)

    if reason is None:
        assert scene.issues() == "A001"
    else:
        with pytest.raises(Conflict, match="kiosk_closed") as refused:
            scene.issues()
        assert refused.value.values["reason"].startswith(reason)
        assert refused.value.values["opens_at"] > scene.now


def test_a_cancelled_ticket_has_left(scene: Scene) -> None:
    number = scene.issues()
    scene.passes(minutes=2)

    scene.cancels(number)

    left = scene.closed[("2026-01-05", number)]
    assert (left.state, left.closed_at) == (TicketState.LEFT, scene.now)
    assert scene.hall.tickets == {}
    assert scene.hall.count_waiting(["cash"]) == 0
    assert scene.facts[-1].detail == {"how": "cancelled", "reason": "left"}


def test_a_called_ticket_cannot_be_cancelled(scene: Scene) -> None:
    number = scene.issues()
    scene.next("1")

    with pytest.raises(Conflict) as refused:
        scene.cancels(number)

    assert (refused.value.code, refused.value.values["counter"]) == ("already_called", "1")


def test_a_ticket_that_has_left_or_never_was_cannot_be_cancelled(scene: Scene) -> None:
    number = scene.issues()
    scene.cancels(number)

    for gone in (number, "A999"):
        with pytest.raises(Conflict, match="already_closed"):
            scene.cancels(gone)


def test_a_deed_leaves_the_hall_it_was_given_untouched(scene: Scene) -> None:
    scene.issues()
    before = scene.hall
    copy = replace(before, tickets=dict(before.tickets), queues=dict(before.queues), counters=dict(before.counters))

    scene.issues(class_id="gold")
    scene.next("1")

    assert before == copy
    assert before.tickets["A001"].skips == {}
