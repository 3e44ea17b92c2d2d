"""The page about the dataset, for whoever wants to work with it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request

from graph import jsonld
from graph.statistics import Links
from server.description import limits
from server.discovery.dataset import DUMPS, Dataset, compact
from server.discovery.schema_org import schema_triples
from server.discovery.services import Service
from server.pages.cards import Card
from server.pages.contexts import Frame
from server.pages.models import Outside
from server.pages.variants import Resource
from server.pages.wording import date_in_words, site_of

SHOWN = 25
"""How many lines of links the page has; reviewers may have sites without number."""


@dataclass(frozen=True, slots=True)
class ClassLine:
    """How many things there are of a class."""

    name: str
    iri: str
    things: int


@dataclass(frozen=True, slots=True)
class LinkLine:
    """How many links lead to a site, by what predicate."""

    site: Outside
    predicate: str
    triples: int


@dataclass(frozen=True, slots=True)
class DumpLine:
    """A file with all of it."""

    path: str
    name: str
    file: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """What the page shows; `changed` is empty where it is not known, `licence` where not stated.

    `links` are the most frequent ones, `further` is the number of the others.
    """

    frame: Frame
    title: str
    description: str
    iri: str
    publisher: str
    licence: str
    changed: str
    triples: int
    documents: int
    classes: tuple[ClassLine, ...]
    links: tuple[LinkLine, ...]
    further: int
    dumps: tuple[DumpLine, ...]
    services: tuple[Service, ...]
    limits: str
    citation: str
    bibtex: str

    @property
    def card(self) -> Card:
        """What others show of it."""
        return Card("website", self.title, self.description)


def data_page(dataset: Dataset, resource: Resource) -> str:
    """The page as HTML; the block in it is the schema.org part of the description."""
    numbers, config = dataset.numbers, dataset.config
    block = jsonld.embedded(schema_triples(dataset), dataset.iri)
    page = DataPage(
        frame=Frame(resource.iri.value, resource.path, (), jsonld.script(block)),
        title=dataset.title,
        description=dataset.description,
        iri=dataset.iri.value,
        publisher=dataset.publisher,
        licence=config.licence,
        changed=date_in_words(numbers.day),
        triples=numbers.triples,
        documents=numbers.documents,
        classes=tuple(
            ClassLine(compact(iri), iri.value, things)
            for iri, things in sorted(numbers.classes.items(), key=lambda item: -item[1])
        ),
        links=tuple(map(_link_line, dataset.most_linked[:SHOWN])),
        further=sum(links.triples for links in dataset.most_linked[SHOWN:]),
        dumps=tuple(
            DumpLine(f"{request.script_root}/{d.path}", d.format.engine.name, d.path) for d in DUMPS
        ),
        services=dataset.services,
        limits="" if config.static else limits(config),
        citation=citation(dataset),
        bibtex=bibtex(dataset),
    )
    return render_template("data.html", page=page)


def _link_line(links: Links) -> LinkLine:
    return LinkLine(
        Outside(site_of(links.site), links.site), compact(links.predicate), links.triples
    )


def citation(dataset: Dataset) -> str:
    """How to name the dataset in a text, with the day of the version that is meant."""
    year, day = dataset.numbers.day[:4], date_in_words(dataset.numbers.day)
    when, version = (f" ({year})", f" Version of {day}.") if day else ("", "")
    return f"{dataset.publisher}{when}. {dataset.title} [Data set].{version} {dataset.page.value}"


def bibtex(dataset: Dataset) -> str:
    """The same for BibTeX."""
    day = dataset.numbers.day
    fields = {
        "author": f"{{{dataset.publisher}}}",
        "title": dataset.title,
        "year": day[:4],
        "note": f"Data set, version of {day}" if day else "Data set",
        "url": dataset.page.value,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join(["@misc{triplebill,", *lines, "}"])
