"""What a source describes that is published: reviews, viewings of films, and films by themselves.

Each comes out as a tree, with its line; equal ones once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from graph.documents.schema_org import REVIEWS, Source, Tree, number, tree_of

Things = Iterator[tuple[Tree, int]]


def reviews(source: Source) -> Things:
    """Every review with what it reviews under `itemReviewed`."""
    return _distinct(source, source.named(REVIEWS), _review)


def viewings(source: Source) -> Things:
    """Every viewing that no review mentions as its own; where to watch a film is none."""
    told = source.led_to("mentions") | source.led_to("potentialAction")
    own = (name for name in source.named(("WatchAction",)) if name not in told)
    return ((tree, line) for tree, line in _distinct(source, own, tree_of) if _happened(tree))


def films(source: Source) -> Things:
    """Every film that neither a review nor a viewing is about."""
    told = source.led_to("itemReviewed") | source.led_to("object")
    told |= {film for review in source.named(REVIEWS) for film in source.reviewed(review)}
    own = (name for name in source.named(("Movie",)) if name not in told)
    return _distinct(source, own, tree_of)


DESCRIBED: dict[str, Callable[[Source], Things]] = {
    "review": reviews,
    "viewing": viewings,
    "film": films,
}
"""All that is read of a source, each by what it is called."""


def _happened(action: Tree) -> bool:
    """Whether somebody has seen something (https://schema.org/ActionStatusType)."""
    status = str(action.get("actionStatus", ""))
    return "object" in action and not status.endswith(
        ("PotentialActionStatus", "FailedActionStatus")
    )


def _distinct(source: Source, names: Iterable[str], cut: Callable[[Source, str], Tree]) -> Things:
    seen = set()
    for name in names:
        tree = cut(source, name)
        if (key := number(tree)) not in seen:
            seen.add(key)
            node = source.node(name)
            yield tree, node.line if node else 0


def _review(source: Source, name: str) -> Tree:
    tree = tree_of(source, name)
    for item in [] if "itemReviewed" in tree else list(source.reviewed(name))[:1]:
        tree["itemReviewed"] = tree_of(source, item)
    return tree
