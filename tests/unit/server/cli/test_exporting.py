"""The table that Letterboxd imports, by the command: whose it is, where it goes, and that it comes
back as it went."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.cli import run
from tests.engine import Engine, running

REVIEWS = """Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date
2024-01-02,Amour,2012,https://boxd.it/aaa1,3.5,,"Slow, <i>and</i> ""true"".

Very true.",,2024-01-01
2025-01-02,Amour,2012,https://boxd.it/aaa2,0.5,Yes,=1+1 & I <3 it ¯\\_(ツ)_/¯,"two, tags",2025-01-01
2024-03-02,Heat,1995,https://boxd.it/aaa3,,,A <b>&lt;b&gt;</b> in the text.,,
"""
DIARY = """Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date
2024-01-02,Amour,2012,https://boxd.it/aaa1,3.5,,,2024-01-01
2024-05-02,Volver,2006,https://boxd.it/aaa4,,,,2024-05-01
2024-05-03,Volver,2006,https://boxd.it/aaa5,,Yes,,2024-05-03
"""
RATINGS = """Date,Name,Year,Letterboxd URI,Rating
2024-03-03,Heat,1995,https://boxd.it/f2,4
2024-04-01,Museo,2018,https://boxd.it/f3,5
"""
WATCHED = """Date,Name,Year,Letterboxd URI
2024-04-02,Us,2019,https://boxd.it/f5
2024-04-02,Amour,2012,https://boxd.it/f1
"""
SAID = """SELECT ?kind ?film ?year ?page ?value ?best ?worst ?day ?words {
  VALUES (?kind ?about) { (schema:Review schema:itemReviewed) (schema:WatchAction schema:object) }
  ?thing a ?kind ; ?about ?of .
  ?of schema:name ?film ; schema:datePublished ?year .
  OPTIONAL { ?of schema:sameAs ?page }
  OPTIONAL { ?thing schema:reviewRating [
    schema:ratingValue ?value ; schema:bestRating ?best ; schema:worstRating ?worst ] }
  OPTIONAL { ?thing schema:startTime ?day }
  OPTIONAL { ?thing schema:reviewBody ?words }
}"""
POST = (
    "---\ntitle: {}\nyear: {}\nauthor: {}\nrating: {}\ndate: 2020-01-02\n---\nRain, and a plan.\n"
)


def command(site: Path, *words: str | Path) -> int:
    return run(["--site", str(site), *map(str, words)])


def wrote(folder: Path, name: str, *said: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(POST.format(*said))


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def said(site: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    assert command(site, "query", SAID, "--format", "json") == 0
    rows = json.loads(capsys.readouterr().out)["results"]["bindings"]
    return sorted(json.dumps({k: v["value"] for k, v in row.items()}) for row in rows)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    wrote(folder, "heat.md", "Heat", "1995", "Ann Lee", "4/5")
    wrote(folder, "crash.md", "Crash", "1996", "Bo Ek", "7/10")
    wrote(folder, "thief.md", "Thief", "1981", "Bo Ek", "85/100")
    command(folder, "add", folder)
    return folder


@pytest.fixture
def of_letterboxd(tmp_path: Path) -> Path:
    """A site made of Letterboxd's own export."""
    folder = tmp_path / "ann"
    folder.mkdir()
    (folder / "triplebill.toml").write_text('author = "Ann Lee"\n')
    with zipfile.ZipFile(folder / "export.zip", "w") as export:
        for name, table in (
            ("reviews.csv", REVIEWS), ("diary.csv", DIARY), ("ratings.csv", RATINGS),
            ("watched.csv", WATCHED),
        ):  # fmt: skip
            export.writestr(name, table)
    assert command(folder, "add", folder / "export.zip") == 0
    return folder


