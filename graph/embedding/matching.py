"""Which page of a site is which review: by address, then by path, then by title.

A page and a review are taken for one where each is the only one for the other; in all other cases
nothing is taken, and a sentence says why. What an address has decided, no path and no title
decides again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

from msgspec import Struct

from graph.embedding.facts import Facts
from graph.embedding.reviews import Reviewed
from graph.values.addresses import address_key, path_key
from graph.values.paths import Named, named
from graph.values.titles import slug, split_title_year, title_key

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Hashable)

By = Literal["", "address", "path", "title"]

NO_FILE = Named((), "")

FEW = 3
"""Names that a sentence lists."""


class Match(Struct, frozen=True):
    """What was found for a page: its review and what both agree in, or why there is none.

    Without a review, `reason` is empty where nothing speaks for any.
    """

    review: Reviewed | None = None
    by: By = ""
    reason: str = ""


Pair = tuple[Facts, Reviewed]


class Matching:
    """Matches pages with reviews."""

    def __init__(self, reviews: Iterable[Reviewed]) -> None:
        self._reviews = list(reviews)
        self._found: dict[str, Match] = {}
        self._languages: set[str] = set()

    def __call__(self, pages: Sequence[Facts]) -> dict[str, Match]:
        """The match of every page, by its path."""
        self._found = {}
        self._languages = {page.language for page in pages if page.language}
        self._by_address(pages)
        copies = _copies(pages)
        self._by_words([page for page in pages if page.path not in copies])
        for copy, original in copies.items():
            if (match := self._found.get(original)) and match.review:
                self._found.setdefault(copy, match)
        self._by_words([page for page in pages if page.path in copies])
        return {page.path: self._found.get(page.path, Match()) for page in pages}

    def _by_words(self, pages: Sequence[Facts]) -> None:
        """By all that is no address, for pages that have no review yet."""
        for step in (self._by_path, self._by_name, self._by_title):
            taken = {match.review.slug for match in self._found.values() if match.review}
            left = [review for review in self._reviews if review.slug not in taken]
            step([page for page in pages if self._is_left(page)], left)

    def _is_left(self, page: Facts) -> bool:
        """Whether a page may still be a review: it has words of its own, and is no list."""
        match = self._found.get(page.path, Match())
        return not (match.review or match.by or page.forwards or named(page.path).is_list)

    # --- addresses --------------------------------------------------------------------------

    def _by_address(self, pages: Iterable[Facts]) -> None:
        """Several pages may give one address as theirs, as a print version does."""
        known = _grouped((key, review) for review in self._reviews for key in review.addresses)
        for page in pages:
            keys = dict.fromkeys(map(address_key, page.addresses))
            found = [known[key] for key in keys if key in known]
            reviews = {review.slug: review for each in found for review in each}
            if page.forwards or not reviews:
                continue
            if len(reviews) == 1:
                self._found[page.path] = Match(next(iter(reviews.values())), "address")
                continue
            why = f"Several reviews have its address: {_listed(reviews.values())}."
            self._found[page.path] = Match(None, "address", why)

    # --- paths ------------------------------------------------------------------------------

    def _by_path(self, pages: Sequence[Facts], reviews: Sequence[Reviewed]) -> None:
        """By the path that the file of a review says its page is to have."""
        known = _grouped((path, r) for r in reviews for path in r.placed.paths)
        pairs = [(page, r) for page in pages for r in known.get(path_key(page.path), ())]
        self._settle(pairs, "path", "the path that their files state")

    def _by_name(self, pages: Sequence[Facts], reviews: Sequence[Reviewed]) -> None:
        """By the name of a review's file, or the one that a generator makes of its headline, where
        the page's title agrees."""
        known = _grouped((name, r) for r in reviews for name in _names(r))
        near: dict[Pair, tuple[int, bool]] = {}
        for page in pages:
            place = named(page.path)
            for review in known.get(place.name, ()):
                file = review.file or NO_FILE
                if place.agrees(file):
                    near[page, review] = place.nearness(file), self._speak_alike(page, review)
        agreeing = {pair: score for pair, score in near.items() if _titles_agree(*pair)}
        self._settle(_best(agreeing), "path", "its name")
        for page, review in near:
            if page.path not in self._found and (page, review) not in agreeing:
                why = (
                    f"Its name is that of {review.source}, but its title has neither the headline "
                    "nor the film."
                )
                self._found[page.path] = Match(None, "", why)

    # --- titles -----------------------------------------------------------------------------

    def _by_title(self, pages: Sequence[Facts], reviews: Sequence[Reviewed]) -> None:
        """By headline, or by the film's title with its year."""
        known = _grouped((key, review) for review in reviews for key in _headings(review))
        pairs = {
            (page, review): (0, self._speak_alike(page, review))
            for page in pages
            for title in page.titles
            for key in (title_key(title), _film_and_year(title))
            for review in known.get(key, ())
        }
        self._settle(_best(pairs), "title", "its title")

    # --- languages --------------------------------------------------------------------------

    def _speak_alike(self, page: Facts, review: Reviewed) -> bool:
        """Whether a page says that it is in the language of a review; where all pages of a site say
        the same, it may be their template that does."""
        own, other = (tag.partition("-")[0] for tag in (page.language, review.language))
        return len(self._languages) > 1 and bool(own) and own == other

    # --- one to one -------------------------------------------------------------------------

    def _settle(self, pairs: Sequence[Pair], by: By, what: str) -> None:
        """Take the pairs of which neither has another partner."""
        reviews = _grouped((page.path, review) for page, review in pairs)
        pages = _grouped((review.slug, page) for page, review in pairs)
        for page, review in pairs:
            own, others = reviews[page.path], pages[review.slug]
            if len(own) > 1:
                match = Match(None, "", f"Several reviews have {what}: {_listed(own)}.")
            elif len(others) > 1:
                paths = ", ".join(sorted(other.path for other in others)[:FEW])
                why = f"Several pages may be the review in {review.source}: {paths}."
                match = Match(None, "", why)
            else:
                match = Match(review, by)
            self._found[page.path] = match


