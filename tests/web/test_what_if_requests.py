"""The query that asks "what if": short texts become changes, in the order in which they are made."""

import pytest
from pydantic import ValidationError

from lobby.domain.forecast.what_if import Cap, Change, HeadStart, OpenNow, Pause
from lobby.web.what_if_requests import MOST, WhatIfQuery


@pytest.mark.parametrize(
    ("query", "changes"),
    [
        ({}, []),
        ({"open": "5"}, [OpenNow("5")]),
        ({"pause": "2,3:30"}, [Pause("2"), Pause("3", 30.0)]),
        (
            {"head_start": "wode:20", "cap": "tier:3,care:0", "pause": "2", "open": "5,6"},
            [OpenNow("5"), OpenNow("6"), Pause("2"), Cap("tier", 3), Cap("care", 0), HeadStart("wode", 20.0)],
        ),
    ],
)
def test_a_query_is_a_list_of_changes(query: dict[str, str], changes: list[Change]) -> None:
    assert WhatIfQuery.model_validate_strings(query).changes == changes


@pytest.mark.parametrize(
    "query",
    [
        {"open": ""},
        {"open": "5,"},
        {"open": "5:30"},
        {"open": "5\n"},
        {"open": ",".join(["5"] * (MOST + 1))},
        {"pause": "2:"},
        {"pause": "2:-5"},
        {"pause": "2:1000"},
        {"cap": "tier"},
        {"cap": "tier:100"},
        {"head_start": "wode:soon"},
    ],
)
def test_any_other_query_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        WhatIfQuery.model_validate_strings(query)
