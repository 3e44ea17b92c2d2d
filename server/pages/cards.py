"""What search engines and messengers show of a page: its name, a sentence of it, a picture.

The properties are those of the Open Graph protocol (https://ogp.me/); a description is also the
snippet that search engines may show. All of it stands on the page, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from server.pages.models import Day, Film, FilmLine, Place, ReviewList, Score, Words
from server.pages.wording import beginning
from server.words import counted

LENGTH = 200
"""Characters of a description; search engines show some 160."""


class Card(Struct, frozen=True):
    """`type` is one of Open Graph's; `description` and `image` are empty where there is none."""

    type: str
    title: str
    description: str = ""
    image: str = ""


def of_review(title: Words, film: Film | None, score: Score | None, words: str) -> Card:
    """The card of a review: what it says in short, or first, behind the score."""
    parts = (f"{score.figures}." if score else "", words)
    return Card("article", title.text, _joined(parts), film.image if film else "")


def of_viewing(title: Words, film: Film | None, agents: Sequence[Place], day: Day | None) -> Card:
    """The card of a viewing."""
    who = f"Seen by {_names(agents)}" if agents else "Seen"
    return Card(
        "article", title.text, f"{who}: {day.words}." if day else "", film.image if film else ""
    )


def of_film(film: Film, reviews: ReviewList) -> Card:
    """The card of a film: who made it, and what reviewers here think of it."""
    mean = film.mean
    parts = (
        f"Directed by {_names(film.directors)}." if film.directors else "",
        _written(reviews),
        f"{mean.figures} on average of {counted(mean.count, 'rating')}." if mean else "",
    )
    return Card("video.movie", titled(film.line), _joined(parts), film.image)


def of_agent(name: Words, roles: Sequence[str], reviews: ReviewList, *, person: bool) -> Card:
    """The card of a person or an organization: what they are, and how much they wrote."""
    parts = (
        f"{', '.join(roles)}." if roles and person else "",
        _written(reviews),
    )
    return Card("profile" if person else "website", name.text, _joined(parts))


def titled(line: FilmLine) -> str:
    """A film's title with its year."""
    return f"{line.film.name.text} ({line.year})" if line.year else line.film.name.text


def _joined(parts: Iterable[str]) -> str:
    return beginning(" ".join(filter(None, parts)), LENGTH)


def _written(reviews: ReviewList) -> str:
    """How many reviews there are."""
    number = counted(len(reviews.lines), "review")
    return f"{'More than ' if reviews.cut else ''}{number}." if reviews.lines else ""


def _names(things: Iterable[Place]) -> str:
    return ", ".join(thing.name.text for thing in things)
