"""Why films are linked: a page for each film, and the mappings of one film or all as data.

The mappings are SSSOM's, and documents of their own: they are no part of the published graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import chain, islice

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode, RdfFormat, serialize
from werkzeug.wrappers import Response as AnyResponse

from graph import ledger
from graph.cases import Case, ruled
from graph.formats import GRAPH_FORMATS, named
from graph.linking import Feature, Scored, film_key
from graph.linking.rulings import joining
from graph.mapping import LINK_TEMPLATES, Addresses
from graph.mappings import UNSPECIFIED, of_film, prefixes
from graph.sssom import Mapping, lines, triples
from graph.vocabulary import PREFIXES
from server.access import Access, Session
from server.config import Config
from server.negotiation import HTML
from server.pages import decisions, models
from server.pages.absent import absent
from server.pages.rendering import render
from server.pages.variants import conditional, data_response
from server.pages.wording import site_of
from server.record import Record

TSV, TTL = "text/tab-separated-values; charset=utf-8", named("ttl", GRAPH_FORMATS).content_type
SUFFIXES = ("tsv", "ttl")

AT_ONCE = 5_000
"""Triples of all films that are in memory at a time."""

FEW = 3
"""Names that are shown of each kind."""


class LinkViews:
    """The views, on the ledger."""

    def __init__(self, config: Config, record: Record, access: Access) -> None:
        self._access = access
        self._addresses = Addresses(config.base_iri)
        self._licence = config.licence or UNSPECIFIED
        self._record = record

    def blueprint(self) -> Blueprint:
        """All of them: `/movie/SLUG/links` and `/links`, each also with .tsv and .ttl."""
        blueprint = Blueprint("links", __name__)
        data = f"links.<any({','.join(SUFFIXES)}):suffix>"
        blueprint.add_url_rule("/movie/<slug>/links", "film", self.film)
        blueprint.add_url_rule(f"/movie/<slug>/{data}", "data", self.data)
        blueprint.add_url_rule(f"/{data}", "all", self.all)
        return blueprint

    def film(self, slug: str) -> AnyResponse:
        """Why a film is linked, or is not."""
        known = self._case(slug)
        if known is None:
            return self._elsewhere(slug, "links")
        session, root = self._access.session(), request.script_root
        response = Response(content_type=HTML.content_type)
        return conditional(response, "", lambda: self._page(known, session, root))

    def data(self, slug: str, suffix: str) -> AnyResponse:
        """The mappings of a film."""
        known = self._case(slug)
        if known is None:
            return self._elsewhere(slug, f"links.{suffix}")
        return conditional(_response(suffix), "", lambda: self._table(known, suffix))

    def bodies(self, slug: str, root: str) -> dict[str, bytes]:
        """What all addresses of a film's links send to anybody, by how the files end; nothing
        where there is no such film.

        It needs the application's context and no request; `root` is where the site is mounted.
        """
        known = self._case(slug)
        if known is None:
            return {}
        page = {f"/links.{HTML.suffix}": self._page(known, None, root).encode()}
        return page | {f"/links.{each}": self._table(known, each) for each in SUFFIXES}

    def all(self, suffix: str) -> AnyResponse:
        """The mappings of all films, written while they are read."""
        response = _response(suffix)
        response.cache_control.no_cache = True
        response.response = self._written("links", suffix, self._record.mappings())
        return response

    def _case(self, slug: str) -> Case | None:
        """A film with its link; None where there is none now."""
        resolved = self._record.resolve("movie", slug)
        return self._record.case(resolved.thing) if isinstance(resolved, ledger.Live) else None

    def _elsewhere(self, slug: str, name: str) -> AnyResponse:
        """The way to where it has gone. Raises `NotFound`, `Gone`."""
        return absent(self._record.resolve("movie", slug), "movie", f"/{name}")

    def _page(self, known: Case, session: Session | None, root: str) -> str:
        back = f"/movie/{known.slug}/links"
        page = case_page(known, session, back, root)
        if self._access.open and not session:
            page = replace(page, login=f"{root}/login?next={back}")
        return render("links.html", root, page)

    def _table(self, known: Case, suffix: str) -> bytes:
        return b"".join(self._written(f"movie/{known.slug}/links", suffix, of_film(known)))

    def _written(self, path: str, suffix: str, rows: Iterable[Mapping]) -> Iterator[bytes]:
        address, known = f"{self._addresses.base}{path}.{suffix}", prefixes(self._addresses)
        if suffix == "tsv":
            yield from (line.encode() for line in lines(address, self._licence, known, rows))
            return
        shown = PREFIXES | {name: known[name] for name in ("movie",)}
        made = triples(NamedNode(f"{address}#set"), self._licence, known, rows)
        while some := list(islice(made, AT_ONCE)):
            # Each begins with the prefixes, which Turtle allows anywhere.
            yield serialize(some, format=RdfFormat.TURTLE, prefixes=shown) or b""


def _response(suffix: str) -> Response:
    return data_response(TSV if suffix == "tsv" else TTL)


def case_page(known: Case, session: Session | None, back: str, root: str) -> decisions.LinksPage:
    """A film with its candidates, and with forms for whoever is logged in.

    `back` is the path of this site to which a decision leads, `root` where the site is mounted.
    """
    path, said = f"{root}/movie/{known.slug}", known.subject
    titles = said.titles or ("?",)
    ranked = sorted(known.candidates, key=lambda each: film_key(each.film) != known.link.key)
    return decisions.LinksPage(
        film=models.Place(models.Words(titles[0]), path),
        verdict=known.verdict,
        reasons=known.reasons,
        decided=tuple(dict.fromkeys(map(ruled, known.rulings))),
        candidates=tuple(_candidate(each, known) for each in ranked),
        data=(
            models.Outside("SSSOM table", f"{path}/links.tsv"),
            models.Outside("Turtle", f"{path}/links.ttl"),
        ),
        facts=_facts(said.years, said.directors, [said.minutes] if said.minutes else []),
        deciding=_deciding(known, session, back) if session else None,
    )


def state_of(known: Case) -> str:
    """Changes with whatever a decision about a film rests on."""
    keys = [film_key(each.film) for each in known.candidates]
    decided = sorted(f"{ruling.source} {ruling.answer} {ruling.key}" for ruling in known.rulings)
    shown = "\n".join((*known.sources, *keys, *decided, known.link.key))
    return sha256(shown.encode()).hexdigest()[:16]


def _deciding(known: Case, session: Session, back: str) -> decisions.Deciding:
    made = {f"{r.answer} {r.key}": ruled(r) for r in known.rulings}
    return decisions.Deciding(
        film=known.film,
        seen=state_of(known),
        csrf=session.csrf,
        back=back,
        settled=known.link.film is not None or known.link.nowhere,
        made=tuple((sentence, value) for value, sentence in made.items()),
    )


def _facts(
    years: Sequence[int], directors: Sequence[str], minutes: Sequence[int]
) -> tuple[str, ...]:
    listed = (
        ", ".join(map(str, years[:FEW])),
        ", ".join(directors[:FEW]),
        f"{minutes[0]} minutes" if minutes else "",
    )
    return tuple(filter(None, listed))


def _candidate(scored: Scored, known: Case) -> decisions.Candidate:
    film, key = scored.film, film_key(scored.film)
    state = "linked" if key == known.link.key else "rejected" if key in known.rejected else ""
    addresses = chain((LINK_TEMPLATES[i.scheme].format(i.value) for i in joining(film)), film.pages)
    return decisions.Candidate(
        key=key,
        facts=_facts((), [person.name for person in film.directors], film.minutes),
        title=film.title,
        year=str(film.years[0]) if film.years else "",
        state=state,
        score=_signed(f"{scored.score:g}"),
        refused=scored.refused,
        points=tuple(map(_point, scored.features)),
        links=tuple(models.Outside(site_of(address), address) for address in addresses),
    )


def _point(feature: Feature) -> decisions.Point:
    mark = "agrees" if feature.points > 0 else "differs" if feature.points < 0 else "unknown"
    return decisions.Point(_signed(f"{feature.points:+g}"), feature.sentence, mark)


def _signed(number: str) -> str:
    """A number with a minus that is as wide as a plus."""
    return number.replace("-", "\N{MINUS SIGN}")
