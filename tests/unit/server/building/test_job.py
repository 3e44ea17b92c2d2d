"""Builds of a small site that changes, each compared with a build from nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import LockedError, SettingsError
from graph.publish import rebuild
from server.building.entries import File
from server.building.files import digest
from server.building.job import Summary, build
from server.building.manifest import FILE, Manifest
from server.config import Config, load
from server.pages.listings import LONGEST
from server.site import writing

OWN = {FILE, f"{FILE}.lock"}
REVIEW = """\
Film: {film}
Year: 1995
Director: {film} Maker
Reviewer: {who}
Rating: {score}/5

{body}
"""


class Site:
    """A site of three films, of which two have been reviewed once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.out = root / "public"
        self.reviews = root / "reviews"
        self.reviews.mkdir(parents=True)
        for name, film, who in (
            ("one", "Heat", "Ann Lee"),
            ("two", "Heat", "Ben Orr"),
            ("three", "Clueless", "Cy Fox"),
            ("four", "Casino", "Di Roy"),
        ):
            self.write(name, film, who, f"A long night with {film}, and none of it is wasted.")
        self.add()

    @property
    def config(self) -> Config:
        return load(self.root, environ={})

    def write(self, name: str, film: str, who: str, body: str, score: int = 4) -> None:
        text = REVIEW.format(film=film, who=who, score=score, body=body)
        (self.reviews / f"{name}.txt").write_text(text)

    def add(self) -> None:
        with writing(self.config) as site:
            assert not site.job.add([self.reviews]).rejected

    def remove(self, name: str) -> None:
        (self.reviews / f"{name}.txt").unlink()
        with writing(self.config) as site:
            assert site.job.remove(f"reviews/{name}.txt")

    def build(self, **options: bool) -> Summary:
        summary = build(self.config, self.out, **options)
        assert summary.problems == []
        assert summary.files == summary.written + summary.unchanged
        return summary

    def fresh(self) -> dict[str, bytes]:
        """What a build from nothing writes."""
        folder = self.root / "fresh"
        shutil.rmtree(folder, ignore_errors=True)
        build(self.config, folder)
        return tree(folder)

    def page(self, words: str) -> str:
        """The only page whose name has these words, without suffix."""
        (found,) = self.out.glob(f"{words}.ttl")
        return found.relative_to(self.out).with_suffix("").as_posix()


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: body for name, body in found.items() if name not in OWN}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.build()
    return site


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in before | after if before.get(name) != after.get(name)}


def test_a_changed_review_writes_its_files_and_those_that_show_it(site: Site) -> None:
    before, inodes = tree(site.out), {p: p.stat().st_ino for p in site.out.rglob("*")}
    site.write("one", "Heat", "Ann Lee", "I was wrong: it drags.", score=1)
    site.add()
    summary = site.build()
    after = tree(site.out)
    changed = differing(before, after)
    replaced = {p for p in site.out.rglob("*") if p.is_file() and p.stat().st_ino != inodes.get(p)}
    assert {p.relative_to(site.out).as_posix() for p in replaced} == changed
    assert summary.written == len(changed)
    assert {f"{site.page('movie/heat*')}.html", "index.html", "reviews.html"} <= changed
    assert not any("clueless" in name or "casino" in name for name in changed), changed
    assert summary.made < summary.files
    assert after == site.fresh()


def test_a_changed_review_changes_the_parts_of_the_index_that_have_its_words(site: Site) -> None:
    before = tree(site.out)
    site.write("one", "Heat", "Ann Lee", "A long day with Heat, and none of it is wasted.")
    site.add()
    site.build()
    after = tree(site.out)
    parts = {name for name in before if name.startswith("search/words/")}
    assert len(parts) > 10
    assert {name for name in differing(before, after) if name.startswith("search/words/")} == {
        "search/words/d.json",
        "search/words/n.json",
    }
    assert not {name for name in differing(before, after) if name.startswith("search/names/")}


def test_a_new_review_shows_on_the_page_of_its_film(site: Site) -> None:
    site.write("five", "Casino", "Ann Lee", "The best thing that I have seen in years.")
    site.add()
    site.build()
    assert b"Ann Lee" in (site.out / f"{site.page('movie/casino*')}.html").read_bytes()
    assert tree(site.out) == site.fresh()


