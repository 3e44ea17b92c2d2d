"""Front matter and CSV columns → entries: maps are opened, scalars become text.

Keys keep their spelling, nested ones with dots (`movie.director`). What is too deep, too long or
points back at itself (YAML anchors can) is cut off, with a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from graph.extraction.corrections import OWN, key_in
from graph.extraction.entries import NO, Entry, Findings, Said, clip
from graph.extraction.keys import DOUBAN, SCORES, Key, Scope, fold, spelled
from graph.extraction.markdown import WIKILINK
from graph.extraction.meanings import meaning
from graph.extraction.schedule import POSTS
from graph.records import Document, SourceKind
from graph.values.ratings import parse_content_rating, parse_rating

TABLES = ("csv", "json")
"""Formats in which what somebody thought of a film may stand under “comment” or “notes”."""

EXPORTED: tuple[tuple[frozenset[str], dict[str, Key]], ...] = (
    (
        DOUBAN,
        {
            **{"star": Key.SCORE, "star time": Key.PUBLISHED, "rating": Key.OTHERS},
            **{"pubdate": Key.RELEASE, "comment": Key.BODY, "card": Key.TECHNICAL},
            **{"intro": Key.TECHNICAL, "tags": Key.TECHNICAL},
        },
    ),
)
"""Columns that only one site's export has, and what its columns mean."""

DEEPEST = 6
MOST_VALUES = 2_000
LONGEST_KEY = 120
MOST_BITS = 4_096

OPENED: dict[Key, Scope] = {
    Key.FILM: Scope.FILM,
    Key.REVIEW: Scope.REVIEW,
    Key.BODY: Scope.REVIEW,
    Key.IDENTIFIERS: Scope.FILM,
}
"""Keys whose value may be a map of further keys. `review` is a text or a map."""

CREW = spelled("crew, film crew, stab, équipe, equipo")
CONTAINERS = CREW | spelled("params, extra, taxonomies, custom, custom fields, acf, fields")
"""Keys of maps, as those of Hugo, Zola and CMSs, that say nothing of what is in them; anything else
under such a key is not known."""

JOBS = ("job", "role", "position")

OWNERS = spelled("my, your, own, personal, mine, mein, meine, mi, ma, mon, mia, mio, minha")
ANYBODYS = spelled("rating, ratings, score, review score, average, vote, votes")
"""First words of keys that say whose a score is, and keys that leave it open."""

OF_REVIEWS = (Key.SCORE, Key.RATING, Key.WATCHED)
"""What a row says of a film that was seen; one on a watchlist has notes as well."""


def entries(
    document: Document, findings: Findings, keys: Mapping[str, Key] = MappingProxyType({})
) -> list[Entry]:
    """The document's metadata as entries, in its order, empty values left out.

    `keys` are the site's own, which come before all that is known of keys.
    """
    budget = Budget()
    found = []
    for key, value in document.metadata.items():
        if key == OWN:
            continue
        said = budget.simplify(value)
        line = document.lines.get(key, 0)
        found += [e for e in _open(str(key), said, Scope.DOCUMENT, line, keys) if e.said != ""]
    if budget.spent:
        findings.note("", "The metadata are too deep or too long; a part of them was left out.")
    if document.format not in POSTS:  # elsewhere the rights to a film expire, or a ticket
        found = [e.meant(None) if e.meaning is Key.EXPIRES else e for e in found]
    found = _own_scores(found, document.metadata)
    if document.format not in TABLES:
        return found
    return _with_words(_as_exported(found, document.metadata), document, keys)


def _own_scores(entries: list[Entry], keys: Iterable[str]) -> list[Entry]:
    """The entries; beside a score that is marked as the owner's, be it empty, one that is not is
    another's."""
    if not any(fold(key).partition(" ")[0] in OWNERS and meaning(key) in SCORES for key in keys):
        return entries
    return [
        e.meant(Key.OTHERS)
        if e.meaning in SCORES and fold(e.key) in ANYBODYS and not parse_content_rating(e.text)
        else e
        for e in entries
    ]


def _as_exported(entries: list[Entry], header: Iterable[str]) -> list[Entry]:
    """The entries of a row, with what its columns mean in the export that has them."""
    columns = set(map(fold, header))
    meant = next((meant for own, meant in EXPORTED if own <= columns), {})
    return [e.meant(meant[key]) if (key := fold(e.key)) in meant else e for e in entries]


