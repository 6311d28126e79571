"""A deed on a ticket as it was seen is not done to one that stands elsewhere by now."""

from dataclasses import replace

import pytest

from lobby.domain.errors import Conflict
from lobby.domain.seen import must_still_be
from lobby.domain.ticket import ASIDE, AT_COUNTER, TicketState
from tests.domain.builders import ticket

NOT_CLOSED = [TicketState.WAITING, *sorted(AT_COUNTER), *sorted(ASIDE)]


@pytest.mark.parametrize("seen", [TicketState.WAITING, *sorted(ASIDE)])
@pytest.mark.parametrize("state", NOT_CLOSED)
def test_only_the_state_that_was_seen_will_do_and_a_counter_is_named(state: TicketState, seen: TicketState) -> None:
    now = replace(ticket(), state=state, counter="3")
    if state is seen:
        must_still_be(now, seen)
        return

    with pytest.raises(Conflict) as refused:
        must_still_be(now, seen)

    told = ("already_called", {"ticket": "A001", "counter": "3"})
    elsewhere = ("state_changed", {"ticket": "A001", "state": state.value})
    assert (refused.value.code, refused.value.values) == (told if state in AT_COUNTER else elsewhere)