def _copies(pages: Iterable[Facts]) -> dict[str, str]:
    """Pages that give the address of another one of the folder as theirs, as those for AMP and for
    printing do, with the path of that one.

    >>> address = ("https://a.example/blog/heat/",)
    >>> _copies([Facts("heat/index.html", address), Facts("amp/heat/index.html", address)])
    {'amp/heat/index.html': 'heat/index.html'}
    """
    copies: dict[str, str] = {}
    told = [page for page in pages if page.addresses and not page.forwards]
    stated = _grouped((address_key(page.addresses[0]), page) for page in told)
    for key, group in stated.items():
        paths = [page.path for page in group]
        originals = [path for path in paths if key.endswith(f"/{path_key(path)}")]
        if len(originals) == 1:
            copies |= {path: originals[0] for path in paths if path != originals[0]}
    return copies


def _best(scores: Mapping[Pair, tuple[int, bool]]) -> list[Pair]:
    """The pairs that fit better than, or as well as, any other of their page and their review."""
    most: defaultdict[str, tuple[int, bool]] = defaultdict(lambda: (0, False))
    for (page, review), score in scores.items():
        for own in (f"page {page.path}", f"review {review.slug}"):
            most[own] = max(most[own], score)
    return [
        (page, review)
        for (page, review), score in scores.items()
        if score == most[f"page {page.path}"] == most[f"review {review.slug}"]
    ]


def _titles_agree(page: Facts, review: Reviewed) -> bool:
    """Whether one of the page's titles holds the headline or a name of the film."""
    wanted = {title_key(review.headline)} if review.headline else set()
    wanted |= review.films
    titles = [f" {title_key(title)} " for title in page.titles]
    return any(f" {words} " in title for words in wanted for title in titles)


def _names(review: Reviewed) -> set[str]:
    names = {review.placed.name, slug(review.headline) if review.headline else ""}
    return (names | {review.file.name if review.file else ""}) - {""}


def _headings(review: Reviewed) -> Iterator[Hashable]:
    if review.headline:
        yield title_key(review.headline)
    if review.year:
        yield from ((film, review.year) for film in review.films)


def _film_and_year(title: str) -> tuple[str, int | None]:
    film, year = split_title_year(title)
    return title_key(film), year


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The second things by the first, each once."""
    grouped: dict[K, dict[V, None]] = {}
    for key, value in pairs:
        grouped.setdefault(key, {})[value] = None
    return {key: list(values) for key, values in grouped.items()}


def _listed(reviews: Iterable[Reviewed]) -> str:
    sources = sorted(review.source for review in reviews)
    more = f" and {len(sources) - FEW} more" if len(sources) > FEW else ""
    return ", ".join(sources[:FEW]) + more
