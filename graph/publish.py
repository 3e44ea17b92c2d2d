"""Ledger → store: every thing that is dirty is described anew and replaced whole.

Publishing is idempotent: what was interrupted is simply done again. A thing counts as published
only when the store has made it durable.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import chain
from time import monotonic

from graph.cores import ALONE, Cores, Pool, rarely_collecting
from graph.description import Described, Describing
from graph.futures import result_of
from graph.ledger import Ledger
from graph.mapping import Addresses
from graph.progress import StepProgress, unwatched
from graph.store import Store

BATCH = 500
"""Resources that are described at a time."""

FEW = 4
"""Batches that start no other processes."""

MUCH = 10_000
"""Things to publish for which lists are filled without all their indices, where they are empty."""

AHEAD = 8
"""Batches for each process that are described while a load is waited for."""

LOAD_BYTES = 24_000_000
"""N-Triples that are stored and made durable at a time, where the graph is small."""

BYTES_PER_THING = 50
"""What a load has at least for each thing that there is, where the graph is large: the store merges
what is small with what is large again and again."""

LARGEST_LOAD_BYTES = 80_000_000
"""N-Triples of a load that is large enough: a larger one takes longer, and more memory."""

NOTED_S = 5.0
"""Seconds between commits of lines in lists, with a note of what is published: the pages of the
indices are the same for all of them."""

BASE_IRI = "base_iri"
"""The name of the ledger's setting that holds the base IRI published under."""

_Batches = list[Sequence[int]]

PARTING, PUBLISHING = "Parting", "Publishing"
"""The steps of publishing: which document is about which film, and what the store has of it."""


def publish(
    ledger: Ledger,
    store: Store,
    addresses: Addresses,
    progress: StepProgress = unwatched,
    pool: Pool = ALONE,
) -> int:
    """Bring the store up to the ledger; returns how many triples changed.

    The processes of a pool describe, where there is much. Raises `StorageError`, `EngineError`,
    `ProcessError`; then the ledger still knows what is to be done.
    """
    if ledger.setting(BASE_IRI) != addresses.base:  # before any triple stands under it
        with ledger.transaction():
            ledger.set(BASE_IRI, addresses.base)
    with rarely_collecting():
        ledger.part_films(pool, partial(progress, PARTING))
        return _Publication(ledger, store, progress).run(addresses, pool)


def rebuild(
    ledger: Ledger,
    store: Store,
    addresses: Addresses,
    progress: StepProgress = unwatched,
    pool: Pool = ALONE,
) -> int:
    """Empty the store and publish everything again from the ledger, films parted anew.

    Lines in lists are replaced one by one, as readers of a served site have nothing else to read.
    """
    with ledger.transaction():
        ledger.unsettled.add_all()
    with rarely_collecting():
        ledger.part_films(pool, partial(progress, PARTING))
    with ledger.transaction():
        ledger.unpublished.add_all()
    store.clear()
    changed = publish(ledger, store, addresses, progress, pool)
    with ledger.transaction(durable=False):
        ledger.listed.forget_withdrawn()
    return changed


