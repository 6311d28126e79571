"""What --set takes, and what is said of what it does not take."""

import pytest

from lobby.domain.errors import Refusal
from lobby.domain.forecast.day_changes import DayChange, Opened, Paused, Serves
from lobby.domain.forecast.what_if import Cap, HeadStart
from lobby.replay_settings import KEYS, read_setting, said


@pytest.mark.parametrize(
    ("setting", "change"),
    [
        ("caps.tier=3", Cap("tier", 3)),
        ("caps.tier=0", Cap("tier", 0)),
        ("head_start.wode=20", HeadStart("wode", 20.0)),
        ("head_start.wode=7.5", HeadStart("wode", 7.5)),
        ("open.5=10:00-12:30", Opened("5", (36000.0, 45000.0))),
        ("open.no.5=00:00-24:00", Opened("no.5", (0.0, 86400.0))),
        ("pause.2=12:00-13:00", Paused("2", (43200.0, 46800.0))),
        ("serves.5=cash, cards,cash", Serves("5", ("cash", "cards"))),
    ],
)
def test_a_setting_is_a_change(setting: str, change: DayChange) -> None:
    assert read_setting(setting) == change


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("caps", f"nobody knows this setting; there are: {KEYS}"),
        ("caps=3", f"nobody knows this setting; there are: {KEYS}"),
        ("caps.=3", f"nobody knows this setting; there are: {KEYS}"),
        ("colour.5=red", f"nobody knows this setting; there are: {KEYS}"),
        ("caps.tier=many", "many is no whole number of times, 0 or more"),
        ("caps.tier=-1", "-1 is no whole number of times, 0 or more"),
        ("caps.tier=²", "² is no whole number of times, 0 or more"),
        ("head_start.wode=-5", "-5 is no number of minutes, 0 or more"),
        ("head_start.wode=nan", "nan is no number of minutes, 0 or more"),
        ("open.5=now", "now is no span of the day like 10:00-12:00"),
        ("open.5=12:00-10:00", "12:00-10:00 is no span of the day like 10:00-12:00"),
        ("open.5=10:00-10:00", "10:00-10:00 is no span of the day like 10:00-12:00"),
        ("open.5=23:00-24:01", "23:00-24:01 is no span of the day like 10:00-12:00"),
        ("serves.5= , ", "no service is named"),
    ],
)
def test_what_is_no_setting_is_said_in_words(setting: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_setting(setting)

    assert said(refused.value) == words
