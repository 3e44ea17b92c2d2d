"""The samples in data/ are what data/README.md says they are."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import frontmatter
import pytest
import yaml

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
REVIEWS, FAULTY, HOSTILE = DATA / "reviews", DATA / "reviews-faulty", DATA / "reviews-hostile"
CATALOGUE = ROOT.parent / "shared" / "catalogue" / "catalogue-permissive.tsv"
README = (DATA / "README.md").read_text(encoding="utf-8")


class Sample(NamedTuple):
    """One review, read in the plainest way, by none of the code under test."""

    place: str
    film: str
    year: int | None
    reviewer: str
    body: str
    imdb: str = ""


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def from_text(path: Path) -> Sample:
    text = path.read_text(encoding="utf-8")
    named = re.search(r"“(.+?)”(?: \((\d{4})\))?", text)
    signed = re.search(r"^(?:Reviewer|Crítica de): (.+)$", text, re.MULTILINE)
    assert named, f"{path} names no film"
    year = int(named[2]) if named[2] else None
    return Sample(path.name, named[1], year, signed[1] if signed else "", text)


def from_markdown(path: Path) -> Sample:
    post = frontmatter.loads(path.read_text(encoding="utf-8"))
    keys: dict[str, Any] = post.metadata
    film = keys.get("movie") or keys.get("film") or keys.get("itemReviewed") or keys
    title = film.get("filmTitle") or film.get("name") or film["title"]
    year = film.get("releaseYear") or film.get("year") or film["datePublished"][:4]
    author = keys.get("author", "")
    reviewer = author["name"] if isinstance(author, dict) else author
    imdb = re.search(r"tt\d{7,}", str(keys))
    return Sample(path.name, title, int(year), reviewer, post.content, imdb[0] if imdb else "")


def from_table(path: Path) -> Iterator[Sample]:
    text = path.read_text(encoding="utf-8")
    delimiter = ";" if text.partition("\n")[0].count(";") else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for number, row in enumerate(rows, 1):
        title, year, *_ = row.values()
        reviewer = row.get("Reviewer") or row["Rezensent"]
        body = row.get("Review") or row["Kritik"]
        place = f"{path.name}#row={number}"
        yield Sample(place, title, int(year) if year else None, reviewer, body)


def samples() -> list[Sample]:
    """The reviews: all but the diary and the record of a film."""
    found: list[Sample] = []
    for path in files(REVIEWS):
        if path.parent.name in ("diary", "records"):
            continue
        match path.suffix:
            case ".txt":
                found.append(from_text(path))
            case ".md":
                found.append(from_markdown(path))
            case ".csv":
                found.extend(from_table(path))
            case other:
                pytest.fail(f"{path} is of no known form: {other}")
    return found


SAMPLES = samples()


@pytest.mark.parametrize("path", files(REVIEWS), ids=lambda path: path.name)
def test_reviews_are_clean_utf8(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not text.startswith("\ufeff")


def test_there_are_as_many_as_the_readme_says() -> None:
    said = re.search(r"(\d+) reviews of (\d+) films", README)
    assert said
    assert len(SAMPLES) == int(said[1]) >= 60
    assert len(distinct_films()) == int(said[2])


def test_the_diary_has_as_many_viewings_as_the_readme_says() -> None:
    said = re.search(r"(\d+) viewings of (\d+) films", README)
    assert said
    text = "".join(path.read_text("utf-8") for path in files(REVIEWS / "diary"))
    rows = list(csv.DictReader(io.StringIO(text), strict=True))
    assert len(rows) == len({row["Permalink"] for row in rows}) == int(said[1])
    assert len({(row["Film"], row["Year"]) for row in rows}) == int(said[2])


def distinct_films() -> set[tuple[str, int]]:
    """Films by title and year, after the README's own list of titles that mean one film."""
    same = {
        "기생충": "Parasite",
        "千と千尋の神隠し": "Spirited Away",
        "Le Fabuleux Destin d’Amélie Poulain": "Amélie",
        "El laberinto del fauno": "Pan’s Labyrinth",
    }
    assert all(title in README for title in (*same, *same.values()))
    years = {s.film: s.year for s in SAMPLES if s.year}
    films = {(same.get(s.film, s.film), s.year or years.get(s.film, 0)) for s in SAMPLES}
    return films - {("Casablanca", 1943)}


def test_nobody_reviews_a_film_twice() -> None:
    pairs = Counter((s.film, s.year, s.reviewer) for s in SAMPLES)
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_several_reviewers_write_about_the_same_film() -> None:
    reviewers = defaultdict(set)
    for sample in SAMPLES:
        reviewers[sample.film].add(sample.reviewer)
    assert sum(len(names) > 1 for names in reviewers.values()) >= 8


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.place)
def test_reviews_are_long_enough_to_be_reviews(sample: Sample) -> None:
    if re.search(r"[\u3040-\u30ff]", sample.body):
        assert 400 <= len(sample.body) <= 2000
    else:
        assert 80 <= len(sample.body.split()) <= 700


