"""The published graph → the table that Letterboxd imports, for one person at a time.

Its columns and rules: https://letterboxd.com/about/importing-data/ (as of 2026-09). A row is a
review or a viewing; no fact is made up for it, and what it has no place for is counted.
"""

from graph.letterboxd.diary import Diary, Entry, diary
from graph.letterboxd.people import Reviewer, called, reviewers, unsigned
from graph.letterboxd.rows import COLUMNS, Losses, rows
from graph.letterboxd.writing import part, table, write

__all__ = [
    "COLUMNS",
    "Diary",
    "Entry",
    "Losses",
    "Reviewer",
    "called",
    "diary",
    "part",
    "reviewers",
    "rows",
    "table",
    "unsigned",
    "write",
]
