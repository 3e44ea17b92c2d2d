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
from urllib.request import build_opener, install_opener, parse_http_list, parse_keqv_list

from SPARQLWrapper import BASIC, DIGEST, INSERT, POST, SELECT, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from graph.engines import is_cut, refusal
from graph.errors import EngineError, ResultTooLargeError, UnavailableError

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"

LONGEST_PAUSE_S = 30.0

_AGENT = f"triplebill/{version('triplebill')}"
_AGAIN = {429, 502, 503, 504}
_LONGEST_ANSWER = 300

# SPARQLWrapper puts digest credentials into urllib's one global opener, where every later request
# of the process would use them.
_global_opener = threading.Lock()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine sent back; `truncated` where it says that it left rows out."""

    body: bytes
    truncated: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one attempt may take without a sign of life, how many there are, and how long
    the answer may be, where that is limited."""

    timeout_s: int = 60
    attempts: int = 5
    max_bytes: int | None = None


TRUSTED = Limits()
"""For the queries and updates of this program's own."""


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

    def query(self, sparql: str, media_type: str, limits: Limits = TRUSTED) -> Answer:
        """The answer to a query on the graph, in that media type.

        Raises `EngineError`, `UnavailableError`, and `ResultTooLargeError` beyond the limit.
        """
        wrapper = self._wrapper(sparql, SELECT, limits)
        wrapper.addDefaultGraph(self._graph)
        wrapper.addCustomHttpHeader("Accept", media_type)
        body, headers = self._send(wrapper, self.query_url, limits)
        found = headers.get_content_type()
        if found != media_type:
            raise EngineError(
                f"{self.query_url} answered with {found} and not with {media_type}."
                " Check that it is the address of a SPARQL endpoint."
            )
        return Answer(body, is_cut(headers))

    def update(self, sparql: str) -> None:
        """Carry out an update that names its graph. Raises `EngineError`."""
        self._send(self._wrapper(sparql, INSERT), self.update_url)

    def _wrapper(self, sparql: str, form: str, limits: Limits = TRUSTED) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(self.query_url, self.update_url, agent=_AGENT)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(limits.timeout_s)
        # setQuery() would guess the form from the text by regular expressions; it is known here,
        # and decides only whether this is an update.
        wrapper.queryString, wrapper.queryType = sparql, form
        return wrapper

    def _send(
        self, wrapper: SPARQLWrapper, url: str, limits: Limits = TRUSTED
    ) -> tuple[bytes, Message]:
        for attempt in range(1, limits.attempts + 1):
            try:
                return self._exchange(wrapper, url, limits.max_bytes)
            except (HTTPError, SPARQLWrapperException) as error:
                status, headers = refusal(error)
                if self._challenged(url, status, headers):
                    return self._send(wrapper, url, limits)
                sentence = self._sentence(url, status, error)
                if status not in _AGAIN:
                    raise EngineError(sentence) from error
                if attempt == limits.attempts:
                    raise UnavailableError(sentence) from error
                time.sleep(_pause(attempt, headers.get("Retry-After", "")))
            except (URLError, OSError, http.client.HTTPException) as error:
                if attempt == limits.attempts:
                    raise UnavailableError(
                        f"The SPARQL engine at {url} cannot be reached"
                        f" ({getattr(error, 'reason', error)}). Check that it runs and that"
                        " the address in the settings is right."
                    ) from error
                time.sleep(_pause(attempt, ""))
        raise EngineError(f"{url} does not accept user and password. Check them in the settings.")

    def _exchange(
        self, wrapper: SPARQLWrapper, url: str, max_bytes: int | None
    ) -> tuple[bytes, Message]:
        if self._user:
            wrapper.setCredentials(self._user, self._password, self._realm)
            wrapper.setHTTPAuth(DIGEST if self._realm else BASIC)
        if self._user and self._realm:
            with _global_opener:
                try:
                    response = wrapper.query().response
                finally:
                    install_opener(build_opener())
        else:
            response = wrapper.query().response
        with response:
            # urllib follows a redirect of a POST with a GET, so nothing was updated.
            if response.geturl().partition("?")[0] != url.partition("?")[0]:
                raise EngineError(
                    f"{url} redirects to {response.geturl()}. Set that address instead."
                )
            body = response.read() if max_bytes is None else response.read(max_bytes + 1)
            if max_bytes is not None and len(body) > max_bytes:
                raise ResultTooLargeError(
                    f"The result is larger than {max_bytes} bytes, the limit here. Ask for less."
                )
            return body, response.headers

    def _challenged(self, url: str, status: int, headers: Message) -> bool:
        """Whether the engine has just asked for digest authentication for the first time."""
        if status != 401 or not self._user or self._realm:
            return False
        # Virtuoso gives no challenge to a request that came with Basic credentials.
        self._realm = _realm(headers) or _realm(self._anonymous(url))
        return bool(self._realm)

    def _anonymous(self, url: str) -> Message:
        """The headers with which a question without credentials is refused."""
        wrapper = self._wrapper("ASK {}", SELECT)
        wrapper.endpoint = url
        try:
            wrapper.query().response.close()
        except (OSError, http.client.HTTPException, SPARQLWrapperException) as error:
            return refusal(error)[1]
        return Message()

    def _sentence(self, url: str, status: int, error: Exception) -> str:
        if status in (401, 403):
            return (
                f"{url} does not let {self._user or 'an anonymous user'} do this (HTTP {status})."
                " Check user and password in the settings, and the rights of that user."
            )
        said = " ".join(_words(error).split())[:_LONGEST_ANSWER]
        return f"The SPARQL engine at {url} answered HTTP {status}: {said or 'nothing more'}"


def _realm(headers: Message) -> str:
    """The realm of a digest challenge (RFC 7616, section 3.3), empty where there is none."""
    scheme, _, rest = headers.get("WWW-Authenticate", "").partition(" ")
    pairs = [pair for pair in parse_http_list(rest) if "=" in pair]
    return parse_keqv_list(pairs).get("realm", "") if scheme.lower() == "digest" else ""


def _words(error: Exception) -> str:
    if isinstance(error, HTTPError):
        return error.read(_LONGEST_ANSWER).decode(errors="replace")
    # SPARQLWrapper’s own words, and the representation of the bytes of the response.
    return (
        str(error).rpartition("Response:")[2].strip().lstrip("b").strip("'\"").replace("\\n", " ")
    )


def _pause(attempt: int, retry_after: str) -> float:
    """Seconds to wait: what the engine asks for, else doubling from half a second, with jitter."""
    if retry_after.strip().isdecimal():
        return min(float(retry_after), LONGEST_PAUSE_S)
    return float(min(2.0 ** (attempt - 2), LONGEST_PAUSE_S) * random.uniform(0.75, 1.25))  # noqa: S311
