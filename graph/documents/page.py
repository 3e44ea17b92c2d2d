"""What a page says of itself (title, address, language, author, date), and its article.

The head's own words and those of an article's JSON-LD are taken; nothing is guessed from the
layout but the article itself, which trafilatura finds.
"""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml.etree import strip_elements, tostring
from lxml.html import HtmlElement

from graph.documents import images, replies
from graph.documents.html_text import to_markdown
from graph.documents.page_facts import inline_facts
from graph.documents.page_title import title
from graph.documents.schema_org import Tree, cleaned, completed
from graph.documents.scored_lines import is_score
from graph.documents.words import letters, line_in, text_in
from graph.values.titles import split_title_year

META = {
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"),
    "datePublished": (
        *("article:published_time", "datepublished", "dc.date", "dcterms.date", "dc.date.issued"),
        *("dcterms.created", "parsely-pub-date", "date", "pubdate", "publish_date"),
    ),
    "publisher": ("og:site_name", "application-name"),
    "abstract": ("description", "og:description"),
    "keywords": ("keywords", "article:tag", "news_keywords"),
    "articleSection": ("article:section",),
}
"""The property of schema.org that a `meta` of these names states."""

MANY = frozenset(("keywords", "articleSection"))
ADDRESS = re.compile(r"https?://", re.IGNORECASE)
BYLINES = frozenset(
    f"{prefix}{name}"
    for name in ("author", "author-name", "byline", "byline-name", "author__name")
    for prefix in ("", "post-", "entry-", "article-", "review-", "p-")
)
"""Class names of the element that names the author."""

BY = re.compile(
    r"(?:(?:written|posted|reviewed|review)\s)?(?:by|von|par|por|di|de):?\s", re.IGNORECASE
)
LONGEST_BYLINE = 60
AROUND = ("header", "nav", "footer", "aside", "form", "figcaption", "button", "script", "style")
ASIDE = frozenset(
    ("author-bio", "author-box", "about-author", "related-posts", "share", "sharedaddy")
)
"""Elements that hold no text of an article, and class names of such."""

LONGEST_TITLE = 250
FEWEST_WORDS = 50
"""Words of an article that may be a review."""

LARGEST, MOST_ELEMENTS = 1024 * 1024, 30_000
"""Characters of markup and elements up to which an article is looked for in a page: trafilatura
takes up to 0.1 ms for an element, and an article of a hundred pages has 5,000.
"""


def address(page: HtmlElement) -> str:
    """The page's canonical address, or "" where it does not tell."""
    links = page.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return next((str(link).strip() for link in links if _is_web(str(link))), "")


def base_of(page: HtmlElement) -> str:
    """The address from which links in the page are seen, or ""."""
    stated = [str(href).strip() for href in page.xpath("//base/@href")[:1]]
    own = address(page)
    return next((full for href in stated if _is_web(full := completed(own, href))), own)


def facts(page: HtmlElement) -> Tree:
    """The page as an article of schema.org, as far as its head describes it."""
    found: Tree = {"@type": ["Article"]}
    said = [(_name(meta), cleaned(meta.get("content", ""))) for meta in page.iter("meta")]
    for property_, names in META.items():
        stated = [[words for name, words in said if name == wanted and words] for wanted in names]
        if property_ == "author":  # each name is another's word for all who wrote
            stated = [[w for w in words if not ADDRESS.match(w)] for words in stated]
            words = list(dict.fromkeys(next(filter(None, stated), [])))
            several = len(words) > 1
        else:
            words, several = list(chain.from_iterable(stated)), property_ in MANY
        if words:
            found[property_] = words if several else words[0]
    if headline := title(page, found.get("publisher", "")):
        found["headline"] = headline
    if "author" not in found and (author := _byline(page)):
        found["author"] = author
    if own := address(page):
        found["url"] = own
    if spoken := language(page):
        found["inLanguage"] = spoken
    times = page.xpath("//article//time/@datetime | //time[@pubdate]/@datetime")
    if times and "datePublished" not in found:
        found["datePublished"] = str(times[0])
    return found


def language(page: HtmlElement) -> str:
    """The language that the page says it is in, or ""."""
    return str(page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or "")


def is_article(page: HtmlElement) -> bool:
    """Whether a page says that it is an article, who wrote it, or when."""
    said = {_name(meta) for meta in page.iter("meta") if meta.get("content")}
    stated = not said.isdisjoint((*META["author"], *META["datePublished"]))
    typed = page.xpath("//meta[@property='og:type' and @content='article']")
    return stated or bool(typed) or bool(_byline(page))


