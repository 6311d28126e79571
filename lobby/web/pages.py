"""One way to answer with a page: the template, its words, its first picture and the data block its script reads.

Which pages there are, and what they show, belongs to each page's own blueprint.
"""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request

from lobby.domain.views import instant_view
from lobby.web.rooms import rooms
from lobby.web.words import Words

LANGUAGES = ("zh", "en")


def page(
    template: str,
    *,
    words: Words,
    house: Mapping[str, Any] | None,
    picture: Mapping[str, Any] | None,
    token: str | None,
    lang: str,
    csrf: str | None = None,
    **more: Any,
) -> str:
    """The page as HTML, already true for `picture`, with everything its script needs in the `#page` block.

    `house` and `picture` are None on pages that are not of one branch. The script speaks to the API with `token`, or,
    on a page of somebody signed in, with the cookie and `csrf`. `more` reaches the template only.
    """
    lobby = rooms()
    clock = {"now": instant_view(lobby.clock.now()), "speed": lobby.clock.speed}
    page_data = {
        "house": house,
        "picture": picture,
        "words": words,
        "token": token,
        "csrf": csrf,
        "lang": lang,
        "clock": clock,
        "demo": lobby.demo,
    }
    shown = {"house": house, "picture": picture, "words": words, "lang": lang, "clock": clock}
    return render_template(template, **shown, page_data=page_data, demo=lobby.demo, **more)


def asked_language() -> str:
    """The language that `?lang=` asks for ("zh" or "en"), else Chinese."""
    asked = request.args.get("lang", LANGUAGES[0])
    return asked if asked in LANGUAGES else LANGUAGES[0]
