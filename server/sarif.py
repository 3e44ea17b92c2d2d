"""What was found in pages as SARIF 2.1.0, which code hosts and editors show beside the lines.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from graph.linting import Finding, Linted
from server.fetching import is_address

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(pages: Iterable[Linted]) -> dict[str, Any]:
    """The log of one run; its rules are those of which there is a result."""
    found = [(page.source, finding) for page in pages for finding in page.all_findings()]
    rules = {finding.rule: finding for _, finding in found}
    numbers = {rule: number for number, rule in enumerate(sorted(rules))}
    driver = {
        "name": "Triplebill",
        "version": version("triplebill"),
        "rules": [_rule(rules[name]) for name in numbers],
    }
    results = [_result(source, finding, numbers[finding.rule]) for source, finding in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.sentence},
        "defaultConfiguration": {"level": finding.severity},
    }


def _result(source: str, finding: Finding, number: int) -> dict[str, Any]:
    place: dict[str, Any] = {
        "artifactLocation": {"uri": source if is_address(source) else quote(source)}
    }
    if finding.line:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": finding.severity,
        "message": {"text": finding.sentence},
        "locations": [{"physicalLocation": place}],
    }
