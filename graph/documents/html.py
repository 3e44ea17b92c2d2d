"""HTML pages: the reviews or viewings that their markup describes, or else the one article in them;
the films, where there is no article.

Of the syntaxes in which a page may say the same, the first that describes a review is taken:
JSON-LD, microdata, RDFa, microformats. Our own block only repeats what was read here before, and
is passed over. XHTML is read as HTML too: no entity is expanded, and
nothing outside of the page is looked at.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from graph.documents import json_ld, page
from graph.documents.decoding import Decoded, decode, forbidden
from graph.documents.described import DESCRIBED
from graph.documents.files import File, part
from graph.documents.microdata import read_microdata, read_rdfa
from graph.documents.microformats import read_microformats
from graph.documents.schema_org import (
    ARTICLES,
    Nodes,
    Tree,
    cleaned,
    document,
    number,
    text_of,
    tree_of,
)
from graph.documents.words import language_of, letters
from graph.errors import UnreadableError
from graph.records import Document
from graph.values.spoiler_marks import has_marks, tags_marked

CHARSET = re.compile(
    rb"""(?:<meta[^<>]{0,200}?charset|<\?xml[^<>]{0,80}?encoding)\s?=\s?["']?([\w-]{2,30})""", re.I
)
LATIN = frozenset(("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"))
"""Names under which browsers read windows-1252 (Encoding Standard, section 4.2)."""

JSON_LD = "application/ld+json"
OURS = "triplebill"
"""The id of the script element with our own block, the JSON-LD that `embed` writes into a page."""

SUBSET = re.compile(r"<!DOCTYPE[^<>\[\]]{0,300}\[.*?\]\s{0,20}>", re.IGNORECASE | re.DOTALL)
MOST_DECLARED = 64 * 1024
"""Entities that XHTML declares at its beginning are left out, not expanded."""

Reader = Callable[[HtmlElement, Nodes], None]
"""Adds what an element says to nodes."""

STRUCTURED: tuple[tuple[str, Reader], ...] = (("microdata", read_microdata), ("RDFa", read_rdfa))
"""The syntaxes that search engines read beside JSON-LD: class names mean nothing to them."""

SYNTAXES: tuple[tuple[str, Reader], ...] = (
    *STRUCTURED,
    ("class names (hReview)", read_microformats),
)

FILLED = ("url", "inLanguage", "publisher", "datePublished", "author", "keywords")
"""What the page itself may say of the one review in it."""


def read(file: File) -> Iterator[Document]:
    """A document for each review, or one for the page. Raises `UnreadableError`."""
    decoded = text_of_page(file.content())
    tree = parse(tags_marked(decoded.text))
    yield from Page(file.source, decoded.note, tree).documents()


def text_of_page(data: bytes) -> Decoded:
    """The page's text: UTF-8 if it is that, else in the encoding that it declares."""
    declared = CHARSET.search(data[:4096])
    name = declared[1].decode().lower() if declared else ""
    try:
        data.decode()
    except UnicodeDecodeError:
        try:
            codec = codecs.lookup("cp1252" if name in LATIN else name).name
            text = data.decode(codec) if name else ""
        except (LookupError, UnicodeError):
            text = ""
        if text and not forbidden(text):
            return Decoded(text, f"; its bytes were read as {codec}, as it declares")
    return decode(data)


def parse(text: str) -> HtmlElement:
    """The page's elements. Raises `UnreadableError` for what is none or is nested too deep."""
    text = SUBSET.sub("", text[:MOST_DECLARED], count=1) + text[MOST_DECLARED:]
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if root is None:
        raise UnreadableError("This is no HTML page. Give it the suffix of what it is.")
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise UnreadableError(
            "The page's elements are nested more than 256 deep, or one is too long. A page that "
            "a browser saved is not; save it again."
        )
    return root


def json_ld_blocks(root: HtmlElement) -> Iterator[HtmlElement]:
    """The script elements that hold JSON-LD."""
    for script in root.iter("script"):
        if script.get("type", "").partition(";")[0].strip().lower() == JSON_LD:
            yield script


def structured_data(root: HtmlElement, read_block: Reader) -> Iterator[tuple[str, Nodes]]:
    """What a page says to search engines in each syntax; `read_block` reads a block of JSON-LD."""
    base = page.base_of(root)
    blocks = Nodes(base)
    for script in json_ld_blocks(root):
        read_block(script, blocks)
    yield "JSON-LD", blocks
    for syntax, read_into in STRUCTURED:
        nodes = Nodes(base)
        read_into(root, nodes)
        yield syntax, nodes


def title_of(root: HtmlElement) -> str:
    """The words of the page's title."""
    return " ".join(cleaned(str(root.xpath("string(//title)"))).split())


