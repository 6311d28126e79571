"""The lobby manager's page of a branch: what it is rendered from. Deeds go from the browser to the API."""

import math
from pathlib import Path

from flask import Blueprint

from lobby.tablet.view import tablet_view
from lobby.web.bearer import MANAGERS
from lobby.web.pages import asked_language
from lobby.web.rooms import rooms
from lobby.web.staff import page_access, staff_page
from lobby.web.words import read_words

WORDS = Path(__file__).with_name("words.json")

MOST_ACROSS = 6
"""Counters in one row of the map; more stand in rows of about equal length."""

tablet = Blueprint(
    "tablet", __name__, template_folder="templates", static_folder="static", static_url_path="/static/tablet"
)


@tablet.get("/tablet/<branch_id>")
def show(branch_id: str) -> str:
    """The tablet of this branch. Raises NotFound `unknown_branch`, and what `page_access` raises."""
    pictures = rooms().pictures
    house = pictures.house(branch_id)
    access = page_access(MANAGERS, branch_id)
    picture = pictures.tablet(branch_id)
    words, lang = read_words(WORDS), asked_language()
    return staff_page(
        "tablet/tablet.html",
        access,
        words=words,
        house=house,
        picture=picture,
        view=tablet_view(house, picture, words, lang=lang, now=rooms().clock.now()),
        across=across(len(house["counters"])),
    )


def across(counters: int) -> int:
    """How many counters stand in one row of the map."""
    return math.ceil(counters / math.ceil(counters / MOST_ACROSS))
