"""The SPARQL 1.1 Protocol as a client of one engine: requests, patience, and plain errors.

SPARQLWrapper makes the requests. Everything sent is idempotent, so what may have failed on the
way is sent again.
"""

from __future__ import annotations

import http.client
import random
import threading
import time
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import version
from urllib.error import HTTPError, URLError
from urllib.request import parse_http_list, parse_keqv_list

from SPARQLWrapper import BASIC, DIGEST, INSERT, POST, SELECT, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from graph.errors import EngineError

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"

TIMEOUT_S = 60
ATTEMPTS = 5
LONGEST_PAUSE_S = 30.0

_AGENT = f"triplebill/{version('triplebill')}"
_AGAIN = {429, 502, 503, 504}
_LONGEST_ANSWER = 300

# SPARQLWrapper keeps digest credentials in urllib's one global opener.
_global_opener = threading.Lock()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine sent back; `truncated` where it says that it left rows out."""

    body: bytes
    truncated: bool


class Client:
    """Talks to one engine about one named graph; may be shared by threads.

    Without `update_url` updates go to `query_url`. `user` and `password` are used for Basic
    or, where the engine asks for it, Digest authentication (RFC 7617, RFC 7616).
    """

    def __init__(
        self, query_url: str, update_url: str, graph: str, user: str = "", password: str = ""
    ) -> None:
        self.query_url = query_url
        self.update_url = update_url or query_url
        self._graph = graph
        self._user = user
        self._password = password
        self._realm = ""  # of the digest challenge, once there was one

    def query(self, sparql: str, media_type: str) -> Answer:
        """The answer to a query on the graph, in that media type. Raises `EngineError`."""
        wrapper = self._wrapper(sparql, SELECT)
        wrapper.addDefaultGraph(self._graph)
        wrapper.addCustomHttpHeader("Accept", media_type)
        body, headers = self._send(wrapper, self.query_url)
        found = headers.get_content_type()
        if found != media_type:
            raise EngineError(
                f"{self.query_url} answered with {found} and not with {media_type}."
                " Check that it is the address of a SPARQL endpoint."
            )
        # Virtuoso: 200 with a part of the rows, and a header when its row limit was reached, or
        # its time limit.
        return Answer(body, bool({"X-SPARQL-MaxRows", "X-SQL-State"} & set(headers)))

    def update(self, sparql: str) -> None:
        """Carry out an update that names its graph. Raises `EngineError`."""
        self._send(self._wrapper(sparql, INSERT), self.update_url)

    def _wrapper(self, sparql: str, form: str) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(self.query_url, self.update_url, agent=_AGENT)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(TIMEOUT_S)
        # setQuery() would guess the form from the text by regular expressions; it is known here,
        # and decides only whether this is an update.
        wrapper.queryString, wrapper.queryType = sparql, form
        return wrapper

    def _send(self, wrapper: SPARQLWrapper, url: str) -> tuple[bytes, Message]:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._exchange(wrapper, url)
            except (HTTPError, SPARQLWrapperException) as error:
                status, headers = _refusal(error)
                if self._challenged(status, headers):
                    continue
                if status not in _AGAIN or attempt == ATTEMPTS:
                    raise EngineError(self._sentence(url, status, error)) from error
                time.sleep(_pause(attempt, headers.get("Retry-After", "")))
            except (URLError, OSError, http.client.HTTPException) as error:
                if attempt == ATTEMPTS:
                    raise EngineError(
                        f"The SPARQL engine at {url} cannot be reached"
                        f" ({getattr(error, 'reason', error)}). Check that it runs and that"
                        " the address in the settings is right."
                    ) from error
                time.sleep(_pause(attempt, ""))
        raise EngineError(f"{url} does not accept user and password. Check them in the settings.")

    def _exchange(self, wrapper: SPARQLWrapper, url: str) -> tuple[bytes, Message]:
        if self._user:
            wrapper.setCredentials(self._user, self._password, self._realm)
            wrapper.setHTTPAuth(DIGEST if self._realm else BASIC)
        if self._user and self._realm:
            with _global_opener:
                response = wrapper.query().response
        else:
            response = wrapper.query().response
        with response:
            # urllib follows a redirect of a POST with a GET, so nothing was updated.
            if response.geturl().partition("?")[0] != url.partition("?")[0]:
                raise EngineError(
                    f"{url} redirects to {response.geturl()}. Set that address instead."
                )
            return response.read(), response.headers

    def _challenged(self, status: int, headers: Message) -> bool:
        """Whether this is the first time that digest authentication is asked for."""
        scheme, _, rest = headers.get("WWW-Authenticate", "").partition(" ")
        if status != 401 or scheme.lower() != "digest" or not self._user or self._realm:
            return False
        pairs = [pair for pair in parse_http_list(rest) if "=" in pair]
        self._realm = parse_keqv_list(pairs).get("realm", "")
        return bool(self._realm)

    def _sentence(self, url: str, status: int, error: Exception) -> str:
        if status in (401, 403):
            return (
                f"{url} does not let {self._user or 'an anonymous user'} do this (HTTP {status})."
                " Check user and password in the settings, and the rights of that user."
            )
        said = " ".join(_words(error).split())[:_LONGEST_ANSWER]
        return f"The SPARQL engine at {url} answered HTTP {status}: {said or 'nothing more'}"


def _refusal(error: Exception) -> tuple[int, Message]:
    """Status and headers; SPARQLWrapper's own exceptions keep urllib's as their context."""
    cause = error if isinstance(error, HTTPError) else error.__context__
    return (cause.code, cause.headers) if isinstance(cause, HTTPError) else (0, Message())


def _words(error: Exception) -> str:
    if isinstance(error, HTTPError):
        return error.read(_LONGEST_ANSWER).decode(errors="replace")
    return str(error)


def _pause(attempt: int, retry_after: str) -> float:
    """Seconds to wait: what the engine asks for, else doubling from half a second, with jitter."""
    if retry_after.strip().isdecimal():
        return min(float(retry_after), LONGEST_PAUSE_S)
    return float(min(2.0 ** (attempt - 2), LONGEST_PAUSE_S) * random.uniform(0.75, 1.25))  # noqa: S311
