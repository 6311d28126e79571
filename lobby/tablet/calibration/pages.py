"""The page of a branch's estimates, for its manager: how the waits that were told stand to those that came."""

from pathlib import Path

from flask import Blueprint

from lobby.tablet.calibration.view import calibration_page_view
from lobby.web.bearer import MANAGERS
from lobby.web.pages import asked_language
from lobby.web.requests import CalibrationQuery, read_query
from lobby.web.rooms import rooms
from lobby.web.staff import page_access, staff_page
from lobby.web.words import read_words, time_of_day

WORDS = Path(__file__).with_name("words.json")

calibration = Blueprint(
    "calibration", __name__, template_folder="templates", static_folder="static", static_url_path="/static/calibration"
)


@calibration.get("/tablet/<branch_id>/calibration")
def show(branch_id: str) -> str:
    """The last `?days=` business days, 30 if not said.

    Raises NotFound `unknown_branch`, pydantic's ValidationError for a number of days that cannot be, and what
    `page_access` raises.
    """
    pictures = rooms().pictures
    house = pictures.house(branch_id)
    access = page_access(MANAGERS, branch_id)
    asked = read_query(CalibrationQuery).days
    told = pictures.calibration(branch_id, asked)
    words, lang = read_words(WORDS), asked_language()
    return staff_page(
        "calibration/calibration.html",
        access,
        words=words,
        house=house,
        picture={"seq": told["seq"], "day": told["until"], "as_of": time_of_day(told["at"], house["time_zone"])},
        view=calibration_page_view(house, told, words, lang=lang, asked=asked),
    )
