"""Films that the catalogue lacks, asked of Wikidata and DBpedia; answers are kept with their date.

Opt-in: nothing here runs unless a setting says so. A service that fails is told of and left out;
what it did not answer is asked again next time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

import msgspec
from msgspec import Struct
from pyoxigraph import Literal, NamedNode

from graph.catalogue import questions, wikidata
from graph.catalogue.harvest import fetch, film_classes, qids_in
from graph.catalogue.index import Catalogue
from graph.catalogue.items import LONGEST_MINUTES
from graph.catalogue.records import CatalogueFilm
from graph.catalogue.service import Row, Service, Tell
from graph.catalogue.wikidata import qid
from graph.errors import EngineError, StorageError
from graph.records import Identifier, Person, Text

TITLES, IDENTIFIERS = 8, 50
"""How many are asked for at once; a title is asked for in every language that is kept."""

LONGEST_TITLE = 300
TITLE = "title:"
VALID = timedelta(days=30)

TABLE = """
CREATE TABLE IF NOT EXISTS answer(
    question TEXT PRIMARY KEY, asked TEXT NOT NULL, films BLOB NOT NULL
) WITHOUT ROWID
"""


class Question(Struct, frozen=True):
    """A film that is looked for: what it is called, and its identifiers."""

    titles: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()


Answers = dict[str, list[CatalogueFilm]]
"""By question, as it is written in the file."""


class Lookups:
    """Asks the services about films, and keeps their answers in a file."""

    def __init__(self, path: Path, first: Service, dbpedia: Service | None, tell: Tell) -> None:
        """`first` has Wikidata's data. Raises `StorageError`."""
        self._wikidata, self._dbpedia, self._tell = first, dbpedia, tell
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._connection.execute(TABLE)
        except (sqlite3.Error, OSError) as error:
            raise StorageError(f"Answers cannot be kept in {path}: {error}.") from error

    def find(self, asked: Iterable[Question]) -> Catalogue:
        """A catalogue of what the services know of these films. Raises `StorageError`."""
        titles: dict[str, None] = {}
        identifiers: dict[str, Identifier] = {}
        for question in asked:
            titles |= dict.fromkeys(t for t in question.titles if 0 < len(t) <= LONGEST_TITLE)
            known = filter(wikidata.predicate_of, question.identifiers)
            identifiers |= {f"{each.scheme}:{each.value}": each for each in known}
        answers = self._answers(
            list(identifiers),
            IDENTIFIERS,
            lambda some: self._identified([identifiers[key] for key in some]),
        )
        by_title = self._answers([TITLE + title for title in titles], TITLES, self._titled)
        return Catalogue.of(chain.from_iterable((answers | by_title).values()))

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def _answers(
        self, asked: Sequence[str], size: int, ask: Callable[[Sequence[str]], Answers]
    ) -> Answers:
        """What is kept, and what the services say of the rest; one that fails is not asked on."""
        kept = {question: self._kept(question) for question in asked}
        answers = {question: films for question, films in kept.items() if films}
        new = [question for question, films in kept.items() if films is None]
        for start in range(0, len(new), size):
            some = new[start : start + size]
            try:
                said: Answers = {question: [] for question in some} | ask(some)
            except EngineError as error:
                self._tell(str(error))
                return answers | self._in_dbpedia(new[start:])
            self._keep(said)
            answers |= said
        return answers

    def _identified(self, identifiers: Sequence[Identifier]) -> Answers:
        rows = list(self._wikidata.select_in_parts(identifiers, questions.identified))
        films = self._films(rows)
        return {
            key: [film for film in films.values() if each in film.identifiers]
            for each in identifiers
            for key in [f"{each.scheme}:{each.value}"]
        }

    def _titled(self, asked: Sequence[str]) -> Answers:
        titles = [question.removeprefix(TITLE) for question in asked]
        ask = partial(questions.films_titled, classes=self._classes)
        rows = list(self._wikidata.select_in_parts(titles, ask))
        films = self._films(rows)
        answers: Answers = {}
        for key, number in sorted({(_question(row), qid(row.get("film"))) for row in rows}):
            answers.setdefault(key, []).extend(filter(None, [films.get(number)]))
        return answers | self._in_dbpedia([key for key in asked if not answers.get(key)])

    @cached_property
    def _classes(self) -> list[str]:
        return film_classes(self._wikidata)

    def _films(self, rows: Iterable[Row]) -> dict[str, CatalogueFilm]:
        return {film.qid: film for film in fetch(self._wikidata, qids_in(rows))}

    def _in_dbpedia(self, asked: Sequence[str]) -> Answers:
        """What the second source knows of titles; nothing where it fails."""
        titles = [each.removeprefix(TITLE) for each in asked if each.startswith(TITLE)]
        answers: Answers = {}
        if self._dbpedia is None or not titles:
            return answers
        try:
            for row in self._dbpedia.select_in_parts(titles, questions.dbpedia_films):
                answers.setdefault(_question(row), []).append(_from_dbpedia(row))
        except EngineError as error:
            self._tell(str(error))
        return answers

    def _kept(self, question: str) -> list[CatalogueFilm] | None:
        oldest = (datetime.now(UTC) - VALID).isoformat()
        row = self._connection.execute(
            "SELECT films FROM answer WHERE question = ? AND asked > ?", (question, oldest)
        ).fetchone()
        return msgspec.json.decode(row[0], type=list[CatalogueFilm]) if row else None

    def _keep(self, answers: Answers) -> None:
        now = datetime.now(UTC).isoformat()
        rows = [(key, now, msgspec.json.encode(films)) for key, films in answers.items()]
        try:
            self._connection.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise StorageError(f"Answers of services could not be kept: {error}.") from error


def _question(row: Row) -> str:
    return TITLE + _words(row.get("words"))


def _words(term: object) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""


def _from_dbpedia(row: Row) -> CatalogueFilm:
    """One row about a film; the catalogue unites the rows of one film."""
    name, director = _words(row.get("name")), _words(row.get("director"))
    seconds = _words(row.get("seconds")).partition(".")[0]
    minutes = int(seconds) // 60 if seconds.isdecimal() and len(seconds) < 6 else 0
    return CatalogueFilm(
        qid=qid(row.get("item")),
        titles=(Text(_words(row.get("words")), "en"),),
        directors=(Person(name, (director,)),) if name else (),
        minutes=(minutes,) if 0 < minutes <= LONGEST_MINUTES else (),
        pages=(_words(row.get("film")),),
    )
