"""A validation report in SHACL's own words, as plain data that can be stored and sent.

Terms: https://www.w3.org/TR/shacl/#validation-report
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

CONFORMING = frozenset({"Warning", "Info"})
"""The severities that leave a graph conforming."""


class ValidationResult(Struct, frozen=True, omit_defaults=True):
    """One thing found at one node: https://www.w3.org/TR/shacl/#results-validation-result

    All fields are strings. Nodes and shapes are IRIs, blank nodes begin with `_:`.
    `result_path` is a predicate's IRI, a longer path in SPARQL's syntax, or empty.
    `value` is the IRI or lexical form of the value at fault, and empty where there is none.
    `message` holds the sentences for people. `severity` is `Violation`, `Warning` or `Info`, or
    the IRI of another severity. `source_constraint_component` is the name without `sh:`, such
    as `MinCountConstraintComponent`.
    """

    focus_node: str
    message: str
    severity: str
    source_shape: str
    source_constraint_component: str
    result_path: str = ""
    value: str = ""


class ValidationReport(Struct, frozen=True):
    """What validation found: https://www.w3.org/TR/shacl/#results-validation-report

    `conforms` is true where nothing worse than a warning was found, unlike `sh:conforms`, which
    SHACL makes false for any result at all.
    """

    conforms: bool
    results: tuple[ValidationResult, ...] = ()

    @classmethod
    def of(cls, results: Iterable[ValidationResult]) -> ValidationReport:
        """The report with these results, in a fixed order.

        >>> ValidationReport.of(()).conforms
        True
        """
        ordered = tuple(sorted(results, key=_order))
        return cls(all(result.severity in CONFORMING for result in ordered), ordered)

    def by_document(self, key: Callable[[str], str]) -> dict[str, list[ValidationResult]]:
        """The results by the document they are about, which `key` tells from the focus node.

        Nothing is lost: results at nodes of no document stand under what `key` says of them,
        such as the empty string.
        """
        found: dict[str, list[ValidationResult]] = {}
        for result in self.results:
            found.setdefault(key(result.focus_node), []).append(result)
        return found


def _order(result: ValidationResult) -> tuple[str, ...]:
    return (
        result.focus_node,
        result.result_path,
        result.source_shape,
        result.value,
        result.source_constraint_component,
        result.severity,
        result.message,
    )
