"""Links that are right, wrong and missing, among real reviews and among namesakes.

Real reviews: those whose gold has a number of IMDb or TMDb, read, extracted and fused as the
product does it, one by one; then their identifiers and addresses are hidden. Namesakes: films of
Wikidata whose title three or more bear. Both are looked for in the same catalogue.

A link is right where the catalogue's film has the number. The catalogue holds some films twice,
with numbers and without: a record without any that has the title, a year at most one off and no
other director is the same film, a *twin*; it counts as right, and its number is told.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path

import graph.catalogue
from graph.catalogue import Catalogue, CatalogueFilm, person_form, title_forms
from graph.catalogue.build import build_from_files
from graph.catalogue.items import read_rdf
from graph.fusion import describe_movie
from graph.linking import ACCEPTED, MARGIN, Subject, match
from tests.quality.gold import Line, understood

SHARED = Path(__file__).parents[2] / ".." / "shared"
DEV = SHARED / "corpora" / "dev"
FILMS = SHARED / "catalogue" / "catalogue-permissive.tsv"
NAMESAKES = SHARED / "catalogue" / "wikidata-sample.nt"
HIDDEN = ("identifier", "sameAs")
NUMBERED = {"imdb", "tmdb"}

Keys = frozenset[str]
Reduce = Callable[[Subject], Subject]


@dataclass(frozen=True)
class Case:
    """A film to be found: `keys` are its identifiers, `told` what the matcher may know of it."""

    name: str
    subject: Subject
    keys: Keys
    reduce: Reduce = lambda subject: subject

    @property
    def told(self) -> Subject:
        """What the matcher is given."""
        return self.reduce(self.subject)

    @property
    def half(self) -> int:
        """Where it belongs: on half 0 numbers are chosen, on half 1 they are reported."""
        return hashlib.sha256(min(self.keys).encode()).digest()[0] & 1


@dataclass
class Tally:
    """How cases ended; `held` are those whose film the catalogue holds under its number."""

    cases: int = 0
    held: int = 0
    right: int = 0
    twins: int = 0
    wrong: int = 0
    found: int = 0
    open: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the links, how many are right; 1 where there are none."""
        linked = self.right + self.twins + self.wrong
        return (self.right + self.twins) / linked if linked else 1.0

    @property
    def recall(self) -> float:
        """Of the films that the catalogue holds, how many are linked rightly."""
        return self.found / self.held if self.held else 1.0


class Without:
    """A catalogue that lacks one film and all its twins."""

    def __init__(self, whole: Catalogue, hidden: CatalogueFilm) -> None:
        self._whole, self._hidden = whole, hidden
        self.by_identifier = whole.by_identifier

    def by_title(self, keys: Iterable[str]) -> list[CatalogueFilm]:
        return self._left(self._whole.by_title(keys))

    def by_director(self, names: Iterable[str], first: int, last: int) -> list[CatalogueFilm]:
        return self._left(self._whole.by_director(names, first, last))

    def _left(self, films: list[CatalogueFilm]) -> list[CatalogueFilm]:
        return [f for f in films if f != self._hidden and not is_twin(f, self._hidden)]


@cache
def catalogue() -> Catalogue:
    """The catalogue of all films in the shared table; made once, and anew when its code changes."""
    package = Path(graph.catalogue.__file__).parent
    made_by = b"".join(path.read_bytes() for path in sorted(package.glob("*.py")))
    digest = hashlib.sha256(made_by + FILMS.read_bytes()).hexdigest()[:16]
    path = Path(tempfile.gettempdir()) / f"triplebill-{os.getuid()}" / f"films-{digest}.sqlite"
    if not path.exists():
        build_from_files([FILMS.resolve()], path, lambda *_: None)
    return Catalogue.open(path)


@cache
def reviews() -> tuple[Case, ...]:
    """The reviews of the dev corpus whose gold has a number, of films or of anything else."""
    return tuple(case for line, case in _real() if not line.is_record)


@cache
def records() -> tuple[Case, ...]:
    """Its records of films without a review; nobody looked at them when the points were set."""
    return tuple(case for line, case in _real() if line.is_record)


@cache
def _real() -> list[tuple[Line, Case]]:
    found = []
    for line, extraction in understood(DEV.resolve()):
        keys = _keys({**dict(chain.from_iterable(map(dict.items, line.may))), **line.must})
        if not keys or extraction is None or extraction.skip:
            continue
        told = [claim for claim in extraction.movie if claim.property not in HIDDEN]
        movie = describe_movie([told])
        if movie.name is not None:
            name = f"{line.path} {line.locator or ''}".strip()
            found.append((line, Case(name, Subject.of(movie), keys)))
    return found


