"""Text → the reviewer's score on its scale; text → age class.

The lowest value of a scale is 0 unless the caller knows better: 0/10 and ☆☆☆☆☆ are scores, and
a scale that says it begins at 1 would make them faults. The highest is what the words say; where
they do not, stars count up to 5, as they do in most papers.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from graph.records import ContentRating, Malformed, Rating
from graph.values.characters import ascii_digits
from graph.values.critics import is_of_others
from graph.values.folding import remembered
from graph.values.patterns import on_demand
from graph.values.scales import NUMBER, SCALE, STAR_WORD, UNIT, best_of, scale_behind
from graph.values.spelled_scores import in_figures

LONGEST = 120
STARS = Decimal(5)
"""The best of a row of stars that does not show its empty ones."""

NO_STARS = (5, 10)
"""So many empty stars without a full one are a whole scale, of which none is given; others may be
meant as full ones."""

GRADES = ("F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+")
"""Letter grades from 0 to 12; an F with a sign is an F."""

FULL_STARS, EMPTY_STARS = "★⭐🌟✭✮⭑", "☆✩✰⭒"
HALVES = "🌗🌓"
"""Half moons, which stand for half a star behind others."""

SLASHES = "\u2044\u2215"
"""Those of fractions, which Unicode does not take for a slash."""

GLYPHS = str.maketrans(
    dict.fromkeys(FULL_STARS, "*")
    | dict.fromkeys(EMPTY_STARS, "☆")
    | dict.fromkeys("−–—", "-")
    | dict.fromkeys(HALVES, "½")
    | {"٫": "."}  # the Arabic point
    | dict.fromkeys(SLASHES, "/")
    | dict.fromkeys("\ufe0e\ufe0f\u200d")  # variation selectors and joiners
)

_REMARK = r"(?:\s?\((?!\s?(?:/|out\sof\b))[^()]{0,80}\))?"
"""What is said of a score in brackets, save a scale that was not understood."""

_ROW = r"(?P<full>(?:\*\s?){0,12})(?P<half>\.5)?\s?(?P<empty>(?:☆\s?){0,12})"

SCORE = on_demand(rf"(?:(?P<value>{NUMBER}){UNIT}|{_ROW}){SCALE}{_REMARK}", re.I)
PERCENT = on_demand(rf"(?P<value>{NUMBER})\s?%{_REMARK}")
STAR_COUNT = on_demand(rf"(?P<value>{NUMBER})[\s-]?{STAR_WORD}{_REMARK}", re.I)
HALF_A_STAR = on_demand(
    r"(?:1/2|\.5|an?\shalf|half|halber|demie?|media|meia|mezza)[\s-]?(?:an?\s|of\san?\s)?"
    rf"{STAR_WORD}(?:{SCALE})?{_REMARK}",
    re.I,
)
"""“1/2 star”, which is no 1 of 2: nobody gives two stars at most."""

STAR_ROW = on_demand(
    rf"{_ROW}(?:\s?[(:=-](?!\s?(?:/|out\sof\b))\s?(?P<figures>[^()]{{1,60}})\)?)?", re.I
)
GRADE = on_demand(r"(?:grade:?\s)?(?P<letter>[A-DF])(?P<sign>[+-]?)")
BARE = on_demand(rf"(?P<value>{NUMBER}){_REMARK}", re.I)
NO_SCORE = on_demand(
    rf"(?:[^\s☆]{{1,20}}\s?/\s?[0-9]{{1,3}}|{NUMBER}\s(?:out\s)?of\s\S{{1,20}})", re.I
)
HALF_OR_ONE_OF_TWO = "1/2"
"""Half a star more likely than one of two, so neither."""

HALF = on_demand(r"(?<=[0-9])(?:\s?½|\s1/2(?![0-9]))|(?<=\*)\s*(?:½|1/2(?![0-9]))")
"""A half behind a number or a row of stars."""


def parse_rating(
    text: str, best: Decimal | None = None, worst: Decimal | None = None
) -> Rating | Malformed | None:
    """The score that a text is, as a whole, with its own words kept.

    `best` and `worst` are the scale of a text that does not say its own; a bare number has no
    meaning without `best`. A value beyond the scale is returned as it is.

    >>> rating = parse_rating("★★★½")
    >>> str(rating.value), str(rating.best), str(rating.worst), rating.text
    ('3.5', '5', '0', '★★★½')
    >>> str(parse_rating("8,6/10").value), parse_rating("11 of many").text, parse_rating("PG-13")
    ('8.6', '11 of many', None)
    >>> parse_rating("7/10 (a classic)").text, parse_rating("7/10 (IMDb users)")
    ('7/10 (a classic)', None)
    """
    said = _said(text if len(text) <= LONGEST else "")
    found = said.score
    if found is None and best is not None and said.bare is not None:
        found = said.bare, best
    if found is None:
        return Malformed(text) if said.malformed else None
    value, stated_best = found
    top = stated_best or best or (STARS if value <= STARS else None)
    if top is None:
        return None
    bottom = worst if worst is not None and worst < top else Decimal(0)
    return Rating(value, top, bottom, text.strip()) if top > bottom else Malformed(text)


Found = tuple[Decimal, Decimal | None]
"""A value, and the best of its scale where that is stated."""


class Said(NamedTuple):
    """What a text is, whatever its scale: a score, a bare number, the form of a score and none."""

    score: Found | None
    bare: Decimal | None
    malformed: bool


@remembered
def _said(text: str) -> Said:
    words = _normal(text.strip().removesuffix("."))
    if words == HALF_OR_ONE_OF_TWO or is_of_others(words):
        return Said(None, None, malformed=False)
    bare = BARE.fullmatch(words)
    return Said(
        _figures(words) or _stars(words) or _grade(words),
        _decimal(bare["value"]) if bare else None,
        NO_SCORE.fullmatch(words) is not None,
    )


def _figures(words: str) -> Found | None:
    if match := HALF_A_STAR.fullmatch(words):
        stated = best_of(match["best"]) if match["best"] else None
        return (Decimal("0.5"), stated) if stated is None or stated > 0 else None
    if match := SCORE.fullmatch(words):
        value = _decimal(match["value"]) if match["value"] else _row(match)[0]
        stated = best_of(match["best"])
        return (value, stated) if value is not None and stated > 0 else None
    if match := PERCENT.fullmatch(words):
        return _decimal(match["value"]), Decimal(100)
    match = STAR_COUNT.fullmatch(words)
    return (_decimal(match["value"]), None) if match else None


def _stars(words: str) -> Found | None:
    match = STAR_ROW.fullmatch(words)
    if not match or not match["full"] + (match["half"] or "") + match["empty"]:
        return None
    value, shown = _row(match)
    if match["figures"] and (figures := _figures(match["figures"].strip())):
        return figures  # ★★ (4/10): the figures say the scale
    if value is not None and (exact := BARE.fullmatch((match["figures"] or "").strip())):
        number = _decimal(exact["value"])
        value = number if abs(number - value) < 1 else value  # ★★★★☆ (4.5) is rounded
    return None if value is None else (value, shown)


def _row(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """What a row of stars counts, None where that is not plain; its best, where it shows that."""
    full, empty = match["full"].count("*"), match["empty"].count("☆")
    half = bool(match["half"])
    if not (full or half) and empty not in NO_STARS:
        return None, None
    value = Decimal(full) + (Decimal("0.5") if half else 0)
    return value, Decimal(full + empty + half) if empty else None


def _grade(words: str) -> Found | None:
    match = GRADE.fullmatch(words)
    if not match:
        return None
    grade = match["letter"] if match["letter"] == "F" else match["letter"] + match["sign"]
    return Decimal(GRADES.index(grade)), Decimal(len(GRADES) - 1)


def _normal(text: str) -> str:
    """One spelling for stars, halves, dashes and wide figures."""
    halved = HALF.sub(".5", text.translate(GLYPHS)).replace("½", ".5")
    words = " ".join(ascii_digits(unicodedata.normalize("NFKC", halved)).split())
    return in_figures(words) if words.isascii() else scale_behind(in_figures(words))


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", "."))


_MPA = r"G|GP|M|PG|PG[- ]?13|R|X|NC[- ]?17|NR|Not\s[Rr]ated|[Uu]nrated|NOT\sRATED|UNRATED"
_BRITISH = r"U|PG|12A|12|15|18|R18"
_EXPLAINED = r"(?:\s?[(\[](?P<bracket>[^()\[\]]{1,400})[)\]]|\s[Ff]or\s(?P<reason>.{1,400}))?\.?"
AGE_CLASSES = (
    on_demand(
        r"(?:(?P<author>MPAA?)(?:\s[Rr]ating)?\s?[:-]?\s?)?(?:[Rr]ated:?\s)?"
        rf"(?P<text>{_MPA})(?:\s(?:by\sthe\s)(?P<by>MPAA?))?{_EXPLAINED}"
    ),
    on_demand(
        rf"(?P<author>BBFC)(?:\s[Rr]ating)?\s?[:-]?\s?(?:[Rr]ated:?\s)?(?P<text>{_BRITISH}){_EXPLAINED}"
    ),
    on_demand(rf"(?P<author>FSK)\s?[:-]?\s?(?:ab\s)?(?P<text>0|6|12|16|18){_EXPLAINED}"),
)
AUTHORITIES = frozenset({"MPA", "MPAA", "BBFC", "FSK"})


@remembered
def parse_content_rating(text: str) -> ContentRating | None:
    """The age class that a text is, with who gave it and why, where the words say so.

    British and German classes are numbers, and count only behind the name of their board.

    >>> parse_content_rating("R (for strong sexuality)")
    ContentRating(text='R', author='', explanation='for strong sexuality')
    >>> parse_content_rating("FSK ab 12").text, parse_content_rating("12")
    ('FSK 12', None)
    """
    words = " ".join(text.split()) if len(text) <= 600 else ""
    for pattern in AGE_CLASSES:
        if match := pattern.fullmatch(words):
            return _age_class(match.groupdict())
    return None


def _age_class(groups: dict[str, str | None]) -> ContentRating:
    author = groups["author"] or groups.get("by") or ""
    bracket, reason = groups["bracket"] or "", groups["reason"]
    explanation = f"for {reason}".removesuffix(".") if reason else bracket.strip()
    if bracket.strip() in AUTHORITIES:
        author, explanation = bracket.strip(), ""
    name = (groups["text"] or "").replace(" ", "-")
    if name.casefold() in ("unrated", "not-rated"):
        name = name.replace("-", " ").capitalize()
    name = {"PG13": "PG-13", "NC17": "NC-17"}.get(name, name)
    return ContentRating(f"FSK {name}" if author == "FSK" else name, author, explanation)


@lru_cache(1 << 12)  # a site has some scales, and the same scores again and again
def out_of_ten(value: str, best: str, worst: str) -> Decimal | None:
    """A score on a scale from 0 to 10, None where it has no sensible place there.

    A scale that begins at 0 or 1 is read as a share of its best, as reviewers mean it.

    >>> str(out_of_ten("74", "100", "0")), str(out_of_ten("0", "5", "-5"))
    ('7.40', '5.0')
    >>> out_of_ten("11", "10", "1") is None
    True
    """
    try:
        score, high, low = Decimal(value), Decimal(best), Decimal(worst)
    except InvalidOperation:
        return None
    low = Decimal(0) if 0 <= low <= 1 else low
    if (
        not all(n.is_finite() for n in (score, high, low))
        or not low <= score <= high
        or low == high
    ):
        return None
    return (score - low) / (high - low) * 10


def half_stars(value: str, best: str, worst: str) -> int | None:
    """A score as a number of half stars out of ten, None where it has no sensible place there.

    >>> half_stars("3.5", "5", "0.5"), half_stars("8.5", "10", "1"), half_stars("0", "5", "-5")
    (7, 9, 5)
    """
    score = out_of_ten(value, best, worst)
    return None if score is None else nearest(score)


def nearest(score: Decimal) -> int:
    """The number of half stars nearest to a score out of ten; halves go up."""
    return int(score + Decimal("0.5"))
