"""The repository's own configuration, with changes: what the tests of the configuration start from."""

from pathlib import Path

from lobby.config import Config, ConfigError, read_config

CONFIG = Path(__file__).parents[2] / "config.toml"

ENTRIES = {
    "accounts": "tier",
    "classes": "wode",
    "groups": "cash",
    "services": "cash",
    "pause_reasons": "lunch",
    "park_reasons": "form",
    "care": "elderly",
    "branches": "zhongshan",
    "counters": "1",
    "screens": "hall",
    "machines": "1",
    "other_days": "sat",
}
"""An id that stands under each key that has ids, for a test that goes through all settings."""


def changed(**variables: str) -> Config:
    """The configuration with these settings, named as `SERVER__THREADS`."""
    return read_config(CONFIG, {f"LOBBY_{name}": value for name, value in variables.items()})


def refused(**variables: str) -> list[tuple[str, str, str]]:
    """Key, value and what is allowed of all that cannot stand with these settings; empty if all of it can."""
    try:
        changed(**variables)
    except ConfigError as error:
        return [(problem.key, problem.value, problem.allowed) for problem in error.problems]
    return []


def rewritten(folder: Path, *changes: tuple[str, str]) -> Path:
    """A copy of the file in that folder, each first text replaced by the second; the first must be there."""
    text = CONFIG.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_in(path: Path) -> list[str]:
    """All that cannot stand in that file, as it is printed; empty if all of it can."""
    try:
        read_config(path, {})
    except ConfigError as error:
        return [str(problem) for problem in error.problems]
    return []
