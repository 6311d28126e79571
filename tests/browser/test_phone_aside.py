"""The holder's page in Chromium while the number waits for no counter, and how its own keys bring it back."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.outside import Person
from tests.servers import Server
from tests.soon import soon

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

WIDER = "() => document.documentElement.scrollWidth > innerWidth"
SIXTY_TIMES, TEN_MINUTES_A_SECOND = 60, 600


@pytest.fixture
def server(request: pytest.FixtureRequest, start_server: Callable[..., Server]) -> Server:
    """A server on a Monday at ten, sixty times as fast unless a test says otherwise."""
    return start_server(clock=f"2026-01-05T10:00+{getattr(request, 'param', SIXTY_TIMES)}x")


def called_at_counter_two(server: Server) -> Any:
    """Somebody's ticket, called at counter 2, with somebody else waiting behind."""
    kiosk, teller = Person(server, "kiosk"), Person(server, "teller")
    teller.at("2", "open")
    ticket = kiosk.takes_number("cash")
    teller.at("2", "next")
    kiosk.takes_number("cash")
    return ticket


def missed(server: Server) -> Any:
    """Somebody's ticket that was called twice at counter 2 and not answered."""
    ticket = called_at_counter_two(server)
    teller = Person(server, "teller")
    teller.at("2", "recall")
    assert soon(lambda: teller.at("2", "no-show").status == 200)
    return ticket


def test_a_park_is_promised_with_its_reason_and_kept_by_itself(open_page: OpenPage, server: Server) -> None:
    ticket = called_at_counter_two(server)
    page = open_page(ticket["url"], "phone")
    expect(page.locator(".come")).to_be_visible()

    parked = Person(server, "teller").at("2", "park", {"minutes": 8, "reason": "approval"}).body

    hour, minute = parked["aside"]["until"][11:16].split(":")
    expect(page.locator(".aside h2")).to_have_text(f"{int(hour) + 8}:{minute} 前后再叫您")
    expect(page.locator(".aside p")).to_contain_text("原因：等上级审批。")
    expect(page.locator(".aside p")).to_contain_text("到时您排在后来的人前面")
    expect(page.locator(".came-back")).to_have_text("说好的时间到了：您排在后来的人前面。", timeout=20_000)
    expect(page.locator(".ahead")).to_have_text("前面没有人，下一个就可能是您")


def test_who_is_ready_sooner_is_back_in_the_old_place_with_one_tap(open_page: OpenPage, server: Server) -> None:
    ticket = called_at_counter_two(server)
    Person(server, "teller").at("2", "park", {"minutes": 60, "reason": "form"})
    page = open_page(f"{ticket['url']}?lang=en", "phone")

    page.get_by_role("button", name="I am ready now").click()

    expect(page.locator(".came-back")).to_have_text("You are back in your place, before those who came later.")
    expect(page.locator(".ahead")).to_have_text("Nobody before you: you may be next")
    assert Person(server, None).get(f"/tickets/{ticket['id']}").body["came_back"] == "ready"


def test_a_machine_that_did_not_do_it_brings_one_back_ahead(open_page: OpenPage, server: Server) -> None:
    ticket = called_at_counter_two(server)
    teller = Person(server, "teller")
    page = open_page(ticket["url"], "phone")
    teller.at("2", "redirect", {"machine": "2", "accompanied": True})
    expect(page.locator(".aside h2")).to_have_text("请用 2 号存取款机")
    expect(page.locator(".aside p")).to_contain_text("工作人员陪您一起去。")

    page.get_by_role("button", name="没办成，回到队里").click()

    expect(page.locator(".came-back")).to_contain_text("自助机没办成：您回到了原来的位置")
    assert teller.at("2", "next").body["ticket"]["number"] == ticket["number"]
    expect(page.locator(".come .figure")).to_have_text("2")


def test_done_at_the_machine_is_asked_once_more_and_ends_the_number(open_page: OpenPage, server: Server) -> None:
    ticket = called_at_counter_two(server)
    teller = Person(server, "teller")
    teller.at("2", "redirect", {"machine": "2", "accompanied": False})
    page = open_page(ticket["url"], "phone")
    page.locator(".give-up").click()
    expect(page.locator(".sure h2")).to_have_text("在自助机办好了吗？")
    page.get_by_role("button", name="还没有").click()
    expect(page.locator(".aside")).to_be_visible()
    page.locator(".give-up").click()

    page.locator(".confirm").click()

    expect(page.locator(".outcome h2")).to_have_text("在自助机办好了")
    [left] = [entry for entry in teller.journal() if entry["kind"] == "ticket_left"]
    assert left["how"] == "machine"


