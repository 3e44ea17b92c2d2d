"""Documents changed so that they violate a given constraint, or just somehow.

A document is a list of triples under `urn:triplebill:doc:N/`; so are the nodes that are added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import RDF, XSD

from tests.mutations.shapes import Constraint

Term = NamedNode | BlankNode | Literal

TYPE = NamedNode(str(RDF.type))
SCHEMA = "http://schema.org/"

DATATYPES = [
    NamedNode(str(datatype))
    for datatype in (
        XSD.string, XSD.decimal, XSD.integer, XSD.double, XSD.date, XSD.gYear, XSD.gYearMonth,
        XSD.dateTime, XSD.duration, XSD.boolean, XSD.anyURI, XSD.nonNegativeInteger, XSD.time,
    )
] + [NamedNode("http://example.org/own")]  # fmt: skip

TEXTS = (
    "", " ", "\t", "7", "-7", "0", "0.0", "007", "+3.50", ".5", "5.", "1e3", " 7 ", "7\n", "INF",
    "2012", "1850", "2012-13", "2012-02-30", "2012-02-28", "2012-02-28Z", "20120228", "2012-2",
    "2012-02-28T10:00:00", "24:00:00", "12012", "-2012", "0000", "PT95M", "PT0S", "P40D", "P1Y",
    "95 minutes", "-PT5M", "true", "1", "x", "x" * 99, "x" * 100, "x" * 101, "x" * 201,
    "x" * 501, "x" * 5001, "\x01", "a\x0bb", "a\nb", "\ufffe", "é", "ü\u0301", "日本", "en",
    "en-GB", "english!", "a b", "tt1", "imdb", "IMDb", "https://example.org/", "٣",
)  # fmt: skip

ADDRESSES = (
    "https://example.org/a", "http://example.org/poster.png", "https://example.org/p.webp",
    "HTTPS://EXAMPLE.ORG/A.JPG?x", "ftp://example.org/a", "mailto:a@example.org", "https:///",
    "urn:x:y", "javascript:alert", "http://www.wikidata.org/entity/Q1",
    "http://www.wikidata.org/entity/Q2", "https://www.wikidata.org/wiki/Q3",
    "http://dbpedia.org/resource/Heat", SCHEMA + "Movie", SCHEMA + "Person",
)  # fmt: skip

LANGUAGES = ("en", "EN", "en-gb", "de", "x-private")


class Patient:
    """A document under the knife; `number` names it."""

    def __init__(self, number: int, triples: Sequence[Triple], chance: Random) -> None:
        self.number = number
        self.triples = list(triples)
        self.chance = chance
        self._new = 0

    # --- by constraint

    def violate(self, constraint: Constraint) -> None:
        """Change something where the constraint looks, in a way that is likely to violate it."""
        focus = self._focus(constraint)
        if not constraint.path:
            self._at_node(constraint, focus)
            return
        for steps in constraint.path[:-1]:
            focus = self._follow(focus, self.chance.choice(steps))
        last = [NamedNode(step) for step in constraint.path[-1]]
        values = [t.object for t in self.triples if t.subject == focus and t.predicate in last]
        kept = [] if values and self.chance.random() < 0.8 else values
        self._clear(focus, last)
        for value in (*kept, *self._values(constraint)):
            self.triples.append(Triple(focus, self.chance.choice(last), value))
        if constraint.parameter in {"lessThan", "lessThanOrEquals", "equals"}:
            self._opposite(constraint, focus)

    def _focus(self, constraint: Constraint) -> NamedNode | BlankNode:
        kind, iri = self.chance.choice(constraint.targets)
        if kind == "targetClass":
            found = [
                t.subject for t in self.triples if (t.predicate, t.object) == (TYPE, NamedNode(iri))
            ]
        else:
            told = [t for t in self.triples if t.predicate == NamedNode(iri)]
            found = [t.subject if kind == "targetSubjectsOf" else t.object for t in told]
        nodes = sorted({n for n in found if not isinstance(n, Literal)}, key=str)
        if nodes:
            return self.chance.choice(nodes)
        node = self.node()
        if kind == "targetClass":
            self.triples.append(Triple(node, TYPE, NamedNode(iri)))
        elif kind == "targetSubjectsOf":
            self.triples.append(Triple(node, NamedNode(iri), self.value()))
        else:
            self.triples.append(Triple(self.subject(), NamedNode(iri), node))
        return node

    def _follow(self, focus: Term, step: str) -> NamedNode | BlankNode:
        for triple in self.triples:
            here = (triple.subject, triple.predicate.value) == (focus, step)
            if here and not isinstance(triple.object, Literal):
                return triple.object
        node = self.node()
        self.triples.append(Triple(focus, NamedNode(step), node))
        return node

    def _values(self, constraint: Constraint) -> list[Term]:
        value = str(constraint.value)
        match constraint.parameter:
            case "minCount":
                return [self.value() for _ in range(self.chance.randrange(int(value)))]
            case "maxCount":
                return [self.value() for _ in range(int(value) + self.chance.randint(1, 2))]
            case "maxLength":
                return [Literal("x" * (int(value) + self.chance.choice((0, 1, 1, 2, 400))))]
            case "pattern":
                wrong = [t for t in (*TEXTS, *ADDRESSES) if not re.search(value, t, re.I)]
                text = self.chance.choice(wrong)
                return [NamedNode(text) if text in ADDRESSES else self._typed(text)]
            case "qualifiedValueShape":
                return [NamedNode(a) for a in ADDRESSES if "wikidata.org/entity" in a]
            case "minInclusive":
                integer = NamedNode(str(XSD.integer))
                return [Literal(self.chance.choice(("1", "0", "-1", "2")), datatype=integer)]
            case "in":
                return [NamedNode(SCHEMA + self.chance.choice(("Person", "Place", "Movie")))]
        return [self.value() for _ in range(self.chance.choice((1, 1, 1, 2)))]

    def _opposite(self, constraint: Constraint, focus: NamedNode | BlankNode) -> None:
        other = NamedNode(str(constraint.value))
        if self.chance.random() < 0.5:
            self._clear(focus, [other, *(NamedNode(s) for s in constraint.path[-1])])
            decimal = NamedNode(str(XSD.decimal))
            low, high = sorted((self.chance.uniform(-9, 9), self.chance.uniform(-9, 9)))
            for predicate, number in ((NamedNode(constraint.path[-1][0]), high), (other, low)):
                self.triples.append(
                    Triple(focus, predicate, Literal(f"{number:.1f}", datatype=decimal))
                )
        else:
            self.triples.append(Triple(focus, other, self.value()))

    def _at_node(self, constraint: Constraint, focus: NamedNode | BlankNode) -> None:
        if constraint.parameter == "nodeKind":
            self.rename(focus, self.blank())
        else:
            gone = [NamedNode(SCHEMA + self.chance.choice(("bestRating", "worstRating")))]
            self._clear(focus, gone)

    def _clear(self, focus: Term, predicates: Sequence[NamedNode]) -> None:
        self.triples = [
            t for t in self.triples if t.subject != focus or t.predicate not in predicates
        ]

    # --- by chance

    def anything(self) -> None:  # noqa: C901, PLR0912 - a list of all that can go wrong
        """One change of any triple, whatever it does."""
        if not self.triples:
            return
        place = self.chance.randrange(len(self.triples))
        s, p, o = self.triples[place]
        match self.chance.randrange(11):
            case 0:
                del self.triples[place]
            case 1:
                self.triples.insert(self.chance.randrange(len(self.triples)), Triple(s, p, o))
            case 2 if isinstance(o, Literal):
                self.triples[place] = Triple(s, p, self._typed(o.value))
            case 3 if isinstance(o, Literal):
                tagged = Literal(o.value, language=self.chance.choice(LANGUAGES))
                self.triples.append(Triple(s, p, tagged))
            case 4 if p == TYPE:
                classes = [t.object for t in self.triples if t.predicate == TYPE]
                self.triples[place] = Triple(s, p, self.chance.choice(classes))
            case 5:
                self.triples[place] = Triple(s, self.chance.choice(self.triples).predicate, o)
            case 6:
                self.triples[place] = Triple(self.subject(), p, o)
            case 7:
                self.rename(s, self.blank())
            case 8:
                subclass = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
                classes = [t.object for t in self.triples if t.predicate == TYPE]
                if classes and not isinstance(o, Literal):
                    self.triples.append(Triple(o, subclass, self.chance.choice(classes)))
            case 9:
                self.triples.append(Triple(s, p, self.value()))
            case _:
                self.triples[place] = Triple(s, p, self.value())

    def rename(self, node: Term, other: NamedNode | BlankNode) -> None:
        """Put another node in the place of one, everywhere."""
        self.triples = [
            Triple(other if s == node else s, p, other if o == node else o)
            for s, p, o in self.triples
        ]

    def value(self) -> Term:
        """A term that may be anything."""
        match self.chance.randrange(6):
            case 0:
                return NamedNode(self.chance.choice(ADDRESSES))
            case 1:
                return self.chance.choice([self.blank(), self.node(), self.subject()])
            case 2:
                return Literal(self.chance.choice(TEXTS))
            case 3:
                return Literal(self.chance.choice(TEXTS), language=self.chance.choice(LANGUAGES))
            case _:
                return self._typed(self.chance.choice(TEXTS))

    def _typed(self, text: str) -> Literal:
        return Literal(text, datatype=self.chance.choice(DATATYPES))

    def subject(self) -> NamedNode | BlankNode:
        """One of the nodes that are described."""
        return self.chance.choice(self.triples).subject if self.triples else self.node()

    def node(self) -> NamedNode:
        """A new node of the document."""
        self._new += 1
        return NamedNode(f"urn:triplebill:doc:{self.number}/new#{self._new}")

    def blank(self) -> BlankNode:
        """A new blank node of the document."""
        self._new += 1
        return BlankNode(f"doc{self.number}x{self._new}")
