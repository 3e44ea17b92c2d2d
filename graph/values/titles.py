"""Text → title and year; titles → identity keys and slugs."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from anyascii import anyascii

from graph.values.characters import without_unseen
from graph.values.folding import APOSTROPHE, VULGAR_FRACTION, fold, fold_letters, remembered
from graph.values.given_names import is_given
from graph.values.patterns import AND_WORDS, FILM_YEAR, on_demand
from graph.values.spoiler_words import BRACKETED, hinted, is_denied, is_warning
from graph.values.title_frames import COMPARED, headed, without_review

LONGEST_SLUG = 80

ROUNDS = 3
"""How many shells of quotation marks, year and “Review” a title may have."""

QUOTES = frozenset((
    ("“", "”"), ("„", "“"), ("„", "”"), ('"', '"'), ("«", "»"), ("»", "«"), ("‹", "›"),
    ("‘", "’"), ("'", "'"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"),
))  # fmt: skip

_YEAR = rf"(?P<year>{FILM_YEAR})"
A_BRACKETED_YEAR = on_demand(rf"[(\[](?:film,?\s)?{_YEAR}(?:\sfilm)?[)\]]", re.IGNORECASE)
BRACKETED_YEAR = on_demand(rf"\s?{A_BRACKETED_YEAR.pattern}$", re.IGNORECASE)
_BY = r"(?:dir(?:\.|ected\sby)|d\.|r[eé]al\.|r[eé]alis[eé]\spar|regie:?|r:|de|di|von)\s"
CREDITED = on_demand(
    rf"\s?[(\[](?:(?P<before>[^()\[\]]{{1,80}}?)(?P<comma>,)?\s{_YEAR}"
    rf"|{_YEAR.replace('year', 'first')},\s(?P<behind>[^()\[\]]{{1,80}}))[)\]]$"
)
"""“Heat (Michael Mann, 1995)”, “Heat (USA 1995)”, “Heat (1995, dir. Michael Mann)”."""

MADE_BY = on_demand(rf"^{_BY}", re.IGNORECASE)
MAKER = on_demand(
    rf"\s[(\[](?:{_BY}(?P<said>[^()\[\]]{{3,60}})"
    r"|(?P<person>[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*){1,2}))[)\]]$"
)
"""“Heat (Michael Mann)”."""

BEHIND_YEAR = on_demand(
    rf"(?P<head>\S.{{0,200}}?\s?[(\[]{_YEAR}[)\]]),?\s(?:[-–—|]\s)?(?:{_BY}|by\s)[A-ZÀ-Þ][^\s()]{{0,30}}"
    r"(?:\s[^\s()]{1,30}){0,4}"
)
"""“MALCOLM X (1992) d. Spike Lee”."""

BEFORE_YEAR = on_demand(
    r"(?:,|\s[-–—|])\s(?:d\.|(?i:dir\.|directed\sby|regie:?))\s"
    rf"(?P<said>[A-ZÀ-Þ][\w.'’-]*(?:\s[\w.'’-]+){{1,4}})(?:\s?[(\[]{FILM_YEAR}[)\]])?$"
)
"""“Heat, dir. Michael Mann (1995)”."""

RESTORED = on_demand(
    rf"\s?[(\[]{_YEAR}[,;]\s(?:digitally\s|newly\s)?(?:restor(?:ed|ation)|re-?released?|re-?issued?"
    r"|remaster(?:ed)?|restauriert|wiederaufführung|restaurée?|ressortie|restaurad[ao]|restaurat[ao]"
    r"|reestreno)(?:\s(?:in|im|von|en|del?|nel))?(?:\s[12][0-9]{3})?[)\]]$",
    re.IGNORECASE,
)
"""“Metropolis (1927, restored 2010)”."""

CREDITS = on_demand(rf",\s|\s?[/&]\s?|\s(?:{AND_WORDS})\s")
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

DASHED_YEAR = on_demand(
    rf"(?:\s[-–—]\s(?P<maker>[^\s-][^–—-]{{2,60}}))?(?<![0-9]{{4}})\s[-–—]\s{_YEAR}$"
)
"""“Heat - 1995”, “Heat - Michael Mann - 1995”."""

DIRECTED = on_demand(
    rf"[(\[]{_YEAR}[)\]],?\s(?:[-–—|]\s)?(?:d\.|dir\.|directed\sby|r:|regie:?)\s(?P<said>[A-ZÀ-Þ][^()]{{2,80}})$"
)
"""Other words there, as “by” and “de”, may name the reviewer."""

WIDE = str.maketrans("（）［］０１２３４５６７８９", "()[]0123456789")
"""Brackets and figures as wide as Chinese letters."""

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
    title = undecorated(title)
    if hinted(title):  # “Heat [SPOILERS]”
        title = BRACKETED.sub(_unless_about_spoilers, title).strip() or title
    bracketed = "(" in title or "[" in title
    if bracketed and (found := YEAR_INSIDE.fullmatch(title) or BEHIND_YEAR.fullmatch(title)):
        title = found["head"]
    elif middle := headed(title):
        rest = middle["rest"]
        behind = BRACKETED_YEAR.search(rest) and not COMPARED.match(rest)
        title = rest if behind else middle["title"]
    for _ in range(ROUNDS):
        before = title
        title = _unquoted(without_review(title))
        if year is None and (dated := _year(title)):
            year, start = dated
            title = title[:start].rstrip(" ,")
        title = _without_maker(title)
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


def credited(text: str) -> tuple[str, ...]:
    """The persons that stand beside the year behind a title, who made the film.

    >>> credited("Vertigo (Alfred Hitchcock, 1958)"), credited("Heat (USA 1995)")
    (('Alfred Hitchcock',), ())
    >>> credited("MALCOLM X (1992) d. Spike Lee"), credited("Heat (1995) by Ann Lee")
    (('Spike Lee',), ())
    >>> credited("Heat, dir. Michael Mann (1995)"), split_title_year("Heat, dir. Michael Mann")[0]
    (('Michael Mann',), 'Heat')
    """
    if behind := DIRECTED.search(text) or BEFORE_YEAR.search(text):
        return tuple(CREDITS.split(behind["said"]))
    match = CREDITED.search(text)
    if not match or not match.start() or not _are_credits(match):
        return ()
    said = MADE_BY.sub("", match["before"] or match["behind"], count=1)
    return tuple(word for word in CREDITS.split(said) if not COUNTRY.fullmatch(word))


def article_in_front(title: str) -> str:
    """A title as it is said, of which a list has the article behind.

    >>> article_in_front("Paper Lantern, The"), article_in_front("So, a")
    ('The Paper Lantern', 'So, a')
    """
    moved = MOVED_ARTICLE.fullmatch(title) if "," in title[-5:] else None
    return f"{moved[2]} {moved[1]}" if moved and moved[2][0].isupper() else title


def undecorated(title: str) -> str:
    """A title without the pictures before and behind it, and without wide and unseen signs.

    >>> undecorated("🎬 Heat 🔥")
    'Heat'
    """
    if title.isascii():
        return title
    words = without_unseen(title).translate(WIDE).split(" ")
    while len(words) > 1 and _is_picture(words[0]):
        words = words[1:]
    while len(words) > 1 and _is_picture(words[-1]):
        words = words[:-1]
    return " ".join(words)


def _is_picture(word: str) -> bool:
    kinds = {unicodedata.category(letter) for letter in word}
    return "So" in kinds and kinds <= PICTURES


def _year(title: str) -> tuple[int, int] | None:
    """The year that a title ends with, and where its brackets or its dash begin."""
    if title[-1:] not in (")", "]"):
        if not (match := DASHED_YEAR.search(title)):
            return None
        start = match.start() if _is_person(match["maker"] or "") else match.end("maker")
        return int(match["year"]), start if start > 0 else match.start()
    match = BRACKETED_YEAR.search(title) or RESTORED.search(title)
    if not match and (credited := CREDITED.search(title)) and _are_credits(credited):
        match = credited
    if not match or not match.start():
        return None
    return int(match["year"] or match["first"]), match.start()


def _are_credits(match: re.Match[str]) -> bool:
    """Whether countries stand beside a year, or persons, whom a comma sets apart."""
    said = match["before"] or match["behind"]
    apart = bool(match["comma"] or match["behind"]) or "," in said
    if by := MADE_BY.match(said):
        return said[by.end() : by.end() + 1].isupper()
    words = CREDITS.split(said)
    return all(COUNTRY.fullmatch(word) or (apart and _is_person(word)) for word in words)


def _is_person(words: str) -> bool:
    first, _, others = words.partition(" ")
    return is_given(first) and any(word[0].isupper() for word in others.split())


def _without_maker(title: str) -> str:
    if behind := BEFORE_YEAR.search(title):
        return title[: behind.start()]
    match = MAKER.search(title) if title[-1:] in (")", "]") else None
    named = match and (match["said"] or is_given(match["person"].partition(" ")[0]))
    return title[: match.start()] if match and named else title


def _unquoted(title: str) -> str:
    right, inner = title[-1:], title[1:-1]
    if (title[:1], right) in QUOTES and inner.strip() and right not in inner:
        return inner.strip()
    return title
