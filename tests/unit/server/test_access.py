"""Tokens and sessions, without a site behind them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient

from graph.errors import SettingsError
from server import access as module
from server.access import COOKIE, Access
from server.app import create_app
from server.bodies import CAPS, FORM_BYTES, REVIEW_BYTES
from server.config import load
from server.login import login_blueprint

ANN, BEN = "an-honest-secret-of-ann", "another-secret-of-ben"


def application(tmp_path: Path, token: str = f"ann:{ANN} {BEN}") -> Flask:
    access = Access(load(tmp_path, {}, {"TRIPLEBILL_TOKEN": token}))
    blueprint = Blueprint("echo", __name__)

    @blueprint.get("/program")
    def program() -> str:
        return access.bearer()

    @blueprint.get("/browser")
    def browser() -> str:
        session = access.session()
        return f"{session.who} {session.csrf}" if session else "nobody"

    blueprint.add_url_rule("/reviews", "send", access.bearer, methods=["POST"])
    return create_app(load(tmp_path, {}, {}), [blueprint, login_blueprint(access)], access)


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return application(tmp_path).test_client()


def log_in(client: FlaskClient, token: str = ANN, there: str = "/browser"):
    return client.post("/login", data={"token": token, "next": there})


def test_each_token_has_its_name(client: FlaskClient) -> None:
    said = [
        client.get("/program", headers={"Authorization": f"Bearer {token}"}).text
        for token in (ANN, BEN)
    ]
    assert said == ["ann", "owner"]


@pytest.mark.parametrize("token", ["", ANN[:-1], ANN + "x", f"ann:{ANN}", "ann", "é" * 20])
def test_anything_else_is_none(client: FlaskClient, token: str) -> None:
    header = f"Bearer {token}".encode().decode("latin-1")
    answer = client.get("/program", headers={"Authorization": header})
    assert answer.status_code == 401
    error = ', error="invalid_token"' if token else ""
    assert answer.headers["WWW-Authenticate"] == f'Bearer realm="Triplebill"{error}'


def test_a_session_begins_and_ends(client: FlaskClient) -> None:
    assert client.get("/browser").text == "nobody"
    answer = log_in(client)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/browser")
    cookie = answer.headers["Set-Cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="))
    assert "Secure" not in cookie
    who, csrf = client.get("/browser").text.split()
    assert who == "ann"
    assert client.post("/logout", data={"csrf": "guess"}).status_code == 403
    assert client.get("/browser").text != "nobody"
    assert client.post("/logout", data={"csrf": csrf}).status_code == 303
    assert client.get("/browser").text == "nobody"


def test_under_https_the_cookie_stays_there(client: FlaskClient) -> None:
    answer = client.post("/login", data={"token": ANN}, base_url="https://films.example/")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_a_session_expires_and_can_not_be_made_up(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(client)
    sealed = client.get_cookie(COOKIE)
    assert sealed
    other = application(tmp_path, token="yet-another-secret-here").test_client()
    other.set_cookie(COOKIE, sealed.value)
    assert other.get("/browser").text == "nobody", "new tokens end old sessions"
    forged = "A" if sealed.value[-9] != "A" else "B"  # not the last: some of its bits mean nothing
    client.set_cookie(COOKIE, sealed.value[:-9] + forged + sealed.value[-8:])
    assert client.get("/browser").text == "nobody"
    client.set_cookie(COOKIE, sealed.value)
    assert client.get("/browser").text != "nobody"
    monkeypatch.setattr(module, "SESSION_S", -1)
    assert client.get("/browser").text == "nobody"


def test_no_page_elsewhere_logs_anybody_in(client: FlaskClient) -> None:
    answer = client.post("/login", data={"token": ANN}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "there", ["//evil.example", "https://evil.example/", "/\\evil", "/a\nb", ""]
)
def test_login_leads_nowhere_else(client: FlaskClient, there: str) -> None:
    assert log_in(client, there=there).headers["Location"] == "/"


def test_wrong_tokens_are_counted_in_both_ways_together(client: FlaskClient) -> None:
    for _ in range(10):
        assert log_in(client, "a wrong one").status_code == 401
    answer = log_in(client)
    assert answer.status_code == 429
    assert re.fullmatch(r"\d{3}", answer.headers["Retry-After"])
    assert client.get("/program", headers={"Authorization": f"Bearer {ANN}"}).status_code == 429


def test_a_wrong_token_counts_once_also_where_its_head_is_judged_first(tmp_path: Path) -> None:
    app = application(tmp_path)
    caps, answer = app.extensions[CAPS], app.wsgi_app
    taken = []

    def arriving(environ, start):
        taken.append(caps.arriving(environ, environ["REMOTE_ADDR"]))
        return answer(environ, start)

    def sent(token: str) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        return app.test_client().post("/reviews", headers=headers).status_code

    app.wsgi_app = arriving  # type: ignore[method-assign]
    assert sent(ANN) == 200
    assert [sent("a-wrong-one") for _ in range(10)] == [401] * 10
    assert [sent(token) for token in ("a-wrong-one", ANN)] == [429, 429]
    assert taken == [REVIEW_BYTES] + [FORM_BYTES] * 12


def test_a_token_is_judged_ahead_only_where_it_decides(tmp_path: Path) -> None:
    caps = application(tmp_path).extensions[CAPS]
    wrong = {"HTTP_AUTHORIZATION": "Bearer a-wrong-one", "PATH_INFO": "/reviews/heat"}
    for method, length in (("GET", REVIEW_BYTES), ("DELETE", REVIEW_BYTES), ("POST", FORM_BYTES)):
        sent = wrong | {"REQUEST_METHOD": method, "CONTENT_LENGTH": f"{length}"}
        for _ in range(11):
            caps.arriving(sent, "192.0.2.1")
    right = wrong | {"HTTP_AUTHORIZATION": f"Bearer {ANN}", "REQUEST_METHOD": "PUT"}
    assert caps.arriving(right, "192.0.2.1") == REVIEW_BYTES


def test_what_needs_no_token_is_not_kept_from_a_guesser(client: FlaskClient) -> None:
    assert log_in(client).status_code == 303
    for _ in range(10):
        log_in(client, "a wrong one")
    assert client.get("/login").status_code == 200
    assert client.get("/program").status_code == 401
    assert client.get("/browser").text.startswith("ann ")


def test_another_address_of_the_same_network_is_no_other_client(client: FlaskClient) -> None:
    def program(number: int, token: str) -> int:
        address = {"REMOTE_ADDR": f"2001:db8:1:1::{number}"}
        sent = {"Authorization": f"Bearer {token}"}
        return client.get("/program", headers=sent, environ_overrides=address).status_code

    assert [program(number, "a wrong one") for number in range(10)] == [401] * 10
    assert program(0xA, ANN) == 429


def test_right_tokens_are_not_counted(client: FlaskClient) -> None:
    assert {log_in(client).status_code for _ in range(15)} == {303}
    assert {client.get("/login").status_code for _ in range(15)} == {200}


def test_without_a_token_there_is_no_login(tmp_path: Path) -> None:
    client = application(tmp_path, token="").test_client()
    for answer in (client.get("/login"), log_in(client), client.get("/program")):
        assert answer.status_code == 403
    client.set_cookie(COOKIE, "anything")
    assert client.get("/browser").text == "nobody"


def test_a_short_token_is_refused_and_no_token_is_shown(tmp_path: Path) -> None:
    for token in ("short", f"{ANN} ben:short", "ann:"):
        with pytest.raises(SettingsError, match="too easily guessed") as caught:
            load(tmp_path, {}, {"TRIPLEBILL_TOKEN": token})
        assert ANN not in str(caught.value)
    assert ANN not in repr(load(tmp_path, {}, {"TRIPLEBILL_TOKEN": ANN}))
