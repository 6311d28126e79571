"""A teller's hand and eye for tests: keys pressed one by one on a desk's page, and what the journal says of it."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page, expect

from tests.outside import Person
from tests.servers import Server

HELD_MS = 900
"""For so long a pressed key is held against a hand that bounces, and a little more."""


def press(page: Page, key: str, *, main: str) -> None:
    """The key is pressed, and the main key then says this and can be pressed (a key is held for a moment)."""
    expect(page.locator("[data-key=main]")).to_be_enabled()
    page.keyboard.press(key)
    expect(page.locator("[data-key=main]")).to_be_enabled()
    expect(page.locator("[data-key=main]")).to_contain_text(main)
    page.wait_for_timeout(HELD_MS)


def play(page: Page, keys: str) -> None:
    """The keys are pressed one after the other, each once the page has drawn what the one before has asked."""
    for key in keys:
        page.keyboard.press(key)


def calls(page: Page, number: str) -> None:
    """Space is pressed and has called this number, and the keys can be pressed again."""
    expect(page.locator("[data-key=main]")).to_be_enabled()
    page.keyboard.press("Space")
    expect(page.locator(".who")).to_have_text(number)
    expect(page.locator("[data-key=park]")).to_be_enabled()


def told_last(server: Server) -> Mapping[str, Any]:
    """The newest fact of the journal."""
    return Person(server, "teller").journal()[-1]


def facts(server: Server, kind: str) -> list[str]:
    """The numbers that facts of this kind are about, in order."""
    entries = Person(server, "teller").get(f"/branches/{server.branch}/journal?limit=1000").body["entries"]
    return [entry["ticket"].split("/")[1] for entry in entries if entry["kind"] == kind]
