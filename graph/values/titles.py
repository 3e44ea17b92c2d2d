"""Text → title and year; titles → identity keys and slugs."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from anyascii import anyascii

from graph.values.folding import APOSTROPHE, VULGAR_FRACTION, fold, fold_letters, remembered
from graph.values.given_names import is_given
from graph.values.patterns import on_demand
from graph.values.spoiler_words import BRACKETED, hinted, is_denied, is_warning

LONGEST_SLUG = 80

ROUNDS = 3
"""How many shells of quotation marks, year and “Review” a title may have."""

QUOTES = frozenset((
    ("“", "”"), ("„", "“"), ("„", "”"), ('"', '"'), ("«", "»"), ("»", "«"), ("‹", "›"),
    ("‘", "’"), ("'", "'"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"),
))  # fmt: skip

_KINDS = r"(?:movie|film|blu-?ray|dvd|kino)"
_FESTIVAL = (
    r"(?:tiff|sundance|cannes|venice|berlinale|tribeca|telluride|locarno|sxsw|slamdance|nyff|lff"
    r"|afi|idfa|frightfest|sitges|fantastic\sfest|festival)"
    r"(?:\s(?:film\s)?fest(?:ival)?)?(?:\s?['’]?(?:20)?[0-9]{2})?"
)
_SORT = (
    rf"(?:{_KINDS}|{_FESTIVAL}|4k|uhd|ultra\shd|vod|vhs|home\svideo|streaming|theatrical|imax|3d"
    r"|netflix|hulu|shudder|disney\+?|amazon|(?:amazon\s)?prime\svideo|apple\stv\+?|hbo(?:\smax)?"
    r"|mubi|paramount\+|criterion|my|our|the|early|advance|first|late|quick|mini|short|full|capsule"
    r"|flash|guest|(?:non-?)?spoilers?(?:[\s-]free)?|no[\s-]spoilers?|retro|classic|cult|vintage"
    r"|throwback|indie|foreign|horror|sci-?fi|fantasy|comedy|drama|action|thriller|noir"
    r"|musical|animat(?:ed|ion)|anime|documentary|cinema|feature)"
)
"""What the text is said to be a review of, in front of that word: kinds, festivals, outlets,
genres. Words that are names of films that many have seen, as “Western”, are not among them."""

_REVIEW = (
    rf"(?:(?:{_KINDS}[\s-]?)?(?:mini-?)?reviews?|(?:film)?kritik|filmbesprechung|rezension"
    r"|critique(?:\s(?:de\s)?(?:du\s)?(?:film|cin[eé]ma))?"
    r"|(?:rese[nñ]a|cr[ií]tica|resenha|recensione|opini[oó]n)(?:\s(?:de\s(?:la\s|cine)?|del?\s|do\s)?"
    r"(?:pel[ií]cula|film|filme|cine))?|レビュー|感想|影评)"
)
PREFIX = on_demand(
    rf"(?:(?:{_SORT}[\s-]?){{0,4}}(?:{_REVIEW}|pel[ií]cula|(?:film|movie)\sof\sthe\s(?:week|month))"
    r"(?:\s?[:|：]\s?|\s?[-–—]\s)(?=\S)|(?:(?:an?|my)\s)?review\sof\s"
    rf"|{_REVIEW}\s(?:de|di|du|zu|von|do|da|del)\s(?=[“„«‘\"'『「]))",
    re.IGNORECASE,
)
SUFFIX = on_demand(
    rf"(?<=\S)(?:(?:\s[-–—|]\s|:\s|\s(?=[(\[]))[(\[]?{_REVIEW}[)\]]?"
    rf"|\s[(\[](?:{_SORT}[\s-]){{1,4}}{_REVIEW}[)\]])$",
    re.IGNORECASE,
)
LAST_WORDS = on_demand(
    rf"(?<!\bthe)(?<!\ba)(?<!^movie)(?<!^film)(?<=\S)\s(?:{_KINDS}[\s-]?|spoiler[\s-]?free\s)?review$",
    re.IGNORECASE,
)
"""None of 96,000 titles in a catalogue ends like this."""

MIDDLE = on_demand(
    rf"(?P<title>\S.{{0,150}}?)(?<!\bthe)(?<!\ba)(?<!\bpeer)\s(?:{_KINDS}\s)?review(?::|\s?[-–—|])\s"
    r"(?P<rest>\S.*)",
    re.IGNORECASE,
)
"""“Heat review: a long night”; but “Night Desk Review: Heat (1995)”."""

COMPARED = on_demand(r"[a-z]|.*\s(?:[Tt]han|[Ss]ince)\s", re.DOTALL)
"""How words begin that only compare with a film, as in “the best since Thief (1981)”."""

REVIEW = on_demand("review", re.IGNORECASE)
APART = on_demand(r"[-–—|:(\[]")
"""What there must be in a title for these to be looked for: the word, and what sets it apart."""

_YEAR = r"(?P<year>18[7-9][0-9]|19[0-9]{2}|20[0-9]{2})"
A_BRACKETED_YEAR = on_demand(rf"[(\[](?:film,?\s)?{_YEAR}(?:\sfilm)?[)\]]", re.IGNORECASE)
BRACKETED_YEAR = on_demand(rf"\s?{A_BRACKETED_YEAR.pattern}$", re.IGNORECASE)
CREDITED = on_demand(
    rf"\s?[(\[](?:(?P<before>[^()\[\]]{{1,80}}?)(?P<comma>,)?\s{_YEAR}"
    rf"|{_YEAR.replace('year', 'first')},\s(?P<behind>[^()\[\]]{{1,80}}))[)\]]$"
)
"""“Heat (Michael Mann, 1995)”, “Heat (USA 1995)”, “Heat (1995, Michael Mann)”."""

RESTORED = on_demand(
    rf"\s?[(\[]{_YEAR}[,;]\s(?:digitally\s|newly\s)?(?:restor(?:ed|ation)|re-?released?|re-?issued?"
    r"|remaster(?:ed)?|restauriert|wiederaufführung|restaurée?|ressortie|restaurad[ao]|restaurat[ao]"
    r"|reestreno)(?:\s(?:in|im|von|en|del?|nel))?(?:\s[12][0-9]{3})?[)\]]$",
    re.IGNORECASE,
)
"""“Metropolis (1927, restored 2010)”."""

CREDITS = on_demand(r",\s|\s?[/&]\s?|\s(?:and|et|und|y|e)\s")
COUNTRY = on_demand(
    r"U\.?S\.?(?:A\.?)?|U\.?K\.?|GB|HK|D|DE|F|FR|IT|ES|JP|KR|CH|AT|BE|NL|SE|DK|PL|United\s(?:States"
    r"|Kingdom)|Great\sBritain|(?:South|West|East)\s(?:Korea|Germany)|Hong\sKong|New\sZealand|France"
    r"|Germany|Italy|Spain|Japan|China|Taiwan|India|Iran|Israel|Turkey|Russia|Poland|Hungary|Austria"
    r"|Australia|Belgium|Netherlands|Switzerland|Sweden|Denmark|Norway|Finland|Ireland|Canada"
    r"|Mexico|Brazil|Argentina|Chile|Deutschland|Frankreich|Italien|Spanien|Großbritannien"
    r"|Österreich|Schweiz|Allemagne|Italie|Espagne|Japon|Italia|España|Francia|Alemania|Brasil"
    r"|México|França|Itália|Espanha|Alemanha"
)
"""The countries and codes that stand oftenest beside a year; of a city it is no film's."""

