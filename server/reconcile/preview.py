"""What the preview of a thing shows: its name and a few facts, as texts."""

from __future__ import annotations

from dataclasses import dataclass

from graph.reconciliation import Reconciler
from graph.reconciliation.describing import described
from graph.reconciliation.entities import Entity, type_of
from graph.reconciliation.properties import PROPERTIES, Property, Value
from graph.reconciliation.statements import Statements

SHOWN = {
    "Movie": ("director", "datePublished", "genre", "aggregateRating", "review/author"),
    "Review": ("itemReviewed", "author", "datePublished", "reviewRating", "abstract"),
    "Person": ("^director", "^author", "^actor"),
    "Organization": ("^publisher",),
}
"""The properties, by type."""

MOST = 4
"""Values of a property."""

LONGEST = 200
"""Characters of a value."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A thing, the address of its page, and facts as labels and texts."""

    entity: Entity
    address: str
    facts: tuple[tuple[str, str], ...]


def preview(text: str, reconciler: Reconciler) -> Preview | None:
    """The preview of the thing with that identifier; None where there is none."""
    iri = reconciler.iri_of(text)
    if not iri:
        return None
    identifier = reconciler.space.of_thing(iri)
    rows = [PROPERTIES[name] for name in SHOWN[type_of(identifier).id]]
    known = reconciler.extend([identifier], rows)
    if not known.exists(iri):
        return None
    facts = ((row.label, _told(iri, row, known)) for row in rows)
    entity = described(identifier, known)
    return Preview(entity, iri.partition("#")[0], tuple(fact for fact in facts if fact[1]))


def _told(iri: str, row: Property, known: Statements) -> str:
    path = row.paths[0]
    if row.value is Value.ENTITY:
        things = [known.space.of_thing(thing) for thing in known.things(iri, path)]
        texts = [described(own, known).name for own in things]
    else:
        texts = known.texts(iri, path)
    more = ["…"] if len(texts) > MOST else []
    return ", ".join([*(text[:LONGEST] for text in texts[:MOST]), *more])
