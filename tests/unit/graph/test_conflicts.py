"""What documents claim of a film, and what of it the graph states."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from graph.conflicts import claims
from graph.extraction import Defaults
from graph.ingest import Job
from graph.judgement import Judge
from graph.ledger import Ledger
from graph.mapping import Addresses
from graph.store.embedded import EmbeddedStore
from shapes.validation import Validator

HEAD = """---
title: {}
original_title: {}
released: {}
cast:
  - {}
author: {}
---
It is a film, and a review of it.
"""
DOCUMENTS = (
    HEAD.format("Amélie", "Le Fabuleux Destin", "2001-04-25", "Audrey Tautou as Amélie", "Ann"),
    HEAD.format("Amélie", "AMÉLIE", "2001", "Audrey Tautou", "Ben"),
    HEAD.format("Amélie", "Le Fabuleux Destin", "2001-05-02", "Audrey Tautou", "Cid"),
)
CLAIMED = {
    ("name", "Amélie", "agrees", "published"),
    ("alternateName", "Le Fabuleux Destin", "agrees", "published"),
    ("alternateName", "AMÉLIE", "agrees", "not published"),  # that is its name
    ("datePublished", "2001-04-25", "agrees", "published"),
    ("datePublished", "2001", "agrees", "not published"),  # but a day in it
    ("datePublished", "2001-05-02", "differs", "not published"),
    ("actor", "Audrey Tautou as Amélie", "agrees", "published"),
    ("actor", "Audrey Tautou", "agrees", "published"),
}


def test_published_is_what_the_graph_states_for_that_property(tmp_path: Path) -> None:
    for number, text in enumerate(DOCUMENTS):
        (tmp_path / f"{number}.md").write_text(text, "utf-8")
    state = tmp_path / ".triplebill"
    with closing(Ledger(state)) as ledger, closing(EmbeddedStore(state, 0)) as store:
        judge = Judge(Validator.bundled(), Defaults())
        Job(ledger, store, Addresses("https://a.example/"), judge, tmp_path).add([tmp_path])
        [film] = {entry.movie for entry in ledger.documents.ended("published")}
        assert film is not None
        rows = claims(ledger, ledger.documents.about(film))
    assert {
        (
            row.property,
            row.value,
            "agrees" if row.decided else "differs",
            "published" if row.published else "not published",
        )
        for row in rows
    } == CLAIMED
