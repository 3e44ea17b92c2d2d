"""Ledger and store together: what is published depends on what came in, not on how."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from pyoxigraph import NamedNode, Store

from graph.cores import Pool
from graph.ledger import Entry, Gone, Ledger, Live, Moved, revisions
from graph.ledger.rows import rows_of
from graph.mapping import Addresses, Kind
from graph.publish import BASE_IRI, PARTING, PUBLISHING, publish, rebuild
from graph.records import (
    Claim,
    Duration,
    Evidence,
    Extraction,
    PartialDate,
    Person,
    Rating,
    Role,
    SourceKind,
    Text,
    Value,
)
from graph.store.embedded import EmbeddedStore

STEPS = (PARTING, PUBLISHING)

BASE = "https://example.org/"
ADDRESSES = Addresses(BASE)

SAME_HASH = ("r3117.md", "r47565.md")
"""Two names whose SHA-256 begin with the same 32 bits."""


def claim(property_: str, value: Value) -> Claim:
    return Claim(property_, value, Evidence(SourceKind.LABEL, property_, "words"))


def entry(
    source: str,
    title: str,
    year: int = 0,
    director: str = "",
    author: str = "",
    score: str = "",
    minutes: int = 0,
) -> Entry:
    movie = [claim("name", Text(title))]
    movie += [claim("datePublished", PartialDate(year))] if year else []
    movie += (
        [claim("director", Person(director)), claim("actor", Role(Person(director)))]
        if director
        else []
    )
    movie += [claim("duration", Duration(minutes))] if minutes else []
    review = [claim("reviewBody", Text(f"About {title}.", "en"))]
    review += [claim("author", Person(name)) for name in author.split(" + ") if name]
    review += (
        [claim("reviewRating", Rating(Decimal(score), Decimal(10), Decimal(0)))] if score else []
    )
    return Entry(
        source,
        source,
        "published",
        changed="2026-01-01",
        extraction=Extraction(tuple(movie), tuple(review)),
    )


def seen(source: str, title: str, author: str, day: int = 0, in_review: bool = False) -> Entry:
    """A viewing in January 2024 by itself, or two with a review."""
    review = entry(source, title, 0, author=author)
    days = [day, day + 20] if day and in_review else [day] if day else []
    viewing = tuple(claim("startTime", PartialDate(2024, 1, each)) for each in days)
    said = msgspec.structs.replace(
        review.extraction, viewing=viewing, subject="review" if in_review else "viewing"
    )
    return msgspec.structs.replace(review, extraction=said)


def record(source: str, title: str, year: int, minutes: int) -> Entry:
    """The facts of a film."""
    movie = entry(source, title, year, minutes=minutes).extraction.movie
    return msgspec.structs.replace(
        entry(source, title), extraction=Extraction(movie, subject="movie")
    )


class Site:
    """A ledger and a store in a folder."""

    def __init__(self, folder: Path) -> None:
        self.ledger = Ledger(folder)
        self.store = EmbeddedStore(folder, reserve_bytes=0)

    def take(self, *entries: Entry) -> int:
        with self.ledger.assigning() as assignment:
            last = {one.source: one for one in entries}
            assignment.take([rows_of(one, None, one.link) for one in last.values()])
        return publish(self.ledger, self.store, ADDRESSES)

    def drop(self, source: str) -> int:
        with self.ledger.assigning() as assignment:
            for document in self.ledger.documents.below(source).values():
                assignment.withdraw(document)
                self.ledger.documents.delete(document)
        return publish(self.ledger, self.store, ADDRESSES)

    def triples(self) -> set[str]:
        return {str(t) for t in self.store.query("CONSTRUCT WHERE { ?s ?p ?o }")}  # type: ignore[union-attr]

    def spellings(self) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
        """How often who is named in which way: as kept, and as the mentions have it."""
        counted = "SELECT thing, name, urls, count(*) FROM mention GROUP BY thing, name, urls"
        connection = sqlite3.connect(self.ledger.folder / "ledger.sqlite")
        kept, mentioned = (set(connection.execute(s)) for s in ("SELECT * FROM spelling", counted))
        connection.close()
        return kept, mentioned

    def slugs(self, kind: Kind) -> list[str]:
        return [thing.slug or "" for thing in self.ledger.things.living(kind)]

    def ids(self, kind: Kind) -> dict[str, int]:
        return {thing.slug or "": thing.id for thing in self.ledger.things.living(kind)}

    def close(self) -> None:
        self.store.close()
        self.ledger.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    opened = Site(tmp_path / "site")
    yield opened
    opened.close()


@pytest.mark.parametrize("load_bytes", [1, 24_000_000])
def test_a_store_that_lost_its_graph_is_made_whole(
    site: Site, monkeypatch: pytest.MonkeyPatch, load_bytes: int
) -> None:
    monkeypatch.setattr("graph.publish.LOAD_BYTES", load_bytes)
    site.take(*DOCUMENTS[:3])
    before = site.triples()
    site.store.clear()
    site.take(DOCUMENTS[3])
    assert before < site.triples()
    site.store.clear()
    assert publish(site.ledger, site.store, ADDRESSES) == len(site.triples()) > len(before)


def test_an_interruption_does_not_make_a_lost_graph_look_whole(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.take(*DOCUMENTS)
    before = site.triples()
    site.store.clear()
    monkeypatch.setattr("graph.publish.BATCH", 4)
    monkeypatch.setattr("graph.publish.LOAD_BYTES", 1)

    def stop(step: str, done: int, total: int) -> None:
        if step == PUBLISHING and done > 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(site.ledger, site.store, ADDRESSES, stop)
    assert 0 < len(site.triples()) < len(before)
    publish(site.ledger, site.store, ADDRESSES)
    assert site.triples() == before


def test_what_is_withdrawn_while_a_graph_was_lost_leaves_the_lists(site: Site) -> None:
    site.take(*DOCUMENTS)
    site.store.clear()
    site.drop(DOCUMENTS[6].source)
    connection = sqlite3.connect(site.ledger.folder / "ledger.sqlite")
    listed = {thing for (thing,) in connection.execute("SELECT thing FROM listed")}
    living = {thing for (thing,) in connection.execute("SELECT id FROM thing WHERE live")}
    connection.close()
    assert listed
    assert listed <= living


def test_a_lost_graph_is_counted_once_where_processes_describe(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.publish.BATCH", 1)
    monkeypatch.setattr("graph.publish.FEW", 1)
    site.take(*DOCUMENTS[:3])
    site.store.clear()
    with site.ledger.assigning() as assignment:
        assignment.take([rows_of(DOCUMENTS[3], None, DOCUMENTS[3].link)])
    told: list[tuple[str, int, int]] = []
    with closing(Pool(2)) as pool:
        publish(site.ledger, site.store, ADDRESSES, lambda *how: told.append(how), pool)
        assert pool.begun
    assert all(done <= total for _, done, total in told)
    _, done, total = told[-1]
    assert done == total
    kept = site.triples()
    rebuild(site.ledger, site.store, ADDRESSES)
    assert site.triples() == kept


DOCUMENTS = [
    entry("a.md", "Heat", 1995, "Michael Mann", "Ann Lee", "8"),
    entry("b.md", "Heat", 0, "", "Bo Ek", "7"),
    entry("c.md", "Heat", 1995, "", "Michael Mann", "9", minutes=170),
    entry("d.md", "Crash", 1996, "David Cronenberg", "Ann Lee"),
    entry("e.md", "Crash", 2004, "Paul Haggis", "Ann Lee", "3"),
    entry("f.md", "Crash", 0, "", "Bo Ek"),
    entry("g.md", "Frozen", 2010, "Adam Green", "Ann Lee"),
    entry("h.md", "Frozen", 2010, "Jane Doe", "Ann Lee"),
    entry("i.md", "千と千尋の神隠し", 2001, "宮崎駿"),
    entry("j.md", "…", 0),
    entry("k.md", "Heat", 1995, "", "Ann Lee", "10"),
    seen("l.csv", "Heat", "Ann Lee", 1),
    seen("m.csv", "Heat", "Ann Lee", 9),
    seen("n.csv", "Heat", "Ann Lee"),
    seen("o.md", "Heat", "Cy Orr", 5, in_review=True),
    record("p.json", "Heat", 1995, 171),
    record("q.json", "Zeal", 1990, 90),
]


def graph_of(folder: Path, *batches: list[Entry]) -> set[str]:
    site = Site(folder)
    for batch in batches:
        site.take(*batch)
    triples = site.triples()
    site.close()
    return triples


HISTORIES = [
    *DOCUMENTS,
    entry("a.md", "Frozen 2010", 0, "Adam Green", "Bo Ek Critic"),
    entry("b.md", "Frozen 2010 Adam Green", 0, "Bo Ek"),
    entry("d.md", "Heat", 0, "Ann Lee"),
    entry("g.md", "シン", 0, "シン", "Shin"),
    entry("h.md", "Shin", 0, "Shin", "シン"),
    seen("a.md", "Heat", "Ann Lee", 2),
    seen("o.md", "Heat", "Cy Orr", 5),
    entry("l.csv", "Crash", 1996, author="Ann Lee"),
    record("m.csv", "Heat", 1995, 170),
    Entry("c.md", "", "rejected"),
    Entry("e.md", "", "unreadable"),
]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_came_before_the_last_documents_make_the_graph(site: Site, seed: int) -> None:
    chance, last = random.Random(seed), dict[str, Entry]()
    for _ in range(8):
        for dropped in chance.sample(sorted(last), len(last) // 4):
            last.pop(dropped)
            site.drop(dropped)
        batch = chance.choices(HISTORIES, k=4)
        last |= {one.source: one for one in batch}
        site.take(*batch)
    kept, mentioned = site.spellings()
    assert kept == mentioned != set()
    grown = site.triples()
    rebuild(site.ledger, site.store, ADDRESSES)
    assert site.triples() == grown
    for source in last:
        site.drop(source)
    site.take(*last.values())
    assert site.triples() == grown


def test_films_that_swap_titles_in_one_go_swap_addresses(site: Site) -> None:
    site.take(entry("a.md", "Zeal", 1990), entry("b.md", "Heat", 1995))
    site.take(entry("a.md", "Heat", 1995), entry("b.md", "Zeal", 1990))
    assert site.slugs("movie") == ["heat-1995", "zeal-1990"]


def test_a_title_that_reads_like_the_slug_of_another_film(site: Site, tmp_path: Path) -> None:
    frozen = [one for one in DOCUMENTS if one.source in ("g.md", "h.md")]
    third = entry("z.md", "Frozen 2010 Adam Green")
    site.take(third)
    site.take(*frozen)
    assert site.triples() == graph_of(tmp_path / "whole", [*frozen, third])
    assert site.slugs("movie").count("frozen-2010-adam-green") == 1


def test_sources_with_one_short_hash_have_two_addresses(site: Site) -> None:
    site.take(*(entry(source, "Heat", 1995) for source in SAME_HASH))
    assert len(set(site.slugs("review"))) == 2


@pytest.mark.parametrize("seed", range(6))
def test_any_order_and_any_batches_give_the_same_graph(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    shuffled = chance.sample(DOCUMENTS, len(DOCUMENTS))
    cut = chance.randrange(1, len(shuffled))
    whole = graph_of(tmp_path / "whole", DOCUMENTS)
    assert graph_of(tmp_path / "single", *([one] for one in shuffled)) == whole
    assert graph_of(tmp_path / "halves", shuffled[:cut], shuffled[cut:]) == whole


def test_a_rebuild_gives_the_same_graph(site: Site) -> None:
    for one in DOCUMENTS:
        site.take(one)
    before = site.triples()
    rebuild(site.ledger, site.store, ADDRESSES)
    assert site.triples() == before


def test_adding_again_changes_nothing(site: Site) -> None:
    site.take(*DOCUMENTS)
    version = site.store.version
    assert site.take(*DOCUMENTS) == 0
    assert site.store.version == version


def test_what_is_withdrawn_leaves_no_trace(site: Site, tmp_path: Path) -> None:
    site.take(*DOCUMENTS)
    for one in DOCUMENTS[1:]:
        site.drop(one.source)
    assert site.triples() == graph_of(tmp_path / "alone", DOCUMENTS[:1])


def test_the_last_withdrawal_empties_the_graph(site: Site) -> None:
    site.take(*DOCUMENTS)
    for one in DOCUMENTS:
        site.drop(one.source)
    assert site.triples() == set()


def test_slugs(site: Site) -> None:
    site.take(*DOCUMENTS)
    assert site.slugs("movie") == [
        "crash",
        "crash-1996",
        "crash-2004",
        "frozen-2010--adam-green",
        "frozen-2010--jane-doe",
        "heat-1995",
        "qiantoqianxunnoshenyinshi-2001",
        "x-b4935894",
        "zeal-1990",
    ]
    assert site.slugs("viewing") == [
        "heat-ann-lee",
        "heat-ann-lee-2024-01-01",
        "heat-ann-lee-2024-01-09",
    ]
    assert "michael-mann" in site.slugs("person")
    assert "michael-mann--critic" in site.slugs("person")


def test_a_later_year_moves_the_address(site: Site) -> None:
    site.take(entry("b.md", "Heat"))
    (old,) = site.slugs("movie")
    site.take(entry("a.md", "Heat", 1995))
    assert old == "heat"
    assert site.slugs("movie") == ["heat-1995"]
    assert site.ledger.slugs.resolve("movie", "heat") == Moved("heat-1995")
    assert isinstance(site.ledger.slugs.resolve("movie", "heat-1995"), Live)
    assert site.store.describe(NamedNode(f"{BASE}movie/heat")) == []


def test_a_withdrawn_review_is_gone_since_the_day(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.take(entry("a.md", "Heat", 1995, author="Ann Lee"))
    monkeypatch.setattr(revisions, "today", lambda: "2026-02-03")
    site.drop("a.md")
    monkeypatch.setattr(revisions, "today", lambda: "2026-02-04")
    rebuild(site.ledger, site.store, ADDRESSES)
    assert site.ledger.slugs.resolve("review", "heat-1995-ann-lee") == Gone("2026-02-03")
    assert site.ledger.slugs.resolve("movie", "heat-1995") == Gone("2026-02-03")
    assert site.ledger.slugs.resolve("movie", "never") is None


def test_a_withdrawn_review_comes_back_under_its_address(site: Site) -> None:
    first = entry("a.md", "Heat", 1995, author="Ann Lee")
    site.take(first)
    before = site.triples()
    site.drop("a.md")
    site.take(first)
    assert site.triples() == before


def test_a_rejected_change_withdraws_what_it_replaces(site: Site) -> None:
    site.take(entry("a.md", "Heat", 1995))
    site.take(Entry("a.md", "other", "rejected"))
    assert site.triples() == set()


def test_films_that_turn_out_to_be_one_leave_a_forwarding_address(site: Site) -> None:
    site.take(entry("a.md", "Heat", 1995), entry("b.md", "Heath", 1995))
    site.take(entry("b.md", "Heat", 1995))
    assert site.slugs("movie") == ["heat-1995"]
    assert site.ledger.slugs.resolve("movie", "heath-1995") == Moved("heat-1995")


OTHERS: list[list[Entry]] = [[], [entry("z.md", "Thief", 1981, "Michael Mann", "Bo Ek")]]
FOLLOWED = [
    (
        entry("a.md", "Suspiria", 1977, "Dario Argento", "Ann Lee"),
        entry("a.md", "Inferno", 1980, "Dario Argento", "Ann Lee"),
    ),
    (
        entry("a.md", "Alien", 1979, author="Ann Lee"),
        entry("a.md", "Aliens", 1986, author="Ann Lee"),
    ),
]


@pytest.mark.parametrize("others", OTHERS)
def test_a_file_that_is_about_another_film_leaves_no_forwarding_address(
    site: Site, monkeypatch: pytest.MonkeyPatch, others: list[Entry]
) -> None:
    monkeypatch.setattr(revisions, "today", lambda: "2026-02-03")
    site.take(entry("a.md", "Heat", 1995, author="Ann Lee"), *others)
    site.take(entry("a.md", "Thief", 1981, author="Ann Lee"))
    assert site.ledger.slugs.resolve("movie", "heat-1995") == Gone("2026-02-03")
    assert site.ledger.slugs.resolve("review", "heat-1995-ann-lee") == Gone("2026-02-03")
    assert site.slugs("movie") == ["thief-1981"]
    assert "thief-1981-ann-lee" in site.slugs("review")
    site.take(entry("a.md", "Heat", 1995, author="Ann Lee"))
    assert isinstance(site.ledger.slugs.resolve("review", "heat-1995-ann-lee"), Live)
    assert isinstance(site.ledger.slugs.resolve("movie", "heat-1995"), Live)


@pytest.mark.parametrize(("first", "then"), FOLLOWED)
def test_neither_does_one_about_the_next_film_of_a_director_or_a_series(
    site: Site, first: Entry, then: Entry
) -> None:
    site.take(first)
    (movie,), (review,) = site.slugs("movie"), site.slugs("review")
    site.take(then)
    assert isinstance(site.ledger.slugs.resolve("movie", movie), Gone)
    assert isinstance(site.ledger.slugs.resolve("review", review), Gone)


CORRECTED = [
    (entry("a.md", "Heat", 1994, author="Ann Lee"), entry("a.md", "Heat", 1995, author="Ann Lee")),
    (entry("a.md", "Heta", 1995, author="Ann Lee"), entry("a.md", "Heat", 1995, author="Ann Lee")),
    (
        entry("a.md", "Fuego contra fuego", 1995, "Michael Mann", "Ann Lee"),
        entry("a.md", "Heat", 1995, "M. Mann", "Ann Lee"),
    ),
]


@pytest.mark.parametrize(("first", "then"), CORRECTED)
def test_a_correction_leaves_a_forwarding_address(site: Site, first: Entry, then: Entry) -> None:
    site.take(first)
    (movie,), (review,) = site.slugs("movie"), site.slugs("review")
    site.take(then)
    assert site.ledger.slugs.resolve("movie", movie) == Moved("heat-1995")
    assert site.ledger.slugs.resolve("review", review) == Moved("heat-1995-ann-lee")


def test_who_stays_with_a_film_keeps_its_address(site: Site) -> None:
    site.take(entry("a.md", "Heat", 1995), entry("b.md", "Heat", 1995))
    site.take(entry("a.md", "Thief", 1981), entry("b.md", "Heat", 1996))
    assert site.ledger.slugs.resolve("movie", "heat-1995") == Moved("heat-1996")


def test_rows_that_move_up_take_their_addresses_along(site: Site) -> None:
    films = [("Heat", 1995), ("Thief", 1981), ("Collateral", 2004), ("Ali", 2001)]

    def rows(*of: tuple[str, int]) -> list[Entry]:
        return [
            entry(f"t.csv#row={n}", title, year, author="Ann Lee")
            for n, (title, year) in enumerate(of, 1)
        ]

    site.take(*rows(*films))
    before = site.ids("movie") | site.ids("review")
    site.take(*rows(*films[1:]))
    site.drop("t.csv#row=4")
    after = site.ids("movie") | site.ids("review")
    assert after.keys() == {slug for slug in before if not slug.startswith("heat")}
    kept = {slug for slug in after if not slug.startswith("ali")}
    assert {slug: after[slug] for slug in kept} == {slug: before[slug] for slug in kept}
    assert isinstance(site.ledger.slugs.resolve("movie", "heat-1995"), Gone)
    assert isinstance(site.ledger.slugs.resolve("review", "heat-1995-ann-lee"), Gone)


def test_the_mean_needs_two_named_reviewers(site: Site) -> None:
    ask = "ASK { ?film <http://schema.org/aggregateRating> ?mean }"
    site.take(
        entry("a.md", "Heat", 1995, author="Ann Lee", score="8"),
        entry("k.md", "Heat", 1995, author="Ann Lee", score="9"),
        entry("n.md", "Heat", 1995, score="1"),
    )
    assert not site.store.query(ask)
    site.take(entry("b.md", "Heat", 1995, author="Bo Ek", score="6"))
    mean = site.store.query(
        "SELECT ?v { ?m a <http://schema.org/AggregateRating> ; <http://schema.org/ratingValue> ?v }"
    )
    assert [row["v"].value for row in mean] == ["7.5"]  # type: ignore[union-attr,index]


def test_who_write_together_are_one_voice_and_both_are_named(site: Site) -> None:
    schema = "http://schema.org/"
    by = f"SELECT ?who {{ ?review a <{schema}Review> ; <{schema}author>/<{schema}name> ?who }}"

    def named() -> list[str]:
        return sorted(row["who"].value for row in site.store.query(by))  # type: ignore[union-attr,index]

    site.take(
        entry("a.md", "Heat", 1995, author="Zoe Ray + Ann Lee", score="8"),
        entry("b.md", "Heat", 1995, author="Ann Lee + Zoe Ray", score="6"),
    )
    assert named() == ["Ann Lee", "Ann Lee", "Zoe Ray", "Zoe Ray"]
    ask = "ASK { ?film <http://schema.org/aggregateRating> ?mean }"
    assert not site.store.query(ask)
    site.take(entry("b.md", "Heat", 1995, author="Ann Lee", score="6"))
    assert site.store.query(ask)
    assert named() == ["Ann Lee", "Ann Lee", "Zoe Ray"]
    site.take(entry("a.md", "Heat", 1995, author="Ann Lee", score="8"))
    assert named() == ["Ann Lee", "Ann Lee"]
    assert isinstance(site.ledger.slugs.resolve("person", "zoe-ray"), Gone)


def test_viewings_are_no_reviews(site: Site) -> None:
    site.take(
        entry("a.md", "Heat", 1995, author="Ann Lee", score="8"),
        entry("b.md", "Heat", 1995, author="Bo Ek", score="6"),
        seen("l.csv", "Heat", "Ann Lee", 1),
        record("p.json", "Heat", 1995, 171),
    )
    schema = "http://schema.org/"
    counted = site.store.query(f"SELECT ?n {{ ?mean <{schema}reviewCount> ?n }}")
    assert [row["n"].value for row in counted] == ["2"]  # type: ignore[union-attr,index]
    derived = site.store.query(
        "SELECT ?d { ?film <http://www.w3.org/ns/prov#wasDerivedFrom> ?d } ORDER BY ?d"
    )
    assert [row["d"].value.removeprefix(BASE) for row in derived] == [  # type: ignore[union-attr,index]
        "review/heat-1995-ann-lee", "review/heat-1995-bo-ek", "viewing/heat-ann-lee-2024-01-01"
    ]  # fmt: skip


def test_a_viewing_that_becomes_a_review_leaves_its_address(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions, "today", lambda: "2026-02-03")
    site.take(seen("o.md", "Heat", "Cy Orr", 5))
    site.take(seen("o.md", "Heat", "Cy Orr", 5, in_review=True))
    assert site.ledger.slugs.resolve("viewing", "heat-cy-orr-2024-01-05") == Gone("2026-02-03")
    assert (site.slugs("viewing"), site.slugs("review")) == ([], ["heat-cy-orr"])
    node = f"<{BASE}review/heat-cy-orr#viewing-2024-01-05>"
    assert {t for t in site.triples() if t.startswith(node)} == {
        f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/WatchAction>",
        f"{node} <http://schema.org/agent> <{BASE}person/cy-orr#person>",
        f"{node} <http://schema.org/object> <{BASE}movie/heat#movie>",
        f"{node} <http://schema.org/startTime>"
        ' "2024-01-05"^^<http://www.w3.org/2001/XMLSchema#date>',
    }


def test_an_interrupted_publication_is_done_at_the_next(site: Site) -> None:
    with site.ledger.assigning() as assignment:
        assignment.take([rows_of(DOCUMENTS[0], None, DOCUMENTS[0].link)])
    assert site.triples() == set()
    assert publish(site.ledger, site.store, ADDRESSES) > 0
    assert any("Heat" in triple for triple in site.triples())


def test_addresses_that_the_store_has_outlive_a_power_failure(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk has of the ledger what was written to it last, and all of the store."""
    disk, alone = tmp_path / "disk", site.ledger._alone
    disk.mkdir()

    @contextmanager
    def written(durable: bool) -> Iterator[None]:
        before = site.ledger._connection.total_changes
        with alone(durable):
            yield
        if durable and site.ledger._connection.total_changes > before:
            for name in ("ledger.sqlite", "ledger.sqlite-wal"):
                shutil.copy(site.ledger.folder / name, disk)

    monkeypatch.setattr(site.ledger, "_alone", written)
    first, second = (entry(name, "Heat", 1995, author="Ann Lee") for name in ("a.md", "b.md"))
    site.take(first)
    site.close()
    for file in disk.iterdir():
        file.replace(site.ledger.folder / file.name)
    site.__init__(site.ledger.folder)  # type: ignore[misc]
    site.take(first, second)
    assert site.triples() == graph_of(tmp_path / "whole", [first, second])


