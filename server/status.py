"""How the site stands, for its owner: what was not published, what waits for a decision, where
reviews disagree, what keeps pages from rich results, and what is served."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import msgspec
from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from graph.conflicts import Conflict, Contradiction
from graph.findings import Finding, findings
from graph.ledger import Entry
from graph.ledger.entries import Outcome
from graph.ledger.runs import Run
from graph.linting import DATED
from graph.standing import Standing
from graph.store import Published
from graph.store.snapshots import SnapshotReader
from server.access import Access, Session
from server.config import Config
from server.login import to_login
from server.negotiation import HTML
from server.pages.lists import numbered
from server.pages.wording import property_label
from server.record import Record
from server.words import counted

FEW, PAGE_SIZE = 10, 50
"""Entries of a list on the first page, and on a page of its own."""

FURTHEST = 2**31
"""A page that no list has."""

SENTENCES = 3
"""Sentences about one document on the first page."""

LISTS: dict[str, tuple[str, tuple[Outcome, ...]]] = {
    "rejects": ("Not published in this form", ("rejected", "unreadable")),
    "skipped": ("Not reviews", ("skipped",)),
    "conflicts": ("Disagreements", ()),
    "runs": ("What was run", ()),
}
"""The lists that have pages of their own: their titles, and the outcomes that they show."""

PATH = "status"


def status_blueprint(
    config: Config, published: Published, record: Record, access: Access
) -> Blueprint:
    """`/status`, its lists, and `/status.json`."""
    status = _Status(config, published, record, access)
    blueprint = Blueprint("status", __name__)
    blueprint.add_url_rule(f"/{PATH}", "status", status.status)
    blueprint.add_url_rule(f"/{PATH}/<any({','.join(LISTS)}):name>", "list", status.list)
    blueprint.add_url_rule(f"/{PATH}.json", "data", status.data)
    return blueprint


@dataclass(frozen=True, slots=True)
class Input:
    """An input that was not published: the sentences say why, each with what to change."""

    source: str
    outcome: Outcome
    reason: str
    findings: tuple[Finding, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Value:
    """A value that documents claim, how many of them, and the first of these."""

    text: str
    documents: int
    example: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What documents say of a film, the published value first."""

    film: str
    property: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Served:
    """The graph that readers see: its version, when it was made (ISO 8601, empty where nobody
    tells), its triples, what keeps it, and what all its addresses begin with."""

    version: str
    made: str
    age: str
    triples: int
    engine: str
    base_iri: str


