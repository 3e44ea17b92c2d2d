"""What reviews state about a film: a page with the first of it, and a table with all of it."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO
from itertools import groupby

from flask import Blueprint, Response, request
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from graph import ledger
from graph.conflicts import ClaimRow
from graph.store import Published
from server.config import Config
from server.negotiation import HTML
from server.pages.absent import absent
from server.pages.contexts import ClaimsPage, PropertyClaims
from server.pages.disagreement import Claims, Resolve
from server.pages.reading import Description, Paths, described
from server.pages.rendering import render
from server.pages.variants import conditional, data_response
from server.pages.wording import property_label, source_name

CLAIMS_PAGE, CLAIMS_TABLE = "claims", "claims.csv"
"""Below the address of a film: that page, and that table."""

CSV = "text/csv; charset=utf-8"

MOST = 10
"""Claims about a property that the page shows: a popular film has thousands."""

_FORMULA = re.compile(r"(?![+-][0-9]+(?:[.,][0-9]+)?\Z)[=+\-@\t\r\n]")
"""How a field begins that a spreadsheet calculates, unless it is a number with a sign."""

COLUMNS = ("property", "value", "published", "words", "source", "line", "page")


class ClaimViews:
    """The views of what is claimed of a film: by the ledger; its name is that in the graph.

    `resolve` says what stands for a slug.
    """

    def __init__(
        self, config: Config, published: Published, resolve: Resolve, claims: Claims
    ) -> None:
        self._base = config.base_iri
        self._published = published
        self._resolve = resolve
        self._claims = claims

    def register(self, blueprint: Blueprint) -> None:
        """Have the pages answer their addresses."""
        blueprint.add_url_rule(f"/movie/<slug>/{CLAIMS_PAGE}", "claims", self.page)
        blueprint.add_url_rule(f"/movie/<slug>/{CLAIMS_TABLE}", "claims_table", self.table)

    def page(self, slug: str) -> AnyResponse:
        """What every review states about a film, and which of it is published."""
        found, root = self._claimed(slug), request.script_root
        if found is None:
            return self._elsewhere(slug, CLAIMS_PAGE)
        response = Response(content_type=HTML.content_type)
        return conditional(response, "", lambda: self._page(slug, found, root))

    def table(self, slug: str) -> AnyResponse:
        """The same as a table with every statement."""
        found = self._claimed(slug)
        if found is None:
            return self._elsewhere(slug, CLAIMS_TABLE)
        return conditional(data_response(CSV), "", lambda: table(self._base, found))

    def bodies(self, slug: str, root: str) -> dict[str, bytes]:
        """What both addresses send, by how the files end; nothing where there is no such film.

        It needs the application's context and no request; `root` is where the site is mounted.
        """
        found = self._claimed(slug)
        if found is None:
            return {}
        page = self._page(slug, found, root).encode()
        return {f"/{CLAIMS_PAGE}.{HTML.suffix}": page, f"/{CLAIMS_TABLE}": table(self._base, found)}

    def _claimed(self, slug: str) -> Sequence[ClaimRow] | None:
        """All claims about a film; None where there is none now."""
        resolved = self._resolve("movie", slug)
        return self._claims(resolved.thing) if isinstance(resolved, ledger.Live) else None

    def _elsewhere(self, slug: str, name: str) -> AnyResponse:
        """The way to where it has gone. Raises `NotFound`, `Gone`."""
        return absent(self._resolve("movie", slug), "movie", f"/{name}")

    def _page(self, slug: str, claims: Sequence[ClaimRow], root: str) -> str:
        triples = described(self._published.current(), self._base, "movie", slug)
        said = Description.of(triples, Paths(self._base, root))
        film = said.place(f"{self._base}movie/{slug}#movie")
        page = ClaimsPage(film, outlined(claims), f"{root}/movie/{slug}/{CLAIMS_TABLE}")
        return render("claims.html", root, page)


def outlined(claims: Sequence[ClaimRow]) -> tuple[PropertyClaims, ...]:
    """The first claims about each property, of claims in the order of their properties."""
    found = []
    for name, group in groupby(claims, key=lambda row: row.property):
        rows = list(group)
        shown = tuple(replace(row, source=source_name(row.source)) for row in _first(rows))
        found.append(PropertyClaims(property_label(name), shown, len(rows) - len(shown)))
    return tuple(found)


def _first(rows: list[ClaimRow]) -> list[ClaimRow]:
    """As many as are shown, in their order: each value once before any twice, and what is
    published before what is not."""
    if len(rows) <= MOST:
        return rows
    values: set[str] = set()
    ranks = []
    for number, row in enumerate(rows):
        ranks.append((row.value in values, not row.published, number))
        values.add(row.value)
    return [rows[number] for *_, number in sorted(sorted(ranks)[:MOST], key=lambda rank: rank[-1])]


def table(base_iri: str, claims: Sequence[ClaimRow]) -> bytes:
    """All claims, as CSV with a header (RFC 4180), of which spreadsheets calculate nothing."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in claims:
        writer.writerow(
            (
                row.property,
                _inert(row.value),
                "true" if row.published else "false",
                _inert(row.words),
                _inert(source_name(row.source)),
                row.line or "",
                f"{base_iri}{row.page}" if row.page else "",
            )
        )
    return out.getvalue().encode()


def _inert(text: str) -> str:
    """A field that strangers wrote, as a text for spreadsheets, too.

    >>> _inert("=1+1"), _inert("-3"), _inert("- a dash"), _inert("Heat")
    ("'=1+1", '-3', "'- a dash", 'Heat')
    """
    return f"'{text}" if _FORMULA.match(text) else text
