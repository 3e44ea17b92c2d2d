"""Links as mappings: what the site publishes about them, and the rulings of persons as a file."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote, unquote

from msgspec.structs import replace

from graph.cases import Case, all_cases
from graph.catalogue import Catalogue, CatalogueFilm
from graph.errors import UnreadableError
from graph.ledger import Ledger
from graph.linking import Answer, Ruling, Scored, film_key
from graph.mapping import LINK_TEMPLATES, Addresses
from graph.records import Identifier, Text
from graph.sssom import MANUAL, NO_TERM, SCORED, Mapping, lines, read
from graph.values.links import parse_identifier
from graph.vocabulary import DBPEDIA

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
UNSPECIFIED = "https://w3id.org/sssom/license/unspecified"
"""Of a set for which nobody stated a licence; SSSOM demands one."""

SOURCE = "urn:triplebill:source:"
RULINGS = "urn:triplebill:rulings"

SAME = ("owl:sameAs", "skos:exactMatch")
"""What a decision of a person says of two films."""

EVEN = 4.0
"""The score at which the confidence is one half."""

OBJECTS = {
    "dbpedia": DBPEDIA,
    "title": "urn:triplebill:title:",
    "eidr": "https://doi.org/",
} | {scheme: form.partition("{}")[0] for scheme, form in LINK_TEMPLATES.items()}
"""The prefixes of what is linked to."""

PREFIXES = OBJECTS | {"source": SOURCE}
"""Those of a file of decisions."""


def prefixes(addresses: Addresses) -> dict[str, str]:
    """What the prefixes in the mappings of a site mean."""
    return PREFIXES | {"movie": f"{addresses.base}movie/"}


def confidence(score: float) -> str:
    """Points as a number between 0 and 1, as for odds of which they are the logarithm.

    It orders links and is no measured share; docs/linking.md has that.

    >>> confidence(4), confidence(10)
    ('0.5', '0.998')
    """
    return f"{1 / (1 + math.exp(EVEN - score)):.3g}"


def of_site(ledger: Ledger) -> Iterator[Mapping]:
    """The mappings of every film that is linked, waits, or was decided about, by address."""
    for known in all_cases(ledger):
        yield from of_film(known)


def of_film(known: Case) -> Iterator[Mapping]:
    """The mappings of one film: its link, what waits for a person, and what persons refused."""
    label = known.subject.titles[0] if known.subject.titles else ""
    base = Mapping(f"movie:{known.slug}#movie", label)
    yield from _linked(base, known)
    if known.link.outcome == "open":
        for candidate in known.open:
            if not candidate.refused:
                yield _mapping(base, "skos:closeMatch", candidate.film, candidate)
    refused = {r.key: r for r in known.rulings if r.answer == "rejected" and r.film}
    for ruling in refused.values():
        yield _ruled(base, ruling)


def export_rulings(ledger: Ledger) -> str:
    """What persons decided, as a table that `import_rulings` reads."""
    rows = (_ruled(Mapping(_source_id(r.source), r.about), r) for r in ledger.links.all_rulings())
    return "".join(lines(RULINGS, UNSPECIFIED, PREFIXES, rows))


Sources = Callable[[str], Sequence[str]]
"""The sources of the documents about the film of this site that has a slug; empty for no film."""


def no_films(slug: str) -> Sequence[str]:
    """The `Sources` of a site that has no film yet."""
    return ()


class Imported(NamedTuple):
    """The rulings in a table, and how many mappings were passed over that nobody decided."""

    rulings: list[Ruling]
    undecided: int


def import_rulings(
    text: str, catalogue: Catalogue | None, addresses: Addresses, sources: Sources = no_films
) -> Imported:
    """The rulings in a table; films as the catalogue has them, else by their identifier alone.

    It is about sources, or about films of this site, as `of_site` tells of them: a ruling is then
    one for each document. Its prefixes are those of its head, and an IRI may be written out.
    Raises `UnreadableError`.
    """
    imported, undecided = list[Ruling](), 0
    for number, row in enumerate(map(_named, read(text, prefixes(addresses))), 1):
        if row.subject_id.startswith("movie:") and row.mapping_justification != MANUAL:
            undecided += 1
            continue
        _check(number, row)
        about = _about(number, row, sources)
        said = _answer(row), _film(row, catalogue), row.author_label, row.mapping_date, row.comment
        label = row.subject_label if row.subject_id.startswith("source:") else ""
        imported += (Ruling(source, *said, about=label) for source in about)
    return Imported(imported, undecided)


def _about(number: int, row: Mapping, sources: Sources) -> Sequence[str]:
    """The sources that a mapping is about."""
    scheme, _, rest = row.subject_id.partition(":")
    if scheme == "source":
        return [unquote(rest)]
    if about := sources(rest.removesuffix("#movie")):
        return about
    raise UnreadableError(f"Mapping {number} is about “{row.subject_id}”, which is no film here.")


def sources_in(ledger: Ledger) -> Sources:
    """Those of the films in a ledger, also under an address that a film had before."""

    def sources(slug: str) -> list[str]:
        film = ledger.slugs.thing("movie", slug)
        return [linked.source for linked in ledger.links.linked(film)] if film else []

    return sources


def _check(number: int, row: Mapping) -> None:
    scheme = row.object_id.partition(":")[0]
    known = row.subject_id.startswith(("source:", "movie:"))
    if not known or scheme not in {*OBJECTS, "sssom"}:
        raise UnreadableError(
            f"Mapping {number} is about “{row.subject_id}” and “{row.object_id}”. "
            f"Give source:PATH or movie:SLUG#movie, and wikidata:Q…, imdb:tt… or {NO_TERM}."
        )
    if row.predicate_id not in SAME:
        raise UnreadableError(
            f"Mapping {number} says {row.predicate_id}, and a decision says {SAME[0]}."
        )


def _named(row: Mapping) -> Mapping:
    """The mapping with its film named as here, where it is by a page of the film."""
    found = parse_identifier(row.object_id)
    return replace(row, object_id=f"{found.scheme}:{found.value}") if found else row


def _linked(base: Mapping, known: Case) -> Iterator[Mapping]:
    link = known.link
    ruling = next((r for r in known.rulings if r.answer != "rejected"), None)
    if ruling and link.by:
        yield _ruled(base, ruling)
    elif link.film:
        yield _mapping(base, _same(link.key), link.film, known.chosen, link.licence)


def _mapping(
    base: Mapping,
    predicate: str,
    film: CatalogueFilm,
    compared: Scored | None,
    licence: str = "",
) -> Mapping:
    sentences = [feature.sentence for feature in compared.features] if compared else []
    return Mapping(
        base.subject_id,
        base.subject_label,
        predicate,
        object_id=film_key(film),
        object_label=film.title,
        mapping_justification=SCORED,
        confidence=confidence(compared.score) if compared else "",
        license=CC0 if licence.startswith("CC0") else "",
        comment=" ".join(sentences),
    )


def _ruled(base: Mapping, ruling: Ruling) -> Mapping:
    return Mapping(
        base.subject_id,
        base.subject_label,
        _same(ruling.key),
        "Not" if ruling.answer == "rejected" else "",
        object_id=ruling.key or NO_TERM,
        object_label=ruling.film.title if ruling.film else "",
        mapping_justification=MANUAL,
        author_label=ruling.who,
        mapping_date=ruling.made,
        confidence="1",
        comment=ruling.note,
    )


def _same(key: str) -> str:
    """How a film is said to be that of a key: only an item is the same thing, a page describes."""
    return SAME[0] if not key or key.startswith("wikidata:") else SAME[1]


def _source_id(source: str) -> str:
    return f"source:{quote(source, safe='/')}"


def _answer(row: Mapping) -> Answer:
    if row.object_id == NO_TERM:
        return "none"
    return "rejected" if row.predicate_modifier == "Not" else "accepted"


def _film(row: Mapping, catalogue: Catalogue | None) -> CatalogueFilm | None:
    """The film that a mapping leads to; None where that is to none."""
    scheme, _, value = row.object_id.partition(":")
    if row.object_id == NO_TERM:
        return None
    if catalogue is not None and (film := catalogue.by_identifier(scheme, value)):
        return film
    titles = (Text(row.object_label),) if row.object_label else ()
    if scheme == "wikidata":
        return CatalogueFilm(value, titles=titles)
    if scheme == "title":
        year = unquote(value).rpartition("(")[2].rstrip(")")
        return CatalogueFilm(titles=titles, years=(int(year),) if year.isdecimal() else ())
    return CatalogueFilm(titles=titles, identifiers=(Identifier(scheme, value),))
