"""The fairness page of a branch, for its manager: one day's calls recounted, on screen and on one sheet of paper."""

from pathlib import Path

from flask import Blueprint

from lobby.tablet.fairness.view import fairness_page_view
from lobby.web.bearer import MANAGERS
from lobby.web.pages import asked_language
from lobby.web.requests import TimelineQuery, read_query
from lobby.web.rooms import rooms
from lobby.web.staff import page_access, staff_page
from lobby.web.words import read_words, time_of_day

WORDS = Path(__file__).with_name("words.json")

DAYS = 92
"""Days that can be chosen from: the last three months, which is what head offices ask for. Older ones are reached from
day to day."""

fairness = Blueprint(
    "fairness", __name__, template_folder="templates", static_folder="static", static_url_path="/static/fairness"
)


@fairness.get("/tablet/<branch_id>/fairness")
def show(branch_id: str) -> str:
    """The fairness of the day that `?day=` asks for, else of the open or the last one.

    Raises NotFound `unknown_branch`, pydantic's ValidationError for a day that is none, and what `page_access` raises.
    """
    pictures = rooms().pictures
    house = pictures.house(branch_id)
    access = page_access(MANAGERS, branch_id)
    asked = read_query(TimelineQuery).day
    told = pictures.fairness(branch_id, asked)
    words, lang = read_words(WORDS), asked_language()
    view = fairness_page_view(house, told, words, lang=lang, asked=asked, days=pictures.business_days(branch_id, DAYS))
    return staff_page(
        "fairness/fairness.html",
        access,
        words=words,
        house=house,
        picture={"seq": told["seq"], "day": told["day"], "as_of": time_of_day(told["at"], house["time_zone"])},
        view=view,
    )
