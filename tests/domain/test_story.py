"""A ticket's story: each kind of entry in all its words, for staff and for the customer."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from lobby.domain import calls, errands
from lobby.domain.branch import Branch
from lobby.domain.chosen import Chosen
from lobby.domain.chosen import override as override_at
from lobby.domain.errors import NotFound
from lobby.domain.fact import Kind
from lobby.domain.reason import Note, Reason
from lobby.domain.story import TOLD, Passes, Story, story_of
from lobby.domain.story_said import _DEEDS as SAID
from lobby.domain.story_said import said_to_customer
from lobby.domain.story_view import story_view
from lobby.domain.story_words import _DEEDS as WORDS
from lobby.domain.story_words import Written, staff_words
from lobby.domain.ticket import Wait
from lobby.domain.views import View
from tests.domain.builders import branch
from tests.domain.scene import Scene

HOUSE = branch({"1": ("cash", "transfer"), "2": ("cash",), "3": ("wealth",)}, machines={"m1": ("cash",)})


@pytest.fixture
def scene() -> Scene:
    """Monday at ten, counter 1 open."""
    scene = Scene(HOUSE)
    scene.opens("1")
    return scene


def story(scene: Scene, number: str) -> Story:
    return story_of(number, scene.facts)


@dataclass(frozen=True)
class Told:
    """The last entry of a story in its four texts."""

    staff: str
    staff_en: str
    customer: str
    customer_en: str


def last(scene: Scene, number: str, written: Written | None = None, house: Branch = HOUSE) -> Told:
    entry = story(scene, number).entries[-1]
    staff, customer = staff_words(entry, house, written or {}), said_to_customer(entry, house)
    return Told(staff.zh, staff.en, customer.zh, customer.en)


def view(scene: Scene, number: str) -> View:
    day = scene.facts[-1].day
    return story_view(story(scene, number), scene.ticket(number), scene.hall, day, {}, scene.now)


def test_the_issue_says_what_was_said_then(scene: Scene) -> None:
    number = scene.issues("cash", shown=Wait(13.2, 18, 22))

    assert last(scene, number) == Told(
        "取号：cash中，class-ordinary中。票上写的是 10–25 分钟。",
        "Took a number: cash en, class-ordinary en. The ticket says 10–25 minutes.",
        "您取了号。票上写的是 10–25 分钟。",
        "You took your number. The ticket says 10–25 minutes.",
    )


@pytest.mark.parametrize(("ahead", "said"), [(0, "您取了号，前面没有人。"), (8, "您取了号，前面有 8 人。")])
def test_the_issue_says_how_many_were_ahead_if_the_journal_knows(scene: Scene, ahead: int, said: str) -> None:
    number = scene.issues()
    *before, issued = scene.facts

    (entry,) = story_of(number, [*before, replace(issued, detail={**issued.detail, "ahead": ahead})]).entries

    assert said_to_customer(entry, HOUSE).zh == said
    assert staff_words(entry, HOUSE, {}).zh == f"取号：cash中，class-ordinary中。前面 {ahead} 人。"


def test_one_who_was_passed_by_the_rule_hears_the_count_and_staff_hear_by_whom(scene: Scene) -> None:
    number = scene.issues()
    scene.issues("cash", "platinum")
    scene.next("1")

    assert last(scene, number) == Told(
        "A002（class-platinum中）先叫到 1 号窗口：视为早到 30 分钟。被超过第 1 次，最多 3 次；这一类 1 次，最多 2 次。",
        "A002 (class-platinum en) was called first, at counter 1: it counts as 30 minutes earlier. Passed once of at"
        " most 3 in all; once of at most 2 by this kind.",
        "后来的号先叫，第 1 个，最多 3 个。",
        "A later one was called first: number 1 of at most 3.",
    )
    assert story(scene, number).passes == Passes(1, 0, 3)


def test_an_override_is_counted_apart_and_its_words_are_for_staff_alone(scene: Scene) -> None:
    number, other = scene.issues(), scene.issues()
    order = Chosen(other, Reason("other", Note(7, "hash")), "A flight at noon", None)
    scene.does(lambda hall, now: override_at(hall, "1", order, now, "manager"))

    assert last(scene, number, {7: "A flight at noon"}) == Told(
        "A002（class-ordinary中）由人工安排先叫到 1 号窗口，人工安排的第 1 次，另计。原因：A flight at noon",
        "A002 (class-ordinary en) was put first by a person, at counter 1: number 1 of these, counted apart."
        " Reason: A flight at noon",
        "经理安排了一位先办，第 1 次，另计。",
        "The manager arranged for somebody to go first, number 1 of these, counted apart.",
    )
    assert last(scene, other, {7: None}).staff == "叫到 1 号窗口：人工安排先办。先于 A001。原因：写下的原因已经删除"
    assert last(scene, other).customer == "由经理安排，先请您到 1 号窗口。没有后来的号在您前面叫过。"
    assert story(scene, number).passes == Passes(0, 1, 3)


def test_those_who_came_earlier_are_a_count_and_only_where_this_one_could_be_served(scene: Scene) -> None:
    scene.opens("3")
    for service in ("cash", "transfer", "wealth"):
        scene.issues(service)
    number = scene.issues()
    for counter in ("1", "3", "1"):
        scene.at(counter, calls.finish_then_next)

    assert last(scene, number) == Told(
        "能办这项业务的窗口按次序叫了 2 个更早的号。",
        "Counters that serve this called 2 earlier tickets in order.",
        "按次序叫了 2 个比您早的号。",
        "2 who came before you were called in order.",
    )


def test_a_call_past_others_names_them_to_staff(scene: Scene) -> None:
    scene.issues()
    gold = scene.issues("cash", "gold")
    scene.next("1")

    assert last(scene, gold) == Told(
        "叫到 1 号窗口：视为早到 10 分钟。先于 A001。",
        "Called to counter 1: it counts as 10 minutes earlier. Before A001.",
        "轮到您了，请到 1 号窗口。没有后来的号在您前面叫过。",
        "It is your turn, at counter 1. Nobody who came later was called before you.",
    )


def test_a_call_at_the_cap_says_so(scene: Scene) -> None:
    number = scene.issues()
    for class_id in ("gold", "gold", "care", "gold"):
        scene.issues("cash", class_id)
        scene.at("1", calls.finish_then_next)

    told = last(scene, number)

    assert told.staff == "叫到 1 号窗口：已被优先号超过 3 次，到上限，必须先叫。"
    assert told.customer == "轮到您了，请到 1 号窗口。您等候时被优先号超过 3 次，最多 3 次。"


def test_aside_and_back_keep_the_place_and_say_why(scene: Scene) -> None:
    number = scene.issues()
    scene.parks(number, 40)
    parked = last(scene, number)
    scene.passes(minutes=40)

    assert parked == Told(
        "稍后再来：约好 10:40，位置不变。原因：approval中",
        "To come later: promised 10:40, keeping the place. Reason: approval en",
        "approval中，约好 10:40 再叫您，位置保留。",
        "approval en: you are called again at 10:40; your place is kept.",
    )
    assert last(scene, number).staff == "回到队里，还在原来的位置。原因：约定的时间到了"
    assert last(scene, number).customer == "约定的时间到了，您回到原来的位置。"
    scene.sends_to("m1", number)
    assert last(scene, number).staff == "转到 m1中。"
    scene.returns(number, "machine_failed")
    assert last(scene, number).customer == "自助机没办成，您回到原来的位置，不用重新取号。"


def test_a_no_show_and_a_late_return_are_told(scene: Scene) -> None:
    number = scene.issues()
    scene.next("1")
    scene.at("1", calls.recall)
    assert last(scene, number).customer == "又叫了您一次。"
    scene.passes(minutes=2)
    scene.at("1", calls.no_show)
    missed = last(scene, number)
    scene.passes(minutes=31)
    scene.comes_after_all(number)

    assert missed.staff == "过号：叫了没有来。"
    assert last(scene, number).customer == "您回来时已经过了很久，从那时起重新排队。"


def test_other_business_and_an_undo_are_told(scene: Scene) -> None:
    number = scene.issues()
    scene.transfers(number, "transfer")
    moved = last(scene, number)
    scene.undoes(number)
    scene.next("1")
    undone = story(scene, number).entries[-2]
    scene.does(lambda hall, now: errands.errand(hall, "1", "transfer", now, "teller"))

    assert moved.staff == "转到 transfer中，位置不变。"
    assert moved.customer == "您转到另一项业务，位置保留。"
    assert staff_words(undone, HOUSE, {}).zh == "收回：转业务。"
    assert said_to_customer(undone, HOUSE).zh == "上一步收回了，您的号和原来一样。"
    assert last(scene, number).staff == "再办一项：transfer中，就在这里。"


def test_an_end_says_how_it_ended(scene: Scene) -> None:
    served, waits, gone = scene.issues(), scene.issues(), scene.issues()
    scene.next("1")
    scene.at("1", calls.finish)
    scene.cancels(gone)
    scene.closes("1")
    scene.passes(hours=24)

    assert last(scene, served).customer == "办完了。"
    assert last(scene, gone).staff == "退号。原因：不等了"
    assert last(scene, waits).staff == "这一天结束时还没有办到。"


def test_a_grant_is_told_to_staff_and_not_what_it_was_to_whoever_reads_along(scene: Scene) -> None:
    number = scene.issues()
    scene.grants(number, "gold")

    assert last(scene, number).staff == "给予类别：class-gold中。"
    assert last(scene, number).customer == "您的登记更新了。"


def test_a_number_that_was_not_given_has_no_story(scene: Scene) -> None:
    with pytest.raises(NotFound, match="unknown_ticket"):
        story(scene, "A099")


def test_every_kind_of_fact_about_a_ticket_has_words_for_both() -> None:
    about_a_ticket = {kind for kind in Kind if kind.split("_")[0] in ("ticket", "service", "class", "deed")}

    assert set(WORDS) == set(SAID) == TOLD == about_a_ticket


def test_the_view_says_how_things_stand_and_what_may_be_read_out(scene: Scene) -> None:
    scene.issues()
    scene.next("1")
    number = scene.issues("cash", shown=Wait(3, 5, 8))
    scene.issues("cash", "gold")
    scene.at("1", calls.finish_then_next)
    scene.passes(minutes=30)

    told = dict(view(scene, number))
    entries = told.pop("entries")
    who = [told.pop(name) for name in ("number", "day", "service", "class", "care", "language", "issued_at")]

    assert [(entry["what"], entry["by"], entry["counter"], entry["count"], entry["others"]) for entry in entries] == [
        ("ticket_issued", "kiosk", None, None, []),
        ("passed", "teller", "1", 1, ["A003"]),
    ]
    assert who == ["A002", "2026-01-05", "cash", "ordinary", None, "zh", "2026-01-05T02:00:00.000000Z"]
    assert told == {
        "state": "waiting",
        "counter": None,
        "printed": {"low": 3, "mid": 5, "high": 8, "shown": [3, 8]},
        "passed": {"by_rule": 1, "by_override": 0, "of_at_most": 3},
        "skips": [{"account": "tier", "used": 1, "cap": 2}, {"account": "care", "used": 0, "cap": 1}],
        "is_next": True,
        "say": {
            "zh": "您已被优先号超过 1 次，最多 3 次；最迟下一个就是您。",
            "en": "Priority numbers were called before you once; 3 is the most. You are next at the latest.",
        },
    }


def test_a_ticket_at_a_counter_and_one_of_a_day_gone_by_say_what_was_last(scene: Scene) -> None:
    number = scene.issues()
    scene.next("1")
    called = view(scene, number)
    scene.passes(minutes=timedelta(hours=30) / timedelta(minutes=1))
    monday = [fact for fact in scene.facts if fact.day == scene.facts[0].day]

    assert (called["state"], called["counter"], called["is_next"]) == ("called", "1", False)
    assert called["say"]["zh"] == "轮到您了，请到 1 号窗口。没有后来的号在您前面叫过。"
    left = scene.closed[(str(monday[0].day), number)]
    gone = story_view(story_of(number, monday), left, scene.hall, monday[0].day, {}, scene.now)
    assert (gone["state"], gone["counter"], gone["say"]["zh"]) == ("left", None, "这一天结束时还没有办到，抱歉。")
