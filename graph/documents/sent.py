"""Documents that were sent, and not found in a file: bytes under a name of their own.

The source of what was sent as “heat” is `http:heat`, whatever its media type, so that the next
one of this name takes its place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from graph.documents import Include, Read, nothing_more, read
from graph.values.titles import slug

PREFIX = "http:"

SUFFIXES = {
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/json": ".json",
    "application/ld+json": ".json",
}
"""The media types that are taken, with the suffix by which their reader is found."""

NAME = re.compile(r"[a-z0-9]{1,60}(?:-[a-z0-9]{1,60}){0,30}", re.ASCII)
LONGEST_NAME = 100


class Sent(Struct, frozen=True):
    """Some bytes with their name; `suffix` is one of `SUFFIXES`."""

    name: str
    suffix: str
    body: bytes

    @property
    def source(self) -> str:
        """Its name in the ledger."""
        return PREFIX + self.name


def read_sent(sent: Sent, include: Include = nothing_more) -> Iterator[Read]:
    """Every document in what was sent, as in a file; never raises for what it finds.

    One alone has the source of what was sent, whatever its place in there: what takes its place
    may be of another media type.
    """
    with TemporaryDirectory(prefix="triplebill-") as folder:
        file = Path(folder) / f"review{sent.suffix}"  # a name of which no reader thinks anything
        file.write_bytes(sent.body)
        found = read([file], Path(folder), lambda _: include(sent.source))
        first = list(islice(found, 2))
        for one in chain(first, found):
            place = one.source.removeprefix(file.name) if len(first) > 1 else ""
            yield replace(one, source=sent.source + place)


def is_sent(source: str) -> bool:
    """Whether it was sent, so that there is no file of it."""
    return source.startswith(PREFIX)


def name_of(words: str) -> str:
    """The name that stands for some words, such as an address: readable, and theirs alone.

    >>> name_of("heat-1995"), name_of("https://example.org/?p=7")
    ('heat-1995', 'https-example-org-p-7-e864dd17')
    """
    if len(words) <= LONGEST_NAME and NAME.fullmatch(words):
        return words
    digest = hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:8]
    return f"{slug(words)[:LONGEST_NAME]}-{digest}".replace("--", "-")
