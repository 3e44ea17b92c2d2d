"""What there is to say of the dataset, once for VoID, DCAT, schema.org and the page about it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Triple

from graph.formats import GRAPH_FORMATS, Format
from graph.mapping import Addresses
from graph.statistics import Links, Statistics
from graph.store import Reader
from graph.vocabulary import PREFIXES, XSD_INTEGER, schema
from server.config import Config
from server.description import limits
from server.discovery.services import Service, services
from server.pages.wording import site_of
from server.signposting import DATA_PATH
from server.words import counted

VOID_PATH = ".well-known/void"

ALSO = ("links.ttl", "links.tsv")
"""What else there is about the dataset: the links of all films with their reasons."""

COUNTED = (
    ("Review", "review", "reviews"),
    ("Movie", "film", "films"),
    ("Person", "person", "people"),
    ("WatchAction", "viewing", "viewings"),
)
"""What people count of it: the class, and its words."""

LINKED = {
    "Movie": "films",
    "Person": "people",
    "Organization": "organizations",
    "WatchAction": "viewings",
}
"""What may be linked to other sites: the class, and its word."""

NAMED = 5
"""How many of the sites that it links to the description names."""


@dataclass(frozen=True, slots=True)
class Dump:
    """The whole dataset as a compressed file in some format."""

    format: Format

    @property
    def path(self) -> str:
        """Where it is, below the base IRI."""
        return f"dump.{self.format.suffix}.gz"


DUMPS = tuple(Dump(f) for f in GRAPH_FORMATS if f.name in {"nq", "ttl"})
COMPRESSED = "application/gzip"


@dataclass(frozen=True, slots=True)
class Dataset:
    """One state of the dataset, by the settings and its numbers."""

    config: Config
    numbers: Statistics

    @property
    def iri(self) -> NamedNode:
        """The dataset itself."""
        return Addresses(self.config.base_iri).dataset

    @property
    def page(self) -> NamedNode:
        """The page about it."""
        return self.at(DATA_PATH)

    @property
    def services(self) -> tuple[Service, ...]:
        """What programs can call: nothing of a site that is files."""
        return services(self.config)

    @property
    def title(self) -> str:
        """What it is called."""
        return f"{self.config.site_name}: film reviews as linked data"

    @property
    def publisher(self) -> str:
        """Who publishes it: as the settings say, else the site."""
        return self.config.publisher or self.config.site_name

    @property
    def description(self) -> str:
        """What it holds, in two sentences."""
        where = "in the pages as JSON-LD, in dumps, and behind a SPARQL endpoint"
        if self.config.static:
            where = "in the pages as JSON-LD and in dumps"
        return (
            f"{self.counted} in the terms of schema.org, each with an address of its own and "
            f"described in RDF.{self._linked()} The same data stands {where}."
        )

    @property
    def counted(self) -> str:
        """How much of what there is.

        An empty dataset has “no reviews”.
        """
        numbers = [(self.numbers.of_class(name), one, many) for name, one, many in COUNTED]
        words = [counted(n, one, many) for n, one, many in numbers if n]
        return enumerated(words) or "No reviews"

    @property
    def most_linked(self) -> list[Links]:
        """The links by site and predicate, the most frequent first."""
        return sorted(self.numbers.links, key=lambda links: (-links.triples, links.site))

    def at(self, path: str) -> NamedNode:
        """An address of the site."""
        return NamedNode(self.config.base_iri + path)

    def part(self, name: str) -> NamedNode:
        """A further node of the description."""
        return NamedNode(f"{self.iri.value.partition('#')[0]}#{name}")

    def _linked(self) -> str:
        sites = list(dict.fromkeys(site_of(links.site) for links in self.most_linked))[:NAMED]
        by = {links.predicate for links in self.numbers.links}
        linked = {use.class_ for use in self.numbers.uses if use.property in by}
        things = enumerated([word for name, word in LINKED.items() if schema(name) in linked])
        return f" {things.capitalize()} are linked to {enumerated(sites)}." if things else ""


def enumerated(words: tuple[str, ...] | list[str]) -> str:
    """Words as a list in a sentence.

    >>> enumerated(["films"]), enumerated(["films", "reviews", "people"])
    ('films', 'films, reviews and people')
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def compact(iri: NamedNode) -> str:
    """The IRI with its usual prefix, where it has one.

    >>> compact(NamedNode("http://schema.org/Movie")), compact(NamedNode("urn:x"))
    ('schema:Movie', 'urn:x')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.value.startswith(namespace):
            return f"{prefix}:{iri.value.removeprefix(namespace)}"
    return iri.value


def number(subject: NamedNode, predicate: NamedNode, value: int) -> Triple:
    """A triple with a whole number."""
    return Triple(subject, predicate, Literal(str(value), datatype=XSD_INTEGER))


def state_of(reader: Reader, config: Config) -> str:
    """What changes with all that is said of the dataset; empty where the engine has no versions."""
    said = (config.base_iri, config.site_name, config.publisher, config.author, config.licence)
    limits_ = "" if config.static else limits(config)
    return (
        reader.version and f"{reader.version} {sha256(repr((said, limits_)).encode()).hexdigest()}"
    )
