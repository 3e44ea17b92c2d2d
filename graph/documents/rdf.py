"""RDF files that speak schema.org, http or https: a document for each review in them,
each viewing, and each film that neither is about.

pyoxigraph reads Turtle, N-Triples, N-Quads, TriG, RDF/XML and JSON-LD. What its parsers cannot
bear is refused before they see it: a DOCTYPE, and nesting without end. Nothing is fetched; of
remote JSON-LD contexts only schema.org's is known. Blank nodes get their place in the tree.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain, islice, repeat
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from graph.documents.described import DESCRIBED
from graph.documents.files import File, part
from graph.documents.json_ld import KNOWN_CONTEXT, check_depth
from graph.documents.json_objects import LINKED
from graph.documents.schema_org import (
    ADDRESSES,
    BLANK,
    INVERSE,
    NOWHERE,
    Node,
    Ref,
    cleaned,
    document,
    number,
    term,
)
from graph.errors import UnreadableError
from graph.formats import GRAPH_FORMATS, Format, named
from graph.records import Document, Skipped
from graph.vocabulary import RDF, SCHEMA, SCHEMA_HTTPS, TYPE

BY_SUFFIX: dict[str, Format] = {f".{f.suffix}": f for f in GRAPH_FORMATS}
IN_MEMORY = 32 * 1024 * 1024
LARGEST_JSON = 32 * 1024 * 1024
"""Bytes; JSON-LD has to be held whole, the other syntaxes go through a store on disk."""

MOST_TRIPLE_TERMS, DEEPEST_XML = 200, 100
TRIPLE_TERM = re.compile(rb"<<\(")
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
TAG = re.compile(rb"<(/?)[^\s<>/?!][^<>]*>")
BOM = b"\xef\xbb\xbf"

CONTEXT: dict[str, Any] = {"@vocab": SCHEMA, **{p: {"@type": "@id"} for p in sorted(ADDRESSES)}}
"""What matters here of the context at https://schema.org."""


def read(file: File) -> Iterator[Document | Skipped]:
    """A document for each review. Raises `UnreadableError` for what is no RDF or is refused."""
    yield from read_as(file, BY_SUFFIX[file.suffix])


def read_json_ld(file: File) -> Iterator[Document | Skipped]:
    """The same for JSON-LD in a file that ends in .json."""
    yield from read_as(file, named("jsonld"))


def read_xml(file: File) -> Iterator[Document | Skipped]:
    """The same for RDF/XML in a file that ends in .xml."""
    yield from read_as(file, named("rdf"))


def recognises_json_ld(start: bytes) -> bool:
    """Whether a file that begins like this has a JSON-LD context."""
    return LINKED.search(start) is not None


def recognises_xml(start: bytes) -> bool:
    """Whether a file that begins like this is RDF/XML that speaks schema.org, and no RSS 1.0."""
    return RDF.encode() in start and b"schema.org/" in start and b"purl.org/rss/" not in start


def read_as(file: File, format_: Format) -> Iterator[Document | Skipped]:
    """The same for a file whose suffix does not tell its syntax."""
    with file.path.open("rb") as stream, TemporaryDirectory(prefix="triplebill-") as folder:
        size = _guard(stream, format_)
        store = Store(folder) if size > IN_MEMORY else Store()
        _load(stream, size, format_, store)
        yield from _documents(file, format_, Quads(store))


class Quads:
    """The nodes of an RDF file, whatever graphs they are in."""

    ordered = False

    def __init__(self, store: Store) -> None:
        self.store = store

    def node(self, name: str) -> Node | None:
        """The node of that IRI or label."""
        found = Node()
        quads = list(self.store.quads_for_pattern(_subject(name), None, None, None))
        for quad in sorted(quads, key=lambda quad: quad.predicate.value):
            value = quad.object
            if quad.predicate == TYPE and isinstance(value, NamedNode):
                found.types.append(term(value.value) or value.value)
            elif isinstance(value, Literal | NamedNode | BlankNode):
                property_ = term(quad.predicate.value)
                said = cleaned(value.value) if isinstance(value, Literal) else Ref(_name(value))
                if property_ and said:
                    found.properties.setdefault(property_, []).append(said)
        found.types.sort()
        return found if quads else None

    def named(self, types: Iterable[str]) -> list[str]:
        """The nodes of any of these types, in the order of their names."""
        classes = [NamedNode(ns + type_) for ns in (SCHEMA, SCHEMA_HTTPS) for type_ in types]
        found = (self.store.quads_for_pattern(None, TYPE, c, None) for c in classes)
        return sorted({_name(quad.subject) for quads in found for quad in quads})

    def led_to(self, property_: str) -> set[str]:
        """All nodes that a property leads to."""
        predicates = [NamedNode(namespace + property_) for namespace in (SCHEMA, SCHEMA_HTTPS)]
        found = (self.store.quads_for_pattern(None, p, None, None) for p in predicates)
        return {_name(quad.object) for quads in found for quad in quads}

    def reviewed(self, name: str) -> Iterator[str]:
        """The nodes that state this review as theirs."""
        for namespace in (SCHEMA, SCHEMA_HTTPS):
            for property_ in INVERSE:
                predicate = NamedNode(namespace + property_)
                for quad in self.store.quads_for_pattern(None, predicate, _subject(name), None):
                    yield _name(quad.subject)


