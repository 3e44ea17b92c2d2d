"""`python -m tests.quality --linking`: the table of links, of thresholds, and the floors."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.catalogue import title_forms
from graph.linking import ACCEPTED, MARGIN
from tests.quality.linking import (
    DEV,
    FILMS,
    NAMESAKES,
    Case,
    Tally,
    Without,
    a_year_late,
    ambiguous,
    catalogue,
    namesakes,
    records,
    reduced,
    reviews,
    score,
    title_alone,
    title_and_director,
    title_and_year,
)

FLOORS = Path(__file__).with_name("linking_floors.json")
THRESHOLDS = (3.0, 4.0, 5.0, 5.5, 6.0, 6.5, 7.0, 8.0, 10.0)
MARGINS = (0.5, 1.0, 2.0, 3.0)
SAMPLE, MANY_WORDS = 8_000, 7
GOAL = 0.995
"""The precision that an `owl:sameAs` asks for; more is no floor."""

Floors = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Row:
    """Cases of one kind; `floor` says whether they have one."""

    name: str
    cases: list[Case]
    hide: bool = False
    floor: bool = True


def missing() -> str:
    """What is not on this machine and is needed; empty where all is."""
    needed = (DEV / "gold.jsonl", FILMS, NAMESAKES)
    return next((f"{path} is not on this machine" for path in needed if not path.is_file()), "")


def rows() -> list[Row]:
    """All kinds of cases."""
    real, namesake = reviews(), namesakes()
    dated = [case for case in namesake if case.subject.years]
    directed = [case for case in namesake if case.subject.directors]
    return [
        Row("reviews", list(real)),
        Row("reviews, other half", _half(real, 1), floor=False),
        Row("records of films", list(records()), floor=False),
        Row("reviews, title and year", reduced(real, title_and_year)),
        Row("reviews, title and director", reduced(real, title_and_director)),
        Row("reviews, title alone", reduced(real, title_alone), floor=False),
        Row("reviews, ambiguous title alone", ambiguous(reduced(real, title_alone))),
        Row("reviews, film not in catalogue", list(real), hide=True),
        Row("namesakes, title and year", reduced(dated, title_and_year)),
        Row("namesakes, title and director", reduced(directed, title_and_director)),
        Row("namesakes, title alone", ambiguous(reduced(namesake, title_alone))),
        Row("namesakes, a year late", reduced(dated, a_year_late), floor=False),
    ]


def table(results: dict[str, Tally]) -> Iterator[str]:
    """The links of each kind of case, for people."""
    yield (
        f"{'':34} {'cases':>6} {'held':>6} {'right':>6} {'twins':>6} {'wrong':>6} {'open':>6}"
        f" {'prec.':>7} {'recall':>7}"
    )
    for name, t in results.items():
        figures = (t.cases, t.held, t.right, t.twins, t.wrong, t.open)
        linked = t.right + t.twins + t.wrong
        precision = f"{t.precision:7.4f}" if linked > t.wrong else f"{'–':>7}"
        recall = f"{t.recall:7.4f}" if t.found else f"{'–':>7}"
        yield f"{name:34} {' '.join(f'{n:6}' for n in figures)} {precision} {recall}"


def thresholds() -> Iterator[str]:
    """Precision against recall of the reviews, on the half of choice and on the other."""
    halves = [_half(reviews(), half) for half in (0, 1)]
    yield f"{'threshold':>9} {'margin':>7}   {'half of choice':>16}   {'other half':>16}"
    for accepted, margin in _settings():
        both = [score(half, accepted=accepted, margin=margin) for half in halves]
        figures = "   ".join(f"{t.precision:8.4f} {t.recall:7.4f}" for t in both)
        chosen = "  ← chosen" if (accepted, margin) == (ACCEPTED, MARGIN) else ""
        yield f"{accepted:9g} {margin:7g}   {figures}{chosen}"


def lone_namesakes() -> Iterator[str]:
    """Per number of words: how often a film that is taken out leaves one other of its title."""
    films = [f for f in catalogue() if f.years and f.directors and f.years[0] >= 1950]
    taken, left = Counter[int](), Counter[int]()
    for film in films[:: max(1, len(films) // SAMPLE)]:
        form = title_forms(film.title)[:1]
        words = min(len(" ".join(form).split()), MANY_WORDS)
        others = Without(catalogue(), film).by_title(form)
        taken[words] += 1
        left[words] += sum(title_forms(other.title)[:1] == form for other in others) == 1
    yield "words of a title, films taken out, share that leaves one other film of the title"
    for words in sorted(taken):
        yield f"{words:9} {taken[words]:7} {left[words] / taken[words]:10.3f}"


def floors(results: dict[str, Tally]) -> Floors:
    """What the next run must reach: precision, recall, and that no more links are wrong."""
    kinds = [row for row in rows() if row.floor]
    return {row.name: _floor(results[row.name], row.hide) for row in kinds}


def results() -> dict[str, Tally]:
    """Every row matched."""
    return {row.name: score(row.cases, hide=row.hide) for row in rows()}


def below(reached: Floors, wanted: Floors) -> list[str]:
    """A sentence for each figure that is lower than its floor."""
    return [
        f"{name}: {what} is {reached.get(name, {}).get(what, 0.0):.4f}, the floor {floor:.4f}"
        for name, figures in wanted.items()
        for what, floor in figures.items()
        if reached.get(name, {}).get(what, 0.0) < floor
    ]


def risen(reached: Floors, wanted: Floors) -> Floors:
    """The higher of both, so that no floor is lowered."""
    return {
        name: {
            what: max(reached.get(name, {}).get(what, 0.0), wanted.get(name, {}).get(what, 0.0))
            for what in sorted(reached.get(name, {}).keys() | wanted.get(name, {}).keys())
        }
        for name in sorted(reached.keys() | wanted.keys())
    }


def _floor(tally: Tally, hide: bool) -> dict[str, float]:
    if hide:
        return {"kept apart": _down(1 - tally.wrong / tally.cases)}
    return {"precision": min(_down(tally.precision), GOAL), "recall": _down(tally.recall)}


def _half(cases: Iterable[Case], half: int) -> list[Case]:
    return [case for case in cases if case.half == half]


def _settings() -> list[tuple[float, float]]:
    return [(accepted, MARGIN) for accepted in THRESHOLDS] + [
        (ACCEPTED, margin) for margin in MARGINS if margin != MARGIN
    ]


def _down(figure: float) -> float:
    return math.floor(figure * 1000) / 1000
