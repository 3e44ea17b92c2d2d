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


def test_a_file_has_one_address(tmp_path) -> None:
    client = create_app(load(tmp_path, {}, {}), []).test_client()
    known = assets.digest.cache_info().currsize
    for name in ("x/../style.css", "fonts/../style.css", "./style.css", "fonts/../../app.py"):
        assert client.get(f"/static/{name}?v=0").status_code == 404, name
    assert assets.digest.cache_info().currsize == known


def test_files_are_sent_under_conditions(tmp_path) -> None:
    client = create_app(load(tmp_path, {}, {}), []).test_client()
    address = f"/static/embed.js?v={assets.digest('embed.js')}"

    def fetched(**headers: str):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get(address, headers=named, buffered=True)

    whole = fetched()
    mark, before = whole.headers["ETag"], "Mon, 01 Jan 2001 00:00:00 GMT"
    for unmet in ({"If_Match": '"other"'}, {"If_Match": f"W/{mark}"},
                  {"If_Unmodified_Since": before}):  # fmt: skip
        answer = fetched(**unmet)
        assert (answer.status_code, answer.mimetype) == (412, "application/problem+json")
        assert answer.cache_control.no_store
        assert not answer.cache_control.max_age
    for met in (
        {"If_Match": mark},
        {"If_Match": "*"},
        {"If_Unmodified_Since": whole.headers["Last-Modified"]},
    ):
        assert fetched(**met).data == whole.data
    assert fetched(Range="bytes=0-9", If_Match=mark).data == whole.data[:10]
    for known in (mark, f"W/{mark}", "*"):
        assert fetched(Range="bytes=0-9", If_None_Match=known).status_code == 304
    assert fetched(Range="bytes=0-9", If_Range=mark).status_code == 206
    for range_ in ("bytes=-99999999", "bytes=0-3,6-9"):
        assert (fetched(Range=range_).status_code, fetched(Range=range_).data) == (200, whole.data)
    assert fetched(Range="bytes=0-9", If_Range=f"W/{mark}").data == whole.data


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
