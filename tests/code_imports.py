"""Reads the imports of Python files without running them. What is allowed is said in `test_imports.py`, not here."""

import ast
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

OURS = ("lobby", "kiosk", "display")


@dataclass(frozen=True, slots=True)
class Import:
    """One module imported by another, `importer` at `path`:`line`; `ours` if it is a part of the program."""

    importer: str
    imported: str
    path: Path
    line: int
    in_function: bool

    @property
    def ours(self) -> bool:
        return self.imported.split(".")[0] in OURS


def module_of(path: Path) -> str:
    """The dotted name of a Python file, its path taken from the top of the checkout."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def read_imports(root: Path, folders: Iterable[str]) -> list[Import]:
    """Every import in every Python file under these folders, in the order of paths and lines."""
    paths = sorted(path.relative_to(root) for folder in folders for path in (root / folder).rglob("*.py"))
    modules = {module_of(path) for path in paths}
    return [one for path in paths for one in imports_in((root / path).read_text("utf-8"), path, modules)]


def imports_in(source: str, path: Path, modules: Collection[str]) -> list[Import]:
    """The imports of one file, wherever they stand, also under `if TYPE_CHECKING`: a circle of types is a circle.

    `modules` are the names known to be modules, so that `from lobby.domain import hall` is read as
    `lobby.domain.hall`.
    """
    tree = ast.parse(source, str(path))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    return [
        Import(module_of(path), imported, path, node.lineno, id(node) in inside)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for imported in _imported(node, path, modules)
    ]


def _imported(node: ast.Import | ast.ImportFrom, path: Path, modules: Collection[str]) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    package = path.parent.parts[: len(path.parent.parts) - node.level + 1] if node.level else ()
    origin = ".".join((*package, *([node.module] if node.module else [])))
    return sorted({inner if (inner := f"{origin}.{alias.name}") in modules else origin for alias in node.names})
