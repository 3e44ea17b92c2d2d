"""What a document says under a key, before and after it is understood.

An `Entry` is one key with its value, from front matter, a column or a labelled line. `Findings`
collects what is made of the entries and of the prose: claims, each with its evidence, and notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from graph.extraction.keys import Key, Scope, fold
from graph.records import BareScore, Claim, Evidence, Note, SourceKind, Value

LONGEST_WORDS = 200

NO = frozenset(("", "no", "n", "false", "0", "not yet", "nein", "non", "nao"))
YES = frozenset(("yes", "y", "true", "1", "x", "ja", "oui", "si", "sim"))
"""What stands under a key that asks for yes or no, folded."""

Said = str | bool | list["Said"] | dict[str, "Said"]
"""A value with every scalar as text, except YAML's true and false."""


def clip(words: str, longest: int = LONGEST_WORDS) -> str:
    """The words as they stand, cut to the length that evidence may have."""
    return words if len(words) <= longest else words[: longest - 1] + "…"


def strings(said: Said) -> Iterator[str]:
    """All texts in a value, in their order, those of maps included."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, list):
        for item in said:
            yield from (item,) if isinstance(item, str) else strings(item)
    elif isinstance(said, dict):
        for item in said.values():
            yield from strings(item)


class Entry(Struct, frozen=True):
    """One key with its value. `meaning` is None where the key is not known."""

    key: str
    meaning: Key | None
    said: Said
    kind: SourceKind
    line: int = 0
    scope: Scope = Scope.DOCUMENT

    @property
    def text(self) -> str:
        """The value as one text; several are joined by commas."""
        said = self.said
        return said if isinstance(said, str) else ", ".join(strings(said))

    def meant(self, meaning: Key | None) -> Entry:
        """The same with this meaning."""
        if meaning is self.meaning:
            return self
        return Entry(self.key, meaning, self.said, self.kind, self.line, self.scope)

    def placed(self, line: int) -> Entry:
        """The same in this line."""
        return Entry(self.key, self.meaning, self.said, self.kind, line, self.scope)

    def evidence(self, words: str = "") -> Evidence:
        """That these words stand under this key; all of the value where none are given."""
        return Evidence(self.kind, clip(self.key), clip(words or self.text), self.line)


def is_flag(entry: Entry) -> bool:
    """Whether an entry says no more than yes or no."""
    return isinstance(entry.said, bool) or fold(entry.text) in NO | YES


class Findings(Struct):
    """The claims, notes and bare scores found so far; `dated` are the days in bylines."""

    movie: list[Claim] = []
    review: list[Claim] = []
    viewing: list[Claim] = []
    expires: list[Claim] = []
    dated: list[Claim] = []
    notes: dict[Note, None] = {}  # in their order, each once
    scores: list[BareScore] = []
    _seen: set[tuple[object, ...]] = set()
    _properties: set[tuple[str, str]] = set()

    def about_movie(self, property_: str, value: Value, evidence: Evidence) -> None:
        """Claim a fact about the film, once per value and kind of source."""
        self._add(self.movie, "movie", Claim(property_, value, evidence))

    def about_review(self, property_: str, value: Value, evidence: Evidence) -> None:
        """Claim a fact about the review; of who wrote it also where it stands, which counts."""
        place = (evidence.key, evidence.line) if property_ == "author" else ()
        self._add(self.review, "review", Claim(property_, value, evidence), place)

    def about_viewing(self, property_: str, value: Value, evidence: Evidence) -> None:
        """Claim a fact about the seeing of the film."""
        self._add(self.viewing, "viewing", Claim(property_, value, evidence))

    def _add(
        self, claims: list[Claim], about: str, new: Claim, place: tuple[object, ...] = ()
    ) -> None:
        said = (about, new.property, new.value, new.evidence.kind, place)
        if said not in self._seen:
            self._seen.add(said)
            self._properties.add((about, new.property))
            claims.append(new)

    def note(self, property_: str, sentence: str, line: int = 0, key: str = "") -> None:
        """Tell the author something about a property."""
        self.notes[Note(property_, sentence, line, key)] = None

    def movie_has(self, property_: str) -> bool:
        """Whether anything is claimed for this property of the film."""
        return ("movie", property_) in self._properties

    def review_has(self, property_: str) -> bool:
        """Whether anything is claimed for this property of the review."""
        return ("review", property_) in self._properties

    def __len__(self) -> int:
        about_film, about_review = len(self.movie), len(self.review) + len(self.dated)
        return about_film + about_review + len(self.viewing) + len(self.expires)


def note_unread(
    entry: Entry, findings: Findings, property_: str, why: str, words: str = ""
) -> None:
    """Tell why words under a key were not read, all of them where none are given."""
    sentence = f"“{clip(words or entry.text, 60)}” under “{entry.key}” {why}."
    findings.note(property_, sentence, entry.line)
