"""A counter's plan is changed for today. It answers 200 with what is meant now, and what the week's pattern says."""

from lobby.actions.lobby import Answer, Asked, Change, Lobby
from lobby.domain import plans
from lobby.domain.branch import Plan
from lobby.domain.plans_view import day_of_plans, todays_view


def set_plan(lobby: Lobby, branch_id: str, counter_id: str, plan: Plan | None, asked: Asked) -> Answer:
    """The counter is meant to be open so today; None: not at all. Raises as `domain.plans.set_plan`."""

    def deed(change: Change) -> Answer:
        change.hall = plans.set_plan(change.hall, counter_id, plan, change.now, asked.actor)
        day = day_of_plans(change.hall, change.now)
        return Answer(200, {"counter": counter_id, **todays_view(change.hall, counter_id, day)})

    return lobby.perform(branch_id, asked, deed)
