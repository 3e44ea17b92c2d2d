"""One review added to a large site, until readers see it, against the same in a small site.

Everything is done that a request to a served site does, in a process that is warm: the review is
read, judged and kept, its film parted and published, a snapshot made current. Reviews that come one
after another find the site open; one that comes after a while, or by a command, opens it and
closes it. The reviews are about films of the site, the popular ones more often.

Where the large site has more than 100,000 reviews, those of both have bodies of 200 characters, so
that it is there sooner; those that are added have 2 kB, as always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

from bench.comparison import Comparison, DisagreementError, Row, in_turns, seconds
from bench.generate import labelled, reviews, write
from bench.processes import in_fresh_process
from bench.workspace import Workspace, add, settings
from graph.store.location import open_published
from server.writing import Writer

FEW = 1_000
"""Reviews of the small site."""

LONG_BODIES, SHORT_BODY = 100_000, 200
"""Reviews of a site up to which their bodies are as long as real ones; characters beyond."""

ROUNDS = 15
"""Reviews added one by one, of which the median is taken."""


def measure(workspace: Workspace) -> Iterator[Row]:
    """Two rows: milliseconds in the large site and in the small one, open before or not."""
    many = workspace.sizes.reviews[-1]
    few = min(FEW, many // 2)
    if many > LONG_BODIES:
        large, small = (_short(workspace, reviews) for reviews in (many, few))
    else:
        large, small = workspace.site().root, _site(workspace, few, workspace.corpus(few))
    for said, add_one in (("one review more", _served), ("the first", _opening)):
        sides = in_turns(
            workspace.sizes.repetitions,
            {
                f"{said} in {n:,}": lambda turn, root=root, n=n, add_one=add_one: in_fresh_process(  # type: ignore[misc]
                    one_by_one, root, n, f"{add_one.__name__}-{turn}", add_one
                )
                for n, root in ((many, large), (few, small))
            },
            workspace.tell,
        )
        yield Comparison("one more", "ms until it is seen", *sides.values())


def _site(workspace: Workspace, reviews: int, corpus: Path) -> Path:
    workspace.tell(f"adding {reviews:,} reviews to a site, to have something to add to")
    root = workspace.folder / f"site-{reviews}"
    root.mkdir()
    in_fresh_process(add, root, corpus)
    return root


def _short(workspace: Workspace, reviews: int) -> Path:
    with workspace.scratch() as corpus:
        write(corpus, reviews, longest=SHORT_BODY)
        return _site(workspace, reviews, corpus)


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
