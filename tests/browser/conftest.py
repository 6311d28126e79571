"""Pages in a real Chromium, at the true sizes of the hall."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.servers import SESSION_COOKIE, Server

SIZES = {
    "kiosk": (1080, 1920),
    "kiosk lying": (1280, 800),
    "hall": (1920, 1080),
    "hall standing": (1080, 1920),
    "desk": (1366, 768),
    "tablet": (1180, 820),
    "phone": (390, 844),
    "start": (1366, 768),
}

OpenPage = Callable[..., Page]


def sign_in(browser: BrowserContext, server: Server, name: str = "zhang") -> None:
    """One of the demonstration's people is signed in in this browser."""
    browser.add_cookies([{"name": SESSION_COOKIE, "value": server.sign_in(name), "url": server.url}])


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """The session's browser; what a test opened in it is closed with the test."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def open_page(chromium: Browser, server: Server) -> Iterator[OpenPage]:
    """Opens a page of the server at the size of a device. A script error on any page fails the test."""
    errors: list[str] = []
    context = chromium.new_context()

    def open_one(path: str, device: str, *, scripts: bool = True) -> Page:
        width, height = SIZES[device]
        inside = context if scripts else chromium.new_context(java_script_enabled=False)
        if path.startswith("/desk/"):
            sign_in(inside, server)
        page = inside.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.on("pageerror", lambda error: errors.append(f"{path}: {error}"))
        page.goto(f"{server.url}{path}")
        return page

    yield open_one
    for one in chromium.contexts:
        one.close()
    assert errors == []
