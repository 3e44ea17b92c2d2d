"""Exports with their day in their names: a later one takes the place of an earlier one.

Letterboxd and WordPress name a file after the account and the day. Its source in the ledger is that
name without the day, so that a review is the same one in whichever export it comes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from graph.documents import files
from graph.documents.files import File
from graph.records import Skipped, Unreadable

DATED = re.compile(
    r"(?P<account>(?:.*/)?(?:letterboxd-[^/]+|[^/]+\.wordpress))"
    r"[-.](?P<day>\d{4}-\d\d-\d\d(?:-\d\d-\d\d-utc)?)"
    r"(?P<rest>(?:\.\d{3})?(?:\.zip|\.xml)?)\Z",
    re.IGNORECASE,
)


def undated(source: str) -> tuple[str, str]:
    """The name of an export without its day, and that day; "" where it has none.

    >>> undated("in/letterboxd-ann-2026-05-01-10-00-utc.zip")
    ('in/letterboxd-ann.zip', '2026-05-01-10-00-utc')
    >>> undated("ann.WordPress.2026-05-01.000.xml"), undated("heat-2026-05-01.xml")
    (('ann.WordPress.000.xml', '2026-05-01'), ('heat-2026-05-01.xml', ''))
    """
    found = DATED.match(source)
    return (found["account"] + found["rest"], found["day"]) if found else (source, "")


def newest(found: Iterable[File | Unreadable | Skipped]) -> Iterator[File | Unreadable | Skipped]:
    """The same, with the newest of each account's exports last, and the others skipped."""
    exports = defaultdict[str, list[tuple[str, File]]](list)
    for each in found:
        name, day = undated(each.source) if isinstance(each, File) else ("", "")
        if isinstance(each, File) and day:
            exports[name].append((day, each))
        else:
            yield each
    for name, dated in exports.items():
        *older, (_, last) = sorted(dated, key=lambda one: one[0])
        for _, file in older:
            reason = f"A later export of the same account is read instead: {last.path.name}."
            yield Skipped(file.source, reason)
        yield replace(last, source=name)


def is_there(source: str, base: Path) -> bool:
    """Whether a file or folder is there that has this source, or an export of any day."""
    if files.is_there(source, base):
        return True
    path = base / source
    return path.parent.is_dir() and any(
        undated(each.name)[0] == path.name for each in path.parent.iterdir()
    )
