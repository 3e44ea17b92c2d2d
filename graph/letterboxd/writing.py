"""Rows → files as Letterboxd takes them: CSV (RFC 4180) in UTF-8, each with a header and no larger
than 1 MB.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from io import StringIO
from itertools import chain
from pathlib import Path

from graph.letterboxd.rows import COLUMNS
from graph.store.durable import storage_error, whole_file

LARGEST = 1_000_000
"""Bytes of a file that is imported."""


def table(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The header, then each row, as it stands in a file."""
    yield from map(_line, chain((COLUMNS,), rows))


def _line(cells: Sequence[str]) -> bytes:
    written = StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue().encode()


def part(path: Path, number: int) -> Path:
    """The file that has this part of a table, the second or a later one.

    >>> part(Path("films.csv"), 2).name
    'films-2.csv'
    """
    return path.with_name(f"{path.stem}-{number}{path.suffix}")


def write(lines: Iterator[bytes], path: Path, largest: int = LARGEST) -> list[Path]:
    """Write a table into a file, and what would make it too large into further ones beside it:
    `films.csv`, `films-2.csv`, …; returns all of them.

    Each is complete or not there. Raises `StorageError`.
    """
    header, written, size = next(lines), [path], 0
    try:
        with ExitStack() as open_:
            file = open_.enter_context(whole_file(path))
            size = file.write(header)
            for line in lines:
                if size + len(line) > largest and size > len(header):
                    written.append(part(path, len(written) + 1))
                    file = open_.enter_context(whole_file(written[-1]))
                    size = file.write(header)
                size += file.write(line)
    except OSError as error:
        raise storage_error(path.parent, error) from error
    return written
