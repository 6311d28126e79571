"""The QR code as a path: every dark module is drawn, and nothing else."""

import re

import segno

from kiosk.qr import draw

URL = "http://127.0.0.1:8000/t/3q2-7wEjR5mS0xYbK9uPdA"


def dark_modules(path: str) -> set[tuple[int, int]]:
    """The unit squares that a path of `M x y h w v1 h-w z` covers."""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join("M{} {}h{}v1h-{}z".format(*run) for run in runs) == path
    return {(x, int(y)) for left, y, width, _ in runs for x in range(int(left), int(left) + int(width))}


def test_every_dark_module_is_drawn_once_and_no_light_one() -> None:
    matrix = segno.make(URL, error="m", micro=False, boost_error=False).matrix
    wanted = {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}

    code = draw(URL)

    assert dark_modules(code.path) == wanted
    assert code.side == len(matrix)


def test_a_longer_text_needs_a_larger_code() -> None:
    assert draw(URL * 3).side > draw(URL).side


def test_the_same_text_is_drawn_the_same() -> None:
    assert draw(URL) == draw(URL)