def test_an_address_that_moves_before_its_publication_was_noted_leaves_no_triple(
    site: Site, tmp_path: Path
) -> None:
    def stop(step: str, done: int, total: int) -> None:
        if step == PUBLISHING:
            raise KeyboardInterrupt

    with site.ledger.assigning() as assignment:
        assignment.take([rows_of(DOCUMENTS[1], None, DOCUMENTS[1].link)])
    with pytest.raises(KeyboardInterrupt):
        publish(site.ledger, site.store, ADDRESSES, stop)
    assert site.triples()
    site.take(DOCUMENTS[0])
    assert site.triples() == graph_of(tmp_path / "whole", DOCUMENTS[:2])


def test_what_was_stored_before_an_interruption_is_not_published_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.publish.BATCH", 4)
    monkeypatch.setattr("graph.publish.LOAD_BYTES", 1)
    monkeypatch.setattr("graph.publish.NOTED_S", 0.0)
    monkeypatch.setattr("graph.store.embedded.BULK_BYTES", 1)

    def stop(step: str, done: int, total: int) -> None:
        if step == PUBLISHING and done > 8:
            raise KeyboardInterrupt

    with site.ledger.assigning() as assignment:
        assignment.take([rows_of(one, None, one.link) for one in DOCUMENTS])
    site.ledger.part_films()
    everything = site.ledger.unpublished.count()
    with pytest.raises(KeyboardInterrupt):
        publish(site.ledger, site.store, ADDRESSES, stop)
    assert 0 < site.ledger.unpublished.count() < everything
    publish(site.ledger, site.store, ADDRESSES)
    kept = site.triples()
    assert site.ledger.unpublished.count() == 0
    rebuild(site.ledger, site.store, ADDRESSES)
    assert site.triples() == kept


