"""The web application of a site, of the views that it is given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from flask import Blueprint, Flask, Response, current_app, redirect, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import NotFound
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from server import assets, policies, problems
from server.access import Access
from server.bodies import CAPS, MOST, Caps
from server.config import Config
from server.pages import rendering


def create_app(
    config: Config, blueprints: Sequence[Blueprint], access: Access | None = None
) -> Flask:
    """The application of a site, of the blueprints that it is given, which share `access`."""
    app = Flask("server")
    app.jinja_environment = rendering.Templates
    app.config["BASE_IRI"] = config.base_iri
    app.config["SITE_NAME"] = config.site_name
    app.config["STATIC"] = bool(config.static)
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
    app.extensions[CAPS] = caps = Caps(config, access or Access(config))
    app.before_request(partial(_limit, caps))
    app.before_request(_without_slash)
    problems.register(app)
    assets.register(app)
    rendering.register(app)
    policies.register(app)
    app.after_request(_on_this_site)
    return app


def _limit(caps: Caps) -> None:
    most = request.environ.get(MOST) or caps.of(request.path)
    request.max_content_length = request.max_form_memory_size = most


def _without_slash() -> AnyResponse | None:
    """The way from the address of a page with a slash behind it, as people and other servers write
    it, to the page."""
    bare = request.path.rstrip("/")
    if not isinstance(request.routing_exception, NotFound) or bare == request.path:
        return None
    routes = current_app.create_url_adapter(request)
    if not routes or not routes.test(bare, request.method):
        return None
    query = request.query_string.decode("latin-1")
    path = request.script_root + quote(bare)
    return redirect(f"{path}?{query}" if query else path, HTTPStatus.PERMANENT_REDIRECT)


def _on_this_site(response: Response) -> AnyResponse:
    """A redirect of routing, such as to one slash instead of two, without the host, which would be
    what the client says it is."""
    led = request.routing_exception
    if not isinstance(led, RequestRedirect):
        return response
    target = urlsplit(led.new_url)
    path = "/" + target.path.lstrip("/")  # two slashes would begin a host
    return redirect(f"{path}?{target.query}" if target.query else path, led.code)
