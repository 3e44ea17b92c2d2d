"""Full-text search over what is published: films and people by name, reviews by their words.

The best come first by BM25 (Robertson and Zaragoza 2009), as SQLite's FTS5 computes it, titles
far before bodies. Work is bounded: of a word that stands everywhere the newest hits are ranked,
and what takes too long is given up.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.errors import QueryTimeoutError
from graph.ledger.excerpts import EXCERPT, Excerpt, excerpt
from graph.ledger.listed import REVIEWS
from graph.mapping import Kind
from graph.values.folding import fold
from graph.values.terms import expression

Group = Literal["films", "people", "reviews"]
GROUPS: tuple[Group, ...] = ("films", "people", "reviews")

_TABLES = {"films": "film_words", "people": "agent_words", "reviews": "review_words"}
_WEIGHTS = {"films": "10000, 1", "people": "1", "reviews": "10000, 10000, 5000, 1"}
"""Of names and people; of headline, film, author and body: so great that no body outweighs a
headline."""

RANKED = 20_000
"""Hits that are put in order, the newest ones where there are more."""

DEADLINE_S = 2.0
"""Seconds after which a search is given up."""

NEAR = 200
"""Names that are looked at for suggestions."""

VOCABULARY = 20_000
"""Words that are looked at for the one that was meant."""

LEAST_ALIKE = 0.7
LEAST_LETTERS = 4
"""A word that was meant is so similar, and what was typed has so many letters."""

_STEPS = 2_000


class Hit(Struct, frozen=True):
    """Something found; `path` is below the base IRI, the rating in half stars, the excerpt in
    pieces, marked or not."""

    kind: Kind
    path: str
    label: str
    year: int | None
    rating: int | None = None
    excerpt: Excerpt = ()


class Hits(Struct, frozen=True):
    """How much was found in all, and a page of it."""

    total: int
    hits: tuple[Hit, ...] = ()


class Finding:
    """The search on one connection; one thread at a time works with it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, group: Group, asked: Sequence[str], size: int, offset: int = 0) -> Hits:
        """What has all the terms, the best first. Raises `QueryTimeoutError`.

        Names may go on after each term; of reviews only where nothing has the whole words.
        """
        with self._at_once():
            found = self._find(group, expression(asked, prefix=group != "reviews"), size, offset)
            longer = [term for term in asked if len(term) >= LEAST_LETTERS]
            if group == "reviews" and not found.total and len(longer) == len(asked):
                return self._find(group, expression(asked, prefix=True), size, offset)
            return found

    def suggest(self, asked: Sequence[str], size: int) -> list[Hit]:
        """Films and people whose names begin so, the most reviewed first; then those with later
        words that begin so. Raises `QueryTimeoutError`.
        """
        match, begin = expression(asked, prefix=True), fold(" ".join(asked))
        if not match:
            return []
        with self._at_once():
            rows = [row for kind in ("movie", "person") for row in self._beginning(kind, begin)]
            rows.sort(key=lambda row: (-row[4], len(row[2])))
            for table in ("film_words", "agent_words"):
                rows += self._connection.execute(
                    f"SELECT listed.kind, slug, label, year, 0 FROM (SELECT rowid FROM {table}"
                    f" WHERE {table} MATCH ? LIMIT {NEAR}) words"
                    " JOIN listed ON thing = words.rowid JOIN thing ON thing.id = words.rowid"
                    " ORDER BY length(label), label LIMIT ?",
                    (f"names : ({match})", size),
                )
        hits = [Hit(kind, f"{kind}/{slug}", label, year) for kind, slug, label, year, _ in rows]
        return list(dict.fromkeys(hits))[:size]

    def correct(self, asked: Sequence[str]) -> tuple[str, ...]:
        """The terms with what was probably meant, empty where nothing is like them."""
        with self._at_once():
            meant = tuple(self._meant(term) for term in asked)
        return meant if all(meant) and meant != tuple(asked) else ()

    def _find(self, group: Group, match: str, size: int, offset: int) -> Hits:
        table = _TABLES[group]
        if not match:
            return Hits(0)
        (total,) = self._connection.execute(
            f"SELECT count(*) FROM {table} WHERE {table} MATCH ?",
            (match,),
        ).fetchone()
        rows = self._connection.execute(
            "SELECT thing.id, thing.kind, thing.slug, label, year, rating"
            f" FROM (SELECT rowid, bm25({table}, {_WEIGHTS[group]}) AS rank FROM {table}"
            f" WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT {RANKED}) found"
            " JOIN listed ON listed.thing = found.rowid JOIN thing ON thing.id = found.rowid"
            " ORDER BY rank, thing.id DESC LIMIT ? OFFSET ?",
            (match, size, offset),
        ).fetchall()
        return Hits(
            total,
            tuple(
                Hit(kind, f"{kind}/{slug}", label, year, rating, self._excerpt(group, match, thing))
                for thing, kind, slug, label, year, rating in rows
            ),
        )

    def _excerpt(self, group: Group, match: str, thing: int) -> Excerpt:
        """The part of a review with the most hits, or its beginning."""
        if group != "reviews":
            return ()
        (text,) = self._connection.execute(
            f"SELECT {EXCERPT} FROM review_words WHERE review_words MATCH ? AND rowid = ?",
            (match, thing),
        ).fetchone()
        return excerpt(text)

    def _beginning(self, kind: str, begin: str) -> list[tuple[Kind, str, str, int | None, int]]:
        if not begin:
            return []
        return self._connection.execute(
            f"SELECT own.kind, slug, label, year, {REVIEWS[kind]}"
            " FROM listed own JOIN thing ON thing.id = own.thing"
            " WHERE own.kind = ? AND sort >= ? AND sort < ? ORDER BY sort LIMIT ?",
            (kind, begin, f"{begin}\U0010ffff", NEAR // 4),
        ).fetchall()

    def _meant(self, term: str) -> str:
        word = fold(term)
        if len(word) < LEAST_LETTERS or " " in word or self._known(word):
            return term
        words = self._vocabulary("", "\U0010ffff")
        if len(words) > VOCABULARY:  # whoever mistypes seldom does so at the first letter
            words = self._vocabulary(word[0], word[0] + "\U0010ffff")
        near = process.extractOne(
            word, words, scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE
        )
        return near[0] if near else ""

    def _known(self, word: str) -> bool:
        match = expression((word,), prefix=True)
        return any(
            self._connection.execute(
                f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1",
                (match,),
            ).fetchone()
            for table in ("film_words", "agent_words")
        )

    def _vocabulary(self, low: str, high: str) -> list[str]:
        """Words of names, the two halves of the limit from films and from people."""
        return [
            term
            for table in ("film_vocabulary", "agent_vocabulary")
            for (term,) in self._connection.execute(
                f"SELECT term FROM {table} WHERE term >= ? AND term < ? LIMIT ?",
                (low, high, VOCABULARY // 2 + 1),
            )
        ]

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """All that is asked inside is asked of one state of the ledger, and in time."""
        deadline = time.monotonic() + DEADLINE_S
        self._connection.execute("SAVEPOINT finding")
        self._connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
        try:
            yield
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise QueryTimeoutError(
                "This search takes too long. Search for fewer or rarer words."
            ) from error
        finally:
            self._connection.set_progress_handler(None, 0)
            self._connection.execute("RELEASE finding")
