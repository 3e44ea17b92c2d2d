"""The one table of RDF and result formats; negotiation, suffixes, links and service description
are derived from it.

The formats themselves are pyoxigraph's. What stands here is which of them are offered, in which
order of preference, and the names people use for them in `?format=`.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.errors import UnsupportedFormatError
from graph.vocabulary import FORMATS

JSON_LD_IRI = FORMATS + "JSON-LD"
"""As the W3C lists it; pyoxigraph 0.5.13 has another, below /data/, that does not exist."""


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation: `engine` is pyoxigraph's; `name` is what `?format=` takes.

    `aliases` are further media types under which it may be asked for, `names` further words
    for `?format=` that clients such as SPARQLWrapper send.
    """

    name: str
    engine: RdfFormat | QueryResultsFormat
    aliases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def media_type(self) -> str:
        """The media type without parameters."""
        return self.engine.media_type.partition(";")[0]

    @property
    def content_type(self) -> str:
        """The value of a Content-Type header: with the charset where the type has one."""
        return self.media_type + ("; charset=utf-8" if self.media_type.startswith("text/") else "")

    @property
    def suffix(self) -> str:
        """The file suffix without its dot, which is also the suffix of a variant's address."""
        return self.engine.file_extension

    @property
    def iri(self) -> str:
        """The format's IRI among those of the W3C."""
        return JSON_LD_IRI if self.engine == RdfFormat.JSON_LD else self.engine.iri


GRAPH_FORMATS: tuple[Format, ...] = (
    Format("ttl", RdfFormat.TURTLE, ("application/x-turtle",), ("turtle", "n3")),
    Format("jsonld", RdfFormat.JSON_LD, ("application/json",), ("json-ld", "json")),
    Format("nt", RdfFormat.N_TRIPLES, names=("ntriples", "n-triples")),
    Format("rdf", RdfFormat.RDF_XML, names=("rdf+xml", "rdfxml", "xml")),
    Format("nq", RdfFormat.N_QUADS, names=("nquads", "n-quads")),
    Format("trig", RdfFormat.TRIG),
)
"""For CONSTRUCT, DESCRIBE and dumps; the first is what `*/*` gets."""

VARIANT_FORMATS: tuple[Format, ...] = tuple(
    f for f in GRAPH_FORMATS if f.name in {"ttl", "jsonld", "nt", "rdf"}
)
"""The formats in which every resource has an address of its own."""

SOLUTION_FORMATS: tuple[Format, ...] = (
    Format("json", QueryResultsFormat.JSON, ("application/json",)),
    Format("xml", QueryResultsFormat.XML, ("application/xml", "text/xml")),
    Format("csv", QueryResultsFormat.CSV),
    Format("tsv", QueryResultsFormat.TSV),
)
"""For SELECT."""

BOOLEAN_FORMATS: tuple[Format, ...] = SOLUTION_FORMATS[:2]
"""For ASK: CSV and TSV have no booleans."""


def named(name: str, formats: tuple[Format, ...] = GRAPH_FORMATS) -> Format:
    """The format with that short name or media type.

    >>> named("turtle") == named("text/turtle") == named("ttl")
    True

    Raises `UnsupportedFormatError` where none has it.
    """
    for format_ in formats:
        if name in (format_.name, format_.media_type, *format_.aliases, *format_.names):
            return format_
    offered = ", ".join(f.name for f in formats)
    raise UnsupportedFormatError(f"There is no format “{name}” here; choose one of {offered}.")
