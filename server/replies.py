"""What programs are answered with: headers, validators, the body that a query worker wrote."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import NamedTuple

import msgspec
from werkzeug.http import parse_etags

from graph.formats import Format
from server.config import Config
from server.engine import Answer, Question
from server.policies import HEADERS, OPEN, RESULT_POLICY
from server.protocol import Query

NORMALIZED = "Triplebill-Normalized"
LIMITS = "Triplebill-Limits"

_OK, _NOT_MODIFIED = (f"{s} {s.phrase}" for s in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED))

Headers = tuple[tuple[str, str], ...]


class Reply(NamedTuple):
    """An answer: headers that others have, too, and those of its own."""

    status: str
    common: Headers
    own: Headers
    body: bytes

    @property
    def headers(self) -> list[tuple[str, str]]:
        """All of them, as WSGI has them."""
        return [*self.common, *self.own]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request means, whatever the graph holds; `headers` are those of its answers."""

    query: Query
    question: Question
    headers: Headers

    def reply(self, answer: Answer) -> Reply:
        """The answer with all headers."""
        length = "Content-Length", str(len(answer.body))
        own = *_validators(self.question, answer.version), length
        return Reply(_OK, self.headers, own, answer.body)

    def not_modified(self, known: str, version: str) -> Reply | None:
        """304 where a client's `If-None-Match` names the answer (RFC 9110, section 13.1.2)."""
        validators = _validators(self.question, version)
        tag = dict(validators).get("ETag")
        if tag is None or not parse_etags(known).contains_raw(tag):
            return None
        kept = tuple(pair for pair in self.headers if pair[0] != "Content-Type")
        return Reply(_NOT_MODIFIED, kept, validators, b"")


def headers_of(config: Config, format_: Format, normalized: bool) -> Headers:
    """What all answers in a format have in common."""
    return (
        ("Content-Type", format_.content_type),
        *(HEADERS | {"Content-Security-Policy": RESULT_POLICY}).items(),
        (LIMITS, stated_limits(config)),
        *OPEN.items(),
        ("Vary", "Accept"),
        *([(NORMALIZED, "schema.org")] if normalized else []),
    )


def stated_limits(config: Config) -> str:
    """What a query may take, as a header."""
    return (
        f"query-bytes={config.max_query_bytes}, timeout-s={config.query_timeout_s}, "
        f"memory-mb={config.query_memory_mb}, result-bytes={config.max_result_bytes}"
    )


def _validators(question: Question, version: str) -> Headers:
    """How long an answer is good: until the graph changes, as its ETag says.

    Weak, since the order of triples and rows is not part of a result.
    """
    if question.volatile or not version:
        return (("Cache-Control", "no-store"),)
    tag = sha256(msgspec.msgpack.encode((version, question))).hexdigest()[:32]
    return ("Cache-Control", "no-cache"), ("ETag", f'W/"{tag}"')
