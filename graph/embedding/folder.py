"""The job: a folder of built pages in, the block of each review in its page."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import quote, urljoin

from msgspec import Struct
from msgspec.structs import replace

from graph.documents.files import PAGES, File, find, sentence
from graph.embedding import facts as reading
from graph.embedding.differences import unified
from graph.embedding.facts import Facts, described
from graph.embedding.markup import Page
from graph.embedding.matching import By, Match, Matching
from graph.embedding.reviews import Reviewed
from graph.errors import UnreadableError
from graph.progress import Progress, unwatched
from graph.records import Unreadable
from graph.store.durable import whole_file
from graph.values.titles import title_key

LARGEST = 32 * 1024 * 1024
"""Bytes of the largest page that is looked at."""

Outcome = Literal["written", "unchanged", "removed", "duplicate", "unsure", "unreadable", "without"]
OUTCOMES: tuple[Outcome, ...] = (
    "written", "unchanged", "removed", "duplicate", "unsure", "unreadable", "without",
)  # fmt: skip
"""`duplicate`: the page describes a review of the film otherwise; `without`: it is no review."""


class Options(NamedTuple):
    """How to go about it: `beside` writes where others describe the review already, too; `url` is
    the address of the site's first page, where it is known."""

    beside: bool = False
    dry_run: bool = False
    url: str = ""


class PageReport(Struct, frozen=True, omit_defaults=True):
    """What became of a page: which review it is, by what, and what there is to say about it.

    `diff` is there in a dry run only.
    """

    page: str
    outcome: Outcome
    review: str = ""
    source: str = ""
    by: By = ""
    reason: str = ""
    diff: str = ""


class Report(Struct):
    """All pages in their order, and the sources of the reviews that have none."""

    pages: list[PageReport]
    missing: list[str]


@dataclass
class Embedding:
    """The pages of one folder. `block` gives the JSON of a review by the last part of its address,
    "" where it is not published yet."""

    folder: Path
    options: Options = field(default_factory=Options)
    block: Callable[[str], str] = lambda slug: ""
    _files: list[File] = field(default_factory=list)
    _unread: list[PageReport] = field(default_factory=list)

    def write(
        self,
        reviews: Sequence[Reviewed],
        read: Progress = unwatched,
        written: Progress = unwatched,
    ) -> Report:
        """Write or refresh the block of every page that is a review; raises for no page.

        `read` is told after each page read, `written` after each page dealt with.
        """
        pages, reports = list(self._read(read)), list[PageReport]()
        matches = Matching(reviews)(pages)
        for done, page in enumerate(pages, 1):
            reports.append(self._treat(page, matches[page.path]))
            written(done, len(pages))
        placed = {match.review.slug for match in matches.values() if match.review}
        missing = sorted(review.source for review in reviews if review.slug not in placed)
        return Report(sorted([*reports, *self._unread], key=lambda each: each.page), missing)

    def remove(self, read: Progress = unwatched) -> Report:
        """Take the blocks out again."""
        pages = list(self._read(read))
        reports = [self._put(page, None, PageReport(page.path, "without")) for page in pages]
        return Report(sorted([*reports, *self._unread], key=lambda each: each.page), [])

    # --- reading ----------------------------------------------------------------------------

    def _read(self, read: Progress) -> Iterator[Facts]:
        self._files, self._unread = [], []
        for found in find([self.folder], self.folder):
            if isinstance(found, Unreadable):
                self._unread.append(PageReport(found.source, "unreadable", reason=found.reason))
            elif isinstance(found, File) and found.suffix in PAGES:
                self._files.append(found)
        for done, file in enumerate(self._files, 1):
            try:
                yield reading.facts(file.source, _bytes(file.path), self._address(file.source))
            except (UnreadableError, OSError) as error:
                self._unread.append(_unreadable(file.source, error))
            read(done, len(self._files))

    def _address(self, path: str) -> str:
        return urljoin(self.options.url, quote(path)) if self.options.url else ""

    # --- writing ----------------------------------------------------------------------------

    def _treat(self, page: Facts, match: Match) -> PageReport:
        """Do with a page what its match asks for."""
        if match.review is None:
            outcome: Outcome = "unsure" if match.reason else "without"
            return self._put(page, None, PageReport(page.path, outcome, reason=match.reason))
        said = PageReport(page.path, "written", match.review.slug, match.review.source, match.by)
        script = self.block(match.review.slug)
        if not script:
            why = "The review is not in the published graph: “triplebill rebuild” publishes it."
            return replace(said, outcome="unsure", reason=why)
        return self._put(page, script, said, match.review)

    def _put(
        self, facts: Facts, script: str | None, said: PageReport, review: Reviewed | None = None
    ) -> PageReport:
        """Make the block of a page what it should be; None: there should be none."""
        if script is None and not facts.marked:
            return said
        file = self.folder / facts.path
        try:
            old = _bytes(file)
            page = Page(old)
            if script is not None and review and (other := self._other(page, review)):
                script, said = None, replace(said, outcome="duplicate", reason=other)
            new = page.without_block() if script is None else page.with_block(script)
            if new == old:
                return replace(said, outcome="unchanged") if script else said
            if not self.options.dry_run:
                _write(file, new)
        except (UnreadableError, OSError) as error:
            return _unreadable(facts.path, error)
        if script is None:
            said = replace(said, outcome="removed")
        return replace(said, diff=unified(facts.path, old, new) if self.options.dry_run else "")

    def _other(self, page: Page, review: Reviewed) -> str:
        """A sentence about a review of the film that the page describes without us."""
        if self.options.beside:
            return ""
        for syntax, film in described(page.without_block()):
            if not film or title_key(film) in review.films:
                return (
                    f"The page describes a review already ({syntax}), and search engines would "
                    "read two. Take that one out, or write ours beside it with --beside."
                )
        return ""


def _bytes(path: Path) -> bytes:
    """The bytes of a file that is no link. Raises `OSError`, `UnreadableError`."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    with open(descriptor, "rb") as stream:  # noqa: PTH123 - of a descriptor
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableError(f"The page has more than {LARGEST // 1024**2} MB.")
    return data


def _write(path: Path, data: bytes) -> None:
    """Put the bytes in place of the file's, at once; its mode and its owner stay."""
    before = path.lstat()
    with whole_file(path) as file:
        os.fchmod(file.fileno(), stat.S_IMODE(before.st_mode))
        with suppress(PermissionError):
            os.fchown(file.fileno(), before.st_uid, before.st_gid)
        file.write(data)


def _unreadable(path: str, error: Exception) -> PageReport:
    reason = sentence(error) if isinstance(error, OSError) else str(error)
    return PageReport(path, "unreadable", reason=reason)
