"""The validation report on many documents as RDF, for programs that know SHACL.

It is what pySHACL says of each document by itself, under the addresses that its things would have
in a site of their own. Each result tells of which document it is (PROV-O) and, where that is known,
of which line (Pointers in RDF).

Terms: https://www.w3.org/TR/shacl/#validation-report, https://www.w3.org/TR/prov-o/,
https://www.w3.org/TR/Pointers-in-RDF10/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import astuple
from pyoxigraph import BlankNode, NamedNode, Triple
from pyoxigraph import Literal as Value
from rdflib import DCTERMS, PROV, RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from graph.errors import SettingsError
from graph.findings import each_finding
from graph.ledger import Entry
from graph.mapping import Addresses
from graph.provisional import provisional, published
from graph.triples import Term
from graph.vocabulary import PTR, TYPE
from shapes.terms import oxigraph_term, to_rdflib
from shapes.validation import Validator, result
from shapes.wellformed import ShapesError

_REPORT = BlankNode("report")
_LINE = URIRef(PTR + "lineNumber")


class Report:
    """One sh:ValidationReport on all documents that are added, as triples in a fixed order."""

    def __init__(self, validator: Validator, addresses: Addresses) -> None:
        self._validator = validator
        self._addresses = addresses
        self._labels: dict[Node, BlankNode] = {}
        self._results: list[BlankNode] = []
        self._said: list[Triple] = []

    def __iter__(self) -> Iterator[Triple]:
        yield Triple(_REPORT, TYPE, NamedNode(SH.ValidationReport))
        yield Triple(_REPORT, NamedNode(SH.conforms), Value(not self._results))
        yield from (Triple(_REPORT, NamedNode(SH.result), node) for node in self._results)
        yield from self._said

    def add(self, entry: Entry) -> None:
        """Add the results of a document, by the shapes as they are now.

        Where nothing was found when it was judged, there are none. Raises `SettingsError` where
        the shapes cannot be used.
        """
        if not entry.report:
            return
        try:
            found = self._validator.report_graph(to_rdflib(provisional(0, entry.extraction)))
        except ShapesError as error:
            raise SettingsError(str(error)) from error
        nodes = sorted(found.objects(None, SH.result), key=lambda node: _rank(found, node))
        about = each_finding(entry.extraction, [result(found, node) for node in nodes])
        document, told = BNode(), published(entry.extraction, self._addresses)
        found.add((document, DCTERMS.identifier, Literal(entry.source)))
        for node, finding in zip(nodes, about, strict=True):
            found.add((node, PROV.wasDerivedFrom, document))
            if finding.line:
                place = BNode()
                found.add((node, PROV.atLocation, place))
                found.add((place, _LINE, Literal(finding.line)))
            self._results.append(self._label(node))
            self._tell(found, node, told)

    def _tell(self, found: Graph, node: Node, told: Callable[[str], str]) -> None:
        """Say what is said of a result and of the blank nodes that it leads to, each once."""
        ahead = [node]
        while ahead:
            subject = ahead.pop(0)
            stated = found.predicate_objects(subject)
            for predicate, value in sorted(stated, key=lambda s: (s[0], _rank(found, s[1]))):
                if isinstance(value, BNode) and value not in self._labels:
                    ahead.append(value)
                term = self._term(predicate, value, told)
                self._said.append(Triple(self._label(subject), NamedNode(str(predicate)), term))

    def _term(self, predicate: Node, value: Node, told: Callable[[str], str]) -> Term:
        if isinstance(value, BNode):
            return self._label(value)
        if isinstance(value, URIRef):
            return NamedNode(told(value))
        if isinstance(value, Literal) and predicate == SH.resultMessage:
            return oxigraph_term(Literal(told(value), lang=value.language))
        return oxigraph_term(value)

    def _label(self, node: Node) -> BlankNode:
        return self._labels.setdefault(node, BlankNode(f"b{len(self._labels)}"))


def _rank(found: Graph, node: Node) -> tuple[str, ...]:
    """What a node comes after: results by what they say, since their labels mean nothing."""
    is_result = (node, RDF.type, SH.ValidationResult) in found
    return astuple(result(found, node)) if is_result else (str(node),)
