"""Which film is it? The title and year of the film under review, and the review's headline.

A film key says it outright. A headline says it when the document confirms it: by a year in
brackets, by the same words in quotation marks or emphasis in the text, or by other facts of a film
beside a `title`. A category or a score beside it confirms what is not worded as a headline. Else
nothing is claimed: a wrong title is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.extraction.bilingual import two_titles, without_rest
from graph.extraction.entries import Entry, Findings, clip, strings
from graph.extraction.headlines import is_other, is_sentence, is_title_case
from graph.extraction.keys import FILM_FACTS, Key
from graph.extraction.kinds import about_films
from graph.extraction.markdown import plain_line
from graph.extraction.marked import (
    A_YEAR,
    DATED,
    QUOTED_WITH_YEAR,
    ends,
    inside,
    matches,
    quoted,
)
from graph.extraction.several_films import (
    MOST_READ,
    joins,
    names_several,
    others,
    scored_twice,
    stands_in,
)
from graph.records import Evidence, PartialDate, Person, SourceKind, Text
from graph.values.names import is_name
from graph.values.patterns import FILM_YEAR, on_demand
from graph.values.title_frames import FILM_REVIEW
from graph.values.titles import (
    A_BRACKETED_YEAR,
    article_in_front,
    credited,
    split_title_year,
    title_key,
    undecorated,
)

UNCERTAIN = "may be a film's title or only a headline; add a line"
SEVERAL = "names several films; write a review of each, with a line"

LONGEST_TITLE = 250
BRACKETED = on_demand(r"([^()]{1,150}?)\s\(([^()]{2,150})\)")
LONG_SUBTITLE = 5
"""Words behind a colon that make a subtitle of the review rather than a part of the title."""

CUTS = on_demand(r":\s|\s[-–—|]\s|：")

FESTIVAL = on_demand(
    r"(?:\S+\s){0,2}?(?:tiff|sundance|cannes|venice|venezia|berlinale|tribeca|telluride|locarno|sxsw|nyff|lff"
    r"|afi|idfa|frightfest|sitges|fantastic\sfest|viennale|filmfest|festival)\s['’]?(?:20)?[0-9]{2}"
    r"(?:\s?[:|]\s|\s[-–—]\s)(?P<title>\S.*)",
    re.IGNORECASE,
)
"""“Berlinale 2024: Dahomey”, which may as well be “Berlinale 2024: Day Three”."""

SIDES = on_demand(r"\s/\s")
LEFT_YEAR = on_demand(rf"\s?[(\[][^()\[\]]{{0,80}}\b{FILM_YEAR}\b[^()\[\]]{{0,80}}[)\]]$")
"""What brackets around a year leave that are not understood: “(1982/2007)”, “(Hitze, 1995)”."""

CLOSED = on_demand(r"[“„«\"]?(?P<title>[^“”„«»\"]{1,120})[”“»\"]")
A_FILM = on_demand(
    r"[”\"*_»’]{0,3}(?:\s\([^()\n]{1,40}\))?,?\s(?:is|was|ist|war|est|es|é|è)\s"
    r"(?:an?|the|eine?|une?|una|uma?|il|les?|la|el)\s"
    r"(?:(?!(?:about|by|for|from|in|like|of|that|to|where|which|who|with)\b)[\w’'-]+,?\s){0,5}"
    r"(?:film|movie|thriller|drama|comedy|documentary|western|filme|pel[ií]cula|kom[oö]die|dokumentarfilm"
    r"|com[eé]die|comedia|documentaire|documental)\b",
    re.IGNORECASE,
)
OPENING = 600
THIS_FILM = on_demand(
    r"\b(?:the|this)\s(?:film|movie)\b|\b(?:der|dieser|den|diesen)\sfilm\b|\b(?:la|esta)\spel[ií]cula\b"
    r"|\b(?:le|ce|il|questo)\sfilm\b|\b(?:o|este)\sfilme\b",
    re.IGNORECASE,
)
SEEN = on_demand(
    r"\b(?:(?:re-?)?watch(?:ed|ing)?|saw|seen|starring|stars|acting|actors?|cast|plot|characters?"
    r"|performances?|director|directed|scenes?|gesehen|schauspieler|handlung|vi|vista|actores|trama"
    r"|personajes|acteurs?|scénario|personnages|attori|personaggi|atores|personagens|assisti)\b",
    re.IGNORECASE,
)
OF_THE_TRADE = on_demand(
    r"\b(?:films?|movies?|cinema|theat(?:re|er)s?|trailers?|oscars?|festivals?|watch(?:ing|ed|list)?"
    r"|reviews?|thoughts|notes|news|my|favou?rites?|best|worst|week|month|year|why|how|guide)\b",
    re.IGNORECASE,
)
"""Words of headlines about film that are no film's title."""

