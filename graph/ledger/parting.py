"""Which film a document is about, and which review it is: parted anew among all that share a title
or an identifier.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from graph.ledger.documents import Documents
from graph.ledger.grouping import Batch, Group, batches
from graph.ledger.mentions import Mentions
from graph.ledger.rows import film_person
from graph.ledger.slugs import Slugs
from graph.ledger.things import Things
from graph.ledger.unsettled import Unsettled
from graph.mapping import Kind
from graph.progress import Progress
from graph.records import Person

AT_ONCE = 2_000
"""New films that are written at a time."""


class Parting:
    """Parts the films of what is unsettled, all of it in one transaction."""

    def __init__(
        self,
        documents: Documents,
        things: Things,
        slugs: Slugs,
        mentions: Mentions,
        unsettled: Unsettled,
        grouped: Callable[[Iterable[Batch]], Iterable[list[Group]]],
        progress: Progress,
    ) -> None:
        self._documents = documents
        self._things = things
        self._slugs = slugs
        self._mentions = mentions
        self._unsettled = unsettled
        self._grouped = grouped
        self._progress = progress
        self._done, self._total = 0, unsettled.count()
        self._movies = unsettled.movies()
        self._went: defaultdict[int, Counter[int]] = defaultdict(Counter)
        self._loose: set[int] = set()
        self._bases: set[tuple[Kind, str]] = set()
        self._came: list[tuple[int, int]] = []
        self._joined: dict[int, int] = {}
        self._left: dict[int, int] = {}

    def settle(self) -> None:
        """Part the films, retire those that have no documents any more, settle all slugs."""
        self._assign()
        self._join()
        for movie in self._movies:
            if not self._documents.any_about(movie):
                went = self._went[movie]
                self._retire(movie, min(went, key=lambda m: (-went[m], m)) if went else None)
                self._credit(movie, ())
        for thing in self._mentions.without(self._loose):
            self._retire(thing)
        self._slugs.settle(self._bases)
        self._slugs.settle_new()
        self._unsettled.clear()

    def _assign(self) -> None:
        """A film for each group: that of its documents, or a new one.

        New films are written at once; where documents had films, all groups must be known. A film
        that nothing is about any more is that of new documents that would answer under its slug.
        """
        rest: list[Group] = []
        vacant = self._vacant()
        for some in _batched(self._groups()):
            old = [group for group in some if any(member.movie for member in group.members)]
            new = [group for group in some if not any(member.movie for member in group.members)]
            self._make([group for group in new if not self._has_kept(group, vacant)])
            rest += old
        taken = self._matched(rest)
        for number, group in enumerate(rest):
            if number in taken:
                self._keep(group, taken[number])
        self._make([group for number, group in enumerate(rest) if number not in taken])
        self._documents.belong(sorted(self._came))  # in their order, so that no page comes twice

    def _vacant(self) -> dict[str, int]:
        """The films noted that no document is about any more, by their slugs."""
        left = sorted(movie for movie in self._movies if not self._documents.any_about(movie))
        things = (thing for thing in self._things.of_ids(left) if thing.live)
        return {thing.base_slug: thing.id for thing in things if thing.slug == thing.base_slug}

    def _has_kept(self, group: Group, vacant: dict[str, int]) -> bool:
        movie = vacant.pop(group.base, None)
        if movie:
            self._keep(group, movie)
        return bool(movie)

    def _groups(self) -> Iterator[Group]:
        components = self._unsettled.components(self._documents)
        for groups in self._grouped(batches(components)):
            yield from groups
            self._done += sum(len(group.members) for group in groups)
            self._progress(self._done, max(self._done, self._total))

    def _matched(self, groups: Sequence[Group]) -> dict[int, int]:
        """The film of each group: the one that most of its documents belong to.

        No two groups get the same; the one with more documents of a film keeps it.
        """
        claims = [
            (-count, group.origin, movie, number)
            for number, group in enumerate(groups)
            for movie, count in Counter(m.movie for m in group.members if m.movie).items()
        ]
        movies: dict[int, int] = {}
        taken: set[int] = set()
        for _, _, movie, number in sorted(claims):
            if number not in movies and movie not in taken:
                movies[number] = movie
                taken.add(movie)
        return movies

    def _make(self, groups: Sequence[Group]) -> None:
        first = self._things.next_id()
        numbered = list(enumerate(groups, first))
        self._things.insert((i, "movie", None, g.base, g.suffix, g.origin) for i, g in numbered)
        for movie, group in numbered:
            self._gather(group, movie)

    def _keep(self, group: Group, movie: int) -> None:
        self._bases |= {("movie", self._things.get(movie).base_slug), ("movie", group.base)}
        self._things.rename(movie, group.base, group.suffix, group.origin)
        self._gather(group, movie)

    def _gather(self, group: Group, movie: int) -> None:
        """Let a group's documents belong to the film, and whatever refers to it know."""
        came = [member for member in group.members if member.movie != movie]
        self._came += [(member.document, movie) for member in came]
        for member in came:
            if member.movie:
                former = [thing for thing in (member.movie, member.page) if thing]
                self._things.unpublished.add(former)
                self._movies.add(member.movie)
                self._went[member.movie][movie] += 1
        self._credit(movie, group.credits)
        own = {member.document: member.own for member in group.members}
        for member in group.members:
            page = own[member.with_ or member.document]
            if page and member.page and member.page != page:
                self._joined[member.document] = page
                self._left[member.page] = page

    def _join(self) -> None:
        """Let documents that are one review share a page, and those that no longer are have one
        each; a page without documents leads to the one that they went to."""
        self._documents.join(self._joined.items())
        self._things.unpublished.add((*self._left, *self._joined.values()))
        for thing in self._things.withdrawn(self._joined.values()):
            self._bases.add((thing.kind, thing.base_slug))
            self._things.revive(thing.id)
        for page, successor in self._left.items():
            if not self._documents.any_about(page):
                self._retire(page, successor)

    def _credit(self, movie: int, persons: Sequence[Person]) -> None:
        """Let the persons that a film's link names have an address, and know theirs elsewhere."""
        before = self._mentions.credited_by(movie)
        if not persons and not before:
            return
        wanted = dict.fromkeys(film_person(person.name) for person in persons)
        ids = self._things.living_with_keys(wanted)
        made, bases = self._things.put([named for named in wanted if named not in ids])
        ids |= made
        self._bases |= bases
        named: dict[tuple[int, str], tuple[str, ...]] = {}
        for person in persons:
            key = ids[film_person(person.name)], person.name
            named[key] = tuple(sorted({*named.get(key, ()), *person.urls}))
        if named != before:
            self._mentions.set_credits(movie, named)
            changed = {thing for thing, _ in (*named, *before)}
            self._things.unpublished.add(changed)
            self._loose |= changed

    def _retire(self, thing: int, successor: int | None = None) -> None:
        retired = self._things.get(thing)
        self._bases.add((retired.kind, retired.base_slug))
        self._things.retire(thing, successor)


def _batched(groups: Iterator[Group]) -> Iterator[list[Group]]:
    while some := list(islice(groups, AT_ONCE)):
        yield some
