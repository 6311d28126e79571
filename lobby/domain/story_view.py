"""A ticket's story in plain shapes, for the lobby manager: every entry in two texts, for staff and for the customer."""

from datetime import date, datetime

from lobby.domain.branch import Branch, Text
from lobby.domain.hall import Hall
from lobby.domain.next_in_line import is_next, say_what_comes
from lobby.domain.story import Deed, Entry, InOrder, Passed, Story
from lobby.domain.story_said import said_to_customer
from lobby.domain.story_words import Written, staff_words
from lobby.domain.ticket import AT_COUNTER, Ticket, TicketState
from lobby.domain.views import View, instant_view, text_view, wait_view


def story_view(story: Story, ticket: Ticket, hall: Hall, day: date, written: Written, now: datetime) -> View:
    """The story of a ticket of that day. `ticket` is its row, for what no journal keeps: care and language.

    `say` is what may be read out to the customer at once, `is_next` whether nobody is called before them any more.
    """
    told, branch = story.ticket, hall.branch
    waiting = hall.tickets[ticket.number] if day == hall.day and told.state is TicketState.WAITING else None
    said = _last_said(story, branch) if waiting is None else say_what_comes(hall, waiting, now)
    return {
        "number": ticket.number,
        "day": day.isoformat(),
        "service": told.service,
        "class": told.class_id,
        "care": ticket.care,
        "language": ticket.language,
        "issued_at": instant_view(told.issued_at),
        "state": told.state.value,
        "counter": told.counter if told.state in AT_COUNTER else None,
        "printed": wait_view(story.shown),
        "passed": {
            "by_rule": story.passes.by_rule,
            "by_override": story.passes.by_override,
            "of_at_most": story.passes.of_at_most,
        },
        "skips": [{"account": one.id, "used": one.used, "cap": one.cap} for one in story.accounts],
        "is_next": waiting is not None and is_next(hall, waiting, now),
        "say": text_view(said),
        "entries": [_entry_view(entry, branch, written) for entry in story.entries],
    }


def _last_said(story: Story, branch: Branch) -> Text:
    """What was done to the ticket last, in words for the customer."""
    deeds = [entry for entry in story.entries if isinstance(entry, Deed)]
    return said_to_customer(deeds[-1], branch)


def _entry_view(entry: Entry, branch: Branch, written: Written) -> View:
    return {
        **_when(entry),
        "staff": text_view(staff_words(entry, branch, written)),
        "customer": text_view(said_to_customer(entry, branch)),
    }


def _when(entry: Entry) -> View:
    """What kind of entry it is, from when to when, by whom, where, and about whom."""
    nothing: View = {"until": None, "by": None, "counter": None, "count": None, "others": []}
    if isinstance(entry, InOrder):
        first, until = entry.first, instant_view(entry.last.at)
        about = {"seq": first.seq, "at": instant_view(first.at), "until": until, "count": entry.count}
        return {**nothing, "what": "called_in_order", **about}
    if isinstance(entry, Passed):
        call, passes = entry.call, entry.passes
        kind = ("passed_by_override", passes.by_override) if call.is_override else ("passed", passes.by_rule)
        about = {"seq": call.seq, "at": instant_view(call.at), "by": call.actor, "counter": call.counter}
        return {**nothing, **about, "what": kind[0], "count": kind[1], "others": [call.ticket]}
    fact = entry.fact
    about = {"seq": fact.seq, "at": instant_view(fact.at), "by": fact.actor, "counter": fact.counter}
    others = [] if entry.call is None else list(entry.call.passed)
    return {**nothing, **about, "what": fact.kind.value, "others": others}