def _keys(facts: Mapping[str, object]) -> Keys:
    known = (("imdb", "imdb_id", ""), ("tmdb", "tmdb_id", "movie/"))
    return frozenset(f"{s}:{kind}{facts[name]}" for s, name, kind in known if name in facts)


def _imdb(film: CatalogueFilm) -> list[str]:
    """Its first number at IMDb."""
    return [f"imdb:{i.value}" for i in film.identifiers if i.scheme == "imdb"][:1]


@cache
def namesakes() -> tuple[Case, ...]:
    """Films of which Wikidata says label, year, directors and numbers."""
    return tuple(
        Case(
            film.qid,
            Subject((film.title,), film.years, tuple(p.name for p in film.directors)),
            frozenset({f"wikidata:{film.qid}", *imdb}),
        )
        for film in read_rdf(NAMESAKES.resolve(), lambda *_: None)
        if film.title and (imdb := _imdb(film))
    )


def score(
    cases: Iterable[Case], *, accepted: float = ACCEPTED, margin: float = MARGIN, hide: bool = False
) -> Tally:
    """Match each case; with `hide` its film is taken out of the catalogue before."""
    films, tally = catalogue(), Tally()
    for case in cases:
        true = true_film(case)
        if hide and true is None:
            continue
        asked = Without(films, true) if hide and true else films
        decision = match(case.told, asked, accepted, margin)
        tally.cases += 1
        tally.held += true is not None
        tally.open += decision.outcome == "open"
        if decision.film is None:
            continue
        right = not hide and bool(identity(decision.film) & case.keys)
        twin = not right and not hide and _fits(decision.film, case.subject)
        tally.right += right
        tally.twins += twin
        tally.found += (right or twin) and true is not None
        if not right and not twin:
            tally.wrong += 1
            tally.faults.append(f"{case.name}: {case.subject.titles} → {decision.film.title}")
    return tally


def true_film(case: Case) -> CatalogueFilm | None:
    """The film in the catalogue that has the case's number."""
    found = (catalogue().by_identifier(*key.split(":", 1)) for key in sorted(case.keys))
    return next((film for film in found if film), None)


def identity(film: CatalogueFilm) -> Keys:
    """All identifiers of a film."""
    return frozenset({f"{i.scheme}:{i.value}" for i in film.identifiers} | {f"wikidata:{film.qid}"})


def is_twin(film: CatalogueFilm, of: CatalogueFilm) -> bool:
    """Whether a record without numbers has one of the titles of a film."""
    forms = (title_forms(title.value)[:1] for title in of.titles)
    return not _numbered(film) and title_forms(film.title)[:1] in forms


def _fits(film: CatalogueFilm, subject: Subject) -> bool:
    """Whether a record without numbers is, by title, year and director, the film of a review."""
    forms = {title_forms(title)[:1] for title in subject.titles}
    years = [abs(x - y) for x in film.years for y in subject.years]
    ours = {person_form(name) for name in subject.directors}
    theirs = {person_form(person.name) for person in film.directors}
    return (
        not _numbered(film)
        and title_forms(film.title)[:1] in forms
        and bool(years)
        and (min(years) <= 1 or bool(ours & theirs))
        and (not theirs or bool(ours & theirs))
    )


def _numbered(film: CatalogueFilm) -> bool:
    return any(identifier.scheme in NUMBERED for identifier in film.identifiers)


def reduced(cases: Iterable[Case], reduce: Reduce) -> list[Case]:
    """The cases with less told of each."""
    return [replace(case, reduce=reduce) for case in cases]


def title_and_year(subject: Subject) -> Subject:
    """Only title and year."""
    return Subject(subject.titles, subject.years[:1])


def title_and_director(subject: Subject) -> Subject:
    """Only title and directors."""
    return Subject(subject.titles, directors=subject.directors)


def title_alone(subject: Subject) -> Subject:
    """Only the titles."""
    return Subject(subject.titles)


def a_year_late(subject: Subject) -> Subject:
    """Title, and the year after the true one, as a release after a festival has it."""
    return Subject(subject.titles, tuple(year + 1 for year in subject.years[:1]))


def ambiguous(cases: Iterable[Case]) -> list[Case]:
    """Those whose title two or more films of the catalogue bear."""
    return [case for case in cases if len(_bearers(case.subject)) > 1]


def _bearers(subject: Subject) -> list[CatalogueFilm]:
    forms = {form for title in subject.titles for form in title_forms(title)[:1]}
    found = catalogue().by_title(sorted(forms))
    return [f for f in found if any(title_forms(t.value)[0] in forms for t in f.titles)]
