"""What the shapes found in a document, in the words of somebody who writes reviews.

A SHACL result names a focus node and a result path; a critic wants to know which line and which
words. The claim behind the property knows both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec
from msgspec import Struct

from graph.ledger import Entry
from graph.mapping import TYING
from graph.provisional import provisional
from graph.records import Claim, Extraction
from graph.triples import Term, Triples
from graph.vocabulary import SCHEMA
from shapes.report import ValidationResult
from shapes.terms import text_of

_CLAIMED = {"agent": "author", "sameAs": "isBasedOn"}
"""The property under which a viewing's is claimed, where that is another."""

_NODES = {name: property_ for name, property_ in TYING.items() if name != "viewing"}
"""The property that ties a fragment, by the first word of its name, to its resource. What a review
says of a viewing is claimed as that of a page about it."""


class Finding(Struct, frozen=True, omit_defaults=True):
    """One result, with the place and the words in the document that it is about.

    `severity` is SHACL's: Violation (why it is rejected), Warning (not eligible for a rich
    result), Info (recommended). `line` counts from 1, 0 where there is none.
    """

    severity: str
    property: str
    sentence: str
    words: str = ""
    key: str = ""
    line: int = 0


def findings(entry: Entry, *severities: str) -> list[Finding]:
    """The results of a document with one of the severities (all of them where none is given).

    What two results say of the same words in the same sentence is told once.
    """
    wanted = [r for r in entry.report if not severities or r.severity in severities]
    return list(dict.fromkeys(each_finding(entry.extraction, wanted)))


def each_finding(extraction: Extraction, results: Iterable[ValidationResult]) -> list[Finding]:
    """What each of the results is about in the document that was extracted."""
    said = _Said(extraction)
    return [_finding(said, result) for result in results]


def place(entry: Entry, finding: Finding | None = None) -> str:
    """Where to look: the source, with the line where it is known.

    >>> place(Entry("heat.md", "", "rejected"), Finding("Violation", "name", "…", line=3))
    'heat.md, line 3'
    """
    return f"{entry.source}, line {finding.line}" if finding and finding.line else entry.source


def _finding(said: _Said, result: ValidationResult) -> Finding:
    document, _, fragment = result.focus_node.partition("#")
    kind = document.rpartition("/")[0].rpartition("/")[2]
    tying = _tying(fragment)
    properties = [tying] if tying else _steps(result.result_path)
    claim = said.claim(kind, properties, result)
    if claim:
        why, property_ = claim.evidence, tying or claim.property
        words, key, line = why.words, why.key, why.line
        return Finding(result.severity, property_, in_words(result.message), words, key, line)
    property_ = "|".join(properties)
    unread = (n for n in said.notes if n.property in properties and n.sentence.startswith("“"))
    note = next(unread, None) if kind in _PARTS and result.severity == "Violation" else None
    if note:  # it quotes what is doubtful
        return Finding(result.severity, note.property, note.sentence, key=note.key, line=note.line)
    return Finding(result.severity, property_, in_words(result.message))


def in_words(message: str) -> str:
    r"""What pySHACL says of a shape without a message, with nodes and properties called by name.

    >>> in_words("Less than 1 values on <urn:triplebill:doc:0/movie/x#movie>-><http://schema.org/name>")
    'Less than 1 values on the film’s name'
    >>> in_words("Node <urn:triplebill:doc:3/review/x#rating> is closed.")
    'the rating is closed.'
    >>> in_words("Value Literal(\"Foo\") not in list ['Literal(\"Drama\")']")
    'Value “Foo” not in list [“Drama”]'
    """
    return _LITERAL.sub(r"“\1”", _PROPERTY.sub(r"\1", _NODE.sub(_called, message)))


def _called(found: re.Match[str]) -> str:
    kind, fragment, on = found.groups()
    node = next((name for name in _NODES if f"{fragment}-".startswith(f"{name}-")), kind)
    return f"the {_KINDS.get(node, node).replace('-', ' ')}" + ("’s " if on else "")


