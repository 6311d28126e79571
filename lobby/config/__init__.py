"""The configuration: config.toml, the files it includes and the environment, read once to frozen values.

This is the room's door; nothing else of it is for outside. A setting that is unknown, missing or absurd stops the
start, with all the others that are: reading ends in a Config that holds, or in a ConfigError.
"""

from lobby.config.judgement import judge
from lobby.config.reading import read_config
from lobby.config.values import Config, ConfigError, DirectorySettings, Problem, ServerSettings, round_the_clock

__all__ = [
    "Config",
    "ConfigError",
    "DirectorySettings",
    "Problem",
    "ServerSettings",
    "judge",
    "read_config",
    "round_the_clock",
]
