"""Which things a document belongs to: kept right whenever documents come, change or go.

`Assignment` collects what documents touch and settles at once what changed of pages and agents.
Films wait, noted in the ledger, for `parting`, so that one of which a thousand reviews come is
parted once; so do the slugs of all that is new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.ledger.documents import Documents
from graph.ledger.entries import read_said
from graph.ledger.links import Links
from graph.ledger.mentions import Mentions
from graph.ledger.revisions import Revisions
from graph.ledger.rows import Named, Rows
from graph.ledger.scales import Scales
from graph.ledger.slugs import Slugs
from graph.ledger.things import Things
from graph.ledger.unsettled import Unsettled
from graph.mapping import Kind


class Assignment:
    """One batch of changes to the ledger; `settle` must end it, in the same transaction."""

    def __init__(
        self,
        documents: Documents,
        things: Things,
        slugs: Slugs,
        mentions: Mentions,
        links: Links,
        scales: Scales,
        unsettled: Unsettled,
        revisions: Revisions,
    ) -> None:
        self._documents = documents
        self._things = things
        self._slugs = slugs
        self._mentions = mentions
        self._links = links
        self._scales = scales
        self._unsettled = unsettled
        self._revisions = revisions
        self._loose: set[int] = set()
        self._pages: set[int] = set()
        self._bases: set[tuple[Kind, str]] = set()

    def take(self, batch: Sequence[Rows]) -> None:
        """Documents came, for the first time or in another form; each source once."""
        known = self._documents.ids([rows.source for rows in batch])
        again = {known[rows.source]: rows for rows in batch if rows.source in known}
        left = {document: rows for document, rows in again.items() if self._leaves(document, rows)}
        stood = {document for document in known.values() if self._forget(document)}
        if left:
            self._leave(left)
        first = self._documents.next_id()
        fresh = (rows.source for rows in batch if rows.source not in known)
        ids = known | {source: first + number for number, source in enumerate(fresh)}
        placed = [rows for rows in batch if rows.outcome == "published"]
        newly = [r.page for r in placed if r.page and known.get(r.source) not in stood]
        things, bases = self._things.put(dict.fromkeys(_named(placed)), newly)
        self._bases |= bases
        self._documents.put(
            (ids[r.source], *r.columns, things[r.page] if r.page else None) for r in batch
        )
        self._documents.put_contents((ids[r.source], *r.content) for r in batch)
        for rows in batch:
            if rows.outcome != "published" and rows.source in known:
                self._documents.withdraw(known[rows.source])
            if rows.scores or rows.source in known:
                self._scales.put(ids[rows.source], rows.scores, rows.film)
        self._links.put((ids[rows.source], rows.link) for rows in batch)
        self._documents.keys.put((ids[r.source], key) for r in placed for key in r.keys)
        self._unsettled.add(documents=[ids[rows.source] for rows in placed])
        self._mentions.put(
            (ids[rows.source], things[named], name, urls)
            for rows in placed
            for named, name, urls in rows.mentions
        )

    def withdraw(self, document: int) -> None:
        """A document is not, or no longer, published."""
        self._forget(document)
        self._documents.withdraw(document)

    def settle(self) -> None:
        """Drop what nobody names any more, and settle the slugs that this and changes touch."""
        for page in self._pages:
            if not self._documents.any_about(page):
                self._retire(page)
        for thing in self._mentions.without(self._loose):
            self._retire(thing)
        self._slugs.settle(self._bases)

    def _leaves(self, document: int, rows: Rows) -> bool:
        """Whether a document is about another film than before, rather than corrected."""
        before = self._documents.keys.of(document)
        if not rows.keys or not before.isdisjoint(rows.keys):
            return False
        (member,) = self._documents.members([document])
        return bool(member.movie) and member.said.is_of_another(read_said(rows.said))

    def _leave(self, left: Mapping[int, Rows]) -> None:
        """What such documents were about, and their pages, do not forward to what they are now."""
        pages = [m.own for m in self._documents.members(left) if m.own]
        self._things.pass_on(pages, (rows.page for rows in left.values() if rows.page))
        self._documents.belong((document, None) for document in left)

    def _forget(self, document: int) -> int | None:
        """Whatever the document said until now may change; gives the page that it had."""
        movie, page = self._documents.belongings(document)
        self._unsettled.add(self._documents.keys.of(document), [movie] if movie else [])
        self._pages |= {page} if page else set()
        mentioned = self._mentions.by(document)
        self._loose |= mentioned
        spoken_of = [*mentioned, *({movie} if movie else ())]
        self._things.unpublished.add([*spoken_of, *({page} if page else ())])
        self._revisions.touch(spoken_of)
        self._documents.keys.forget([document])
        self._mentions.forget(document)
        return page

    def _retire(self, thing: int) -> None:
        retired = self._things.get(thing)
        self._bases.add((retired.kind, retired.base_slug))
        self._things.retire(thing)


def _named(batch: Iterable[Rows]) -> Iterator[Named]:
    for rows in batch:
        if rows.page:
            yield rows.page
        for named, _, _ in rows.mentions:
            yield named
