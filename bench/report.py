"""The result of a run: for people as a table, for the documentation as Markdown, and as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import msgspec
from rich.console import Group, RenderableType
from rich.table import Table

from bench.comparison import Comparison, Row
from bench.measures import MEASURES
from bench.sizes import Sizes

COLUMNS = ("Measure", "This", "Against", "Ratio", "Lowest–highest", "This", "Against", "Unit")
_FIGURES = range(3, 7)


@dataclass(frozen=True, slots=True)
class Result:
    """The rows of a run, with where, when and how much."""

    circumstances: dict[str, str]
    sizes: Sizes
    rows: tuple[Row, ...]


def as_table(result: Result) -> RenderableType:
    """For a terminal."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for number, column in enumerate(COLUMNS):
        table.add_column(column, justify="right" if number in _FIGURES else "left")
    for row in result.rows:
        table.add_row(*cells(row))
    facts = "\n".join(f"{name:<12} {value}" for name, value in _facts(result))
    return Group(facts, "", table)


def as_markdown(result: Result) -> str:
    """For the documentation, with what each measure means, in its own words."""
    rules = ["---:" if number in _FIGURES else "---" for number in range(len(COLUMNS))]
    lines = [COLUMNS, rules, *map(cells, result.rows)]
    return "\n".join(
        (
            "# Benchmark",
            "",
            "Written by `python -m bench --markdown docs/benchmark.md`; do not edit it by hand.",
            "A ratio is this divided by what it is measured against, in turns in the same run:",
            "the median of all repetitions, with the lowest and the highest.",
            "",
            *(f"- {name}: {value}" for name, value in _facts(result)),
            "",
            *(f"| {' | '.join(line)} |" for line in lines),
            "",
            "## What is measured",
            *(f"\n### {name}\n\n{_meaning(name)}" for name in MEASURES),
            "",
        )
    )


def as_json(result: Result) -> bytes:
    """For machines: every figure of every repetition, and the ratios."""
    data = {
        "circumstances": result.circumstances,
        "sizes": asdict(result.sizes),
        "rows": [_record(row) for row in result.rows],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def cells(row: Row) -> Sequence[str]:
    """A row as text, one cell for each of `COLUMNS`."""
    if not isinstance(row, Comparison):
        return (row.measure, "", row.theirs, "–", "", "", "", row.reason)
    return (
        row.measure,
        row.ours.name,
        row.theirs.name,
        figure(row.ratio),
        f"{figure(row.lowest)}–{figure(row.highest)}",
        figure(row.ours.middle),
        figure(row.theirs.middle),
        row.unit,
    )


def figure(number: float) -> str:
    """Three significant digits, or all of a great number.

    >>> figure(0.012345), figure(1.5), figure(12345.6)
    ('0.0123', '1.5', '12,346')
    """
    return f"{number:,.0f}" if number >= 1_000 else f"{number:.3g}"


def _facts(result: Result) -> Iterator[tuple[str, str]]:
    sizes = result.sizes
    yield from result.circumstances.items()
    corpora = " and ".join(f"{reviews:,}" for reviews in sizes.reviews)
    yield (
        "Sizes",
        f"{corpora} reviews, {sizes.requests:,} requests, {sizes.repetitions} repetitions",
    )


def _meaning(measure: str) -> str:
    """The docstring of the measure's module."""
    return (sys.modules[MEASURES[measure].__module__].__doc__ or "").strip()


def _record(row: Row) -> dict[str, object]:
    record: dict[str, object] = asdict(row)
    if isinstance(row, Comparison):
        record |= {"ratio": row.ratio, "lowest": row.lowest, "highest": row.highest}
    return record
