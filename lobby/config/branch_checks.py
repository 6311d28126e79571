"""What must hold within one branch: its services are served, its counters stand apart, its hours are in order.

As in `checks`, the tree lacks what was already refused, and nothing is said of what is missing.
"""

from collections.abc import Iterator

from lobby.config.findings import Finding, an_id_of, each_once, earlier_with, ids_known
from lobby.config.plan_checks import check_minimum, check_plan
from lobby.config.sources import Place, Tree
from lobby.config.values import shown


def check_branch(tree: Tree, branch: Tree, here: Place) -> Iterator[Finding]:
    """Everything that does not fit together within the branch, or between it and the bank; `tree` is the whole."""
    yield from _offered(tree, branch, (*here, "services"))
    yield from check_minimum(branch, (*here, "minimum_counters"))
    yield from _hours(branch.get("hours", {}), (*here, "hours"))
    for counter_id in branch.get("counters", {}):
        yield from _counter(tree, branch, counter_id, (*here, "counters", counter_id))
        yield from check_plan(branch, counter_id, (*here, "counters", counter_id, "plan"))
    yield from _lending(branch, (*here, "lending"))
    if "counters" in branch:
        for screen_id, screen in branch.get("screens", {}).items():
            where = (*here, "screens", screen_id, "counters")
            yield from ids_known(where, screen.get("counters"), "a counter of this branch", branch["counters"])
    if "services" in branch:
        for machine_id, machine in branch.get("machines", {}).items():
            where = (*here, "machines", machine_id, "services")
            yield from ids_known(where, machine.get("services"), "a service of this branch", branch["services"])


def _offered(tree: Tree, branch: Tree, here: Place) -> Iterator[Finding]:
    """Each service offered is one of the bank's, and some counter serves it."""
    offered, bank, counters = branch.get("services"), tree.get("services"), branch.get("counters", {})
    if bank is None:
        return
    yield from ids_known(here, offered, "a service of the bank", bank)
    if not counters or any("services" not in counter for counter in counters.values()):
        return
    served = {service for counter in counters.values() for service in counter["services"]}
    for position, service in enumerate(offered or []):
        if service in bank and service not in served:
            yield (*here, position), service, "a service that some counter serves without being lent to it"


def _hours(hours: Tree, here: Place) -> Iterator[Finding]:
    order = [
        ("kiosk_opens_at", "opens_at", True),
        ("opens_at", "last_number_at", False),
        ("last_number_at", "closes_at", True),
    ]
    for before, after, may_be_equal in order:
        if before not in hours or after not in hours:
            continue
        # Quoted "08:30" and TOML's own 08:30:00 compare alike as text.
        earlier, later = str(hours[before])[:5], str(hours[after])[:5]
        if earlier > later or (earlier == later and not may_be_equal):
            word = "at or after" if may_be_equal else "after"
            yield (*here, after), hours[after], f"{word} {before}, which is {earlier}"
    for key in ("weekdays", "closed_days"):
        yield from each_once((*here, key), hours.get(key))


def _lending(branch: Tree, here: Place) -> Iterator[Finding]:
    lending = branch.get("lending", {})
    lend_at, return_at = lending.get("lend_at"), lending.get("return_at")
    if lend_at is not None and return_at is not None and return_at >= lend_at:
        allowed = f"below lend_at, which is {lend_at}: a counter would go back as soon as it was lent"
        yield (*here, "return_at"), return_at, allowed
    if "services" in branch:
        for service, least in lending.get("minimum", {}).items():
            if service not in branch["services"]:
                allowed = f"under {an_id_of('a service of this branch', service, branch['services'])}"
                yield (*here, "minimum", service), least, allowed


def _counter(tree: Tree, branch: Tree, counter_id: str, here: Place) -> Iterator[Finding]:
    counters = branch["counters"]
    counter, offered, groups = counters[counter_id], branch.get("services"), tree.get("groups")
    served, flexible, group = counter.get("services"), counter.get("flexible"), counter.get("group")
    if (first := earlier_with(counters, counter_id, "place")) is not None:
        yield (*here, "place"), counter["place"], f"a place of its own; counter {first} stands there too"
    if offered is not None:
        yield from ids_known((*here, "services"), served, "a service of this branch", offered)
        yield from ids_known((*here, "flexible"), flexible, "a service of this branch", offered)
    for position, service in enumerate(flexible or []):
        if service in (served or []):
            yield (*here, "flexible", position), service, "a service that the counter does not serve anyway"
    if group is None or groups is None:
        return
    if group not in groups:
        yield (*here, "group"), group, an_id_of("a group", group, groups)
        return
    known = [tree.get("services", {}).get(service, {}).get("group") for service in served or []]
    if known and None not in known and group not in known:
        fitting = ", ".join(shown(one) for one in sorted(set(known)))
        yield (*here, "group"), group, f"the group of a service that the counter serves: {fitting}"
