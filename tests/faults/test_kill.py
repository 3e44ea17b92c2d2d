"""kill -9 of `triplebill add` at random moments: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from graph.catalogue import CatalogueFilm
from graph.catalogue.build import finish
from graph.catalogue.writing import drafting
from graph.description import Description
from graph.ledger import Ledger, Thing
from graph.ledger.listed import line_of
from graph.mapping import Addresses
from graph.publish import publish, rebuild
from graph.records import Text
from graph.store.embedded import EmbeddedStore
from tests.lines import lines_of

PROJECT = Path(__file__).parents[2]
BASE = Addresses("http://127.0.0.1:8000/")
KILLS = 12
REVIEWS = 600  # three batches, of which other processes judge the last


def write_reviews(folder: Path, edition: int) -> None:
    """Every review names its edition, so that each run has all of them to do."""
    folder.mkdir(exist_ok=True)
    for number in range(REVIEWS):
        (folder / f"{number:04d}.txt").write_text(
            f"Film {number % 97} reviewed\n\nEdition {edition} of review {number}. It is a film.\n\n"
            f"Title: Film {number % 97}\nYear: {1950 + number % 3}\nReviewer: Critic {number % 7}\n"
            f"Rating: {number % 11}/10\nDirector: Director {number % 13}\n"
        )


def bring_catalogue(root: Path) -> None:
    """Every film that is reviewed, so that the links of reviews are in play."""
    with drafting(root / ".triplebill" / "catalogue.sqlite") as draft:
        for number in range(97):
            years = tuple(range(1950, 1953))
            draft.add(
                CatalogueFilm(f"Q{number + 1}", titles=(Text(f"Film {number}"),), years=years)
            )
        finish(draft, "a test", "CC0-1.0")


def add_and_kill(root: Path, after_s: float) -> list[str]:
    """The sources that were acknowledged before the kill (all of them, where it came too late)."""
    said = run_and_kill(root, after_s, "add", "-v", root / "reviews")
    whole_lines = said.splitlines() if said.endswith("\n") else said.splitlines()[:-1]
    return [line.partition(" ")[2] for line in whole_lines if line.startswith("published ")]


def run_and_kill(root: Path, after_s: float, *words: str | Path) -> str:
    """What a command printed until it was killed, or ended."""
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "--site", root, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=PROJECT,
        env={k: v for k, v in os.environ.items() if not k.startswith("TRIPLEBILL_")},
    )
    timer = threading.Timer(after_s, process.send_signal, [signal.SIGKILL])
    timer.start()
    said, _ = process.communicate()
    timer.cancel()
    return said


def graph(store: EmbeddedStore) -> set[str]:
    return {str(triple) for triple in store.query("CONSTRUCT WHERE { ?s ?p ?o }")}


def expected(ledger: Ledger) -> tuple[set[str], dict[int, bytes]]:
    """What a rebuild would publish, and the digests of what it would list."""
    describe = Description(ledger, BASE)
    triples, lines = set[str](), dict[int, bytes]()
    for thing in living(ledger):
        described = describe(thing)
        triples |= set(map(str, described))
        lines |= {said.thing: line_of(said).digest for said in describe.listed(thing, described)}
    return triples, lines


def living(ledger: Ledger) -> list[Thing]:
    kinds = ("movie", "review", "viewing", "person", "organization")
    return [thing for kind in kinds for thing in ledger.things.living(kind)]


@pytest.mark.slow
def test_kill(tmp_path: Path) -> None:
    chance, whole_s = random.Random(2), 300.0  # the first run ends by itself and is the measure
    bring_catalogue(tmp_path)
    acknowledged_ever = interrupted = 0
    for edition in range(1, KILLS + 1):
        write_reviews(tmp_path / "reviews", edition)
        began = time.monotonic()
        acknowledged = add_and_kill(tmp_path, chance.uniform(0.1, 0.75) * whole_s)
        acknowledged_ever += len(acknowledged)
        if len(acknowledged) < REVIEWS:
            interrupted += 1
        else:  # the machine is faster now than it was when the whole was measured
            whole_s = min(whole_s, time.monotonic() - began)
        state = tmp_path / ".triplebill"
        if not state.exists():
            continue
        store, ledger = EmbeddedStore(state, reserve_bytes=0), Ledger(state)
        publish(ledger, store, BASE)
        for source in acknowledged:
            entry = ledger.documents.get(source)
            assert entry is not None, source
            body = next(c.value for c in entry.extraction.review if c.property == "reviewBody")
            assert f"Edition {edition} of" in getattr(body, "value", ""), source
        listed = {row[0]: row[-1] for row in lines_of(state)["listed"]}
        assert (graph(store), listed) == expected(ledger)
        store.close()
        ledger.close()
    assert acknowledged_ever, "no run came far enough to acknowledge anything"
    assert interrupted > KILLS / 2, "the kills came too late to show anything"
    store, ledger = EmbeddedStore(tmp_path / ".triplebill", reserve_bytes=0), Ledger(state)
    before, lines = graph(store), lines_of(state)
    rebuild(ledger, store, BASE)
    assert graph(store) == before
    assert lines_of(state) == lines
    store.close()
    ledger.close()


@pytest.mark.slow
def test_kill_of_linking(tmp_path: Path) -> None:
    """All links change together or none does, and what a kill leaves is published later."""
    chance, state = random.Random(3), tmp_path / ".triplebill"
    write_reviews(tmp_path / "reviews", 1)
    run_and_kill(tmp_path, 300, "add", tmp_path / "reviews")
    bring_catalogue(tmp_path)
    for after_s in [*(chance.uniform(0.5, 4) for _ in range(KILLS // 4)), 300]:
        run_and_kill(tmp_path, after_s, "link")
        store, ledger = EmbeddedStore(state, reserve_bytes=0), Ledger(state)
        publish(ledger, store, BASE)
        assert graph(store) == expected(ledger)[0]
        outcomes = {link.outcome for _, link in ledger.links.films()}
        assert len(outcomes) == 1
        store.close()
        ledger.close()
    assert outcomes == {"linked"}
