"""What stands around a title and says that it is reviewed: “Film Review: …”, “… [4K UHD]”.

None of 96,000 titles in a catalogue begins or ends like this, but for some called “Review”.
"""

from __future__ import annotations

import re

from graph.values.patterns import on_demand

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
    r"(?:pel[ií]cula|film|filme|cine))?|kurzkritik|recenzja(?:\sfilmu)?|(?:film)?recen[sz]ie"
    r"|(?:film)?recension|(?:film)?recenze(?:\sfilmu)?|(?:film)?anmeldelse|(?:elokuva-?)?arvostelu"
    r"|(?:film)?kritika|recenzie(?:\sde)?\sfilm|κριτική(?:\sταινίας)?|рецензия(?:\sна\sфильм)?"
    r"|рецензія(?:\sна\sфільм)?|отзыв(?:\sо\sфильме)?|(?:film\s)?(?:inceleme|eleştiri)(?:si)?"
    r"|(?:映画\s?)?(?:レビュー|感想|評)|影评|影評|电影评论|電影評論|观后感|觀後感|观影笔记|(?:영화\s?)?(?:리뷰|감상평))"
)
_APART = r"(?:\s?[:|：]\s?|\s?[-–—]\s)(?=\S)"
_OPENED = r"(?=[“„«‘\"'『「])"
_IN_SERIES = (
    r"(?:(?:(?:film|movie|review|entry)\s(?:#|no\.?\s?)|#|(?:[^\W\d][\w\s]{1,30},?\s)?(?:day|week)\s#?)"
    r"[0-9]{1,4}|[0-9]{1,3}\sdays\sof\s(?:horror|hallowe['’]?en|christmas|terror|noir|film|movies"
    r"|cinema|oscar))"
)
_CLUB = (
    r"(?:[^\W\d_][\w'’]{0,20}\s){0,3}(?:movie|film|cin[eé](?:ma)?)[\s-]?(?:night|club|society|challenge)"
    r"(?::\s(?:[^\W\d_]{3,10}\s)?[0-9]{4})?"
)
_OCCASION = (
    rf"(?:first\simpressions|guest\spost|re-?(?:review|watch)|{_CLUB}"
    r"|(?:quick|hot)\stake|in\sdefen[cs]e\sof)"
)
_OF_A_FILM = (
    r"(?:critique\s(?:du\s|de\s)?film|(?:film)?kritik\szum\sfilm|(?:recensione|critica)\sdel\sfilm"
    r"|(?:rese[nñ]a|cr[ií]tica|resenha|opini[oó]n)\s(?:de\sla\s|del\s|do\s)(?:pel[ií]cula|filme?)"
    r"|recen[sz]ia\sfilmu|recenzja\sfilmu|recenze\sfilmu|(?:рецензия|рецензія)\sна\s(?:фильм|фільм)"
    r"|отзыв\sо\sфильме|filmrecensie\svan|recensie\svan\sde\sfilm|filmrecension\sav"
    r"|recension\sav\sfilmen|filmanmeldelse\sa[fv]|anmeldelse\sa[fv]\sfilmen)"
)
_OF = (
    r"(?:(?:film)?kritik\szu|(?:rese[nñ]a|cr[ií]tica|resenha|recensione|opini[oó]n)\sd[ei]|critique\sde)"
    r"\s(?!(?:la|el|los|las|les?)\s(?-i:[a-zà-ÿ]))"
)
PREFIX = on_demand(
    rf"(?:(?:{_SORT}[\s-]?){{0,4}}(?:{_REVIEW}|pel[ií]cula|(?:film|movie)\sof\sthe\s(?:week|month))"
    rf"{_APART}|(?:(?:just\s|re-?)?watched|(?:just\s)?seen|now\swatching|film|movie):\s(?=\S)"
    rf"|(?:{_IN_SERIES}|{_OCCASION}){_APART}|\[(?:{_SORT}[\s-]){{0,4}}{_REVIEW}\]\s?(?=\S)"
    rf"|(?!the\s)(?:(?:an?|my)\s)?(?:(?:{_SORT}|[★☆½⭐]{{1,10}})[\s-]){{0,4}}review\sof\s"
    r"(?!the\s(?:year|decade|week|month))"
    rf"|{_REVIEW}\s(?:de|di|du|zu|von|do|da|del)\s{_OPENED}|{_OF_A_FILM}\s|{_OF}"
    r"|(?:re-?watching|re-?reviewing|(?:(?:some|my|first|quick|final)\s)?thoughts\son)\s"
    rf"(?=(?-i:[A-ZÀ-Þ0-9])|{_OPENED})|reviewing\s{_OPENED})",
    re.IGNORECASE,
)
"""What says in front of a title that it is reviewed: not one of 96,000 titles begins like this, but
for those that are called so, as “Film Review: …”."""

