"""Every namespace, prefix and IRI that the project writes, spelled once.

The namespace of schema.org is `http://schema.org/`: that is what `"@context":
"https://schema.org"` expands to, so page and graph are the same data. The https spelling is
accepted in every input and normalised by `schema_http`.
"""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import NamedNode

SCHEMA = "http://schema.org/"
SCHEMA_HTTPS = "https://schema.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
FOAF = "http://xmlns.com/foaf/0.1/"
DCTERMS = "http://purl.org/dc/terms/"
VOID = "http://rdfs.org/ns/void#"
VOID_EXT = "http://ldf.fi/void-ext#"
DCAT = "http://www.w3.org/ns/dcat#"
SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SSSOM = "https://w3id.org/sssom/"
SEMAPV = "https://w3id.org/semapv/vocab/"
PTR = "http://www.w3.org/2009/pointers#"
WIKIDATA = "http://www.wikidata.org/entity/"
DBPEDIA = "http://dbpedia.org/resource/"

PREFIXES: dict[str, str] = {
    "schema": SCHEMA,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": OWL,
    "prov": PROV,
    "foaf": FOAF,
    "dcterms": DCTERMS,
    "void": VOID,
    "dcat": DCAT,
    "sd": SD,
    "sh": SH,
}
"""Prefixes for serialising and for queries, in the order in which they are written."""

TYPE = NamedNode(RDF + "type")
SAME_AS = NamedNode(OWL + "sameAs")
DERIVED_FROM = NamedNode(PROV + "wasDerivedFrom")
PRIMARY_TOPIC = NamedNode(FOAF + "primaryTopic")
IN_DATASET = NamedNode(VOID + "inDataset")

XSD_STRING = NamedNode(XSD + "string")
XSD_DATE = NamedNode(XSD + "date")
XSD_DATE_TIME = NamedNode(XSD + "dateTime")
XSD_YEAR = NamedNode(XSD + "gYear")
XSD_YEAR_MONTH = NamedNode(XSD + "gYearMonth")
XSD_DURATION = NamedNode(XSD + "duration")
XSD_DECIMAL = NamedNode(XSD + "decimal")
XSD_INTEGER = NamedNode(XSD + "integer")
XSD_DOUBLE = NamedNode(XSD + "double")


@lru_cache(4_096)  # pages ask for the same few hundreds of times
def schema(name: str) -> NamedNode:
    """The schema.org term of that name.

    >>> schema("Movie").value
    'http://schema.org/Movie'
    """
    return NamedNode(SCHEMA + name)


@lru_cache(4_096)
def named(iri: str) -> NamedNode:
    """The term with that IRI, for those that come again and again, such as properties."""
    return NamedNode(iri)


@lru_cache(4_096)
def schema_iri(name: str) -> str:
    """The IRI of the schema.org term of that name: the same text each time."""
    return SCHEMA + name


def schema_http(iri: str) -> str:
    """The same IRI with schema.org's namespace in its http spelling.

    >>> schema_http("https://schema.org/Movie")
    'http://schema.org/Movie'
    >>> schema_http("https://example.org/Movie")
    'https://example.org/Movie'
    """
    return SCHEMA + iri.removeprefix(SCHEMA_HTTPS) if iri.startswith(SCHEMA_HTTPS) else iri
