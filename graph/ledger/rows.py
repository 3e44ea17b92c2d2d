"""An entry → its rows in the ledger, but for the ids: a function of the entry alone, so that any
process may make them and the one that writes has nothing left to think about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from graph.extraction.site_scale import groups
from graph.fusion import authors, vote
from graph.identity import page_slug, short_hash
from graph.ledger.encoding import encode
from graph.ledger.entries import Entry, Outcome, read_extraction
from graph.ledger.scales import number_text
from graph.linking import Found, Link
from graph.mapping import Kind
from graph.records import Extraction, Person, Role, Text
from graph.values.folding import remembered
from graph.values.names import name_key
from graph.values.titles import slug
from shapes.report import ValidationResult

FILM_PERSON, CRITIC = "film", "critic"
"""A critic and an actor of one name are not taken for one person."""


class Named(NamedTuple):
    """A thing other than a film, by its key, with what its slug is made of."""

    kind: Kind
    key: str
    base: str
    suffix: str


class LinkRow(NamedTuple):
    """What was found for a document, and what follows; JSON but for the outcome and the key."""

    found: bytes
    outcome: str
    key: str
    link: bytes

    @property
    def decision(self) -> Found | None:
        """What was found."""
        return msgspec.json.decode(self.found, type=Found | None)


class Rows(NamedTuple):
    """All that an entry puts into the ledger.

    `page` is the review or viewing that it is, and `appeared` where that first appeared, empty
    where it does not say; `mentions` are the persons and organizations that it names, each as
    spelled and with its addresses in JSON; `scores` are its bare numbers by group, and `film` tells
    reviews of films from what was skipped.
    """

    source: str
    outcome: Outcome
    digest: str
    format: str
    because: str
    reason: str
    changed: str
    said: bytes
    vote: bytes
    appeared: bytes
    report: bytes
    text: str
    extraction: bytes
    link: LinkRow
    keys: tuple[str, ...]
    page: Named | None
    mentions: tuple[tuple[Named, str, str], ...]
    scores: frozenset[tuple[str, str]]
    film: bool

    @property
    def columns(self) -> tuple[object, ...]:
        """Those of the document table, in the order of `documents.PUT`."""
        return self[:10]

    @property
    def content(self) -> tuple[object, ...]:
        """Those of the table of contents."""
        return self.report, self.text, self.extraction


def rows_of(entry: Entry, found: Found | None, link: Link) -> Rows:
    """The rows of an entry; only what is published has things and keys."""
    said = replace(entry, link=link).said
    published = entry.outcome == "published"
    extraction = entry.extraction
    scores = groups(entry.source, entry.format, extraction)
    return Rows(
        entry.source,
        entry.outcome,
        entry.digest,
        entry.format,
        entry.because,
        entry.reason,
        entry.changed,
        msgspec.msgpack.encode(said),
        msgspec.msgpack.encode(vote(extraction)),
        entry.appeared if published else b"",
        msgspec.json.encode(entry.report),
        entry.text,
        encode(extraction),
        LinkRow(msgspec.json.encode(found), link.outcome, link.key, msgspec.json.encode(link)),
        tuple(sorted(said.keys)) if published else (),
        page_of(entry) if published else None,
        tuple(_mentions(extraction)) if published else (),
        frozenset((group.name, number_text(value)) for group, value in scores),
        not extraction.skip,
    )


def entry_of(rows: Rows) -> Entry:
    """The entry that rows were made of, without its link."""
    return Entry(
        rows.source,
        rows.digest,
        rows.outcome,
        rows.format,
        rows.because,
        rows.reason,
        rows.changed,
        rows.text,
        read_extraction(rows.extraction),
        msgspec.json.decode(rows.report, type=tuple[ValidationResult, ...]),
    )


def page_of(entry: Entry) -> Named | None:
    """The review or viewing that a document is; a record of a film is neither."""
    kind = entry.extraction.subject
    if kind == "movie":
        return None
    return Named(kind, entry.source, page_slug(entry.extraction), short_hash(entry.source))


def person_key(name: str, circle: str) -> str:
    """The key of a person: names that differ only in case, accents and hyphens are one.

    >>> person_key("Bong Joon-ho", FILM_PERSON)
    'film:bong joon ho'
    """
    return f"{circle}:{name_key(name) or name}"


def organization_key(name: str) -> str:
    """The key of an organization."""
    return name_key(name) or name


@remembered
def film_person(name: str) -> Named:
    """A person who made or played in a film."""
    return Named("person", person_key(name, FILM_PERSON), base_slug(name), "")


@remembered
def critic(name: str) -> Named:
    """A person who wrote a review or saw a film."""
    return Named("person", person_key(name, CRITIC), base_slug(name), CRITIC)


@remembered
def organization(name: str) -> Named:
    """A publisher."""
    return Named("organization", organization_key(name), base_slug(name), "")


def base_slug(name: str) -> str:
    """The base slug of an agent: a function of its key, so that no spelling changes it."""
    return slug(name_key(name) or name)


def _mentions(extraction: Extraction) -> Iterator[tuple[Named, str, str]]:
    """Who is named, as spelled; who is named twice has the addresses of both times."""
    urls: dict[tuple[Named, str], set[str]] = {}
    for named, person in _named(extraction):
        urls.setdefault((named, person.name), set()).update(person.urls)
    for (named, name), found in urls.items():
        yield named, name, msgspec.json.encode(sorted(found)).decode() if found else "[]"


def _named(extraction: Extraction) -> Iterator[tuple[Named, Person]]:
    for claim in extraction.movie:
        person = claim.value.actor if isinstance(claim.value, Role) else claim.value
        if isinstance(person, Person):
            yield film_person(person.name), person
    named = [who for who in authors(extraction.review) if isinstance(who, Person)]
    published = {critic(who.name) for who in named}
    for claim in extraction.review:
        if isinstance(claim.value, Person):
            if (reviewer := critic(claim.value.name)) in published:
                yield reviewer, claim.value
        elif claim.property == "publisher" and isinstance(claim.value, Text):
            yield organization(claim.value.value), Person(claim.value.value)
