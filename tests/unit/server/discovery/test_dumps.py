"""Dumps: all of one state, in ranges, kept until there is a newer one."""

from __future__ import annotations

import gzip
import os
from errno import ENOSPC
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.formats import Format
from graph.store.durable import storage_error
from graph.store.snapshots import Snapshots
from server.config import Config
from server.discovery.dataset import DUMPS
from server.discovery.dumps import UNVERSIONED_S, Dumps
from tests.unit.server.discovery.conftest import LICENCE
from tests.unit.server.pages.conftest import BASE, Site

FORMATS = {"/dump.nq.gz": RdfFormat.N_QUADS, "/dump.ttl.gz": RdfFormat.TURTLE}
NODE = NamedNode("http://example.org/x")


def fetched(client: FlaskClient, path: str = "/dump.nq.gz", **headers: str):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(path, headers=named, buffered=True)


@pytest.mark.parametrize("path", FORMATS)
def test_a_dump_is_the_graph(client: FlaskClient, site: Site, path: str) -> None:
    answer = fetched(client, path)
    assert answer.content_type == "application/gzip"
    assert "Content-Encoding" not in answer.headers  # it is saved as it is
    assert answer.content_length == len(answer.data)
    found = {quad.triple for quad in parse(gzip.decompress(answer.data), FORMATS[path])}
    assert found == {quad.triple for quad in site.store}
    assert f'<{BASE}data>; rel="collection"' in answer.headers["Link"]
    assert f'<{LICENCE}>; rel="license"' in answer.headers["Link"]


def test_ranges_and_conditions(client: FlaskClient) -> None:
    whole = fetched(client)
    tag = whole.headers["ETag"]
    assert not tag.startswith("W/")
    assert whole.headers["Accept-Ranges"] == "bytes"
    rest = fetched(client, Range="bytes=100-", If_Range=tag)
    assert (rest.status_code, rest.data) == (206, whole.data[100:])
    assert rest.headers["Content-Range"] == f"bytes 100-{len(whole.data) - 1}/{len(whole.data)}"
    assert fetched(client, Range="bytes=100-", If_Range='"other"').data == whole.data
    assert fetched(client, Range=f"bytes={len(whole.data)}-").status_code == 416
    assert fetched(client, If_None_Match=tag).status_code == 304
    assert fetched(client, If_Match=tag, Range="bytes=0-9").status_code == 206
    assert fetched(client, If_Match='"other"', Range="bytes=0-9").status_code == 412
    modified = whole.headers["Last-Modified"]
    assert fetched(client, If_Unmodified_Since=modified).status_code == 200
    before = "Mon, 01 Jan 2001 00:00:00 GMT"
    assert fetched(client, If_Unmodified_Since=before).status_code == 412
    head = client.head("/dump.nq.gz", buffered=True)
    assert (head.content_length, head.data) == (len(whole.data), b"")


def test_conditions_come_before_ranges(client: FlaskClient) -> None:
    whole = fetched(client)
    tag, modified = whole.headers["ETag"], whole.headers["Last-Modified"]
    before = "Mon, 01 Jan 2001 00:00:00 GMT"
    for asked in ("bytes=0-9", f"bytes={len(whole.data)}-"):
        for known in (tag, f"W/{tag}", "*"):
            assert fetched(client, Range=asked, If_None_Match=known).status_code == 304
        answer = fetched(client, Range=asked, If_Modified_Since=modified)
        assert (answer.status_code, answer.data) == (304, b"")
        assert "Content-Range" not in answer.headers
        assert fetched(client, Range=asked, If_Unmodified_Since=before).status_code == 412
    for changed in ({"If_None_Match": '"other"'}, {"If_Modified_Since": before}):
        assert fetched(client, Range="bytes=0-9", **changed).data == whole.data[:10]


def test_a_part_is_of_the_state_that_the_client_has(client: FlaskClient) -> None:
    whole = fetched(client)
    tag, modified = whole.headers["ETag"], whole.headers["Last-Modified"]
    for state in (tag, modified):
        assert fetched(client, Range="bytes=0-9", If_Range=state).data == whole.data[:10]
    for state in (f"W/{tag}", tag.strip('"'), "*", "Sat, 01 Jan 2050 00:00:00 GMT", ""):
        answer = fetched(client, Range="bytes=0-9", If_Range=state)
        assert (answer.status_code, answer.data) == (200, whole.data), state
    head = client.head("/dump.nq.gz", headers={"Range": "bytes=0-9"}, buffered=True)
    assert (head.status_code, head.content_length) == (200, len(whole.data))


