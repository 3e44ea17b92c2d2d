"""What stands under “rating” and its kin: the reviewer's score, or the film's age rating.

A number alone is no score until its scale is known: from a neighbouring key, from the site's
settings, or from the export that it stands in; else it is kept as it is, for `site_scale`. What
cannot be read becomes a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from graph.extraction.entries import Entry, Findings, Said, clip, strings
from graph.extraction.keys import DOUBAN, SCORES, Key, fold
from graph.extraction.meanings import meaning
from graph.extraction.site_scale import STARS, in_stars
from graph.records import BareScore, ContentRating, Malformed, Rating, SourceKind
from graph.values.critics import is_of_others
from graph.values.names import says_nothing
from graph.values.patterns import on_demand
from graph.values.ratings import parse_content_rating, parse_rating
from graph.values.scales import named_scale

NUMBER = on_demand(r"[0-9]{1,4}(?:[.,][0-9]{1,4})?")
ALONE = on_demand(r"[+-]?\d{1,9}(?:[.,٫]\d{1,9})?")
UNREAD = "could not be read as a score; write it as 4/5, 7/10 or ★★★½"
NOT_OWN = "was left out: it says behind the score that it is another's"
BOARDS = {"mpaa": "MPAA", "mpa": "MPA", "bbfc": "BBFC", "fsk": "FSK"}
"""Keys that name who gave an age rating."""

EXPORTS: tuple[tuple[frozenset[str], str, str], ...] = (
    (frozenset({"letterboxd uri", "name", "rating"}), "0.5", "5"),
    (frozenset({"letterboxd uri", "title", "rating"}), "0.5", "5"),  # as Letterboxd imports it
    (frozenset({"letterboxd member rating"}), "0.5", "5"),
    (frozenset({"const", "your rating"}), "1", "10"),
    (frozenset({"const", "you rated"}), "1", "10"),
    (frozenset({"rated at", "movie ids trakt"}), "1", "10"),
    (DOUBAN, "1", "5"),
    (frozenset({"simkl id", "watchlist", "rating"}), "1", "10"),
    (frozenset({"movie ids simkl", "user rating"}), "1", "10"),
    (frozenset({"tmdb id", "your rating", "date rated"}), "0.5", "10"),
    (frozenset({"movie id", "tmdb id", "average rating"}), "0.5", "5"),  # MovieLens
    (frozenset({"media id", "media type", "score", "progress"}), "0", "10"),  # Yamtrack
    (frozenset({"terningkast"}), "1", "6"),  # Norwegian critics throw dice
)
"""Columns that only one site's export, import or feed has, or that only one scale goes by, with
that scale: worst, best."""


class Scale(Struct, frozen=True):
    """The scale of numbers that do not say theirs; None where it is not known."""

    best: Decimal | None = None
    worst: Decimal | None = None


def scale(
    entries: Iterable[Entry],
    best: Decimal | None,
    worst: Decimal | None,
    header: Iterable[str] = (),
) -> Scale:
    """The document's scale: its own words first, then its export's, then the site's settings.

    An export is known by its columns: those that say something, and the `header` of a table.
    """
    entries = list(entries)
    own = [e for e in entries if e.kind is SourceKind.CORRECTION]
    decisive = own if any(e.meaning is Key.BEST for e in own) else entries
    stated = {e.meaning: _numbers(e.text) for e in decisive if e.meaning in (Key.BEST, Key.WORST)}
    top, bottom = stated.get(Key.BEST, []), stated.get(Key.WORST, [])
    if top:
        return Scale(top[-1], bottom[0] if bottom else top[0] if len(top) > 1 else None)
    columns = frozenset(chain(header, [entry.key for entry in entries]))
    return _exported(columns) or Scale(best, worst)


@lru_cache(64)  # documents of one kind have the same keys
def _exported(columns: frozenset[str]) -> Scale | None:
    """The scale of the export that has some columns, if it is one."""
    folded = frozenset(map(fold, columns))
    scales = (Scale(Decimal(best), Decimal(worst)) for own, worst, best in EXPORTS if own <= folded)
    return next(scales, None)


def read_rating(entry: Entry, findings: Findings, scale: Scale) -> None:
    """A key that may hold either: “R” is the film's, “7/10” the reviewer's."""
    age = parse_content_rating(entry.text)
    if age:
        findings.about_movie("contentRating", age, entry.evidence())
    else:
        read_score(entry, findings, scale)


def read_score(entry: Entry, findings: Findings, scale: Scale) -> None:
    """The reviewer's score, with its scale."""
    scale = _own_scale(entry, scale)
    words = _value(entry.said)
    starred = in_stars(words) if fold(entry.key) in STARS else ""
    half = starred if words == "1/2" else ""
    rating = parse_rating(half or words, scale.best, scale.worst)
    bare = rating is None and ALONE.fullmatch(words) is not None
    if bare and starred:
        rating = parse_rating(starred, scale.best, scale.worst)
    alone = rating is None or entry.kind is not SourceKind.EMBEDDED
    if bare and alone and not findings.review_has("reviewRating"):
        findings.scores.append(_bare(entry, words))  # of stars, too: others may show more than 5
    if rating is not None:
        original = _original_wording(entry.said, rating)
        findings.about_review("reviewRating", original, entry.evidence(words))
    elif not bare:
        why = NOT_OWN if is_of_others(words) else UNREAD
        said = f"“{clip(words or entry.text, 60)}” under “{entry.key}” {why}."
        findings.note("reviewRating", said, entry.line)


