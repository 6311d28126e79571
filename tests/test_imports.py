"""Who may know whom, kept by reading the imports. The table is the architecture: ARCHITECTURE.md says why.

Here are the table and the tests; `code_imports.py` reads the code. Nothing here imports the server.
"""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from sys import stdlib_module_names

import pytest

from tests.code_imports import OURS, Import, imports_in, module_of, read_imports

ROOT = Path(__file__).parents[1]

PAGES = frozenset({"domain", "actions", "pictures", "web"})
"""What a page may know. `web` are the shared page parts; it does not know the pages."""

MAY_KNOW: dict[str, frozenset[str]] = {
    "domain": frozenset(),
    "clock": frozenset(),
    "config": frozenset({"domain"}),
    "store": frozenset({"domain"}),
    "actions": frozenset({"domain", "store", "clock"}),
    "pictures": frozenset({"domain", "store", "clock"}),
    "waiting": frozenset({"domain", "store", "clock"}),
    "realtime": frozenset({"pictures"}),
    "jobs": frozenset({"domain", "actions", "realtime", "clock"}),
    "web": frozenset({"domain", "actions", "pictures", "clock"}),
    "desk": PAGES,
    "tablet": PAGES,
    "kiosk": PAGES,
    "display": PAGES,
    "replay": frozenset({"domain"}),
    "serving": frozenset({"config"}),
    # Stands outside and talks HTTP, like any customer.
    "rehearsal": frozenset(),
}
"""Room -> the other rooms it may import. `app` and `cli` may import every room; `app` is known by `cli` alone,
and `cli` by `python -m lobby`."""

EVERYTHING = frozenset(MAY_KNOW)
ALLOWED = MAY_KNOW | {"app": EVERYTHING, "cli": EVERYTHING | {"app"}, "__main__": frozenset({"cli"})}

NOT_IN_DOMAIN = {
    *("asyncio", "multiprocessing", "subprocess", "threading", "time"),
    *("random", "secrets", "uuid"),
    *("io", "logging", "os", "pathlib", "shutil", "socket", "sqlite3", "tempfile", "urllib"),
}
"""The standard library's clocks, dice and doors to the world. `datetime` stays: its values are handed in."""


def room_of(module: str) -> str | None:
    """The room a module of ours lives in, None if it has none.

    `lobby.store.tables` lives in `store`, `kiosk.pages` in `kiosk`. A file beside a room that carries its name in
    front is in it: `lobby.pictures_ticket` lives in `pictures`.
    """
    top, *rest = module.split(".")
    name = rest[0] if top == "lobby" and rest else top
    return name if name in ALLOWED else next((room for room in ALLOWED if name.startswith(f"{room}_")), None)


def breach(one: Import) -> str | None:
    """The sentence that names what is wrong with this import, None if nothing is."""
    there, room, known = f"{one.path}:{one.line}", room_of(one.importer), room_of(one.imported)
    if room is None or room == known:
        return None
    if one.ours and known not in ALLOWED[room]:
        allowed = ", ".join(sorted(ALLOWED[room])) or "nothing of ours"
        return f"{there} imports {one.imported}: {room} may know {allowed}"
    top = one.imported.split(".")[0]
    if room == "domain" and (top not in stdlib_module_names or top in NOT_IN_DOMAIN):
        return f"{there} imports {one.imported}: domain has the standard library only, without clock, randomness or I/O"
    return None


def circle(imports: list[Import]) -> str | None:
    """The names along a circle of imports, None if there is none."""
    graph: dict[str, set[str]] = {}
    for one in imports:
        if one.ours and one.imported != one.importer:
            graph.setdefault(one.importer, set()).add(one.imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return " is imported by ".join(found.args[1])
    return None


@pytest.fixture(scope="module")
def imports() -> list[Import]:
    """Every import of every module of the program."""
    return read_imports(ROOT, OURS)


def test_every_module_lives_in_a_room_of_the_table() -> None:
    paths = [path.relative_to(ROOT) for top in OURS for path in (ROOT / top).rglob("*.py")]

    homeless = [str(path) for path in paths if path != Path("lobby/__init__.py") and room_of(module_of(path)) is None]

    assert homeless == [], "a new room needs its row in MAY_KNOW and in ARCHITECTURE.md"


def test_no_room_imports_what_it_may_not_know(imports: list[Import]) -> None:
    sentences = [sentence for one in imports if (sentence := breach(one))]

    assert sentences == [], "\n".join(["", *sentences])


def test_domain_is_told_the_time_and_never_asks() -> None:
    asks = re.compile(r"\b(datetime|date)\.(now|utcnow|today)\(")

    asking = [path.name for path in (ROOT / "lobby/domain").rglob("*.py") if asks.search(path.read_text("utf-8"))]

    assert asking == []


def test_no_import_stands_inside_a_function(imports: list[Import]) -> None:
    inside = [f"{one.path}:{one.line} imports {one.imported} inside a function" for one in imports if one.in_function]

    assert inside == [], "\n".join(["", *inside])


def test_no_imports_run_in_a_circle(imports: list[Import]) -> None:
    assert circle(imports) is None


def test_migrations_never_import_the_program() -> None:
    ours = [f"{one.path}:{one.line} imports {one.imported}" for one in read_imports(ROOT, ("migrations",)) if one.ours]

    assert ours == [], "a migration keeps its own copy of what the tables were"


@pytest.mark.parametrize(
    ("importer", "line", "told"),
    [
        ("lobby/domain/hall.py", "from lobby.store import tables", "domain may know nothing of ours"),
        ("lobby/domain/hall.py", "import sqlalchemy", "domain has the standard library only"),
        ("lobby/domain/hall.py", "from time import monotonic", "domain has the standard library only"),
        ("lobby/store/branch_rows.py", "import lobby.actions.issue", "store may know domain"),
        ("lobby/rehearsal/teller.py", "from lobby.domain.hall import Hall", "rehearsal may know nothing of ours"),
        ("lobby/web/api.py", "from kiosk.pages import kiosk", "web may know actions, clock, domain, pictures"),
        ("kiosk/pages.py", "from lobby import app", "kiosk may know actions, domain, pictures, web"),
        ("lobby/app.py", "from lobby.cli import main", "imports lobby.cli"),
    ],
)
def test_a_forbidden_import_is_named_in_a_sentence(importer: str, line: str, told: str) -> None:
    [found] = imports_in(line, Path(importer), {"lobby", "lobby.app"})

    assert told in (breach(found) or "nothing wrong")


def test_an_import_inside_a_function_and_a_circle_are_found() -> None:
    modules = {"lobby.domain.hall", "lobby.domain.ticket"}

    hidden = imports_in("def call():\n    from lobby.domain import hall\n", Path("lobby/domain/ticket.py"), modules)
    back = imports_in("import lobby.domain.ticket", Path("lobby/domain/hall.py"), modules)

    assert hidden[0].in_function
    assert circle(hidden + back) is not None
