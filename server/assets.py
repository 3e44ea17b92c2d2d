"""The files that pages load besides themselves: style sheets, fonts, pictures.

A page asks for a file by an address with its digest, so a client may keep the file for long and
has the new one at once. What a style sheet loads has no digest: such a file takes another name
when it changes.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from flask import Flask

MAX_AGE_S = 30 * 86_400
"""Seconds for which a client need not ask again."""


def register(app: Flask) -> None:
    """Put the digest into every address of a static file that is made with `url_for`."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = MAX_AGE_S
    app.url_defaults(_versioned)


def _versioned(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static":
        values["v"] = digest(values["filename"])


@cache
def digest(filename: str) -> str:
    """Some letters that change with the content of a static file. Raises `FileNotFoundError`."""
    content = (files("server") / "static" / filename).read_bytes()
    return hashlib.sha256(content).hexdigest()[:10]
