"""`python -m lobby` is the `lobby` command."""

from lobby.cli import main

main()
