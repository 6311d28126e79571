"""Which refusals are a race: somebody was faster, or the moment has passed. Any other refusal is somebody's mistake.

A race needs no bug: between a look at the branch and the deed, time and other people go on.
"""

from collections.abc import Mapping

_TIME = frozenset({"counter_paused", "counter_closed", "day_closed", "already_closed"})
"""A ready counter lapses and a day ends by themselves, whatever anybody is about to press."""

_LEFT_COUNTER = frozenset({"no_ticket", *_TIME})
"""Somebody may have taken the ticket from the counter at the same instant, by its number."""

_CALLED_MEANWHILE = frozenset({"already_called", "state_changed", "not_here", *_TIME})
"""Meant for somebody who waits or is aside, who has been called, or has gone."""

_RACES: Mapping[str, frozenset[str]] = {
    # The last number has been given; or they hold one already, as the kiosk is to tell them.
    "issue": frozenset({"kiosk_closed", "number_already_taken", *_TIME}),
    "walk-up": frozenset({"kiosk_closed", *_TIME}),
    "open": frozenset({"counter_not_closed", *_TIME}),
    # Opened, paused or resumed by hand, or by the lapse, since the desk was looked at.
    "pause": _TIME,
    "resume": frozenset({"counter_not_paused", *_TIME}),
    # A counter that is still ready may be sent somebody while it closes, or before its next key is pressed.
    "close": frozenset({"counter_busy", *_TIME}),
    "next": frozenset({"counter_busy", *_TIME}),
    "services": frozenset({"until_is_past", *_TIME}),
    "plan": _TIME,
    # What was the matter may be over, or another manager is on the way.
    "acknowledge": frozenset({"unknown_alert", "already_acknowledged", *_TIME}),
    "call": frozenset({"counter_busy", "not_served_here", *_CALLED_MEANWHILE}),
    "recall": frozenset({"already_serving", *_LEFT_COUNTER}),
    "start": frozenset({"already_serving", *_LEFT_COUNTER}),
    "finish": _LEFT_COUNTER,
    # The players' clock is that of the server but for the time that a request takes.
    "no-show": frozenset({"too_early", "already_serving", *_LEFT_COUNTER}),
    # A lent counter may have given its services back meanwhile, and an errand may be another already.
    "reclassify": frozenset({"not_served_here", "same_service", *_LEFT_COUNTER}),
    "errand": _LEFT_COUNTER,
    "park": _CALLED_MEANWHILE | _LEFT_COUNTER,
    "redirect": _CALLED_MEANWHILE | _LEFT_COUNTER,
    "transfer": _CALLED_MEANWHILE | _LEFT_COUNTER,
    "return": frozenset({"already_waiting", *_CALLED_MEANWHILE, *_LEFT_COUNTER}),
    "late": frozenset({"not_missed", *_CALLED_MEANWHILE}),
    "grant": _CALLED_MEANWHILE,
    "cancel": _CALLED_MEANWHILE,
    # Ten seconds are over sooner than one thinks; and a ready counter may have called the ticket.
    "undo": frozenset({"undo_too_late", "nothing_to_undo", "already_called", "counter_busy", *_TIME}),
}


def deed_of(path: str) -> str:
    """The deed that this address is for: the last word of it, but for a number, which is issued."""
    deed = path.rpartition("/")[2]
    return "issue" if deed == "tickets" else deed


def is_race(deed: str, code: str) -> bool:
    """Whether a refusal of this deed with this code can be nobody's mistake."""
    return code in _RACES.get(deed, frozenset())