def test_what_the_readme_names_is_there() -> None:
    named = re.findall(r"`(reviews(?:-\w+)?/[^`]*)`", README)
    assert named
    assert [name for name in named if not (DATA / name).exists()] == []


@pytest.mark.parametrize("folder", [FAULTY, HOSTILE], ids=lambda folder: folder.name)
def test_the_readme_lists_a_folder_whole(folder: Path) -> None:
    _, _, after = README.partition(f"\n## `{folder.name}/`\n")
    listed = re.findall(r"^\| `([^`]+)` \|", after.partition("\n## ")[0], re.MULTILINE)
    assert sorted(listed) == [path.name for path in files(folder)]


def undecodable(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def front(data: bytes) -> str:
    return data.decode("utf-8").split("---\n")[1]


def keys(data: bytes) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(front(data), yaml.BaseLoader)
    return loaded


def not_yaml(data: bytes) -> bool:
    try:
        yaml.safe_load(front(data))
    except yaml.YAMLError:
        return True
    return False


def widths(data: bytes) -> list[int]:
    return [len(row) for row in csv.reader(io.StringIO(data.decode("utf-8"), newline=""))]


FAULTS: dict[str, Callable[[bytes], bool]] = {
    "empty.txt": lambda data: data == b"",
    "blank.txt": lambda data: data.isspace(),
    "binary.txt": lambda data: data.startswith(b"\x89PNG\r\n"),
    "nul.txt": lambda data: data.count(b"\0") == 1 and not undecodable(data),
    "mixed-encoding.txt": lambda data: undecodable(data) and "“".encode() in data,
    "lone-surrogate.txt": lambda data: undecodable(data) and b"\xed\xa0\x80" in data,
    "truncated-utf-8.txt": lambda data: undecodable(data) and not undecodable(data[:-1]),
    "utf-16-without-bom.txt": lambda data: data.decode("utf-16-le").startswith("La Grande"),
    "control-character.md": lambda data: b"\x07" in data and not_yaml(data),
    "invalid-yaml.md": not_yaml,
    "unclosed-front-matter.md": lambda data: data.count(b"---\n") == 1,
    "yaml-aliases.md": lambda data: front(data).count("*a") == 90 and not not_yaml(data),
    "date-30-february.md": lambda data: keys(data)["date"] == "2024-02-30",
    "rating-11-of-10.md": lambda data: keys(data)["rating"] == "11/10",
    "release-year-1492.md": lambda data: keys(data)["film"]["year"] == "1492",
    "title-10000-characters.md": lambda data: len(keys(data)["film"]["title"]) == 10_000,
    "javascript-link.md": lambda data: keys(data)["canonical_url"].startswith("javascript:"),
    "no-opinion.md": lambda data: data.decode().split("---\n")[2].strip() == "",
    "no-film.txt": lambda data: "“" not in data.decode("utf-8"),
    "short-row.csv": lambda data: widths(data) == [7, 7, 3, 7],
    "long-row.csv": lambda data: widths(data) == [7, 7, 9],
    "no-header.csv": lambda data: widths(data) == [7, 7] and data.startswith(b"La Grande"),
    "unclosed-quote.csv": lambda data: data.count(b'"') == 1,
}


@pytest.mark.parametrize("path", files(FAULTY), ids=lambda path: path.name)
def test_a_faulty_file_has_the_fault_it_is_named_after(path: Path) -> None:
    assert FAULTS[path.name](path.read_bytes())


@pytest.mark.parametrize("path", files(HOSTILE), ids=lambda path: path.name)
def test_a_hostile_file_can_be_read(path: Path) -> None:
    encoding = "cp1252" if path.name == "windows-1252.txt" else "utf-8-sig"
    text = path.read_bytes().decode(encoding)
    if path.suffix == ".md":
        assert yaml.load(text.split("---\n")[1], yaml.BaseLoader)
    assert text.strip()


def test_identifiers_are_those_of_the_films() -> None:
    if not CATALOGUE.exists():
        pytest.skip(f"There is no catalogue at {CATALOGUE}.")
    with CATALOGUE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        years = {row["imdb_id"]: row["year"] for row in rows}
    stated = [sample for sample in SAMPLES if sample.imdb]
    assert len(stated) >= 10
    for sample in stated:
        assert sample.year
        assert abs(sample.year - int(years[sample.imdb])) <= 1, sample