@pytest.mark.parametrize(("bytes_per_thing", "least"), [(0, 1), (100, 3_000), (10**9, 10_000)])
def test_a_large_graph_is_stored_in_larger_loads(
    site: Site, monkeypatch: pytest.MonkeyPatch, bytes_per_thing: int, least: int
) -> None:
    monkeypatch.setattr("graph.publish.BATCH", 1)
    monkeypatch.setattr("graph.publish.LOAD_BYTES", 1)
    monkeypatch.setattr("graph.publish.BYTES_PER_THING", bytes_per_thing)
    monkeypatch.setattr("graph.publish.LARGEST_LOAD_BYTES", 10_000)
    sizes: list[int] = []
    load = site.store.load

    def measured(resources: Mapping[str, bytes], *, new: bool = False) -> int:
        sizes.append(sum(map(len, resources.values())))
        return load(resources, new=new)

    monkeypatch.setattr(site.store, "load", measured)
    site.take(*DOCUMENTS)
    assert len(sizes) > 1
    assert least <= min(sizes[:-1]) < least + 5_000


def test_progress_tells_how_far_each_step_is(site: Site) -> None:
    told: list[tuple[str, int, int]] = []
    with site.ledger.assigning() as assignment:
        assignment.take([rows_of(one, None, one.link) for one in DOCUMENTS])
    publish(site.ledger, site.store, ADDRESSES, lambda *each: told.append(each))
    assert [step for step, _, _ in told] == sorted((step for step, _, _ in told), key=STEPS.index)
    parted = [(done, total) for step, done, total in told if step == PARTING]
    assert parted[-1] == (len(DOCUMENTS), len(DOCUMENTS))
    published = [(done, total) for step, done, total in told if step == PUBLISHING]
    assert published[-1][0] == published[-1][1] > len(DOCUMENTS)


