"""What the catalogue knows of one film, and how two accounts of one film become one."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from graph.records import Identifier, Person, Text
from graph.values.names import name_key

FILM = "film"


class CatalogueFilm(Struct, frozen=True, omit_defaults=True):
    """The identity of one film, or of a thing of another kind that bears a film's title.

    `qid` is its Wikidata item, empty where it has none. `kind` is “film”, “series”, “episode”,
    “book”, “game”, “disambiguation”, …: see `wikidata.KINDS`. Of `titles` the first is the label;
    original title, aliases and translations follow, with BCP 47 tags where they are known.
    `years` are those of all publications known, ascending. `urls` of persons hold the IRI of
    their Wikidata item. `identifiers` have the schemes of `wikidata.IDENTIFIERS`; TMDb's carry
    their kind, as in `movie/603`. `countries` are English names. `pages` are Wikipedia articles
    and DBpedia resources.
    """

    qid: str = ""
    kind: str = FILM
    titles: tuple[Text, ...] = ()
    years: tuple[int, ...] = ()
    directors: tuple[Person, ...] = ()
    cast: tuple[Person, ...] = ()
    minutes: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    pages: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The label; empty where there is none."""
        return self.titles[0].value if self.titles else ""

    @property
    def all_identifiers(self) -> tuple[Identifier, ...]:
        """Its identifiers, the item in front."""
        item = (Identifier("wikidata", self.qid),) if self.qid else ()
        return (*item, *self.identifiers)


def merged(first: CatalogueFilm, second: CatalogueFilm) -> CatalogueFilm:
    """One film of two accounts of it: facts united, those of the first in front.

    The kind is that of the account which has an item, since a table of films does not tell.
    """
    known = second if second.qid and not first.qid else first
    return CatalogueFilm(
        qid=known.qid,
        kind=known.kind,
        titles=distinct((*first.titles, *second.titles)),
        years=tuple(sorted({*first.years, *second.years})),
        directors=_persons(first.directors, second.directors),
        cast=_persons(first.cast, second.cast),
        minutes=tuple(sorted({*first.minutes, *second.minutes})),
        countries=tuple(dict.fromkeys((*first.countries, *second.countries))),
        identifiers=tuple(dict.fromkeys((*first.identifiers, *second.identifiers))),
        pages=tuple(dict.fromkeys((*first.pages, *second.pages))),
    )


def distinct(titles: Iterable[Text]) -> tuple[Text, ...]:
    """Each spelling once, in the language in which it came first.

    >>> distinct([Text("Heat", "en"), Text("Heat", "de"), Text("Fuego", "es")])
    (Text(value='Heat', language='en'), Text(value='Fuego', language='es'))
    """
    found: dict[str, Text] = {}
    for title in titles:
        found.setdefault(title.value, title)
    return tuple(found.values())


def _persons(first: tuple[Person, ...], second: tuple[Person, ...]) -> tuple[Person, ...]:
    """Each name once; an account of it with addresses is preferred."""
    found: dict[str, Person] = {}
    for person in (*first, *second):
        known = found.setdefault(name_key(person.name), person)
        if person.urls and not known.urls:
            found[name_key(person.name)] = Person(known.name, person.urls)
    return tuple(found.values())
