"""Files that were built, behind the web servers that are told what no file says."""

from __future__ import annotations

import getpass
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError

import pytest

from tests.e2e.conftest import free_port

LONG = "The Assassination of Jesse James by the Coward Robert Ford"
"""The names of nginx’s hashes have an end."""
SLUG = LONG.lower().replace(" ", "-")
REVIEW = "---\ntitle: {film}\nyear: 1995\nauthor: {who}\nrating: 4/5\n---\nA long night, none of it wasted.\n"

NGINX = """\
user {user};
pid {work}/pid;
error_log {work}/error.log;
events {{ }}
http {{
  access_log off;
  default_type application/octet-stream;
  client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/f;
  uwsgi_temp_path {work}/u; scgi_temp_path {work}/s;
  include {root}/.nginx/maps.conf;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    include {root}/.nginx/site.conf;
  }}
}}
"""

APACHE = """\
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {work}/pid
ErrorLog {work}/error.log
{modules}
TypesConfig /dev/null
DocumentRoot {root}
<Directory {root}>
AllowOverride All
Require all granted
</Directory>
"""
MODULES = ("mpm_event", "authz_core", "mime", "dir", "rewrite", "headers")

TYPES = {
    "feed.json": "application/feed+json",
    "feed.atom": "application/atom+xml",
    "feed-2.json": "application/feed+json",
    "search.json": None,
    "data.ttl": "text/turtle; charset=utf-8",
    "data.jsonld": "application/ld+json",
    "data.linkset": "application/linkset+json",
    ".well-known/void": "text/turtle; charset=utf-8",
    "robots.txt": "text/plain; charset=utf-8",
    "sitemap.xml": "application/xml",
    "opensearch.xml": "application/opensearchdescription+xml",
    "search/parts.json": "application/json",
    "static/favicon.svg": "image/svg+xml; charset=utf-8",
    "data": "text/html; charset=utf-8",
}


class _NotFollowing(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


NOT_FOLLOWING = urllib.request.build_opener(_NotFollowing)


class Built(NamedTuple):
    """A site as files, with a film's page, the one that it had before, and the path of a review
    that was withdrawn."""

    root: Path
    film: str
    moved: str
    gone: str


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, run) -> Built:
    root = tmp_path_factory.mktemp("hosted")
    for number in range(52):
        text = REVIEW.format(film="Heat", who=f"Critic {chr(65 + number % 26)}{number // 26}")
        (root / f"{number:02}.md").write_text(text)
    (root / "gone.md").write_text(REVIEW.format(film=LONG, who="Dee"))
    (root / "moved.md").write_text(REVIEW.format(film=f"{LONG} Again", who="Dee"))
    assert run(root, "add", *root.glob("*.md")).returncode == 0
    out = root / "out"
    assert run(root, "build", out).returncode == 0
    (gone,) = (p for p in out.glob(f"review/{SLUG}*.html") if "again" not in p.name)
    assert run(root, "remove", "gone.md").returncode == 0
    text = REVIEW.format(film=f"{LONG} Again", who="Dee").replace("1995", "1996")
    (root / "moved.md").write_text(text)
    assert run(root, "add", root / "moved.md").returncode == 0
    assert run(root, "build", out).returncode == 0
    path = gone.relative_to(out).as_posix().removesuffix(".html")
    return Built(out, "movie/heat-1995", f"movie/{SLUG}-again-1995", path)


@contextmanager
def nginx(root: Path, work: Path, port: int) -> Iterator[None]:
    configured = NGINX.format(work=work, root=root, port=port, user=getpass.getuser())
    (work / "nginx.conf").write_text(configured)
    command = ["nginx", "-p", str(work), "-c", str(work / "nginx.conf"), "-g", "daemon off;"]
    with running(command, port):
        yield


@contextmanager
def apache2(root: Path, work: Path, port: int) -> Iterator[None]:
    folder = Path("/usr/lib/apache2/modules")
    modules = "\n".join(f"LoadModule {name}_module {folder}/mod_{name}.so" for name in MODULES)
    configured = APACHE.format(work=work, root=root, port=port, modules=modules)
    (work / "apache.conf").write_text(configured)
    with running(["apache2", "-f", str(work / "apache.conf"), "-DFOREGROUND"], port):
        yield


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """A server until the block ends."""
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            for _ in range(200):
                if process.poll() is None and asked(port, "robots.txt")[0]:
                    break
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


def asked(port: int, path: str) -> tuple[int, str | None, bytes]:
    """Status, content type and body; status 0 where nobody listens."""
    status, headers, body = answered(port, path)
    return status, headers.get("Content-Type"), body


def answered(port: int, path: str) -> tuple[int, Mapping[str, str], bytes]:
    """The same with all headers; redirects are not followed."""
    try:
        with NOT_FOLLOWING.open(f"http://127.0.0.1:{port}/{path}", timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers, error.read()
    except (URLError, ConnectionError):
        return 0, {}, b""


@pytest.mark.parametrize("host", [nginx, apache2])
def test_a_web_server_knows_what_the_files_are(
    built: Built, tmp_path: Path, host: Callable[..., object]
) -> None:
    name = host.__name__
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed: .ci/debian, or apt-get install {name}")
    port = free_port()
    with host(built.root, tmp_path, port):  # type: ignore[attr-defined]
        for path, type_ in TYPES.items():
            status, found, _ = asked(port, path)
            assert (status, found if status == 200 else None) == (200 if type_ else 404, type_), (
                path
            )
        for path, of in {".linkset": "data.linkset", "/feed-2.json": "feed-2.json"}.items():
            status, found, _ = asked(port, f"{built.film}{path}")
            assert (status, found) == (200, TYPES[of]), path
        for path in ("", ".ttl", ".linkset", "/feed.json"):
            status, _, body = asked(port, built.gone + path)
            assert status == 410, path
            assert b"has been withdrawn" in body, path
        for path in (f"{built.film}.ttl", "dump.nq.gz", ".well-known/void"):
            assert answered(port, path)[1].get("X-Robots-Tag") == "noindex", path
        for path in (built.film, "feed.atom", "robots.txt"):
            assert answered(port, path)[1].get("X-Robots-Tag") is None, path
        for path in ("", ".ttl", "/feed.json", "/reviews?page=2"):
            status, headers, _ = answered(port, built.moved + path)
            assert (status, headers.get("Cache-Control")) == (301, "max-age=3600"), path
            assert headers["Location"].endswith(f"/movie/{SLUG}-again-1996{path}")
        assert answered(port, built.film)[1].get("Cache-Control") is None