def test_films_are_parted_after_a_crash(site: Site, tmp_path: Path) -> None:
    with site.ledger.assigning() as assignment:
        assignment.take([rows_of(one, None, one.link) for one in DOCUMENTS])
    site.close()
    site.__init__(tmp_path / "site")  # type: ignore[misc]
    assert site.ledger.unsettled
    publish(site.ledger, site.store, ADDRESSES)
    assert not site.ledger.unsettled
    assert site.triples() == graph_of(tmp_path / "whole", DOCUMENTS)


def test_a_person_named_twice_keeps_the_addresses_of_both_times(site: Site) -> None:
    heat = entry("a.md", "Heat", 1995, "Michael Mann")
    linked = claim("director", Person("Michael Mann", ("https://example.com/mann",)))
    movie = (linked, *heat.extraction.movie)
    site.take(msgspec.structs.replace(heat, extraction=Extraction(movie, ())))
    assert any("https://example.com/mann" in triple for triple in site.triples())


def test_a_rebuild_that_stops_half_way_is_bound_to_its_base_iri(site: Site) -> None:
    site.take(*DOCUMENTS)

    def stop(step: str, done: int, total: int) -> None:
        if step == PUBLISHING:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(site.ledger, site.store, Addresses("https://other.example/"), stop)
    assert site.ledger.setting(BASE_IRI) == "https://other.example/"