def test_a_removed_review_is_gone_and_hosts_are_told(site: Site) -> None:
    review = site.page("review/*casino*")
    mine = site.out / "review" / "mine.txt"
    mine.write_text("of no build")
    site.remove("four")
    summary = site.build()
    assert summary.removed
    assert summary.left == []
    assert [p.name for p in site.out.glob(f"{review}*")] == [f"{review.split('/')[1]}.html"]
    assert "has been withdrawn" in (site.out / f"{review}.html").read_text()
    assert f"/{review}.ttl /{review}.html 410!" in (site.out / "_redirects").read_text()
    assert f"^{review}(" in (site.out / ".htaccess").read_text()
    assert f"  /{review} /{review};" in (site.out / ".nginx" / "maps.conf").read_text()
    assert tree(site.out) == site.fresh() | {"review/mine.txt": b"of no build"}


def test_a_moved_page_says_where_it_is(site: Site) -> None:
    old = site.page("movie/heat*")
    for name, who in (("one", "Ann Lee"), ("two", "Ben Orr")):
        text = REVIEW.format(film="Heat", who=who, score=4, body="A long night, none of it wasted.")
        (site.reviews / f"{name}.txt").write_text(text.replace("1995", "1996"))
    site.add()
    site.build()
    new = site.page("movie/heat*")
    assert new != old
    redirects = (site.out / "_redirects").read_text()
    assert f"/{old} /{new} 301!" in redirects
    assert f"/{old}/* /{new}/:splat 301!" in redirects
    assert f'href="/{new}"' in (site.out / f"{old}.html").read_text()
    assert tree(site.out) == site.fresh()


def test_other_settings_make_other_pages(site: Site) -> None:
    (site.root / "triplebill.toml").write_text('site_name = "The Late Show"\n')
    assert site.build().written
    assert b"The Late Show" in (site.out / f"{site.page('movie/heat*')}.html").read_bytes()
    assert tree(site.out) == site.fresh()


def test_an_interrupted_build_forgets_nothing(site: Site) -> None:
    site.write("one", "Heat", "Ann Lee", "I was wrong: it drags.", score=1)
    site.add()

    def stop(step: str, done: int, total: int) -> None:
        if step == "Comparing":  # the changes are known to nobody yet, or to the manifest alone
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(site.config, site.out, progress=stop)
    with pytest.raises(KeyboardInterrupt):
        build(site.config, site.out, progress=lambda step, *_: _stop_at(step, "Building"))
    site.build()
    assert tree(site.out) == site.fresh()


def _stop_at(step: str, wanted: str) -> None:
    if step == wanted:
        raise KeyboardInterrupt


def test_drafts_that_a_killed_build_left_are_removed(site: Site) -> None:
    draft = site.out / "index.html~draft4711"
    draft.write_text("half of")
    (site.out / "index.html~draft").write_text("mine")
    site.build(everything=True)
    assert not draft.exists()
    assert (site.out / "index.html~draft").exists()


def test_what_nobody_built_is_neither_replaced_nor_removed(site: Site) -> None:
    other = site.root / "other"
    other.mkdir()
    (other / "index.html").write_text("mine")
    with pytest.raises(SettingsError, match="is not empty"):
        build(site.config, other)
    assert tree(other) == {"index.html": b"mine"}
    assert build(site.config, other, force=True).problems == []
    assert tree(other) == tree(site.out)


def test_a_file_in_the_way_stays_and_is_named(site: Site) -> None:
    site.write("five", "Ronin", "Ann Lee", "The best thing that I have seen in years.")
    site.add()
    name = next(n for n in site.fresh() if n.startswith("movie/ronin") and n.endswith(".html"))
    (site.out / name).write_text("mine")
    summary = build(site.config, site.out)
    assert [problem for problem in summary.problems if name in problem]
    assert (site.out / name).read_text() == "mine"


def test_a_file_that_somebody_changed_is_mended_or_left(site: Site) -> None:
    page = site.out / f"{site.page('review/*casino*')}.ttl"
    (site.out / "index.html").write_text("changed by hand")
    page.write_bytes(page.read_bytes().swapcase())
    assert site.build().written == 1
    assert tree(site.out).keys() == site.fresh().keys()
    site.remove("four")
    assert site.build().left == [page.relative_to(site.out).as_posix()]
    assert page.exists()


def test_a_file_that_a_unit_has_no_longer_is_removed(site: Site) -> None:
    before, old = tree(site.out), site.out / ".nginx" / "old.conf"
    old.write_bytes(b"old")
    manifest = Manifest(site.out)
    host = manifest.host()
    manifest.enter(host.id, [*host.files.values(), File(".nginx/old.conf", digest(b"old"), 3)])
    manifest.close()
    assert site.build().removed == 1
    assert tree(site.out) == before


