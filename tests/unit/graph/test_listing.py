"""What publishing lists: of each thing what is published of it, however the ledger came there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.extraction import Defaults
from graph.ingest import Job
from graph.judgement import Judge
from graph.ledger import Ledger
from graph.ledger.listed import Listing, line_of
from graph.ledger.rows import Named
from graph.mapping import Addresses
from graph.publish import rebuild
from graph.store.embedded import EmbeddedStore
from graph.values.addresses import address_key
from graph.values.terms import terms
from shapes.validation import Validator
from tests.lines import lines_of

ADDRESSES = Addresses("https://example.org/")


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.bundled()


class Site:
    """A job on a folder of reviews."""

    def __init__(self, root: Path, validator: Validator) -> None:
        self.state, self.reviews = root / "state", root / "reviews"
        self.reviews.mkdir(parents=True)
        self.ledger = Ledger(self.state)
        self.store = EmbeddedStore(self.state, reserve_bytes=0)
        judge = Judge(validator, Defaults())
        self.job = Job(self.ledger, self.store, ADDRESSES, judge, root)

    def write(self, name: str, title: str, body: str = "It is a film.", **facts: str) -> Path:
        path = self.reviews / f"{name}.md"
        lines = "\n".join(
            f"{key}: {value}"
            for key, value in {"title": title, "year": "1995", "author": "Ann", **facts}.items()
        )
        path.write_text(f"---\n{lines}\n---\n{body}\n")
        return path

    def add(self, *paths: Path) -> None:
        summary = self.job.add(paths)
        assert not summary.failed, summary

    def found(self, group: str, query: str) -> list[str]:
        return [h.path for h in self.ledger.finding.find(group, terms(query), 10).hits]  # type: ignore[arg-type]


@pytest.fixture
def site(tmp_path: Path, validator: Validator) -> Iterator[Site]:
    made = Site(tmp_path / "site", validator)
    yield made
    made.store.close()
    made.ledger.close()


def test_what_is_published_is_found_and_listed(site: Site) -> None:
    site.add(
        site.write(
            "one", "Heat", "Two men and a storm of bullets.", year="1995", director="Michael Mann",
            genre="Crime", author="Ada Critic", rating="4/5", date="2020-02-03",
        )
    )  # fmt: skip
    film, review = "movie/heat-1995", site.found("reviews", "bullets")[0]
    assert site.found("films", "heat") == site.found("films", "mann") == [film]
    assert site.found("people", "mann") == ["person/michael-mann"]
    assert site.found("reviews", "heat ada") == [review]
    lists = site.ledger.lists
    for kind, path in (("movie", film), ("review", review)):
        for facet, label in (
            ("genre", "Crime"), ("decade", "1990"), ("director", "Michael Mann"),
            ("reviewer", "Ada Critic"), ("rating", "8"),
        ):  # fmt: skip
            (choice,) = lists.choices(kind, facet, {})  # type: ignore[arg-type]
            assert (choice.label, choice.count) == (label, 1)
        assert lists.page(kind, {}, "rating", 10, 0) == [(path, 8)]  # type: ignore[arg-type]


def test_a_review_of_two_is_listed_and_found_under_both(site: Site) -> None:
    site.add(
        site.write("one", "Heat", "A storm.", year="1995", author="Zoe Ray and Ann Lee"),
        site.write("two", "Heat", "A lull.", year="1995", author="Ann Lee"),
    )
    counted = {c.label: c.count for c in site.ledger.lists.choices("review", "reviewer", {})}
    assert counted == {"Ann Lee": 2, "Zoe Ray": 1}
    assert site.found("reviews", "heat zoe") == site.found("reviews", "storm ann")
    site.add(site.write("one", "Heat", "A storm.", year="1995", author="Zoe Ray"))
    counted = {c.label: c.count for c in site.ledger.lists.choices("review", "reviewer", {})}
    assert counted == {"Ann Lee": 1, "Zoe Ray": 1}


def test_a_film_has_the_mean_of_its_reviews(site: Site) -> None:
    for name, rating in (("a", "5/5"), ("b", "4/5"), ("c", "2/5")):
        site.add(site.write(name, "Heat", year="1995", author=f"Critic {name}", rating=rating))
    assert site.ledger.lists.page("movie", {}, "title", 10, 0) == [("movie/heat-1995", 7)]


def test_a_changed_review_is_found_by_its_new_words_and_a_removed_one_by_none(site: Site) -> None:
    site.add(
        site.write("one", "Heat", "Rain falls on the town all night."),
        site.write("two", "Heat", "There is rain again in it."),
    )
    site.add(site.write("one", "Heat", "Snow falls on the town all night."))
    assert len(site.found("reviews", "rain")) == len(site.found("reviews", "snow")) == 1
    site.job.remove("reviews/two.md")
    assert site.found("reviews", "rain") == []
    site.job.remove("reviews/one.md")
    assert not any(lines_of(site.state)[table] for table in ("listed", "facet", "film_words"))


def test_any_way_to_a_ledger_gives_the_lines_of_a_rebuild(site: Site) -> None:
    chance = random.Random(11)
    titles = ("Heat", "Hitze", "七人の侍", "Solaris")
    for _ in range(12):
        for _ in range(3):
            name = str(chance.randint(0, 8))
            site.add(
                site.write(
                    name, chance.choice(titles), f"Word {chance.randint(0, 9)}.",
                    year=str(chance.choice((1972, 2002))),
                    director=chance.choice(("Ann Lee", "ANN LEE", "Bo Ek")),
                    author=chance.choice(("Ada Critic", "Ádá Critic", "Max")),
                    rating=f"{chance.randint(0, 10)}/10",
                )
            )  # fmt: skip
        site.job.remove(f"reviews/{chance.randint(0, 8)}.md")
    before = lines_of(site.state)
    assert before["listed"]
    rebuild(site.ledger, site.store, ADDRESSES)
    assert lines_of(site.state) == before


def test_readers_find_everything_while_all_is_published_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.publish.BATCH", 1)
    monkeypatch.setattr("graph.publish.NOTED_S", 0.0)
    monkeypatch.setattr("graph.publish.MUCH", 1)
    site.add(*(site.write(f"{n}", f"Film {n}", genre="Crime") for n in range(4)))
    seen: set[tuple[int, ...]] = set()
    with closing(Ledger(site.state, read_only=True)) as reader:

        def look(*_: object) -> None:
            lists, find = reader.lists, reader.finding.find
            (crime,) = lists.choices("movie", "genre", {})
            listed = lists.count("review", {}), lists.count("movie", {}), crime.count
            seen.add((*listed, find("reviews", ("film",), 0).total))
            assert not reader.indices

        rebuild(site.ledger, site.store, ADDRESSES, look)
    assert seen == {(4, 4, 4, 4)}


def test_a_rebuild_writes_anew_what_an_older_version_wrote_otherwise(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.ledger.listed.segmented", str.upper)
    site.add(site.write("one", "Heat", "七人の侍"))
    assert not site.found("reviews", "七人")
    monkeypatch.undo()
    rebuild(site.ledger, site.store, ADDRESSES)
    assert site.found("reviews", "七人")


@pytest.mark.parametrize("noted", [False, True])
def test_a_rebuild_forgets_what_nothing_stands_for(site: Site, noted: bool) -> None:
    """As when a publication was cut short, and something has been withdrawn since."""
    site.add(site.write("one", "Heat"))
    before = lines_of(site.state)
    with site.ledger.transaction():
        named = Named("person", "film:ghost", "ghost", "ghost")
        ghost = site.ledger.things.put([named])[0][named]
        site.ledger.things.retire(ghost)
        site.ledger.listed.replace([ghost], [line_of(Listing(ghost, "person", ("A Ghost",)))])
        site.ledger.unpublished.remove([ghost] if noted else [])
    rebuild(site.ledger, site.store, ADDRESSES)
    assert lines_of(site.state) == before


def test_a_review_is_found_where_it_first_appeared(site: Site) -> None:
    here, there = "https://blog.example/Зона/?b=2&a=1", "https://blog.example/heat.php"
    site.add(site.write("one", "Heat", canonical=here))
    assert site.ledger.listed.at("page", address_key(here)) == [("reviews/one.md", "heat-1995-ann")]
    assert site.ledger.listed.at("page", address_key(there)) == []
    site.add(
        site.write("one", "Heat", canonical=there), site.write("two", "Ronin", canonical=there)
    )
    assert site.ledger.listed.at("page", address_key(here)) == []
    assert len(site.ledger.listed.at("page", address_key(there))) == 2
    site.job.remove("reviews/two.md")
    assert len(site.ledger.listed.at("page", address_key(there))) == 1
