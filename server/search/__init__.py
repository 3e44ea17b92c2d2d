"""The search: a page for people, JSON for programs, suggestions for browsers (OpenSearch 1.1).

What is found, the words in the ledger say; what is shown of it, the graph. So a thing that is
not published any more, or not yet, has no line.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from graph.ledger import Finding
from graph.ledger.finding import GROUPS, RANKED, Group, Hits
from graph.store import Published, Reader
from graph.values.terms import LONGEST_QUERY, terms
from server.config import Config
from server.index import Index, state_of
from server.negotiation import HTML, JSON, Offer, choose
from server.pages.kept import Kept
from server.pages.listings import Listings
from server.pages.lists import numbered
from server.pages.reading import Paths
from server.pages.rendered import Rendered
from server.pages.variants import conditional
from server.problems import not_acceptable
from server.search.opensearch import DESCRIPTION, OPEN_SEARCH_PATH, SUGGESTIONS, description
from server.search.results import SearchPage, as_json, group_of, kind_in_words

AT_ONCE: dict[Group, int] = {"films": 6, "people": 8, "reviews": 10}
"""How many of each are shown together; one kind by itself comes in pages of `PAGE_SIZE`."""

PAGE_SIZE = 20

SUGGESTED = 8
"""How many suggestions there are; browsers show ten at most."""

FEW = 3
"""So few hits in reviews, and none among names, and the query may be mistyped."""

OFFERED: tuple[Offer, ...] = (HTML, JSON)


def search_blueprint(config: Config, published: Published, index: Index) -> Blueprint:
    """The search of a site."""
    search = Search(config, published, index)
    blueprint = Blueprint("search", __name__)
    blueprint.add_url_rule("/search", "search", search.search)
    blueprint.add_url_rule("/search.json", "json", search.as_json)
    blueprint.add_url_rule("/search/suggest", "suggest", search.suggest)
    blueprint.add_url_rule(f"/{OPEN_SEARCH_PATH}", "opensearch", search.opensearch)
    return blueprint


class Search:
    """The views."""

    def __init__(self, config: Config, published: Published, index: Index) -> None:
        self._config = config
        self._published = published
        self._index = index
        self._rendered = Rendered()

    def search(self) -> AnyResponse:
        """What was found for `q`, as a page or as JSON; `in` names one kind, `page` its page."""
        form = choose(request.headers.get("Accept"), OFFERED)
        if form is None:
            raise not_acceptable(OFFERED)
        response = self._answer(form)
        response.vary.add("Accept")
        return response

    def as_json(self) -> AnyResponse:
        """The same as JSON."""
        return self._answer(JSON)

    def suggest(self) -> AnyResponse:
        """Names that begin with `q` or have words that do (OpenSearch Suggestions 1.1).

        Four lists: the query, names, what they are, and where their pages are.
        """
        query = _query()
        with self._index.reading() as ledger:
            hits = ledger.finding.suggest(terms(query), SUGGESTED) if ledger else []
        said = [
            query,
            [hit.label for hit in hits],
            [kind_in_words(hit) for hit in hits],
            [self._config.base_iri + hit.path for hit in hits],
        ]
        response = Response(json.dumps(said, ensure_ascii=False), content_type=SUGGESTIONS)
        response.cache_control.max_age = 60
        return response

    def opensearch(self) -> AnyResponse:
        """The OpenSearch description document, by which browsers and programs find the search."""
        body = description(self._config.base_iri, self._config.site_name)
        return conditional(Response(content_type=DESCRIPTION), "", lambda: body)

    # --- forms ------------------------------------------------------------------------------

    def _answer(self, form: Offer) -> AnyResponse:
        reader = self._published.current()
        with self._index.reading() as ledger:
            lines = state_of(ledger) if ledger else ""
        state = reader.version and f"{reader.version} {lines} {self._config.site_name}"
        key = (form.media_type, request.script_root, request.full_path)
        response = Response(content_type=form.content_type)
        body = partial(self._json if form is JSON else self._html, reader)
        return conditional(response, state, lambda: self._rendered.of(state, key, body))

    def _html(self, reader: Reader) -> str:
        return render_template("search.html", page=self._found(reader))

    def _json(self, reader: Reader) -> str:
        said = as_json(self._found(reader), self._config.base_iri, request.script_root)
        return json.dumps(said, ensure_ascii=False, indent=2)

    def _found(self, reader: Reader) -> SearchPage:
        query, only = _query(), _only()
        asked = terms(query)
        with self._index.reading() as ledger:
            if ledger is None or not asked:
                return SearchPage(query, only=only)
            hits = {group: _hits(ledger.finding, group, asked, only) for group in GROUPS}
            meant = _meant(ledger.finding, asked, hits)
        number, pages = (1, 1)
        if only:
            number, pages = numbered(min(hits[only].total, RANKED), PAGE_SIZE)
        lists = self._listings(reader)
        return SearchPage(
            query,
            tuple(group_of(group, hits[group], lists, self._config.base_iri) for group in GROUPS),
            only,
            number,
            pages,
            meant,
        )

    def _listings(self, reader: Reader) -> Listings:
        paths = Paths(self._config.base_iri, request.script_root)
        return Listings(reader, Kept(reader.version, paths))


def _query() -> str:
    return " ".join(request.args.get("q", "")[:LONGEST_QUERY].split())


def _only() -> Group | None:
    return next((group for group in GROUPS if group == request.args.get("in")), None)


def _hits(finding: Finding, group: Group, asked: Sequence[str], only: Group | None) -> Hits:
    if only is None:
        return finding.find(group, asked, AT_ONCE[group])
    if group != only:
        return finding.find(group, asked, 0)
    number = max(1, request.args.get("page", 1, type=int))
    return finding.find(group, asked, PAGE_SIZE, PAGE_SIZE * (min(number, RANKED) - 1))


def _meant(finding: Finding, asked: Sequence[str], hits: dict[Group, Hits]) -> str:
    """A query that is probably meant, where hardly anything was found and it finds something."""
    if hits["films"].total or hits["people"].total or hits["reviews"].total > FEW:
        return ""
    meant = finding.correct(asked)
    found = meant and any(finding.find(group, meant, 0).total for group in GROUPS)
    return " ".join(meant) if found else ""
