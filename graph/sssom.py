"""Mappings as SSSOM has them, the exchange format for links with their reasons.

Simple Standard for Sharing Ontological Mappings, version 1.0: a table with tabs, whose head is
YAML in lines that begin with “#”, and the same as RDF (https://mapping-commons.github.io/sssom/).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import asdict, fields
from pyoxigraph import Literal, NamedNode, Triple

from graph.documents.front_matter import read_yaml
from graph.errors import UnreadableError
from graph.vocabulary import DCTERMS, OWL, RDFS, SEMAPV, SKOS, SSSOM, TYPE, XSD_DATE, XSD_DOUBLE

NO_TERM = "sssom:NoTermFound"
MANUAL, SCORED = "semapv:ManualMappingCuration", "semapv:CompositeMatching"

VOCABULARIES = {
    "owl": OWL,
    "semapv": SEMAPV,
    "skos": SKOS,
    "sssom": SSSOM,
}

REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")


class Mapping(Struct, frozen=True):
    """One mapping; the fields are slots of SSSOM, identifiers are compact IRIs."""

    subject_id: str
    subject_label: str = ""
    predicate_id: str = "owl:sameAs"
    predicate_modifier: str = ""
    object_id: str = NO_TERM
    object_label: str = ""
    mapping_justification: str = SCORED
    author_label: str = ""
    mapping_date: str = ""
    confidence: str = ""
    license: str = ""
    comment: str = ""


SLOTS = tuple(field.name for field in fields(Mapping))

PREDICATES = {
    "subject_id": OWL + "annotatedSource",
    "predicate_id": OWL + "annotatedProperty",
    "object_id": OWL + "annotatedTarget",
    "author_label": SSSOM + "author_label",
    "mapping_date": DCTERMS + "created",
    "license": DCTERMS + "license",
    "comment": RDFS + "comment",
}
"""Slots that have a property of another vocabulary; every other has its name in SSSOM's."""

REFERENCES = frozenset({*REQUIRED, "license"})


def lines(
    address: str, licence: str, prefixes: dict[str, str], rows: Iterable[Mapping]
) -> Iterator[str]:
    """The mappings as a table, line by line, with the head that says what the prefixes mean."""
    known = dict(sorted((VOCABULARIES | prefixes).items()))
    yield f"#mapping_set_id: {address}\n#license: {licence}\n#mapping_tool: Triplebill\n"
    yield "#curie_map:\n"
    yield from (f'#  {prefix}: "{iri}"\n' for prefix, iri in known.items())
    yield "\t".join(SLOTS) + "\n"
    for row in rows:
        out = io.StringIO()
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerow([_plain(value) for value in asdict(row).values()])
        yield out.getvalue()


def read(text: str, prefixes: dict[str, str]) -> Iterator[Mapping]:
    """The mappings in a table, their identifiers compact by `prefixes` where these have them.

    What the prefixes in it mean, the head says; of a prefix that it does not name, `prefixes` do.
    Columns that are not kept here are passed over. Raises `UnreadableError` where it is no such
    table.
    """
    lines = list(io.StringIO(text.removeprefix("\ufeff")))
    known = VOCABULARIES | prefixes
    meant = known | _curie_map(lines)
    reader = csv.DictReader(
        (line for line in lines if not line.startswith("#")), delimiter="\t", strict=True
    )
    try:
        if missing := [name for name in REQUIRED if name not in (reader.fieldnames or ())]:
            raise UnreadableError(f"It is no table of SSSOM: it has no column {missing[0]}.")
        for row in reader:
            cells = {name: row.get(name) or "" for name in SLOTS}
            ids = {slot: compact(expanded(cells[slot], meant), known) for slot in REQUIRED}
            yield Mapping(**cells | ids)
    except csv.Error as error:
        raise UnreadableError(f"It is no table with tabs: {error}.") from error


def _curie_map(lines: Iterable[str]) -> dict[str, str]:
    """What the head of a table says that its prefixes mean. Raises `UnreadableError`."""
    head = "".join(line[1:] for line in takewhile(lambda line: line.startswith("#"), lines))
    found = read_yaml(head, 1).values.get("curie_map") if "curie_map:" in head else None
    pairs = found.items() if isinstance(found, dict) else ()
    return {prefix: iri for prefix, iri in pairs if iri and isinstance(iri, str)}


def triples(
    address: NamedNode, licence: str, prefixes: dict[str, str], rows: Iterable[Mapping]
) -> Iterator[Triple]:
    """The mappings as RDF: a set, and an axiom with annotations for each."""
    known = VOCABULARIES | prefixes
    yield Triple(address, TYPE, NamedNode(SSSOM + "MappingSet"))
    yield Triple(address, NamedNode(SSSOM + "mapping_set_id"), Literal(address.value))
    yield Triple(address, NamedNode(DCTERMS + "license"), NamedNode(licence))
    for number, row in enumerate(rows, 1):
        node = NamedNode(f"{address.value.partition('#')[0]}#mapping-{number}")
        yield Triple(address, NamedNode(SSSOM + "mappings"), node)
        yield Triple(node, TYPE, NamedNode(OWL + "Axiom"))
        for slot, value in asdict(row).items():
            if value:
                predicate = NamedNode(PREDICATES.get(slot, SSSOM + slot))
                yield Triple(node, predicate, _term(slot, value, known))


def expanded(curie: str, prefixes: dict[str, str]) -> str:
    """The IRI of a compact IRI, which stays as it is where its prefix is not known.

    >>> expanded("owl:sameAs", VOCABULARIES)
    'http://www.w3.org/2002/07/owl#sameAs'
    """
    prefix, _, rest = curie.partition(":")
    return prefixes[prefix] + rest if prefix in prefixes else curie


def compact(iri: str, prefixes: dict[str, str]) -> str:
    """The compact IRI of an IRI, which stays as it is where no prefix stands for its beginning.

    >>> compact("http://www.w3.org/2002/07/owl#sameAs", VOCABULARIES)
    'owl:sameAs'
    """
    fitting = [prefix for prefix, start in prefixes.items() if iri.startswith(start)]
    prefix = max(fitting, key=lambda each: len(prefixes[each]), default="")
    return f"{prefix}:{iri.removeprefix(prefixes[prefix])}" if prefix else iri


def _term(slot: str, value: str, prefixes: dict[str, str]) -> NamedNode | Literal:
    if slot in REFERENCES:
        return NamedNode(expanded(value, prefixes))
    if slot == "predicate_modifier":
        return NamedNode(SSSOM + "NegatedPredicate")
    if slot == "confidence":
        return Literal(value, datatype=XSD_DOUBLE)
    if slot == "mapping_date":
        return Literal(value, datatype=XSD_DATE)
    return Literal(value)


def _plain(value: str) -> str:
    """A cell on one line: who reads such tables by lines must not be misled."""
    return " ".join(value.split())
