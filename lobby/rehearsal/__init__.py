"""Virtual customers and tellers that play a day through the public HTTP API. Imports nothing else of the product."""

from lobby.rehearsal.play import rehearse
from lobby.rehearsal.settings import CannotPlay, Progress, Settings
from lobby.rehearsal.summary import Summary

__all__ = ["CannotPlay", "Progress", "Settings", "Summary", "rehearse"]
