"""Reviews over HTTP, for holders of a token: POST to `/reviews`, PUT and DELETE below it.

What is sent goes the way of a file that is added. Its name makes the next one under the same
name take its place: from the path, else `Slug` (RFC 5023, section 9.7), `?name=`, the name of an
uploaded file, the `@id`, `id` or `url` of a JSON object, else from its bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

import msgspec
from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import BadRequest, NotFound, UnsupportedMediaType
from werkzeug.wrappers import Response as AnyResponse

from graph.documents.files import LARGEST, file_of
from graph.documents.sent import PREFIX, SUFFIXES, Sent, name_of
from graph.errors import StateError
from graph.findings import findings
from graph.ingest import Job, Receipt
from graph.ledger import Entry
from server.access import Access
from server.conditions import require_met, tag_of
from server.config import Config
from server.problems import KEPT, Problem, log
from server.record import Record
from server.writing import Writer

PATH = "reviews"

JSON = "application/json"
FORM = "multipart/form-data"
TAKEN = ", ".join((*SUFFIXES, FORM))


def receiving_blueprint(
    config: Config, access: Access, writer: Writer, record: Record
) -> Blueprint:
    """The routes for sending, replacing and withdrawing reviews."""
    receiving = _Receiving(config, access, writer, record)
    blueprint = Blueprint("receiving", __name__)
    blueprint.add_url_rule(f"/{PATH}", "post", receiving.post, methods=["POST"])
    methods = ["GET", "PUT", "DELETE"]
    blueprint.add_url_rule(f"/{PATH}/<name>", "named", receiving.named, methods=methods)
    blueprint.after_request(_say_what_is_taken)
    return blueprint


class _Receiving:
    def __init__(self, config: Config, access: Access, writer: Writer, record: Record) -> None:
        self._config = config
        self._access = access
        self._writer = writer
        self._record = record

    def post(self) -> Response:
        """Take in a review under the name that it brings."""
        self._access.bearer()
        media_type, body, filename = _body()
        name = next(filter(None, _names(media_type, body, filename)))
        return self._take(Sent(name_of(name), SUFFIXES[media_type], body))

    def named(self, name: str) -> AnyResponse:
        """What is done with a review of that name."""
        views = {"PUT": self.put, "DELETE": self.delete}
        return views.get(request.method, self.find)(name)

    def put(self, name: str) -> Response:
        """Take in a review under a name."""
        self._access.bearer()
        media_type, body, _ = _body()
        return self._take(Sent(name_of(name), SUFFIXES[media_type], body))

    def delete(self, name: str) -> Response:
        """Withdraw what was sent under a name; its address answers that it is gone."""
        self._access.bearer()
        return _accepted_where_kept(name_of(name), partial(self._withdraw, name_of(name)))

    def _withdraw(self, name: str) -> Response:
        source = PREFIX + name
        with self._writer.job() as job:
            parts = job.ledger.documents.parts(source)
            if not parts:
                raise NotFound(f"Nothing was sent under the name “{name}”.")
            require_met(job.ledger, name)
            with job.ledger.recording("DELETE", source) as counts:
                counts.withdrawn = len(job.withdraw(parts))
        return Response(status=HTTPStatus.NO_CONTENT)

    def find(self, name: str) -> AnyResponse:
        """Lead to the page of what was sent under a name."""
        if path := self._record.page_of(PREFIX + name_of(name)):
            response = redirect(f"{request.script_root}/{path}", HTTPStatus.SEE_OTHER)
            if sent := self._record.sent(name_of(name)):
                response.set_etag(tag_of(sent))
            return response
        raise NotFound(f"Nothing is published under the name “{name_of(name)}”.")

    def _take(self, sent: Sent) -> Response:
        return _accepted_where_kept(sent.name, partial(self._publish, sent))

    def _publish(self, sent: Sent) -> Response:
        with self._writer.job() as job:
            require_met(job.ledger, sent.name)
            with job.ledger.recording(request.method, sent.source) as counts:
                receipt = job.receive(sent)
                receipt.summary.tell(counts)
            pages = {entry.source: _page(job, entry) for entry in receipt.entries}
        if receipt.faults or not receipt.entries:
            return _refused(sent, receipt)
        response = _json(
            {
                "name": sent.name,
                "outcome": "unchanged" if receipt.summary.unchanged == len(pages) else "published",
                "reviews": [
                    {
                        "source": entry.source,
                        "page": self._config.base_iri + pages[entry.source],
                        "findings": findings(entry),
                    }
                    for entry in receipt.entries
                ],
            },
            HTTPStatus.CREATED if receipt.new else HTTPStatus.OK,
        )
        if len(pages) == 1:
            response.headers["Location"] = f"{request.script_root}/{next(iter(pages.values()))}"
        # RFC 9110, section 9.3.4: of what was put only where it was not changed.
        if request.method == "POST" or request.get_data() == sent.body:
            response.set_etag(tag_of(sent))
        return response


# --- what is sent ---------------------------------------------------------------------------


def _body() -> tuple[str, bytes, str]:
    """Media type, bytes, in UTF-8 where they are text, and file name, of the request's body."""
    if request.content_encoding not in (None, "", "identity"):
        raise UnsupportedMediaType("Send the review without a Content-Encoding.")
    if "Content-Range" in request.headers:  # RFC 9110, section 14.5
        raise BadRequest("Send the whole review, without a Content-Range.")
    if request.mimetype == FORM:
        return _uploaded()
    request.max_content_length = LARGEST  # without what a form adds
    return _checked(request.mimetype), _utf8(request.get_data(), request.mimetype_params), ""


