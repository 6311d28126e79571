"""A bank's file of customers, line by line: what is good is read, what is not is named by its number and a code."""

import pytest

from lobby.actions.customer_file import BadLine, CustomerFile, Line, Wrong
from lobby.actions.identity import Identity
from lobby.domain.errors import Refusal

TIERS = {"ordinary", "gold", "platinum"}


def read(text: str | bytes, encoding: str = "utf-8") -> list[Line | BadLine]:
    """What stands in a file of these words."""
    raw = text if isinstance(text, bytes) else text.encode(encoding)
    return list(CustomerFile(raw.splitlines(keepends=True), encoding, TIERS))


def test_a_good_file_is_read_in_order() -> None:
    lines = read("kind,value,class\ncard,6222000011112222,gold\nphone,138 0000 0000,platinum\nid,E1234567,ordinary\n")

    assert lines == [
        Line(2, Identity("card", "6222000011112222"), "gold"),
        Line(3, Identity("phone", "138 0000 0000"), "platinum"),
        Line(4, Identity("id", "E1234567"), "ordinary"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "class,kind,value\r\ngold,card,6222000011112222\r\n",
        ' value , kind , class \n"6222000011112222", card ,gold',
        b"\xef\xbb\xbfkind,value,class\ncard,6222000011112222,gold\n",
    ],
    ids=["another order, as Windows writes it", "blanks and quotation marks, no last line end", "a BOM"],
)
def test_what_other_systems_write_is_read_the_same(text: str | bytes) -> None:
    assert read(text) == [Line(2, Identity("card", "6222000011112222"), "gold")]


def test_what_chinese_systems_write_is_read_if_it_is_said() -> None:
    text = "kind,value,class\nid,护照１２３４,gold\n".encode("gb18030")

    assert read(text, "gb18030") == [Line(2, Identity("id", "护照１２３４"), "gold")]
    assert read(text, "utf-8") == [BadLine(2, "", Wrong.ENCODING)]


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("card,6222000011112222", BadLine(2, "", Wrong.COLUMNS)),
        ("card,6222000011112222,gold,1", BadLine(2, "", Wrong.COLUMNS)),
        ('card,"6222000011112222,gold', BadLine(2, "", Wrong.COLUMNS)),
        ("passport,E12345678,gold", BadLine(2, "", Wrong.KIND)),
        ("6222000011112222,card,gold", BadLine(2, "", Wrong.KIND)),
        ("card,,gold", BadLine(2, "card", Wrong.EMPTY)),
        ("card, - ,gold", BadLine(2, "card", Wrong.EMPTY)),
        ("card,123,gold", BadLine(2, "card", Wrong.LENGTH)),
        (f"card,{'1' * 65},gold", BadLine(2, "card", Wrong.LENGTH)),
        ("phone,13800000000,silver", BadLine(2, "phone", Wrong.CLASS)),
        ("phone,13800000000,", BadLine(2, "phone", Wrong.CLASS)),
    ],
)
def test_a_bad_line_is_named_and_the_next_one_is_read(line: str, bad: BadLine) -> None:
    assert read(f"kind,value,class\n{line}\ncard,6222,gold\n") == [bad, Line(3, Identity("card", "6222"), "gold")]


def test_the_shortest_and_the_longest_value_are_good() -> None:
    lines = read(f"kind,value,class\ncard,1234,gold\ncard,{'1' * 64},gold\n")

    assert [type(line) for line in lines] == [Line, Line]


def test_empty_lines_are_passed_over_and_counted() -> None:
    assert read("kind,value,class\n\n \ncard,6222,gold\n") == [Line(4, Identity("card", "6222"), "gold")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "card,6222000011112222,gold\n",
        "kind,value\n",
        "kind,value,class,class\n",
        "kind,value,class,more\n",
        b"\xff\n",
        '"kind,value,class\n',
    ],
)
def test_a_file_without_its_columns_is_refused(text: str | bytes) -> None:
    with pytest.raises(Refusal, match="bad_columns"):
        read(text)
