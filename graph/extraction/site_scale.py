"""The scale of a site's bare numbers, inferred from all of them together.

“rating: 8” says nothing about its scale, and five hundred of them from 1 to 10 do. Numbers that
stand under one key, in files of one format, below one folder (or in one file of many reviews) are
one group; its scale is a function of the set of them. Only what leaves no doubt is inferred:

- at least 10 reviews, with at least three different marks, no mark above the scale;
- the best mark was really given, by 30 reviews or more at least 9 tenths of it;
- marks of films stand above the next smaller scale that anybody uses (4, 5, 6, 10, 20);
- the marks are as fine as people give them, and no ranks (1, 2, 3, … once each).

Four and six are never inferred: the best of four looks like a five that nobody was given yet, and
of six either end may be the best, as of marks from 1 to 6 under “Note”. Stars are of five without
any inference, unless a number of their group is higher.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import takewhile
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from graph.documents.files import file_of
from graph.extraction.keys import fold, spelled
from graph.records import BareScore, Claim, Evidence, Extraction, Note, Rating, SourceKind

SCALES = tuple(map(Decimal, (5, 10, 20, 100)))
IN_USE = tuple(map(Decimal, (0, 4, 5, 6, 10, 20, 100)))
FEWEST, FEWEST_WITHOUT_BEST = 10, 30
FEWEST_MARKS = 3
NEARLY_BEST = Decimal("0.9")
STEPS = (Decimal("0.1"), Decimal("0.25"))
COARSE = Decimal("0.5")
"""Steps of people's marks; finer ones are means of many, and such a mean never is the best."""

MOST_MARKS = 1_000
"""So many different numbers are votes or money, and no marks."""

DEEPEST = 5
"""Folders of an absolute path that tell one site from another."""

STARS = spelled("stars, star rating, rating stars, étoiles, estrellas, estrelas, sterne, stelle")
"""Keys that name the unit: `stars: 4` says what “4 stars” says."""

OF_STARS = Decimal(5)
SCHOOL = "note"
SCHOOL_MARKS = Decimal(1), Decimal(6)
"""The key and the marks of German schools, where 1 is the best; in French it is any score."""

WORST = Decimal(0)
HOW = "write it with its scale, as in 4/5, or set “rating_best” in triplebill.toml"


class Group(NamedTuple):
    """Where numbers of one scale stand: file, or folder with “/” at its end; format; folded key."""

    place: str
    format: str
    key: str

    @property
    def name(self) -> str:
        """All of it in one text."""
        return "\t".join(self)

    @classmethod
    def named(cls, name: str) -> Group:
        """The group with a name."""
        return cls(*name.rsplit("\t", 2))


class Marks(NamedTuple):
    """How often each number stands in a group: in reviews of films, and in what was skipped."""

    films: Counter[Decimal]
    others: Counter[Decimal]


class Inference(Struct, frozen=True):
    """What is known of a group: the best of its scale, or why that is not known.

    `count` numbers from `low` to `high` were seen.
    """

    best: Decimal | None
    count: int
    low: Decimal
    high: Decimal
    why: str = ""


Best = Callable[[Group], Decimal | None]
"""The best of a group's scale, None where it is not known."""


def group_of(source: str, format_: str, score: BareScore) -> Group:
    """The group that a number belongs to.

    >>> from graph.records import Evidence
    >>> evidence = Evidence(SourceKind.METADATA, "My Rating", "8")
    >>> group_of("blog/2019/heat.md", "markdown", BareScore(Decimal(8), evidence))
    Group(place='blog/', format='markdown', key='my rating')
    """
    file = file_of(source)
    if file != source:
        return Group(file, format_, fold(score.evidence.key))
    place = "".join(f"{folder.strip('/')}/" for folder in _folders(source))
    return Group(place, format_, fold(score.evidence.key))


def _folders(source: str) -> list[str]:
    """The folders that tell a site from others: the first below the site's own, or of an absolute
    path those above folders of years and of single reviews."""
    path = PurePosixPath(source)
    folders = list(path.parts[:-1])
    if not path.is_absolute():
        return folders[:1]
    bundle = path.stem.casefold() == "index"  # heat/index.md, as Hugo has it
    named = takewhile(lambda folder: not folder.isdecimal(), folders[: -1 if bundle else None])
    return list(named)[: DEEPEST + 1]


def groups(source: str, format_: str, extraction: Extraction) -> Iterator[tuple[Group, Decimal]]:
    """The group and the number of each bare score that a scale can be inferred from.

    A 0 may stand for no rating, and schema.org has a scale for what does not state one.
    """
    for score in extraction.scores:
        if _usable(score):
            yield group_of(source, format_, score), score.value


