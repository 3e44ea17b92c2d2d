"""Whose a score is, where words beside it say that it is not the author's: those of a site, of its
users, of a paper, of a critic by name.
"""

from __future__ import annotations

from graph.values.given_names import is_given
from graph.values.patterns import on_demand

OTHERS = (
    r"(?:imdb|rotten\s?tomatoes|metacritic|filmaffinity|allociné|(?:critic|user|viewer|reader)s"
    r"|audiences?|usu[aá]rios|espectadores|público|spectateurs|presse|publikum|zuschauer\w*|nutzer\w*"
    r"|leser\w*|utenti|pubblico)"
)
"""Those whose scores stand beside an author's own."""

MEAN = r"(?:average|avg|mean|durchschnitt\w*|moyenne|media|média|promedio)"
_COUNTED = (
    r"(?:[^\W\d]{1,10}\s){0,2}[0-9][0-9.,\s]{0,12}[km]?\s(?:[^\W\d]{1,20}\s)?(?:votes?|voters|ratings|reviews|votos|voti|avis"
    r"|stimmen|bewertungen|valoraciones|avaliações|recensioni)"
)
_SITES = (
    r"(?:RT|MC|TMDB|tmdb|TMDb|Letterboxd|Trakt|Douban|Filmweb|Kinopoisk|Moviepilot|SensCritique)"
)
_PAPER = (
    r"(?:times|post|herald|tribune|journal|gazette|chronicle|magazine|daily|weekly|telegraph|observer"
    r"|guardian|independent|inquirer|reporter|globe|mail|standard|club)"
)
_PAPERS = (
    r"(?:empire|variety|time\sout|total\sfilm|rolling\sstone|sight\s(?:and|&)\ssound|indiewire|collider"
    r"|screen\s?rant|slant|little\swhite\slies|nyt|thr|ign|bbc|cnn|npr|usa\stoday|entertainment\sweekly"
    r"|ebert|siskel|maltin|kermode|cahiers(?:\sdu\scinéma)?|télérama|le\smonde|les\sinrock\w{0,10}"
    r"|libération|le\sfigaro|der\sspiegel|spiegel|die\szeit|faz|epd(?:\sfilm)?|filmdienst|filmstarts"
    r"|fotogramas|el\spaís|cinemanía|folha|estadão|omelete|adorocinema|corriere|la\srepubblica"
    rf"|mymovies|(?:the\s)?(?:[^\W\d]{{1,20}}\s){{0,3}}{_PAPER}(?:\sof\slondon)?)"
)
SOURCE = on_demand(
    rf"(?:(?:\w{{1,20}}\s){{0,2}}(?i:{OTHERS}|{MEAN})(?:\s[\w.,]{{1,20}}){{0,4}}"
    rf"|(?i:{_COUNTED})|{_SITES}(?:\s\w{{1,20}}){{0,2}}"
    rf"|(?=[A-ZÀ-Þ])(?i:{_PAPERS}))(?:,?\s[0-9]{{4}})?"
)
FULL_NAME = on_demand(r"(?P<first>[^\W\d_a-z]\w+)(?:\s[^\W\d_a-z][\w.’'-]*){1,2}")
REMARK = on_demand(r"(?:\s?\(([^()\n]{1,80})\)|\s[–—-]{1,2}\s?([^()\n]{1,80}?))(?=$|[.;:!?\n])")
"""What stands behind a score in brackets, or behind a dash."""


def is_source(words: str) -> bool:
    """Whether words beside a score say whose it is, who is not the author.

    >>> [is_source(words) for words in ("Empire", "23,456 votes", "Roger Ebert", "a classic")]
    [True, True, True, False]
    """
    if SOURCE.fullmatch(words):
        return True
    name = FULL_NAME.fullmatch(words)
    return name is not None and is_given(name["first"])


def is_of_others(score: str) -> bool:
    """Whether a score says behind it, in brackets or behind a dash, that it is not the author's.

    >>> [is_of_others(score) for score in ("8.3/10 (IMDb users)", "★★★★ - Empire", "4/5 (DVD)")]
    [True, True, False]
    """
    may_say = score[-1:] == ")" or " -" in score or " –" in score or " —" in score
    remark = REMARK.search(score) if may_say else None
    return remark is not None and is_source((remark[1] or remark[2]).strip())


def leads_to_source(behind: str) -> bool:
    """The same of words that begin behind a score."""
    remark = REMARK.match(behind)
    return remark is not None and is_source((remark[1] or remark[2]).strip())
