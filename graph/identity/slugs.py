"""The slug under which a film, a review or a viewing answers: a function of what is said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from graph.fusion import authors, candidates, decide, decided, parted
from graph.identity.said import Signature
from graph.records import Extraction, PartialDate, Person, Text
from graph.values.titles import slug


def film_slug(members: Iterable[Signature]) -> tuple[str, str]:
    """The slug of a film, from title and year, and what to add where two films would share it."""
    stated = parted(member.said.claims for member in members)
    name, date = (decide(stated.get(p, ())) for p in ("name", "datePublished"))
    title = name.value if isinstance(name, Text) else ""
    year = date.year if isinstance(date, PartialDate) else None
    named = [value for value, _ in candidates(stated.get("director", ()))]
    directors = sorted(slug(person.name) for person in named if isinstance(person, Person))
    return dated_slug(title, year), directors[0] if directors else ""


def page_slug(said: Extraction) -> str:
    """The slug of a review or viewing: its film's title and year as it states them, and who
    wrote it or saw the film, of several the first; of a viewing also the day."""
    name, date = decided(said.movie, "name"), decided(said.movie, "datePublished")
    day = decided(said.viewing, "startTime")
    film = dated_slug(
        name.value if isinstance(name, Text) else "",
        date.year if isinstance(date, PartialDate) else None,
    )
    author = next((who for who in authors(said.review) if isinstance(who, Person)), None)
    page = f"{film}-{slug(author.name)}" if author else film
    return f"{page}-{day}" if said.subject == "viewing" and isinstance(day, PartialDate) else page


def dated_slug(title: str, year: int | None) -> str:
    """Title and year as a slug.

    >>> dated_slug("The Sessions", 2012)
    'the-sessions-2012'
    """
    return f"{slug(title)}-{year}" if year else slug(title)


def short_hash(text: str, length: int = 8) -> str:
    """Letters and digits that stand for a text.

    >>> short_hash("reviews/heat.md")
    '4520712e'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:length]