class Tally:
    """The groups of a set of documents that is at hand, in memory."""

    def __init__(self) -> None:
        self.marks: defaultdict[Group, Marks] = defaultdict(lambda: Marks(Counter(), Counter()))

    def take(self, source: str, format_: str, extraction: Extraction, times: int = 1) -> None:
        """Count a document's numbers; -1 times takes them out again."""
        for group, value in set(groups(source, format_, extraction)):
            marks = self.marks[group].others if extraction.skip else self.marks[group].films
            marks[value] += times
            if marks[value] <= 0:
                del marks[value]

    def best(self, group: Group) -> Decimal | None:
        """The best of a group's scale."""
        return infer(self.marks[group], group.key).best if group in self.marks else None


def alone(group: Group) -> Decimal | None:
    """The best of a group's scale where no more than one document of it is known."""
    return OF_STARS if group.key in STARS else None


def infer(marks: Marks, key: str = "") -> Inference:
    """The scale of a group of numbers under a folded key.

    >>> told = infer(Marks(Counter(map(Decimal, (3, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10))), Counter()))
    >>> str(told.best), told.count
    ('10', 11)
    """
    films, every = marks.films, marks.films + marks.others
    if not films:
        return Inference(None, 0, WORST, WORST, "no review of a film has such a number")
    count, high = films.total(), max(every)
    best = next((scale for scale in SCALES if scale >= high), None)
    if best is None:
        why = "no scale that is in use goes so far"
    elif key in STARS and best == OF_STARS:
        why = ""
    elif key == SCHOOL and SCHOOL_MARKS[0] <= min(every) <= high <= SCHOOL_MARKS[1]:
        why = "1 may be the best of them, as it is in schools"
    else:
        why = _doubt(films, every, best)
    return Inference(None if why else best, count, min(films), max(films), why)


def _doubt(films: Counter[Decimal], every: Counter[Decimal], best: Decimal) -> str:
    """Why the marks may be on another scale, as the end of a sentence; empty where they are not."""
    count, high = films.total(), max(every)
    smaller = max(scale for scale in IN_USE if scale < best)
    enough = FEWEST if high == best else FEWEST_WITHOUT_BEST
    if count < enough:
        given = "" if high == best else f" of which none has the best mark, {best}"
        return f"there are only {count}{given}, and it takes {enough}"
    if min(every) < 0 or len(every) > MOST_MARKS or len(films) < FEWEST_MARKS:
        return "they do not look like marks"
    if max(films) <= smaller or high < best * NEARLY_BEST:
        return f"the highest, {high}, may be on more than one scale"
    if not any(all(mark % step == 0 for mark in every) for step in STEPS):
        return "they are finer than marks are"
    if high < best and any(mark % COARSE for mark in every):
        return f"none is {best}, so that they may be means of many people's marks"
    if sorted(films) == list(range(1, count + 1)):
        return "each stands there once, like ranks"
    return ""


def finish(source: str, format_: str, extraction: Extraction, best: Best) -> Extraction:
    """An extraction with its bare numbers read on the scales of their groups, and told if not.

    Whatever was inferred before is forgotten; a rating with a scale of its own stands alone.
    """
    if not extraction.scores or extraction.skip:
        return extraction
    unread = {unscaled(score) for score in extraction.scores}
    bare = {score.evidence for score in extraction.scores}
    notes = tuple(note for note in extraction.notes if note not in unread)
    review = tuple(claim for claim in extraction.review if not _inferred(claim, bare))
    if not any(claim.property == "reviewRating" for claim in review):
        for score in extraction.scores:
            scale = best(group_of(source, format_, score)) if _usable(score) else None
            if scale is None or scale < score.value:
                notes = (*notes, unscaled(score))
            else:
                review = (*review, _claim(score, scale))
    return replace(extraction, notes=tuple(dict.fromkeys(notes)), review=review)


def unscaled(score: BareScore) -> Note:
    """The note on a number without a known scale."""
    words, key = score.evidence.words, score.evidence.key
    why = f"“{words}” under “{key}” is a number without a known scale; {HOW}."
    if not score.value:
        why = f"“{words}” under “{key}” may stand for no rating; if it is one, {HOW}."
    return Note("reviewRating", why, score.evidence.line)


def _usable(score: BareScore) -> bool:
    given = bool(score.value) or fold(score.evidence.key) in STARS
    return given and score.evidence.kind is not SourceKind.EMBEDDED


def in_stars(number: str) -> str:
    """A number under a key of stars, with its unit."""
    return f"{number} stars"


def _claim(score: BareScore, best: Decimal) -> Claim:
    if fold(score.evidence.key) in STARS and best == OF_STARS:
        rating = Rating(score.value, best, WORST, in_stars(score.evidence.words))
        return Claim("reviewRating", rating, score.evidence)
    how = (
        f"The scale, {WORST} to {best}, was inferred from all ratings of this site under this key."
    )
    rating = Rating(score.value, best, WORST, score.evidence.words)
    return Claim("reviewRating", rating, replace(score.evidence, how=how))


def _inferred(claim: Claim, bare: set[Evidence]) -> bool:
    """Whether a claim was made of a bare number, by an inference or of stars."""
    return claim.property == "reviewRating" and replace(claim.evidence, how="") in bare
