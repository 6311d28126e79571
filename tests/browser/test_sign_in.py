"""Signing in and out in Chromium against a real server: a wrong password, a session that ends, a hand in a hurry."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage
from tests.outside import Person
from tests.servers import SESSION_COOKIE, Server

pytestmark = pytest.mark.browser

SIGN_IN = re.compile(r"/sign-in\?next=%2Fdesk%2Fzhongshan%2F2$")


@pytest.fixture
def stranger(chromium: Browser, server: Server) -> Iterator[Page]:
    """A browser that nobody knows, on the way to a desk."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{server.url}/desk/zhongshan/2")
    yield page
    context.close()


def fill_in(page: Page, password: str) -> None:
    page.get_by_label("姓名或登录名").fill("zhang")
    page.get_by_label("密码").fill(password)
    page.keyboard.press("Enter")


def test_who_signs_in_is_at_the_desk_they_wanted_and_does_things_under_their_name(
    stranger: Page, server: Server
) -> None:
    fill_in(stranger, server.password)

    expect(stranger).to_have_url(f"{server.url}/desk/zhongshan/2")
    expect(stranger.locator(".signed-in .name")).to_have_text("张晓雨")
    expect(stranger.locator("[data-key=main]")).to_be_enabled()
    stranger.keyboard.press("Space")
    expect(stranger.locator("[data-key=main]")).to_contain_text("就绪，来人就叫")
    entries = Person(server, "teller").get("/branches/zhongshan/journal").body["entries"]
    assert [entry["actor"] for entry in entries if entry["kind"] == "counter_opened"] == ["张晓雨"]


def test_a_wrong_password_is_told_calmly_and_can_be_put_right(stranger: Page, server: Server) -> None:
    fill_in(stranger, "wrong horse")
    expect(stranger.locator(".band")).to_have_text("姓名或密码不对，请再输一次。忘了密码，管理员可以重设。")
    expect(stranger.get_by_label("密码")).to_be_focused()

    stranger.keyboard.type(server.password)
    stranger.keyboard.press("Enter")

    expect(stranger).to_have_url(f"{server.url}/desk/zhongshan/2")


def test_after_a_few_wrong_ones_the_page_counts_the_seconds_and_takes_no_more(stranger: Page) -> None:
    for _ in range(5):
        fill_in(stranger, "wrong horse")
        expect(stranger.locator(".who .key.main")).to_be_enabled()

    fill_in(stranger, "wrong horse")

    expect(stranger.locator(".band")).to_have_text(re.compile("试的次数太多了，(30|2[0-9]) 秒后可以再试。"))
    expect(stranger.locator(".who .key.main")).to_be_disabled()


def test_a_demonstration_signs_in_by_one_tap(stranger: Page, server: Server) -> None:
    stranger.get_by_role("button", name="王芳").click()

    expect(stranger).to_have_url(f"{server.url}/desk/zhongshan/2")
    expect(stranger.locator(".signed-in .name")).to_have_text("王芳")


def test_a_password_can_be_looked_at(stranger: Page) -> None:
    stranger.get_by_label("密码").fill("correct horse")

    stranger.get_by_role("button", name="显示").click()

    expect(stranger.get_by_label("密码")).to_have_attribute("type", "text")
    expect(stranger.get_by_role("button", name="隐藏")).to_be_visible()


def test_who_signs_out_is_out(open_page: OpenPage, server: Server) -> None:
    desk = open_page("/desk/zhongshan/2", "desk")

    desk.get_by_role("button", name="退出登录").click()

    expect(desk).to_have_url(SIGN_IN)
    assert [cookie["name"] for cookie in desk.context.cookies()] == []
    desk.goto(f"{server.url}/desk/zhongshan/2")
    assert "/sign-in" in desk.url


def test_a_desk_whose_session_has_ended_goes_to_sign_in_and_back_to_itself(open_page: OpenPage, server: Server) -> None:
    desk = open_page("/desk/zhongshan/2", "desk")
    expect(desk.locator("[data-key=main]")).to_be_enabled()
    cookie = desk.context.cookies()[0]["value"]
    desk.context.add_cookies([{"name": SESSION_COOKIE, "value": f"{cookie}-ended", "url": server.url}])

    desk.keyboard.press("Space")

    expect(desk).to_have_url(SIGN_IN)
    desk.get_by_role("button", name="张晓雨").click()
    expect(desk).to_have_url(f"{server.url}/desk/zhongshan/2")


def test_a_socket_that_is_let_in_no_more_takes_its_page_to_sign_in(open_page: OpenPage, server: Server) -> None:
    desk = open_page("/desk/zhongshan/2", "desk")
    expect(desk.locator("[data-key=main]")).to_be_enabled()
    desk.context.clear_cookies()

    server.kill()
    server.start()

    expect(desk).to_have_url(SIGN_IN, timeout=20_000)