BARE_REVIEW = on_demand(r"\s(?:review|Review|REVIEW)$")
"""“Heat Review”, with nothing that sets the last word apart."""

HEADLINES = (Key.HEADLINE, Key.TITLE)
FILM_SIGNS = frozenset((Key.YEAR, Key.GENRE, Key.SCORE, Key.RATING))
"""Keys beside which a `title` is a film's or a headline about film, as it is beside a kind."""


def read_film(entry: Entry, findings: Findings) -> None:
    """The film's title where a key says it outright."""
    if isinstance(entry.said, str):
        _claim(findings, entry.said, entry.evidence())
    elif isinstance(entry.said, bool):
        why = f"“{entry.key}” was read as yes or no; put the title in quotation marks."
        findings.note("name", why, entry.line)
    else:
        _note(findings, entry.text, SEVERAL, entry.line)


def read_title(
    entries: Iterable[Entry],
    findings: Findings,
    text: str,
    named: Entry | None = None,
    *,
    heads_facts: bool = False,
    in_films: bool = False,
) -> None:
    """The film's title from `title` or from the headline, as far as the document confirms it, be it
    that the headline `heads_facts`, or that the text is filed `in_films` and speaks of one; without
    either, from the title that the file is `named` after.
    Where the film has its name already, the headline may still give its year.

    Where a key names the film and was not understood, nothing else stands for it.
    """
    entries = list(entries)
    if findings.movie_has("name"):
        _read_year(entries, findings)
        return
    if any(e.meaning is Key.FILM and e.text for e in entries):
        return
    entry = next((e for e in entries if e.meaning is Key.TITLE and isinstance(e.said, str)), None)
    if entry is None and not _read_opening(text, findings):
        entry = named
    if entry is None:
        return
    several = names_several(entry.text)
    title = (
        "" if several else _title(entry, entries, text, heads_facts=heads_facts, in_films=in_films)
    )
    if several or (title and joins(entry.text, text)):
        _note(findings, entry.text, SEVERAL, entry.line)
    elif title and (films := others(title, entries, text)):
        what = f"is no film of which the text tells, unlike {films}; write a review of each, with"
        _note(findings, entry.text, f"{what} a line", entry.line)
    elif title and not _has_sides(title) and not scored_twice(title, entries, text):
        _claim(findings, title, entry.evidence())
        _claim_makers(findings, title, entry.evidence())
    else:
        _note(findings, entry.text, UNCERTAIN, entry.line)


def _read_year(entries: Iterable[Entry], findings: Findings) -> None:
    """The year behind a headline that is nothing but the film's name, where no key says it."""
    if findings.movie_has("datePublished"):
        return
    names = {title_key(c.value.value) for c in findings.movie if isinstance(c.value, Text)}
    for entry in entries:
        words = entry.text[:LONGEST_TITLE] if entry.meaning in HEADLINES else ""
        title, year = split_title_year(words) if A_YEAR.search(words) else ("", None)
        if year and title_key(title) in names and not names_several(words):
            findings.about_movie("datePublished", PartialDate(year), entry.evidence())
            return


