"""The endpoint in a browser: what a query found, as records for the page with the form.

HTML is no format of the protocol, so it goes to those only who prefer it and name no format.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from graph.formats import GRAPH_FORMATS, Format
from server.engine import Answer, formats_of
from server.gate import Form
from server.pages.reading import Paths
from server.pages.wording import is_web_address

MOST_ROWS = 1_000
MOST_BYTES = 4 << 20
"""A larger result is not shown: the page would take a multiple of its size in memory."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A term of a row; `address` is where an IRI leads, on this site a path, else empty."""

    text: str = ""
    address: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: rows with their number, yes or no, or a graph as Turtle.

    `formats` are those in which a program, or a spreadsheet, gets the whole of it.
    """

    formats: tuple[Format, ...]
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    total: int = 0
    truth: bool | None = None
    graph: str | None = None
    large: bool = False


def found(answer: Answer, form: Form, paths: Paths) -> Found:
    """What to show of an answer in the first of the formats of its query form."""
    formats = formats_of(form)
    if len(answer.body) > MOST_BYTES:
        return Found(formats, large=True)
    if formats == GRAPH_FORMATS:
        return Found(formats, graph=answer.body.decode())
    said = json.loads(answer.body)
    if form is Form.ASK:
        return Found(formats, truth=said["boolean"])
    variables, bindings = tuple(said["head"]["vars"]), said["results"]["bindings"]
    rows = tuple(tuple(_cell(row.get(v), paths) for v in variables) for row in bindings[:MOST_ROWS])
    return Found(formats, variables, rows, len(bindings))


def _cell(term: dict[str, Any] | None, paths: Paths) -> Cell:
    if term is None:
        return Cell()
    text = term["value"] if isinstance(term["value"], str) else json.dumps(term["value"])
    if term["type"] != "uri":
        return Cell(text, language=term.get("xml:lang", ""))
    return Cell(text, paths.of(text) or (text if is_web_address(text) else ""))