def test_who_comes_within_the_grace_after_a_missed_call_keeps_the_place(open_page: OpenPage, server: Server) -> None:
    ticket = missed(server)
    page = open_page(ticket["url"], "phone")
    expect(page.locator(".aside h2")).to_have_text("叫过您了，您没有来")
    expect(page.locator(".aside p")).to_contain_text("以前来，还在原来的位置")

    page.get_by_role("button", name="我来了").click()

    expect(page.locator(".came-back")).to_have_text("您来得及时，还在原来的位置。")
    expect(page.locator(".ahead")).to_have_text("前面没有人，下一个就可能是您")


@pytest.mark.parametrize("server", [TEN_MINUTES_A_SECOND], indirect=True)
def test_who_comes_after_the_grace_is_told_so_before_and_queues_as_if_just_come(
    open_page: OpenPage, server: Server
) -> None:
    ticket = missed(server)
    kept = Person(server, None).get(f"/tickets/{ticket['id']}").body["in_time_until"]
    page = open_page(ticket["url"], "phone")
    assert soon(lambda: bool(Person(server, "manager").board()["at"] > kept))
    page.reload()
    expect(page.locator(".aside p")).to_contain_text("现在来，按刚到排队")

    page.get_by_role("button", name="我来了").click()

    expect(page.locator(".came-back")).to_have_text("过了保留的时间，您按刚到排队。")
    expect(page.locator(".ahead")).to_have_text("前面还有 1 人")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("deed", ["park", "redirect"])
def test_without_a_script_the_page_says_the_same(open_page: OpenPage, server: Server, deed: str, lang: str) -> None:
    ticket = called_at_counter_two(server)
    body = {"park": {"minutes": 30, "reason": "papers"}, "redirect": {"machine": "3", "accompanied": False}}[deed]
    Person(server, "teller").at("2", deed, body)

    first, scripted = (open_page(f"{ticket['url']}?lang={lang}", "phone", scripts=scripts) for scripts in (False, True))
    expect(scripted.locator(".fresh")).not_to_be_empty()

    for part in (".aside", ".come-back", ".give-up"):
        assert first.locator(part).inner_text() == scripted.locator(part).inner_text()
    assert scripted.evaluate(WIDER) is False


def test_a_ticket_that_waits_for_another_service_says_which_and_that_its_place_is_kept(
    open_page: OpenPage, server: Server
) -> None:
    ticket = called_at_counter_two(server)
    page = open_page(ticket["url"], "phone")

    Person(server, "teller").at("2", "transfer", {"service": "wealth"})

    expect(page.locator(".service")).to_have_text("理财基金")
    expect(page.locator(".came-back")).to_contain_text("改到理财基金，您的位置不变")


def test_who_is_given_care_reads_what_staff_will_do(open_page: OpenPage, server: Server) -> None:
    ticket = Person(server, "kiosk").takes_number("cash")
    page = open_page(ticket["url"], "phone")
    expect(page.locator(".waiting")).to_be_visible()
    expect(page.locator(".help")).to_be_hidden()

    Person(server, "manager").on(ticket["number"], "grant", {"class": "care", "reason": "pregnant"})

    expect(page.locator(".help")).to_have_text("给您的照顾：请坐着等，叫号时去请。")


def test_a_deed_that_nobody_answers_says_so_in_its_place_and_can_be_pressed_again(
    open_page: OpenPage, server: Server
) -> None:
    ticket = called_at_counter_two(server)
    Person(server, "teller").at("2", "redirect", {"machine": "2", "accompanied": False})
    page = open_page(ticket["url"], "phone")
    expect(page.locator(".fresh")).not_to_be_empty()
    server.kill()

    page.locator(".come-back").click()

    expect(page.locator(".come-back")).to_be_disabled()
    expect(page.locator(".refusal")).to_contain_text("没有收到答复", timeout=15_000)
    server.start()
    expect(page.locator(".come-back")).to_be_enabled(timeout=30_000)
    page.locator(".come-back").click()
    expect(page.locator(".came-back")).to_contain_text("自助机没办成")
