"""What a customer shows, and its keyed hashes: they alone are kept, under a key that stands in no database.

The key can be changed: the one before it is tried too, for a year, so that the directory goes on being found until it
has been imported anew. Hashes for the directory and for tickets differ: who has both tables cannot join them.
"""

import hmac
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from lobby.actions.secret_files import read_or_make, replace_secret
from lobby.clock import ReadsTime
from lobby.domain.errors import Conflict

KINDS = ("card", "id", "phone")

SHORTEST, LONGEST = 4, 64
"""Letters of a value, as it is shown."""

OLD_KEY_DAYS = 365
"""How long the key before the present one is tried too: a directory is imported anew at least once a year."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a customer shows: a card, an identity document, or a phone number. It lives no longer than the request."""

    kind: str
    value: str

    @property
    def plain(self) -> str:
        """The value without spaces, dashes and the country's code, in capitals: however people type it."""
        value = self.value if self.value.isascii() else unicodedata.normalize("NFKC", self.value)
        plain = "".join(value.split()).replace("-", "").upper()
        return plain.removeprefix("+86").removeprefix("0086") if self.kind == "phone" else plain


@dataclass(frozen=True, slots=True)
class _Old:
    """The key before the present one, tried up to a day by the world's clock."""

    key: bytes
    until: date


class Keys:
    """The present key and the one before it, as the secrets folder has them at this moment.

    Any process may change them: the file is looked at before each hash, which takes a few microseconds.
    """

    def __init__(self, folder: Path, clock: ReadsTime) -> None:
        self._path = folder / "directory"
        self._old_path = folder / "directory.old"
        self._clock = clock
        self._seen: tuple[tuple[int, int], bytes, _Old | None] | None = None
        read_or_make(self._path)

    def of_customer(self, identity: Identity) -> tuple[str, ...]:
        """The hashes by which the directory knows this identity, the present key's first."""
        return self._hashes("", identity)

    def of_ticket(self, identity: Identity) -> tuple[str, ...]:
        """The hashes by which tickets of this identity are known, the present key's first."""
        return self._hashes("ticket:", identity)

    def renew(self, *, drop_old: bool) -> date:
        """A new key is the present one, and the one before is tried up to the answered day.

        Raises Conflict `old_key_still_read` with `until` if there is another old key and it is not to be dropped.
        """
        present, old = self._read()
        today = self._clock.world_now().date()
        if old is not None and today <= old.until and old.key != present and not drop_old:
            raise Conflict("old_key_still_read", until=old.until)
        until = today + timedelta(days=OLD_KEY_DAYS)
        # The old one first: whoever looks in between finds the present key twice, and never a hash without its key.
        replace_secret(self._old_path, f"{present.hex()}\n{until.isoformat()}\n")
        replace_secret(self._path)
        return until

    def _hashes(self, use: str, identity: Identity) -> tuple[str, ...]:
        present, old = self._read()
        keys = [present]
        if old is not None and old.key != present and self._clock.world_now().date() <= old.until:
            keys.append(old.key)
        words = f"{use}{identity.kind}:{identity.plain}".encode()
        return tuple(hmac.digest(key, words, "sha256").hex() for key in keys)

    def _read(self) -> tuple[bytes, _Old | None]:
        """Both keys, read anew if the file has been replaced."""
        seen, stamp = self._seen, self._stamp()
        if seen is None or seen[0] != stamp:
            self._seen = seen = (stamp, read_or_make(self._path), self._read_old())
        return seen[1:]

    def _stamp(self) -> tuple[int, int]:
        """Differs when the file has been replaced."""
        found = self._path.stat()
        return found.st_ino, found.st_mtime_ns

    def _read_old(self) -> _Old | None:
        if not self._old_path.exists():
            return None
        key, until = self._old_path.read_text().split()
        return _Old(bytes.fromhex(key), datetime.fromisoformat(until).date())
