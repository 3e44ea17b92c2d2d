"""What a document's place says: the day, the title and the language in its file name, the kind in
its folders; and where the page is to stand that is made of it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath

from graph.documents.files import file_of
from graph.extraction.entries import Entry
from graph.extraction.keys import Key, fold
from graph.extraction.kinds import FILM_WORDS, OTHER_WORDS
from graph.extraction.marked import ends, quoted
from graph.records import Document, Placed, SourceKind
from graph.values.addresses import path_key
from graph.values.languages import parse_language
from graph.values.patterns import FILM_YEAR, on_demand
from graph.values.titles import slug

DATED_NAME = on_demand(r"(?:^|/)(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})-[^/]+$")
"""A file name that begins with the day of publication, as Jekyll's must."""

DATE = on_demand(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[-_. ]+")
SLUG = on_demand(r"(?=[^a-z]*[a-z])[a-z0-9]+(?:[-_.][a-z0-9]+)*")
OF_SLUG = on_demand(rf"(?P<title>[a-z0-9-]{{1,120}}?)(?:-(?P<year>{FILM_YEAR}))?")
FIGURES = on_demand(r"[\W\d_]+")
"""A number or a day, which the film may be called, too: “1917”, “9”."""

PATHS = ("permalink", "url", "path", "save_as")
"""Metadata in which Jekyll, Hugo, Eleventy and Pelican are told where a page is to stand."""

PLACING = frozenset((*PATHS, "slug"))

TEMPLATED = frozenset(":{}<>%")
"""Signs of a permalink that a generator fills in, or of a whole address."""

TRANSLATED = on_demand(r"(?:^|/)(?P<name>[^/]+)\.(?P<language>[a-z]{2}(?:-[a-z]{2,4})?)\.\w{2,8}$")
GENERIC = frozenset({"index", "readme", "review", "reviews", "untitled", "note", "post", "draft"})
MOST_READ = 20_000
KINDS = frozenset({"a television programme", "a book", "a game"})
"""What folders are named after; “lists” and “music” may as well be of films."""


def title_in_name(document: Document) -> Entry | None:
    """The title that a file is named after, as notes are; None for a machine's name, and for
    figures that the text does not name.

    >>> title_in_name(Document("Films/Blade Runner 2049.md", "markdown", "", "", "")).said
    'Blade Runner 2049'
    >>> title_in_name(Document("blade-runner-2049.md", "markdown", "", "", ""))
    """
    if not _is_a_file(document):
        return None
    name = DATE.sub("", PurePosixPath(document.source).stem).strip()
    if SLUG.fullmatch(name):
        return _marked_in(document, name)
    if not name or fold(name) in GENERIC or not fold(name):
        return None
    if FIGURES.fullmatch(name) and not any(ends(name, document.text[:MOST_READ])):
        return None
    return Entry("file name", Key.TITLE, name, SourceKind.METADATA)


def _marked_in(document: Document, name: str) -> Entry | None:
    """The title that the text marks and a machine's name, such as “cold-rooms-1999”, repeats."""
    said = document.metadata.get("slug")
    slugged = OF_SLUG.fullmatch(said if isinstance(said, str) else name)
    for title in quoted(document.text[:MOST_READ]) if slugged else ():
        if slugged and slug(title) == slugged["title"]:
            year = f" ({slugged['year']})" if slugged["year"] else ""
            return Entry("file name", Key.TITLE, f"{title}{year}", SourceKind.METADATA)
    return None


def placed(document: Document) -> Placed:
    """What the metadata of a file say of its page.

    >>> said = {"permalink": "/films/heat/", "slug": "Heat 95"}
    >>> placed(Document("a.md", "markdown", "", "", "", said))
    Placed(paths=('films/heat',), name='heat-95')
    """
    own = ((key.lower(), it) for key, it in document.metadata.items())
    said = {key: it for key, it in own if key in PLACING and isinstance(it, str)}
    if not said or not _is_a_file(document):
        return Placed()
    name = said.pop("slug", "")
    paths = [said[key] for key in PATHS if key in said]
    plain = [path_key(path) for path in paths if not TEMPLATED.intersection(path)]
    return Placed(tuple(filter(None, plain)), slug(name) if name else "")


def _is_a_file(document: Document) -> bool:
    return document.format in ("markdown", "text") and file_of(document.source) == document.source


def language_in_name(source: str) -> str:
    """The language that Hugo puts before a file's suffix; "" where it may be a word.

    >>> language_in_name("posts/suspiria.de.md"), language_in_name("posts/heat/index.pt-br.md")
    ('de', 'pt-br')
    >>> language_in_name("review.it.md"), language_in_name("vol.ii.md")
    ('', '')
    """
    if source.count(".") < 2 or not (match := TRANSLATED.search(source)):
        return ""
    generic = match["name"] != "index" and fold(match["name"]) in GENERIC
    return "" if generic else parse_language(match["language"]) or ""


def kind_of_folder(source: str) -> str:
    """The sentence that says why a folder holds no reviews of films, or nothing.

    The nearest folder that is named after a kind counts.

    >>> kind_of_folder("reviews/tv-shows/beastars.md")
    'It is about a television programme, not a film: its folder is “tv-shows”.'
    """
    folder = _folder_of_kind(source)
    word = fold(folder)
    if not folder or word in FILM_WORDS:
        return ""
    return f"It is about {OTHER_WORDS[word]}, not a film: its folder is “{folder}”."


def is_in_films(source: str) -> bool:
    """Whether the nearest folder that is named after a kind is one of films.

    >>> is_in_films("posts/movies/2020/heat.md"), is_in_films("films/books/heat.md")
    (True, False)
    """
    return fold(_folder_of_kind(source)) in FILM_WORDS


def _folder_of_kind(source: str) -> str:
    """The nearest folder that is named after a kind, or nothing.

    An absolute path says nothing: what stands above the site, or the folder that was named, is
    not of the reviews.
    """
    return "" if source.startswith("/") else _nearest(source.rpartition("/")[0])


@lru_cache(1 << 10)
def _nearest(folders: str) -> str:
    for folder in reversed(PurePosixPath(folders).parts):
        word = fold(folder)
        if word in FILM_WORDS or OTHER_WORDS.get(word) in KINDS:
            return folder
    return ""
