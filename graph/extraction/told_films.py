"""What a text says of the words of its headline: that they are a film, or what it has seen."""

from __future__ import annotations

import re

from graph.extraction.headlines import is_title_case
from graph.extraction.marked import ends, quoted
from graph.extraction.several_films import MOST_READ
from graph.values.patterns import on_demand
from graph.values.titles import title_key

A_FILM = on_demand(
    r"[”\"*_»’]{0,3}(?:\s\([^()\n]{1,40}\))?,?\s(?:is|was|ist|war|est|es|é|è)\s"
    r"(?:an?|the|eine?|une?|una|uma?|il|les?|la|el)\s"
    r"(?:(?!(?:about|by|for|from|in|like|of|that|to|where|which|who|with)\b)[\w’'-]+,?\s){0,5}"
    r"(?:film|movie|thriller|drama|comedy|documentary|western|filme|pel[ií]cula|kom[oö]die|dokumentarfilm"
    r"|com[eé]die|comedia|documentaire|documental)\b"
    r"(?=\s*(?:[^\w\s]|$)|\s(?:about|after|and|as|at|because|but|by|featuring|for|from|full|he|i|if|in|it|like"
    r"|made|my|not|of|on|or|set|she|shot|since|so|starring|than|that|the|they|this|to|told|we|when|where"
    r"|which|while|who|whose|with|worth|written|\w+ed|i['’]\w+"
    r"|you|you['’]\w+|avec|aus|con|da|dal|das|de|del|der|di|die|do|du|il|mit|par|por|qu\w*|que|sobre|sur"
    r"|über|um|und|vom|von|y)\b)",
    re.IGNORECASE,
)
FILM = on_demand(
    r"\b(?:films?|movies?|cinema|directed|director|filme[ns]?|kino|regie|regisseur|pel[ií]culas?|cine"
    r"|cin[eé]ma|r[eé]alisateur|attori|regista)\b|映画|电影|電影|영화|фильм",
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
    r"|performances?|director|directed|scenes?|gesehen|schauspieler\w*|darsteller\w*|szenen?|handlung"
    r"|regisseur\w*|hauptroll\w*|vi|vista|actores|trama"
    r"|personajes|acteurs?|scénario|personnages|attori|personaggi|atores|personagens|assisti)\b",
    re.IGNORECASE,
)
OF_THE_TRADE = on_demand(
    r"^\w+ing\s|\b(?:films?|movies?|cinema|theat(?:re|er)s?|trailers?|oscars?|festivals?|watch(?:ing|ed|list)?"
    r"|reviews?|thoughts|notes|news|my|favou?rites?|best|worst|week|month|year|why|how|guide)\b",
    re.IGNORECASE,
)
"""Words of headlines about film that are hardly of a film's title; some titles have them, too."""


NO_TITLE = on_demand(r"^(?:day|tag|jour|d[ií]a|giorno)\s\d|^\d{4}\sin$", re.IGNORECASE)
"""A day of a festival, “2019 in Review”."""


def speaks_of_film(text: str) -> bool:
    """Whether a text has a word for film near its beginning."""
    return FILM.search(text[:MOST_READ]) is not None


def speaks_of_it(words: str, text: str) -> bool:
    """Whether a text begins with words about a film that was seen, below what is spelled like a
    title and is none of the trade's own words."""
    opening = text[:OPENING]
    seen = THIS_FILM.search(opening) is not None and SEEN.search(text[:MOST_READ]) is not None
    return seen and is_title_case(words) and not OF_THE_TRADE.search(words)


def speaks_of_seeing_it(words: str, text: str) -> bool:
    """Whether a text speaks of film and of what is seen in one, below a headline that reviews the
    words, which are none of the trade's own."""
    seen = speaks_of_film(text) and SEEN.search(text[:MOST_READ]) is not None
    return seen and not OF_THE_TRADE.search(words) and not NO_TITLE.search(words)


def is_told_a_film(words: str, text: str) -> bool:
    """Whether a text says of the words that they are a film: “Heat is a long, blue film”."""
    text = text[:MOST_READ]
    return is_title_case(words) and any(A_FILM.match(text, end) for end in ends(words, text))


def is_alone(words: str, text: str) -> bool:
    """Whether words are spelled like a title, and a text marks nothing else that is."""
    marked = (title_key(other) for other in quoted(text[:MOST_READ]) if is_title_case(other))
    return is_title_case(words) and all(other == title_key(words) for other in marked)