def test_a_folder_with_a_manifest_of_the_first_version_is_taken_over(site: Site) -> None:
    before = tree(site.out)
    (site.out / FILE).unlink()
    with closing(sqlite3.connect(site.out / FILE)) as first:
        first.executescript(
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT); CREATE TABLE unit (id INTEGER);"
            "CREATE TABLE file (path TEXT PRIMARY KEY, unit INTEGER, digest BLOB, size INTEGER);"
            "PRAGMA user_version = 1;"
        )
        known = [(name, 1, b"d", len(body)) for name, body in before.items()]
        first.executemany("INSERT INTO file VALUES (?, ?, ?, ?)", known)
        first.commit()
    assert site.build().removed == 0
    assert tree(site.out) == before
    assert site.build().written == 0


def test_two_builds_do_not_write_to_one_folder(site: Site) -> None:
    manifest = Manifest(site.out)
    try:
        with pytest.raises(LockedError):
            build(site.config, site.out)
    finally:
        manifest.close()


def test_a_site_below_a_path(site: Site) -> None:
    (site.root / "triplebill.toml").write_text('base_iri = "https://films.example/reviews/"\n')
    with writing(site.config, rebase=True) as opened:
        rebuild(opened.job.ledger, opened.job.store, opened.job.addresses)
    site.build()
    page = (site.out / f"{site.page('movie/heat*')}.html").read_text()
    assert 'href="/reviews/static/' in page
    assert 'href="/reviews/person/ann-lee"' in page
    assert tree(site.out) == site.fresh()


def test_feeds_follow_their_reviews_and_what_these_show(site: Site) -> None:
    film = site.page("movie/heat*")
    before = tree(site.out)
    site.write("one", "Heat", "Ann Lee", "I was wrong: it drags.", score=1)
    site.add()
    site.build()
    changed = differing(before, tree(site.out))
    assert {f"{film}/feed.atom", f"{film}/feed.json", "person/ann-lee/feed.atom"} <= changed
    assert {"feed.atom", "data.html", "data.ttl", "dump.nq.gz"} <= changed
    assert not any(name.startswith(("movie/casino", "person/cy-fox/")) for name in changed)
    assert tree(site.out) == site.fresh()


@pytest.mark.slow
def test_a_long_list_goes_on_by_path_and_ends(site: Site) -> None:
    film = site.page("movie/casino*")
    for number in range(LONGEST + 1):
        site.write(f"more-{number}", "Casino", f"Critic {number}", f"It was visit {number}.")
    site.add()
    site.build()
    page, further = f"{film}/reviews.html", f"{film}/reviews/page/2.html"
    files = tree(site.out)
    assert f'href="/{film}/reviews/page/2"'.encode() in files[page]
    assert f'href="/{film}/reviews"'.encode() in files[further]
    assert not list((site.out / "person").rglob("reviews*"))
    assert files == site.fresh()
    last = next(n for n in range(LONGEST + 1) if f"Critic {n}<".encode() in files[further])
    site.write(f"more-{last}", "Casino", f"Critic {last}", "It was worth every visit.", score=1)
    site.add()
    site.build()
    assert tree(site.out)[further] != files[further]
    assert tree(site.out) == site.fresh()
    site.remove("more-1")
    site.remove("more-2")
    site.build()
    assert page not in tree(site.out)
    assert tree(site.out) == site.fresh()


def test_a_film_shows_a_claim_that_changes_no_triple(site: Site) -> None:
    def state(name: str, who: str, minutes: int) -> None:
        text = REVIEW.format(film="Heat", who=who, score=4, body="A long night with Heat.")
        timed = text.replace("Rating", f"Running time: {minutes} min\nRating")
        (site.reviews / f"{name}.txt").write_text(timed)

    state("one", "Ann Lee", 170)
    state("two", "Ben Orr", 170)
    site.add()
    site.build()
    page = site.out / f"{site.page('movie/heat*')}.html"
    before, data = page.read_text(), page.with_suffix(".nt").read_bytes()
    state("two", "Ben Orr", 187)
    site.add()
    site.build()
    assert page.with_suffix(".nt").read_bytes() == data
    assert page.read_text() != before
    assert tree(site.out) == site.fresh()