_KINDS = {"movie": "film", "organization": "publisher"}
_NODE = re.compile(r"(?:Node )?<?urn:triplebill:doc:\d+/(\w+)/[^#>\s]*#?([\w-]*)>?(->)?")
_LITERAL = re.compile(r"""'?Literal\("(.*?)"(?:, [^)]*)?\)'?""")
_PROPERTY = re.compile(r"<http://schema\.org/(\w+)>")


def _tying(fragment: str) -> str:
    """The property that leads to a fragment; empty for the main node."""
    fits = (p for name, p in _NODES.items() if f"{fragment}-".startswith(f"{name}-"))
    return next(fits, "")


def _steps(path: str) -> list[str]:
    """The properties with which a path begins: of these something is claimed.

    >>> _steps("<http://schema.org/author>/<http://schema.org/name>")
    ['author']
    >>> _steps("<http://schema.org/genre>|<http://schema.org/keywords>")
    ['genre', 'keywords']
    """
    first = _ON.split(path, maxsplit=1)[0]
    return [iri.removeprefix(SCHEMA) for iri in _FORWARDS.findall(first) or [first]]


_ON = re.compile(r"(?<=[?*+)>])/")
_FORWARDS = re.compile(r"(?<!\^)<([^<>]*)>")


class _Said:
    """The claims of a document, each with what it alone states."""

    def __init__(self, extraction: Extraction) -> None:
        self._extraction = extraction
        self.notes = extraction.notes

    def claim(self, kind: str, properties: list[str], result: ValidationResult) -> Claim | None:
        """The claim that a result is about: that which states the value, else the node, at fault.

        Where there is no value, the first of the properties of a film, a review or a viewing.
        """
        parts, extraction = _PARTS.get(kind, _ALL), self._extraction
        claimed = {_CLAIMED.get(p, p) if kind == "viewing" else p for p in properties}
        main = kind in _PARTS and result.focus_node.endswith(f"#{kind}")
        there = {} if main else self._stating(result.focus_node)
        found = self._stating(result.value, result.result_path)
        exact = {claim: part for claim, part in found.items() if claim in there}
        fits = [claim for claim, part in (exact or found or there).items() if part in parts]
        if fits:
            return min(fits, key=lambda claim: claim.property not in claimed)
        named = [c for part in parts for c in getattr(extraction, part) if c.property in claimed]
        sure = kind in _PARTS and (not result.value or len(named) == 1)
        return named[0] if named and sure else None

    def _stating(self, text: str, path: str | None = None) -> dict[Claim, str]:
        """The claims, with their part, that state a term; under the path, where one is given."""
        found = self._stated.get(text, ()) if text else ()
        return {c: part for c, part, under in found if path is None or (under and under in path)}

    @cached_property
    def _stated(self) -> dict[str, list[tuple[Claim, str, str]]]:
        """The claims that state a term, by its text: with their part, and the property of which it
        is the value, empty where it is the subject.
        """
        nothing, found = set(_terms(self._alone())), defaultdict(list)
        for part in _ALL:
            for claim in getattr(self._extraction, part):
                for stated in _terms(self._alone(part, claim)):
                    if stated not in nothing:
                        subject, under, value = stated
                        found[text_of(subject)].append((claim, part, ""))
                        found[text_of(value)].append((claim, part, under))
        return found

    def _alone(self, part: str = "", *claims: Claim) -> Triples:
        """What a document would state that makes these claims only, of one part."""
        only = {each: claims if each == part else () for each in _ALL}
        return provisional(0, msgspec.structs.replace(self._extraction, **only))


def _terms(triples: Triples) -> Iterator[tuple[Term, str, Term]]:
    for subject, properties in triples.subjects.items():
        for property_, values in properties.items():
            yield from ((subject, property_, value) for value in values)


_ALL = ("movie", "review", "viewing")

_PARTS = {"movie": ("movie",), "review": ("review", "viewing"), "viewing": ("review", "viewing")}
"""The claims behind a node, by the kind of its document; behind any other may be each."""