def test_every_resource_is_described_whole(site: Site) -> None:
    """The closure of every document is exactly its own triples: nothing is out of reach."""
    site.take(*DOCUMENTS)
    whole = Store()
    whole.extend(q for q in map(_quad, site.store.query("CONSTRUCT WHERE { ?s ?p ?o }")))  # type: ignore[union-attr,arg-type]
    owners = {str(q.subject.value).partition("#")[0] for q in whole}
    reached = {t for owner in owners for t in site.store.describe(NamedNode(owner))}
    assert {str(t) for t in reached} == site.triples()


def _quad(triple: object) -> object:
    from pyoxigraph import Quad

    return Quad(triple.subject, triple.predicate, triple.object)  # type: ignore[attr-defined]


def test_when_a_thing_changed_is_when_a_document_about_it_did(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at(day: int, *of: Entry) -> None:
        monkeypatch.setattr(revisions, "today", lambda: f"2026-02-{day:02}")
        site.take(*(msgspec.structs.replace(one, changed=f"2026-02-{day:02}") for one in of))

    def changes(kind: Kind) -> dict[str, str]:
        return dict(site.ledger.revisions.changes(kind, 100, 0))

    at(1, entry("a.md", "Heat", 1995, "Michael Mann", "Ann Lee"))
    at(2, entry("b.md", "Heat", 1995, "", "Bo Ek"), entry("c.md", "Crash", 1996))
    assert changes("movie") == {"heat-1995": "2026-02-02", "crash-1996": "2026-02-02"}
    assert sorted(changes("review").values()) == ["2026-02-01", "2026-02-02", "2026-02-02"]
    assert changes("person") == {
        "ann-lee": "2026-02-01", "bo-ek": "2026-02-02", "michael-mann": "2026-02-01",
    }  # fmt: skip
    site.drop("c.md")
    assert list(changes("movie")) == ["heat-1995"]
    slugs = site.slugs("person")
    assert [site.ledger.revisions.changes("person", 1, i)[0][0] for i in range(3)] == slugs
    assert site.ledger.revisions.changes("person", 9, 3) == []


def test_a_page_changes_with_what_is_withdrawn_and_not_when_it_is_published_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def days(kind: Kind) -> set[str]:
        return {day for _, day in site.ledger.revisions.changes(kind, 100, 0)}

    def on(day: str) -> None:
        monkeypatch.setattr(revisions, "today", lambda: day)

    on("2026-02-01")
    first, second = (
        entry("a.md", "Heat", 1995, "Mann", "Ann"),
        entry("b.md", "Heat", 1995, "", "Bo"),
    )
    other = entry("c.md", "Crash", 1996, "", "Ann")
    for one in (first, second, other):
        site.take(msgspec.structs.replace(one, changed="2026-02-01"))
    on("2026-02-02")
    rebuild(site.ledger, site.store, ADDRESSES)
    assert days("movie") == days("person") == days("review") == {"2026-02-01"}
    assert site.ledger.revisions.withdrawn("review") == ""
    on("2026-02-03")
    site.drop("b.md")
    assert site.ledger.revisions.changed("movie", "heat-1995") == "2026-02-03"
    assert site.ledger.revisions.changed("movie", "crash-1996") == "2026-02-01"
    assert days("person") == days("review") == {"2026-02-01"}
    assert site.ledger.revisions.withdrawn("review") == "2026-02-03"
    assert site.ledger.revisions.withdrawn("person") == "2026-02-03"
    on("2026-02-04")
    site.drop("c.md")
    assert site.ledger.revisions.changed("person", "ann") == "2026-02-04"
    rebuild(site.ledger, site.store, ADDRESSES)
    assert days("movie") == {"2026-02-03"}
    rebuild(site.ledger, site.store, Addresses("https://other.example/"))
    assert days("movie") == days("person") == {"2026-02-04"}
