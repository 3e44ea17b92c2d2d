"""One review added to a large site, until readers see it, against the same in a small site.

Everything is done that a request to a served site does, in a process that is warm: the site is
opened, the review read, judged and kept, its film parted and published, a snapshot made current,
the site closed. The reviews are about films of the site, the popular ones more often.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

from bench.comparison import Comparison, DisagreementError, Row, in_turns, seconds
from bench.generate import labelled, reviews
from bench.processes import in_fresh_process
from bench.workspace import Workspace, add, settings
from graph.store.location import open_published
from server.site import writing

FEW = 1_000
"""Reviews of the small site."""

ROUNDS = 15
"""Reviews added one by one, of which the median is taken."""


def measure(workspace: Workspace) -> Iterator[Row]:
    """One row: milliseconds in the large site and in the small one."""
    many = workspace.sizes.reviews[-1]
    few = min(FEW, many // 2)
    workspace.tell(f"adding {few:,} reviews to a small site")
    small, large = workspace.folder / "small-site", workspace.site().root
    small.mkdir()
    in_fresh_process(add, small, workspace.corpus(few))
    names = {f"one review more in {n:,}": (root, n) for n, root in ((many, large), (few, small))}
    sides = in_turns(
        workspace.sizes.repetitions,
        {
            name: lambda turn, root=root, n=n: in_fresh_process(one_by_one, root, n, turn)  # type: ignore[misc]
            for name, (root, n) in names.items()
        },
        workspace.tell,
    )
    yield Comparison("one more", "ms until it is seen", *sides.values())


def one_by_one(root: Path, count: int, turn: int) -> float:
    """Add reviews of films that a site of so many reviews has; the median time, in ms.

    Raises `DisagreementError` where readers do not see each.
    """
    published, took_ms = open_published(settings(root).location), []
    folder = root / "more" / str(turn)
    folder.mkdir(parents=True)
    for number, review in enumerate(islice(reviews(count), ROUNDS + 1)):
        path, before = folder / f"{number}.txt", published.current().version
        facts = review.facts | {"reviewer": f"Visitor {turn} {number}"}
        path.write_text(labelled(replace(review, facts=facts)))
        took_ms.append(1_000 * seconds(lambda path=path: _add(root, path)))  # type: ignore[misc]
        if published.current().version == before:
            raise DisagreementError(f"{path} was added and cannot be seen")
    return median(took_ms[1:])  # the first warms the process


def _add(root: Path, path: Path) -> None:
    with writing(settings(root)) as site:
        site.job.add([path])
