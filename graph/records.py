"""The records that the parts of the house hand to each other: frozen, typed, plain data.

A `Document` is what a reader made of some bytes. Extraction turns it into an `Extraction`: the
claims that the document makes about a film, about the review itself and about the viewing, each
with its evidence. Fusion turns the claims of many documents into one `Movie`, and those of one
document into one `Review` or `Viewing`. Field names are schema.org's own property names.

They are msgspec structs, so that the ledger can write and read them as JSON, typed.
"""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum
from typing import Any, Literal

from msgspec import Struct, field


class SourceKind(IntEnum):
    """Where in a document a fact was found; the higher, the more it weighs in fusion."""

    SETTING = 0  # the site's own default, used where the document is silent
    PROSE = 1
    LABEL = 2  # a line "Director: …"
    EMBEDDED = 3  # JSON-LD, microdata
    METADATA = 4  # front matter, a column
    CORRECTION = 5  # what a person says about the reading, in the document itself


class Evidence(Struct, frozen=True, omit_defaults=True):
    """Why a claim is believed to be in the document: which key, which words, which line.

    `key` is the label, column or pattern that led to it; `words` are at most 200 characters as
    they stand in the document; `line` counts from 1, and is 0 where lines mean nothing. `how`
    says in one sentence what beside these words the claim rests on, such as the site's scale.
    """

    kind: SourceKind
    key: str
    words: str
    line: int = 0
    how: str = ""


# --- values ---------------------------------------------------------------------------------


class Text(Struct, frozen=True, omit_defaults=True, tag="text"):
    """Words in a language; `language` is a BCP 47 tag in lower case, or empty."""

    value: str
    language: str = ""


class PartialDate(Struct, frozen=True, omit_defaults=True, tag="date", order=True):
    """A calendar date of which the month or the day may be unknown (0)."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", f"{self.month:02d}", f"{self.day:02d}"]
        return "-".join(parts[: 1 + bool(self.month) + bool(self.day)])


class Duration(Struct, frozen=True, tag="duration", order=True):
    """A running time in whole minutes."""

    minutes: int


class Person(Struct, frozen=True, omit_defaults=True, tag="person"):
    """A person as a document names them; `urls` are pages or entities that identify them."""

    name: str
    urls: tuple[str, ...] = ()


class Role(Struct, frozen=True, omit_defaults=True, tag="role"):
    """An actor, and the character they play where it is known."""

    actor: Person
    character: str = ""


class Release(Struct, frozen=True, omit_defaults=True, tag="release"):
    """One stated release: its date, and the festival or country, empty where not stated."""

    date: PartialDate
    place: str = ""


class Rating(Struct, frozen=True, omit_defaults=True, tag="rating"):
    """The reviewer's score on its scale; `text` is the original wording, such as ★★★½."""

    value: Decimal
    best: Decimal
    worst: Decimal
    text: str = ""


class ContentRating(Struct, frozen=True, omit_defaults=True, tag="content-rating"):
    """An age class such as R; who gave it and why, where that is stated."""

    text: str
    author: str = ""
    explanation: str = ""


class Link(Struct, frozen=True, tag="link"):
    """An absolute http or https address."""

    url: str


class Identifier(Struct, frozen=True, tag="identifier"):
    """An identifier of a film in a database: scheme `imdb`, `tmdb`, `wikidata`, …

    TMDb numbers carry their kind, as in `movie/603`.
    """

    scheme: str
    value: str


class Malformed(Struct, frozen=True, tag="malformed"):
    """Words that stand where a value must be and are none, such as 30 February.

    It goes into the triples as it is, so that SHACL, and nothing before it, rejects it.
    """

    text: str


Value = (
    Text
    | PartialDate
    | Duration
    | Person
    | Role
    | Release
    | Rating
    | ContentRating
    | Link
    | Identifier
    | Malformed
)


class Claim(Struct, frozen=True):
    """One fact that a document states: `property` is the schema.org name without prefix."""

    property: str
    value: Value
    evidence: Evidence


class Note(Struct, frozen=True, omit_defaults=True):
    """What a reader of the report should know about a property, in one sentence.

    `key` is that of which nobody knows what it means, where that is the matter.
    """

    property: str
    sentence: str
    line: int = 0
    key: str = ""


class BareScore(Struct, frozen=True):
    """A number under a key for scores, of which the document does not tell the scale."""

    value: Decimal
    evidence: Evidence


# --- stages ---------------------------------------------------------------------------------


