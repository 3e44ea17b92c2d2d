from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import LockedError
from server.building.entries import PENDING, File, Settled, mark, noted
from server.building.manifest import Manifest
from server.building.plan import Unit

FILM, REVIEW, PERSON, OTHER = (
    Unit("resource", name)
    for name in ("/movie/heat", "/review/heat-by-ann", "/person/ann", "/movie/casino")
)
HOME = Unit("single", "/")


@pytest.fixture
def manifest(tmp_path: Path) -> Iterator[Manifest]:
    opened = Manifest(tmp_path)
    yield opened
    opened.close()


def stale(manifest: Manifest) -> set[Unit]:
    return {entry.unit for entries in manifest.stale(2) for entry in entries}


def made(manifest: Manifest, shows: dict[Unit, list[Unit]]) -> None:
    """All units were made, and show these others."""
    with manifest.transaction():
        for id_, unit, _ in next(manifest.stale(100), []):
            files = [File(f"{unit.name[1:]}.html", b"d", 1)]
            manifest.begin([id_])
            seen = b"".join(mark(each.name) for each in shows.get(unit, []))
            manifest.settle([Settled(id_, seen, noted(files))])


@pytest.fixture
def site(manifest: Manifest) -> Manifest:
    manifest.know([FILM, REVIEW, PERSON, OTHER, HOME])
    made(manifest, {FILM: [REVIEW, PERSON], REVIEW: [FILM, PERSON], PERSON: [REVIEW, FILM]})
    assert stale(manifest) == set()
    return manifest


def test_new_units_are_to_be_made(site: Manifest) -> None:
    new = Unit("resource", "/movie/ronin")
    site.know([FILM, REVIEW, PERSON, OTHER, HOME, new])
    assert stale(site) == {new}


def test_what_shows_a_changed_resource_is_made_again(site: Manifest) -> None:
    site.change([PERSON.name], [])
    assert stale(site) == {PERSON, FILM, REVIEW}


def test_what_a_changed_resource_comes_to_show_is_made_again(site: Manifest) -> None:
    site.change([OTHER.name], [PERSON.name])
    assert stale(site) == {OTHER, PERSON}


def test_what_a_changed_resource_showed_before_is_made_again(site: Manifest) -> None:
    made(site, {})
    site.spoil(["resource"])
    made(site, {OTHER: [FILM]})
    site.change([OTHER.name], [])
    assert stale(site) == {OTHER, FILM}


def test_what_is_forgotten_leaves_orphans_and_those_who_showed_it(site: Manifest) -> None:
    site.know([FILM, PERSON, OTHER, HOME])
    assert stale(site) == {FILM, PERSON}
    assert [file.name for file in site.orphans()] == ["review/heat-by-ann.html"]
    assert (len(list(site.files())), site.written()) == (4, 4)
    site.forget()
    assert site.orphans() == []


def test_a_file_may_pass_to_another_unit(site: Manifest) -> None:
    tombstone = Unit("former", REVIEW.name)
    site.know([FILM, PERSON, OTHER, HOME, tombstone])
    assert site.abandoned() == {"review/heat-by-ann.html": File("review/heat-by-ann.html", b"d", 1)}
    made(site, {})
    assert (site.orphans(), len(list(site.files()))) == ([], 5)


def test_it_is_remembered_what_was_to_be_written(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    manifest.know([FILM])
    manifest.begin([1])
    manifest.close()
    again = Manifest(tmp_path)
    ((entry,),) = again.stale(2)
    assert entry.files.keys() == FILM.files().keys()
    assert {file.digest for file in entry.files.values()} == {PENDING}
    assert set(again.unsettled()) == entry.files.keys()
    assert again.strange({*entry.files, "mine"}) == {"mine"}
    again.close()


def test_of_what_was_begun_anew_it_is_not_known_what_it_is(site: Manifest) -> None:
    site.spoil(["single"])
    ((before,),) = site.stale(2)
    assert before.files == {".html": File(".html", b"d", 1)}
    site.begin([before.id])
    ((after,),) = site.stale(2)
    assert {file.digest for file in after.files.values()} == {PENDING}
    assert after.files.keys() > before.files.keys()


def test_one_at_a_time(manifest: Manifest, tmp_path: Path) -> None:
    with pytest.raises(LockedError, match="Another"):
        Manifest(tmp_path)