def _uploaded() -> tuple[str, bytes, str]:
    files = list(request.files.values())
    if len(files) != 1:
        raise BadRequest("Send one file in the form, the review.")
    file = files[0]
    media_type = file.mimetype if file.mimetype in SUFFIXES else _guessed(file.filename or "")
    body = _utf8(file.read(), file.mimetype_params)
    return _checked(media_type), body, PurePath(file.filename or "").stem


def _guessed(filename: str) -> str:
    """The media type by the end of a name; what browsers say of Markdown is of no use."""
    suffix = PurePath(filename).suffix.lower()
    return next((media_type for media_type, known in SUFFIXES.items() if known == suffix), "")


def _checked(media_type: str) -> str:
    if media_type not in SUFFIXES:
        raise UnsupportedMediaType(f"Send a review as one of {TAKEN}.")
    return media_type


def _utf8(body: bytes, parameters: dict[str, str]) -> bytes:
    """The bytes in UTF-8 where a charset is stated; readers guess where none is."""
    charset = parameters.get("charset")
    if charset is None:
        return body
    try:
        return body.decode(charset).encode()
    except UnicodeError:
        raise BadRequest(f"The body is not in the charset that it states, {charset}.") from None
    except (LookupError, ValueError):  # ValueError: a name with a null character
        raise UnsupportedMediaType(f"There is no charset “{charset[:40]}”; send UTF-8.") from None


def _names(media_type: str, body: bytes, filename: str) -> Iterator[str]:
    """What the review may be named after, the best first, never nothing in the end."""
    yield unquote(request.headers.get("Slug", "")).strip()
    yield request.args.get("name", "").strip()
    yield filename
    if media_type.endswith("json"):
        yield _identifier(body)
    yield f"x-{hashlib.sha256(body).hexdigest()[:16]}"


def _identifier(body: bytes) -> str:
    with suppress(ValueError, RecursionError):
        said = json.loads(body)
        known = (said.get(key) for key in ("@id", "id", "url")) if isinstance(said, dict) else ()
        return next((f"{value}" for value in known if isinstance(value, (str, int))), "")
    return ""


# --- what is answered -----------------------------------------------------------------------


def _say_what_is_taken(response: Response) -> Response:
    """Linked Data Platform 1.0, section 7.1, and RFC 9110, section 15.5.16."""
    refused = response.status_code == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    if refused or (request.method == "OPTIONS" and request.path.endswith(PATH)):
        response.headers["Accept-Post"] = TAKEN
    return response


def _accepted_where_kept(name: str, change: Callable[[], Response]) -> Response:
    """The answer to a change; 202 where it is in the ledger and could not be published
    (RFC 9110, section 15.3.3)."""
    try:
        return change()
    except StateError as error:
        if not error.kept:
            raise
        log(error)
        said = {"name": name, "outcome": "kept", "detail": KEPT}
        return _json(said, HTTPStatus.ACCEPTED)


def _page(job: Job, entry: Entry) -> str:
    """The path of the page about an entry, of its film where it has none; empty without any."""
    kept = job.ledger.documents.get(entry.source)
    thing = kept and (kept.page or kept.movie)
    found = job.ledger.things.get(thing) if thing else None
    return found.path if found else ""


def _refused(sent: Sent, receipt: Receipt) -> Response:
    """422 with what is wrong, for each review that has a fault."""
    reasons = [entry.reason for entry in receipt.faults] or ["There is no review in it."]
    stays = "" if receipt.kept else " What was published under this name stays."
    problem = Problem(HTTPStatus.UNPROCESSABLE_ENTITY, reasons[0] + stays)
    faults = [
        {
            "part": entry.source.removeprefix(file_of(entry.source)),
            "outcome": entry.outcome,
            "reason": entry.reason,
            "findings": findings(entry, "Violation"),
        }
        for entry in receipt.faults
    ]
    return _problem(problem, {"name": sent.name, "faults": faults})


def _problem(problem: Problem, more: dict[str, Any]) -> Response:
    response = _json({**problem.members(), **more}, problem.status)
    response.content_type = "application/problem+json"
    return response


def _json(said: dict[str, Any], status: int) -> Response:
    encoded = msgspec.json.format(msgspec.json.encode(said), indent=2)
    response = Response(encoded + b"\n", status, content_type=JSON)
    response.cache_control.no_store = True
    return response
