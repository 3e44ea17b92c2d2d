"""The files that pages load besides themselves: style sheets, fonts, pictures.

A page asks for a file by an address with its digest, so a client may keep the file for long and
has the new one at once. An address without it, as that of embed.js in the pages of others, is asked
for again soon. The fonts, which a style sheet names, take other names when they change.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from posixpath import normpath
from urllib.parse import quote

from flask import Flask, request, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from server.conditions import under_conditions

MAX_AGE_S = 30 * 86_400
"""Seconds for which a client need not ask again for a file that never changes at its address."""

FRESH_S = 3_600
"""The same for any other file; after that its ETag is asked about."""


def register(app: Flask) -> None:
    """Let templates call `asset`, and browsers keep what they get at such an address."""
    app.jinja_env.globals["asset"] = asset
    app.view_functions["static"] = _file


def _file(filename: str) -> AnyResponse:
    """A file, under the conditions and in the parts that all files here know; flask would send the
    whole of it where a condition is not met. Raises `NotFound` and what `under_conditions` does."""
    if normpath(filename) != filename:  # another name of a file, of which there is no end
        raise NotFound
    response = send_from_directory("static", filename, conditional=False, max_age=FRESH_S)
    if _lasting(filename):
        response.cache_control.max_age, response.cache_control.immutable = MAX_AGE_S, True
    response.headers.pop("Expires", None)  # says what max-age says, in another way
    return under_conditions(response, parts=True)


def _lasting(filename: str) -> bool:
    return filename.startswith("fonts/") or request.args.get("v") == digest(filename)


@cache
def asset(filename: str) -> str:
    """The path of a static file, with its digest, below where the site is mounted."""
    return f"/static/{quote(filename)}?v={digest(filename)}"


@cache
def digest(filename: str) -> str:
    """Some letters that change with the content of a static file. Raises `FileNotFoundError`."""
    content = (files("server") / "static" / filename).read_bytes()
    return hashlib.sha256(content).hexdigest()[:10]
