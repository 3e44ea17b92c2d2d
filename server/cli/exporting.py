"""`triplebill export`: the graph as RDF, or what one person wrote and saw as a table."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from pyoxigraph import NamedNode

from graph.letterboxd import (
    Diary,
    Losses,
    Reviewer,
    called,
    diary,
    part,
    reviewers,
    rows,
    table,
    unsigned,
    write,
)
from graph.store.shards import MOST
from graph.store.shards import export as export_shards
from server.cli.graph_files import STDOUT, format_of, opened
from server.cli.output import console, literal
from server.config import Config, load
from server.site import published
from server.words import counted

TABLES = ("csv", "letterboxd")
"""Names of the one table that is written."""

MOST_NAMED = 5


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    help="nq, nt, ttl, trig, rdf, jsonld or letterboxd (.csv); else from the suffix.",
)
@click.option("--shards", type=click.IntRange(1, MOST), help="Write so many N-Quads files.")
@click.option("--by", help="Of a table: whose. A name, or the path of a person’s page.")
@click.pass_obj
def export(root: Path, path: Path, format_: str | None, shards: int | None, by: str | None) -> int:
    """Write the published graph into a file or several, or a table for Letterboxd.

    A file is there complete or not at all; one that ends in .gz is compressed. PATH may be “-”
    for standard output, with --format. Several are for loaders that take one on each core: all
    triples of a film, a review or a person are in one of them.

    A file that ends in .csv is the table that Letterboxd imports at letterboxd.com/import: a row
    for each review and each viewing, further files beside it from 1 MB on. It is of one person;
    where several wrote here, --by says whose. What it cannot say is counted on standard error.

    \b
    triplebill export films.nt
    triplebill export films.nq.gz
    triplebill export --shards 8 films/
    triplebill export letterboxd.csv
    triplebill export --by "Ann Lee" ann.csv
    """
    config = load(root)
    if path.is_dir() and not shards:
        raise click.UsageError(f"{path} is a folder. Name a file, or say --shards.")
    if (format_ or path.suffix.removeprefix(".")) in TABLES:
        if shards:
            raise click.UsageError("--shards is for N-Quads; a table is divided by itself.")
        if path.suffix == ".gz":
            raise click.UsageError("Letterboxd takes no compressed table: leave out the “.gz”.")
        return _export_table(config, path, by)
    if shards and format_ not in (None, "nq"):
        raise click.UsageError("--shards writes N-Quads: leave out --format.")
    if by:
        raise click.UsageError("--by is for a table: name a file that ends in .csv.")
    return _export_graph(config, path, format_, shards)


def _export_graph(config: Config, path: Path, format_: str | None, shards: int | None) -> int:
    reader = published(config)
    if shards:
        count = export_shards(reader, path.absolute(), shards, config.location.graph)
        written = f"{counted(count, 'triple')} written to {counted(shards, 'file')}"
        console().print(f"{written} in {literal(str(path))}")
        return 0
    if path == STDOUT and not format_:
        raise click.UsageError("Say with --format what to write to standard output.")
    chosen = format_of(path, format_)
    if _is_stream(path):
        with tempfile.TemporaryDirectory(prefix="triplebill-") as folder:
            whole = Path(folder, "graph").with_suffix(path.suffix)
            reader.dump(whole, chosen)
            _pour(whole, path)
    else:
        reader.dump(path.absolute(), chosen)
    _tell_written(path, counted(reader.count(), "triple"), [path])
    return 0


def _is_stream(path: Path) -> bool:
    """Whether it is standard output, a pipe or a device, which take what was written down whole."""
    return path == STDOUT or (path.exists() and not path.is_file())


def _pour(whole: Path, path: Path) -> None:
    with whole.open("rb") as file, opened(path) as out:
        shutil.copyfileobj(file, out)


def _tell_written(path: Path, what: str, files: list[Path]) -> None:
    where = "standard output" if path == STDOUT else str(path)
    if len(files) > 1:
        where = f"{counted(len(files), 'file')}, from {path} to {files[-1].name}"
    console(error=path == STDOUT).print(f"{what} written to {literal(where)}")


# --- the table for Letterboxd ---------------------------------------------------------------------


def _export_table(config: Config, path: Path, by: str | None) -> int:
    reader = published(config)
    person = _whose(reviewers(reader), by)
    nameless = unsigned(reader) if person else 0
    found, losses = diary(reader, person), Losses()
    lines = table(rows(reader, found.entries, losses))
    if _is_stream(path):
        with tempfile.TemporaryDirectory(prefix="triplebill-") as folder:
            files = write(lines, Path(folder, "table.csv"), sys.maxsize)
            _pour(files[0], path)
    else:
        files = write(lines, path.absolute())
    written = len(found.entries) - len(losses.unfindable)
    _tell_written(path, counted(written, "row"), files)
    for sentence in (*_parts(path, len(files)), *_told(found, losses, nameless)):
        console(error=True).print(literal(sentence))
    return 1 if losses.unfindable else 0


def _whose(known: list[Reviewer], by: str | None) -> NamedNode | None:
    """The person that is asked for; None where all there is belongs to one, named or not."""
    found = known if by is None else called(known, by)
    if by is None and len(found) < 2:
        return None
    if len(found) == 1:
        return found[0].person
    if by is None:
        raise click.UsageError(
            f"{len(found):,} persons reviewed or saw films here, and Letterboxd imports what is one"
            f" person’s. Say whose with --by, as in --by “{found[0].name}”: {_some(found)}."
        )
    if found:
        pages = ", ".join(f"person/{one.slug}" for one in found)
        raise click.UsageError(f"Several persons have the name “{by}”; give --by a page: {pages}.")
    raise click.UsageError(f"Nobody called “{by}” reviewed or saw a film here: {_some(known)}.")


def _some(known: list[Reviewer]) -> str:
    names = ", ".join(one.name for one in known[:MOST_NAMED]) or "nobody is named"
    more = len(known) - MOST_NAMED
    return f"{names} and {more:,} more" if more > 0 else names


def _parts(path: Path, number: int) -> Iterator[str]:
    if number > 1:
        yield "Letterboxd takes 1 MB at a time: import each file."
    if (old := part(path, number + 1)).exists():
        yield f"{old} is no part of this table; it may be of an earlier one."


def _told(found: Diary, losses: Losses, nameless: int) -> Iterator[str]:
    """Where each row comes from, as far as that is not plain, and what no row says."""
    if found.joined:
        viewings = counted(found.joined, "viewing")
        yield f"{viewings} in the row of the same film and day: Letterboxd has one entry for both."
    if found.together:
        yield (
            f"{counted(found.together, 'review')} of a film and a day that have another:"
            " Letterboxd makes one entry of them."
        )
    if losses.undated:
        yield (
            f"{counted(losses.undated, 'row')} without a day of seeing: Letterboxd marks the film"
            " as watched, with rating and review, and makes no entry in the diary."
        )
    if losses.rounded:
        yield f"{counted(losses.rounded, 'rating')} between two half stars: the nearest was taken."
    if losses.too_low:
        yield f"{counted(losses.too_low, 'rating')} of no star, left out: half a star is the least."
    if losses.no_scale:
        yield f"{counted(losses.no_scale, 'rating')} left out: no stars can be made of the scale."
    if losses.headlines:
        yield f"{counted(losses.headlines, 'headline')} left out: Letterboxd has none."
    if losses.abstracts:
        yield f"{counted(losses.abstracts, 'abstract')} left out: the review has words of its own."
    if nameless:
        yield f"Left out, since they name nobody: {nameless:,} reviews or viewings."
    for film in losses.unfindable:
        yield f"Left out, since the film has neither title nor number: {film}."