class Document(Struct, frozen=True):
    """What a reader made of some bytes, before anybody asks what it means.

    `source` names it for ever: a path, for one of several in a file with its place, as in
    `films.csv#row=3`. `because` says why the format was taken for what it is. `metadata` are
    the explicit keys as they stand, with YAML's types. `text` is the body without them.
    `lines` gives the line of each metadata key, `first_line` that of the body, from 1.
    `digest` is the SHA-256 of the bytes that this document was made of, in hex. `day_first`
    says how 3/4/2012 is read where the rest of the file has shown it. `below` is where a file
    outside the site stands below the folder that was named, from that folder's own name on.
    """

    source: str
    format: str
    because: str
    digest: str
    text: str
    metadata: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    first_line: int = 1
    day_first: bool | None = None
    below: str = ""


class Unreadable(Struct, frozen=True):
    """An input that no reader could turn into a document, and why, in one sentence.

    `rest`: so is what stands behind it in the same file, which may hold what it held before.
    """

    source: str
    reason: str
    digest: str = ""
    rest: bool = False


class Skipped(Struct, frozen=True):
    """An input that is not a film review, and how that was seen, in one sentence."""

    source: str
    reason: str
    digest: str = ""


Subject = Literal["review", "viewing", "movie"]
"""What a document is: a review, a note that a film was seen, or a record of a film's facts."""


class Placed(Struct, frozen=True, omit_defaults=True):
    """What a document says of the page that is made of it: whole paths, as keys, and a name."""

    paths: tuple[str, ...] = ()
    name: str = ""


class Extraction(Struct, frozen=True):
    """The claims of one document, with what was noticed on the way.

    `review` are the claims about who wrote what when and where, be it a review or only a note
    that a film was seen; `viewing` say when it was. `skip` is empty, or says in one sentence why
    nothing of this is published. `scores` are the bare numbers, also of what is skipped: the
    site's scale is inferred from all of them. `expires` say from when on it is published no
    longer.
    """

    movie: tuple[Claim, ...] = ()
    review: tuple[Claim, ...] = ()
    notes: tuple[Note, ...] = ()
    skip: str = ""
    viewing: tuple[Claim, ...] = ()
    subject: Subject = "review"
    scores: tuple[BareScore, ...] = ()
    expires: tuple[Claim, ...] = ()
    placed: Placed = Placed()


# --- descriptions ---------------------------------------------------------------------------


TITLES = ("name", "alternateName")
"""The properties of a film that are its titles."""


class Movie(Struct, frozen=True, omit_defaults=True):
    """A film as the site describes it, each fact decided. Properties as in schema.org."""

    name: Text | Malformed | None = None
    alternateName: tuple[Text, ...] = ()  # noqa: N815
    datePublished: PartialDate | Malformed | None = None  # noqa: N815
    releasedEvent: tuple[Release | Malformed, ...] = ()  # noqa: N815
    director: tuple[Person, ...] = ()
    author: tuple[Person, ...] = ()
    actor: tuple[Role, ...] = ()
    duration: Duration | Malformed | None = None
    genre: tuple[Text, ...] = ()
    contentRating: ContentRating | None = None  # noqa: N815
    countryOfOrigin: tuple[Text, ...] = ()  # noqa: N815
    inLanguage: tuple[Text, ...] = ()  # noqa: N815
    image: Link | Malformed | None = None
    identifier: tuple[Identifier, ...] = ()
    sameAs: tuple[Link, ...] = ()  # noqa: N815


Reviewer = Person | Malformed


class Review(Struct, frozen=True, omit_defaults=True):
    """A review as the site publishes it. Properties as in schema.org.

    `isBasedOn` is the page where it first appeared; `keywords` says that it has spoilers, which
    are marked in `reviewBody` (`graph.values.spoilers`), or are all of it.
    """

    name: Text | Malformed | None = None
    reviewBody: Text | Malformed | None = None  # noqa: N815
    abstract: Text | None = None
    author: tuple[Reviewer, ...] = ()
    publisher: Text | None = None
    datePublished: PartialDate | Malformed | None = None  # noqa: N815
    inLanguage: Text | None = None  # noqa: N815
    reviewRating: Rating | Malformed | None = None  # noqa: N815
    isBasedOn: Link | Malformed | None = None  # noqa: N815
    keywords: Text | None = None


class Viewing(Struct, frozen=True, omit_defaults=True):
    """That somebody saw a film. Properties as in schema.org's WatchAction.

    `startTime` is the day; `sameAs` is the page of it in a diary elsewhere.
    """

    agent: tuple[Reviewer, ...] = ()
    startTime: PartialDate | Malformed | None = None  # noqa: N815
    sameAs: Link | Malformed | None = None  # noqa: N815
