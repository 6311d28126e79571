"""Files with a secret of this server: readable by their owner alone, and never seen half written."""

import os
import secrets
from pathlib import Path
from tempfile import mkstemp

SECRET_BYTES = 32


def read_or_make(path: Path) -> bytes:
    """The secret in that file, made when first asked for; the same for all who ask at the same moment."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        made = _written(path, secrets.token_hex(SECRET_BYTES))
        try:
            os.link(made, path)  # unlike a rename it fails if somebody else was faster
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return bytes.fromhex(path.read_text())


def replace_secret(path: Path, words: str | None = None) -> None:
    """The file holds these words (a new secret if there are none), on the disk, whatever happens meanwhile."""
    _written(path, words or secrets.token_hex(SECRET_BYTES)).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _written(path: Path, words: str) -> Path:
    """A new file beside that one, with mode 600, that holds these words."""
    handle, name = mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(handle, "w") as file:
        file.write(words)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
