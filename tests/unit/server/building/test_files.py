from __future__ import annotations

from pathlib import Path

import pytest

from server.building.files import Folder, UnsafeAddressError, file_of
from server.building.plan import Unit


@pytest.mark.parametrize(
    "path",
    [
        "/../secret",
        "/movie/..",
        "/movie/../../etc/passwd",
        "/movie/.htaccess",
        "//etc/passwd",
        "/movie/",
        "/movie/a\\b",
        "/movie/a%2e%2e",
        "/movie/a\0b",
        "/movie/a\nb",
        "/.well-known/../secret",
        "/.well-known",
        "/.git/config",
        "/movie/caf\u00e9",
        f"/movie/{'x' * 241}",
        "",
    ],
)
def test_nothing_lies_outside_of_the_folder_or_hidden_in_it(path: str) -> None:
    with pytest.raises(UnsafeAddressError):
        file_of(path, page=False)


def test_a_hostile_resource_has_no_files() -> None:
    with pytest.raises(UnsafeAddressError):
        Unit("resource", "/movie/../../secret").files()


def test_a_page_lies_beside_its_data() -> None:
    files = Unit("resource", "/movie/heat-1995").files()
    assert files["movie/heat-1995.html"] == "/movie/heat-1995.html"
    suffixes = {".html", ".ttl", ".jsonld", ".nt", ".rdf", ".linkset"}
    assert {Path(name).suffix for name in files} == suffixes
    assert files["movie/heat-1995.linkset"] == "/movie/heat-1995.linkset"
    assert Unit("single", "/reviews/page/2").files() == {"reviews/page/2.html": "/reviews/page/2"}
    assert Unit("data", "/.well-known/void").files() == {".well-known/void": "/.well-known/void"}


def test_a_removed_file_takes_its_empty_folders_with_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("movie/heat/claims.html", b"x")
    folder.write("movie/heat.html", b"x")
    folder.remove("movie/heat/claims.html")
    assert not (tmp_path / "movie" / "heat").exists()
    assert (tmp_path / "movie" / "heat.html").exists()


def test_a_file_replaces_another_as_a_whole_even_if_taken_for_new(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a.html", b"first", new=True)
    before = (tmp_path / "a.html").open("rb")
    folder.write("a.html", b"second", new=True)
    with before:
        assert before.read() == b"first"  # whoever reads the old one sees all of it
    assert (tmp_path / "a.html").read_bytes() == b"second"
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