def is_scored(page: HtmlElement) -> bool:
    """Whether the page has one article, and in that a line with nothing but a score."""
    lines = text_in(articles[0]).split("\n") if len(articles := _articles(page)) == 1 else []
    return any(map(is_score, lines))


def has_words(page: HtmlElement) -> bool:
    """Whether the page has an article with the words of a review."""
    return any(len(text_in(article).split()) >= FEWEST_WORDS for article in _articles(page))


def has_meta_body(page: HtmlElement) -> bool:
    """Whether the body of a review is stated where nobody reads it, as excerpts are."""
    return bool(page.xpath("//meta[@itemprop='reviewBody' or @property='reviewBody']"))


def _articles(page: HtmlElement) -> list[HtmlElement]:
    return [article for article in page.iter("article") if not replies.is_among(article)]


def _of_other_films(page: HtmlElement) -> list[HtmlElement]:
    """The articles headed by a film with its year, on a page whose title is another such film."""
    films = [(article, film) for article in _articles(page) if (film := _film_heading(article))]
    own = split_title_year(title(page, ""))
    named = own[1] and any(film == own for _, film in films)
    return [article for article, film in films if film != own] if named else []


def _film_heading(article: HtmlElement) -> tuple[str, int | None] | None:
    """The film and the year in the first heading of an article that has no other in it."""
    headings = article.xpath(".//h1 | .//h2 | .//h3") if article.find(".//article") is None else []
    film = split_title_year(text_in(headings[0])[:LONGEST_TITLE]) if headings else ("", None)
    return film if film[1] else None


def is_too_large(page: HtmlElement) -> bool:
    """Whether a page has more elements than an article is looked for among."""
    return sum(1 for _ in islice(page.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS


def article(page: HtmlElement) -> str:
    """The text of the page's article as Markdown; "" where it has none, or the page is too large.

    On the way the page loses its scripts and styles, what its readers wrote, and articles about
    other films; its facts become lines. An article that came out as one paragraph and is
    none is taken whole from the element around it.
    """
    import trafilatura  # heavy, and not needed for files of other formats

    strip_elements(page, "script", "style", "template", with_tail=False)
    replies.drop(page)
    for other in _of_other_films(page):
        other.drop_tree()
    images.say(page)
    inline_facts(page)
    markup = "" if is_too_large(page) else tostring(page, encoding="unicode", method="html")
    if not markup or len(markup) > LARGEST:
        return ""
    found = trafilatura.extract(
        markup,
        output_format="markdown",
        include_formatting=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
    )
    text = cleaned(found or "")
    return _whole(page) or text if _is_flattened(text, page) else text


def _is_flattened(text: str, page: HtmlElement) -> bool:
    """Whether a text is one paragraph in which several of the page's ran together: trafilatura
    leaves what is short so."""
    if not text or "\n\n" in text:
        return False
    words = letters(text)
    return not any(words in letters(paragraph) for paragraph in text_in(page).split("\n\n"))


def _whole(page: HtmlElement) -> str:
    """The words of the one element for an article or what is main, else those of the page, as
    Markdown: without what stands around the text of either."""
    articles = (list(page.iter(name)) for name in ("article", "main", "body"))
    root = next((deepcopy(found[0]) for found in articles if len(found) == 1), None)
    if root is None:
        return ""
    strip_elements(root, *AROUND, with_tail=False)
    for element in list(root.iter("section", "div", "p", "ul")):
        if not ASIDE.isdisjoint(element.get("class", "").lower().split()):
            element.drop_tree()
    return to_markdown(tostring(root, encoding="unicode", method="html", with_tail=False))


def _byline(page: HtmlElement) -> str:
    """The one name that the page's bylines give; "" where they give several."""
    elements = page.xpath("//a[@rel='author']") or [
        element
        for element in page.iter("span", "a", "p", "div", "address", "cite")
        if BYLINES.intersection(element.get("class", "").lower().split())
    ]
    words = {line_in(element) for element in elements[:20]}
    names = {BY.sub("", one) for one in words if 3 <= len(one) <= LONGEST_BYLINE}
    return names.pop() if len(names) == 1 else ""


def _name(meta: HtmlElement) -> str:
    return str(meta.get("property") or meta.get("name") or "").lower()


def _is_web(text: str) -> bool:
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