class Page:
    """A page with what its markup describes."""

    def __init__(self, source: str, note: str, root: HtmlElement) -> None:
        self.source, self.note, self.root = source, note, root
        self.faults: list[str] = []
        self.blocks = Nodes(page.base_of(root))
        for script in json_ld_blocks(root):
            if script.get("id") != OURS:
                self._read_block(script)

    def documents(self) -> Iterator[Document]:
        """One for each review, or one for the article."""
        what, syntax, found = self._described()
        own = self._own()
        if what == "review" and len(found) == 1:
            yield self._single(syntax, *found[0], own)
        elif what in ("review", "viewing") or (what and not self._is_article(found)):
            left_out = what == "film" and page.has_words(self.root)
            words = "; its article was left out, as nothing says who wrote it or when" * left_out
            for tree, line in found:
                because = f"HTML: a {what} is described in it by {syntax}{words}{self.note}."
                source = part(self.source, what, number(tree)) if len(found) > 1 else self.source
                spoken = self._language(tree, own) if what == "review" else {}
                yield document(source, "html", because, tree | spoken, line=line)
        else:
            large = "; it is too large to look for an article" * page.is_too_large(self.root)
            because = f"HTML without a description of a review{large}{self._fault()}{self.note}."
            if len(found) == 1:
                own["itemReviewed"] = found[0][0]
            text = page.article(self.root)
            yield document(self.source, "html", because, _in_its_language(own, text), text)

    def _read_block(self, script: HtmlElement) -> None:
        try:
            json_ld.add(json_ld.load(script.text or ""), self.blocks, script.sourceline or 0)
        except UnreadableError as error:
            self.faults.append(f"; line {script.sourceline}: {str(error).rstrip('.')}")

    def _described(self) -> tuple[str, str, list[tuple[Tree, int]]]:
        """What the page describes, reviews before all else: its kind, its syntax, the nodes."""
        without: list[tuple[str, Nodes]] = []
        for syntax, nodes in self._syntaxes():
            if found := list(DESCRIBED["review"](nodes)):
                return "review", syntax, found
            without.append((syntax, nodes))
        for what in ("viewing", "film"):
            for syntax, nodes in without:
                if found := list(DESCRIBED[what](nodes)):
                    return what, syntax, found
        return "", "", []

    def _syntaxes(self) -> Iterator[tuple[str, Nodes]]:
        """What the page says in each syntax, read when it is asked for."""
        yield "JSON-LD", self.blocks
        for syntax, read_into in SYNTAXES:
            nodes = Nodes(self.blocks.base)
            read_into(self.root, nodes)
            yield syntax, nodes

    def _is_article(self, found: list[tuple[Tree, int]]) -> bool:
        """Whether somebody wrote the page: the sites of films describe them too, with the scores
        of all."""
        of_all = any("aggregateRating" in tree for tree, _ in found)
        stated = bool(self.blocks.named(ARTICLES)) or page.is_article(self.root)
        return stated or (not of_all and page.is_scored(self.root))

    def _own(self) -> Tree:
        """What head and JSON-LD say of the page; the latter is more exact."""
        own = page.facts(self.root)
        for name in self.blocks.named(ARTICLES)[:1]:
            tree = tree_of(self.blocks, name)
            own |= {key: value for key, value in tree.items() if key not in ("@id", "@type")}
        return own

    def _single(self, syntax: str, tree: Tree, line: int, own: Tree) -> Document:
        """The review of the page, with what only the page says; its text where that is whole."""
        filled = {key: own[key] for key in FILLED if key in own and key not in tree}
        text = page.article(self.root)
        body = text_of(tree, "reviewBody", *(() if syntax == "JSON-LD" else ("description",)))
        more = bool(body) and _is_excerpt(body, text, 1.2 if syntax == "JSON-LD" else 3)
        marked = syntax != "JSON-LD" and "reviewBody" in tree and not page.has_meta_body(self.root)
        hides = has_marks(text) and not has_marks(body)  # JSON-LD may repeat it without them
        if body and not hides and (marked or not more):
            text = ""
        left_out = "; what the page says beside it was left out" * (marked and more and not hides)
        because = (
            f"HTML: a review is described in it by {syntax}{left_out}{self._fault()}{self.note}."
        )
        filled = _in_its_language(filled, body or text)
        return document(self.source, "html", because, tree | filled, text, line)

    def _language(self, tree: Tree, own: Tree) -> Tree:
        """The page's language for one of the reviews in it that does not state its own."""
        stated = {key: own[key] for key in ("inLanguage",) if key in own and key not in tree}
        return _in_its_language(stated, text_of(tree, "reviewBody", "description"))

    def _fault(self) -> str:
        return self.faults[0] if self.faults else ""


def _in_its_language(own: Tree, text: str) -> Tree:
    """What a page says of itself, without a language that its text is not in."""
    if language_of(text, str(own.get("inLanguage", ""))):
        return own
    return {key: value for key, value in own.items() if key != "inLanguage"}


def _is_excerpt(body: str, text: str, times: float) -> bool:
    """Whether a text has all that a body begins with, and so many times as much."""
    return len(text) > times * len(body) and letters(body)[:80] in letters(text)
