"""Headlines that are no film's title: of lists, weeks and talks, and whole sentences.

A category or a score says that a text is about film, and not that its headline is the title. What
stands here says that it is none: of 88,000 titles in a catalogue 29 have words of `OTHER`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from graph.extraction.bilingual import WORDS
from graph.records import TITLES, Claim, Text
from graph.values.folding import fold
from graph.values.patterns import ANY_YEAR, on_demand
from graph.values.titles import BRACKETED_YEAR, title_key

_FILMS = r"(?:films|movies|flicks|filme[ns]?|pel[ií]culas)"
_BEST = (
    r"(?:best|worst|greatest|top|favou?rites?|[0-9]{1,3}|mejores|peores|melhores|piores|meilleurs"
    r"|pires|besten|schlechtesten)"
)
_WEEK = r"(?:week|weekend|month|year)"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_THINGS = r"(?:book|novel|tv|television|show|series|game|album|concert|theat(?:re|er)|comics?|play)"
OTHER = on_demand(
    rf"(?:\b{_BEST}\b[^:–—]{{0,40}}\b{_FILMS}\b|\b(?:migliori|peggiori)\b.{{0,20}}\bfilm\b|\branked\b"
    rf"|\b{_FILMS}\s(?:of|from|in|to|i|we)\s|\btop[\s-](?:[0-9]+|ten|five)\s\S"
    r"|^(?:the\s)?(?:best|worst)\b.*\b(?:of|from)\s(?:19|20)[0-9]{2}$"
    rf"|\bthis\s(?:week|month)$|\bmy\s(?:{_WEEK}|days?)\s(?:at|in)\s"
    rf"|\b{_WEEK}\sin\s(?:films?|movies|review)\b|\b(?:i|we)(?:['’]ve)?\s(?:re)?watched\b"
    rf"|\b(?:film|movie|festival|news|weekly|monthly|{_WEEK}|{_MONTH})\s(?:recap|diary|digest)\b|(?<!the\s)\bround[\s-]?up\b"
    r"|^(?:week|day|month)\s#?[0-9]{1,3}$|\b(?:double|triple)\s?:"
    r"|\bpodcasts?\b|^(?:episode|ep\.?)\s#?[0-9]+\s?[:|–—-]|\sin\sconversation\swith\s"
    r"|^(?:an?\s)?interviews?(?:\s?[:|–—]|\swith\s(?!the\b|an?\b))|^q\s?&\s?a(?:\swith|:)"
    rf"|\bfestival\s(?:notes|dispatch(?:es)?|reports?|coverage|preview|wrap)\b"
    rf"|\b{ANY_YEAR}\s?(?:or|vs?\.?|versus|oder|ou|[/&]|and|und|et|y)\s?{ANY_YEAR}\b"
    rf"|[(\[]{ANY_YEAR}\s?[-–—/]\s?(?:{ANY_YEAR}|[0-9]{{2}})[)\]]$"
    r"|\b(?:oscars?|academy\saward)\S{0,9}\s(?:.{0,30}\s)?shorts\b|\bshorts\s(?:19|20)[0-9]{2}$"
    rf"|^(?:my\s)?(?:{_FILMS}|reviews|watch(?:ed|list)|viewings)\s?[-–—:(,]?\s?(?:in\s)?{ANY_YEAR}\)?$"
    rf"|^(?:double|triple)[\s-](?:feature|bill)s?\s?[:|–—-]|^{_THINGS}\sreviews?\s?[:|–—-])",
    re.IGNORECASE,
)
"""What else people write about films, and reviews of other things."""

ANSWER = on_demand(r"(?:why|how(?!\sto\b))\s[^?]*", re.IGNORECASE)
"""“Why Heat Still Matters”."""

FEWEST_WORDS, FEWEST_SMALL = 4, 2
LONG = on_demand(r"[a-z]{4,}")
PREPOSITIONS = frozenset((
    "about", "after", "against", "along", "among", "before", "behind", "below", "between",
    "beyond", "during", "from", "inside", "into", "like", "near", "onto", "over", "past", "than",
    "that", "their", "through", "till", "toward", "towards", "under", "until", "upon", "when",
    "where", "while", "with", "within", "without", "your",
))  # fmt: skip
"""Words of four letters and more that English titles spell small, too."""

LONGEST_UNCASED = 24
SENTENCE = on_demand("[。！？!?、，]")

SMALL = PREPOSITIONS | {
    *("a", "an", "and", "as", "at", "but", "by", "for", "in", "nor", "of", "on", "or", "so", "the"),
    *("to", "up", "vs", "yet"),
}
ENGLISH = WORDS["en"] | {"why"}


def is_other(headline: str) -> bool:
    """Whether it heads a list, a diary, a podcast, an interview, or a review of something else.

    >>> is_other("Top 10 Films of 2020"), is_other("My Week with Marilyn")
    (True, False)
    """
    return OTHER.search(headline) is not None


def is_sentence(headline: str) -> bool:
    """Whether it is spelled or begins like an English sentence; some titles do as well.

    >>> is_sentence("Pacino and De Niro face off at last"), is_sentence("Gone with the Wind")
    (True, False)
    """
    words = headline.split()
    if len(words) < FEWEST_WORDS:
        return False
    small = [word for word in words[1:] if LONG.match(word) and word not in PREPOSITIONS]
    spelled = words[0][0].isupper() and len(small) >= FEWEST_SMALL
    english = spelled and not ENGLISH.isdisjoint(fold(headline).split())
    return english or ANSWER.fullmatch(headline) is not None


def is_title_case(words: str) -> bool:
    """Whether words are spelled as English titles are, in capitals, or in a script that has none.

    >>> is_title_case("The Last of the Mohicans"), is_title_case("HEAT"), is_title_case("It is hot")
    (True, True, False)
    """
    if words.upper() == words.lower():
        return 0 < len(words) <= LONGEST_UNCASED and not SENTENCE.search(words)
    first, *others = words.split() or [""]
    return first[:1].isupper() and all(
        word[:1].isupper() or not word[:1].isalpha() or word in SMALL for word in others
    )


def in_its_language(review: list[Claim], movie: Iterable[Claim]) -> list[Claim]:
    """The claims about a review, of which a headline that only names the film is in a language
    that is not known: in that of the review the film need not be called so."""
    if all(claim.property != "name" for claim in review):
        return review
    titles = {_key(claim) for claim in movie if claim.property in TITLES} - {""}
    return [
        replace(claim, value=Text(_words(claim)))
        if claim.property == "name" and _key(claim) in titles
        else claim
        for claim in review
    ]


def _key(claim: Claim) -> str:
    return title_key(BRACKETED_YEAR.sub("", _words(claim)))


def _words(claim: Claim) -> str:
    return claim.value.value if isinstance(claim.value, Text) else ""