def _with_words(entries: list[Entry], document: Document, keys: Mapping[str, Key]) -> list[Entry]:
    """The entries of a row, with comments or notes as its review where they stand beside a score
    or a day of seeing, and the table has no other column of words: beside a review they may be
    private, and of two nobody knows which is the review."""
    if not any(e.meaning is Key.COMMENT for e in entries):
        return entries
    columns = [key_in(keys, key) or meaning(key) for key in document.metadata]
    seen = any(e.meaning in OF_REVIEWS and fold(e.text) not in NO for e in entries)
    if not seen or Key.BODY in columns or columns.count(Key.COMMENT) != 1:
        return entries
    return [
        e.meant(Key.BODY) if e.meaning is Key.COMMENT and not _is_score(e.text) else e
        for e in entries
    ]


def _is_score(words: str) -> bool:
    """“Notes” are scores in French."""
    return parse_rating(words, Decimal(100)) is not None


def _open(
    key: str, said: Said, scope: Scope, line: int, keys: Mapping[str, Key]
) -> Iterator[Entry]:
    last = key.rpartition(".")[2]
    what = key_in(keys, key) or meaning(last, scope)
    if isinstance(said, list) and len(said) == 1 and what in OPENED:
        said = said[0]
    if isinstance(said, list) and what is None and fold(last) in CREW:
        said = _by_job(said)
    neutral = what is None and isinstance(said, dict) and fold(last) in CONTAINERS
    if not isinstance(said, dict) or not (neutral or what in OPENED):
        yield Entry(clip(key, LONGEST_KEY), what, said, SourceKind.METADATA, line, scope)
        return
    for inner, value in said.items():
        inner_scope = _scope(what, scope)
        if inner in ("@type", "type") and what is Key.FILM:
            yield Entry(f"{key}.{inner}", Key.KIND, value, SourceKind.METADATA, line, inner_scope)
        elif value not in ("", [], {}):
            yield from _open(f"{key}.{inner}", value, inner_scope, line, keys)


def _by_job(people: list[Any]) -> Said:
    """Names by job, of a list of maps “job: Director, name: Jane Doe”; else the list."""
    found: dict[str, Any] = {}
    for person in people:
        told = person if isinstance(person, dict) else {}
        job = next((told[key] for key in JOBS if isinstance(told.get(key), str)), "")
        if job and isinstance(told.get("name"), str):
            found.setdefault(job, []).append(told["name"])
    return found or people


def _scope(what: Key | None, around: Scope) -> Scope:
    """The scope of what stands in a map of this meaning."""
    if what is None:
        return around
    return OPENED[what] if around is Scope.DOCUMENT or what is Key.FILM else around


class Budget:
    """Turns YAML's values into text, maps and lists, up to a depth and a number of them."""

    def __init__(self) -> None:
        self.left = MOST_VALUES
        self.spent = False

    def simplify(self, value: Any, depth: int = 0) -> Said:
        """The value with every scalar as text; "" for null and for what is too much."""
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            self.spent = True
            return ""
        if isinstance(value, str):
            return scalar(value)
        if isinstance(value, dict):
            pairs = (
                (str_key(k), self.simplify(v, depth + 1)) for k, v in self._some(value.items())
            )
            return {k: v for k, v in pairs if v != ""}
        if isinstance(value, list | tuple | set | frozenset):
            if linked := _linked(value):
                return linked
            return [v for v in (self.simplify(v, depth + 1) for v in self._some(value)) if v != ""]
        return scalar(value)

    def _some(self, values: Any) -> Iterator[Any]:
        for value in values:
            if self.left <= 0:
                self.spent = True
                return
            yield value


def str_key(key: Any) -> str:
    """A map's key as text; YAML allows any value there."""
    return key if isinstance(key, str) else str(scalar(key))


def scalar(value: Any) -> str | bool:
    """One value as text; TOML's dates as in ISO 8601."""
    if isinstance(value, str):
        return (WIKILINK.sub(r"\1", value) if "[[" in value else value).strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    if isinstance(value, date):  # with the time of day, if it has one
        return value.isoformat()
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        return hex(value)[:LONGEST_KEY]  # str() refuses such numbers
    return str(value)


def _linked(value: Any) -> str:
    """The words that YAML took for a list in a list, as it does with Obsidian's [[Heat]]."""
    match value:
        case [[str() as words]]:
            return words.rpartition("|")[2].strip()
        case _:
            return ""
