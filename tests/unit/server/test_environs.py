"""What the application is told of a request."""

from __future__ import annotations

from typing import Any

import pytest

from server.environs import environ_of


def path_of(raw: bytes, prefix: str = "") -> str:
    scope: Any = {
        "method": "GET",
        "raw_path": raw,
        "query_string": b"",
        "http_version": "1.1",
        "server": None,
        "client": None,
        "headers": [],
    }
    return str(environ_of(scope, prefix, proxied=False)["PATH_INFO"])


@pytest.mark.parametrize(
    ("raw", "prefix", "path"),
    [
        (b"/sparql", "", "/sparql"),
        (b"//sparql", "", "/sparql"),
        (b"/%2Fhealth", "", "/health"),
        (b"/blog//sparql", "/blog", "/sparql"),
        (b"/blog", "/blog", ""),
        (b"/blogs", "/blog", "/blogs"),
        (b"/movie//x", "", "/movie//x"),
    ],
)
def test_a_path_begins_with_no_more_than_one_slash(raw: bytes, prefix: str, path: str) -> None:
    assert path_of(raw, prefix) == path
