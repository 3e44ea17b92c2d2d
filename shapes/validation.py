"""Validation with SHACL: of documents by compiled shapes, of graphs and of the rest by pySHACL.

pySHACL is the authority; nothing else here runs it. It gets rdflib graphs in memory only: with an
Oxigraph store behind them it is quadratic. It infers nothing, follows no owl:imports and runs no
rules and no scripts. While it runs it patches rdflib for the whole process, hence the one lock.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path

import pyoxigraph
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.term import Node

from shapes.compiled import CompiledShapes
from shapes.compiler import TARGETS, every_shape, is_class
from shapes.messages import in_one_language
from shapes.paths import Index
from shapes.report import ValidationReport, ValidationResult
from shapes.terms import in_http, node_text, path_text, pyshacl_runs, to_rdflib
from shapes.wellformed import ShapesError, described, require_usable, unmet

BUNDLED = tuple(Path(__file__).with_name(name) for name in ("core.ttl", "google.ttl", "links.ttl"))
"""The shapes of this project."""

RICH_RESULTS = Path(__file__).with_name("rich-results.ttl")
"""The rules for rich results of any page; no document is rejected by them."""


# pySHACL logs to standard error what it then raises.
logging.getLogger("pyshacl-validate").addFilter(lambda record: record.levelno < logging.ERROR)


class Validator:
    """Validates graphs with shapes that were parsed once; may be shared by threads.

    `digest` changes with the files of the shapes, where they came from files.
    """

    def __init__(
        self,
        shapes: Graph,
        digest: str = "",
        files: Mapping[Node, Path] | None = None,
        language: str = "",
    ) -> None:
        self._stated = in_one_language(shapes, language)
        self.digest = digest
        self._files = files or {}

    @classmethod
    def from_files(cls, paths: Iterable[Path], language: str = "") -> Validator:
        """With the shapes of all these files, in any RDF syntax that their suffixes name.

        What they say in several languages is told in `language`, else in English. Raises
        `ShapesError` where a file cannot be read.
        """
        shapes, files, read = Graph(bind_namespaces="none"), dict[Node, Path](), list(paths)
        for path in read:
            found = to_rdflib(_parse(path))
            files |= dict.fromkeys(found.subjects(), path)
            shapes += found
        return cls(shapes, _digest(read), files, language)

    @classmethod
    def bundled(cls, extra: Path | None = None, language: str = "") -> Validator:
        """With the shapes of this project, and with those of a site: the folder `extra`.

        Of the folder all Turtle files count, in the order of their names. Raises `ShapesError`.

        >>> Validator.bundled().validate(Graph()).conforms
        True
        """
        if extra is None:
            return _bundled()
        if not extra.is_dir():
            raise ShapesError(f"There is no folder of shapes at “{extra}”.")
        files = *BUNDLED, *sorted(extra.glob("*.ttl"))
        return _kept(files, _digest(files), language)

    def validate(self, data: Graph) -> ValidationReport:
        """Validate a graph in memory; the results are in a fixed order.

        Raises `ShapesError` where SHACL knows no answer because the shapes are ill-formed:
        https://www.w3.org/TR/shacl/#failures
        """
        return report(self.report_graph(data))

    def report_graph(self, data: Graph) -> Graph:
        """The validation report on a graph in memory as RDF, as pySHACL gives it.

        Paths, and shapes without an IRI, are described in it. Raises `ShapesError`.
        https://www.w3.org/TR/shacl/#validation-report
        """
        try:
            return _found(data, self._shapes)
        except Exception as error:  # of which kind depends on what is wrong
            raise ShapesError(f"The shapes cannot be used: {_why(error)}") from error

    def __getstate__(self) -> dict[str, object]:
        """What another process needs; it compiles the shapes for itself."""
        return {name: self.__dict__[name] for name in ("_stated", "_files", "digest")}

    @cached_property
    def _shapes(self) -> Graph:
        return _hoisted(self._stated)

    @cached_property
    def compiled(self) -> CompiledShapes:
        """The shapes as plain checks. Raises `ShapesError` for shapes that pySHACL refuses."""
        if self.digest != _digest(BUNDLED):  # these it accepts, and to ask it takes half a second
            require_usable(self._stated, self._own, self._files, _complaint)
        return CompiledShapes(self._shapes)

    @property
    def _own(self) -> set[Node]:
        """The shapes that are not of this project."""
        return {n for n in every_shape(self._stated) if self._files.get(n) not in BUNDLED}

    def unmet(self, namespaces: Collection[str]) -> list[str]:
        """The targets of a site's own shapes that nothing can meet, a sentence each.

        `namespaces` are those of all properties that documents have; their classes have shapes of
        this project.
        """
        classes = set(_bundled()._stated.objects(None, SH.targetClass))
        return list(unmet(self._stated, self._own, classes, namespaces))

    def check(
        self, document: Iterable[pyoxigraph.Triple] | Index
    ) -> tuple[ValidationResult, ...] | None:
        """What `validate` finds in one document by itself, in its order, found by plain checks.

        None where only pySHACL can tell: then `validate` has the word. Raises `ShapesError`.

        >>> Validator.bundled().check([])
        ()
        """
        return self.compiled.check(document)


@cache
def _bundled() -> Validator:
    return Validator.from_files(BUNDLED)


@lru_cache(1)  # a server asks whenever it opens the site
def _kept(files: tuple[Path, ...], digest: str, language: str) -> Validator:
    """One for the same files as long as they hold the same."""
    return Validator.from_files(files, language)


def report(graph: Graph, node: Node | None = None) -> ValidationReport:
    """The validation report that a graph holds, or the one at `node` where there are several."""
    node = node or graph.value(None, RDF.type, SH.ValidationReport)
    return ValidationReport.of(result(graph, each) for each in graph.objects(node, SH.result))


def result(graph: Graph, node: Node) -> ValidationResult:
    """The one result at a node of a report."""

    def one(predicate: URIRef) -> str:
        return node_text(graph.value(node, predicate))

    path = graph.value(node, SH.resultPath)
    return ValidationResult(
        focus_node=one(SH.focusNode),
        message=" ".join(sorted(str(m) for m in graph.objects(node, SH.resultMessage))),
        severity=one(SH.resultSeverity).removeprefix(str(SH)),
        source_shape=one(SH.sourceShape),
        source_constraint_component=one(SH.sourceConstraintComponent).removeprefix(str(SH)),
        result_path=path_text(graph, path) if path else "",
        value=one(SH.value),
    )


def _found(data: Graph, shapes: Graph) -> Graph:
    """What pySHACL finds. Raises what it raises."""
    from pyshacl import validate

    with pyshacl_runs:
        _, found, _ = validate(data, shacl_graph=shapes, inplace=True)
    if isinstance(found, Exception):
        raise found
    return _whole(found, shapes)


def _whole(found: Graph, shapes: Graph) -> Graph:
    """A report with all that it names of the shapes: pySHACL copies it to a certain depth."""
    whole = Graph(bind_namespaces="none")
    for kind in (SH.ValidationReport, SH.ValidationResult):
        for node in found.subjects(RDF.type, kind):
            whole += found.triples((node, None, None))
    for node in set(whole.objects()) - set(whole.subjects()):
        if isinstance(node, BNode):
            whole += described(shapes, node)
    return whole


def _complaint(data: Graph, shapes: Graph) -> str:
    """What pySHACL says against shapes; empty where it can use them."""
    try:
        Validator(shapes).validate(data)
    except ShapesError as error:
        return _why(error.__cause__)
    return ""


def _why(error: BaseException | None) -> str:
    """What an error says, without the addresses to read more at."""
    return str(error).partition("\n")[0] or "one of its parameters is ill-formed"


def _hoisted(given: Graph) -> Graph:
    """The shapes, with the targets of node shapes moved to the property shapes they list.

    The results are the same, since a node shape hands its focus nodes on unchanged:
    https://www.w3.org/TR/shacl/#PropertyShapeComponent. But pySHACL then checks each constraint
    once for all focus nodes instead of building it anew for every one, which takes less than
    half the time.
    """
    shapes = Graph(bind_namespaces="none")
    shapes += given
    for shape in {shape for target in TARGETS for shape in shapes.subjects(target)}:
        listed = list(shapes.objects(shape, SH.property))
        if _needed(shapes, shape, listed):
            continue
        for target in TARGETS:
            for node in list(shapes.objects(shape, target)):
                for property_shape in listed:
                    shapes.add((property_shape, target, node))
        shapes.remove((shape, SH.property, None))
    return shapes


def _needed(shapes: Graph, shape: Node, listed: Iterable[Node]) -> bool:
    """Whether a shape means more than its targets do: to others, by its type, to its parts."""
    return (
        (None, None, shape) in shapes
        or (shape, SH.deactivated, None) in shapes
        or (shape, SH.closed, None) in shapes
        or (shape, SH.path, None) in shapes
        or is_class(shapes, shape)
        or any((part, SH.qualifiedValueShapesDisjoint, None) in shapes for part in listed)
    )


def _digest(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _parse(path: Path) -> Iterator[pyoxigraph.Triple]:
    try:
        for quad in pyoxigraph.parse(path=path, rename_blank_nodes=True):
            yield in_http(quad.triple)
    except (OSError, ValueError, SyntaxError) as error:
        raise ShapesError(f"The shapes in “{path}” cannot be read: {error}") from error
