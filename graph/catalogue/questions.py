"""The SPARQL that is asked of Wikidata's query service, and of what has its data.

Items are listed with `VALUES` in every branch, since not every engine carries them into a
`UNION`; once in each, since two lists make a product in Oxigraph (3 s for 100 items, not 4 ms).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pyoxigraph import Literal

from graph.catalogue import wikidata
from graph.records import Identifier
from graph.vocabulary import FOAF, OWL, RDFS, SCHEMA, SKOS, WIKIDATA, XSD

PREFIXES = "".join(
    f"PREFIX {prefix}: <{iri}>\n"
    for prefix, iri in {
        "wd": WIKIDATA,
        "wdt": wikidata.DIRECT,
        "rdfs": RDFS,
        "skos": SKOS,
        "schema": SCHEMA,
        "owl": OWL,
        "xsd": XSD,
        "foaf": FOAF,
        "dbo": "http://dbpedia.org/ontology/",
    }.items()
)
_facts = ", ".join(map(str, (*wikidata.FACTS, wikidata.LABEL, wikidata.ALIAS)))
_languages = ", ".join(f'"{language}"' for language in wikidata.LANGUAGES)

Days = tuple[date, date]
"""The first day, and the day after the last."""


def film_classes() -> str:
    """The classes of films: ?film.

    Asked for by themselves: a path of any length joined with other patterns made Virtuoso 7
    leave out nearly all films, without a sign, with some plans.
    """
    return f"{PREFIXES}SELECT DISTINCT ?film WHERE {{ ?film wdt:P279* wd:{wikidata.FILM_CLASS} }}"


def films_between(days: Days, classes: Sequence[str]) -> str:
    """The films, of any of these classes, published from one day to before another."""
    first, last = (f'"{day.isoformat()}T00:00:00Z"^^xsd:dateTime' for day in days)
    return f"""{PREFIXES}SELECT DISTINCT ?film WHERE {{
  ?film wdt:P577 ?date .
  FILTER(?date >= {first} && ?date < {last})
  {_is_film(classes)}
}}"""


def undated_films() -> str:
    """The films of which no publication is known."""
    return f"""{PREFIXES}SELECT DISTINCT ?film WHERE {{
  ?film wdt:P31 wd:{wikidata.FILM_CLASS} .
  FILTER NOT EXISTS {{ ?film wdt:P577 ?date }}
}}"""


def facts_of(qids: Sequence[str]) -> str:
    """What is said of items, as rows ?s ?p ?o: facts, labels, and the labels of who took part."""
    items = "VALUES ?film { " + " ".join(f"wd:{qid}" for qid in qids) + " }"
    return f"""{PREFIXES}SELECT ?s ?p ?o WHERE {{
  {{ {items} ?film ?p ?o . BIND(?film AS ?s) FILTER(?p IN ({_facts}))
    FILTER(!ISLITERAL(?o) || LANG(?o) IN ("", {_languages})) }}
  UNION {{ {items} ?film wdt:P57|wdt:P161|wdt:P495 ?s . ?s rdfs:label ?o .
    BIND(rdfs:label AS ?p) FILTER(LANG(?o) IN ("en", "mul")) }}
  UNION {{ {items} ?s schema:about ?film . BIND(schema:about AS ?p) BIND(?film AS ?o)
    FILTER(STRSTARTS(STR(?s), "{wikidata.WIKIPEDIA}")) }}
}}"""


def films_titled(titles: Sequence[str], classes: Sequence[str]) -> str:
    """The films with one of these labels or aliases, in any language kept: ?film, ?words."""
    words = " ".join(
        str(Literal(title, language=language))
        for title in titles
        for language in wikidata.LANGUAGES
    )
    return f"""{PREFIXES}SELECT DISTINCT ?film ?words WHERE {{
  VALUES ?words {{ {words} }} ?film rdfs:label|skos:altLabel ?words .
  {_is_film(classes)}
}}"""


def identified(identifiers: Sequence[Identifier]) -> str:
    """The items, of whatever kind, with one of these identifiers: ?film, ?p, ?value."""
    pairs = " ".join(
        f"({predicate} {Literal(value)})"
        for identifier in identifiers
        if (predicate := wikidata.predicate_of(identifier))
        for value in [identifier.value.removeprefix("movie/").removeprefix("tv/")]
    )
    return f"""{PREFIXES}SELECT DISTINCT ?film ?p ?value WHERE {{
  VALUES (?p ?value) {{ {pairs} }} ?film ?p ?value .
}}"""


def dbpedia_films(titles: Sequence[str]) -> str:
    """DBpedia's films of these names: ?film, ?item, ?words, ?director, ?name, ?seconds."""
    words = " ".join(str(Literal(title, language="en")) for title in titles)
    return f"""{PREFIXES}SELECT DISTINCT ?film ?item ?words ?director ?name ?seconds WHERE {{
  VALUES ?words {{ {words} }}
  ?film foaf:name|rdfs:label ?words ; a dbo:Film ; owl:sameAs ?item .
  FILTER(STRSTARTS(STR(?item), "{WIKIDATA}"))
  OPTIONAL {{ ?film dbo:director/owl:sameAs ?director . ?director ^owl:sameAs/rdfs:label ?name .
    FILTER(STRSTARTS(STR(?director), "{WIKIDATA}") && LANG(?name) = "en") }}
  OPTIONAL {{ ?film dbo:runtime ?seconds }}
}}"""


def states_of(qids: Sequence[str]) -> str:
    """For each item ?film that there is: where it redirects to, if so, as ?target."""
    items = "VALUES ?film { " + " ".join(f"wd:{qid}" for qid in qids) + " }"
    return f"""{PREFIXES}SELECT DISTINCT ?film ?target WHERE {{
  {{ {items} ?film owl:sameAs ?target }}
  UNION {{ {items} ?film wdt:P31 ?class }}
  UNION {{ {items} ?film rdfs:label ?label }}
}}"""


def _is_film(classes: Sequence[str]) -> str:
    return f"?film wdt:P31 ?class . VALUES ?class {{ {' '.join(f'wd:{c}' for c in classes)} }}"
