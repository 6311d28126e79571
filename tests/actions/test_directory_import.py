"""A file goes into the directory: what was committed stays, again does no harm, and nobody is removed by mistake."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lobby.actions.customer_file import BadLine, Line, Wrong
from lobby.actions.directory import Directory
from lobby.actions.directory_import import BATCH, import_customers, replace_customers, try_customers
from lobby.actions.identity import Identity, Keys
from lobby.store import Store
from tests.clocks import HandClock
from tests.domain.builders import branch
from tests.store.databases import everything, opened


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty database."""
    store = opened(address, branch())
    yield store
    store.close()


@pytest.fixture
def directory(store: Store, tmp_path: Path, clock: HandClock) -> Directory:
    """An empty directory."""
    return Directory(store, Keys(tmp_path / "secrets", clock))


@pytest.fixture
def told() -> list[BadLine]:
    """The bad lines that were told of."""
    return []


def line(place: int, class_id: str = "gold", *, number: int | None = None) -> Line:
    """The line of somebody with a phone."""
    return Line(place if number is None else number, Identity("phone", f"138{place:08}"), class_id)


def classes(directory: Directory, *places: int) -> list[str | None]:
    return [directory.class_of(line(place).identity) for place in places]


def test_good_lines_go_in_bad_ones_are_told_and_others_stay(directory: Directory, told: list[BadLine]) -> None:
    import_customers(directory, [line(1), line(2)], told.append)
    bad = BadLine(3, "card", Wrong.CLASS)

    outcome = import_customers(directory, [line(2, "platinum"), bad, line(4)], told.append)

    assert classes(directory, 1, 2, 3, 4) == ["gold", "platinum", None, "gold"]
    assert told == [bad]
    assert (outcome.lines, outcome.good, dict(outcome.bad), outcome.removed) == (3, 2, {"unknown_class": 1}, None)


def test_of_two_lines_that_contradict_each_other_the_first_stands(directory: Directory, told: list[BadLine]) -> None:
    lines = [line(1, number=2), line(1, "platinum", number=3), line(1, number=4)]

    outcome = import_customers(directory, lines, told.append)

    assert classes(directory, 1) == ["gold"]
    assert told == [BadLine(3, "phone", Wrong.TWICE)]
    assert outcome.good == 2


def test_they_are_found_in_different_batches_too(directory: Directory, told: list[BadLine]) -> None:
    lines = [*(line(place) for place in range(BATCH + 1)), line(0, "platinum", number=5000)]

    outcome = import_customers(directory, lines, told.append)

    assert told == [BadLine(5000, "phone", Wrong.TWICE)]
    assert outcome.good == BATCH + 1
    assert directory.counts() == [("phone", "gold", BATCH + 1)]


def test_a_trial_says_the_same_and_changes_nothing(store: Store, directory: Directory, told: list[BadLine]) -> None:
    import_customers(directory, [line(1)], told.append)
    before = everything(store)

    outcome = try_customers(directory, [line(2), line(2, "platinum", number=3)], told.append)

    assert everything(store) == before
    assert (outcome.good, told) == (1, [BadLine(3, "phone", Wrong.TWICE)])


def test_replacing_leaves_just_the_file(directory: Directory, told: list[BadLine]) -> None:
    import_customers(directory, [line(1), line(2), line(3)], told.append)

    outcome = replace_customers(directory, [line(2, "platinum"), line(4)], told.append)

    assert classes(directory, 1, 2, 3, 4) == [None, "platinum", None, "gold"]
    assert outcome.removed == 2


def test_nobody_is_removed_when_a_line_was_bad(directory: Directory, told: list[BadLine]) -> None:
    import_customers(directory, [line(1)], told.append)

    outcome = replace_customers(directory, [line(2), BadLine(3, "", Wrong.COLUMNS)], told.append)

    assert classes(directory, 1, 2) == ["gold", "gold"]
    assert outcome.removed is None


def test_an_import_that_is_broken_off_keeps_whole_batches_removes_nobody_and_can_be_begun_again(
    directory: Directory, told: list[BadLine]
) -> None:
    import_customers(directory, [line(1), line(99_999)], told.append)

    def half() -> Iterator[Line]:
        yield from (line(place, "platinum") for place in range(BATCH + 10))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_customers(directory, half(), told.append)
    broken_off = classes(directory, 1, BATCH - 1, BATCH, 99_999)
    replace_customers(directory, (line(place, "platinum") for place in range(BATCH + 20)), told.append)

    assert broken_off == ["platinum", "platinum", None, "gold"]
    assert classes(directory, 1, BATCH, BATCH + 19, 99_999) == ["platinum", "platinum", "platinum", None]


def test_lines_are_read_one_batch_at_a_time(directory: Directory, told: list[BadLine]) -> None:
    """Of a million lines no more than a batch is ever held: the first is in the directory before the next is read."""
    seen: list[str | None] = []

    def lines() -> Iterator[Line]:
        yield from (line(place) for place in range(BATCH))
        seen.extend(classes(directory, 0, BATCH - 1))
        yield line(BATCH)

    import_customers(directory, lines(), told.append)

    assert seen == ["gold", "gold"]
