"""Wikidata's terms, as far as films are concerned.

Truthy statements (`wdt:`), labels and sitelinks, as the query service and the dumps give them
(https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format).
"""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from graph.catalogue.records import FILM
from graph.records import Identifier
from graph.vocabulary import RDFS, SCHEMA, SKOS, WIKIDATA

DIRECT = "http://www.wikidata.org/prop/direct/"
WIKIPEDIA = "https://en.wikipedia.org/"


def property_(number: str) -> NamedNode:
    """A direct property.

    >>> property_("P31").value
    'http://www.wikidata.org/prop/direct/P31'
    """
    return NamedNode(DIRECT + number)


INSTANCE_OF, SUBCLASS_OF = property_("P31"), property_("P279")
TITLE, DATE, DURATION = property_("P1476"), property_("P577"), property_("P2047")
DIRECTOR, CAST, COUNTRY = property_("P57"), property_("P161"), property_("P495")
LABEL, ALIAS = NamedNode(RDFS + "label"), NamedNode(SKOS + "altLabel")
ABOUT = NamedNode(SCHEMA + "about")

IDENTIFIERS = {
    property_("P345"): "imdb",
    property_("P4947"): "tmdb",  # a film
    property_("P4983"): "tmdb",  # a series
    property_("P6127"): "letterboxd",
    property_("P1258"): "rottentomatoes",
    property_("P1712"): "metacritic",
    property_("P2704"): "eidr",
    property_("P480"): "filmaffinity",
    property_("P1265"): "allocine",
    property_("P1874"): "netflix",
    property_("P646"): "freebase",
}
SERIES_NUMBER = property_("P4983")

FACTS = (INSTANCE_OF, TITLE, DATE, DURATION, DIRECTOR, CAST, COUNTRY, *IDENTIFIERS)
"""The direct properties that say something about a film here."""

RELEVANT = frozenset({*FACTS, SUBCLASS_OF, LABEL, ALIAS, ABOUT})

FILM_CLASS = "Q11424"
KINDS = {
    FILM: (
        FILM_CLASS, "Q24862", "Q24869", "Q202866", "Q506240", "Q93204", "Q226730", "Q29168811",
        "Q20650540", "Q17517379", "Q229390", "Q336144", "Q157443", "Q130232", "Q200092",
        "Q188473", "Q471839",
    ),
    "series": ("Q5398426", "Q1259759", "Q15416", "Q63952888", "Q581714", "Q3464665"),
    "episode": ("Q21191270", "Q1983062"),
    "franchise": ("Q24856", "Q196600"),
    "book": (
        "Q571", "Q8261", "Q7725634", "Q47461344", "Q49084", "Q149537", "Q277759", "Q1667921",
    ),
    "comic": ("Q1004", "Q8274", "Q21198342"),
    "play": ("Q25379", "Q2743", "Q1344"),
    "game": ("Q7889",),
    "music": ("Q482994", "Q7366", "Q134556", "Q105543609"),
    "disambiguation": ("Q4167410", "Q13406463"),
    "human": ("Q5",),
}  # fmt: skip
"""Kinds of things by the classes of their items; of several, the first kind here counts."""

LANGUAGES = (
    "en", "mul", "de", "fr", "es", "it", "pt", "pt-br", "nl", "sv", "da", "nb", "fi", "pl", "cs",
    "hu", "ro", "el", "ru", "uk", "tr", "ar", "fa", "he", "hi", "ja", "ko", "zh", "zh-hans",
    "zh-hant", "id",
)  # fmt: skip
"""Of labels and aliases in 300 languages, those that are kept, the best label first."""

COUNTRIES = {
    "Q30": "United States", "Q145": "United Kingdom", "Q142": "France", "Q183": "Germany",
    "Q38": "Italy", "Q29": "Spain", "Q17": "Japan", "Q148": "China", "Q668": "India",
    "Q159": "Russia", "Q15180": "Soviet Union", "Q884": "South Korea", "Q16": "Canada",
    "Q408": "Australia", "Q96": "Mexico", "Q155": "Brazil", "Q414": "Argentina",
    "Q34": "Sweden", "Q35": "Denmark", "Q20": "Norway", "Q33": "Finland", "Q55": "Netherlands",
    "Q31": "Belgium", "Q39": "Switzerland", "Q40": "Austria", "Q36": "Poland",
    "Q33946": "Czechoslovakia", "Q213": "Czech Republic", "Q28": "Hungary", "Q41": "Greece",
    "Q43": "Turkey", "Q794": "Iran", "Q801": "Israel", "Q8646": "Hong Kong", "Q865": "Taiwan",
    "Q664": "New Zealand", "Q27": "Ireland", "Q45": "Portugal", "Q218": "Romania",
}  # fmt: skip
"""Names of countries, where the data at hand has no label for them."""

QID = re.compile(r"Q[1-9][0-9]{0,11}")


def qid(node: object) -> str:
    """The number of an item's node; empty of anything else.

    >>> qid(NamedNode("http://www.wikidata.org/entity/Q42198")), qid(Literal("Q42198"))
    ('Q42198', '')
    """
    if not isinstance(node, NamedNode) or not node.value.startswith(WIKIDATA):
        return ""
    number = node.value.removeprefix(WIKIDATA)
    return number if QID.fullmatch(number) else ""


def is_relevant(predicate: object, value: object) -> bool:
    """Whether a statement may say something about a film, in a language that is kept."""
    if predicate not in RELEVANT:
        return False
    return not isinstance(value, Literal) or not value.language or value.language in LANGUAGES


def predicate_of(identifier: Identifier) -> NamedNode | None:
    """The property that holds an identifier; TMDb has one for films and one for series.

    >>> predicate_of(Identifier("tmdb", "tv/1396")) == SERIES_NUMBER
    True
    """
    if identifier.value.startswith("tv/"):
        return SERIES_NUMBER
    return next((p for p, scheme in IDENTIFIERS.items() if scheme == identifier.scheme), None)
