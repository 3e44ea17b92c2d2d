from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import LockedError
from server.building.manifest import File, Manifest, mark
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
    return {unit for _, unit in manifest.stale(0, 100)}


def made(manifest: Manifest, shows: dict[Unit, list[Unit]]) -> None:
    """All units were made, and show these others."""
    with manifest.transaction():
        for id_, unit in manifest.stale(0, 100):
            name = f"{unit.name[1:]}.html"
            manifest.announce([(name, id_)])
            seen = b"".join(mark(each.name) for each in shows.get(unit, []))
            manifest.settle([(id_, seen)], [File(name, b"d", 1)])


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
    orphans = [file.name for file in site.orphans()]
    assert orphans == ["review/heat-by-ann.html"]
    assert (len(list(site.files())), site.written()) == (4, 5)
    site.forget(orphans)
    assert (site.orphans(), site.written()) == ([], 4)


def test_a_file_may_pass_to_another_unit(site: Manifest) -> None:
    tombstone = Unit("former", REVIEW.name)
    site.know([FILM, PERSON, OTHER, HOME, tombstone])
    ((id_, _),) = [row for row in site.stale(0, 100) if row[1] == tombstone]
    site.announce([("review/heat-by-ann.html", id_)])
    assert (site.orphans(), len(list(site.files()))) == ([], 5)


def test_it_is_remembered_what_was_to_be_written(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    manifest.know([FILM])
    manifest.announce([("movie/heat.html", 1)])
    manifest.close()
    again = Manifest(tmp_path)
    assert again.known(["movie/heat.html", "mine"]) == {
        "movie/heat.html": File("movie/heat.html", b"", 0)
    }
    assert again.unsettled() == ["movie/heat.html"]
    again.close()


def test_one_at_a_time(manifest: Manifest, tmp_path: Path) -> None:
    with pytest.raises(LockedError, match="Another"):
        Manifest(tmp_path)
