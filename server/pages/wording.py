"""Values of the graph → words for people, in English. What is malformed stays as it is."""

from __future__ import annotations

import calendar
import re
import unicodedata
from urllib.parse import urlsplit

from graph.values.languages import NAMES

_MONTHS = tuple(calendar.month_name)  # each look into that of the calendar formats a date
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
_DURATION = re.compile(r"P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:0S)?)?")
_SENTENCE = re.compile(r"([.!?][”’\"')]?) ")
_ISO_DURATION = re.compile(r" \(PT[0-9HM]+\)$")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_PAGES = {
    "imdb.com": "IMDb",
    "themoviedb.org": "TMDb",
    "letterboxd.com": "Letterboxd",
    "wikidata.org": "Wikidata",
    "dbpedia.org": "DBpedia",
    "wikipedia.org": "Wikipedia",
    "rottentomatoes.com": "Rotten Tomatoes",
    "metacritic.com": "Metacritic",
}

WARNING = "This review contains spoilers."

_PROPERTIES = {
    "name": "Title",
    "alternateName": "Other titles",
    "datePublished": "First release",
    "releasedEvent": "All releases",
    "author": "Screenplay",
    "actor": "Cast",
    "duration": "Running time",
    "contentRating": "Rated",
    "countryOfOrigin": "Country",
    "inLanguage": "Language",
    "image": "Poster",
    "sameAs": "Elsewhere",
}


def date_in_words(date: str) -> str:
    """
    >>> date_in_words("2012-01-23"), date_in_words("2012-01"), date_in_words("2012")
    ('23 January 2012', 'January 2012', '2012')
    >>> date_in_words("soon")
    'soon'
    """
    match = _DATE.fullmatch(date)
    if not match:
        return date
    year, month, day = match.groups()
    words = [str(int(day))] if day else []
    return " ".join([*words, *([_MONTHS[int(month)]] if month else []), year])


def year_of(date: str) -> str:
    """The year of a date, empty where it is none.

    >>> year_of("2012-01-23"), year_of("soon")
    ('2012', '')
    """
    match = _DATE.fullmatch(date)
    return match[1] if match else ""


def running_time(duration: str) -> str:
    """
    >>> running_time("PT1H35M"), running_time("PT45M"), running_time("P1DT1H"), running_time("long")
    ('1 h 35 min', '45 min', '25 h', 'long')
    """
    match = _DURATION.fullmatch(duration)
    if not match:
        return duration
    days, hours, minutes = (int(part or 0) for part in match.groups())
    hours, minutes = 24 * days + hours + minutes // 60, minutes % 60
    parts = ([f"{hours} h"] if hours else []) + ([f"{minutes} min"] if minutes else [])
    return " ".join(parts) or duration


def language_name(tag: str) -> str:
    """
    >>> language_name("fr"), language_name("de-AT"), language_name("tlh")
    ('French', 'German', 'tlh')
    """
    names = NAMES.get(tag.lower().partition("-")[0])
    return names.split()[0].title() if names else tag


def property_label(name: str) -> str:
    """What a schema.org property of a film is called on pages.

    >>> property_label("contentRating"), property_label("genre")
    ('Rated', 'Genre')
    """
    return _PROPERTIES.get(name, name[:1].upper() + name[1:])


def begins_with_capital(text: str) -> bool:
    """Whether the first letter of a text, behind punctuation, is of a script that has capitals.

    In others a letter is joined to the next, or is a part of a syllable.

    >>> [begins_with_capital(text) for text in ("“Élan”", "كان يا ما كان", "1917", "")]
    [True, False, False, False]
    """
    letters = (c for c in text if unicodedata.category(c)[0] not in "PZC")
    first = next(letters, "")
    return first.upper() != first.lower()


def source_name(source: str) -> str:
    """A source without its folders, which are nobody's business but the keeper's.

    >>> source_name("/home/ada/reviews/films.csv#row=3")
    'films.csv#row=3'
    """
    return source.rpartition("/")[2] or source


def stars(half_stars: int) -> str:
    """A number of half stars out of ten, in words.

    >>> stars(0), stars(1), stars(2), stars(7)
    ('0 stars', '½ star', '1 star', '3½ stars')
    """
    whole, half = divmod(half_stars, 2)
    number = f"{whole or ''}{'½' if half else ''}" or "0"
    return f"{number} {'star' if half_stars in {1, 2} else 'stars'}"


def beginning(text: str, width: int = 240) -> str:
    """The first words of a text on one line, up to a sentence's end if one is near.

    >>> beginning("One two  three\\nfour.", 12), beginning("One two. Three four.", 14)
    ('One two …', 'One two.')
    >>> beginning("One two", 12), beginning("W" * 40, 12)
    ('One two', 'WWWWWWWWWWW…')
    """
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    ends = [match.end(1) for match in _SENTENCE.finditer(line, width // 2, width)]
    if ends:
        return line[: ends[-1]]
    cut = line[: width - 1].rpartition(" ")[0]
    return f"{cut} …" if cut else f"{line[: width - 1]}…"


def claim_in_words(value: str) -> str:
    """A value that a review claims, without its form in the graph.

    >>> claim_in_words("95 minutes (PT1H35M)"), claim_in_words("Heat")
    ('95 minutes', 'Heat')
    """
    return _ISO_DURATION.sub("", value)


def count(number: str) -> int:
    """
    >>> count("12"), count("many")
    (12, 0)
    """
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 16 else 0


def paragraphs(body: str) -> tuple[str, ...]:
    """The paragraphs of a plain text, which blank lines part; lines inside are kept.

    >>> paragraphs("One,\\ntwo.\\n\\n \\nThree.\\n")
    ('One,\\ntwo.', 'Three.')
    """
    return tuple(part.strip() for part in parted(body) if part.strip())


def parted(body: str) -> list[str]:
    """A plain text where blank lines part it, empty pieces at its ends included.

    >>> parted("One \\n\\n\\n"), parted(" ")
    (['One ', ''], [' '])
    """
    return _BLANK_LINE.split(body.replace("\r\n", "\n").replace("\r", "\n"))


def is_web_address(iri: str) -> bool:
    """Whether an IRI may become a link: absolute http or https, and nothing else.

    >>> is_web_address("https://example.org/"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    try:
        parts = urlsplit(iri)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def site_of(address: str) -> str:
    """What a link is called: the name of a well-known site, else the host.

    >>> site_of("https://www.imdb.com/title/tt1866249/"), site_of("https://films.example/1")
    ('IMDb', 'films.example')
    """
    host = (urlsplit(address).hostname or address).removeprefix("www.")
    return next((name for end, name in _PAGES.items() if f".{host}".endswith(f".{end}")), host)
