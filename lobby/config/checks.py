"""What must hold between settings: ids that are meant exist, times are in order, nothing is there twice.

Works on the tree without the settings that were already refused, so that every problem is found in one go; hence each
check takes what is there and says nothing of what is missing. One setting by itself is judged in `shape`.
"""

from collections.abc import Iterator

from lobby.config.branch_checks import check_branch
from lobby.config.findings import Finding, an_id_of, each_once, earlier_with
from lobby.config.sources import Tree
from lobby.config.values import MISSING, REQUEST_THREADS
from lobby.domain.branch import ORDINARY
from lobby.domain.days import LAPSED
from lobby.domain.reason import OTHER
from lobby.domain.ticket import NO_ACCOUNT
from lobby.domain.tickets import CARE_CLASS


def cross_check(tree: Tree) -> Iterator[Finding]:
    """Everything that does not fit together; the tree is in shape, but anything may be missing from it."""
    yield from _sockets(tree.get("server", {}))
    yield from each_once(("bank", "languages"), tree.get("bank", {}).get("languages"))
    yield from _directory(tree.get("directory", {}))
    yield from _classes(tree)
    yield from _needed(tree)
    yield from _groups(tree)
    for branch_id, branch in tree.get("branches", {}).items():
        yield from check_branch(tree, branch, ("branches", branch_id))


def _sockets(server: Tree) -> Iterator[Finding]:
    if "threads" not in server or "sockets_per_address" not in server:
        return
    sockets = server["threads"] - REQUEST_THREADS
    if server["sockets_per_address"] > sockets:
        allowed = f"at most {sockets}: server.threads less {REQUEST_THREADS} that are kept for requests"
        yield ("server", "sockets_per_address"), server["sockets_per_address"], allowed


def _directory(directory: Tree) -> Iterator[Finding]:
    if directory.get("source") == "http" and directory.get("url") == "":
        yield ("directory", "url"), "", 'the address of the bank\'s system, as directory.source is "http"'


def _classes(tree: Tree) -> Iterator[Finding]:
    accounts = tree.get("accounts", {})
    for class_id, ticket_class in tree.get("classes", {}).items():
        here = ("classes", class_id)
        head_start, account = ticket_class.get("head_start_minutes", 0), ticket_class.get("account")
        if class_id == ORDINARY and head_start != 0:
            yield (*here, "head_start_minutes"), head_start, f"0: the class `{ORDINARY}` passes nobody"
        if account is None:
            continue
        if class_id == ORDINARY and account != "":
            yield (*here, "account"), account, f'"": the class `{ORDINARY}` passes nobody'
        if class_id != ORDINARY and account not in accounts:
            yield (*here, "account"), account, an_id_of("an account, whose cap bounds this class", account, accounts)


def _needed(tree: Tree) -> Iterator[Finding]:
    """Ids that the program itself uses must be there."""
    if ORDINARY not in tree.get("classes", {ORDINARY: {}}):
        yield ("classes", ORDINARY), MISSING, 'the class of everybody, with head_start_minutes 0 and account ""'
    if tree.get("care") and CARE_CLASS not in tree.get("classes", {CARE_CLASS: {}}):
        yield ("classes", CARE_CLASS), MISSING, "the class that a ground for care gives, as there are such grounds"
    if NO_ACCOUNT in tree.get("accounts", {}):
        yield ("accounts", NO_ACCOUNT), NO_ACCOUNT, "another id: under this one passes without an account are counted"
    if OTHER not in tree.get("park_reasons", {OTHER: {}}):
        yield ("park_reasons", OTHER), MISSING, "the words for a reason that a teller gave in their own"
    reasons = tree.get("pause_reasons", {OTHER: {}, LAPSED: {}})
    if OTHER not in reasons:
        yield ("pause_reasons", OTHER), MISSING, "the public words for a reason that no screen may show"
    if LAPSED not in reasons:
        yield ("pause_reasons", LAPSED), MISSING, "the public words for a ready counter that was paused by itself"


def _groups(tree: Tree) -> Iterator[Finding]:
    groups = tree.get("groups")
    if groups is None:
        return
    for group_id, group in groups.items():
        if (first := earlier_with(groups, group_id, "series")) is not None:
            yield ("groups", group_id, "series"), group["series"], f"a letter of its own; groups.{first} has it too"
    for service_id, service in tree.get("services", {}).items():
        used = service.get("group")
        if used is not None and used not in groups:
            yield ("services", service_id, "group"), used, an_id_of("a group", used, groups)
