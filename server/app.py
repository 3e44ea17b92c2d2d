"""The web application of a site, of the views that it is given."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Flask, Response
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from server import assets, problems
from server.config import Config
from server.pages import rendering
from server.policies import HEADERS

MAX_BODY_BYTES = 16 << 20
"""A longer body of a request is cut off while it arrives, whatever the address."""


def create_app(config: Config, blueprints: Sequence[Blueprint]) -> Flask:
    """The application of a site, of the blueprints that it is given."""
    app = Flask("server")
    app.jinja_environment = rendering.Templates
    app.config["SITE_NAME"] = config.site_name
    app.config["STATIC"] = bool(config.static)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.jinja_options = {
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": StrictUndefined,  # a template that asks for what a page has not is a fault
    }
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    if proxies := config.trusted_proxies:
        fixed = ProxyFix(app.wsgi_app, proxies, proxies, proxies, proxies, proxies)
        app.wsgi_app = fixed  # type: ignore[method-assign]
    problems.register(app)
    assets.register(app)
    rendering.register(app)
    app.after_request(_secured)
    return app


def _secured(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
