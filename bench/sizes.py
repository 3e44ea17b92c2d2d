"""How much is measured: sizes by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """The amounts of one run.

    `reviews` are the corpora that are added, the largest last; the site that is queried, served
    and built has as many as `asked`. `documents` go to a validator that takes them one by one.
    `requests` are sent over HTTP in each repetition, of pages and of queries. `rows` are those of
    one large table.
    """

    reviews: tuple[int, ...]
    asked: int
    repetitions: int
    documents: int
    requests: int
    rows: int


SIZES: dict[str, Sizes] = {
    "tiny": Sizes((24,), 24, 1, 4, 12, 20),
    "small": Sizes((200,), 200, 2, 20, 300, 2_000),
    "default": Sizes((500, 2_000), 2_000, 3, 50, 1_500, 20_000),
    "medium": Sizes((10_000,), 10_000, 3, 100, 1_500, 100_000),
    "large": Sizes((10_000, 100_000), 10_000, 3, 200, 5_000, 1_000_000),
    "million": Sizes((100_000, 1_000_000), 10_000, 3, 200, 5_000, 1_000_000),
}
"""`tiny` only shows that everything runs; its figures mean nothing."""
