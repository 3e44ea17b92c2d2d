"""What a person says about the reading itself, once for many files or in one document.

A `Correction` holds for the files that its pattern fits: this site's keys, defaults, and what is
no review. The map `triplebill:` in a document's metadata holds for that document, and wins over
everything else in it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from graph.documents.files import file_of
from graph.extraction.entries import Entry, Findings, Said, clip
from graph.extraction.keys import Key, fold
from graph.extraction.meanings import meaning
from graph.records import Claim, Document, Extraction, SourceKind

OWN = "triplebill"
"""The key of the map in a document's metadata."""

SKIP = "skip"
NAMES: dict[str, Key] = {
    "title": Key.FILM,
    "original_title": Key.ORIGINAL_TITLE,
    "year": Key.YEAR,
    "release_date": Key.RELEASE,
    "director": Key.DIRECTOR,
    "screenplay": Key.SCREENPLAY,
    "cast": Key.CAST,
    "running_time": Key.DURATION,
    "genre": Key.GENRE,
    "content_rating": Key.CONTENT_RATING,
    "country": Key.COUNTRY,
    "film_language": Key.FILM_LANGUAGE,
    "image": Key.IMAGE,
    "imdb": Key.IMDB,
    "tmdb": Key.TMDB,
    "wikidata": Key.WIKIDATA,
    "letterboxd": Key.LETTERBOXD,
    "headline": Key.HEADLINE,
    "review": Key.BODY,
    "summary": Key.ABSTRACT,
    "author": Key.REVIEWER,
    "date": Key.PUBLISHED,
    "date_watched": Key.WATCHED,
    "language": Key.TEXT_LANGUAGE,
    "rating": Key.RATING,
    "rating_best": Key.BEST,
    "rating_worst": Key.WORST,
    "source": Key.SOURCE,
    "publisher": Key.PUBLISHER,
    "type": Key.KIND,
    "tags": Key.TAGS,
    "spoilers": Key.SPOILERS,
    "ignore": Key.IGNORED,
}
"""Our names of what a key can mean. Other labels that are read anywhere are understood too."""

DECIDED = {
    Key.TITLE: Key.FILM,
    Key.NAME: Key.FILM,
    Key.WRITER: Key.SCREENPLAY,
    Key.LANGUAGE: Key.TEXT_LANGUAGE,
    Key.COMMENT: Key.BODY,
}
"""What an ambiguous label means where a person uses it on purpose."""

TRUTH = {"true": True, "yes": True, "false": False, "no": False}


class Defaults(Struct, frozen=True):
    """What is taken for granted about a document: facts where it is silent, and its own keys.

    `keys` are folded. `skip` says that it is no review, or that it is one, whatever it looks
    like; None leaves that to its words.
    """

    author: str = ""
    language: str = ""
    rating_best: Decimal | None = None
    rating_worst: Decimal | None = None
    publisher: str = ""
    keys: dict[str, Key] = {}
    skip: bool | None = None


class Correction(Struct, frozen=True):
    """How the files that a pattern fits are read; what is None is left as it is.

    `files` is a pattern such as `blog/**/*.md`, and fits everything where it is empty. `include`
    names parts of an export that are left out otherwise.
    """

    files: str = ""
    keys: dict[str, Key] = {}
    author: str | None = None
    publisher: str | None = None
    language: str | None = None
    rating_best: Decimal | None = None
    rating_worst: Decimal | None = None
    skip: bool | None = None
    include: tuple[str, ...] = ()

    def fits(self, source: str) -> bool:
        """Whether a source is meant; a relative pattern fits the end of an absolute path too.

        >>> rule = Correction("blog/**/*.md")
        >>> [rule.fits(s) for s in ("blog/heat.md", "/home/ann/blog/2019/05/heat.md", "old/a.md")]
        [True, True, False]
        """
        return not self.files or bool(_pattern(self.files).fullmatch(file_of(source)))


_FACTS = ("author", "publisher", "language", "rating_best", "rating_worst", "skip")


