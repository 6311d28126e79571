"""Processes for the tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.processes.workers import Workers


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """Eight processes for all these tests: beginning takes them longer than working."""
    workers = Workers()
    yield workers
    workers.end()
