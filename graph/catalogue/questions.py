"""The SPARQL that is asked of Wikidata's query service, and of what has its data.

Items are listed with `VALUES` in every branch: not every engine carries them into a `UNION`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode

from graph.catalogue import wikidata
from graph.vocabulary import OWL, RDFS, SCHEMA, XSD

PREFIXES = "".join(
    f"PREFIX {prefix}: <{iri}>\n"
    for prefix, iri in {
        "wd": wikidata.ENTITY,
        "wdt": wikidata.DIRECT,
        "rdfs": RDFS,
        "skos": wikidata.SKOS,
        "schema": SCHEMA,
        "owl": OWL,
        "xsd": XSD,
    }.items()
)
IS_FILM = f"?film wdt:P31/wdt:P279* wd:{wikidata.FILM_CLASS} ."

_facts = " ".join(str(predicate) for predicate in wikidata.FACTS)
_languages = ", ".join(f'"{language}"' for language in wikidata.LANGUAGES)

Days = tuple[date, date]
"""The first day, and the day after the last."""


def films_between(days: Days) -> str:
    """The films published from one day to before another."""
    first, last = (f'"{day.isoformat()}T00:00:00Z"^^xsd:dateTime' for day in days)
    return f"""{PREFIXES}SELECT DISTINCT ?film WHERE {{
  ?film wdt:P577 ?date .
  FILTER(?date >= {first} && ?date < {last})
  {IS_FILM}
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
  {{ {items} VALUES ?p {{ {_facts} }} ?film ?p ?o . BIND(?film AS ?s) }}
  UNION {{ {items} VALUES ?p {{ rdfs:label skos:altLabel }} ?film ?p ?o . BIND(?film AS ?s)
    FILTER(LANG(?o) IN ({_languages})) }}
  UNION {{ {items} VALUES ?link {{ wdt:P57 wdt:P161 wdt:P495 }} ?film ?link ?s .
    ?s rdfs:label ?o . BIND(rdfs:label AS ?p) FILTER(LANG(?o) IN ("en", "mul")) }}
  UNION {{ {items} ?s schema:about ?film ; schema:isPartOf <{wikidata.WIKIPEDIA}> .
    BIND(schema:about AS ?p) BIND(?film AS ?o) }}
}}"""


def films_titled(titles: Sequence[str]) -> str:
    """The films with one of these labels or aliases, in any language that is kept, as ?film."""
    words = " ".join(
        str(Literal(title, language=language))
        for title in titles
        for language in wikidata.LANGUAGES
    )
    return f"""{PREFIXES}SELECT DISTINCT ?film WHERE {{
  {{ VALUES ?words {{ {words} }} ?film rdfs:label ?words }}
  UNION {{ VALUES ?words {{ {words} }} ?film skos:altLabel ?words }}
  {IS_FILM}
}}"""


def identified(numbers: Sequence[tuple[NamedNode, str]]) -> str:
    """The items, of whatever kind, with one of these identifiers, as ?film."""
    pairs = " ".join(f"({predicate} {Literal(value)})" for predicate, value in numbers)
    return f"""{PREFIXES}SELECT DISTINCT ?film WHERE {{
  VALUES (?p ?value) {{ {pairs} }} ?film ?p ?value .
}}"""


def states_of(qids: Sequence[str]) -> str:
    """For each item ?film that there is: where it redirects to, if so, as ?target."""
    items = "VALUES ?film { " + " ".join(f"wd:{qid}" for qid in qids) + " }"
    return f"""{PREFIXES}SELECT DISTINCT ?film ?target WHERE {{
  {{ {items} ?film owl:sameAs ?target }}
  UNION {{ {items} ?film wdt:P31 ?class }}
  UNION {{ {items} ?film rdfs:label ?label }}
}}"""
