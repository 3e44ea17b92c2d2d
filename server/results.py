"""Results and graphs as bytes, whole or not at all: within a limit, and well-formed.

Two of the engine's serialisers need help. Its JSON-LD has no `@type`, so expanded JSON-LD is
written here (JSON-LD 1.1 API, section 8.5, without native types). Its XML lets through what XML 1.0
and its namespaces forbid, so an XML parser reads what is about to be sent; and it has carriage
returns as they are, which parsers take for line feeds (XML 1.0, section 2.11).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from xml.parsers import expat

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from graph.errors import ResultTooLargeError, UnsupportedFormatError
from graph.formats import Format
from graph.vocabulary import PREFIXES, TYPE, XSD_STRING

_XML = (RdfFormat.RDF_XML, QueryResultsFormat.XML)


class _Capped(BytesIO):
    """Bytes in memory, up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self._limit:
            raise ResultTooLargeError(
                f"The result is larger than {self._limit} bytes, the limit here. Ask for less: "
                "LIMIT with ORDER BY and OFFSET gives it in parts."
            )
        return super().write(data)

    def again(self, data: bytes) -> bytes:
        """The data in place of what was written, within the same limit."""
        self.seek(0)
        self.write(data)
        return data


def write_result(
    result: QuerySolutions | QueryBoolean | Iterable[Triple], format_: Format, limit: int
) -> bytes:
    """The result of a query of any form in a format that suits the form.

    Raises `ResultTooLargeError` beyond `limit` bytes, `UnsupportedFormatError` where the format
    cannot hold what is in it.
    """
    if not isinstance(result, QuerySolutions | QueryBoolean):
        return write_graph(result, format_, limit)
    output = _Capped(limit)
    result.serialize(output, format_.engine)  # type: ignore[arg-type]  # of the result's kind
    return _checked(output, format_)


def write_graph(
    triples: Iterable[Triple],
    format_: Format,
    limit: int = 2**40,
    prefixes: Mapping[str, str] = PREFIXES,
) -> bytes:
    """Triples in an RDF format, with the project's prefixes, or others, where it has such.

    >>> from graph.formats import named
    >>> write_graph([Triple(TYPE, TYPE, Literal("x"))], named("nt"))[-7:]
    b' "x" .\\n'
    """
    output = _Capped(limit)
    if format_.engine == RdfFormat.JSON_LD:
        for chunk in json.JSONEncoder(ensure_ascii=False).iterencode(_expanded(triples)):
            output.write(chunk.encode())
        return output.getvalue()
    try:
        serialize(triples, output, format_.engine, prefixes=prefixes)  # type: ignore[arg-type]
    except ValueError as error:
        raise _unfit(format_, str(error)) from None
    body = _checked(output, format_)
    return _tidied(body, len(prefixes)) if body.startswith(b"@prefix ") else body


def _tidied(body: bytes, prefixes: int) -> bytes:
    """Turtle or TriG without the prefixes that are not used, the others in a fixed order."""
    declarations = body.splitlines(keepends=True)[:prefixes]
    rest = body[sum(map(len, declarations)) :]
    used = [d for d in declarations if re.search(rb"(?<![\w<])" + d.split()[1], rest)]
    return b"".join([*sorted(used), rest])


def with_returns(body: bytes, format_: Format) -> bytes:
    """What a serialiser wrote, with carriage returns as an XML parser reads them."""
    return body.replace(b"\r", b"&#13;") if format_.engine in _XML else body


def _checked(output: _Capped, format_: Format) -> bytes:
    body = output.getvalue()
    if format_.engine not in _XML:
        return body
    if b"\r" in body:
        body = output.again(with_returns(body, format_))
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(body, True)
    except expat.ExpatError as error:
        raise _unfit(format_, f"{error}") from None
    return body


def _unfit(format_: Format, why: str) -> UnsupportedFormatError:
    return UnsupportedFormatError(
        f"{format_.media_type} cannot hold this result ({why}): a predicate that is no XML name, "
        "or a character that XML forbids. Ask for another format."
    )


def _expanded(triples: Iterable[Triple]) -> list[dict[str, Any]]:
    nodes: dict[str, dict[str, Any]] = {}
    for triple in dict.fromkeys(triples):
        subject = _id(triple.subject)
        node = nodes.setdefault(subject, {"@id": subject})
        if triple.predicate == TYPE and isinstance(triple.object, NamedNode | BlankNode):
            node.setdefault("@type", []).append(_id(triple.object))
        else:
            node.setdefault(triple.predicate.value, []).append(_value(triple.object))
    return list(nodes.values())


def _id(term: NamedNode | BlankNode | Triple) -> str:
    if isinstance(term, Triple):
        raise UnsupportedFormatError("JSON-LD 1.1 has no triple terms; ask for another format.")
    return term.value if isinstance(term, NamedNode) else f"_:{term.value}"


def _value(term: NamedNode | BlankNode | Literal | Triple) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _id(term)}
    value = {"@value": term.value}
    if term.language:
        value["@language"] = term.language
        if term.direction:
            value["@direction"] = str(term.direction)
    elif term.datatype != XSD_STRING:
        value["@type"] = term.datatype.value
    return value
