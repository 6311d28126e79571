"""A QR code as one SVG path. Knows squares, not tickets: what the code says is handed in."""

from dataclasses import dataclass
from itertools import groupby

import segno


@dataclass(frozen=True, slots=True)
class QrCode:
    """A drawn code: `path` is the `d` of an SVG path of dark modules, each 1 × 1, on a square of `side` modules.

    No quiet zone is included: the page leaves four modules of light ground around it (ISO/IEC 18004).
    """

    side: int
    path: str


def draw(text: str) -> QrCode:
    """The code that says `text`, which survives 15% damage (level M): a folded ticket, a scratched screen."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    rows = [[bool(module) for module in row] for row in code.matrix]
    return QrCode(side=len(rows), path="".join(_row(y, row) for y, row in enumerate(rows)))


def _row(y: int, row: list[bool]) -> str:
    pieces, x = [], 0
    for is_dark, run in groupby(row):
        width = len(list(run))
        if is_dark:
            pieces.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return "".join(pieces)