def _title(
    entry: Entry, entries: Iterable[Entry], text: str, *, heads_facts: bool, in_films: bool
) -> str:
    """The title in a headline; "" where none is certain."""
    entries = list(entries)
    meanings = {e.meaning for e in entries if e.key != entry.key}  # a score in it is no proof
    bare = split_title_year(entry.text)[0]
    certain = not meanings.isdisjoint(FILM_FACTS)
    if not certain and (is_other(entry.text) or is_other(bare)):
        return ""
    shown = undecorated(entry.text).strip()
    told = (
        certain
        or not meanings.isdisjoint(FILM_SIGNS)
        or about_films(e for e in entries if e.meaning is Key.KIND)
        or FILM_REVIEW.search(shown) is not None
    )
    if fest := FESTIVAL.fullmatch(entry.text):
        bare = split_title_year(fest["title"])[0]
        return fest["title"] if told and any(ends(bare, text)) else ""
    plain = bare == shown or (bare == shown[1:-1] and not is_title_case(bare))
    doubted = plain and not certain and is_sentence(bare) and not stands_in(bare, text)
    stated = entry.kind is SourceKind.METADATA or (
        not is_sentence(bare)
        and not is_other(bare)
        and (_are_about_a_film(entries) or (heads_facts and _alone(bare, text)))
    )
    whole = told and stated
    tags = {words for e in entries if e.meaning is Key.TAGS for words in _tags(e)}
    if title := _confirmed(entry.text, text, tags, whole and not doubted):
        return title
    tagged = stated and _is_filed(entries, in_films=in_films) and _speaks_of_it(bare, text)
    if whole or tagged or (told and not plain):
        return next(quoted(bare), "" if doubted else bare)
    named = told and len(bare.split()) > 1 and any(ends(bare, text))
    return bare if named or _is_told_a_film(bare, text) else ""


def _are_about_a_film(entries: Iterable[Entry]) -> bool:
    """Whether the metadata of a text, which has its title as a heading, are those of a film."""
    return any(e.meaning in FILM_FACTS and e.kind is SourceKind.METADATA for e in entries)


def _is_filed(entries: Iterable[Entry], *, in_films: bool) -> bool:
    """Whether a tag or the folder says that a text is about a film."""
    return in_films or about_films(e for e in entries if e.meaning is Key.TAGS)


def _speaks_of_it(words: str, text: str) -> bool:
    """Whether a text begins with words about a film that was seen, below what is spelled like a
    title and is none of the trade's own words."""
    opening = text[:OPENING]
    seen = THIS_FILM.search(opening) is not None and SEEN.search(text[:MOST_READ]) is not None
    return seen and is_title_case(words) and not OF_THE_TRADE.search(words)


def _is_told_a_film(words: str, text: str) -> bool:
    """Whether a text says of the words that they are a film: “Heat is a long, blue film”."""
    text = text[:MOST_READ]
    return is_title_case(words) and any(A_FILM.match(text, end) for end in ends(words, text))


def _alone(words: str, text: str) -> bool:
    """Whether words are spelled like a title, and a text marks nothing else that is."""
    marked = (title_key(other) for other in quoted(text[:MOST_READ]) if is_title_case(other))
    return is_title_case(words) and all(other == title_key(words) for other in marked)


def _note(findings: Findings, words: str, what: str, line: int) -> None:
    sentence = f"“{clip(words, 80)}” {what} such as “Film: Heat (1995)”."
    findings.note("name", sentence, line)


def _read_opening(text: str, findings: Findings) -> bool:
    """A text without a headline that begins with the title and its year; whether it does."""
    match = QUOTED_WITH_YEAR.match(text[:500].lstrip())
    if match:
        evidence = Evidence(SourceKind.PROSE, "first words", match[0])
        _claim(findings, f"{inside(match)} ({match['year']})", evidence)
    return match is not None