YEAR_INSIDE = on_demand(
    rf"(?P<head>\S.{{0,200}}?\s?[(\[]{_YEAR}[)\]])\s?(?:[-–—|:•·»]|\breview:)\s\S.*", re.I
)
"""“Heat (1995) | Name of the site”: what stands behind is not of the title."""

DASHED_YEAR = on_demand(rf"(?<![0-9]{{4}})\s[-–—]\s{_YEAR}$")

PICTURES = frozenset(("So", "Sk", "Mn", "Cf"))
"""Categories of the letters of emoji: symbols, skin tones, variation selectors, joiners."""

ARTICLES = "the|a|an|der|die|das|le|la|les|el|los|las|il|lo|gli|i|os|as|o"
MOVED_ARTICLE = on_demand(rf"(.*\S), ?({ARTICLES})", re.IGNORECASE | re.DOTALL)
LEADING_ARTICLE = on_demand(r"(?:the|an?)\s+(?=\S)")
INITIALS = on_demand(r"\b(?:\w\.){2,12}")


def split_title_year(text: str) -> tuple[str, int | None]:
    """A film's title as people head their reviews with it, and its year if it stands behind.

    Quotation marks around the whole title go, and so do words that only say what the text is,
    in front with a colon or behind; a film called “Review” keeps its name.

    >>> split_title_year('"Mulan" (2020) - Movie Review'), split_title_year("1917")
    (('Mulan', 2020), ('1917', None))
    >>> split_title_year("Heat (Michael Mann, 1995)"), split_title_year("Heat [4K UHD Review]")
    (('Heat', 1995), ('Heat', None))
    >>> split_title_year("🎬 Heat (1995)"), split_title_year("Metropolis (1927, restored 2010)")
    (('Heat', 1995), ('Metropolis', 1927))
    >>> split_title_year("TIFF Review: “Heat”"), split_title_year("Blade Runner 2049")
    (('Heat', None), ('Blade Runner 2049', None))
    """
    return _split(" ".join(text.split()))


