"""Who may write: whoever holds a token of the settings.

A program sends it with every request (`Authorization: Bearer`, RFC 6750). A browser sends it
once and gets a signed cookie that expires; a form then carries a secret of that session, which a
page of another site can not know. Wrong tokens are counted by address.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from flask import request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import Authorization, WWWAuthenticate
from werkzeug.exceptions import Forbidden, TooManyRequests, Unauthorized
from werkzeug.wrappers import Request
from werkzeug.wrappers import Response as AnyResponse

from server.config import Config
from server.rates import Rate

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

COOKIE = "triplebill_session"
SESSION_S = 12 * 3600
"""Seconds after which a browser has to send the token again."""

MOST_FAILURES, FAILURES_S = 10, 600
"""Wrong tokens from one address in so many seconds; then even a right one has to wait."""

WRONG = "triplebill.wrong_token"
"""Of the environment: whether its token was found wrong, and counted, before its body came."""

CSRF = "csrf"
"""The field of every form that changes something."""

_NONE = "This is not a token of this site.", "invalid_token"


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is logged in: who sits there, and the secret that its forms carry."""

    who: str
    csrf: str


class Access:
    """The tokens of one site, and the sessions that were opened with them."""

    def __init__(self, config: Config) -> None:
        self._names = {_digest(secret): who for secret, who in config.tokens.items()}
        # Made of the tokens, so that whoever changes them ends every session.
        key = _digest(" ".join(sorted(config.tokens)))
        self._sealed = URLSafeTimedSerializer(key, salt="triplebill session")
        self._failures = Rate(
            MOST_FAILURES,
            FAILURES_S,
            "There were too many wrong tokens from your address. Wait ten minutes.",
        )

    @property
    def open(self) -> bool:
        """Whether anybody may write over HTTP."""
        return bool(self._names)

    # --- programs ---------------------------------------------------------------------------

    def bearer(self) -> str:
        """Who sends the request. Raises `Forbidden` where nobody may write, and what `holder`
        does."""
        self.require_open()
        if not (token := _token(request.authorization)):
            self._refuse("Send the site's token: “Authorization: Bearer …”.")
        if request.environ.get(WRONG):
            self._refuse(*_NONE)
        return self.holder(token)

    def holder(self, token: str) -> str:
        """Whose token it is. Raises `Unauthorized`, and `TooManyRequests` to an address that has
        sent too many wrong ones; what needs none is not kept from it."""
        return self._judged(token, request.remote_addr or "") or self._refuse(*_NONE)

    def sender(self, environ: WSGIEnvironment, address: str) -> str:
        """Who sends a request whose body is still to come; empty for a stranger, and for whoever
        comes from an address that has sent too many wrong tokens.

        What is taken in of the body tells whether the token is right, so a wrong one counts here,
        and in `bearer` no more.
        """
        token = _token(Request(environ).authorization)
        if token:
            with suppress(TooManyRequests):
                who = self._judged(token, address)
                environ[WRONG] = not who
                return who
        return ""

    def _judged(self, token: str, address: str) -> str:
        """Whose token it is; one that is nobody's is counted. Raises `TooManyRequests`."""
        self._failures.check(address)
        who = self._who(token)
        if not who:
            self._failures.spend(address)
        return who

    def _who(self, token: str) -> str:
        """Whose token it is, in a time that tells nothing of it; empty where it is nobody's."""
        digest = _digest(token)
        found = [who for known, who in self._names.items() if hmac.compare_digest(known, digest)]
        return found[0] if found else ""

    def require_open(self) -> None:
        """Raises `Forbidden` where the settings have no token."""
        if not self.open:
            raise Forbidden(
                "Nobody may write to this site over HTTP. Its owner can allow it: set “token” in "
                "triplebill.toml, or TRIPLEBILL_TOKEN, and start the server anew."
            )

    def _refuse(self, sentence: str, error: str = "") -> NoReturn:
        challenge = 'realm="Triplebill"' + (f', error="{error}"' if error else "")
        # As a whole: a realm is quoted (RFC 9110, section 11.5), and werkzeug would not do so.
        raise Unauthorized(sentence, www_authenticate=WWWAuthenticate("bearer", token=challenge))

    # --- browsers ---------------------------------------------------------------------------

    def start(self, response: AnyResponse, who: str) -> None:
        """Open a session in the browser that gets this response."""
        sealed = self._sealed.dumps([who, secrets.token_urlsafe(24)])
        response.set_cookie(COOKIE, sealed, max_age=SESSION_S, **_cookie())

    def end(self, response: AnyResponse) -> None:
        """End the session of the browser that gets this response."""
        response.delete_cookie(COOKIE, **_cookie())

    def session(self) -> Session | None:
        """The session that the request belongs to; None without one, or where it has expired."""
        if not self.open or not (sealed := request.cookies.get(COOKIE)):
            return None
        try:
            who, csrf = self._sealed.loads(sealed, max_age=SESSION_S)
        except (BadData, ValueError):
            return None
        return Session(who, csrf)

    def check_form(self, session: Session) -> None:
        """Raises `Forbidden` for a form that is not from a page of this session."""
        check_site()
        given = request.form.get(CSRF, "")
        if not hmac.compare_digest(given.encode(), session.csrf.encode()):
            raise Forbidden("This form is out of date. Load its page again and repeat it.")


def check_site() -> None:
    """Raises `Forbidden` where a browser says that a page of another site sends the form."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise Forbidden("This form was sent by a page of another site. Open it here instead.")


def _token(given: Authorization | None) -> str:
    """The token that a header brings; empty where it brings none."""
    return (given.token or "") if given and given.type == "bearer" else ""


def _cookie() -> dict[str, Any]:
    path = request.script_root or "/"
    return {"path": path, "secure": request.is_secure, "httponly": True, "samesite": "Strict"}


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
