"""The text of a review as its page shows it: paragraphs, and what of them is hidden until it is
asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from graph.values.spoilers import Piece, pieces
from server.pages.wording import paragraphs, parted


class Passage(Struct, frozen=True):
    """A paragraph in pieces, each hidden or not; or several paragraphs that are `hidden`
    together, each of one piece."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    hidden: bool = False

    @property
    def hides(self) -> bool:
        """Whether anything of it is hidden."""
        return any(hidden for pieces in self.paragraphs for _, hidden in pieces)


def passages(body: str) -> tuple[Passage, ...]:
    """The passages of a text with marks: within a paragraph a span is a piece of it, and what is
    hidden beyond that is by itself.

    >>> [p.paragraphs for p in passages("He [spoiler]dies[/spoiler].\\n\\nTwice.")]
    [((('He ', False), ('dies', True), ('.', False)),), ((('Twice.', False),),)]
    >>> [len(p.paragraphs) for p in passages("One.\\n\\n[spoiler]Two.\\n\\nThree.[/spoiler]")]
    [1, 2]
    >>> passages("[spoiler]One[/spoiler] [spoiler]two.[/spoiler]")[0].paragraphs
    ((('One', True), (' ', False), ('two.', True)),)
    """
    return tuple(_passages(body))


def _passages(body: str) -> Iterator[Passage]:
    open_: list[Piece] = []
    for words, hidden in pieces(body):
        parts = paragraphs(words)
        if hidden and len(parts) > 1:
            yield from _paragraph(open_)
            open_ = []
            yield Passage(tuple(((part, True),) for part in parts), hidden=True)
            continue
        for number, part in enumerate(parted(words)):
            if number:
                yield from _paragraph(open_)
                open_ = []
            if part:
                open_.append((part, hidden))
    yield from _paragraph(open_)


def _paragraph(said: list[Piece]) -> Iterator[Passage]:
    while said and not said[-1][0].strip():
        said.pop()
    start = next((n for n, (words, _) in enumerate(said) if words.strip()), 0)
    if found := said[start:]:
        found[0] = found[0][0].lstrip(), found[0][1]
        found[-1] = found[-1][0].rstrip(), found[-1][1]
        alone = all(hidden for words, hidden in found if words.strip())
        yield Passage((tuple(found),), hidden=alone)
