"""Any number of invented reviews as files, the same ones whenever the number is the same.

Sizes and shapes are those of 1,000 real reviews read for this: bodies of 2 kB on average, half of
them under 1.5 kB; a year in three of four, directors and casts in two of three, an IMDb number in
four of ten, a score in seven of ten on whatever scale the reviewer likes. Reviewers keep to their
form: labelled text, Markdown with front matter, rows of a table. One in a hundred has a fault.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from pathlib import Path
from random import Random

from bench.films import Film, Popularity, films, person
from bench.words import prose

REVIEWS_PER_FILM = 8
REVIEWS_PER_REVIEWER = 50
FILES_PER_FOLDER = 1_000
ROWS_PER_TABLE = 500
FAULTY = 0.01

MEDIAN_BODY, SPREAD, SHORTEST, LONGEST = 1_500, 0.76, 200, 12_000
"""Characters of a body, log-normal: the mean is 2,000."""

STATED = {
    "year": 0.75,
    "director": 0.66,
    "cast": 0.6,
    "writer": 0.25,
    "genres": 0.3,
    "minutes": 0.3,
    "country": 0.2,
    "age_class": 0.1,
    "imdb": 0.4,
    "score": 0.7,
    "reviewer": 0.9,
}
"""How many of the reviews state a fact."""

SCALES: tuple[Callable[[float], str], ...] = (
    lambda share: f"{round(share * 10)}/10",
    lambda share: f"{round(share * 10) / 2:g}/5",
    lambda share: f"{round(share * 100)}/100",
    lambda share: "★" * max(1, int(share * 5)) + "½" * (share * 5 % 1 >= 0.5),
    lambda share: ("F", "D", "C", "C+", "B-", "B", "B+", "A-", "A")[min(8, int(share * 9))],
)
"""How a share of the best score is written, as each reviewer prefers."""


FORMS = ("markdown", "text", "table", "markdown", "text", "markdown", "markdown", "table")
"""The forms of the reviewers, in turn."""


@dataclass(frozen=True, slots=True)
class Written:
    """A review as its reviewer keeps it: what it states by key, then its body.

    `form` is `text`, `markdown` or `table`. A missing key was not stated.
    """

    number: int
    form: str
    facts: dict[str, str | list[str]]
    body: str


def reviews(count: int, seed: int = 1) -> Iterator[Written]:
    """So many reviews, in the order of their numbers; about an eighth as many films."""
    chance = Random(f"reviews {count} {seed}")
    known = films(max(1, count // REVIEWS_PER_FILM), seed)
    more = Popularity(len(known)).draw(chance, max(0, count - len(known)))
    about = [*range(len(known)), *more]  # each film at least once
    chance.shuffle(about)
    critics = Popularity(max(10, count // REVIEWS_PER_REVIEWER)).draw(chance, count)
    for number, (film, critic) in enumerate(zip(about, critics, strict=True)):
        yield _review(Random(f"review {seed} {number}"), number, known[film], critic)


def write(folder: Path, count: int, seed: int = 1) -> int:
    """Write so many reviews into files below a folder; returns the bytes written."""
    rows: list[Written] = []
    size = tables = 0
    for review in reviews(count, seed):
        if review.form != "table":
            size += _write_file(folder, review)
            continue
        rows.append(review)
        if len(rows) == ROWS_PER_TABLE:
            size += _write_table(folder, tables, rows)
            rows, tables = [], tables + 1
    return size + (_write_table(folder, tables, rows) if rows else 0)


# --- one review -----------------------------------------------------------------------------


def _review(chance: Random, number: int, film: Film, critic: int) -> Written:
    taste = Random(f"critic {critic}")
    scale = taste.choice(SCALES)
    year = str(film.year)
    every: dict[str, str | list[str]] = {
        "year": year,
        "director": film.director,
        "writer": film.writer,
        "cast": [actor for actor, _ in film.cast],
        "minutes": f"{film.minutes} minutes",
        "genres": list(film.genres),
        "country": film.country,
        "age_class": film.age_class,
        "imdb": film.imdb,
        "score": scale(min(1.0, max(0.0, chance.gauss(0.65, 0.2)))),
        "reviewer": person(3_571 + critic),
    }
    stated = {key: said for key, said in every.items() if chance.random() < STATED[key]}
    published = date(2005, 1, 1) + timedelta(days=chance.randrange(7_000))
    facts = {"title": film.title, "published": published.isoformat(), **stated}
    if chance.random() < FAULTY:
        facts |= chance.choice(({"published": "2019-02-30"}, {"score": "11/10"}))
    length = min(LONGEST, max(SHORTEST, int(chance.lognormvariate(log(MEDIAN_BODY), SPREAD))))
    named = [f"{actor} ({role}) is good in it." for actor, role in film.cast[:2]]
    return Written(number, FORMS[critic % len(FORMS)], facts, prose(chance, length, named))


# --- its three forms ------------------------------------------------------------------------

LABELS = {
    "reviewer": "Reviewer",
    "score": "Rating",
    "title": "Film",
    "year": "Year",
    "director": "Director",
    "writer": "Screenplay",
    "cast": "Cast",
    "minutes": "Running time",
    "genres": "Genre",
    "country": "Country",
    "age_class": "MPAA rating",
    "imdb": "IMDb",
    "published": "Published on",
}
"""What a fact is called in text and in tables."""


def labelled(review: Written) -> str:
    """As text with a headline above the body and labelled lines below it."""
    lines = [f"{label}: {_joined(review.facts[key])}" for key, label in _stated(review)]
    return "\n\n".join((_headline(review), review.body, *lines)) + "\n"


def markdown(review: Written) -> str:
    """As Markdown under YAML front matter."""
    keys = {label.lower().replace(" ", "_"): review.facts[key] for key, label in _stated(review)}
    # JSON is YAML (YAML 1.2, section 1.2)
    lines = [f"{key}: {json.dumps(said, ensure_ascii=False)}" for key, said in keys.items()]
    headline = json.dumps(_headline(review))
    return "\n".join(("---", f"headline: {headline}", *lines, "---", "", review.body, ""))


def row(review: Written) -> list[str]:
    """As a row of a table, a cell for each label, the headline and the body."""
    cells = [_joined(review.facts.get(key, "")) for key in LABELS]
    return [_headline(review), *cells, review.body]


def _stated(review: Written) -> Iterator[tuple[str, str]]:
    return ((key, label) for key, label in LABELS.items() if key in review.facts)


def _headline(review: Written) -> str:
    opening = review.body.partition(".")[0].split()[:6]
    return f"{review.facts['title']}: {' '.join(opening)}"


def _joined(said: str | list[str]) -> str:
    return said if isinstance(said, str) else ", ".join(said)


# --- files ----------------------------------------------------------------------------------


def _write_file(folder: Path, review: Written) -> int:
    text, suffix = (labelled(review), "txt") if review.form == "text" else (markdown(review), "md")
    place = folder / review.form / f"{review.number // FILES_PER_FOLDER:04d}"
    place.mkdir(parents=True, exist_ok=True)
    return (place / f"{review.number:07d}.{suffix}").write_bytes(text.encode())


def _write_table(folder: Path, number: int, rows: list[Written]) -> int:
    path = folder / "table" / f"{number:05d}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["Headline", *LABELS.values(), "Review"])
        table.writerows(map(row, rows))
    return path.stat().st_size
