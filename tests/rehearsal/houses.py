"""Branches as a server tells of them, for the tests of the rehearsal: the demo branch, and ways to make it another."""

from typing import Any

from lobby.rehearsal.house import House, read_house


def _named(id_: str, en: str) -> dict[str, Any]:
    return {"id": id_, "name": {"zh": en, "en": en}}


def _service(id_: str, en: str, group: str, standard_minutes: float) -> dict[str, Any]:
    return _named(id_, en) | {"group": group, "standard_minutes": standard_minutes}


def _reason(id_: str, en: str, minutes: float) -> dict[str, Any]:
    return _named(id_, en) | {"minutes": minutes}


def _machine(id_: str, services: list[str]) -> dict[str, Any]:
    return _named(id_, f"Machine {id_}") | {"services": services}


def _counter(id_: str, services: list[str], *, vip_first: bool = False) -> dict[str, Any]:
    flexible = ["cash"] if id_ == "5" else []
    return {"id": id_, "place": int(id_), "services": services, "flexible": flexible, "vip_first": vip_first}


PERSONAL = ["cash", "transfer", "account", "loss", "other"]


def told(**changes: Any) -> dict[str, Any]:
    """What `GET /branches/{b}` answers for the demo branch, with these keys changed."""
    branch: dict[str, Any] = {
        "id": "zhongshan",
        "time_zone": "Asia/Shanghai",
        "clock": {"speed": 600.0},
        "hours": {"opens_at": "09:00", "closes_at": "17:00"},
        "groups": [_named("cash", "Cash"), _named("noncash", "Non-cash"), _named("corporate", "Corporate")],
        "services": [
            _service("cash", "Cash", "cash", 6),
            _service("transfer", "Transfers", "noncash", 10),
            _service("account", "Accounts and cards", "noncash", 20),
            _service("loss", "Loss and passwords", "noncash", 15),
            _service("wealth", "Wealth and funds", "noncash", 20),
            _service("other", "Other services", "noncash", 6),
            _service("corporate", "Corporate", "corporate", 10),
        ],
        "counters": [
            *(_counter(id_, PERSONAL) for id_ in "1234"),
            _counter("5", ["corporate"]),
            _counter("6", ["wealth", "account"], vip_first=True),
        ],
        "care": [_named("elderly", "Elderly"), _named("ill", "Ill or injured")],
        "pause_reasons": [
            *(_reason("break", "Short break", 10), _reason("lunch", "Lunch", 45)),
            *(_reason("meeting", "Meeting", 20), _reason("no_answer", "Teller away", 5)),
        ],
        "park_reasons": [_reason("approval", "Waiting for approval", 20), _reason("form", "Filling in a form", 10)],
        "machines": [_machine("1", ["cash"]), _machine("3", ["cash", "transfer"])],
        "min_call_seconds": 60,
        "classes": [
            {"id": "ordinary", "account": None},
            {"id": "jiaoyin", "account": "tier"},
            {"id": "wode", "account": "tier"},
            {"id": "booked", "account": "tier"},
            {"id": "care", "account": "care"},
        ],
        "caps": {"tier": 2, "care": 1},
    }
    return branch | changes


def house(**changes: Any) -> House:
    """The demo branch as the rehearsal reads it, with these keys of the answer changed."""
    return read_house(told(**changes))


def personal_counters(count: int) -> list[dict[str, Any]]:
    """So many counters in a row that serve every personal business."""
    return [_counter(str(place), [*PERSONAL, "wealth"]) for place in range(1, count + 1)]


def services(*names: str) -> list[dict[str, Any]]:
    """Personal services with these words for id and name, and a time standard of eight minutes."""
    return [_service(name, name.capitalize(), "noncash", 8) for name in names]


def counter_for(*names: str) -> list[dict[str, Any]]:
    """One counter that serves just these."""
    return [_counter("1", list(names))]