_DISC = r"(?:(?:4k|uhd|ultra\shd|blu-?ray|dvd|imax|3d|vhs)(?:\s(?:uhd|blu-?ray|review))?)"
_CUT = (
    r"(?:(?:the\s)?(?:director['’]?s|extended|theatrical|final|uncut|unrated|international|redux)"
    r"\s(?:cut|edition|version)|(?:[^\W\d_]+\s)?remaster(?:ed)?|4k(?:\s(?:remaster|restoration))?)"
)
_AGAIN = (
    r"(?:(?:(?:19|20)\d\d|[2-9](?:nd|rd|th)|second|third)\s)?(?:re-?watch(?:ed)?|watch|viewing)"
    r"(?:,?\s[^()\[\]]{1,20})?"
)
_ASIDE = rf"(?:(?:no\s|non-?)?spoilers?(?:[\s-]free)?|{_AGAIN}|{_CUT}|re-?review|{_DISC})"
SUFFIX = on_demand(
    rf"(?<=\S)(?:(?:\s[-–—|]\s|:\s|\s(?=[(\[])|(?<=[0-9][)\]])\s)[(\[]?{_REVIEW}[)\]]?"
    r"|(?<=[》」』])(?:的?(?:影评|影評|电影评论|電影評論|观后感|觀後感)|の?(?:レビュー|感想)|\s?리뷰)"
    r"|\s[(\[](?:U|PG(?:-13)?|12A?|15|18|R|NC-17)[)\]]"
    rf"|\s[-–—|]\s(?:an?\s|my\s)?(?:(?:{_SORT}|brief|honest|belated)[\s-]){{1,4}}{_REVIEW}"
    rf"|\s[(\[](?:{_SORT}[\s-]){{1,4}}{_REVIEW}[)\]]|\s[(\[]{_ASIDE}[)\]]|\s[-–—|]\s{_ASIDE}"
    rf"|\s[-–—|]\s(?:(?:new|4k|2k|digital)\s){{1,2}}(?:restoration|remaster)"
    r"|\s[-–—|]\s[^-–—|]{1,30}['’]s?\s(?:films?|movies?|reviews?|(?:film|movie)\s(?:blog|reviews?)))$",
    re.IGNORECASE,
)
ON_DISC = on_demand(r"(?<=\S)\s4k\suhd(?:\sblu-?ray)?$", re.IGNORECASE)
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

FILM_REVIEW = on_demand(
    r"\b(?:(?:movie|film|blu-?ray|dvd)[\s-]?review|film-?kritik|filmbesprechung"
    r"|critique\s(?:du\s|de\s)?(?:film|cin[eé]ma)"
    r"|(?:rese[nñ]a|cr[ií]tica|resenha|recensione)\s(?:de\s(?:la\s|cine)?|del?\s|do\s)?"
    r"(?:pel[ií]cula|filme?|cine)|recenz(?:ja|e|ia)\sfilmu|film(?:recensie|recension|anmeldelse|recenze|kritika)"
    r"|elokuva-?arvostelu|recenzie(?:\sde)?\sfilm|κριτική\sταινίας|(?:рецензия|рецензія)\sна\s(?:фильм|фільм)"
    r"|отзыв\sо\sфильме|film\s(?:incelemesi|eleştirisi))\b"
    r"|影评|影評|电影评论|電影評論|观影笔记|영화\s?(?:리뷰|감상평)|映画.{0,40}(?:レビュー|感想)",
    re.IGNORECASE,
)
"""Words of a headline that say of themselves that a film is reviewed."""

ANY_REVIEW = on_demand(_REVIEW, re.IGNORECASE)
"""Words of a headline that say that something is reviewed."""

REVIEW = on_demand("review", re.IGNORECASE)
APART = on_demand(r"[-–—|:(\[》」』]")
"""What there must be in a title for these to be looked for: the word, and what sets it apart."""


def without_review(title: str) -> str:
    """The title without what is set apart from it, in front and behind.

    >>> without_review("Day 12 – Heat"), without_review("Heat [Blu-ray]"), without_review("#Alive")
    ('Heat', 'Heat', '#Alive')
    """
    if match := PREFIX.match(title):
        title = title[match.end() :]
    if APART.search(title):
        title = SUFFIX.sub("", title)
    if title[-1:] in "DYdy":
        title = ON_DISC.sub("", title)
    if REVIEW.search(title):
        title = LAST_WORDS.sub("", title)
    return title.strip()


def is_reviewed(headline: str) -> bool:
    """Whether a headline says, apart from its other words, that they are reviewed.

    >>> is_reviewed("Heat [Recensione]"), is_reviewed("Heat – My Review")
    (True, True)
    """
    before, behind = PREFIX.match(headline), SUFFIX.search(headline)
    said = [match[0] for match in (before, behind) if match]
    if not said and not APART.search(headline) and (last := LAST_WORDS.search(headline)):
        said = [last[0]]
    return any(ANY_REVIEW.search(words) for words in said)


def headed(title: str) -> re.Match[str] | None:
    """The `title` and the `rest` around “review:”, unless what stands in front says what it is."""
    said = REVIEW.search(title) and not PREFIX.match(title)
    return MIDDLE.fullmatch(title) if said else None
