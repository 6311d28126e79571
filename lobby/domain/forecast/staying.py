"""The wait of somebody who may give up, as it is if they do not: nobody asks how long they would wait if they left."""

from collections.abc import Mapping, Sequence
from math import inf, isnan

from lobby.domain.forecast.model import Pool
from lobby.domain.forecast.people import Person


def if_staying(people: Sequence[Person], ghosts: Mapping[tuple[int, str], Sequence[float]], count: int) -> list[Pool]:
    """The calls of each of these people, sorted, in every replica; infinite of whom nothing is asked.

    Where one gives up before, the next of the same line is called in their place; behind the last that is the newcomer,
    whose calls `ghosts` are, by group and class and by replica. Where there is none of them, that replica is left out.
    """
    found: list[Pool] = [[inf] * count for _ in people]
    behind: dict[tuple[int, str], Sequence[float]] = {}
    for place in sorted(range(len(people)), key=lambda one: (people[one].seniority, people[one].seq), reverse=True):
        person, key = people[place], (people[place].group, people[place].class_id)
        if person.calls is not None:
            later = behind.get(key) or ghosts.get(key) or [inf] * count
            calls = [_in_place(call, person, replica, later[replica]) for replica, call in enumerate(person.calls)]
            behind[key] = calls
            found[place] = sorted(call for call in calls if not isnan(call)) or [inf]
    return found


def _in_place(call: float, person: Person, replica: int, later: float) -> float:
    """The call, or, where the person gives up, that of the next; no number where that one was called before."""
    if isnan(call) and person.leaving is not None and later >= person.leaving[replica]:
        return later
    return call
