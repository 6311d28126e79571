"""The calls of the API as the router has them. What they mean is in `operations.py`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from werkzeug.routing import Rule

from lobby.web.api import api

_PART = re.compile(r"<(?:any\((?P<deeds>.*?)\):)?(?P<name>\w+)>")


@dataclass(frozen=True, slots=True)
class Route:
    """One call of the API: its method (small letters), its path with {parts}, its name in OPERATIONS, and the view.

    Several calls may have one name: the same deed, on a ticket named in different ways.
    """

    method: str
    path: str
    name: str
    endpoint: str

    @property
    def parts(self) -> list[str]:
        """The names of the variable parts of its path."""
        return re.findall(r"{(\w+)}", self.path)

    @property
    def is_by_id(self) -> bool:
        """Whether it names a ticket by its unguessable id: then holding that may be enough."""
        return "ticket_id" in self.parts


def routes(rules: Iterable[Rule]) -> list[Route]:
    """Every call among these rules that belongs to the API; a rule for several deeds makes one for each."""
    return [route for rule in rules if rule.endpoint.startswith(f"{api.name}.") for route in _routes_of(rule)]


def _routes_of(rule: Rule) -> Iterator[Route]:
    name = rule.endpoint.rpartition(".")[2]
    several = next((part for part in _PART.finditer(rule.rule) if part["deeds"]), None)
    for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
        if several is None:
            yield Route(method.lower(), _PART.sub(r"{\g<name>}", rule.rule), name, rule.endpoint)
            continue
        for deed in re.findall(r"[\w-]+", several["deeds"]):
            path = rule.rule.replace(several[0], deed)
            yield Route(method.lower(), _PART.sub(r"{\g<name>}", path), deed, rule.endpoint)
