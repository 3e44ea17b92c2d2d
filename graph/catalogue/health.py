"""Whether what films are linked to is still there: items that were merged or deleted, identifiers
that moved, and what to do about each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from graph.catalogue import questions
from graph.catalogue.harvest import BATCH, fetch
from graph.catalogue.records import CatalogueFilm
from graph.catalogue.service import Service
from graph.catalogue.wikidata import qid
from graph.errors import EngineError
from graph.records import Identifier

CHECKED = ("imdb", "tmdb", "letterboxd", "rottentomatoes", "metacritic")
"""The schemes whose identifiers are compared: those that films are linked by."""

State = Literal["redirected", "merged", "deleted", "changed"]


class Ailment(Struct, frozen=True):
    """A link whose target is not what it was.

    `qid` is the item that is linked. `repair` are the identifiers to link instead, the item's
    as `wikidata`; empty where a person must look.
    """

    qid: str
    state: State
    sentence: str
    repair: tuple[Identifier, ...] = ()


def check(service: Service, films: Sequence[CatalogueFilm]) -> Iterator[Ailment]:
    """What is wrong with the links of films that have an item. Raises `EngineError`.

    A service that knows none of the items does not have Wikidata's data, or not these: then
    nothing is taken for deleted, and `EngineError` is raised.
    """
    linked = {film.qid: film for film in films if film.qid}
    targets = _targets(service, list(linked))
    if linked and not targets:
        raise EngineError(
            f"{service.url} knows none of {len(linked)} items. Check that it has Wikidata's data."
        )
    redirected = {number: target for number, target in targets.items() if target}
    for number in linked:
        if number not in targets:
            yield Ailment(number, "deleted", f"{number} is no longer in Wikidata.")
        elif target := redirected.get(number):
            yield _moved(number, target, known=target in linked)
    alive = [number for number in linked if number in targets and number not in redirected]
    for film in fetch(service, alive):
        yield from _changed(linked[film.qid], film)


def _targets(service: Service, qids: Sequence[str]) -> dict[str, str]:
    """The items that exist, each with the item that it redirects to, or nothing."""
    found: dict[str, str] = {}
    for start in range(0, len(qids), BATCH):
        for row in service.select_in_parts(qids[start : start + BATCH], questions.states_of):
            number = qid(row.get("film"))
            found[number] = qid(row.get("target")) or found.get(number, "")
    return found


def _moved(number: str, target: str, *, known: bool) -> Ailment:
    repair = (Identifier("wikidata", target),)
    if not known:
        return Ailment(number, "redirected", f"{number} is now {target}.", repair)
    sentence = f"{number} was merged into {target}, to which another film here is linked."
    return Ailment(number, "merged", sentence, repair)


def _changed(ours: CatalogueFilm, theirs: CatalogueFilm) -> Iterable[Ailment]:
    """Identifiers of ours that the item no longer has, where it has others of their scheme."""
    for scheme in CHECKED:
        mine = {each for each in ours.identifiers if each.scheme == scheme}
        found = [each for each in theirs.identifiers if each.scheme == scheme]
        if mine and found and mine.isdisjoint(found):
            old = ", ".join(sorted(each.value for each in mine))
            new = ", ".join(each.value for each in found)
            sentence = f"{ours.qid} has {scheme} {new}, and no longer {old}."
            yield Ailment(ours.qid, "changed", sentence, tuple(found))
