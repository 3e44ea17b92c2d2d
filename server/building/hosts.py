"""What web servers have to be told, since no file says it: what has moved or is gone, the media
types of files, what no search engine should list, and the headers that every answer carries.

Three dialects: `_redirects` and `_headers` of Netlify, `.htaccess` of Apache, and files for nginx
to include. Hosts that read none of them show what lies at an old address, a page that says where
to go. So do hosts that read `_redirects` and know neither 410 nor `!`, by which Netlify prefers a
rule to a page that lies there.
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
from server.discovery.written import ATOM, JSON_FEED
from server.negotiation import HTML
from server.pages.absent import MOVED_FOR_S
from server.pages.claims import CSV
from server.pages.frames import REVIEWS_BY
from server.pages.links import TSV
from server.pages.variants import LINKSET_SUFFIX, OFFERED
from server.policies import HEADERS, OPEN
from server.search.opensearch import DESCRIPTION, OPEN_SEARCH_PATH
from server.search.twin import ADDRESS as SEARCH
from server.signposting import LINKSET


class Former(NamedTuple):
    """An address that nothing has any more; `target` is where its thing is now, empty if gone."""

    path: str
    target: str


class Sent(NamedTuple):
    """How a file is sent: its content type; search engines list the page of what is `data`."""

    type: str
    data: bool = False


EVERYWHERE = HEADERS | OPEN
"""The headers of every file: nothing of a site of files is for owners alone."""

_UTF_8 = "; charset=utf-8"

SENT: Mapping[str, Sent] = {
    HTML.suffix: Sent(HTML.content_type),
    "css": Sent(f"text/css{_UTF_8}"),
    "js": Sent(f"text/javascript{_UTF_8}"),
    "svg": Sent(f"image/svg+xml{_UTF_8}"),
    "woff2": Sent("font/woff2"),
    "txt": Sent(f"text/plain{_UTF_8}"),
    "xml": Sent("application/xml"),
    "json": Sent("application/json"),
    "atom": Sent(ATOM),
    **{form.suffix: Sent(form.content_type, data=True) for form in VARIANT_FORMATS},
    LINKSET_SUFFIX: Sent(LINKSET, data=True),
    "tsv": Sent(TSV, data=True),
    "csv": Sent(CSV, data=True),
    "gz": Sent(COMPRESSED, data=True),
}
"""How files are sent, by suffix: all that a build writes, since a server that is told of some
may know no others."""

SINGLE: Mapping[str, Sent] = {
    VOID_PATH: SENT["ttl"],
    CATALOG_PATH: Sent(CATALOG_TYPE),
    OPEN_SEARCH_PATH: Sent(DESCRIPTION),
}
"""How those are sent whose suffix does not tell it, by path."""

_FEED = rf"(?:(?:{'|'.join(REVIEWS_BY)})/[^/]+/)?feed(?:-[0-9]+)?\.json"
_FEEDS = ("feed*.json", *(f"{kind}/:name/feed*.json" for kind in REVIEWS_BY))
"""The paths of JSON Feeds, as a pattern and in the words of `_headers`."""

_OTHERS = {"json": f"{SEARCH}/*.json", "xml": "sitemap*.xml"}
"""The paths of all other files of these suffixes: of two rules of `_headers` that speak of one
file it is not documented which counts."""

_ROBOTS, _UNLISTED = "X-Robots-Tag", "noindex"
_LIFETIME = f"max-age={MOVED_FOR_S}"

_HASHED = 46
"""The longest name in a hash of nginx, as it comes with lines of 64 bytes in the processor's cache;
with longer ones it does not start. It looks through patterns one by one, which takes longer."""

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
    yield from (f"  {name}: {value}" for name, value in EVERYWHERE.items())
    by_suffix = {_OTHERS.get(suffix, f"*.{suffix}"): sent for suffix, sent in SENT.items()}
    feeds = dict.fromkeys(_FEEDS, Sent(JSON_FEED))
    for path, sent in (by_suffix | feeds | dict(SINGLE)).items():
        yield f"{root}/{path}"
        yield f"  Content-Type: {sent.type}"
        if sent.data:
            yield f"  {_ROBOTS}: {_UNLISTED}"


def _htaccess(root: str, formers: Sequence[Former]) -> Iterator[str]:
    yield f"ErrorDocument 404 {root}{NOT_FOUND}.html"
    yield "AddDefaultCharset off"
    yield from (f"AddType '{sent.type}' .{suffix}" for suffix, sent in SENT.items())
    single = {re.escape(path): sent for path, sent in SINGLE.items()}
    for path, sent in (single | {_FEED: Sent(JSON_FEED)}).items():
        yield f'<If "%{{REQUEST_URI}} =~ m#^{root}/{path}$#">'
        yield f"ForceType '{sent.type}'"
        yield "</If>"
    yield "<IfModule mod_headers.c>"
    yield from (f'Header set {name} "{value}"' for name, value in EVERYWHERE.items())
    yield f'Header set {_ROBOTS} {_UNLISTED} "expr=%{{REQUEST_URI}} =~ m#{_data(root)}#"'
    moved = "expr=%{REQUEST_STATUS} == '301'"
    yield f'Header always set Cache-Control {_LIFETIME} "{moved}"'
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


def _data(root: str) -> str:
    """What the paths of data match."""
    suffixes = "|".join(suffix for suffix, sent in SENT.items() if sent.data)
    single = "|".join(re.escape(path) for path, sent in SINGLE.items() if sent.data)
    return rf"\.(?:{suffixes})$|^{root}/(?:{single})$"


def _nginx_maps(root: str, formers: Sequence[Former]) -> Iterator[str]:
    kinds = "|".join(KINDS)
    yield "# For the http block: include …/.nginx/maps.conf;"
    yield f"map $uri $triplebill_page {{ ~^{root}(?<page>/(?:{kinds})/[^/.]+) $page; }}"
    yield f"map $uri $triplebill_rest {{ ~^{root}/(?:{kinds})/[^/.]+(?<rest>.*)$ $rest; }}"
    yield "map $triplebill_page $triplebill_moved {"
    yield '  default "";'
    yield from (f"  {_nginx_name(path)} {target};" for path, target in formers if target)
    yield "}"
    yield "map $triplebill_page $triplebill_gone {"
    yield '  default "";'
    yield from (f"  {_nginx_name(path)} {path};" for path, target in formers if not target)
    yield "}"
    yield "# An empty header is not sent."
    yield f'map $uri $triplebill_robots {{ default ""; "~{_data(root)}" {_UNLISTED}; }}'
    yield f'map $status $triplebill_lifetime {{ default ""; 301 {_LIFETIME}; }}'


def _nginx_name(path: str) -> str:
    return path if len(path) <= _HASHED else f'"~^{re.escape(path)}$"'


def _nginx_site(root: str) -> Iterator[str]:
    yield "# For the server block, after its root: include …/.nginx/site.conf;"
    yield "types {"
    yield from (f"  {_bare(sent)} {suffix};" for suffix, sent in SENT.items())
    yield "}"
    yield "charset utf-8;"
    others = (sent for sent in SENT.values() if sent.type != HTML.content_type)
    written = " ".join(_bare(sent) for sent in others if sent.type.endswith(_UTF_8))
    yield f"charset_types {written};"
    yield from (f'add_header {name} "{value}" always;' for name, value in EVERYWHERE.items())
    yield f"add_header {_ROBOTS} $triplebill_robots;"
    yield "add_header Cache-Control $triplebill_lifetime;"
    yield f"error_page 404 {root}{NOT_FOUND}.html;"
    yield "error_page 410 @triplebill_gone;"
    moved = f"{root}$triplebill_moved$triplebill_rest$is_args$args"
    yield f"if ($triplebill_moved) {{ return 301 {moved}; }}"
    yield f"location @triplebill_gone {{ try_files {root}$triplebill_gone.html =410; }}"
    for path, sent in SINGLE.items():
        yield f"location = {root}/{path} {{ types {{ }} default_type '{_bare(sent)}'; }}"
    yield r"location ~ /\.(?!well-known/) { return 404; }"
    yield f'location ~ "^{root}/{_FEED}$" {{'
    yield "  if ($triplebill_gone) { return 410; }"
    yield "  types { }"
    yield f"  default_type '{JSON_FEED}';"
    yield "}"
    yield f"location {root}/ {{"
    yield "  if ($triplebill_gone) { return 410; }"
    yield "  try_files $uri $uri.html $uri/index.html =404;"
    yield "}"


def _bare(sent: Sent) -> str:
    """The content type as nginx wants it, which adds the charset."""
    return sent.type.removesuffix(_UTF_8)
