"""What the pages of a film's links show, as frozen records: candidates, and what is decided."""

from __future__ import annotations

from dataclasses import dataclass

from server.pages.models import Outside, Place


@dataclass(frozen=True, slots=True)
class Point:
    """One comparison with a candidate: what it counts, and in words.

    `mark` is “agrees”, “differs” or “unknown”.
    """

    points: str
    sentence: str
    mark: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A film of the catalogue that may be the same; `state` says what became of it, if anything.

    `key` names it in a form, `facts` are its year, directors and the like in a few words.
    """

    key: str
    facts: tuple[str, ...]
    title: str
    year: str
    state: str
    score: str
    refused: str
    points: tuple[Point, ...]
    links: tuple[Outside, ...]


@dataclass(frozen=True, slots=True)
class LinksPage:
    """Why a film is linked, or is not; `decided` are sentences on what persons decided.

    `login` is where somebody can log in to decide; empty for whoever can not or has done so.
    """

    film: Place
    verdict: str
    reasons: tuple[str, ...]
    decided: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    data: tuple[Outside, ...]
    facts: tuple[str, ...] = ()
    deciding: Deciding | None = None
    login: str = ""


@dataclass(frozen=True, slots=True)
class Deciding:
    """What the forms of somebody carry who may decide about a film.

    `seen` stands for what the page shows, so that nobody decides about what they have not seen.
    `back` is where to go on; `made` are the decisions that can be taken back, with their values.
    """

    film: int
    seen: str
    csrf: str
    back: str
    settled: bool
    made: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A link that waits for a decision, if there is one, and what was decided just before."""

    case: LinksPage | None
    waiting: int
    skip: str
    csrf: str
    before: LinksPage | None = None
