"""One review added to a large site, until readers see it, against the same in a small site.

Everything is done that a request to a served site does, in a process that is warm: the review is
read, judged and kept, its film parted and published, a snapshot made current. Reviews that come one
after another find the site open; one that comes after a while, or by a command, opens it and
closes it. The reviews are about films of the site, the popular ones more often. The disk is at rest
before: a site has not taken in and deleted gigabytes a moment ago, as the measures before have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

from bench.comparison import Comparison, DisagreementError, Row, in_turns, seconds
from bench.generate import labelled, reviews
from bench.machine import rest
from bench.processes import in_fresh_process
from bench.workspace import Workspace, settings
from graph.store.location import open_published
from server.writing import Writer

FEW = 1_000
"""Reviews of the small site."""

ROUNDS = 15
"""Reviews added one by one, of which the median is taken."""


def measure(workspace: Workspace) -> Iterator[Row]:
    """Two rows: milliseconds in the large site and in the small one, open before or not."""
    many = workspace.sizes.reviews[-1]
    few = min(FEW, many // 2)
    roots = {reviews: workspace.site(reviews).root for reviews in (many, few)}
    workspace.tell("waiting for the disk to come to rest")
    rest()
    for said, add_one in (("one review more", _served), ("the first", _opening)):
        sides = in_turns(
            workspace.sizes.repetitions,
            {
                f"{said} in {n:,}": lambda turn, root=root, n=n, add_one=add_one: in_fresh_process(  # type: ignore[misc]
                    one_by_one, root, n, f"{add_one.__name__}-{turn}", add_one
                )
                for n, root in roots.items()
            },
            workspace.tell,
        )
        yield Comparison("one more", "ms until it is seen", *sides.values())


def one_by_one(root: Path, count: int, turn: str, add_one: Callable[[Writer, Path], None]) -> float:
    """Add reviews of films that a site of so many reviews has; the median time, in ms.

    Raises `DisagreementError` where readers do not see each.
    """
    published, took_ms = open_published(settings(root).location), []
    folder, writer = root / "more" / turn, Writer(settings(root))
    folder.mkdir(parents=True)
    for number, review in enumerate(islice(reviews(count), ROUNDS + 1)):
        path, before = folder / f"{number}.txt", published.current().version
        facts = review.facts | {"reviewer": f"Visitor {turn} {number}"}
        path.write_text(labelled(replace(review, facts=facts)))
        took_ms.append(1_000 * seconds(lambda path=path: add_one(writer, path)))  # type: ignore[misc]
        if published.current().version == before:
            raise DisagreementError(f"{path} was added and cannot be seen")
    writer.close()
    return median(took_ms[1:])  # the first warms the process


def _served(writer: Writer, path: Path) -> None:
    with writer.job() as job:
        job.add([path])


def _opening(writer: Writer, path: Path) -> None:
    _served(writer, path)
    writer.close()
