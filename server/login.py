"""Logging in from a browser with a token, and out again."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from server.access import Access, check_site
from server.negotiation import HTML


def login_blueprint(access: Access) -> Blueprint:
    """`/login` and `/logout`."""
    login = _Login(access)
    blueprint = Blueprint("login", __name__)
    methods = ["GET", "POST"]
    blueprint.add_url_rule("/login", "login", login.login, methods=methods)
    blueprint.add_url_rule("/logout", "leave", login.leave, methods=["POST"])
    return blueprint


def to_login() -> AnyResponse:
    """To the form, and back to this page afterwards."""
    there = quote(request.full_path.rstrip("?") if request.method == "GET" else "/", safe="/")
    return redirect(f"{request.script_root}/login?next={there}", HTTPStatus.SEE_OTHER)


class _Login:
    def __init__(self, access: Access) -> None:
        self._access = access

    def login(self) -> AnyResponse:
        """The form that asks for the token; a session for who sends it, where they wanted to go."""
        self._access.require_open()
        return (
            self._enter()
            if request.method == "POST"
            else _page(request.args.get("next", "/status"))
        )

    def _enter(self) -> AnyResponse:
        check_site()
        there = request.form.get("next", "")
        try:
            who = self._access.holder(request.form.get("token", "").strip())
        except Unauthorized as error:
            return _page(there, error.description or "", HTTPStatus.UNAUTHORIZED)
        response = redirect(request.script_root + own_path(there), HTTPStatus.SEE_OTHER)
        self._access.start(response, who)
        return response

    def leave(self) -> AnyResponse:
        """End the session."""
        if session := self._access.session():
            self._access.check_form(session)
        response = redirect(request.script_root + "/", HTTPStatus.SEE_OTHER)
        self._access.end(response)
        return response


def _page(there: str, problem: str = "", status: int = HTTPStatus.OK) -> Response:
    body = render_template("login.html", there=own_path(there), problem=problem)
    response = Response(body, status, content_type=HTML.content_type)
    response.cache_control.no_store = True
    return response


def own_path(path: str) -> str:
    """A path of this site, never an address elsewhere.

    >>> own_path("/links/open?after=7"), own_path("//evil.example"), own_path("/\\\\evil.example")
    ('/links/open?after=7', '/', '/')
    """
    plain = path.isascii() and path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"
