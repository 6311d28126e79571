"""Recounts the contrast of every pair of colour roles that the pages use, from base.css itself (look: "Contrast").

The formula is WCAG 2.2's relative luminance and contrast ratio.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

BASE_CSS = Path(__file__).parents[2] / "lobby" / "web" / "static" / "base.css"

TEXT_ON = {
    "surface": ("ink", "muted", "accent", "warn", "danger", "ok"),
    "paper": ("ink", "muted", "accent", "warn", "danger", "ok"),
    "sunk": ("ink",),
    "accent-soft": ("ink", "muted", "accent", "warn", "danger"),
    "warn-soft": ("ink", "muted", "warn"),
    "danger-soft": ("ink", "danger"),
    "ok-soft": ("ink", "ok"),
    "accent": ("on-accent",),
    "accent-press": ("on-accent",),
    "danger": ("on-danger",),
    "call": ("on-call",),
}
"""Ground -> the roles of text that stand on it. Muted stands on the softs only in a band's second language, and in a
row of the tablet that is open, where its promise stands too."""

DRAWN_ON = {"surface": ("line-strong", "wait", "focus"), "paper": ("line-strong", "wait", "focus")}
"""Ground -> edges and drawn marks that carry meaning. The arrow of a call stands on the dark wall alone."""

LEAST_TEXT = {"light": 4.5, "hall": 7.0, "elder": 7.0}
LEAST_DRAWN = 3.0


def roles_of(theme: str) -> dict[str, str]:
    """Every colour role of the theme, as #rrggbb; what a theme does not name, it has from the light one."""
    css = BASE_CSS.read_text(encoding="utf-8")
    selector = {"light": ":root {", "hall": '[data-theme="hall"] {', "elder": '[data-mode="elder"] {'}[theme]
    block = css.split(selector, 1)[1].split("}", 1)[0]
    named = dict(re.findall(r"--([a-z-]+): *(#[0-9a-f]{6})", block))
    return named if theme == "light" else {**roles_of("light"), **named}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def too_faint(theme: str, pairs: Mapping[str, tuple[str, ...]], least: float) -> list[str]:
    roles = roles_of(theme)
    counted = {(mark, ground): contrast(roles[mark], roles[ground]) for ground in pairs for mark in pairs[ground]}
    return [f"{mark} on {ground}: {ratio:.2f}" for (mark, ground), ratio in counted.items() if ratio < least]


@pytest.mark.parametrize("theme", LEAST_TEXT)
def test_every_text_can_be_read_on_the_ground_it_stands_on(theme: str) -> None:
    assert too_faint(theme, TEXT_ON, LEAST_TEXT[theme]) == []


@pytest.mark.parametrize("theme", LEAST_TEXT)
def test_every_edge_and_mark_that_means_something_can_be_seen(theme: str) -> None:
    assert too_faint(theme, DRAWN_ON, LEAST_DRAWN) == []


def test_a_call_stands_out_from_the_dark_wall() -> None:
    assert too_faint("hall", {"surface": ("call",)}, 7.0) == []


def test_black_on_white_is_counted_as_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