class _Publication:
    """One run: what was described and is not yet stored, and whose that is."""

    def __init__(self, ledger: Ledger, store: Store, progress: StepProgress) -> None:
        self._ledger = ledger
        self._store = store
        self._progress = partial(progress, PUBLISHING)
        self._described: list[Described] = []
        self._size = self._changed = self._done = 0
        self._total = ledger.unpublished.count()
        self._load_bytes = _load_bytes(ledger.things.next_id())
        self._empty = False
        self._loading: deque[tuple[Future[int], _Batches]] = deque()

    def run(self, addresses: Addresses, pool: Pool) -> int:
        """Publish all that is dirty; returns how many triples changed."""
        described = self._all(addresses, pool)
        if self._total >= MUCH:
            self._ledger.begin_listing()
        with ThreadPoolExecutor(1) as loader:
            while self._publish_some(described, loader):
                pass
            self._ledger.end_listing()  # while the last load goes on
            self._await_loads()
        resources, ids = self._gathered()
        if resources:
            self._changed += self._load(resources)
        if self._done:
            self._progress(self._done, self._total)
        self._store.snapshot()
        self._note(ids)
        return self._changed

    def _all(self, addresses: Addresses, pool: Pool) -> Iterator[Described]:
        """All that is dirty. The first few are described at once, so that the store can open
        before it is asked whether it has the rest."""
        describing = Describing(self._ledger, addresses)
        cores = Cores(describing, Describing.reading, self._ledger.folder, addresses,
                      alone=FEW, pool=pool, ahead=AHEAD)  # fmt: skip
        first = [] if pool.begun else self._ledger.unpublished.ids(limit=BATCH)
        described = [describing(first)] if first else []
        if self._lost():
            described, first = [], []
        return chain(described, cores.map(self._batches(after=first[-1] if first else 0)))

    def _batches(self, after: int) -> Iterator[list[int]]:
        while ids := self._ledger.unpublished.ids(after, BATCH):
            yield ids
            after = ids[-1]

    def _lost(self) -> bool:
        """Whether the store is empty and should not be, such as an engine that lost its graph, or
        a site that moved to another. Then all is to be published, which is noted before any of it
        is stored: a store that has a part looks whole."""
        self._empty = not self._store.query("ASK { ?s ?p ?o }")
        if not self._empty or not self._ledger.unpublished.any_published():
            return False
        with self._ledger.transaction():
            self._ledger.unpublished.add_all()
        self._total = self._ledger.unpublished.count()
        return True

    def _publish_some(self, described: Iterator[Described], loader: ThreadPoolExecutor) -> bool:
        """List and store what is described in some seconds, in one transaction of the ledger;
        whether there may be more. What a crash undoes of it is published again."""
        until = monotonic() + NOTED_S
        with self._ledger.transaction(durable=False):
            for each in described:
                self._take(each)
                if self._size >= self._load_bytes:
                    self._load_meanwhile(loader)
                if self._done < self._total:  # the last are done when they are stored
                    self._progress(self._done, self._total)
                if monotonic() >= until:
                    return True
            if self._loading and self._described:  # the rest is stored while this is committed
                self._hand_over(loader)
        return False

    def _take(self, described: Described) -> None:
        """Write the lines of what was described, which is to be stored."""
        self._ledger.listed.replace(described.ids, described.lines)
        self._ledger.revisions.put(described.digests)
        self._described.append(described)
        self._size += sum(map(len, described.resources.values()))
        self._done += len(described.ids)

    def _load_meanwhile(self, loader: ThreadPoolExecutor) -> None:
        """Store what was described and make it durable, while more is described and listed."""
        self._await_loads()
        self._hand_over(loader)

    def _hand_over(self, loader: ThreadPoolExecutor) -> None:
        resources, ids = self._gathered()
        self._loading.append((loader.submit(self._load_durably, resources), ids))

    def _gathered(self) -> tuple[dict[str, bytes], _Batches]:
        """What is to be stored next, and whose it is."""
        described, self._described, self._size = self._described, [], 0
        resources = {iri: own for some in described for iri, own in some.resources.items()}
        return resources, [some.ids for some in described]

    def _load(self, resources: Mapping[str, bytes]) -> int:
        return self._store.load(resources, new=self._empty)

    def _load_durably(self, resources: Mapping[str, bytes]) -> int:
        changed = self._load(resources)
        self._store.flush()
        return changed

    def _await_loads(self) -> None:
        """What is durable by then counts as published."""
        while self._loading:
            loading, ids = self._loading.popleft()
            self._changed += result_of(loading)
            self._note(ids)

    def _note(self, batches: _Batches) -> None:
        """What has been made durable counts as published."""
        with self._ledger.transaction(durable=False):
            for ids in batches:
                self._ledger.unpublished.remove(ids)


def _load_bytes(things: int) -> int:
    return max(LOAD_BYTES, min(things * BYTES_PER_THING, LARGEST_LOAD_BYTES))
