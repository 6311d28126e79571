"""Every call of the API, as it is described to the outside: who may, what it takes, what it answers.

A test holds this table to the routes, and others hold it to what the server really does. It decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

from lobby.actions.access import Role
from lobby.domain.calibration import DAYS, MOST_DAYS
from lobby.web import (
    answers,
    calibration_answers,
    fairness_answers,
    house_answers,
    picture_answers,
    plan_answers,
    plan_requests,
    requests,
    story_answers,
    tablet_answers,
    what_if_answers,
    what_if_requests,
)
from lobby.web.bearer import ANYBODY, ISSUERS, MANAGERS, STAFF

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One call.

    `answers` are the models by status, None where there is no body. `roles` are those whose token is needed, None if
    none is; `holder` says that holding the ticket's id will do instead. `query` has (schema, required) by name.
    The codes are those beside the ones that every such call has: `missing` 404, `conflicts` 409, `refused` 422, `more`
    by status. Whatever has a body is a deed and takes an Idempotency-Key, but for what signs somebody in or out.
    `several`: the ticket that it is about can be named in several ways; `holder` then holds for the id alone.
    """

    answers: Mapping[int, type[BaseModel] | None]
    body: type[requests.Body] | None = None
    roles: frozenset[Role] | None = None
    holder: bool = False
    query: Mapping[str, tuple[Schema, bool]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    more: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    signs: Literal["in", "out"] | None = None
    several: bool = False

    @property
    def is_deed(self) -> bool:
        """Whether it changes the branch."""
        return self.body is not None and self.signs is None

    @property
    def codes(self) -> dict[int, tuple[str, ...]]:
        """Every code that this call can be refused with, by status."""
        about_body = ("invalid_request",) if self.body is not None else ()
        about_key = ("bad_idempotency_key", "idempotency_key_reused") if self.is_deed else ()
        guarded = self.roles is not None
        all_codes = {
            400: ("invalid_json",) if self.body is not None else (),
            401: ("no_token", "unknown_token", "session_ended") if guarded else (),
            403: ("wrong_role", "wrong_branch", *(("csrf",) if self.is_deed else ())) if guarded else (),
            404: self.missing,
            409: self.conflicts,
            422: about_body + about_key + self.refused,
            503: ("database_unavailable",),
            **self.more,
        }
        return {status: codes for status, codes in all_codes.items() if codes}


def _deed(model: type[BaseModel], body: type[requests.Body], *conflicts: str, service: bool = False) -> Operation:
    """A deed of staff at a counter, which answers with this model; `service` if it names services."""
    missing = ("unknown_counter", "unknown_service") if service else ("unknown_counter",)
    return Operation({200: model}, body, STAFF, missing=missing, conflicts=conflicts)


def _on_ticket(
    body: type[requests.Body],
    *conflicts: str,
    missing: tuple[str, ...] = (),
    refused: tuple[str, ...] = (),
    holder: bool = False,
) -> Operation:
    """A deed on a ticket, by its id, its number or the counter that holds it."""
    return Operation(
        {200: answers.HeldTicket},
        body,
        STAFF,
        holder=holder,
        missing=("unknown_ticket", "unknown_branch", "unknown_counter", *missing),
        conflicts=("already_closed", "no_ticket", *conflicts),
        refused=refused,
        several=True,
    )


AS_SEEN = ("already_called", "state_changed")
"""Why a deed on a ticket that was said to be in one state (`if_state`) is not done: it is in another one."""

OPERATIONS: Mapping[str, Operation] = {
    "begin_session": Operation(
        {201: answers.SignedIn},
        requests.SignInBody,
        more={401: ("wrong_name_or_password",), 403: ("csrf",), 429: ("too_many_attempts",)},
        signs="in",
    ),
    "end_session": Operation({204: None}, more={401: ("no_session", "session_ended"), 403: ("csrf",)}, signs="out"),
    "list_branches": Operation({200: house_answers.Branches}),
    "show_branch": Operation({200: house_answers.House}, missing=("unknown_branch",)),
    "list_services": Operation({200: house_answers.Services}, missing=("unknown_branch",)),
    "show_board": Operation({200: picture_answers.BoardPicture}, roles=ANYBODY),
    "show_desk": Operation(
        {200: picture_answers.DeskPicture},
        roles=STAFF,
        query={"counter": ({"type": "string"}, True)},
        missing=("unknown_counter",),
    ),
    "show_tablet": Operation({200: tablet_answers.TabletPicture}, roles=MANAGERS),
    "show_timeline": Operation(
        {200: tablet_answers.Timeline},
        roles=MANAGERS,
        query={"day": ({"type": "string", "format": "date"}, False)},
        missing=("unknown_counter",),
        refused=("invalid_request",),
    ),
    "show_fairness": Operation(
        {200: fairness_answers.Fairness},
        roles=MANAGERS,
        query={"day": ({"type": "string", "format": "date"}, False)},
        refused=("invalid_request",),
    ),
    "show_calibration": Operation(
        {200: calibration_answers.Calibration},
        roles=MANAGERS,
        query={"days": ({"type": "integer", "minimum": 1, "maximum": MOST_DAYS, "default": DAYS}, False)},
        refused=("invalid_request",),
    ),
    "show_what_if": Operation(
        {200: what_if_answers.WhatIf},
        roles=MANAGERS,
        query=what_if_requests.QUERY,
        missing=("unknown_counter",),
        conflicts=("counter_not_closed", "counter_closed", "counter_paused"),
        refused=("invalid_request", "unknown_account", "unknown_class", "class_has_no_account"),
        more={503: ("database_unavailable", "waits_unavailable")},
    ),
    "show_plans": Operation({200: plan_answers.Plans}, roles=MANAGERS),
    "set_plan": Operation(
        {200: plan_answers.CounterToday},
        plan_requests.PlanBody,
        MANAGERS,
        missing=("unknown_counter",),
        conflicts=("day_closed",),
        refused=("plan_ends_before_it_begins", "plan_outside_hours", "breaks_out_of_order"),
    ),
    "show_story": Operation(
        {200: story_answers.Story},
        roles=MANAGERS,
        query={"day": ({"type": "string", "format": "date"}, False)},
        missing=("unknown_ticket",),
        refused=("invalid_request",),
    ),
    "show_journal": Operation(
        {200: answers.Journal},
        roles=STAFF,
        query={
            "since": ({"type": "integer", "minimum": 0, "maximum": 2**63 - 1, "default": 0}, False),
            "limit": ({"type": "integer", "minimum": 1, "default": 100, "description": "1000 at most"}, False),
        },
        refused=("invalid_request",),
    ),
    "issue_ticket": Operation(
        {201: answers.IssuedTicket, 200: answers.IssuedTicket},
        requests.IssueBody,
        ISSUERS,
        missing=("unknown_service",),
        conflicts=("kiosk_closed", "number_already_taken"),
        refused=("unknown_care",),
    ),
    "show_ticket": Operation({200: picture_answers.TicketPicture}, missing=("unknown_ticket",)),
    "cancel": _on_ticket(requests.ReasonOnTicketBody, *AS_SEEN, holder=True),
    "return": _on_ticket(requests.ReasonOnTicketBody, "already_waiting", "not_missed", *AS_SEEN, holder=True),
    "late": _on_ticket(requests.EmptyBody, "not_missed", holder=True),
    "park": _on_ticket(requests.ParkBody, "not_here", *AS_SEEN),
    "redirect": _on_ticket(
        requests.RedirectBody, "not_here", *AS_SEEN, missing=("unknown_machine",), refused=("machine_cannot",)
    ),
    "transfer": _on_ticket(requests.TransferBody, "same_service", "not_here", *AS_SEEN, missing=("unknown_service",)),
    "grant": _on_ticket(requests.GrantBody, "same_class", *AS_SEEN, refused=("unknown_class",)),
    "undo": _on_ticket(
        requests.OnTicketBody,
        *("nothing_to_undo", "undo_too_late", "counter_busy", "counter_closed", *AS_SEEN),
    ),
    "reclassify": _deed(
        answers.HeldTicket, requests.ServiceBody, "no_ticket", "same_service", "not_served_here", service=True
    ),
    "errand": _deed(answers.HeldTicket, requests.ServiceBody, "no_ticket", service=True),
    "walk-up": Operation(
        {200: answers.WalkUpTicket},
        requests.IssueBody,
        STAFF,
        missing=("unknown_counter", "unknown_service"),
        conflicts=("counter_closed", "kiosk_closed"),
        refused=("unknown_care",),
    ),
    "call": Operation(
        {200: answers.HeldTicket},
        requests.OverrideBody,
        STAFF,
        missing=("unknown_counter", "unknown_ticket"),
        conflicts=(
            *("counter_closed", "counter_paused", "counter_busy", "already_closed", "already_called"),
            *("not_here", "not_served_here"),
        ),
    ),
    "acknowledge_alert": Operation(
        {200: tablet_answers.Alert},
        requests.EmptyBody,
        MANAGERS,
        missing=("unknown_alert",),
        conflicts=("already_acknowledged",),
    ),
    "open_counter": _deed(answers.Counter, requests.OpenBody, "counter_not_closed", "day_closed", service=True),
    "set_services": _deed(answers.Counter, requests.ServicesBody, "counter_closed", "until_is_past", service=True),
    "pause_counter": _deed(answers.LeavingCounter, requests.ReasonBody, "counter_closed", "counter_paused"),
    "resume": _deed(answers.Counter, requests.EmptyBody, "counter_not_paused"),
    "close": _deed(answers.LeavingCounter, requests.EmptyBody, "counter_closed", "counter_busy"),
    "call_next": Operation(
        {200: answers.CalledTicket, 204: None},
        requests.NextBody,
        STAFF,
        missing=("unknown_counter",),
        conflicts=("counter_busy", "counter_closed", "counter_paused"),
    ),
    "recall": _deed(answers.HeldTicket, requests.EmptyBody, "no_ticket", "already_serving"),
    "start": _deed(answers.HeldTicket, requests.EmptyBody, "no_ticket", "already_serving"),
    "finish": _deed(answers.HeldTicket, requests.EmptyBody, "no_ticket"),
    "no-show": _deed(
        answers.HeldTicket, requests.EmptyBody, "no_ticket", "already_serving", "too_early", "recall_first"
    ),
    "lend": Operation(
        {200: answers.Counter},
        requests.LendBody,
        MANAGERS,
        missing=("unknown_counter", "unknown_service"),
        conflicts=("counter_closed", "already_lent", "not_flexible", "below_minimum", "until_is_past"),
    ),
    "take-back": Operation(
        {200: answers.Counter},
        requests.EmptyBody,
        MANAGERS,
        missing=("unknown_counter",),
        conflicts=("counter_closed", "not_lent"),
    ),
    "leave-alone": Operation(
        {200: answers.Counter},
        requests.LeaveAloneBody,
        MANAGERS,
        missing=("unknown_counter",),
        conflicts=("counter_closed", "not_flexible"),
    ),
}
"""By the name of the view, or by the deed where one view does several."""
