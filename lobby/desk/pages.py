"""The teller's page of one counter: what it is rendered from. What happens at a counter belongs to the API."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint

from lobby.web.bearer import STAFF
from lobby.web.rooms import rooms
from lobby.web.staff import page_access, staff_page
from lobby.web.words import read_words

WORDS = Path(__file__).with_name("words.json")

desk = Blueprint("desk", __name__, template_folder="templates", static_folder="static", static_url_path="/static/desk")


@desk.get("/desk/<branch_id>/<counter_id>")
def show(branch_id: str, counter_id: str) -> str:
    """The page of this counter.

    Raises NotFound `unknown_branch`, `unknown_counter`, and what `page_access` raises.
    """
    pictures = rooms().pictures
    house = pictures.house(branch_id)
    access = page_access(STAFF, branch_id)
    return staff_page(
        "desk/desk.html",
        access,
        words=read_words(WORDS),
        house=house,
        picture=pictures.desk(branch_id, counter_id),
        services=_by_id(house["services"]),
        classes=_by_id(house["classes"]),
        reasons=_by_id(house["pause_reasons"]),
        care=_by_id(house["care"]),
    )


def _by_id(things: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {thing["id"]: thing for thing in things}
