"""Which things a document belongs to: kept right whenever documents come, change or go.

`Assignment` collects what a batch of documents touches and settles it once, at the end: films
are parted anew among all documents that share a title or an identifier with a touched one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.fusion import describe_movie
from graph.identity import Signature, film_slug, films, page_slug, short_hash
from graph.ledger.documents import Documents, Entry
from graph.ledger.things import Things
from graph.linking import identified, joint
from graph.mapping import Kind
from graph.records import Extraction, Person, Role, Text
from graph.values.names import name_key
from graph.values.titles import slug

FILM_PERSON, CRITIC = "film", "critic"
"""A critic and an actor of one name are not taken for one person."""


def person_key(name: str, circle: str) -> str:
    """The key of a person: names that differ only in case, accents and hyphens are one.

    >>> person_key("Bong Joon-ho", FILM_PERSON)
    'film:bong joon ho'
    """
    return f"{circle}:{name_key(name) or name}"


def organization_key(name: str) -> str:
    """The key of an organization."""
    return name_key(name) or name


class Member(NamedTuple):
    """A document, and what it has belonged to until now."""

    document: int
    movie: int | None
    page: int | None


class Group(NamedTuple):
    """Documents that mean one film, and what its slug is made of; small, for all are kept."""

    members: list[Member]
    base: str
    suffix: str
    origin: str
    credits: tuple[Person, ...] = ()


class Assignment:
    """One batch of changes to the ledger's things; `settle` must end it, in the transaction."""

    def __init__(self, documents: Documents, things: Things) -> None:
        self._documents = documents
        self._things = things
        self._film_keys: set[str] = set()
        self._loose: set[int] = set()
        self._movies: set[int] = set()
        self._pages: set[int] = set()
        self._went: defaultdict[int, Counter[int]] = defaultdict(Counter)
        self._bases: set[tuple[Kind, str]] = set()

    def place(self, document: int, entry: Entry) -> None:
        """A document was published, for the first time or in another form."""
        movie = self._forget(document)
        self._documents.belongs(document, movie=movie, page=self._page(entry))
        keys = entry.signature.keys
        self._documents.set_keys(document, keys)
        self._film_keys |= keys
        named = [
            (self._put(kind, key, base, suffix), person)
            for kind, key, base, suffix, person in mentions(entry.extraction)
        ]
        self._things.set_mentions(document, named)

    def withdraw(self, document: int) -> None:
        """A document is not, or no longer, published."""
        self._forget(document)
        self._documents.belongs(document, movie=None, page=None)
        self._documents.set_keys(document, ())
        self._things.set_mentions(document, ())

    def settle(self) -> None:
        """Part the films anew, drop what nobody names any more, and settle every slug."""
        self._settle_films()
        for page in self._pages:
            if not self._documents.about(page):
                self._retire(page)
        for thing in self._things.unmentioned(self._loose):
            self._retire(thing)
        for kind in sorted({kind for kind, _ in self._bases}):
            moved = self._things.settle(kind, {base for k, base in self._bases if k == kind})
            self._things.mark_neighbours(moved)

    def touch_all(self) -> None:
        """Settle everything there is, as a rebuild does."""
        self._film_keys |= set(self._documents.all_keys())

    def _forget(self, document: int) -> int | None:
        """Whatever the document said until now may change; returns the film it belonged to."""
        self._film_keys |= self._documents.keys_of(document)
        movie, page = self._documents.belongings(document)
        self._movies |= {movie} if movie else set()
        self._pages |= {page} if page else set()
        mentioned = self._things.mentioned_by(document)
        self._loose |= mentioned
        self._things.mark([*mentioned, *({movie} if movie else ())])
        return movie

    def _page(self, entry: Entry) -> int | None:
        """The review or viewing that a document is; a record of a film is neither."""
        kind = entry.extraction.subject
        if kind == "movie":
            return None
        before = self._things.find(kind, entry.source)
        if before:
            self._bases.add((kind, before.base_slug))
        base = page_slug(entry.extraction)
        return self._put(kind, entry.source, base, short_hash(entry.source))

    def _put(self, kind: Kind, key: str, base: str, suffix: str) -> int:
        self._bases.add((kind, base))
        return self._things.put(kind, key, base, suffix, key)

    def _retire(self, thing: int, successor: int | None = None) -> None:
        retired = self._things.get(thing)
        self._bases.add((retired.kind, retired.base_slug))
        self._things.retire(thing, successor)

    # --- films -------------------------------------------------------------------------------

    def _settle_films(self) -> None:
        groups: list[Group] = []
        left = set(self._film_keys)
        while left:
            ids, keys = self._documents.sharing(left.pop())
            left -= keys
            entries = {entry.source: entry for entry in self._documents.of_ids(ids)}
            parted = films(entry.signature for entry in entries.values())
            groups += [_group(signatures, entries) for signatures in parted]
        for group, movie in self._matched(groups):
            self._gather(group, movie)
            self._credit(movie, group.credits)
        for movie in self._movies:
            if not self._documents.about(movie):
                went = self._went[movie]
                self._retire(movie, min(went, key=lambda m: (-went[m], m)) if went else None)
                self._credit(movie, ())

    def _matched(self, groups: list[Group]) -> list[tuple[Group, int]]:
        """Each group with its thing: the one that most of its documents belong to, or a new one.

        No two groups get the same; the one with more documents of a thing keeps it.
        """
        claims = [
            (-count, group.origin, movie, number)
            for number, group in enumerate(groups)
            for movie, count in Counter(m.movie for m in group.members if m.movie).items()
        ]
        movies: dict[int, int] = {}
        taken: set[int] = set()
        for _, _, movie, number in sorted(claims):
            if number not in movies and movie not in taken:
                movies[number] = movie
                taken.add(movie)
        return [(group, self._named(group, movies.get(n))) for n, group in enumerate(groups)]

    def _named(self, group: Group, movie: int | None) -> int:
        self._bases.add(("movie", group.base))
        if movie is None:
            return self._things.put("movie", None, group.base, group.suffix, group.origin)
        self._bases.add(("movie", self._things.get(movie).base_slug))
        self._things.rename(movie, group.base, group.suffix, group.origin)
        return movie

    def _gather(self, group: Group, movie: int) -> None:
        """Let a group's documents belong to the film, and whatever refers to it know."""
        for member in group.members:
            if member.movie == movie:
                continue
            self._documents.belongs(member.document, movie=movie, page=member.page)
            self._things.mark([thing for thing in (member.movie, member.page) if thing])
            if member.movie:
                self._movies.add(member.movie)
                self._went[member.movie][movie] += 1

    def _credit(self, movie: int, persons: Iterable[Person]) -> None:
        """Let the persons that a film's link names have an address, and know theirs elsewhere."""
        named: dict[tuple[int, str], tuple[str, ...]] = {}
        for person in persons:
            key, base = person_key(person.name, FILM_PERSON), _base(person.name)
            thing = self._things.find("person", key)
            number = thing.id if thing else self._put("person", key, base, "")
            urls = {*named.get((number, person.name), ()), *person.urls}
            named[number, person.name] = tuple(sorted(urls))
        before = self._things.credited_by(movie)
        if named != before:
            self._things.set_credits(movie, named)
            changed = {thing for thing, _ in (*named, *before)}
            self._things.mark(changed)
            self._loose |= changed