def test_what_came_from_letterboxd_goes_out_and_comes_back_the_same(
    of_letterboxd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = of_letterboxd / "table.csv"
    assert command(of_letterboxd, "export", table) == 0
    assert "7 rows written" in capsys.readouterr().out
    assert [(row["Title"], row["WatchedDate"], row["Rewatch"]) for row in read(table)] == [
        ("Amour", "2024-01-01", ""),
        ("Volver", "2024-05-01", ""),
        ("Volver", "2024-05-03", "true"),
        ("Amour", "2025-01-01", "true"),
        ("Heat", "", ""),
        ("Museo", "", ""),
        ("Us", "", ""),
    ]
    other = tmp_path / "other"
    other.mkdir()
    (other / "triplebill.toml").write_text('author = "Ann Lee"\n')
    assert command(other, "add", table) == 0
    assert said(other, capsys) == said(of_letterboxd, capsys)
    again = other / "again.csv"
    assert command(other, "export", again) == 0
    assert again.read_bytes() == table.read_bytes()


def test_a_table_is_one_persons(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "out.csv"
    assert command(site, "export", path) == 2
    told = capsys.readouterr().err
    assert "2 persons" in told
    assert "--by “Bo Ek”" in told
    assert "Ann Lee" in told
    assert not path.exists()
    assert command(site, "export", "--by", "Cy", path) == 2
    assert "Nobody called “Cy”" in capsys.readouterr().err
    assert command(site, "export", "--by", "ann lee", path) == 0
    assert [row["Title"] for row in read(path)] == ["Heat"]


def test_what_the_table_cannot_say_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(site, "export", "--by", "person/bo-ek", site / "out.csv") == 0
    assert [row["Rating"] for row in read(site / "out.csv")] == ["3.5", "4.5"]
    told = capsys.readouterr()
    assert "2 rows written" in told.out
    assert "1 rating between two half stars" in told.err
    assert "2 rows without a day of seeing" in told.err


def test_where_one_person_is_named_all_is_that_persons(tmp_path: Path) -> None:
    site = tmp_path / "site"
    wrote(site, "heat.md", "Heat", "1995", "Ann Lee", "4/5")
    wrote(site, "crash.md", "Crash", "1996", '""', "7/10")
    command(site, "add", site)
    assert command(site, "export", site / "out.csv") == 0
    assert [row["Title"] for row in read(site / "out.csv")] == ["Crash", "Heat"]


def test_what_names_nobody_is_told_beside_a_chosen_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    wrote(site, "heat.md", "Heat", "1995", "Ann Lee", "4/5")
    wrote(site, "crash.md", "Crash", "1996", '""', "7/10")
    command(site, "add", site)
    assert command(site, "export", "--by", "Ann Lee", site / "out.csv") == 0
    assert "they name nobody: 1" in capsys.readouterr().err
    assert [row["Title"] for row in read(site / "out.csv")] == ["Heat"]


def test_standard_output_has_the_table_alone(
    site: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert command(site, "export", "--by", "Ann Lee", site / "out.csv") == 0
    capfdbinary.readouterr()
    assert command(site, "export", "--by", "Ann Lee", "--format", "letterboxd", "-") == 0
    told = capfdbinary.readouterr()
    assert told.out == (site / "out.csv").read_bytes()
    assert b"1 row written to standard output" in told.err


def test_the_file_keeps_its_permissions(site: Path) -> None:
    path = site / "out.csv"
    path.write_text("old")
    path.chmod(0o640)
    assert command(site, "export", "--by", "Ann Lee", path) == 0
    assert path.stat().st_mode & 0o777 == 0o640
    assert read(path)


def test_a_table_too_large_for_letterboxd_is_several(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    long = "Rain, and a plan. " * 40_000
    films = "".join(f'Film {n},1995,4/5,Ann Lee,"{long}"\n' for n in range(2))
    (site / "films.csv").write_text(f"Title,Year,Rating,Reviewer,Review\n{films}")
    assert command(site, "add", site / "films.csv") == 0
    (site / "out-3.csv").write_text("old")
    assert command(site, "export", site / "out.csv") == 0
    told = capsys.readouterr()
    assert "2 files" in told.out
    assert "import each file" in told.err
    assert "out-3.csv is no part" in told.err
    tables = [read(site / name) for name in ("out.csv", "out-2.csv")]
    assert [[row["Title"] for row in table] for table in tables] == [["Film 0"], ["Film 1"]]


@pytest.mark.parametrize(
    "words",
    [
        ("--shards", "2", "out.csv"),
        ("--shards", "2", "--format", "ttl", "out"),
        ("--format", "letterboxd", "out.csv.gz"),
        ("--by", "Ann Lee", "out.nt"),
        ("--by", "", "out.csv"),
        ("out.docx",),
        ("-",),
    ],
)
def test_what_cannot_be_meant_is_told(site: Path, words: tuple[str, ...]) -> None:
    before = set(site.iterdir())
    assert command(site, "export", *words[:-1], site / words[-1] if words[-1] != "-" else "-") == 2
    assert set(site.iterdir()) == before


@pytest.fixture
def engine() -> Iterator[Engine]:
    with running(Engine()) as engine:
        yield engine


def test_an_engine_gives_the_same_table(site: Path, tmp_path: Path, engine: Engine) -> None:
    remote = tmp_path / "remote"
    remote.mkdir()
    (remote / "triplebill.toml").write_text(engine.settings)
    assert command(remote, "add", site) == 0
    for folder in (site, remote):
        assert command(folder, "export", "--by", "Bo Ek", folder / "out.csv") == 0
    assert (remote / "out.csv").read_bytes() == (site / "out.csv").read_bytes()
