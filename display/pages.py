"""Pages that a hall looks at. They show and never ask: no deed is done from here."""

from pathlib import Path

from flask import Blueprint, request

from display.view import Values, hall_view
from lobby.domain.errors import NotFound
from lobby.web.devices import page_token
from lobby.web.pages import asked_language, page
from lobby.web.rooms import rooms
from lobby.web.words import read_words

display = Blueprint(
    "display", __name__, template_folder="templates", static_folder="static", static_url_path="/static/display"
)

_WORDS = Path(__file__).with_name("words.json")

_FOR_EVERYBODY = (
    *("id", "bank", "name", "time_zone", "hours", "groups", "services"),
    *("pause_reasons", "screens", "complaint_line"),
)
"""What a page that hangs in the hall needs of the branch: nothing of its classes, tiers or caps."""


@display.get("/hall/<branch_id>")
def hall(branch_id: str) -> str:
    """The hall screen of a branch; `?screen=` names one of its screens, without it the page tells of the whole hall."""
    lobby = rooms()
    whole, picture = lobby.pictures.house(branch_id), lobby.pictures.board(branch_id)
    house = {key: whole[key] for key in _FOR_EVERYBODY}
    token = page_token("display", branch_id)
    words, lang = read_words(_WORDS), asked_language()
    screen = _screen(house, request.args.get("screen"))
    view = hall_view(house, picture, words, lang=lang, now=lobby.clock.now(), screen=screen)
    return page(
        "display/hall.html",
        words=words,
        house=house,
        picture=picture,
        token=token,
        lang=lang,
        view=view,
        screen=screen,
    )


def _screen(house: Values, screen_id: str | None) -> Values | None:
    """That screen of the branch, None if none was named. Raises NotFound `unknown_screen`."""
    if screen_id is None:
        return None
    found: Values | None = next((screen for screen in house["screens"] if screen["id"] == screen_id), None)
    if found is None:
        raise NotFound("unknown_screen", branch=house["id"], screen=screen_id)
    return found
