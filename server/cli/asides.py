"""What `add` says at its end, beside what became of each input."""

from __future__ import annotations

from graph.ingest import Summary
from server.cli.output import console, literal

ADVICE = "“triplebill inspect” says"


def tell_asides(summary: Summary, open_films: int, joined: list[tuple[str, str]]) -> None:
    """Which posts wait, what was left out of files that were read, which sources have the same
    review, how many links are open."""
    _tell_held(summary.held)
    _tell_unknown(sorted(summary.unknown))
    _tell_unidentified(sorted(summary.unidentified))
    _tell_joined(joined)
    _tell_open(open_films)


def tell_gone(gone: list[str], pruned: list[str]) -> None:
    """Which files are gone, and whether what came of them is withdrawn."""
    if not gone:
        return
    what = "withdrawn" if pruned else "kept, though their files are gone"
    advice = "" if pruned else "\nIf that is meant, run the same command with --prune."
    console().print(f"[yellow]{len(gone):,} {what}[/]: {_first(gone)}{advice}")


def _tell_held(posts: list[str]) -> None:
    """The posts that are not to be published yet."""
    if posts:
        waits = "post waits for its date" if len(posts) == 1 else "posts wait for their dates"
        console().print(f"[yellow]{len(posts):,} {waits}[/]: {_first(posts)}")


def _tell_unknown(columns: list[tuple[str, str]]) -> None:
    """The columns of tables that were left out, and where to say what they mean."""
    if not columns:
        return
    named = _first([f"“{name}” in {table}" for table, name in columns])
    were = "column was" if len(columns) == 1 else "columns were"
    console().print(
        f"[yellow]{len(columns):,} {were} left out[/]: {named}; {ADVICE} how to name them."
    )


def _tell_unidentified(files: list[str]) -> None:
    """The files in which an identifier stands for no film."""
    if files:
        out = "Identifiers that name no film were left out"
        console().print(f"[yellow]{out}[/]: {_first(files)}; {ADVICE} which.")


def _tell_joined(sources: list[tuple[str, str]]) -> None:
    """The sources that are the same review as another one."""
    if sources:
        one = len(sources) == 1
        have = (
            "source has the same review as another"
            if one
            else "sources have the same reviews as others"
        )
        named = _first([f"{source} ({other})" for source, other in sources])
        console().print(f"[dim]{len(sources):,} {have}[/]: {named}")


def _tell_open(films: int) -> None:
    if films:
        wait = "film's link waits" if films == 1 else "films' links wait"
        console().print(f"[dim]{films:,} {wait} for a decision: triplebill review[/]")


def _first(names: list[str]) -> str:
    """The first of some names, and how many more there are."""
    more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
    return literal(", ".join(names[:5])) + more
