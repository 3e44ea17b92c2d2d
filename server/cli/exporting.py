"""The command that writes the published graph into files: export."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click

from graph.formats import Format
from graph.store import Reader
from graph.store.shards import MOST
from graph.store.shards import export as export_shards
from server.cli.graph_files import STDOUT, format_of, opened
from server.cli.looking import published
from server.cli.output import console, literal
from server.site import configured
from server.words import counted


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "format_", help="nq, nt, ttl, trig, rdf or jsonld; else from the suffix.")
@click.option("--shards", type=click.IntRange(1, MOST), help="Write so many N-Quads files.")
@click.pass_obj
def export(root: Path, path: Path, format_: str | None, shards: int | None) -> int:
    """Write the published graph into a file, or several.

    A file is there complete or not at all; one that ends in .gz is compressed. PATH may be “-”
    for standard output, with --format. Several are for loaders that take one on each core: all
    triples of a film, a review or a person are in one of them.

    \b
    triplebill export films.nt
    triplebill export films.nq.gz
    triplebill export --shards 8 films/
    """
    config = configured(root)
    reader = published(config)
    if shards:
        count = export_shards(reader, path.absolute(), shards, config.location.graph)
        written = f"{counted(count, 'triple')} written to {counted(shards, 'file')}"
        console().print(f"{written} in {literal(str(path))}")
        return 0
    if path.is_dir():
        raise click.UsageError(f"{path} is a folder. Name a file, or say --shards.")
    if path == STDOUT and not format_:
        raise click.UsageError("Say with --format what to write to standard output.")
    chosen = format_of(path, format_)
    if path == STDOUT or (path.exists() and not path.is_file()):
        _pour(reader, path, chosen)
    else:
        reader.dump(path.absolute(), chosen)
    where = "standard output" if path == STDOUT else literal(str(path))
    console(error=path == STDOUT).print(f"{counted(reader.count(), 'triple')} written to {where}")
    return 0


def _pour(reader: Reader, path: Path, chosen: Format) -> None:
    """Write the graph to standard output, a pipe or a device, once it is written down whole."""
    with tempfile.TemporaryDirectory(prefix="triplebill-") as folder:
        whole = Path(folder, "graph").with_suffix(path.suffix)
        reader.dump(whole, chosen)
        with whole.open("rb") as file, opened(path) as out:
            shutil.copyfileobj(file, out)