def _claim(findings: Findings, words: str, evidence: Evidence) -> None:
    """Claim title and year, unless the words hold more years than that of one film."""
    words = plain_line(words)
    title, year = split_title_year(words)
    if not title:
        return
    left = LEFT_YEAR.search(words) if _has_brackets(words) else None
    if left and (quoted := CLOSED.fullmatch(words, 0, left.start())):
        title = quoted["title"]  # “Heat” (the one of 1995)
    if names_several(words):
        _note(findings, words, SEVERAL, evidence.line)
        return
    bracketed = _has_brackets(title)
    if bracketed and (A_BRACKETED_YEAR.search(title, 1) or LEFT_YEAR.search(title, 1)):
        _note(findings, words, UNCERTAIN, evidence.line)
        return
    title = article_in_front(without_rest(title))
    title, *others = two_titles(title) or _bracketed(title, evidence) or (title,)
    findings.about_movie("name", Text(title), evidence)
    for other in others:
        findings.about_movie("alternateName", Text(other), evidence)
    if year:
        findings.about_movie("datePublished", PartialDate(year), evidence)


def _has_brackets(words: str) -> bool:
    return "(" in words or "[" in words


def _claim_makers(findings: Findings, title: str, evidence: Evidence) -> None:
    """Who stands beside the year of the film, where no key says who made it."""
    if findings.movie_has("director"):
        return
    for name in credited(plain_line(title)):
        if is_name(name):
            findings.about_movie("director", Person(name), evidence)


def _has_sides(title: str) -> bool:
    """Whether a stroke parts what may be two films, and is not shown to be one in two languages."""
    return SIDES.search(title) is not None and two_titles(title) is None


def _bracketed(title: str, evidence: Evidence) -> tuple[str, ...]:
    """Behind the title in a labelled line, brackets hold another: “Film: Boyhood (Jugend)”."""
    match = BRACKETED.fullmatch(title) if evidence.kind is SourceKind.LABEL else None
    return match.groups() if match else ()


def _confirmed(words: str, body: str, tags: set[str], whole: bool) -> str:
    """The part of a headline that the document itself says to be a title; "" where it says none.

    Best is a year behind it, in the headline or in the text. Else the same words stand marked in
    the text, or among the tags; but where all of the headline may be a title (`whole`), a marked
    part is no proof:
    “Star Wars” in the text does not make it the title of “Star Wars: A New Hope”.
    """
    title, year = split_title_year(words)
    if year:
        return words
    text = body[:MOST_READ]
    if A_YEAR.search(text) and (found := _dated(words, title, text)):
        return found
    certain = [
        BARE_REVIEW.sub("", words),
        title,
        *([] if whole else [*quoted(title), *_prefixes(title, LONG_SUBTITLE)]),
    ]
    said = any(candidate in text for candidate in certain)
    marked = {*quoted(text), *tags} if said else tags
    return next((candidate for candidate in certain if candidate in marked), "")


def _dated(words: str, title: str, text: str) -> str:
    """The part of a headline behind which a year in brackets stands in the text."""
    parts = (BARE_REVIEW.sub("", words), title, *quoted(title), *_prefixes(title))
    dated = dict.fromkeys(inside(match) for match in matches(QUOTED_WITH_YEAR, text))
    for candidate in (*filter(None, parts), *(t for t in dated if any(ends(t, words)))):
        if any(DATED.match(text, end) for end in ends(candidate, text)):
            return candidate
    return ""


def _prefixes(title: str, tail: int = 0) -> list[str]:
    """What stands before a colon or a dash, the longest first, before a tail of so many words."""
    cuts = list(CUTS.finditer(title[:LONGEST_TITLE]))
    found = [
        title[: cut.start()].strip() for cut in cuts if len(title[cut.end() :].split()) >= tail
    ]
    return found[::-1]


def _tags(entry: Entry) -> Iterator[str]:
    return (word.strip() for text in strings(entry.said) for word in text.split(","))
