"""Links through the whole job: what they join and part, what persons decide, and that it holds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.cases import Case, case, counts, find_case, open_cases
from graph.catalogue import Catalogue, CatalogueFilm
from graph.conflicts import claims
from graph.errors import UnreadableError
from graph.extraction import Defaults
from graph.ingest import Job
from graph.judgement import Judge
from graph.ledger import Ledger, Moved
from graph.linker import Linker
from graph.mapping import Addresses
from graph.mappings import (
    UNSPECIFIED,
    export_rulings,
    import_rulings,
    of_site,
    prefixes,
    sources_in,
)
from graph.publish import rebuild
from graph.records import Identifier, Person, Text
from graph.sssom import MANUAL, lines
from graph.store.embedded import EmbeddedStore
from graph.vocabulary import SAME_AS, WIKIDATA
from shapes.validation import Validator, to_rdflib

BASE = "https://example.org/"
ADDRESSES = Addresses(BASE)

MOLE = CatalogueFilm(
    "Q900001",
    titles=(Text("The Mole", "en"), Text("Die Mole", "de")),
    years=(1996,),
    directors=(Person("Ida Brandt", (f"{WIKIDATA}Q900011",)),),
    minutes=(94,),
    countries=("Germany",),
    identifiers=(Identifier("imdb", "tt9000001"), Identifier("tmdb", "movie/900001")),
    pages=("https://en.wikipedia.org/wiki/The_Mole", "http://dbpedia.org/resource/The_Mole"),
)
PIER = CatalogueFilm(
    "Q900002",
    titles=(Text("The Pier"),),
    years=(1972,),
    directors=(Person("Olaf Renn"),),
    identifiers=(Identifier("imdb", "tt9000002"),),
)
REMAKE = CatalogueFilm(
    "Q900003",
    titles=(Text("The Pier"),),
    years=(2002,),
    directors=(Person("Ida Brandt", (f"{WIKIDATA}Q900012",)),),
    cast=(Person("Nell Ash"), Person("Tom Birch"), Person("Una Cole")),
    identifiers=(Identifier("imdb", "tt9000003"),),
)
FILMS = (MOLE, PIER, REMAKE)

REVIEWS = {
    "mole-en.md": ("The Mole", "year: 1996"),
    "mole-de.md": ("Die Mole", "year: 1996\ndirector: Ida Brandt"),
    "pier-old.md": ("The Pier", "year: 1972"),
    "pier-new.md": ("The Pier", "cast: [Nell Ash, Tom Birch, Una Cole]"),
    "bare.md": ("The Gull", "director: Nobody Known"),
}


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.bundled()


class Site:
    """A job on a folder, its reviews written as files."""

    def __init__(self, root: Path, validator: Validator, films: Catalogue | None) -> None:
        self.root = root
        self.ledger = Ledger(root / "state")
        self.store = EmbeddedStore(root / "state", reserve_bytes=0)
        linker = Linker(films) if films else None
        judge = Judge(validator, Defaults(language="en"))
        self.job = Job(self.ledger, self.store, ADDRESSES, judge, root, linker)

    def write(self, name: str, title: str, more: str, words: str = "It is a film.") -> Path:
        path = self.root / name
        path.write_text(f"---\ntitle: {title}\n{more}\nauthor: Ada Pell\n---\n{words}\n", "utf-8")
        return path

    def add(self, *names: str) -> None:
        for name in names:
            self.job.add([self.write(name, *REVIEWS[name])])

    def linker(self, films: Catalogue, *, enrich: bool = False) -> None:
        self.job = replace(self.job, linker=Linker(films, enrich))

    def triples(self) -> set[str]:
        return {str(t) for t in self.store.query("CONSTRUCT WHERE { ?s ?p ?o }")}  # type: ignore[union-attr]

    def same(self, slug: str, kind: str = "movie") -> set[str]:
        thing = NamedNode(f"{BASE}{kind}/{slug}#{kind}")
        rows = self.store.query(f"SELECT ?o {{ {thing} {SAME_AS} ?o }}")
        return {row["o"].value for row in rows}  # type: ignore[union-attr]

    def slugs(self) -> list[str]:
        return sorted(thing.slug or "" for thing in self.ledger.things.living("movie"))

    def case(self, slug: str) -> Case:
        known = find_case(self.ledger, slug)
        assert known, self.slugs()
        return known

    def decide(self, slug: str, answer: str, film: CatalogueFilm | None = None) -> int:
        return self.job.rule(self.case(slug).ruling(answer, film, "Ann"))  # type: ignore[arg-type]

    def close(self) -> None:
        self.store.close()
        self.ledger.close()


@pytest.fixture
def films() -> Iterator[Catalogue]:
    catalogue = Catalogue.of(FILMS)
    yield catalogue
    catalogue.close()


@pytest.fixture
def site(tmp_path: Path, validator: Validator, films: Catalogue) -> Iterator[Site]:
    opened = Site(tmp_path, validator, films)
    yield opened
    opened.close()


@pytest.fixture
def unlinked(tmp_path: Path, validator: Validator) -> Iterator[Site]:
    opened = Site(tmp_path, validator, None)
    yield opened
    opened.close()


# --- what links join and part ----------------------------------------------------------------


def test_a_link_joins_translated_titles_and_parts_one_title(site: Site) -> None:
    site.add(*REVIEWS)
    assert len(site.slugs()) == 4
    mole = site.case("mole-de.md")
    assert mole.sources == ("mole-de.md", "mole-en.md")
    assert site.same(mole.slug) == {f"{WIKIDATA}Q900001", "http://dbpedia.org/resource/The_Mole"}
    assert site.case("pier-old.md").slug != site.case("pier-new.md").slug
    assert site.case("pier-new.md").link.film == REMAKE


def test_without_a_catalogue_titles_decide(unlinked: Site) -> None:
    unlinked.add(*REVIEWS)
    assert unlinked.case("mole-de.md").sources == ("mole-de.md",)
    assert unlinked.case("pier-new.md").sources == ("pier-new.md", "pier-old.md")


def test_any_order_one_by_one_and_a_rebuild_give_the_same_graph(
    tmp_path: Path, validator: Validator, films: Catalogue
) -> None:
    seen = []
    for seed in range(4):
        (tmp_path / str(seed)).mkdir()
        one = Site(tmp_path / str(seed), validator, films)
        one.add(*random.Random(seed).sample(sorted(REVIEWS), len(REVIEWS)))
        seen.append(one.triples())
        rebuild(one.ledger, one.store, ADDRESSES)  # which has no catalogue
        assert one.triples() == seen[-1]
        one.close()
    assert all(graph == seen[0] for graph in seen)


def test_a_new_catalogue_joins_and_moved_addresses_answer(unlinked: Site, films: Catalogue) -> None:
    unlinked.add(*REVIEWS)
    before = unlinked.case("mole-de.md").slug, unlinked.case("mole-en.md").slug
    unlinked.linker(films)
    assert unlinked.job.link() == 4
    assert unlinked.job.link() == 0
    now = unlinked.case("mole-de.md").slug
    gone = next(slug for slug in before if slug != now)
    assert unlinked.ledger.slugs.resolve("movie", gone) == Moved(now)
    assert find_case(unlinked.ledger, f"movie/{gone}") == unlinked.case(now)
    assert counts(unlinked.ledger).linked == 3
    assert counts(unlinked.ledger).films == len(unlinked.slugs()) == 4


def test_the_graph_conforms(site: Site, validator: Validator) -> None:
    site.linker(site.job.linker.catalogue, enrich=True)  # type: ignore[union-attr]
    site.add(*REVIEWS)
    report = validator.validate(to_rdflib(site.store.query("CONSTRUCT WHERE { ?s ?p ?o }")))  # type: ignore[arg-type]
    assert report.conforms, report.results[:3]


# --- what persons decide ---------------------------------------------------------------------


def test_a_rejection_parts_unlinks_and_is_never_proposed_again(site: Site) -> None:
    site.add("mole-en.md", "mole-de.md")
    site.job.rule(
        [
            ruling
            for ruling in site.case("mole-de.md").ruling("rejected", MOLE, "Ann")
            if "de" in ruling.source
        ]
    )
    assert site.case("mole-de.md").sources == ("mole-de.md",)
    assert site.case("mole-en.md").link.film == MOLE
    assert site.same(site.case("mole-de.md").slug) == set()
    assert not list(open_cases(site.ledger))


def test_a_rejected_identifier_in_the_source_says_nothing(site: Site) -> None:
    site.job.add([site.write("named.md", "The Mole", "year: 1996\nimdb: tt9000001")])
    slug = site.case("named.md").slug
    assert "tt9000001" in str(site.triples())
    site.decide(slug, "rejected", MOLE)
    assert "tt9000001" not in str(site.triples())


def test_an_open_case_is_decided(site: Site) -> None:
    site.job.add([site.write("open.md", "The Pier", "rating: 3/5")])
    (known,) = open_cases(site.ledger)
    assert {each.film.qid for each in known.open} == {"Q900002", "Q900003"}
    assert "must decide" in known.verdict
    assert site.same(known.slug) == set()
    assert site.decide(known.slug, "accepted", REMAKE) == 1
    assert site.same(known.slug) == {f"{WIKIDATA}Q900003"}
    assert counts(site.ledger).decided == 1
    assert not list(open_cases(site.ledger))


@pytest.mark.parametrize("answer", ["accepted", "rejected", "none"])
def test_a_decision_survives_everything(site: Site, answer: str) -> None:
    site.add("pier-old.md")
    site.decide(
        "pier-old.md",
        answer,
        None if answer == "none" else REMAKE if answer == "accepted" else PIER,
    )
    expected = {f"{WIKIDATA}Q900003"} if answer == "accepted" else set()

    def stands() -> bool:
        return site.same(site.case("pier-old.md").slug) == expected

    assert stands()
    site.job.link()
    assert stands()
    rebuild(site.ledger, site.store, ADDRESSES)
    assert stands()
    site.job.add([site.write("pier-old.md", "The Pier", "year: 1972", "Other words now.")])
    assert stands()
    site.job.remove("pier-old.md")
    site.add("pier-old.md")
    assert stands()


@pytest.mark.parametrize("answer", ["accepted", "rejected", "none"])
def test_a_decision_does_not_hold_for_another_film_in_the_same_file(
    site: Site, answer: str
) -> None:
    site.add("pier-old.md")
    before = site.triples()
    site.decide("pier-old.md", answer, None if answer == "none" else PIER)
    decided = site.triples()
    site.job.add([site.write("pier-old.md", "The Mole", "year: 1996")])
    known = site.case("pier-old.md")
    assert (known.link.film, known.link.by, known.rulings) == (MOLE, "", ())
    assert not any(row.author_label for row in of_site(site.ledger))
    site.job.add([site.write("pier-old.md", "The Peir", "year: 1973")])
    assert [ruling.answer for ruling in site.case("pier-old.md").rulings] == [answer]
    site.add("pier-old.md")
    assert site.triples() == decided
    site.job.rule([], undone=["pier-old.md"])
    assert site.triples() == before


def test_that_there_is_no_such_film_keeps_others_away(site: Site) -> None:
    site.add("mole-en.md")
    site.decide("mole-en.md", "none")
    site.add("mole-de.md")
    assert site.case("mole-en.md").sources == ("mole-en.md",)
    assert site.same(site.case("mole-de.md").slug)


def test_a_decision_can_be_changed_and_taken_back(site: Site) -> None:
    site.add("pier-old.md")
    site.decide("pier-old.md", "none")
    site.decide("pier-old.md", "accepted", REMAKE)
    assert [ruling.answer for ruling in site.case("pier-old.md").rulings] == ["accepted"]
    site.decide("pier-old.md", "rejected", REMAKE)
    assert [ruling.answer for ruling in site.case("pier-old.md").rulings] == ["rejected"]
    assert site.case("pier-old.md").link.film == PIER
    site.job.rule([], undone=["pier-old.md"])
    assert site.case("pier-old.md").rulings == ()


def test_decisions_travel_as_a_file(site: Site, tmp_path: Path, validator: Validator) -> None:
    odd = "two words, 50 %#1.md"
    site.add("pier-old.md", "mole-en.md")
    site.job.add([site.write(odd, "The Pier", "rating: 3/5")])
    site.decide("pier-old.md", "rejected", PIER)
    site.decide("mole-en.md", "none")
    site.job.rule(
        [replace_note(ruling) for ruling in site.case(odd).ruling("accepted", REMAKE, "Ann Lee")]
    )
    text = export_rulings(site.ledger)
    films = Catalogue.of(FILMS)
    decided = list(site.ledger.links.all_rulings())
    assert import_rulings(text, films, ADDRESSES) == (decided, 0)
    (tmp_path / "other").mkdir()
    other = Site(tmp_path / "other", validator, films)
    other.job.rule(import_rulings(text, films, ADDRESSES).rulings)  # before the reviews come
    other.add("pier-old.md", "mole-en.md")
    other.job.add([other.write(odd, "The Pier", "rating: 3/5")])
    assert other.triples() == site.triples()
    assert export_rulings(other.ledger) == text
    other.close()
    films.close()


def test_the_links_of_a_site_come_back_with_what_a_curator_decided(
    site: Site, films: Catalogue
) -> None:
    site.add("pier-old.md", "mole-en.md")
    table = "".join(lines("urn:links", UNSPECIFIED, prefixes(ADDRESSES), of_site(site.ledger)))
    scored = table.count("semapv:CompositeMatching")
    assert scored > 1
    assert "\tThe Mole\t" in table
    decided = table.replace("semapv:CompositeMatching", MANUAL, 1)
    rulings, undecided = import_rulings(decided, films, ADDRESSES, sources_in(site.ledger))
    assert undecided == scored - 1
    ((source, key),) = [(ruling.source, ruling.key) for ruling in rulings]
    assert site.case(source).link.key == key
    site.job.rule(rulings)
    assert site.case(source).link.by is not None
    assert site.case(source).rulings
    with pytest.raises(UnreadableError, match="no film here"):
        import_rulings(decided, films, ADDRESSES)


def replace_note(ruling: object) -> object:
    from msgspec.structs import replace as changed

    return changed(ruling, note="Seen on the poster:\tthe year.")


HEAD = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"


@pytest.mark.parametrize(
    "written",
    [
        "wd:Q900001",
        "http://www.wikidata.org/entity/Q900001",
        "https://www.wikidata.org/wiki/Q900001",
        "imdb:tt9000001",
        "https://www.imdb.com/title/tt9000001/",
        "tmdb:900001",
    ],
)
def test_a_film_may_be_named_by_a_prefix_of_the_file_or_an_iri(
    films: Catalogue, written: str
) -> None:
    head = '#curie_map:\n#  wd: "http://www.wikidata.org/entity/"\n'
    row = f"source:a.md\towl:sameAs\t{written}\tsemapv:ManualMappingCuration\n"
    ((ruling,), _) = import_rulings(head + HEAD + row, films, ADDRESSES)
    assert ruling.film == MOLE


def test_another_meaning_of_a_known_prefix_is_refused(films: Catalogue) -> None:
    head = "#curie_map:\n#  wikidata: https://example.org/\n"
    text = f"{head}{HEAD}source:a.md\towl:sameAs\twikidata:Q900001\tx\n"
    with pytest.raises(UnreadableError, match=r"https://example\.org/Q900001"):
        import_rulings(text, films, ADDRESSES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\tb\n1\t2\n",
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\nmovie:x\towl:sameAs\twikidata:Q1\tsemapv:ManualMappingCuration\n",
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\nsource:x\tskos:closeMatch\twikidata:Q1\tx\n",
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\nsource:x\towl:sameAs\tnonsense\tx\n",
    ],
)
def test_what_is_no_file_of_decisions_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        import_rulings(text, None, ADDRESSES)


def test_mappings_of_the_site(site: Site) -> None:
    site.add(*REVIEWS)
    site.job.add([site.write("open.md", "The Pier", "rating: 3/5")])
    site.decide("pier-old.md", "rejected", PIER)
    rows = list(of_site(site.ledger))
    linked = [
        row for row in rows if row.predicate_id == "owl:sameAs" and not row.predicate_modifier
    ]
    assert {row.object_id for row in linked} == {"wikidata:Q900001", "wikidata:Q900003"}
    assert all("The " in row.comment and float(row.confidence) > 0.8 for row in linked)
    (refused,) = [row for row in rows if row.predicate_modifier == "Not"]
    assert (refused.object_id, refused.author_label) == ("wikidata:Q900002", "Ann")
    waiting = [row for row in rows if row.predicate_id == "skos:closeMatch"]
    assert waiting
    assert all(float(row.confidence) < 0.8 for row in waiting)
    assert not any(".md" in str(row) for row in rows)  # whose folders are nobody's business


# --- facts and persons -----------------------------------------------------------------------


def test_facts_of_the_linked_film_are_opt_in_and_marked(site: Site, films: Catalogue) -> None:
    site.add("mole-en.md")
    assert "Germany" not in str(site.triples())
    site.linker(films, enrich=True)
    assert site.job.link() == 1
    graph = str(site.triples())
    assert "Germany" in graph
    assert "PT1H34M" in graph
    assert f"{BASE}person/ida-brandt#person" in graph
    rows = claims(site.ledger, site.ledger.documents.about(site.case("mole-en.md").film))
    brought = {row.property for row in rows if "no review" in row.words}
    assert brought == {"duration", "director", "countryOfOrigin"}
    site.linker(films)
    site.job.link()
    assert "ida-brandt" not in str(site.triples())


def test_persons_are_linked_through_their_film_and_namesakes_are_not(site: Site) -> None:
    site.add("mole-de.md")
    assert site.same("ida-brandt", "person") == {f"{WIKIDATA}Q900011"}
    site.job.add([site.write("new.md", "The Pier", "year: 2002\ndirector: Ida Brandt")])
    assert site.case("new.md").link.film == REMAKE
    assert site.same("ida-brandt", "person") == set()
    site.job.remove("new.md")
    assert site.same("ida-brandt", "person") == {f"{WIKIDATA}Q900011"}


def test_a_case_says_why(site: Site) -> None:
    site.add("pier-old.md")
    known = case(site.ledger, site.case("pier-old.md").film)
    assert known.chosen
    assert known.chosen.film == PIER
    assert "The year is the same: 1972." in [f.sentence for f in known.chosen.features]
    assert known.heading == "The Pier (1972)"
    assert find_case(site.ledger, "nothing") is None
