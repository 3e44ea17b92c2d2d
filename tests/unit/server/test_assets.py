"""What pages load besides themselves can be kept by clients, and is there."""

from __future__ import annotations

import re
from importlib.resources import files

from server import assets
from server.app import create_app
from server.config import load
from server.policies import HEADERS


def test_a_page_names_its_files_by_their_content(tmp_path) -> None:
    client = create_app(load(tmp_path, {}, {}), []).test_client()
    html = client.get("/none", headers={"Accept": "text/html"}).text
    found = re.findall(r'"(/static/([a-z.]+)\?v=(\w+))"', html)
    assert {name for _, name, _ in found} == {"style.css", "favicon.svg", "search.js"}
    for address, name, digest in found:
        assert digest == assets.digest(name)
        with client.get(address) as answer:
            assert (answer.status_code, answer.cache_control.max_age) == (200, assets.MAX_AGE_S)
            assert answer.cache_control.immutable


def test_an_address_without_the_digest_of_the_file_is_asked_for_again_soon(tmp_path) -> None:
    client = create_app(load(tmp_path, {}, {}), []).test_client()
    for address in ("embed.js", "style.css?v=0123456789", "query/page.js"):
        with client.get(f"/static/{address}") as answer:
            kept, mark = answer.cache_control, answer.headers["ETag"]
            assert (kept.max_age, kept.immutable) == (assets.FRESH_S, False), address
        with client.get(f"/static/{address}", headers={"If-None-Match": mark}) as answer:
            assert (answer.status_code, answer.cache_control.max_age) == (304, assets.FRESH_S)
    for none in ("none.js?v=0123456789", "../app.py?v=0"):
        assert client.get(f"/static/{none}").status_code == 404


def test_a_style_sheet_loads_nothing_that_is_not_here(tmp_path) -> None:
    client = create_app(load(tmp_path, {}, {}), []).test_client()
    loaded = set()
    for sheet in (files("server") / "static").iterdir():
        if sheet.name.endswith(".css"):
            loaded |= set(re.findall(r"url\(([^)]+)\)", sheet.read_text("utf-8")))
    assert len([address for address in loaded if address.endswith(".woff2")]) >= 6
    for address in loaded:
        assert not re.match(r"[a-z]+:|/", address), address
        with client.get(f"/static/{address}") as answer:
            assert answer.status_code == 200, address
            assert answer.cache_control.immutable is ("fonts/" in address), address
    assert "font-src 'self'" in HEADERS["Content-Security-Policy"]
