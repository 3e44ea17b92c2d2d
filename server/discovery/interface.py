"""The HTTP interface described for programs: OpenAPI 3.1 at `/openapi.json`.

What stands in `server/openapi.yaml` is the same on every site, but for address, name and licence.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import yaml
from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from server.config import Config
from server.pages.variants import conditional

INTERFACE_PATH = "openapi.json"
INTERFACE_TYPE = "application/json"


def interface_blueprint(config: Config) -> Blueprint:
    """`/openapi.json`."""
    blueprint = Blueprint("interface", __name__)

    @blueprint.get(f"/{INTERFACE_PATH}")
    def interface() -> AnyResponse:
        body = json.dumps(described(config), ensure_ascii=False, indent=1)
        return conditional(Response(content_type=INTERFACE_TYPE), "", lambda: body)

    return blueprint


def described(config: Config) -> dict[str, Any]:
    """The OpenAPI description of a site; the licence is that of its data, where it has one."""
    written = _written()
    info = written["info"] | {"title": config.site_name, "version": version("triplebill")}
    if config.licence:
        info["license"] = {"name": "Licence of the data", "url": config.licence}
    return written | {"info": info, "servers": [{"url": config.base_iri.rstrip("/")}]}


@cache
def _written() -> dict[str, Any]:
    text = (files("server") / "openapi.yaml").read_text("utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read