def applied(defaults: Defaults, corrections: Sequence[Correction], source: str) -> Defaults:
    """The defaults for one source; of several corrections that fit, a later one wins."""
    for correction in corrections:
        if correction.fits(source):
            said = {name: getattr(correction, name) for name in _FACTS}
            changed = {name: value for name, value in said.items() if value is not None}
            defaults = replace(defaults, **changed, keys=defaults.keys | correction.keys)
    return defaults


def included(corrections: Sequence[Correction], source: str) -> frozenset[str]:
    """The parts of an export that are read although they are left out otherwise."""
    return frozenset(part for c in corrections if c.fits(source) for part in c.include)


def named(name: str) -> Key | None:
    """The meaning that a person names, ours or any label's.

    >>> named("running time"), named("title"), named("réalisateur"), named("ratting")
    (<Key.DURATION: 'duration'>, <Key.FILM: 'film'>, <Key.DIRECTOR: 'director'>, None)
    """
    found = NAMES.get(fold(name).replace(" ", "_")) or meaning(name)
    return DECIDED.get(found, found) if found else None


def unknown_name(name: str, also: Sequence[str] = ()) -> str:
    """The end of a sentence about a name that is none of ours."""
    near = difflib.get_close_matches(name.casefold(), [*NAMES, *also], n=1)
    return f"; did you mean “{near[0]}”?" if near else f". There are {', '.join([*NAMES, *also])}."


def key_in(keys: Mapping[str, Key], key: str) -> Key | None:
    """What the site says that a key means, whole or in its last part (`movie.note`)."""
    if not keys:
        return None
    return keys.get(fold(key)) or keys.get(fold(key.rpartition(".")[2]))


# --- one document ---------------------------------------------------------------------------


def own_entries(document: Document, findings: Findings) -> Iterator[Entry]:
    """What the document's map `triplebill:` says; a name that is none is told in a note."""
    line = document.lines.get(OWN, 0)
    for name, said in _own(document).items():
        key = named(name)
        if name != SKIP and key is None:
            findings.note("", f"There is no “{name}” in “{OWN}”{unknown_name(name, [SKIP])}", line)
        elif name != SKIP:
            yield Entry(clip(f"{OWN}.{name}"), key, _words(said), SourceKind.CORRECTION, line)


def skips(document: Document, defaults: Defaults) -> bool | None:
    """Whether a person says that this is no review, or that it is one; the document's map wins."""
    return TRUTH.get(str(_own(document).get(SKIP, "")).strip().casefold(), defaults.skip)


def overruled(extraction: Extraction) -> Extraction:
    """Without the claims that a correction in the document stands against."""
    claims = (*extraction.movie, *extraction.review, *extraction.viewing)
    if not any(claim.evidence.kind is SourceKind.CORRECTION for claim in claims):
        return extraction
    return replace(
        extraction,
        movie=_overruled(extraction.movie),
        review=_overruled(extraction.review),
        viewing=_overruled(extraction.viewing),
    )


def _overruled(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    fixed = {c.property for c in claims if c.evidence.kind is SourceKind.CORRECTION}
    return tuple(
        claim
        for claim in claims
        if claim.property not in fixed or claim.evidence.kind is SourceKind.CORRECTION
    )


def _own(document: Document) -> dict[str, object]:
    said = document.metadata.get(OWN)
    return {str(name): value for name, value in said.items()} if isinstance(said, dict) else {}


def _words(said: object) -> Said:
    if isinstance(said, list):
        return [str(item) for item in said]
    return str(said)


@cache
def _pattern(files: str) -> re.Pattern[str]:
    """A pattern of paths as in .gitignore: `*` within a folder, `**` through folders, `?`."""
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", files.removeprefix("./"))
    inside = "".join(signs.get(part, re.escape(part)) for part in parts)
    anywhere = "" if files.startswith("/") else "(?:/(?:.*/)?)?"
    return re.compile(anywhere + inside, re.DOTALL)
