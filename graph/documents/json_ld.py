"""JSON-LD as it stands in pages (JSON-LD 1.1, section 7) → nodes of schema.org.

No JSON-LD processor reads what sites write: comments around the block, line breaks in strings, a
comma too many, addresses that lead nowhere. What matters of the standard is here: contexts given
in the block, prefixes, keywords by other names, `@graph`, `@reverse`, lists and value objects.
No context is fetched; schema.org's is known, terms of another mean nothing.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from mmap import mmap
from typing import Any

from graph.documents.schema_org import Nodes, Ref, term
from graph.errors import UnreadableError
from graph.vocabulary import SCHEMA

DEEPEST = 64
MARKS_BEFORE = ("<!--", "//<![CDATA[", "<![CDATA[", "/*", "*/", "//")
MARKS_AFTER = ("-->", "//]]>", "]]>", "*/", "/*", "//")
"""Comments and CDATA marks around a block, for parsers of long ago."""

BLANKS = " \t\r\n\ufeff;"
STRING_OR_COMMA = re.compile(r'("(?>(?:[^"\\]|\\.)*)"?)|,(?=\s{0,200}[}\]])', re.DOTALL)
STRING_OR_BRACKET = re.compile(rb'"(?>(?:[^"\\]|\\.)*)"?|[\[{]|[\]}]', re.DOTALL)
KNOWN_CONTEXT = re.compile(r"https?://(?:www\.)?schema\.org/?(?:docs/jsonldcontext\.jsonl?d?)?")


def load(text: str) -> Any:
    """The JSON of a block, its numbers as the words that stand there.

    Raises `UnreadableError` for what is none, or is nested more than 64 deep.
    """
    text = unwrapped(text)
    check_depth(text.encode(errors="surrogatepass"))
    try:
        return _loads(text)
    except ValueError as error:
        try:
            return _loads(STRING_OR_COMMA.sub(lambda match: match[1] or "", text))
        except ValueError:
            raise UnreadableError(f"The JSON-LD is no valid JSON: {error}.") from None


def unwrapped(text: str) -> str:
    """A block without the comments around it.

    >>> unwrapped("/* <![CDATA[ */ {} /* ]]> */")
    '{}'
    """
    for _ in range(10):
        text = text.strip(BLANKS)
        for before, after in zip(MARKS_BEFORE, MARKS_AFTER, strict=True):
            text = text.removeprefix(before).removesuffix(after)
    return text.strip(BLANKS)


def _loads(text: str) -> Any:
    return json.loads(text, strict=False, parse_int=str, parse_float=str, parse_constant=str)


def check_depth(data: bytes | mmap) -> None:
    """Raises `UnreadableError` for JSON that is nested too deep to be given to a parser."""
    depth = 0
    for match in STRING_OR_BRACKET.finditer(data):
        first = match[0][:1]
        depth += 1 if first in b"[{" else -1 if first in b"]}" else 0
        if depth > DEEPEST:
            raise UnreadableError(f"The JSON is nested more than {DEEPEST} deep.")


def add(value: Any, nodes: Nodes, line: int = 0) -> None:
    """Add what a block says to the nodes. Raises `UnreadableError` where it is too much."""
    for _ in _Reader(nodes, line).values(value, Context()):
        pass


@dataclass(frozen=True, slots=True)
class Context:
    """What the terms of a block mean; without any, those of schema.org are meant."""

    vocabulary: str = SCHEMA
    terms: dict[str, str] = field(default_factory=dict)

    def extended(self, stated: Any) -> Context:
        """The context with what a `@context` adds to it."""
        given = stated if isinstance(stated, list) else [stated]
        addresses = [one.strip() for one in given if isinstance(one, str)]
        known = not addresses or any(map(KNOWN_CONTEXT.fullmatch, addresses))
        vocabulary, terms = (self.vocabulary or SCHEMA) if known else "", dict(self.terms)
        for own in (one for one in given if isinstance(one, dict)):
            meant = {k: v.get("@id") if isinstance(v, dict) else v for k, v in own.items()}
            terms |= {k: v for k, v in meant.items() if isinstance(v, str)}
            vocabulary = terms.pop("@vocab", vocabulary)
        return Context(vocabulary, terms)

    def iri(self, key: str, depth: int = 0) -> str:
        """The IRI or the keyword that a key stands for."""
        if key in self.terms and depth < 8 and self.terms[key] != key:
            return self.iri(self.terms[key], depth + 1)
        prefix, colon, rest = key.partition(":")
        if colon:
            base = self.terms.get(prefix, SCHEMA if prefix == "schema" else "")
            return base + rest if base and not rest.startswith("//") else key
        return key if key.startswith("@") else self.vocabulary + key


@dataclass(frozen=True, slots=True)
class _Reader:
    nodes: Nodes
    line: int

    def values(self, value: Any, context: Context) -> Iterator[str | Ref]:
        """The words and nodes that a value is; recursion ends at the depth that was checked."""
        if isinstance(value, list):
            for item in value:
                yield from self.values(item, context)
        elif isinstance(value, dict):
            yield from self._object(value, context)
        elif isinstance(value, str):
            yield html.unescape(value)

    def _object(self, stated: dict[str, Any], context: Context) -> Iterator[str | Ref]:
        if "@context" in stated:
            context = context.extended(stated["@context"])
        read = [(context.iri(k), v) for k, v in stated.items() if k != "@context"]
        keywords = dict(read)
        for wrapper in ("@value", "@list", "@set"):
            if wrapper in keywords:
                yield from self.values(keywords[wrapper], context)
                return
        name = keywords.get("@id", "")
        node = self.nodes.new(name.strip() if isinstance(name, str) else "", self.line)
        for key, value in read:
            self._property(node, key, value, context)
        yield Ref(node)

    def _property(self, node: str, key: str, value: Any, context: Context) -> None:
        if key == "@type":
            named = value if isinstance(value, list) else [value]
            self.nodes.type(node, (term(context.iri(t)) for t in named if isinstance(t, str)))
        elif key == "@reverse" and isinstance(value, dict):
            for property_, others in value.items():
                for other in self.values(others, context):
                    if isinstance(other, Ref):
                        self.nodes.add(other.name, term(context.iri(property_)), Ref(node))
        elif key in ("@graph", "@included"):
            for _ in self.values(value, context):
                pass
        elif property_ := term(key):
            for said in self.values(value, context):
                self.nodes.add(node, property_, said)
