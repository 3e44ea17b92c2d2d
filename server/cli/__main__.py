"""`python -m server.cli` is the command `triplebill`."""

from server.cli import main

main()
