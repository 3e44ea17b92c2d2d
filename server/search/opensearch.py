"""The OpenSearch 1.1 description document (https://github.com/dewitt/opensearch).

Browsers find it by a link in every page and offer the site in their own search; `{searchTerms}`
stands for what is typed, percent-encoded.
"""

from __future__ import annotations

from collections.abc import Collection
from xml.etree import ElementTree

OPEN_SEARCH_PATH = "opensearch.xml"
DESCRIPTION = "application/opensearchdescription+xml"
SUGGESTIONS = "application/x-suggestions+json"

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"

LONGEST_NAME = 16
LONGEST_DESCRIPTION = 1024
"""Characters (OpenSearch 1.1, sections “ShortName” and “Description”)."""

ADDRESSES = (
    ("results", "text/html", "search?q={searchTerms}"),
    ("results", "application/json", "search.json?q={searchTerms}"),
    ("suggestions", SUGGESTIONS, "search/suggest?q={searchTerms}"),
)
"""Relation, media type and address of each way to search."""

TYPES = tuple(media_type for _, media_type, _ in ADDRESSES)


def description(base: str, name: str, types: Collection[str] = TYPES) -> bytes:
    """The document for a site with that base IRI and name, and answers of some media types."""
    root = ElementTree.Element("OpenSearchDescription", xmlns=NAMESPACE)

    def add(tag: str, text: str = "", **attributes: str) -> None:
        ElementTree.SubElement(root, tag, attributes).text = text or None

    add("ShortName", name[:LONGEST_NAME])
    add("LongName", name[:48])
    add("Description", f"Films, people and reviews of {name}"[:LONGEST_DESCRIPTION])
    add("InputEncoding", "UTF-8")
    add("OutputEncoding", "UTF-8")
    add("Image", f"{base}static/favicon.svg", type="image/svg+xml", width="16", height="16")
    for relation, media_type, address in ADDRESSES:
        if media_type in types:
            add("Url", rel=relation, type=media_type, template=base + address)
    add("Url", rel="self", type=DESCRIPTION, template=base + OPEN_SEARCH_PATH)
    add("Query", role="example", searchTerms="film")
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document
