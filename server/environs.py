"""The environment of WSGI (PEP 3333) from the scope of ASGI."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from uvicorn._types import HTTPScope

_NAMES: dict[bytes, str] = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


def environ_of(scope: HTTPScope, prefix: str, *, proxied: bool) -> WSGIEnvironment:
    """The environment of a request, without its body.

    `prefix` is the path of the site's root, as links begin with it, whether or not a proxy takes it
    away; clients may spell its percent-encoding otherwise. It stays percent-encoded, unlike in
    PEP 3333: werkzeug begins links with it as it is, and takes another so from
    `X-Forwarded-Prefix`. What clients claim to have been forwarded is left out unless they are
    `proxied`; so are names with an underscore, which WSGI cannot tell from those with a hyphen.
    """
    path = unquote_to_bytes(scope["raw_path"]).decode("latin-1")
    root = unquote_to_bytes(prefix).decode("latin-1")
    if root and (path == root or path.startswith(root + "/")):
        path = path.removeprefix(root)
    if path.startswith("//"):
        path = "/" + path.lstrip("/")  # as werkzeug routes it
    host, port = scope["server"] or ("localhost", 80)
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": prefix,
        "PATH_INFO": path,
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": scope["client"][0] if scope["client"] else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
    }
    for name, value in scope["headers"]:
        key = _NAMES.get(name) or _name(name)
        if key == "" or (not proxied and key.startswith("HTTP_X_FORWARDED_")):
            continue
        text = value.decode("latin-1")
        environ[key] = f"{environ[key]}, {text}" if key in environ else text
    return environ


def _name(header: bytes) -> str:
    """The key of a header, remembered for those that are short and so may be common."""
    if b"_" in header:
        return ""
    key = f"HTTP_{header.decode('latin-1').upper().replace('-', '_')}"
    if len(_NAMES) < _MOST_NAMES and len(header) <= _LONGEST_NAME:
        _NAMES[header] = key
    return key


_MOST_NAMES, _LONGEST_NAME = 500, 40
