"""Reviews and viewings → the rows of a diary, in their order: those of one day are one row, and
what was seen before is a rewatch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import NamedNode

from graph.store import Reader
from graph.triples import Triples
from graph.vocabulary import TYPE, schema, schema_iri

AT_ONCE = 1_000
"""Things looked up together: of each all is read, its words included."""

ABOUT = frozenset(map(schema, ("itemReviewed", "object", "datePublished", "startTime", "mentions")))
WHOLE_DAY = len("2024-05-01")


class Entry(NamedTuple):
    """A row to be.

    `seen` is the day on which the film was seen, as xsd:date, or the month or year, or empty;
    `review` has the words and the score, if there are any.
    """

    film: NamedNode
    seen: str
    review: NamedNode | None = None
    published: str = ""
    rewatch: bool = False

    @property
    def day(self) -> str:
        """The day of seeing, empty where only a month or a year is known."""
        return self.seen if len(self.seen) == WHOLE_DAY else ""

    @property
    def before(self) -> str:
        """The day by which the film was seen for certain; `~` sorts behind all figures."""
        known = self.seen or self.published
        return known if len(known) == WHOLE_DAY else known + "~"


@dataclass(slots=True)
class Diary:
    """The rows of one person, by day and film, and what became one.

    `joined` viewings are of a day and a film that has a row already; `together` are reviews of the
    same film and day, of which Letterboxd makes one entry.
    """

    entries: list[Entry] = field(default_factory=list)
    reviews: int = 0
    viewings: int = 0
    joined: int = 0
    together: int = 0


@dataclass(slots=True)
class _Found:
    reviews: dict[NamedNode, Entry] = field(default_factory=dict)
    mentions: dict[NamedNode, list[NamedNode]] = field(default_factory=dict)
    viewings: dict[NamedNode, Entry] = field(default_factory=dict)


def diary(reader: Reader, person: NamedNode | None = None) -> Diary:
    """All that a person reviewed and saw; without one, all that anybody did, named or not.

    Takes memory for a line each, not for the words. Raises what a `Reader` raises.
    """
    if person:
        things = reader.leading_to(person, (schema("author"), schema("agent")))
    else:
        kinds = schema("Review"), schema("WatchAction")
        things = [triple for kind in kinds for triple in reader.leading_to(kind, (TYPE,))]
    subjects = sorted({t.subject for t in things if isinstance(t.subject, NamedNode)}, key=str)
    return _in_order(_found(reader, subjects))


def _found(reader: Reader, subjects: Sequence[NamedNode]) -> _Found:
    found = _Found()
    for start in range(0, len(subjects), AT_ONCE):
        said = Triples.of(reader.stated(subjects[start : start + AT_ONCE], ABOUT))
        for subject in said.subjects:
            for film in said.iris(subject, schema_iri("itemReviewed")):
                published = _first(said, subject, "datePublished")
                found.reviews[subject] = Entry(film, "", subject, published)
                found.mentions[subject] = said.iris(subject, schema_iri("mentions"))
            for film in said.iris(subject, schema_iri("object")):
                found.viewings[subject] = Entry(film, _first(said, subject, "startTime"))
    return found


def _first(said: Triples, subject: NamedNode, property_: str) -> str:
    return min((term.value for term in said.literals(subject, schema_iri(property_))), default="")


def _in_order(found: _Found) -> Diary:
    made = Diary(reviews=len(found.reviews))
    rows = [row for iri in found.reviews for row in _of_review(iri, found)]
    further = [row for row in rows if not row.review] + list(found.viewings.values())
    rows = [row for row in rows if row.review]
    taken = {(row.film, row.seen) for row in rows}
    days = [(row.film, row.day) for row in rows if row.day]
    made.together = len(days) - len(set(days))
    made.viewings = len(further)
    for row in further:
        if (row.film, row.seen) not in taken:
            taken.add((row.film, row.seen))
            rows.append(row)
    made.joined = made.reviews + made.viewings - len(rows)
    made.entries = sorted(_with_rewatches(rows), key=_order)
    return made


def _of_review(iri: NamedNode, found: _Found) -> Iterator[Entry]:
    """A row for each day of seeing; words and score go to the last one before it was published."""
    review = found.reviews[iri]
    seen = [found.viewings.pop(it) for it in found.mentions[iri] if it in found.viewings]
    days = sorted({viewing.seen for viewing in seen})
    before = [day for day in days if day <= review.published] or days or [""]
    yield review._replace(seen=before[-1])
    yield from (Entry(review.film, day) for day in days if day != before[-1])


def _with_rewatches(rows: Iterable[Entry]) -> Iterator[Entry]:
    rows = list(rows)
    first: dict[NamedNode, str] = {}
    for row in rows:
        if row.before != "~":
            first[row.film] = min(row.before, first.get(row.film, row.before))
    for row in rows:
        yield row._replace(rewatch=bool(row.day) and first[row.film] < row.day)


def _order(row: Entry) -> tuple[bool, str, str, str, str]:
    """By day, with those without one behind; the same in another site, whose IRIs are others."""
    review = row.review.value if row.review else ""
    return not row.day, row.day, row.film.value, row.published, review