def bare_scores(entries: Iterable[Entry], scale: Scale) -> Iterator[BareScore]:
    """The numbers without a scale, of a document that is not read for anything else."""
    for entry in entries if scale.best is None else ():
        words = _value(entry.said)
        if entry.meaning not in SCORES or not ALONE.fullmatch(words):
            continue
        if _own_scale(entry, scale).best is None:
            yield _bare(entry, words)


def _bare(entry: Entry, words: str) -> BareScore:
    number = words.replace(",", ".").replace("٫", ".")  # the Arabic point
    return BareScore(Decimal(number), entry.evidence(words))


def read_content_rating(entry: Entry, findings: Findings, scale: Scale) -> None:
    """A key that can only hold the film's age rating, in any country's words."""
    words = entry.text
    if says_nothing(words):
        return
    board = next((BOARDS[w] for w in fold(entry.key).split() if w in BOARDS), "")
    age = parse_content_rating(words) or parse_content_rating(f"{board} {words}")
    if age is None and isinstance(parse_rating(words), Rating) and ALONE.fullmatch(words) is None:
        read_score(entry, findings, scale)
        return
    age = age or ContentRating(clip(words, 100))
    if board and not age.author:
        age = ContentRating(age.text, board, age.explanation)
    findings.about_movie("contentRating", age, entry.evidence())


def note_missing(findings: Findings) -> None:
    """Say why there is no score, where there is none and nothing was said yet."""
    if findings.review_has("reviewRating") or findings.scores:
        return
    if any(note.property == "reviewRating" for note in findings.notes):
        return
    for claim in findings.movie:
        if isinstance(claim.value, ContentRating):
            findings.note(
                "reviewRating",
                f"The review has no score: “{clip(claim.value.text, 40)}” under "
                f"“{claim.evidence.key}” is an age rating.",
                claim.evidence.line,
            )
            return
    findings.note("reviewRating", "The review has no score; add a line such as “Rating: 4/5”.")


def _value(said: Said) -> str:
    """The words of the score itself; in a map, those under `ratingValue` or the like."""
    if isinstance(said, dict):
        named = [v for k, v in said.items() if _inner(k) in SCORES]
        return next((words for value in named for words in strings(value)), "")
    return ", ".join(strings(said))


def _original_wording(said: Said, rating: Rating | Malformed) -> Rating | Malformed:
    """The rating in the words of its `ratingExplanation`, where these say the same."""
    words = said.get("ratingExplanation", "") if isinstance(said, dict) else ""
    if not isinstance(words, str) or not isinstance(rating, Rating):
        return rating
    read = parse_rating(words, rating.best, rating.worst)
    same = isinstance(read, Rating) and read.value == rating.value
    return replace(rating, text=words) if same else rating


def _own_scale(entry: Entry, scale: Scale) -> Scale:
    """The scale that a score or its key states; else the document's."""
    if isinstance(entry.said, dict):
        inner = _scale_inside(entry.said)
        return inner if inner.best is not None else scale
    named = named_scale(entry.key.rpartition(".")[2])
    return Scale(named.best, named.worst) if named else scale


def _scale_inside(said: dict[str, Said]) -> Scale:
    found = {_inner(k): n for k, v in said.items() for n in _numbers(", ".join(strings(v)))[:1]}
    return Scale(found.get(Key.BEST), found.get(Key.WORST))


def _inner(key: str) -> Key | None:
    return {"value": Key.SCORE, "max": Key.BEST, "min": Key.WORST}.get(fold(key), meaning(key))


def _numbers(words: str) -> list[Decimal]:
    return [Decimal(number.replace(",", ".")) for number in NUMBER.findall(words[:100])]