def _group(signatures: Sequence[Signature], entries: Mapping[str, Entry]) -> Group:
    base, suffix = film_slug(signatures)
    origin = min(signature.source for signature in signatures)
    found = [entries[signature.source] for signature in signatures]
    members = [Member(entry.id, entry.movie, entry.page) for entry in found]
    return Group(members, base, suffix or short_hash(origin), origin, _credits(found))


def _credits(entries: Sequence[Entry]) -> tuple[Person, ...]:
    """The persons that the link of a film names."""
    link = joint(entry.link for entry in entries)
    if link.film is None or not (link.film.directors or link.film.cast):
        return ()
    movie = describe_movie(entry.extraction.movie for entry in entries)
    return tuple(dict.fromkeys(identified(movie, link)))


def mentions(extraction: Extraction) -> Iterator[tuple[Kind, str, str, str, Person]]:
    """The persons and organizations named: kind, key, base slug, suffix, and as spelled."""
    for claim in extraction.movie:
        person = claim.value.actor if isinstance(claim.value, Role) else claim.value
        if isinstance(person, Person):
            yield "person", person_key(person.name, FILM_PERSON), _base(person.name), "", person
    for claim in extraction.review:
        if isinstance(claim.value, Person):
            key = person_key(claim.value.name, CRITIC)
            yield "person", key, _base(claim.value.name), CRITIC, claim.value
        elif claim.property == "publisher" and isinstance(claim.value, Text):
            name = claim.value.value
            yield "organization", organization_key(name), _base(name), "", Person(name)


def _base(name: str) -> str:
    """The base slug of an agent: a function of its key, so that no spelling changes it."""
    return slug(name_key(name) or name)
