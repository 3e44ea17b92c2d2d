"""The queue of open links in a browser, and what a person decides about a film's link.

Forms only, no script. A decision says what its page has shown; where that has changed since,
nothing is decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, Conflict
from werkzeug.wrappers import Response as AnyResponse

from graph.cases import Case, case
from graph.ledger import Ledger, Thing
from graph.linking import Answer, Ruling, film_key
from server.access import Access, Session
from server.login import own_path, to_login
from server.negotiation import HTML
from server.pages import decisions
from server.pages.links import case_page, state_of
from server.record import Record
from server.writing import Writer

PATH = "links/open"

LARGEST_ID = 2**63 - 1


def deciding_blueprint(access: Access, writer: Writer, record: Record) -> Blueprint:
    """`/links/open` and `/links/decide`."""
    deciding = _Deciding(access, writer, record)
    blueprint = Blueprint("deciding", __name__)
    blueprint.add_url_rule(f"/{PATH}", "open", deciding.open)
    blueprint.add_url_rule("/links/decide", "decide", deciding.decide, methods=["POST"])
    return blueprint


class _Deciding:
    def __init__(self, access: Access, writer: Writer, record: Record) -> None:
        self._access = access
        self._writer = writer
        self._record = record

    def open(self) -> AnyResponse:
        """One film whose link waits for a decision, the first after those that were skipped."""
        self._access.require_open()
        session = self._access.session()
        if session is None:
            return to_login()
        after = _number(request.args, "after")
        known, waiting = self._record.open_case(after)
        back = f"/{PATH}?after={after}"
        page = decisions.OpenPage(
            case=case_page(known, session, back, request.script_root) if known else None,
            waiting=waiting,
            skip=f"/{PATH}?after={known.film}" if known else f"/{PATH}",
            csrf=session.csrf,
            before=self._before(session, back),
        )
        response = Response(
            render_template("open.html", page=page, who=session.who), content_type=HTML.content_type
        )
        response.cache_control.no_store = True
        return response

    def _before(self, session: Session, back: str) -> decisions.LinksPage | None:
        """The film that was decided just before, with what can be taken back."""
        film = _number(request.args, "decided")
        known = self._record.case(film) if film and self._record.is_film(film) else None
        return (
            case_page(known, session, back, request.script_root)
            if known and known.rulings
            else None
        )

    def decide(self) -> AnyResponse:
        """Keep a decision, publish what follows, and lead on."""
        self._access.require_open()
        session = self._access.session()
        if session is None:
            return to_login()
        self._access.check_form(session)
        back = own_path(request.form.get("back", ""))
        with self._writer.job() as job:
            known = _seen(job.ledger)
            rulings, undone = _decided(known, session.who)
            with job.ledger.recording("decide", known.heading) as counts:
                counts.links = job.rule(rulings, undone=undone)
            film = _film_of(job.ledger, known)
        if back.startswith(f"/{PATH}"):
            back = f"{back}&decided={film.id}"
        elif film.slug:
            back = f"/movie/{film.slug}/links"
        return redirect(request.script_root + back, HTTPStatus.SEE_OTHER)


def _number(given: MultiDict[str, str], name: str) -> int:
    """An id that the ledger may have; 0 for anything else."""
    number = given.get(name, 0, type=int)
    return number if 0 < number <= LARGEST_ID else 0


def _seen(ledger: Ledger) -> Case:
    """The film of the form, where it still is what the form's page has shown."""
    film = _number(request.form, "film")
    try:
        known = case(ledger, film)
    except KeyError:
        known = None
    if known is None or state_of(known) != request.form.get("seen"):
        raise Conflict(
            "This film or its candidates have changed since the page was made, and nothing was "
            "decided. Load the page again and look once more."
        )
    return known


def _film_of(ledger: Ledger, known: Case) -> Thing:
    """The film of the same documents now: a decision may join films, and part them."""
    entries = filter(None, map(ledger.documents.get, known.sources))
    film = next((entry.movie for entry in entries if entry.movie), known.film)
    return ledger.things.get(film)


def _decided(known: Case, who: str) -> tuple[list[Ruling], Sequence[str]]:
    """What the form decides, and the sources whose former decisions it takes back. Raises
    `BadRequest`."""
    answer, _, key = request.form.get("answer", "").partition(" ")
    if answer == "undo":
        return _kept(known, key), known.sources
    candidates = {film_key(each.film): each.film for each in known.candidates}
    if known.link.film:
        candidates.setdefault(known.link.key, known.link.film)
    given: dict[str, Answer] = {"accept": "accepted", "reject": "rejected", "none": "none"}
    if answer not in given or (answer != "none" and key not in candidates):
        raise BadRequest("Say what you decide: accept or reject a candidate, or none.")
    film = None if answer == "none" else candidates[key]
    return known.ruling(given[answer], film, who), ()


def _kept(known: Case, undone: str) -> list[Ruling]:
    """All decisions about a film but one, which is taken back."""
    kept = [ruling for ruling in known.rulings if f"{ruling.answer} {ruling.key}" != undone]
    if len(kept) == len(known.rulings):
        raise BadRequest("There is no such decision to take back.")
    return kept
