"""Fixtures of this folder."""

import threading
from collections.abc import Iterator

import pytest

from tests.rehearsal.far_end import FarEnd


@pytest.fixture
def far_end() -> Iterator[FarEnd]:
    with FarEnd() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
