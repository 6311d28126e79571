"""The page of the counters' hours, for a branch's manager: what is meant today, beside what happened."""

from pathlib import Path

from flask import Blueprint

from lobby.tablet.plans.view import plans_page_view
from lobby.web.bearer import MANAGERS
from lobby.web.pages import asked_language
from lobby.web.rooms import rooms
from lobby.web.staff import page_access, staff_page
from lobby.web.words import read_words

WORDS = Path(__file__).with_name("words.json")

plans = Blueprint(
    "plans", __name__, template_folder="templates", static_folder="static", static_url_path="/static/plans"
)


@plans.get("/tablet/<branch_id>/plans")
def show(branch_id: str) -> str:
    """Today's plans of this branch. Raises NotFound `unknown_branch`, and what `page_access` raises."""
    pictures = rooms().pictures
    house = pictures.house(branch_id)
    access = page_access(MANAGERS, branch_id)
    told = pictures.plans(branch_id)
    words, lang = read_words(WORDS), asked_language()
    return staff_page(
        "plans/plans.html",
        access,
        words=words,
        house=house,
        picture=told,
        view=plans_page_view(house, told, words, lang=lang),
    )