@dataclass(frozen=True, slots=True)
class StatusPage:
    """The first page: the head of each list."""

    standing: Standing
    inputs: tuple[Input, ...]
    not_published: int
    conflicts: tuple[Disagreement, ...]
    contradictions: tuple[Input, ...]
    runs: tuple[Run, ...]
    kept_runs: int
    served: Served
    rules: str
    csrf: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a page of a list shows, of so many; `known` are more where not all are kept."""

    total: int
    known: int = 0
    inputs: tuple[Input, ...] = ()
    conflicts: tuple[Disagreement, ...] = ()
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusList:
    """One page of one list; `pages` is how many there are."""

    name: str
    title: str
    number: int
    pages: int
    csrf: str
    found: Found


class _Status:
    def __init__(
        self, config: Config, published: Published, record: Record, access: Access
    ) -> None:
        self._config = config
        self._published = published
        self._record = record
        self._access = access
        self._counted: tuple[str, int] = ("", 0)

    def status(self) -> AnyResponse:
        """Everything at a glance."""
        session = self._session()
        if session is None:
            return to_login()
        standing = self._record.standing()
        entries, total = self._record.not_published(LISTS["rejects"][1], FEW, 1)
        runs, kept = self._record.runs(FEW, 1)
        page = StatusPage(
            standing,
            tuple(map(partial(_input, most=SENTENCES), entries)),
            total,
            tuple(map(_disagreement, standing.conflicts[:FEW])),
            tuple(map(_contradiction, standing.contradictions[:FEW])),
            tuple(runs),
            kept,
            self._served(),
            DATED,
            session.csrf,
        )
        return _page(render_template("status.html", page=page, who=session.who))

    def list(self, name: str) -> AnyResponse:
        """One page of a list; 404 beyond its end."""
        session = self._session()
        if session is None:
            return to_login()
        asked = request.args.get("page", 1, type=int)
        found = self._found(name, min(max(1, asked), FURTHEST))
        number, pages = numbered(found.total, PAGE_SIZE)
        title, csrf = LISTS[name][0], session.csrf
        page = StatusList(name, title, number, pages, csrf, found)
        body = render_template("status_list.html", page=page, who=session.who)
        return _page(body)

    def _found(self, name: str, number: int) -> Found:
        """One page of a list."""
        if outcomes := LISTS[name][1]:
            entries, total = self._record.not_published(outcomes, PAGE_SIZE, number)
            return Found(total, inputs=tuple(map(_input, entries)))
        if name == "runs":
            runs, total = self._record.runs(PAGE_SIZE, number)
            return Found(total, runs=tuple(runs))
        standing, start = self._record.standing(), PAGE_SIZE * (number - 1)
        some = map(_disagreement, standing.conflicts[start : start + PAGE_SIZE])
        return Found(len(standing.conflicts), standing.disagreements, conflicts=tuple(some))

    def data(self) -> AnyResponse:
        """The same for scripts, which send the token; a browser that is logged in may look too."""
        if self._access.session() is None:
            self._access.bearer()
        entries, total = self._record.not_published(LISTS["rejects"][1], PAGE_SIZE, 1)
        members = {
            **msgspec.structs.asdict(self._record.standing()),
            "not_published": {"total": total, "first": [_input(entry) for entry in entries]},
            "runs": self._record.runs(PAGE_SIZE, 1)[0],
            "served": self._served(),
        }
        response = Response(msgspec.json.encode(members), content_type="application/json")
        response.cache_control.no_store = True
        return response

    def _session(self) -> Session | None:
        self._access.require_open()
        return self._access.session()

    def _served(self) -> Served:
        reader = self._published.current()
        made = None
        with suppress(OSError):  # a newer one may have come, and this one gone
            if isinstance(reader, SnapshotReader) and reader.path:
                made = reader.path.stat().st_mtime
        if not reader.version or self._counted[0] != reader.version:
            self._counted = reader.version, reader.count()
        return Served(
            reader.version,
            datetime.fromtimestamp(made, UTC).isoformat(timespec="seconds") if made else "",
            _ago(time.time() - made) if made else "",
            self._counted[1],
            self._config.engine_query_url or "Oxigraph, in the site’s folder",
            self._config.base_iri,
        )


def _input(entry: Entry, most: int = PAGE_SIZE) -> Input:
    found = findings(entry, "Violation")
    reason = "" if found else entry.reason
    return Input(entry.source, entry.ended, reason, tuple(found[:most]), max(0, len(found) - most))


def _contradiction(found: Contradiction) -> Input:
    told = Finding("Info", found.property, found.sentence, line=found.line)
    return Input(found.source, "published", "", (told,))


def _disagreement(conflict: Conflict) -> Disagreement:
    values = [Value(text, len(sources), sources[0]) for text, sources in conflict.values]
    return Disagreement(conflict.film, property_label(conflict.property), tuple(values))


def _ago(seconds: float) -> str:
    """How long ago something was, roughly.

    >>> _ago(7), _ago(100), _ago(7_300), _ago(200_000)
    ('just now', '1 minute ago', '2 hours ago', '2 days ago')
    """
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if (number := int(seconds // size)) > 0:
            return f"{counted(number, unit)} ago"
    return "just now"


def _page(body: str) -> AnyResponse:
    response = Response(body, content_type=HTML.content_type)
    response.cache_control.no_store = True
    return response
