"""The pages a customer touches: the kiosk, a ticket on the holder's phone, and the same ticket on paper.

What they show comes from pictures and words.json; taking a number goes through the API like everybody's deed.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from kiosk import qr
from lobby.domain.errors import NotFound
from lobby.web.devices import page_token
from lobby.web.pages import asked_language, page
from lobby.web.rooms import rooms
from lobby.web.words import read_words

kiosk = Blueprint(
    "kiosk", __name__, template_folder="templates", static_folder="static", static_url_path="/static/kiosk"
)

_WORDS = Path(__file__).with_name("words.json")

_OF_A_HOLDERS_HOUSE = (
    *("id", "bank", "name", "time_zone", "hours", "services", "complaint_line"),
    *("pause_reasons", "park_reasons", "machines"),
)
"""What a page that anybody with a ticket can open needs of the branch: nothing of its classes, tiers or caps."""


@kiosk.get("/kiosk/<branch_id>")
def take_a_number(branch_id: str) -> str:
    """The kiosk of a branch, true for its board as it stands."""
    pictures = rooms().pictures
    return page(
        "kiosk/kiosk.html",
        words=read_words(_WORDS),
        house=_without_classes(pictures.house(branch_id)),
        picture=pictures.board(branch_id),
        token=page_token("kiosk", branch_id),
        lang=asked_language(),
    )


@kiosk.get("/t/<ticket_id>")
def phone(ticket_id: str) -> str:
    """The holder's page, in the language of the ticket unless asked otherwise. Whoever has the id is the holder."""
    return _ticket_page("kiosk/phone.html", ticket_id)


@kiosk.get("/t/<ticket_id>/paper")
def paper(ticket_id: str) -> str:
    """The ticket as printed, 80 mm wide."""
    return _ticket_page("kiosk/paper.html", ticket_id, code=qr.draw(_absolute_url(ticket_id)))


@kiosk.get("/t/<ticket_id>/qr.svg")
def qr_picture(ticket_id: str) -> Response:
    """The QR code that leads to the holder's page, for the kiosk's screen; unknown tickets have none."""
    rooms().pictures.found(ticket_id)
    drawn = render_template("kiosk/qr.svg", code=qr.draw(_absolute_url(ticket_id)))
    return Response(drawn, mimetype="image/svg+xml")


def _ticket_page(template: str, ticket_id: str, **more: Any) -> str:
    pictures = rooms().pictures
    picture = pictures.ticket(ticket_id)
    house = _house_for_holder(pictures.house(picture["branch"]))
    return page(
        template,
        words=read_words(_WORDS),
        house=house,
        picture=picture,
        token=None,
        lang=asked_language() if "lang" in request.args else picture["language"],
        ticket_id=ticket_id,
        service=_service(house, picture["service"]),
        **more,
    )


def _without_classes(house: Mapping[str, Any]) -> dict[str, Any]:
    """A tier is established, never chosen: the page at which numbers are taken need not know that there are any."""
    counters = [{key: value for key, value in one.items() if key != "vip_first"} for one in house["counters"]]
    return {key: value for key, value in house.items() if key not in ("classes", "caps")} | {"counters": counters}


def _house_for_holder(house: Mapping[str, Any]) -> dict[str, Any]:
    return {key: house[key] for key in _OF_A_HOLDERS_HOUSE}


def _service(house: Mapping[str, Any], service_id: str) -> Mapping[str, Any]:
    """The sheet of a ticket's service. Raises NotFound if the branch has given it up since."""
    services: Sequence[Mapping[str, Any]] = house["services"]
    for service in services:
        if service["id"] == service_id:
            return service
    raise NotFound("unknown_service", service=service_id)


def _absolute_url(ticket_id: str) -> str:
    """Where the holder's page is found from outside; if nothing is configured, at the address that was asked."""
    if rooms().public_url is None:
        return url_for("kiosk.phone", ticket_id=ticket_id, _external=True)
    return f"{rooms().public_url}{url_for('kiosk.phone', ticket_id=ticket_id)}"
