"""The demo customers' cards (`customers.csv`, fictitious), which a demo server imports into its directory."""

import csv
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Card:
    """A card number, and the class that it establishes."""

    number: str
    ticket_class: str


def read_cards() -> tuple[Card, ...]:
    """The cards in the order of the file, never empty."""
    text = files("lobby.rehearsal").joinpath("customers.csv").read_text(encoding="utf-8")
    return tuple(Card(row["value"], row["class"]) for row in csv.DictReader(text.splitlines()) if row["kind"] == "card")
