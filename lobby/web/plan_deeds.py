"""Counters' hours over HTTP: today's plans, and a plan changed for today."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from lobby.actions import plans
from lobby.web.bearer import MANAGERS, bearer
from lobby.web.deeds import answered, asked
from lobby.web.plan_requests import PlanBody
from lobby.web.requests import read_body
from lobby.web.rooms import rooms

plan_deeds = Blueprint("plan_deeds", __name__)


@plan_deeds.get("/branches/<branch_id>/plans")
def show_plans(branch_id: str) -> ResponseReturnValue:
    """Every counter's plan of today, beside what has really happened."""
    bearer(MANAGERS, branch_id)
    return jsonify(rooms().pictures.plans(branch_id))


@plan_deeds.post("/branches/<branch_id>/counters/<counter_id>/plan")
def set_plan(branch_id: str, counter_id: str) -> ResponseReturnValue:
    """The counter is meant to be open at other times, today alone."""
    who = bearer(MANAGERS, branch_id)
    body = read_body(PlanBody)
    return answered(plans.set_plan(rooms().lobby, branch_id, counter_id, body.plan, asked(who.name, body)))