def _documents(file: File, format_: Format, quads: Quads) -> Iterator[Document | Skipped]:
    found = chain.from_iterable(
        zip(repeat(what), described(quads), strict=False) for what, described in DESCRIBED.items()
    )
    first = list(islice(found, 2))
    for what, (tree, _) in chain(first, found):
        source = part(file.source, what, number(tree)) if len(first) > 1 else file.source
        because = f"RDF: the file is {format_.engine.name} and describes a {what}."
        yield document(source, "rdf", because, tree)
    if not first:
        why = "The RDF in it describes no schema:Review, schema:WatchAction or schema:Movie."
        yield Skipped(file.source, why)


def _guard(stream: BinaryIO, format_: Format) -> int:
    """The size of the file. Raises `UnreadableError` for what no parser should be given."""
    size = stream.seek(0, 2)
    if not size:
        raise UnreadableError("The file is empty. Delete it, or export the data again.")
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if b"\0" in data[:4096]:
            raise UnreadableError("This is not UTF-8, which RDF must be. Save it as UTF-8.")
        if format_.engine == RdfFormat.RDF_XML:
            _guard_xml(data)
        elif format_.engine == RdfFormat.JSON_LD:
            if size > LARGEST_JSON:
                raise UnreadableError(
                    "JSON-LD of more than 32 MB cannot be read. Export it as N-Triples (.nt)."
                )
            check_depth(data)
        elif sum(1 for _ in TRIPLE_TERM.finditer(data)) > MOST_TRIPLE_TERMS:
            raise UnreadableError(
                f"It has more than {MOST_TRIPLE_TERMS} triples inside of triples, “<<( … )>>”. "
                "Export it without them."
            )
    stream.seek(len(BOM) if _starts_with_mark(stream) else 0)
    return size


def _guard_xml(data: mmap.mmap) -> None:
    if DOCTYPE.search(data):
        raise UnreadableError(
            "The RDF/XML has a DOCTYPE, which is not read. Export it without, or as Turtle."
        )
    depth = 0
    for tag in TAG.finditer(data):
        depth += -1 if tag[1] else not tag[0].endswith(b"/>")
        if depth > DEEPEST_XML:
            raise UnreadableError(f"The RDF/XML is nested more than {DEEPEST_XML} deep.")


def _starts_with_mark(stream: BinaryIO) -> bool:
    stream.seek(0)
    return stream.read(len(BOM)) == BOM


def _load(stream: BinaryIO, size: int, format_: Format, store: Store) -> None:
    try:
        if format_.engine == RdfFormat.JSON_LD:
            stream = BytesIO(_with_known_contexts(stream.read()))
        store.bulk_load(stream, format_.engine, base_iri=NOWHERE)  # type: ignore[arg-type]
    except (SyntaxError, ValueError) as error:
        place = (
            f" in line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        )
        why = str(getattr(error, "msg", "") or error).rstrip(".")
        raise UnreadableError(
            f"This is no valid {format_.engine.name}{place}: {why[:300]}."
        ) from None


def _with_known_contexts(data: bytes) -> bytes:
    """The JSON-LD with schema.org's context in place of its address; numbers become words."""
    value = json.loads(data, parse_int=str, parse_float=str, parse_constant=str)
    return json.dumps(_known(value)).encode()


def _known(value: Any) -> Any:
    """Recursion ends at the depth that was checked."""
    if isinstance(value, list):
        return [_known(item) for item in value]
    if isinstance(value, dict):
        return {k: _context(v) if k == "@context" else _known(v) for k, v in value.items()}
    return value


def _context(stated: Any) -> Any:
    if isinstance(stated, list):
        return [_context(one) for one in stated]
    if isinstance(stated, str) and KNOWN_CONTEXT.fullmatch(stated.strip()):
        return CONTEXT
    remote = (
        stated
        if isinstance(stated, str)
        else stated.get("@import")
        if isinstance(stated, dict)
        else None
    )
    if isinstance(remote, str):
        raise UnreadableError(
            f"Its JSON-LD context “{remote[:100]}” would have to be fetched, which is not done. "
            "Put the context into the file, or use https://schema.org."
        )
    return stated


def _subject(name: str) -> NamedNode | BlankNode:
    return BlankNode(name.removeprefix(BLANK)) if name.startswith(BLANK) else NamedNode(name)


def _name(node: object) -> str:
    return BLANK + node.value if isinstance(node, BlankNode) else getattr(node, "value", "")
