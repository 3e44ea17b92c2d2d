"""What the pages ask of the ledger: what an address stands for, and who stated what.

The ledger is opened read-only and when it is first needed, since a site may be served before its
first review comes in.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from functools import lru_cache
from pathlib import Path
from weakref import finalize

from graph import conflicts
from graph.cases import Case, case
from graph.conflicts import ClaimRow
from graph.documents.sent import Sent
from graph.findings import Finding, findings
from graph.ledger import FILE, Entry, Ledger, Live, Resolved
from graph.ledger.entries import Outcome
from graph.ledger.listed import Place
from graph.ledger.runs import Run
from graph.mapping import Kind
from graph.mappings import of_site
from graph.publish import BASE_IRI
from graph.sssom import Mapping
from graph.standing import NOTHING, Standing, standing
from server.conditions import current


class Record:
    """The ledger in a state folder, for many threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ledger: Ledger | None = None
        self._opened = ExitStack()
        finalize(self, self._opened.close)  # which of the views is the last, none knows
        self._lock = threading.Lock()
        self._looking = threading.Lock()
        self._kept: tuple[int, Standing] | None = None

    def resolve(self, kind: Kind, slug: str) -> Resolved | None:
        """What answers under a slug; None where nothing ever did. Raises `StorageError`."""
        with self._lock:
            ledger = self._open()
            return ledger.slugs.resolve(kind, slug) if ledger else None

    def base(self) -> str:
        """The base IRI that the site is published under; empty where nothing is, yet."""
        with self._lock:
            ledger = self._open()
            return (ledger and ledger.setting(BASE_IRI)) or ""

    def claims(self, film: int) -> Sequence[ClaimRow]:
        """Every claim about the film with that id. Raises `StorageError`."""
        with self._lock:
            ledger = self._open()
            return conflicts.claims(ledger, self._about(ledger, film)) if ledger else ()

    def writings(self) -> int:
        """A number that is another one whenever somebody has written since."""
        with self._lock:
            ledger = self._open()
            return ledger.changes() if ledger else 0

    def shortfalls(self, slug: str) -> Sequence[Finding]:
        """What keeps the page of a review from a rich result. Raises `StorageError`."""
        with self._lock:
            ledger = self._open()
            found = ledger.slugs.resolve("review", slug) if ledger else None
            if ledger is None or not isinstance(found, Live):
                return ()
            made = [findings(each, "Warning") for each in ledger.documents.about(found.thing)]
            first, *others = made or [[]]  # what one source lacks another may say
            told = [{finding.sentence for finding in each} for each in others]
            return [each for each in first if all(each.sentence in other for other in told)]

    def page_of(self, source: str) -> str:
        """The path of the first page of what came under a source; empty where there is none, or
        none yet."""
        with self._lock:
            ledger = self._open()
            if ledger is None:
                return ""
            for entry in ledger.documents.of_ids(ledger.documents.parts(source).values()):
                found = ledger.things.of_ids([entry.page or entry.movie or 0])
                if found and found[0].path:  # films are parted after what names them is kept
                    return found[0].path
            return ""

    def sent(self, name: str) -> Sent | None:
        """What was sent under a name and is published. Raises `StorageError`."""
        with self._lock:
            ledger = self._open()
            return current(ledger, name) if ledger else None

    def at(self, place: Place, key: str) -> list[tuple[str, str]]:
        """The sources of the reviews that a place leads to, with the last parts of their addresses.
        Raises `StorageError`."""
        with self._lock:
            ledger = self._open()
            return ledger.listed.at(place, key) if ledger else []

    def changes(self, kind: Kind, limit: int, offset: int) -> list[tuple[str, str]]:
        """Slugs of a kind in their order, with the ISO date of the last change where known."""
        with self._lock:
            ledger = self._open()
            return ledger.revisions.changes(kind, limit, offset) if ledger else []

    def changed(self, kind: Kind, slug: str) -> str:
        """That date of the thing with that slug; empty where it is not known."""
        with self._lock:
            ledger = self._open()
            return ledger.revisions.changed(kind, slug) if ledger else ""

    def withdrawn(self, kind: Kind) -> str:
        """The ISO date on which a thing of a kind was last withdrawn; empty if none ever was."""
        with self._lock:
            ledger = self._open()
            return ledger.revisions.withdrawn(kind) if ledger else ""

    def case(self, film: int) -> Case | None:
        """The film with that id and its link. Raises `StorageError`."""
        with self._lock:
            ledger = self._open()
            return case(ledger, film, self._about(ledger, film)) if ledger else None

    def is_film(self, number: int) -> bool:
        """Whether there is a living film with that id."""
        with self._lock:
            ledger = self._open()
            found = ledger.things.of_ids([number]) if ledger else []
            return any(thing.kind == "movie" and thing.live for thing in found)

    def open_case(self, after: int) -> tuple[Case | None, int]:
        """The first film after one whose link waits for a person, and how many wait in all."""
        with self._lock:
            ledger = self._open()
            if ledger is None:
                return None, 0
            waiting = ledger.links.open_films()
            film = next((film for film in waiting if film > after), None)
            return (case(ledger, film) if film else None), len(waiting)

    def not_published(
        self, outcomes: Sequence[Outcome], size: int, number: int
    ) -> tuple[list[Entry], int]:
        """One page, from 1 on, of inputs with some outcomes, and how many there are in all."""
        with self._lock:
            ledger = self._open()
            if ledger is None:
                return [], 0
            counts = ledger.documents.counts()
            return ledger.documents.page(outcomes, size, number), sum(counts[o] for o in outcomes)

    def runs(self, size: int, number: int) -> tuple[list[Run], int]:
        """One page, from 1 on, of what changed the site, and how many runs are kept."""
        with self._lock:
            ledger = self._open()
            return (ledger.runs.page(size, number), ledger.runs.count()) if ledger else ([], 0)

    def standing(self) -> Standing:
        """How the site stands. It is found out anew, on a connection of its own, where anything
        was written since the last time. Raises `StorageError`."""
        changes = self.writings()
        if self._ledger is None:
            return NOTHING
        with self._looking:
            if self._kept is None or self._kept[0] != changes:
                with closing(Ledger(self._folder, read_only=True)) as own:
                    self._kept = changes, standing(own)
            return self._kept[1]

    def mappings(self) -> Iterator[Mapping]:
        """The links of all films, read on a connection of its own. Raises `StorageError`."""
        if not (self._folder / FILE).exists():
            return
        ledger = Ledger(self._folder, read_only=True)
        try:
            yield from of_site(ledger)
        finally:
            ledger.close()

    def _about(self, ledger: Ledger, film: int) -> Sequence[Entry]:
        """The documents about a film."""
        return ledger.documents.about(film)

    def _open(self) -> Ledger | None:
        if self._ledger and self._ledger.outdated:
            self._opened.close()
            self._ledger = None
        if self._ledger is None and (self._folder / FILE).exists():
            ledger = Ledger(self._folder, read_only=True)
            self._ledger = self._opened.enter_context(closing(ledger))
        return self._ledger


class Remembering(Record):
    """The same for whoever asks for all that there is of a film in turn, in one state of it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._case = lru_cache(1)(super().case)
        self._claims = lru_cache(1)(super().claims)
        self._documents = lru_cache(1)(super()._about)

    def case(self, film: int) -> Case | None:
        """The film with that id and its link. Raises `StorageError`."""
        return self._case(film)

    def claims(self, film: int) -> Sequence[ClaimRow]:
        """Every claim about the film with that id. Raises `StorageError`."""
        return self._claims(film)

    def _about(self, ledger: Ledger, film: int) -> Sequence[Entry]:
        return self._documents(ledger, film)
