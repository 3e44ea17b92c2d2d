"""What documents add to the descriptions of their films and pages: as much of them as is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from graph.fusion import Vote, vote
from graph.identity import Said
from graph.ledger.documents import Documents
from graph.ledger.encoding import Decoder
from graph.ledger.entries import TAKING, read_link, read_said, read_vote
from graph.linking import Link
from graph.mapping import Kind
from graph.records import TITLES, Claim, Placed, Text, Value

EXCERPTED = frozenset({"abstract", "reviewBody", "keywords"})
"""One of these is enough to do without another source's excerpt: it is of the same text, and might
tell what is to be hidden."""


class Behind(NamedTuple):
    """What the document behind a review or viewing says, what it calls its film, where the page
    is to stand that is made of it, since when, and about which film.

    `others` are the same review: they add what that one is silent about, and lead to its page.
    """

    review: tuple[Claim, ...]
    viewing: tuple[Claim, ...]
    titles: tuple[str, ...]
    placed: Placed
    changed: str
    movie: int | None
    source: str = ""
    others: tuple[Behind, ...] = ()

    def and_(self, other: Behind) -> Behind:
        """With what another document that is the same review has more."""
        said = {claim.property for claim in self.review}
        said |= {"abstract"} if said & EXCERPTED else set()
        silent = [claim for claim in other.review if claim.property not in said]
        return self._replace(
            review=(*self.review, *silent),
            viewing=self.viewing or other.viewing,
            titles=tuple(dict.fromkeys(self.titles + other.titles)),
            changed=max(self.changed, other.changed),
            others=(*self.others, other),
        )


class Account(NamedTuple):
    """What one document adds to the description of its film, and the page that it is, if any;
    `joined` where that is the page of another document."""

    source: str
    said: Said
    vote: Vote
    link: Link
    page: tuple[Kind, str] | None
    joined: bool = False


class Accounts:
    """The accounts that documents give."""

    def __init__(self, connection: sqlite3.Connection, documents: Documents) -> None:
        self._connection = connection
        self._documents = documents

    def behind(self, pages: Sequence[int]) -> dict[int, Behind]:
        """What the documents behind reviews and viewings say, by the ids of these."""
        rows = self._connection.execute(
            "SELECT page, extraction, changed, movie, source FROM document"  # noqa: S608
            " JOIN content ON content.document = id"
            f" WHERE page IN (SELECT value FROM json_each(?)) ORDER BY {TAKING}",
            (msgspec.json.encode(pages).decode(),),
        )
        found: dict[int, Behind] = {}
        for page, said, *rest in rows:
            behind = _behind(_paged.decode(said), *rest)
            found[page] = found[page].and_(behind) if page in found else behind
        return found

    def of_film(self, movie: int) -> list[Account]:
        """What the documents about a film add to its description, by source."""
        rows = self._connection.execute(
            "SELECT d.id, source, said, vote, link, page <> own, kind, slug FROM document d"
            " LEFT JOIN link ON link.document = d.id LEFT JOIN thing ON thing.id = d.page"
            " WHERE movie = ? ORDER BY source",
            (movie,),
        ).fetchall()
        return _voting_once([self._account(*row) for row in rows])

    def _account(
        self,
        document: int,
        source: str,
        said: bytes,
        cast: bytes,
        link: bytes | None,
        joined: int | None,
        *page: Any,
    ) -> Account:
        of_page = page if page[1] else None, bool(joined)
        if not said:  # an older layout wrote it
            entry = self._documents.of(document)
            return Account(source, entry.said, vote(entry.extraction), entry.link, *of_page)
        return Account(source, read_said(said), read_vote(cast), read_link(link or b"{}"), *of_page)


def _voting_once(accounts: list[Account]) -> list[Account]:
    """Documents that are one review count once, and with the rating that is its own: that of the
    first that has any, in the order `TAKING`."""
    if not any(account.joined for account in accounts):
        return accounts
    rating: dict[tuple[Kind, str] | None, Account] = {}
    for account in sorted(accounts, key=lambda a: a.joined):
        if account.vote.rating:
            rating.setdefault(account.page, account)
    return [_voting(a, counts=a.page is None or rating.get(a.page) is a) for a in accounts]


def _voting(account: Account, *, counts: bool) -> Account:
    said = account.vote
    reviews = 0 if account.joined else said.reviews
    return account._replace(
        vote=replace(said, reviews=reviews, rating=said.rating if counts else None)
    )


class _Stated(Struct, frozen=True):
    property: str
    value: Raw


class _Paged(Struct, frozen=True):
    """As much of an extraction as a page shows; half of it are claims about the film."""

    movie: tuple[_Stated, ...] = ()
    review: tuple[Claim, ...] = ()
    viewing: tuple[Claim, ...] = ()
    placed: Placed = Placed()


_paged = Decoder(_Paged)
_value = Decoder[Value](Value)  # type: ignore[arg-type]


def _behind(said: _Paged, changed: str, movie: int | None, source: str) -> Behind:
    names = [_value.decode(c.value) for c in said.movie if c.property in TITLES]
    titles = dict.fromkeys(name.value for name in names if isinstance(name, Text))
    return Behind(said.review, said.viewing, tuple(titles), said.placed, changed, movie, source)
