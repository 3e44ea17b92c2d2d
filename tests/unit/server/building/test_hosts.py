"""What hosts are told of files, next to what the server sends for each that a build writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import pytest

from graph.store.location import open_published
from server.building.hosts import Former, host_files
from server.building.pinned import Pinned
from server.config import load
from server.policies import HEADERS, OPEN
from server.twin import open_twin
from tests.unit.server.building.test_job import Site, tree

ROOT = "/films"
FORMERS = [Former("/movie/old", "/movie/new"), Former("/review/gone", "")]


class Sent(NamedTuple):
    """The headers that tell what a file is, and whether search engines list it."""

    type: str | None
    robots: str | None


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sent]:
    """What the server sends for every file of a build, but for pages and what is for hosts."""
    site = Site(tmp_path_factory.mktemp("hosts"))
    site.build()
    config = replace(load(site.root, environ={}), static=1)
    client = open_twin(config, Pinned(open_published(config.location).current())).app.test_client()
    own = host_files("", ())
    found = {}
    for name in tree(site.out):
        if name not in own and (name == "data.html" or not name.endswith(".html")):
            with client.get(f"/{name}") as answer:
                assert answer.status_code == 200, name
                headers = answer.headers
                found[name] = Sent(headers["Content-Type"], headers.get("X-Robots-Tag"))
    return found


def told(name: str) -> str:
    return host_files(ROOT, FORMERS)[name].decode()


# --- what each of them makes of its file ----------------------------------------------------


def netlify(path: str) -> Sent:
    """By its parser: github.com/netlify/build, packages/headers-parser."""
    headers: dict[str, list[str]] = {}
    matches = False
    for line in told("_headers").splitlines():
        if line.startswith("/"):
            parts = (_netlify_part(part) for part in line.split("/") if part)
            matches = bool(re.fullmatch("/" + "/".join(parts) + "/?", path))
        elif matches:
            name, value = line.strip().split(": ", 1)
            headers.setdefault(name, []).append(value)
    assert all(len(values) == 1 for values in headers.values()), (path, headers)
    assert {n: headers[n] for n in HEADERS | OPEN} == {n: [v] for n, v in (HEADERS | OPEN).items()}
    return Sent(*((headers.get(name) or [None])[0] for name in ("Content-Type", "X-Robots-Tag")))


def _netlify_part(part: str) -> str:
    if part.startswith(":"):
        return "[^/]+"
    return "?.*" if part == "*" else ".*".join(map(re.escape, part.split("*")))


def apache(path: str) -> Sent:
    type_, conditions = None, [True]
    robots = None
    for line in told(".htaccess").splitlines():
        if match := re.fullmatch(r"AddType '(.+)' \.(\w+)", line):
            type_ = match[1] if path.endswith(f".{match[2]}") else type_
        elif match := re.fullmatch(r'<If "%\{REQUEST_URI\} =~ m#(.+)#">', line):
            conditions.append(bool(re.search(match[1], path)))
        elif line == "</If>":
            conditions.pop()
        elif conditions[-1] and (match := re.fullmatch(r"ForceType '(.+)'", line)):
            type_ = match[1]
        elif line.startswith("Header set X-Robots-Tag"):
            match = re.search(r'noindex "expr=%\{REQUEST_URI\} =~ m#(.+)#"', line)
            robots = "noindex" if match and re.search(match[1], path) else None
    return Sent(type_, robots)


def nginx(path: str) -> Sent:
    site, maps = told(".nginx/site.conf"), told(".nginx/maps.conf")
    types = {suffix: type_ for type_, suffix in re.findall(r"^  (\S+) (\w+);$", site, re.M)}
    type_ = next(_nginx_locations(site, path), None) or types.get(path.rpartition(".")[2])
    charsets = re.findall(r"^charset_types (.+);$", site, re.M)[0].split()
    data = re.search(r'\$triplebill_robots \{ default ""; "~(.+)" noindex; \}', maps)
    assert data
    return Sent(
        f"{type_}; charset=utf-8" if type_ in {"text/html", *charsets} else type_,
        "noindex" if re.search(data[1], path) else None,
    )


def _nginx_locations(site: str, path: str) -> Iterator[str]:
    """The types of the exact location, then of the first whose pattern matches."""
    for exact, type_ in re.findall(
        r"location = (\S+) \{ types \{ \} default_type '(.+)'; \}", site
    ):
        if exact == path:
            yield type_
    for pattern, block in re.findall(r'location ~ "(.+)" \{\n((?:  .+\n)+)\}', site):
        if re.search(pattern, path):
            yield re.findall(r"default_type '(.+)';", block)[0]


# --- tests ----------------------------------------------------------------------------------


@pytest.mark.parametrize("host", [netlify, apache, nginx])
def test_hosts_send_every_file_as_the_server_does(
    served: Mapping[str, Sent], host: Callable[[str], Sent]
) -> None:
    assert {name.rpartition(".")[2] for name in served} > {"ttl", "gz", "txt", "woff2", "json"}
    assert {name: host(f"{ROOT}/{name}") for name in served} == served


@pytest.mark.parametrize("host", [netlify, apache, nginx])
def test_a_part_of_the_index_is_no_feed(host: Callable[[str], Sent]) -> None:
    for path, type_ in {
        "/search/names/feed.json": "application/json",
        "/person/ann-lee/feed-20.json": "application/feed+json",
    }.items():
        assert host(ROOT + path) == (type_, None)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("_headers", "  {}: {}"),
        (".htaccess", 'Header set {} "{}"'),
        (".nginx/site.conf", 'add_header {} "{}" always;'),
    ],
)
def test_scripts_of_other_sites_may_read_files_and_their_headers(name: str, line: str) -> None:
    lines = told(name).splitlines()
    assert [lines.count(line.format(*header)) for header in OPEN.items()] == [1, 1]


def test_netlify_is_told_of_what_moved_and_is_gone_and_prefers_it_to_the_pages() -> None:
    rules = [line.split() for line in told("_redirects").splitlines() if not line.startswith("#")]
    assert {status for _, _, status in rules} == {"301!", "410!"}
    assert ["/films/movie/old.ttl", "/films/movie/new.ttl", "301!"] in rules
    assert ["/films/review/gone", "/films/review/gone.html", "410!"] in rules


def test_a_redirect_is_kept_as_long_as_the_server_says() -> None:
    map_ = 'map $status $triplebill_lifetime { default ""; 301 max-age=3600; }'
    assert map_ in told(".nginx/maps.conf")
    assert "add_header Cache-Control $triplebill_lifetime;" in told(".nginx/site.conf")
    condition = "expr=%{REQUEST_STATUS} == '301'"
    assert f'Header always set Cache-Control max-age=3600 "{condition}"' in told(".htaccess")
