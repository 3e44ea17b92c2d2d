"""What web servers have to be told, since no file says it: what has moved or is gone, the media
types of data, and the headers that every answer carries.

Three dialects: `_redirects` and `_headers` of Netlify and Cloudflare Pages, `.htaccess` of
Apache, and a file for nginx to include. Hosts that read none of them show what lies at an old
address, a page that says where to go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.formats import VARIANT_FORMATS
from graph.mapping import KINDS
from server.building.plan import NOT_FOUND
from server.discovery.dataset import COMPRESSED, VOID_PATH
from server.discovery.documents import CATALOG_PATH, CATALOG_TYPE
from server.discovery.feeds import PAGES, feed_path
from server.discovery.written import ATOM, JSON_FEED
from server.negotiation import HTML
from server.pages.claims import CSV
from server.pages.links import TSV
from server.pages.variants import LINKSET_SUFFIX, OFFERED
from server.policies import HEADERS
from server.signposting import LINKSET


class Former(NamedTuple):
    """An address that nothing has any more; `target` is where its thing is now, empty if gone."""

    path: str
    target: str


TYPES: Mapping[str, str] = {f.suffix: f.content_type for f in VARIANT_FORMATS} | {
    LINKSET_SUFFIX: LINKSET,
    "tsv": TSV,
    "csv": CSV,
    "atom": ATOM,
    "gz": COMPRESSED,
}
"""The content type of each suffix of data."""

WELL_KNOWN: Mapping[str, str] = {VOID_PATH: TYPES["ttl"], CATALOG_PATH: CATALOG_TYPE}
"""The content type of data without suffix, by path."""

NAMED: Mapping[str, str] = {
    r"feed(?:-[0-9]+)?\.json": JSON_FEED,
}
"""The content type of files whose suffix does not tell it, by patterns of names, in any folder."""

SUFFIXES = (*(form.suffix for form in OFFERED), LINKSET_SUFFIX)
"""How the addresses of a resource end."""


def host_files(root: str, formers: Sequence[Former]) -> dict[str, bytes]:
    """All files for hosts, by name; `root` is the path of the site, empty at the top of a host."""
    texts: dict[str, Iterable[str]] = {
        ".nojekyll": (),
        "_redirects": _redirects(root, formers),
        "_headers": _headers(root),
        ".htaccess": _htaccess(root, formers),
        ".nginx/maps.conf": _nginx_maps(root, formers),
        ".nginx/site.conf": _nginx_site(root),
    }
    return {name: "".join(f"{line}\n" for line in lines).encode() for name, lines in texts.items()}


def _redirects(root: str, formers: Sequence[Former]) -> Iterator[str]:
    yield "# Netlify: https://docs.netlify.com/manage/routing/redirects/overview/"
    yield "# It answers 410, too, though it does not document it."
    for path, target in formers:
        old = root + path
        for suffix in ("", *(f".{suffix}" for suffix in SUFFIXES)):
            new = f"{root}{target}{suffix} 301!" if target else f"{old}.html 410!"
            yield f"{old}{suffix} {new}"
        yield f"{old}/* " + (f"{root}{target}/:splat 301!" if target else f"{old}.html 410!")


def _headers(root: str) -> Iterator[str]:
    yield f"{root}/*"
    yield from (f"  {name}: {value}" for name, value in HEADERS.items())
    yield "  Access-Control-Allow-Origin: *"
    for path, type_ in WELL_KNOWN.items():
        yield f"{root}/{path}"
        yield f"  Content-Type: {type_}"
    for path, type_ in _named():
        yield f"{root}/{path}"
        yield f"  Content-Type: {type_}"


def _named() -> Iterator[tuple[str, str]]:
    """Where files are whose suffix does not tell what they are; both hosts know placeholders."""
    for number in range(1, PAGES + 1):
        yield f"{feed_path(number)}.json", JSON_FEED
        yield f":kind/:name/{feed_path(number)}.json", JSON_FEED


def _htaccess(root: str, formers: Sequence[Former]) -> Iterator[str]:
    yield f"ErrorDocument 404 {root}{NOT_FOUND}.html"
    yield "AddDefaultCharset off"
    yield f"AddType '{HTML.content_type}' .html"
    yield from (f"AddType '{type_}' .{suffix}" for suffix, type_ in TYPES.items())
    by_name = {re.escape(path.rpartition("/")[2]): type_ for path, type_ in WELL_KNOWN.items()}
    for name, type_ in (by_name | dict(NAMED)).items():
        yield f'<FilesMatch "^{name}$">'
        yield f"ForceType '{type_}'"
        yield "</FilesMatch>"
    yield "<IfModule mod_headers.c>"
    yield from (f'Header set {name} "{value}"' for name, value in HEADERS.items())
    yield 'Header set Access-Control-Allow-Origin "*"'
    yield "</IfModule>"
    yield "DirectorySlash Off"
    yield "RewriteEngine On"
    yield "RewriteCond %{ENV:REDIRECT_STATUS} =410"
    yield "RewriteRule ^ - [END]"
    yield r"RewriteRule (?:^|/)\.(?!well-known/) - [R=404,L]"
    suffixes = "|".join(SUFFIXES)
    for path, target in formers:
        rule = rf"RewriteRule ^{path[1:]}((?:\.(?:{suffixes})|/.*)?)$"
        yield f"{rule} {root}{target}$1 [R=301,L]" if target else f"{rule} - [G,L]"
    tombstones = {path.split("/")[1]: path for path, target in formers if not target}
    for kind, sample in tombstones.items():
        yield f'<If "%{{REQUEST_URI}} =~ m#^{root}/{kind}/#">'
        yield f"ErrorDocument 410 {root}{sample}.html"
        yield "</If>"
    yield r"RewriteCond %{REQUEST_FILENAME}.html -f"
    yield rf"RewriteRule ^(.+)$ {root}/$1.html [END]"


def _nginx_maps(root: str, formers: Sequence[Former]) -> Iterator[str]:
    kinds = "|".join(KINDS)
    yield "# For the http block: include …/.nginx/maps.conf;"
    yield f"map $uri $triplebill_page {{ ~^{root}(?<page>/(?:{kinds})/[^/.]+) $page; }}"
    yield f"map $uri $triplebill_rest {{ ~^{root}/(?:{kinds})/[^/.]+(?<rest>.*)$ $rest; }}"
    yield "map $triplebill_page $triplebill_moved {"
    yield '  default "";'
    yield from (f"  {path} {target};" for path, target in formers if target)
    yield "}"
    yield "map $triplebill_page $triplebill_gone {"
    yield '  default "";'
    yield from (f"  {path} {path};" for path, target in formers if not target)
    yield "}"


def _nginx_site(root: str) -> Iterator[str]:
    yield "# For the server block, after its root: include …/.nginx/site.conf;"
    yield "types {"
    yield "  text/html html;"
    yield "  text/css css;"
    yield "  image/svg+xml svg;"
    yield "  font/woff2 woff2;"
    yield "  text/javascript js;"
    yield "  application/xml xml;"
    yield "  application/json json;"
    yield from (f"  {type_.partition(';')[0]} {suffix};" for suffix, type_ in TYPES.items())
    yield "}"
    yield "charset utf-8;"
    yield "charset_types text/css text/csv text/plain text/turtle text/tab-separated-values;"
    yield from (f'add_header {name} "{value}" always;' for name, value in HEADERS.items())
    yield "add_header Access-Control-Allow-Origin * always;"
    yield f"error_page 404 {root}{NOT_FOUND}.html;"
    yield "error_page 410 @triplebill_gone;"
    yield f"if ($triplebill_moved) {{ return 301 {root}$triplebill_moved$triplebill_rest; }}"
    yield f"location @triplebill_gone {{ try_files {root}$triplebill_gone.html =410; }}"
    for path, type_ in WELL_KNOWN.items():
        yield f"location = {root}/{path} {{ default_type '{type_.partition('; c')[0]}'; }}"
    yield r"location ~ /\.(?!well-known/) { return 404; }"
    for name, type_ in NAMED.items():
        yield f'location ~ "^{root}/(?:.+/)?{name}$" {{'
        yield "  if ($triplebill_gone) { return 410; }"
        yield "  types { }"
        yield f"  default_type '{type_}';"
        yield "}"
    yield f"location {root}/ {{"
    yield "  if ($triplebill_gone) { return 410; }"
    yield "  try_files $uri $uri.html $uri/index.html =404;"
    yield "}"