@remembered
def _split(title: str) -> tuple[str, int | None]:
    year = None
    title = _undecorated(title)
    if hinted(title):  # “Heat [SPOILERS]”
        title = BRACKETED.sub(_unless_about_spoilers, title).strip() or title
    if ("(" in title or "[" in title) and (inside := YEAR_INSIDE.fullmatch(title)):
        title = inside["head"]
    elif REVIEW.search(title) and not PREFIX.match(title) and (middle := MIDDLE.fullmatch(title)):
        rest = middle["rest"]
        dated = BRACKETED_YEAR.search(rest) and not COMPARED.match(rest)
        title = rest if dated else middle["title"]
    for _ in range(ROUNDS):
        before = title
        title = _unquoted(_without_review(title))
        if year is None and (found := _year(title)):
            year, start = found
            title = title[:start].rstrip(" ,")
        if title == before:
            break
    return title, year


def _unless_about_spoilers(bracket: re.Match[str]) -> str:
    return "" if is_warning(bracket[1]) or is_denied(bracket[1]) else bracket[0]


@remembered
def title_key(text: str) -> str:
    """The form in which two spellings of a title are equal; never empty for a title.

    >>> title_key("Misérables, Les"), title_key("The Sessions"), title_key("E.T.")
    ('les miserables', 'sessions', 'et')
    >>> title_key("Fast & Furious") == title_key("Fast and Furious"), title_key("…")
    (True, '...')
    """
    words = fold_letters(text).strip()
    if moved := MOVED_ARTICLE.fullmatch(words):
        words = f"{moved[2]} {moved[1]}"
    words = LEADING_ARTICLE.sub("", words, count=1) if LEADING_ARTICLE.match(words) else words
    words = INITIALS.sub(lambda match: match[0].replace(".", ""), words)
    return fold(words.replace("&", " and ")) or words or text.strip().casefold()


@remembered
def slug(text: str) -> str:
    """Readable ASCII for an address: letters, digits and single hyphens, never empty.

    >>> slug("The Sessions"), slug("Amélie & Ocean’s"), slug("シン・ゴジラ"), slug("…?")
    ('the-sessions', 'amelie-and-oceans', 'shin-gojira', 'x-be0c3978')
    """
    plain = VULGAR_FRACTION.sub(r" \1", text[: LONGEST_SLUG * 10]).replace("&", " and ")
    ascii_ = anyascii(APOSTROPHE.sub("", unicodedata.normalize("NFKC", plain))).lower()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")
    if len(words) > LONGEST_SLUG:
        cut = words[: LONGEST_SLUG + 1]
        words = (cut.rpartition("-")[0] or cut[:LONGEST_SLUG]).strip("-")
    return words or "x-" + hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]


def _undecorated(title: str) -> str:
    """A title without the pictures before and behind it."""
    if title.isascii():
        return title
    words = title.split(" ")
    while len(words) > 1 and _is_picture(words[0]):
        words = words[1:]
    while len(words) > 1 and _is_picture(words[-1]):
        words = words[:-1]
    return " ".join(words)


def _is_picture(word: str) -> bool:
    kinds = {unicodedata.category(letter) for letter in word}
    return "So" in kinds and kinds <= PICTURES


def _without_review(title: str) -> str:
    if match := PREFIX.match(title):
        title = title[match.end() :]
    if APART.search(title):
        title = SUFFIX.sub("", title)
    if REVIEW.search(title):
        title = LAST_WORDS.sub("", title)
    return title.strip()


def _year(title: str) -> tuple[int, int] | None:
    """The year that a title ends with, and where its brackets or its dash begin."""
    if title[-1:] not in (")", "]"):
        match = DASHED_YEAR.search(title)
    elif not (match := BRACKETED_YEAR.search(title) or RESTORED.search(title)):
        match = CREDITED.search(title)
        match = match if match and _are_credits(match) else None
    if not match or not match.start():
        return None
    return int(match["year"] or match["first"]), match.start()


def _are_credits(match: re.Match[str]) -> bool:
    """Whether countries stand beside a year, or persons, whom a comma sets apart."""
    said = match["before"] or match["behind"]
    apart = bool(match["comma"] or match["behind"]) or "," in said
    words = CREDITS.split(said)
    return all(COUNTRY.fullmatch(word) or (apart and _is_person(word)) for word in words)


def _is_person(words: str) -> bool:
    first, _, others = words.partition(" ")
    return is_given(first) and any(word[0].isupper() for word in others.split())


def _unquoted(title: str) -> str:
    right, inner = title[-1:], title[1:-1]
    if (title[:1], right) in QUOTES and inner.strip() and right not in inner:
        return inner.strip()
    return title
