"""Which triples belong to a resource, and what a description of it says.

A description is a walk from one IRI over the resource's own triples, so it costs as much as the
resource is large, in every engine, whatever else the graph holds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, parse

from graph.store.canonical import canonical, canonical_text
from graph.triples import Triples
from graph.vocabulary import SAME_AS, TYPE, schema

Lookup = Callable[[Collection[NamedNode], Collection[NamedNode]], Iterable[Triple]]
"""All triples that have one of these subjects and one of these predicates; no predicates: any."""

NAMING = (TYPE, schema("name"), schema("url"))
"""What a description says of the other resources that it mentions."""

_SUBJECTS = (schema("itemReviewed"), schema("object"))
_IDENTIFYING = (schema("datePublished"), schema("sameAs"), SAME_AS)
"""What it says, too, of a film that is reviewed or seen: films of one title are told apart by it,
also where the description stands alone in somebody's page."""

_DEFAULT = DefaultGraph()


def document_of(iri: NamedNode) -> NamedNode:
    """The resource that the IRI belongs to: the IRI without its fragment.

    >>> document_of(NamedNode("https://example.org/movie/heat-1995#movie")).value
    'https://example.org/movie/heat-1995'
    """
    return NamedNode(iri.value.partition("#")[0])


def own_triples(documents: Iterable[NamedNode], lookup: Lookup) -> list[Triple]:
    """The triples that these resources own: those of every fragment that can be reached.

    All resources are walked abreast, one lookup for each step away from the documents.
    """
    return _walk(set(documents), lookup)


def wanted_triples(resources: Mapping[NamedNode, Iterable[Triple]]) -> set[Triple]:
    """All triples that the resources are to have, in canonical form.

    Raises `ValueError` where a triple has the subject of another resource: nothing would ever
    find it again to replace it.
    """
    wanted = set()
    for document, triples in resources.items():
        own = {document}
        for triple in map(canonical, triples):
            subject = triple.subject
            if subject not in own:
                if not isinstance(subject, NamedNode) or document_of(subject) != document:
                    raise ValueError(f"{subject} is no subject of the resource {document}.")
                own.add(subject)
            wanted.add(triple)
    return wanted


def n_triples(document: NamedNode, triples: Triples) -> bytes:
    """The triples of one resource in canonical form, as N-Triples, each once, in order of lines.

    Raises `ValueError` as `wanted_triples` does.
    """
    lines: list[str] = []
    for subject, properties in triples.subjects.items():
        iri = subject.value
        if iri.partition("#")[0] != document.value:
            raise ValueError(f"{subject} is no subject of the resource {document}.")
        for property_, values in properties.items():
            stated = f"<{iri}> <{property_}> "
            if len(values) == 1:
                (value,) = values
                lines.append(f"{stated}{canonical_text(value)} .\n")
            else:
                texts = dict.fromkeys(map(canonical_text, values))
                lines += [f"{stated}{text} .\n" for text in texts]
    lines.sort()
    return "".join(lines).encode()


def parsed_resources(resources: Mapping[str, bytes]) -> dict[NamedNode, list[Triple]]:
    """Resources that are given as N-Triples."""
    return {
        NamedNode(iri): [quad.triple for quad in parse(triples, RdfFormat.N_TRIPLES)]
        for iri, triples in resources.items()
    }


def closure(iri: NamedNode, lookup: Lookup) -> list[Triple]:
    """The description of the resource that the IRI belongs to, each triple once.

    It is what the resource owns, and the type, name and address of every other resource that it
    mentions; of a film that it is about also the release, and what it is elsewhere. Any of its
    IRIs, with fragment or without, gives the same description; an empty list where nothing is
    known.
    """
    document = document_of(iri)
    own = _walk({document, iri}, lookup)
    mentioned = {t.object for t in own if isinstance(t.object, NamedNode)}
    others = [o for o in mentioned if document_of(o) != document]
    if not others:
        return own
    about = {triple.object for triple in own if triple.predicate in _SUBJECTS}
    films = [other for other in others if other in about]
    own += lookup(others, NAMING)
    return own + list(lookup(films, _IDENTIFYING)) if films else own


def _walk(found: set[NamedNode], lookup: Lookup) -> list[Triple]:
    documents = {iri.value.partition("#")[0] for iri in found}
    triples: list[Triple] = []
    fresh: Collection[NamedNode] = tuple(found)
    while fresh:
        step = list(lookup(fresh, ()))
        triples += step
        objects = {o for triple in step if isinstance(o := triple.object, NamedNode)} - found
        fresh = [o for o in objects if o.value.partition("#")[0] in documents]
        found.update(fresh)
    return triples


def lookup_in(store: Store) -> Lookup:
    """The lookup in the default graph of an Oxigraph store, which any process may have open."""

    def lookup(
        subjects: Collection[NamedNode], predicates: Collection[NamedNode]
    ) -> Iterable[Triple]:
        return [
            quad.triple
            for subject in subjects
            for predicate in predicates or (None,)
            for quad in store.quads_for_pattern(subject, predicate, None, _DEFAULT)
        ]

    return lookup
