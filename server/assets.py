"""The files that pages load besides themselves: style sheets, fonts, pictures.

A page asks for a file by an address with its digest, so a client may keep the file for long and
has the new one at once. What a style sheet loads has no digest: such a file takes another name
when it changes.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from flask import Flask

MAX_AGE_S = 30 * 86_400
"""Seconds for which a client need not ask again."""


def register(app: Flask) -> None:
    """Let templates call `asset`, and browsers keep what they get at such an address."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = MAX_AGE_S
    app.jinja_env.globals["asset"] = asset


@cache
def asset(filename: str) -> str:
    """The path of a static file, with its digest, below where the site is mounted."""
    return f"/static/{quote(filename)}?v={digest(filename)}"


@cache
def digest(filename: str) -> str:
    """Some letters that change with the content of a static file. Raises `FileNotFoundError`."""
    content = (files("server") / "static" / filename).read_bytes()
    return hashlib.sha256(content).hexdigest()[:10]