@pytest.mark.parametrize(
    "asked",
    ["lines=0-3", "bytes=abc", "bytes=", "bytes=9-3", "bytes=0-3,6-9", "bytes=-99999999", "0-3"],
)
def test_what_is_no_single_range_of_bytes_gets_the_whole(client: FlaskClient, asked: str) -> None:
    answer = fetched(client, Range=asked)
    assert (answer.status_code, answer.data) == (200, fetched(client).data)


def test_a_newer_state_takes_the_place_of_an_older(
    client: FlaskClient, site: Site, config: Config
) -> None:
    old = client.get("/dump.nq.gz")  # not read yet
    tag = old.headers["ETag"]
    site.store.add(Quad(NODE, NODE, NODE))
    kept = fetched(client)
    assert kept.headers["ETag"] == tag
    site.version = "2"
    new = fetched(client, If_None_Match=tag)
    assert new.status_code == 200
    assert len(gzip.decompress(new.data).splitlines()) == len(site.store)
    assert len(gzip.decompress(old.data).splitlines()) == len(site.store) - 1
    old.close()
    (file,) = (config.state / "dumps").iterdir()
    assert file.name.startswith("2-")


def test_an_engine_is_not_asked_for_every_request(site: Site, tmp_path: Path) -> None:
    site.version, now = "", [0.0]
    dumps = Dumps(tmp_path, clock=lambda: now[0])

    def lines() -> int:
        made = dumps.open(DUMPS[0], site.current())
        with made.file:
            now[0] = now[0] or made.modified
            return len(gzip.decompress(made.file.read()).splitlines())

    before = lines()
    site.store.add(Quad(NODE, NODE, NODE))
    assert lines() == before
    now[0] += UNVERSIONED_S
    assert lines() == before + 1


@pytest.fixture
def spare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "spare"
    folder.mkdir()
    monkeypatch.setattr("server.discovery.dumps.get_temp_dir", lambda: str(folder))
    return folder


def test_where_the_state_folder_takes_none_a_dump_is_temporary(
    client: FlaskClient, config: Config, site: Site, spare: Path
) -> None:
    config.state.mkdir()
    (config.state / "dumps").write_text("in the way")
    first = fetched(client)
    assert len(gzip.decompress(first.data).splitlines()) == len(site.store)
    assert fetched(client, If_None_Match=first.headers["ETag"]).status_code == 304
    (config.state / "dumps").unlink()
    site.version = "2"
    assert fetched(client).status_code == 200
    assert [each.name for each in (config.state / "dumps").iterdir()] == ["2-dump.nq.gz"]


def test_a_disk_that_is_full_while_a_dump_is_made(
    tmp_path: Path, site: Site, spare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, dump, state = site.current(), site.current().dump, tmp_path / "state"

    def on_a_full_disk(path: Path, format_: Format) -> None:
        if path.is_relative_to(state):
            raise storage_error(path.parent, OSError(ENOSPC, os.strerror(ENOSPC)))
        dump(path, format_)

    monkeypatch.setattr(reader, "dump", on_a_full_disk)
    dumps = Dumps(state)
    with dumps.open(DUMPS[0], reader).file as file:
        assert gzip.decompress(file.read())
    (kept,) = (spare / "dumps").iterdir()
    written = kept.stat().st_mtime_ns
    dumps.open(DUMPS[0], reader).file.close()
    assert kept.stat().st_mtime_ns == written


def test_disks_that_refuse_are_told_to_the_keeper_alone(
    client: FlaskClient, config: Config, spare: Path
) -> None:
    config.state.mkdir()
    for folder in (config.state, spare):
        (folder / "dumps").write_text("in the way")
    answer = fetched(client)
    assert answer.status_code == 503
    assert str(config.state) not in answer.text
    assert str(spare) not in answer.text


def test_before_the_first_review_there_is_an_empty_dump(tmp_path: Path) -> None:
    reader = Snapshots(tmp_path / "none").current()
    made = Dumps(tmp_path).open(DUMPS[0], reader)
    with made.file:
        assert gzip.decompress(made.file.read()) == b""
