"""How often one client may ask: counted by address, once for all views of an application."""

from __future__ import annotations

import time
from http import HTTPStatus

from flask import Flask, Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address


class RateLimits(Limiter):
    """The limits of one application; views share it, since each looks at every request."""

    def __init__(self) -> None:
        super().__init__(get_remote_address, storage_uri="memory://")

    def register(self, app: Flask) -> None:
        """Count in this application; again and again is once."""
        if not self.initialized:
            self.init_app(app)

    def say_when(self, response: Response) -> None:
        """Tell who was refused when to come back (RFC 9110, section 10.2.3)."""
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS and self.current_limit:
            seconds = self.current_limit.reset_at - time.time()
            response.headers["Retry-After"] = str(max(1, int(seconds)))
